//! `tables`: pages counted by two of their fields.

use crate::diagnostic::Diagnostic;
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

pub(super) fn table(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> TableConfig {
    let mut reader = MapReader::new(node, "tables", diagnostics);
    let (file, span) = required_at(&mut reader, "file", node.span);
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
