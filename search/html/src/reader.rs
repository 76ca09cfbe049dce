//! The text of a page, parted by its headings.

use search_index::Section;

use crate::marks;
use crate::survey::{Root, weight};
use crate::text::{Text, indexed_attributes, is_inline, is_unseen, text_of};
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
    /// The last anchor that there was.
    anchor: Option<String>,
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
            anchor: None,
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
            let heavy = weights
                .last()
                .is_some_and(|(_, weight)| *weight > self.weight);
            match step {
                Step::Enter(node) => {
                    let name = tree.name(node);
                    let mark = marks::mark(tree, node, "weight");
                    let own = mark.and_then(weight).filter(|_| node != root.node);
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
                    if is_heading(name) {
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
                    self.part(tree.name(node));
                }
                Step::Text(text) => {
                    self.text.push(text);
                    if heavy {
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

    /// Ends the section and begins the next.
    fn heading(&mut self, node: NodeId) {
        let heading = text_of(self.tree, node);
        if heading.is_empty() {
            return;
        }
        self.end_section();
        if let Some(anchor) = anchor(self.tree, node) {
            self.anchor = Some(anchor.to_owned());
        }
        let is_h1 = self.tree.name(node) == "h1";
        let section = Section {
            anchor: self.anchor.clone(),
            heading,
            text: String::new(),
        };
        self.section = (is_h1, section);
    }

    fn end_section(&mut self) {
        self.end_emphasis();
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

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether an element leads around the page or asks for something instead of saying something.
/// Where nothing marks the text, headers and asides outside articles are the site's.
fn is_furniture(tree: &Tree, node: NodeId, outside: bool) -> bool {
    match tree.name(node) {
        "nav" | "footer" | "form" | "button" | "search" => return true,
        "header" | "aside" if outside => return true,
        _ => {}
    }
    match tree.attribute(node, "role") {
        Some("navigation" | "search" | "contentinfo" | "form") => true,
        Some("banner" | "complementary") => outside,
        _ => false,
    }
}

/// What leads to a heading: its `id`, that of something in it, or that of the section which it
/// begins.
fn anchor(tree: &Tree, heading: NodeId) -> Option<&str> {
    let id = |node| tree.attribute(node, "id").filter(|id| !id.is_empty());
    if let Some(id) = id(heading) {
        return Some(id);
    }
    let inside = tree.walk(heading).find_map(|step| match step {
        Step::Enter(node) => match tree.name(node) {
            "a" => id(node).or(tree.attribute(node, "name")),
            "span" => id(node),
            _ => None,
        },
        _ => None,
    });
    if inside.is_some() {
        return inside;
    }
    let parent = tree.parent(heading)?;
    let is_section = match tree.name(parent) {
        "section" => true,
        "div" => {
            let class = tree.attribute(parent, "class").unwrap_or_default();
            class.split_whitespace().any(|class| class == "section")
        }
        _ => false,
    };
    let begins = is_section && tree.is_first_element(heading);
    begins.then(|| id(parent)).flatten()
}
