//! Notes at the end of a text, to which references in it lead.

use super::dom::{self, Element, Node};
use std::collections::BTreeMap;

/// The notes of a text by their ids.
#[derive(Default)]
pub(super) struct Notes(BTreeMap<String, Element>);

impl Notes {
    /// The notes that stand in a text.
    pub(super) fn of(html: &str) -> Self {
        let mut notes = Self::default();
        if html.contains("doc-endnotes") {
            notes.gather(dom::read(html));
        }
        notes
    }

    fn gather(&mut self, element: Element) {
        let is_list = element.get("role") == Some("doc-endnotes");
        for node in element.children {
            let Node::Element(child) = node else {
                continue;
            };
            match is_list {
                true => self.items(child),
                false => self.gather(child),
            }
        }
    }

    fn items(&mut self, list: Element) {
        for node in list.children {
            if let Node::Element(item) = node
                && let Some(id) = item.get("id").map(str::to_owned)
            {
                self.0.insert(id, item);
            }
        }
    }

    /// The note that a link leads to.
    pub(super) fn get(&self, address: &str) -> Option<&Element> {
        self.0.get(address.strip_prefix('#')?)
    }
}
