//! `menu` and `footer`: lists of pages.

use crate::diagnostic::{Diagnostic, FieldSlip, Problem};
use crate::source::Span;
use crate::yaml::{Key, MapReader, Node, Value};

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

impl MenuItem {
    /// The path of the folder that it names, as pages have theirs: empty for the top, which has no
    /// name of its own.
    pub fn folder(&self) -> &str {
        match self.page.trim_matches('/') {
            "." => "",
            folder => folder,
        }
    }
}

pub(super) fn menu(reader: &mut MapReader<'_>, key: &'static str) -> Vec<MenuItem> {
    if let Some(first) = reader.node(key).and_then(group) {
        let slip = FieldSlip::MenuMap {
            key: first.text.clone(),
        };
        let problem = Problem::FieldSlip(slip);
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, first.span));
        return Vec::new();
    }
    let items = reader.list(key).iter();
    let items: Vec<MenuItem> = items
        .map(|node| menu_item(node, reader.diagnostics()))
        .collect();
    for (i, item) in items.iter().enumerate() {
        let is_same = |other: &MenuItem| other.page == item.page && !item.page.is_empty();
        if items[..i].iter().any(is_same) {
            let page = item.page.clone();
            let problem = Problem::FieldSlip(FieldSlip::MenuTwice { page });
            reader
                .diagnostics()
                .push(Diagnostic::new(problem, item.span));
        }
    }
    items
}

/// The name of a menu among several, as other programs have them.
fn group(node: &Node) -> Option<&Key> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let (key, value) = entries.first()?;
    matches!(value.value, Value::List(_))
        .then_some(key)
        .filter(|key| key.text != "children")
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
