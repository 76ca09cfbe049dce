//! The table whose rows are the pages of a type.

use super::DataSource;
use crate::diagnostic::{Diagnostic, Problem, SiteSlip, nearest};
use crate::source::Sources;
use crate::yaml::{MapReader, Node};

/// Reads where the table is, and which of its columns names the pages.
pub(super) fn read_source(
    node: &Node,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DataSource> {
    if let Some(path) = node.as_text() {
        let slip = SiteSlip::MapForm {
            field: "source".to_owned(),
            example: format!("source: {{file: {path}, slug: titolo}}"),
        };
        diagnostics.push(Diagnostic::new(slip.into(), node.span));
        return None;
    }
    let mut reader = MapReader::new(node, "source", diagnostics);
    let path = reader.required_text("file");
    let slug = reader.required_text("slug");
    let file = sources.find(&format!("content/{path}"));
    if let (None, Some(place)) = (file, reader.node("file")) {
        let tables = sources.under("content/_data/");
        let tables = tables.filter_map(|(_, file)| file.path.strip_prefix("content/"));
        let tables: Vec<&str> = tables.filter(|path| path.ends_with(".csv")).collect();
        let name = path.rsplit('/').next().unwrap_or(&path);
        let mut same = tables
            .iter()
            .filter(|table| table.rsplit('/').next() == Some(name));
        let same = same.next().map(|table| (*table).to_owned());
        let problem = Problem::MissingFile {
            suggestion: same.or_else(|| nearest(&path, tables)),
            target: path,
        };
        let diagnostics = reader.diagnostics();
        diagnostics.push(Diagnostic::new(problem, place.span));
    }
    reader.finish();
    file.map(|file| DataSource { file, slug })
}
