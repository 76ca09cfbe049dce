//! What leads to a heading.

use crate::text::{is_inline, is_mark};
use crate::tree::{NodeId, Step, Tree};

/// A part of the page with an `id`, which leads to the heading that it begins with.
struct Part<'a> {
    node: NodeId,
    id: &'a str,
    /// Whether there was a block in it, with which text begins it; lines do not (`Since 1.0`).
    has_block: bool,
    has_begun: bool,
}

/// Follows a walk through a page.
pub(crate) struct Anchors<'a> {
    tree: &'a Tree,
    /// The parts under way, the outermost first.
    parts: Vec<Part<'a>>,
    /// A place that links lead to, after which there was no text yet.
    waiting: Option<&'a str>,
}

impl<'a> Anchors<'a> {
    pub(crate) fn new(tree: &'a Tree) -> Self {
        Self {
            tree,
            parts: Vec::new(),
            waiting: None,
        }
    }

    pub(crate) fn enter(&mut self, node: NodeId) {
        if !is_inline(self.tree.name(node)) {
            for part in &mut self.parts {
                part.has_block = true;
            }
        }
        if let Some(id) = id(self.tree, node).filter(|_| is_part(self.tree, node)) {
            self.parts.push(Part {
                node,
                id,
                has_block: false,
                has_begun: false,
            });
        }
        self.waiting = place(self.tree, node).or(self.waiting);
    }

    pub(crate) fn leave(&mut self, node: NodeId) {
        self.parts.pop_if(|part| part.node == node);
    }

    pub(crate) fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.waiting = None;
            for part in &mut self.parts {
                part.has_begun |= part.has_block;
            }
        }
    }

    /// Its `id`, that of a place in it, what its mark (`¶`) leads to, that of the part that it
    /// begins, or a place right before it.
    pub(crate) fn of_heading(&mut self, heading: NodeId) -> Option<&'a str> {
        let begun = self.parts.last().filter(|part| !part.has_begun);
        let begun = begun.map(|part| part.id);
        for part in &mut self.parts {
            part.has_begun = true;
        }
        let waiting = self.waiting.take();
        let inside = |step: fn(&'a Tree, NodeId) -> Option<&'a str>| {
            let mut walk = self.tree.walk(heading);
            walk.find_map(|found| match found {
                Step::Enter(node) => step(self.tree, node),
                _ => None,
            })
        };
        id(self.tree, heading)
            .or_else(|| inside(place))
            .or_else(|| inside(marked))
            .or(begun)
            .or(waiting)
    }
}

/// A term begins a section if links can lead to it.
pub(crate) fn is_term(tree: &Tree, node: NodeId) -> bool {
    let has_place = || {
        let mut walk = tree.walk(node);
        walk.any(|step| matches!(step, Step::Enter(inside) if place(tree, inside).is_some()))
    };
    tree.name(node) == "dt" && (id(tree, node).is_some() || has_place())
}

fn id(tree: &Tree, node: NodeId) -> Option<&str> {
    tree.attribute(node, "id").filter(|id| !id.is_empty())
}

/// A place that links lead to: `<a name>`, `<a id>`, `<span id>`.
fn place(tree: &Tree, node: NodeId) -> Option<&str> {
    match tree.name(node) {
        "a" => id(tree, node).or_else(|| tree.attribute(node, "name")),
        "span" => id(tree, node),
        _ => None,
    }
}

/// Where a mark without a word leads, as it stands beside headings.
fn marked(tree: &Tree, node: NodeId) -> Option<&str> {
    let to = tree
        .attribute(node, "href")
        .filter(|_| is_mark(tree, node))?;
    // As written it is the id, unless that is encoded.
    to.strip_prefix('#')
        .filter(|id| !id.is_empty() && !id.contains('%'))
}

/// Sections, also those of DocBook (`sect1`), Pandoc (`level1`) and Sphinx before HTML5.
fn is_part(tree: &Tree, node: NodeId) -> bool {
    let begins = ["sect", "refsect", "level", "chapter", "appendix"];
    match tree.name(node) {
        "section" => true,
        "div" => {
            let mut classes = tree.classes(node);
            classes.any(|class| begins.iter().any(|begin| class.starts_with(begin)))
        }
        _ => false,
    }
}
