//! Pages in the folder of another type: one cause for all the fields that they have and lack.

use crate::content::front_node;
use crate::diagnostic::{Diagnostic, FieldsCause, Problem};
use crate::schema::{ContentType, Schema, TypeId};
use crate::source::{FileId, Sources, Span};
use std::collections::{BTreeMap, HashMap};

/// The fields of a page that its type has not, and those that the type wants and the page has not.
#[derive(Default)]
struct Fields {
    unknown: Vec<String>,
    missing: Vec<String>,
}

/// Says of a page that has the fields of another type, and all that this one wants, where it
/// belongs.
pub(super) fn name_other_folders(
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
    schema: &Schema,
    type_of: &HashMap<FileId, TypeId>,
) {
    let mut pages: BTreeMap<FileId, Fields> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        let file = diagnostic.span.file;
        let own = type_of.get(&file).map(|id| &schema.types[*id]);
        match &diagnostic.problem {
            Problem::UnknownField { field, owner, .. }
                if own.is_some_and(|t| t.label == *owner) =>
            {
                pages.entry(file).or_default().unknown.push(field.clone());
            }
            Problem::MissingField { field, owner, .. }
                if own.is_some_and(|t| t.label == *owner) =>
            {
                pages.entry(file).or_default().missing.push(field.clone());
            }
            _ => {}
        }
    }
    // One field alone may be a slip of the pen.
    pages.retain(|_, page| !page.unknown.is_empty() && page.unknown.len() + page.missing.len() > 1);
    for (file, page) in pages {
        let own = &schema.types[type_of[&file]];
        let Some((meant, folder)) = meant(sources.get(file).text(), own, &page, schema) else {
            continue;
        };
        diagnostics.retain(|d| {
            let of_type = matches!(
                &d.problem,
                Problem::UnknownField { owner, .. } | Problem::MissingField { owner, .. }
                    if *owner == own.label
            );
            d.span.file != file || !of_type
        });
        let problem = Problem::Fields(FieldsCause::OtherFolder {
            owner: own.label.clone(),
            meant: meant.label.clone(),
            folder: format!("content/{folder}/"),
            fields: Box::new((page.unknown, page.missing)),
        });
        diagnostics.push(Diagnostic::new(problem, Span::start_of(file)));
    }
}

/// The one other type with a folder that has all the fields of a page and lacks none of them, and
/// the folder.
fn meant<'a>(
    text: &str,
    own: &ContentType,
    page: &Fields,
    schema: &'a Schema,
) -> Option<(&'a ContentType, &'a str)> {
    let front = front_node(text, FileId(0))?;
    let keys: Vec<&str> = front
        .entries()
        .iter()
        .map(|(key, _)| key.text.as_str())
        .collect();
    let fits = |t: &&ContentType| {
        let has = |name: &str| t.field(name).is_some();
        let mut wanted = t.fields.iter().filter(|field| field.required);
        t.name != own.name
            && t.source.is_none()
            && page.unknown.iter().all(|name| has(name))
            && keys.iter().all(|key| own.field(key).is_none() || has(key))
            && wanted.all(|field| keys.contains(&field.name.as_str()))
    };
    let mut fitting = schema.types.iter().filter(fits).filter_map(|t| {
        let folder = t.section.as_deref().filter(|folder| !folder.is_empty())?;
        Some((t, folder))
    });
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}
