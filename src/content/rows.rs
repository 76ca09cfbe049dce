//! Rows of tables that are pages.

use super::slug::slug;
use crate::csv::{Row, read_rows};
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::{Schema, TypeId};
use crate::source::Sources;
use std::collections::BTreeMap;

/// Rows that are pages, by the path that a file for the same page would have.
pub struct Rows {
    by_path: BTreeMap<String, (TypeId, Row)>,
}

impl Rows {
    /// Reads the tables that the schema names; rows that name no page of their own are reported.
    pub fn read(sources: &Sources, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut by_path: BTreeMap<String, (TypeId, Row)> = BTreeMap::new();
        for (id, content_type) in schema.types.iter().enumerate() {
            let (Some(source), Some(section)) = (&content_type.source, &content_type.section)
            else {
                continue;
            };
            let text = sources.get(source.file).text();
            for mut row in read_rows(text, source.file, diagnostics) {
                // An empty cell names no page, and is reported below.
                let written = row.text(&source.slug).unwrap_or("").to_owned();
                let name = slug(&written);
                let path = format!("{section}/{name}");
                // The column that names the page need not be a field.
                row.entries.retain(|(key, _)| {
                    key.text != source.slug || content_type.field(&key.text).is_some()
                });
                if name.is_empty() {
                    let problem = Problem::UnusableName { name: written };
                    diagnostics.push(Diagnostic::new(problem, row.span));
                } else if let Some((_, other)) = by_path.get(&path) {
                    let problem = Problem::DuplicateRow { name: written };
                    diagnostics.push(Diagnostic::new(problem, row.span).with_other(other.span));
                } else {
                    by_path.insert(path, (id, row));
                }
            }
        }
        Self { by_path }
    }

    /// The row for the page at a path, with the type of the page.
    pub fn get(&self, path: &str) -> Option<&(TypeId, Row)> {
        self.by_path.get(path)
    }

    /// All rows by the paths of their pages.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &(TypeId, Row))> {
        self.by_path.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }
}
