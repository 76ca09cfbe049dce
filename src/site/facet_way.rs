//! What facets go by, and those by what no page of their catalogue can have: a field of other types.

use super::catalogue_config::FacetConfig;
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::schema::{ContentType, Field, Kind, Role, Schema, TypeId};
use std::collections::BTreeSet;

/// Where a page has the values of a facet.
pub(super) enum Way<'a> {
    /// Its content type.
    Type,
    /// The field with the role `status`.
    Status,
    /// The year of its date.
    Year,
    /// A field marked as a facet.
    Field(&'a str),
    /// Such a field of the pages that a field of its own refers to.
    Through(&'a str, &'a str),
}

impl<'a> Way<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        match (name, name.split_once('.')) {
            ("type", _) => Self::Type,
            ("status", _) => Self::Status,
            ("year", _) => Self::Year,
            (_, Some((reference, field))) => Self::Through(reference, field),
            _ => Self::Field(name),
        }
    }
}

/// Names in Italian of what facets may be besides fields.
const ITALIAN: [(&str, &str); 3] = [("anno", "year"), ("tipo", "type"), ("stato", "status")];

/// What is wrong with such a facet; one of a name that no type has is told by itself.
pub(super) fn check(
    config: &FacetConfig,
    types: &BTreeSet<TypeId>,
    schema: &Schema,
) -> Option<Diagnostic> {
    let types: Vec<&ContentType> = types.iter().map(|id| &schema.types[*id]).collect();
    let fields = || types.iter().flat_map(|t| &t.fields);
    let has = |is: &dyn Fn(&Field) -> bool| fields().any(is);
    let can_be = |name: &str| match Way::new(name) {
        Way::Type | Way::Year => true,
        Way::Status => has(&|field| field.role == Some(Role::Status)),
        Way::Field(name) => has(&|field| field.facet && field.name == name),
        Way::Through(name, _) => {
            has(&|field| field.name == name && matches!(field.kind, Kind::Ref(_)))
        }
    };
    let everywhere = schema.types.iter().flat_map(|t| &t.fields);
    let mut named = everywhere.filter(|field| field.facet);
    let first = config.by.first()?;
    let is_field = !first.name.contains('.') && named.any(|field| field.name == first.name);
    if types.is_empty() || !is_field || config.by.iter().any(|by| can_be(&by.name)) {
        return None;
    }
    let known = fields().filter(|field| field.facet);
    let mut known: Vec<String> = known.map(|field| field.name.clone()).collect();
    known.sort();
    known.dedup();
    known.extend(["type", "status", "year"].map(str::to_owned));
    let italian = ITALIAN.iter().find(|(italian, _)| *italian == first.name);
    let near = || nearest(&first.name, known.iter().map(String::as_str));
    let problem = Problem::UnknownKind {
        value: first.name.clone(),
        suggestion: italian.map(|(_, name)| (*name).to_owned()).or_else(near),
        known,
    };
    Some(Diagnostic::new(problem, first.span))
}
