//! What the parts of a schema say of each other: types that references name, roles.

use super::files::{definition, stem};
use super::{ContentType, FOLDER, Field, Kind, Schema};
use crate::diagnostic::{Diagnostic, Problem, nearest_name};
use crate::source::Sources;
use crate::yaml::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Every type that a reference names has to exist; one that does not is reported where it is
/// named, and the reference may then lead anywhere.
pub(super) fn check_references(
    schema: &mut Schema,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let names: Vec<String> = schema.types.iter().map(|t| t.name.clone()).collect();
    let mut unknown = BTreeSet::new();
    for content_type in &mut schema.types {
        for field in &mut content_type.fields {
            take_unknown_types(field, &names, &mut unknown);
        }
    }
    if unknown.is_empty() {
        return;
    }
    let files = sources.under(FOLDER);
    for name in files.filter_map(|(_, file)| stem(file.name())) {
        let node = definition(sources, name);
        let fields = node.as_ref().and_then(|node| node.get("fields"));
        for (_, field) in fields.map_or(&[][..], Node::entries) {
            report_unknown_types(field, &unknown, schema, diagnostics);
        }
    }
}

/// Takes the names of types that there are not out of a field.
fn take_unknown_types(field: &mut Field, names: &[String], unknown: &mut BTreeSet<String>) {
    match &mut field.kind {
        Kind::Ref(targets) => {
            let known = targets.len();
            targets.retain(|target| {
                let known = names.contains(target);
                if !known {
                    unknown.insert(target.clone());
                }
                known
            });
            if targets.len() < known {
                targets.clear();
            }
        }
        Kind::Group(fields) => fields
            .iter_mut()
            .for_each(|f| take_unknown_types(f, names, unknown)),
        _ => {}
    }
}

fn report_unknown_types(
    field: &Node,
    unknown: &BTreeSet<String>,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for target in field.get("to").map_or(&[][..], Node::items) {
        if let Some(name) = target.as_text().filter(|name| unknown.contains(*name)) {
            diagnostics.push(Diagnostic::new(schema.unknown_type(name), target.span));
        }
    }
    for (_, inner) in field.get("fields").map_or(&[][..], Node::entries) {
        report_unknown_types(inner, unknown, schema, diagnostics);
    }
}

/// Whether there is no file below a folder of the content.
pub fn is_gone(folder: &str, sources: &Sources) -> bool {
    let below = format!("content/{folder}/");
    sources.under(&below).next().is_none()
}

/// What is wrong with the folder of a type that there is not, where another was meant.
pub fn unknown_section(section: &str, meant: String) -> Problem {
    Problem::UnknownReference {
        known: Vec::new(),
        field: "section".to_owned(),
        value: section.to_owned(),
        types: Vec::new(),
        suggestion: Some(meant),
    }
}

/// The folders of the content.
fn folders(sources: &Sources) -> BTreeSet<&str> {
    let paths = sources
        .under("content/")
        .map(|(_, file)| &file.path["content/".len()..]);
    paths
        .flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end]))
        .collect()
}

/// A folder has one type; one that there is not, but almost, was meant otherwise.
pub(super) fn check_sections(
    schema: &Schema,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut types: BTreeMap<&str, &ContentType> = BTreeMap::new();
    for mut content_type in &schema.types {
        let Some(section) = content_type.section.as_deref() else {
            continue;
        };
        let other = types.insert(section, content_type);
        let problem = match other {
            Some(mut other) => {
                // The folder has the name of the type that it belongs to.
                let is_own =
                    |t: &ContentType| t.plural.to_lowercase() == section || t.name == section;
                if is_own(content_type) && !is_own(other) {
                    std::mem::swap(&mut other, &mut content_type);
                }
                Problem::SectionTwice {
                    section: section.to_owned(),
                    other: other.label.clone(),
                }
            }
            None if content_type.source.is_some() || !is_gone(section, sources) => continue,
            None => {
                let folders = folders(sources);
                let taken = |folder: &&str| {
                    let mut sections = schema.types.iter().filter_map(|t| t.section.as_deref());
                    sections.any(|section| section == *folder)
                };
                let free = folders.iter().copied().filter(|folder| !taken(folder));
                let Some(meant) = nearest_name(section, free) else {
                    continue;
                };
                unknown_section(section, meant)
            }
        };
        let node = definition(sources, &content_type.name);
        if let Some(place) = node.as_ref().and_then(|node| node.get("section")) {
            diagnostics.push(Diagnostic::new(problem, place.span));
        }
    }
}

/// Two fields may not mean the same to the generator.
pub(super) fn check_roles(node: &Node, fields: &[Field], diagnostics: &mut Vec<Diagnostic>) {
    for (i, (key, definition)) in node.entries().iter().enumerate() {
        let Some(role) = definition.get("role") else {
            continue;
        };
        let own = fields.iter().find(|field| field.name == key.text);
        let earlier = |name: &str| {
            let before = node.entries().iter().take(i);
            let mut later = node.entries().iter().skip(i);
            before.into_iter().any(|(key, _)| key.text == name)
                || !later.any(|(key, _)| key.text == name)
        };
        let other = own.and_then(|own| {
            let others = fields.iter().filter(|other| other.name != own.name);
            let same = |other: &&Field| own.role.is_some() && other.role == own.role;
            others.filter(|other| earlier(&other.name)).find(same)
        });
        if let (Some(other), Some(name)) = (other, role.as_text()) {
            let problem = Problem::RoleTwice {
                role: name.to_owned(),
                other: other.name.clone(),
            };
            diagnostics.push(Diagnostic::new(problem, role.span));
        }
    }
}
