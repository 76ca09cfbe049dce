//! What leads to pages and files that the configuration leaves out: its line is the cause.

use super::repeated::{NAMED, missing_name, place_of, stem};
use crate::diagnostic::{Diagnostic, Problem, SiteSlip};
use crate::load;
use crate::source::{Sources, Span};
use std::collections::{BTreeMap, HashMap};

/// Says of each pattern that leaves out what pages lead to where these do, once.
pub(super) fn name_ignored_pages(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut ignored: HashMap<String, &str> = HashMap::new();
    for path in sources.ignored() {
        ignored.extend(stem(path).map(|stem| (stem, path.as_str())));
    }
    if sources.ignored().is_empty() {
        return;
    }
    for (_, file) in sources.iter() {
        // A page of the same name is there: what was meant is not known.
        stem(&file.path).map(|stem| ignored.remove(&stem));
    }
    let file = |target: &str| {
        let name = target
            .rsplit('/')
            .next()
            .filter(|name| name.contains('.'))?;
        let mut paths = sources.ignored().iter();
        let found = paths.find(|path| path.rsplit('/').next() == Some(name));
        found.map(String::as_str)
    };
    let of = |d: &Diagnostic| match &d.problem {
        Problem::MissingFile { target, .. } | Problem::MissingImage { target, .. } => file(target),
        problem => ignored.get(&missing_name(problem)?).copied(),
    };
    let mut patterns: HashMap<&str, Option<(String, Span)>> = HashMap::new();
    let mut leading: BTreeMap<(Span, String), Vec<Diagnostic>> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        let pattern = of(diagnostic).and_then(|path| {
            let read = || load::ignoring(sources, path);
            patterns.entry(path).or_insert_with(read).clone()
        });
        if let Some((pattern, span)) = &pattern {
            let key = (*span, pattern.clone());
            leading.entry(key).or_default().push(diagnostic.clone());
        }
        pattern.is_none()
    });
    for ((span, pattern), mut all) in leading {
        all.sort_by_key(|d| (&sources.get(d.span.file).path, d.span.start));
        let first = all.iter().take(NAMED).map(|d| place_of(d, sources));
        let slip = SiteSlip::IgnoredPages {
            pattern,
            places: all.len(),
            first: first.collect(),
        };
        let problem: Problem = slip.into();
        diagnostics.push(Diagnostic::new(problem, span));
    }
}
