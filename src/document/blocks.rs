//! What stands on its own lines.

use super::dom::{Element, Node};
use super::inlines::{Line, is_left_out};
use super::{Reader, heading_level};
use documents::{Block, Inline, Item, Note, NoteKind};

/// Elements that stand in a line.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "input", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

impl Reader<'_> {
    /// The blocks of some nodes; texts between them are paragraphs.
    pub(super) fn blocks(&self, nodes: &[Node]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut line = Line::default();
        for node in nodes {
            match node {
                Node::Text(text) => line.extend(vec![Inline::Text(text.clone())]),
                Node::Element(element) if INLINE.contains(&element.name.as_str()) => {
                    let mut inlines = Vec::new();
                    self.inline(element, &mut inlines);
                    line.extend(inlines);
                }
                Node::Element(element) if is_left_out(element) => {}
                Node::Element(element) => {
                    end_line(&mut line, &mut out);
                    self.block(element, &mut out);
                }
            }
        }
        end_line(&mut line, &mut out);
        out
    }

    fn block(&self, element: &Element, out: &mut Vec<Block>) {
        if let Some(level) = heading_level(element) {
            let content = self.line(element);
            // What is alone in a line of a heading is none.
            if !content.is_empty() {
                out.push(Block::Heading {
                    level: level.saturating_sub(self.above).max(1),
                    id: element.get("id").map(str::to_owned),
                    content,
                });
            }
            return;
        }
        if element.get("role") == Some("doc-endnotes") {
            return;
        }
        if element.get("role") == Some("note") || element.has_class("alert") {
            out.push(Block::Note(self.note_box(element)));
            return;
        }
        match element.name.as_str() {
            "p" => out.extend(self.paragraph(element)),
            "ul" | "ol" => out.push(self.list(element)),
            "table" => out.push(Block::Table(self.table(element))),
            "blockquote" => out.push(Block::Quote(self.blocks(&element.children))),
            "dl" => out.push(self.definitions(element)),
            "pre" => out.push(Block::Code(raw_text(element))),
            "hr" => out.push(Block::Rule),
            "summary" | "figcaption" | "caption" => {
                let content = self.line(element);
                let is_summary = element.name == "summary";
                if !content.is_empty() {
                    out.push(Block::Paragraph(match is_summary {
                        true => vec![Inline::Strong(content)],
                        false => content,
                    }));
                }
            }
            _ => out.extend(self.blocks(&element.children)),
        }
    }

    /// A paragraph; a picture that is alone in it stands for itself.
    fn paragraph(&self, element: &Element) -> Option<Block> {
        paragraph(self.line(element))
    }

    fn list(&self, element: &Element) -> Block {
        let start = (element.name == "ol").then(|| {
            let start = element.get("start").and_then(|start| start.parse().ok());
            start.unwrap_or(1)
        });
        let items = element.elements().filter(|child| child.name == "li");
        let items = items.map(|item| {
            let mut blocks = self.blocks(&item.children);
            let checked = item
                .has_class("task-list-item")
                .then(|| take_box(&mut blocks));
            Item {
                checked: checked.flatten(),
                blocks,
            }
        });
        Block::List {
            start,
            items: items.collect(),
        }
    }

    fn definitions(&self, element: &Element) -> Block {
        let mut entries: Vec<(Vec<Inline>, Vec<Vec<Block>>)> = Vec::new();
        for child in element.elements() {
            match (child.name.as_str(), entries.last_mut()) {
                ("dt", _) => entries.push((self.line(child), Vec::new())),
                ("dd", Some((_, said))) => said.push(self.blocks(&child.children)),
                ("dd", None) => entries.push((Vec::new(), vec![self.blocks(&child.children)])),
                // Groups of terms.
                (_, _) => {
                    if let Block::Definitions(inside) = self.definitions(child) {
                        entries.extend(inside);
                    }
                }
            }
        }
        Block::Definitions(entries)
    }

    /// A box: its title is what says so, and what stands around it says only what the box is.
    fn note_box(&self, element: &Element) -> Note {
        let is_title = |found: &Element| {
            found.get("data-note-title").is_some() || found.has_class("alert-title")
        };
        let title = element.find(&is_title).map(Element::text);
        let holds_title = |child: &Element| is_title(child) || child.find(&is_title).is_some();
        let mut blocks = Vec::new();
        let mut rest = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(child) if holds_title(child) => {}
                node => rest.push(node),
            }
        }
        for node in rest {
            blocks.extend(self.blocks(std::slice::from_ref(node)));
        }
        Note {
            kind: kind_of(element),
            title: title.filter(|title| !title.is_empty()),
            blocks,
        }
    }
}

fn kind_of(element: &Element) -> NoteKind {
    let class = ["tip", "warning", "caution", "important"]
        .into_iter()
        .find(|class| element.has_class("alert") && element.has_class(class));
    match element.get("data-note").or(class) {
        Some("tip") => NoteKind::Tip,
        Some("warning" | "caution") => NoteKind::Warning,
        Some("important") => NoteKind::Important,
        _ => NoteKind::Note,
    }
}

fn end_line(line: &mut Line, out: &mut Vec<Block>) {
    out.extend(paragraph(std::mem::take(line).finish()));
}

fn paragraph(line: Vec<Inline>) -> Option<Block> {
    match &line[..] {
        [] => None,
        [Inline::Picture(picture)] => Some(Block::Picture(picture.clone())),
        _ => Some(Block::Paragraph(line)),
    }
}

/// Takes the sign of a task from the beginning of an item: whether it is done.
fn take_box(blocks: &mut [Block]) -> Option<bool> {
    let Some(Block::Paragraph(line)) = blocks.first_mut() else {
        return None;
    };
    let Some(Inline::Text(text)) = line.first_mut() else {
        return None;
    };
    let (done, rest) = match text.strip_prefix('☑') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('☐')?),
    };
    *text = rest.trim_start().to_owned();
    Some(done)
}

/// The text of an element, with all its lines and spaces.
fn raw_text(element: &Element) -> String {
    let mut text = String::new();
    for node in &element.children {
        match node {
            Node::Text(part) => text.push_str(part),
            Node::Element(child) if child.name == "br" => text.push('\n'),
            Node::Element(child) => text.push_str(&raw_text(child)),
        }
    }
    text
}
