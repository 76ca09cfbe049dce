//! The text of a page, parted by its headings.

use search_index::{Light, Section};

use crate::anchors::{Anchors, is_term};
use crate::marks;
use crate::survey::{self, Root};
use crate::text::{
    Text, indexed_attributes, is_inline, is_mark, is_place_link, is_unseen, text_of,
};
use crate::tree::{NodeId, Step, Tree};

/// What was read of the text.
#[derive(Default)]
pub(crate) struct Read {
    /// Sections, and whether each begins with an `<h1>`.
    pub(crate) sections: Vec<(bool, Section)>,
    pub(crate) emphasised: Vec<String>,
}

/// Reads the text of a page, part by part.
pub(crate) struct Reader<'a> {
    tree: &'a Tree,
    /// What the page weighs; text that weighs more is emphasised.
    weight: f32,
    /// Whether the text is the whole body, so that its furniture has to be told apart.
    whole: bool,
    read: Read,
    /// The section that is being read, without its text, and whether it begins with an `<h1>`.
    section: (bool, Section),
    text: Text,
    emphasised: Text,
    anchors: Anchors<'a>,
    /// The last anchor that there was.
    anchor: Option<String>,
    /// Whether the section is named by its element, and not by a heading.
    is_titled: bool,
    /// The lists of definitions under way, with the anchor before them.
    lists: Vec<(NodeId, Option<String>)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(tree: &'a Tree, weight: f32, whole: bool) -> Self {
        Self {
            tree,
            weight,
            whole,
            read: Read::default(),
            section: Default::default(),
            text: Text::default(),
            emphasised: Text::default(),
            anchors: Anchors::new(tree),
            anchor: None,
            is_titled: false,
            lists: Vec::new(),
        }
    }

    /// Reads what is below a root after what was read before.
    pub(crate) fn read(&mut self, root: Root) {
        let tree = self.tree;
        let mut weights = vec![(root.node, root.weight)];
        // Open elements in which headers and asides belong to a piece of text.
        let mut pieces: Vec<NodeId> = Vec::new();
        let mut walk = tree.walk(root.node);
        while let Some(step) = walk.next() {
            let weight = weights.last().map_or(self.weight, |(_, weight)| *weight);
            match step {
                Step::Enter(node) => {
                    let name = tree.name(node);
                    let mark = marks::mark(tree, node, "weight");
                    let own = mark.and_then(survey::weight).filter(|_| node != root.node);
                    let is_out = node != root.node
                        && (marks::mark(tree, node, "ignore").is_some()
                            || own == Some(0.0)
                            || is_unseen(tree, node)
                            || is_furniture(tree, node, self.whole && pieces.is_empty()));
                    if is_out {
                        self.part(name);
                        walk.pass_over();
                        continue;
                    }
                    weights.extend(own.map(|weight| (node, weight)));
                    pieces.extend(matches!(name, "article" | "section").then_some(node));
                    self.anchors.enter(node);
                    if let Some((title, anchor)) = titled(tree, node) {
                        self.begin(title, anchor);
                    } else if is_heading(tree, node) && !self.repeats_title(node) {
                        self.heading(node);
                        walk.pass_over();
                        continue;
                    }
                    self.part(name);
                    for value in indexed_attributes(tree, node) {
                        self.text.push_apart(value);
                    }
                }
                Step::Leave(node) => {
                    weights.pop_if(|(owner, _)| *owner == node);
                    pieces.pop_if(|piece| *piece == node);
                    self.leave(node);
                }
                Step::Text(text) => {
                    self.anchors.text(text);
                    self.push(text, weight);
                    if weight > self.weight {
                        self.emphasised.push(text);
                    } else {
                        self.end_emphasis();
                    }
                }
            }
        }
        self.text.part();
        self.end_emphasis();
    }

    fn leave(&mut self, node: NodeId) {
        self.anchors.leave(node);
        let name = self.tree.name(node);
        if name == "dl" {
            self.end_definitions(node);
        }
        self.part(name);
    }

    /// Adds text, which counts less where it weighs less than the page.
    fn push(&mut self, text: &str, weight: f32) {
        let start = self.text.end();
        self.text.push(text);
        let range = start..self.text.as_str().len();
        if weight < self.weight && !range.is_empty() {
            let weight = weight / self.weight;
            self.section.1.light.push(Light { range, weight });
        }
    }

    fn part(&mut self, name: &str) {
        if !is_inline(name) {
            self.text.part();
            self.emphasised.part();
        }
    }

    fn end_emphasis(&mut self) {
        if !self.emphasised.as_str().is_empty() {
            self.read.emphasised.push(self.emphasised.take());
        }
    }

    /// Ends the section and begins one that an element names.
    fn begin(&mut self, title: &str, anchor: &str) {
        self.end_section();
        self.anchor = Some(anchor.to_owned());
        let section = Section {
            anchor: self.anchor.clone(),
            heading: title.to_owned(),
            ..Section::default()
        };
        self.section = (false, section);
        self.is_titled = true;
    }

    /// Whether a heading without an anchor only begins the text of an element that is named.
    fn repeats_title(&self, heading: NodeId) -> bool {
        self.is_titled
            && self.text.as_str().trim().is_empty()
            && self.tree.attribute(heading, "id").is_none()
    }

    /// Ends the section and begins the next.
    fn heading(&mut self, node: NodeId) {
        let heading = text_of(self.tree, node);
        if heading.is_empty() {
            return;
        }
        self.end_section();
        self.begin_definitions(node);
        if let Some(anchor) = self.anchors.of_heading(node) {
            self.anchor = Some(anchor.to_owned());
        }
        let is_h1 = self.tree.name(node) == "h1";
        let section = Section {
            anchor: self.anchor.clone(),
            heading,
            ..Section::default()
        };
        self.section = (is_h1, section);
    }

    /// Remembers which anchor led to the list that a term stands in.
    fn begin_definitions(&mut self, term: NodeId) {
        let list = self
            .tree
            .parent(term)
            .filter(|list| self.tree.name(*list) == "dl");
        if let Some(list) = list
            && self.lists.last().is_none_or(|(open, _)| *open != list)
        {
            self.lists.push((list, self.anchor.clone()));
        }
    }

    /// What comes after a list of definitions is of the section that has the
    /// list, not of the last term.
    fn end_definitions(&mut self, list: NodeId) {
        if let Some((_, anchor)) = self.lists.pop_if(|(open, _)| *open == list) {
            self.end_section();
            self.section.1.anchor.clone_from(&anchor);
            self.anchor = anchor;
        }
    }

    fn end_section(&mut self) {
        self.end_emphasis();
        self.is_titled = false;
        let (is_h1, mut section) = std::mem::take(&mut self.section);
        section.text = self.text.take();
        if !section.heading.is_empty() || !section.text.is_empty() {
            self.read.sections.push((is_h1, section));
        }
    }

    /// All that was read.
    pub(crate) fn finish(mut self) -> Read {
        self.end_section();
        self.read
    }
}

/// What an element says that its section is called, and the anchor that leads there.
fn titled(tree: &Tree, node: NodeId) -> Option<(&str, &str)> {
    let title = marks::mark(tree, node, "title")?.trim();
    let anchor = tree.attribute(node, "id")?;
    (!title.is_empty() && !anchor.is_empty()).then_some((title, anchor))
}

/// A term that links lead to begins a section as a heading does: its definition.
fn is_heading(tree: &Tree, node: NodeId) -> bool {
    match tree.name(node) {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => true,
        _ => is_term(tree, node),
    }
}

/// Whether an element leads around the page or asks for something instead of saying something.
/// Where nothing marks the text, headers and asides outside articles are the site's.
fn is_furniture(tree: &Tree, node: NodeId, outside: bool) -> bool {
    match tree.name(node) {
        "nav" | "footer" | "form" | "button" | "search" => return true,
        "ul" | "ol" | "pre" if is_contents(tree, node) => return true,
        "a" if is_mark(tree, node) => return true,
        "header" | "aside" if outside => return true,
        _ => {}
    }
    match tree.attribute(node, "role") {
        Some("navigation" | "search" | "contentinfo" | "form") => true,
        Some("banner" | "complementary") => outside,
        _ => false,
    }
}

/// Whether all that an element says leads to places of the page: it repeats their headings, or
/// counts lines.
fn is_contents(tree: &Tree, list: NodeId) -> bool {
    let mut link = None;
    let mut links = 0;
    for step in tree.walk(list) {
        match step {
            Step::Enter(node) if link.is_none() && is_place_link(tree, node) => {
                link = Some(node);
                links += 1;
            }
            Step::Leave(node) => _ = link.take_if(|open| *open == node),
            Step::Text(text) if link.is_none() && !text.trim().is_empty() => return false,
            _ => {}
        }
    }
    links > 0
}
