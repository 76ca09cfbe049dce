//! Pages that are to have their fields from a row of a table, and whose row is gone.

use super::setup::Setup;
use crate::diagnostic::{Diagnostic, FieldsCause, Lacking, Problem, nearest_name};
use crate::schema::TypeId;
use crate::source::{FileId, Sources};
use std::collections::HashMap;

/// Says of pages that lack what a table gives that no row is theirs, and which may be.
pub(super) fn name_lost_rows(
    diagnostics: &mut [Diagnostic],
    sources: &Sources,
    setup: &Setup,
    type_of: &HashMap<FileId, TypeId>,
) {
    for diagnostic in diagnostics {
        let file = diagnostic.span.file;
        let Problem::Fields(FieldsCause::Missing { place, .. }) = &mut diagnostic.problem else {
            continue;
        };
        let content_type = type_of.get(&file).map(|id| &setup.schema.types[*id]);
        let Some((table, section)) = content_type.and_then(|own| {
            let table = own.source.as_ref()?.file;
            Some((table, own.section.as_deref()?))
        }) else {
            continue;
        };
        let path = sources.get(file).path.strip_prefix("content/");
        let Some(path) = path.and_then(|path| path.strip_suffix(".md")) else {
            continue;
        };
        if setup.kind_of(path).1.is_some() {
            continue;
        }
        let name = |path: &'_ str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let page = name(path);
        let is_free = |path: &&String| sources.find(&format!("content/{path}.md")).is_none();
        let rows = setup.rows.iter().map(|(path, _)| path).filter(is_free);
        let rows = rows.filter_map(|path| path.strip_prefix(section)?.strip_prefix('/'));
        let table = &sources.get(table).path;
        *place = Lacking::NoRow {
            near: nearest_name(&page, rows),
            table: table.trim_start_matches("content/").to_owned(),
            page,
        };
    }
}
