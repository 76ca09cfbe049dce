//! Rows of tables that are pages.

use super::markdown::broken;
use crate::csv::{Row, read_rows};
use crate::diagnostic::{Diagnostic, Problem, TableCause, nearest};
use crate::schema::{ContentType, Schema, TypeId};
use crate::slug::slug;
use crate::source::{Sources, Span};
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
            let wrong = diagnostics.len();
            let rows = read_rows(text, source.file, diagnostics);
            let of_table = |d: &Diagnostic| matches!(d.problem, Problem::Table { .. });
            if diagnostics[wrong..].iter().all(of_table)
                && let Some(cause) = cause(text, &rows, &source.slug, content_type)
                && (wrong == diagnostics.len() || cause != TableCause::Empty)
            {
                // What are taken for names of columns are cells.
                diagnostics.truncate(wrong);
                let problem = Problem::Table { cause };
                let end = text.lines().next().unwrap_or("").len();
                let span = Span::new(source.file, 0, end);
                diagnostics.push(Diagnostic::new(problem, span));
                continue;
            }
            // Where there is one there are many.
            if let Some((slip, at)) = broken(text) {
                let span = Span::new(source.file, at.start, at.end);
                diagnostics.push(Diagnostic::new(Problem::Slip { slip }, span));
            }
            // Spreadsheets leave rows of empty cells behind.
            for mut row in rows.into_iter().filter(|row| !row.entries.is_empty()) {
                // An empty cell names no page, and is reported below.
                let written = row.text(&source.slug).unwrap_or("").to_owned();
                let name = slug(&written);
                let path = format!("{section}/{name}");
                // The column that names the page need not be a field.
                row.entries.retain(|(key, _)| {
                    key.text != source.slug || content_type.field(&key.text).is_some()
                });
                if written.is_empty() {
                    let cause = TableCause::EmptyCell {
                        column: source.slug.clone(),
                        owner: None,
                    };
                    diagnostics.push(Diagnostic::new(Problem::Table { cause }, row.span));
                } else if name.is_empty() {
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

/// What is wrong with a table as a whole, if no row of it names a page.
fn cause(
    text: &str,
    rows: &[Row],
    named_by: &str,
    content_type: &ContentType,
) -> Option<TableCause> {
    if rows.iter().any(|row| row.text(named_by).is_some()) {
        return None;
    }
    let header = text.trim_start_matches('\u{feff}').lines().next();
    let header = header.unwrap_or("").split(',');
    let columns: Vec<&str> = header.map(|name| name.trim().trim_matches('"')).collect();
    let is_field = |name: &&str| content_type.field(&name.to_lowercase()).is_some();
    let (known, others): (Vec<&str>, Vec<&str>) = columns.iter().partition(|name| is_field(name));
    if known.contains(&named_by) || columns.len() < 2 {
        let is_empty = rows.iter().all(|row| row.entries.is_empty());
        return is_empty.then_some(TableCause::Empty);
    }
    // One that is no field may well be it.
    let alone = others.first().filter(|_| others.len() == 1);
    let alike = known.iter().find(|name| name.to_lowercase() == named_by);
    let found = alike.or(alone).map(|name| (*name).to_owned());
    let found = found.or_else(|| nearest(named_by, others.iter().copied()));
    let fields = content_type.fields.iter().filter(|field| field.required);
    let fields = fields.map(|field| field.name.clone());
    let fields = fields.filter(|name| name != named_by).take(3);
    Some(TableCause::MissingColumn {
        column: named_by.to_owned(),
        found: found.filter(|_| !known.is_empty()),
        known: std::iter::once(named_by.to_owned()).chain(fields).collect(),
    })
}
