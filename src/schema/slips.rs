//! What a schema says that is hardly meant: states that only look like drafts, types that no page is
//! of, two types for all pages.

use super::files::definition;
use super::{ContentType, DefaultFor, Kind, Role, Schema};
use crate::diagnostic::{Diagnostic, FieldSlip, Problem, SiteSlip};
use crate::source::{Sources, Span};
use crate::yaml::Node;
use std::collections::BTreeSet;

/// Names of states in which nothing is published.
const DRAFTS: [&str; 5] = [
    "bozza",
    "draft",
    "da pubblicare",
    "in lavorazione",
    "unpublished",
];

/// A slip, and where it is.
type Found = (FieldSlip, Span);

/// Reports such slips, each where it is written.
pub(super) fn check(schema: &Schema, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    // What is there under another name, or as something else, has been said.
    let is_said = diagnostics.iter().any(|d| {
        let keys = ["section", "source", "default_for"];
        match &d.problem {
            Problem::UnknownField { suggestion, .. } => {
                suggestion.as_deref().is_some_and(|key| keys.contains(&key))
            }
            Problem::WrongType { field, .. }
            | Problem::FieldSlip(FieldSlip::Site(SiteSlip::MapForm { field, .. })) => {
                keys.contains(&&**field)
            }
            Problem::MissingFile { .. } => true,
            _ => false,
        }
    });
    let mut found = drafts(schema, sources);
    found.extend(defaults(schema, sources));
    found.extend(untitled(schema, sources));
    if !is_said {
        found.extend(of_nothing(schema, sources));
    }
    let found = found.into_iter();
    diagnostics.extend(found.map(|(slip, span)| Diagnostic::new(Problem::FieldSlip(slip), span)));
}

/// States that are called drafts and are none.
fn drafts(schema: &Schema, sources: &Sources) -> Vec<Found> {
    let unmarked: BTreeSet<_> = schema.types.iter().flat_map(unmarked).collect();
    let found = unmarked.into_iter().filter_map(|(field, value)| {
        let files = schema.types.iter().map(|t| t.name.as_str());
        let mut files = files.chain(["_common"]);
        let span = files.find_map(|name| place(name, field, value, sources))?;
        let value = value.to_owned();
        Some((FieldSlip::UnmarkedDraft { value }, span))
    });
    found.collect()
}

/// A second type for all pages that have no other.
fn defaults(schema: &Schema, sources: &Sources) -> Option<Found> {
    let is_default = |t: &&ContentType| t.default_for == Some(DefaultFor::Pages);
    let all: Vec<&ContentType> = schema.types.iter().filter(is_default).collect();
    // The one that has a folder besides is hardly meant for all others.
    let odd = all.iter().find(|t| t.section.is_some()).or(all.last())?;
    let other = all.iter().find(|t| t.name != odd.name)?;
    let node = definition(sources, &odd.name)?;
    let other = other.label.clone();
    Some((
        FieldSlip::DefaultTwice { other },
        node.get("default_for")?.span,
    ))
}

/// Where there is a type for all pages, one without a folder that references name.
fn of_nothing(schema: &Schema, sources: &Sources) -> Vec<Found> {
    let types = &schema.types;
    let has_default = types
        .iter()
        .any(|t| t.default_for == Some(DefaultFor::Pages));
    let is_wanted = |name: &String| {
        let mut fields = types.iter().flat_map(|t| &t.fields);
        fields.any(|field| matches!(&field.kind, Kind::Ref(types) if types.contains(name)))
    };
    let lost = types
        .iter()
        .filter(|t| has_default && t.is_for_any() && is_wanted(&t.name));
    let found = lost.filter_map(|t| {
        let name = t.label.clone();
        let span = definition(sources, &t.name)?.span;
        Some((FieldSlip::TypeOfNothing { name }, span))
    });
    found.collect()
}

/// Where no field is the title of pages, the one that is called so.
fn untitled(schema: &Schema, sources: &Sources) -> Option<Found> {
    // Types that stand in for others have a title.
    let own = || schema.types.iter().filter(|t| !t.open);
    let has_role = |role| own().any(|t| t.role(role).is_some());
    // Small schemas have no roles at all, and titles are headings.
    if has_role(Role::Title) || !(has_role(Role::Summary) && has_role(Role::Date)) {
        return None;
    }
    let names = ["titolo", "title", "nome", "name"];
    let files = own().map(|t| t.name.as_str());
    ["_common"].into_iter().chain(files).find_map(|file| {
        let node = definition(sources, file)?;
        let entries = node.get("fields")?.entries().iter();
        let mut entries = entries.filter(|(key, _)| names.contains(&&*key.text));
        let (key, _) = entries.next()?;
        let field = key.text.clone();
        Some((FieldSlip::NoTitle { field }, key.span))
    })
}

/// The states of a type that are called drafts and are published.
fn unmarked(content_type: &ContentType) -> Vec<(&str, &str)> {
    let states = content_type
        .fields
        .iter()
        .filter(|f| f.role == Some(Role::Status));
    let choices = states.flat_map(|field| match &field.kind {
        Kind::Choice(choices) => choices.iter().map(|c| (field, c)).collect(),
        _ => Vec::new(),
    });
    choices
        .filter(|(_, choice)| {
            let names = [choice.value.to_lowercase(), choice.label.to_lowercase()];
            !choice.draft && names.iter().any(|name| DRAFTS.contains(&&**name))
        })
        .map(|(field, choice)| (&*field.name, &*choice.value))
        .collect()
}

/// Where a file of the schema names a value of a field.
fn place(file: &str, field: &str, value: &str, sources: &Sources) -> Option<Span> {
    let node = definition(sources, file)?;
    let values = node.get("fields")?.get(field)?.get("values")?;
    let key = values.entries().iter().find(|(key, _)| key.text == value);
    let item = || {
        values
            .items()
            .iter()
            .find(|item| item.as_text() == Some(value))
    };
    key.map(|(key, _)| key.span)
        .or_else(|| item().map(|item: &Node| item.span))
}
