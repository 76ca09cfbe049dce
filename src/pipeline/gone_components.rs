//! Components that pages use and the description of the theme no longer has: it is the cause.

use super::repeated::{NAMED, place_of};
use super::setup::Setup;
use crate::diagnostic::{Diagnostic, Problem, SiteSlip};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Node};
use std::collections::BTreeMap;

/// How many places have to use a component for its name to be right.
const MANY: usize = 4;

/// Says once, where components are described, that some are not: the site's own description takes
/// the place of that of the theme, or a name is written otherwise than in all pages.
pub(super) fn name_gone_components(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    setup: &Setup,
) {
    let mut places: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if let Problem::UnknownComponent { name, .. } = &diagnostic.problem {
            let of_name = places.entry(name.clone()).or_default();
            of_name.push(diagnostic.clone());
        }
    }
    let theme = setup.config.theme.as_ref().map(|(name, _)| name);
    let (false, Some(theme)) = (places.is_empty(), theme) else {
        return;
    };
    let file_of = |folder: &str| sources.find(&format!("{folder}/theme.yaml"));
    let below = file_of(&format!("themes/{theme}"));
    let own = file_of("content/_theme");
    let replaced = own.and(below).and_then(|file| components(file, sources));
    let read = own.or(below).and_then(|file| components(file, sources));
    let is_replaced = |name: &String| replaced.as_ref().is_some_and(|all| all.get(name).is_some());
    let renamed = |name: &String| {
        let keys = read.as_ref().map_or(&[][..], Node::entries).iter();
        let mut alike = keys.filter(|(key, _)| key.text.eq_ignore_ascii_case(name));
        alike.next().map(|(key, _)| key.span)
    };
    let mut gone: Vec<String> = Vec::new();
    let mut causes: Vec<(Vec<String>, Option<FileId>, Span)> = Vec::new();
    for (name, all) in &places {
        match renamed(name).filter(|_| all.len() >= MANY) {
            _ if is_replaced(name) => gone.push(name.clone()),
            Some(span) => causes.push((vec![name.clone()], None, span)),
            None => {}
        }
    }
    if let (false, Some(file)) = (gone.is_empty(), own) {
        causes.push((gone, below, Span::start_of(file)));
    }
    for (names, below, span) in causes {
        let is_of = |d: &Diagnostic| match &d.problem {
            Problem::UnknownComponent { name, .. } => names.contains(name),
            _ => false,
        };
        diagnostics.retain(|d| !is_of(d));
        let mut all: Vec<&Diagnostic> = names.iter().flat_map(|name| &places[name]).collect();
        all.sort_by_key(|d| (&sources.get(d.span.file).path, d.span.start));
        let first = all.iter().take(NAMED).map(|d| place_of(d, sources));
        let slip = SiteSlip::ComponentsGone {
            places: all.len(),
            first: first.collect(),
            names,
            below: below.map(|file| sources.get(file).path.clone()),
        };
        diagnostics.push(Diagnostic::new(slip.into(), span));
    }
}

/// The components that a description of a theme has.
fn components(file: FileId, sources: &Sources) -> Option<Node> {
    let node = yaml::parse_file(sources, file, &mut Vec::new())?;
    node.get("components").cloned()
}
