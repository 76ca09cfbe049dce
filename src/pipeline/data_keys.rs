//! Keys of data files that templates name otherwise: what they hold is missing without a word, since
//! templates go on without data that is not there.

use super::data_places::trees;
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// Reports keys at the top of a data file that no template names, where one names a key like it that
/// the file has not.
pub(super) fn check(sources: &Sources) -> Vec<Diagnostic> {
    let asked = asked(sources);
    let mut found = Vec::new();
    for (file, node) in trees(sources) {
        let owner = sources.get(file).name();
        let name = owner.split('.').next().unwrap_or_default();
        let Some(names) = asked.get(name) else {
            continue;
        };
        let keys: BTreeSet<&str> = node.entries().iter().map(|(key, _)| &*key.text).collect();
        let lost = || names.difference(&keys).copied();
        for (key, _) in node
            .entries()
            .iter()
            .filter(|(key, _)| !names.contains(&*key.text))
        {
            if let Some(meant) = nearest(&key.text, lost()) {
                let problem = Problem::UnknownField {
                    field: key.text.clone(),
                    owner: owner.to_owned(),
                    suggestion: Some(meant),
                    known: Vec::new(),
                };
                found.push(Diagnostic::new(problem, key.span));
            }
        }
    }
    found
}

/// The keys that templates name, by the data that these are of: `data?.home?.tasks`.
fn asked(sources: &Sources) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let themes = sources
        .under("themes/")
        .chain(sources.under("content/_theme/"));
    for (_, file) in themes.filter(|(_, file)| file.path.contains("/templates/")) {
        for rest in file.text().split("data").skip(1) {
            let path = |rest| -> Option<(&str, &str)> {
                let (name, rest) = word(behind_point(rest)?)?;
                Some((name, word(behind_point(rest)?)?.0))
            };
            if let Some((name, key)) = path(rest) {
                asked.entry(name).or_default().insert(key);
            }
        }
    }
    asked
}

/// What follows `.` or `?.`.
fn behind_point(text: &str) -> Option<&str> {
    text.strip_prefix('?').unwrap_or(text).strip_prefix('.')
}

/// The name that a text begins with, and the rest.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    (!word.is_empty()).then_some((word, rest))
}
