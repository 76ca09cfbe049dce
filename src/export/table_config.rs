//! `tables` of the configuration: pages counted by two of their fields.

use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::schema::Schema;
use crate::site::Site;
use crate::source::Span;
use crate::yaml::{MapReader, Node};

/// A table that counts pages by two of their fields, published as a CSV file.
#[derive(Clone, Debug)]
pub struct TableConfig {
    /// Its address below the top.
    pub file: String,
    /// Where the address stands.
    pub span: Span,
    /// What is counted.
    pub counts: Vec<CountConfig>,
}

/// Pages of one type, counted by two fields. A field is a path: `a.b` is the field `b` of the pages
/// that the field `a` refers to.
#[derive(Clone, Debug)]
pub struct CountConfig {
    /// Name of the type, and where it stands.
    pub of: (String, Span),
    /// The field whose values are the rows.
    pub rows: (String, Span),
    /// The field whose values are the columns.
    pub columns: (String, Span),
}

/// The name of the section.
pub const SECTION: &str = "tables";

/// The tables of a site's configuration; what they name and is not there is reported.
pub fn read(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<TableConfig> {
    let list = site.config.section(SECTION).map_or(&[][..], Node::items);
    let tables: Vec<TableConfig> = list.iter().map(|node| table(node, diagnostics)).collect();
    check(&tables, &site.schema, diagnostics);
    tables
}

fn table(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> TableConfig {
    let mut reader = MapReader::new(node, "tables", diagnostics);
    let (file, span) = required_at(&mut reader, "file", node.span);
    // Paths count from the top, with or without the sign of it.
    let file = file.trim_start_matches('/').to_owned();
    let mut counts = Vec::new();
    for count in reader.list("count") {
        let mut inner = MapReader::new(count, "count", reader.diagnostics());
        counts.push(CountConfig {
            of: required_at(&mut inner, "type", count.span),
            rows: required_at(&mut inner, "rows", count.span),
            columns: required_at(&mut inner, "columns", count.span),
        });
        inner.finish();
    }
    reader.finish();
    TableConfig { file, span, counts }
}

/// A text that has to be there, and where it stands.
fn required_at(reader: &mut MapReader<'_>, key: &'static str, whole: Span) -> (String, Span) {
    let span = reader.node(key).map_or(whole, |node| node.span);
    (reader.required_text(key), span)
}

/// Every type and field that a table counts by has to exist.
fn check(tables: &[TableConfig], schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for count in tables.iter().flat_map(|table| &table.counts) {
        let (name, span) = &count.of;
        let Some(content_type) = schema.find(name).map(|id| &schema.types[id]) else {
            diagnostics.push(Diagnostic::new(schema.unknown_type(name), *span));
            continue;
        };
        for (path, span) in [&count.rows, &count.columns] {
            if schema.field_at(name, path).is_none() {
                let known = content_type.fields.iter().map(|f| f.name.as_str());
                let problem = Problem::UnknownField {
                    field: path.clone(),
                    owner: name.clone(),
                    suggestion: nearest(path, known.clone()),
                    known: known.map(str::to_owned).collect(),
                };
                diagnostics.push(Diagnostic::new(problem, *span));
            }
        }
    }
}
