//! `menu` and `footer`: lists of pages.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{MapReader, Node};

/// An entry of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it says; the page's short title where missing.
    pub label: Option<String>,
    /// Path of the page below `content/`, without `.md`.
    pub page: String,
    /// Where the path stands.
    pub span: Span,
    /// Entries below it.
    pub children: Vec<MenuItem>,
}

pub(super) fn menu(reader: &mut MapReader<'_>, key: &'static str) -> Vec<MenuItem> {
    let items = reader.list(key).iter();
    items
        .map(|node| menu_item(node, reader.diagnostics()))
        .collect()
}

pub(super) fn menu_item(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> MenuItem {
    if let Some(page) = node.as_text() {
        return MenuItem {
            label: None,
            page: page.to_owned(),
            span: node.span,
            children: Vec::new(),
        };
    }
    let mut reader = MapReader::new(node, "menu", diagnostics);
    let label = reader.text("label");
    let page = reader.required_text("page");
    let span = reader.node("page").map_or(node.span, |node| node.span);
    let children = menu(&mut reader, "children");
    reader.finish();
    MenuItem {
        label,
        page,
        span,
        children,
    }
}
