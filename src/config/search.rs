//! `search`: where readers search, and by what.

use super::menu::{MenuItem, menu_item};
use crate::diagnostic::Diagnostic;
use crate::yaml::{MapReader, Node};

/// What the section says.
pub(super) struct Search {
    pub(super) page: Option<MenuItem>,
    pub(super) filters: Option<Vec<String>>,
    pub(super) shows: Vec<String>,
    pub(super) names: Option<Vec<String>>,
}

/// Reads the section.
pub(super) fn search(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Search {
    let mut reader = MapReader::new(node, "search", diagnostics);
    let page = reader.node("page");
    let search = Search {
        page: page.map(|node| menu_item(node, 1, reader.diagnostics())),
        filters: given(&mut reader, "filters"),
        shows: reader.texts("shows"),
        names: given(&mut reader, "names"),
    };
    reader.finish();
    search
}

/// The texts of a key; none is not the same as an empty list.
fn given(reader: &mut MapReader<'_>, key: &'static str) -> Option<Vec<String>> {
    reader.node(key).is_some().then(|| reader.texts(key))
}
