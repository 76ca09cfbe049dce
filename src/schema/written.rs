//! How fields are written: keys that have no effect on a kind of field, and forms of other programs.

use super::Field;
use crate::diagnostic::{Diagnostic, Problem, SiteSlip};
use crate::yaml::{MapReader, Node, Value};

/// Names that lists have as a kind in other programs.
const LISTS: [&str; 6] = ["list", "lista", "elenco", "array", "strings", "tags"];

/// The keys that only some kinds of fields have, and which.
const KEYS: [(&str, &str); 8] = [
    ("values", "choice"),
    ("to", "ref"),
    ("inverse", "ref"),
    ("acyclic", "ref"),
    ("fields", "group"),
    ("stale_after", "date"),
    ("min", "integer, number"),
    ("pattern", "text"),
];

/// What is wrong with fields that are no map from name to what they are.
pub(super) fn no_fields(node: &Node) -> Diagnostic {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => &[],
    };
    // The name in a list of maps, and the kind beside it.
    let text = |node: &Node, keys: [&str; 2]| {
        let mut values = keys.iter().filter_map(|key| node.get(key)?.as_text());
        values.next().map(str::to_owned)
    };
    let first = items.first();
    let name = first.and_then(|item| text(item, ["name", "nome"]));
    let kind = first.and_then(|item| text(item, ["type", "tipo"]));
    let (name, kind) = (
        name.unwrap_or_else(|| "titolo".to_owned()),
        kind.unwrap_or_else(|| "text".to_owned()),
    );
    let slip = SiteSlip::MapForm {
        field: "fields".to_owned(),
        example: format!("{name}: {{type: {kind}}}"),
    };
    Diagnostic::new(slip.into(), node.span)
}

/// What is wrong with a field that is only the name of its kind.
pub(super) fn short_field(name: &str, node: &Node, kinds: &[&str]) -> Option<Diagnostic> {
    let kind = node.as_text()?;
    let kind = kinds.iter().find(|known| **known == kind).copied();
    let slip = SiteSlip::MapForm {
        field: name.to_owned(),
        example: format!("{name}: {{type: {}}}", kind.unwrap_or("text")),
    };
    Some(Diagnostic::new(slip.into(), node.span))
}

/// Whether the kind of a field is a list, which is no kind; reported.
pub(super) fn list_kind(reader: &mut MapReader<'_>) -> bool {
    let Some(node) = reader.node("type") else {
        return false;
    };
    let word = node.as_text().unwrap_or("");
    let is_list = LISTS.contains(&&*word.to_lowercase());
    if is_list {
        let word = word.to_owned();
        let problem = SiteSlip::ListKind { word };
        let diagnostic = Diagnostic::new(problem.into(), node.span);
        reader.diagnostics().push(diagnostic);
    }
    is_list
}

/// Reports keys that have no effect on a field, and truth values where names belong. Of a field
/// whose kind cannot be read nothing is known.
pub(super) fn check_keys(reader: &mut MapReader<'_>, field: &Field, is_refined: bool) {
    let kind = field.kind.name();
    let is_known = match reader.node("type") {
        Some(node) => node.as_text() == Some(kind),
        None => is_refined,
    };
    if !is_known {
        return;
    }
    let mut told = "";
    for (key, kinds) in KEYS {
        let is_its_own = kinds.split(", ").any(|own| own == kind);
        let Some(node) = reader.node(key).filter(|_| !is_its_own) else {
            continue;
        };
        // One key is enough to say of which kind it was to be.
        if std::mem::replace(&mut told, kinds) == kinds {
            continue;
        }
        let slip = SiteSlip::KeyOfOthers {
            key: key.to_owned(),
            field: field.name.clone(),
            kind: kind.to_owned(),
            kinds,
        };
        let diagnostic = Diagnostic::new(slip.into(), node.span);
        reader.diagnostics().push(diagnostic);
    }
    for key in ["taxonomy", "inverse", "property"] {
        let node = reader.node(key).filter(|node| node.as_bool().is_some());
        if let Some(node) = node {
            let slip = SiteSlip::NotAName {
                key: key.to_owned(),
                meant: field.name.clone(),
            };
            let problem: Problem = slip.into();
            reader
                .diagnostics()
                .push(Diagnostic::new(problem, node.span));
        }
    }
}
