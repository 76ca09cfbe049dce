//! What stands in a line.

use super::dom::{Element, Node};
use super::{Image, Reader};
use documents::{Block, Inline};

/// Elements of which a document has nothing.
const LEFT_OUT: [&str; 14] = [
    "svg", "script", "style", "template", "button", "input", "select", "textarea", "iframe",
    "audio", "video", "object", "canvas", "noscript",
];

/// Whether an element is nothing to a document: it says so, or is drawn by the theme.
pub(super) fn is_left_out(element: &Element) -> bool {
    LEFT_OUT.contains(&element.name.as_str())
        || element.get("aria-hidden") == Some("true")
        || element.get("data-document") == Some("none")
}

/// What stands in lines, with white space as it shows.
#[derive(Default)]
pub(super) struct Line {
    pub inlines: Vec<Inline>,
}

impl Line {
    /// Adds what follows.
    pub(super) fn extend(&mut self, inlines: Vec<Inline>) {
        self.inlines.extend(inlines);
    }

    /// The line without white space at its ends, and only one space where there are several.
    pub(super) fn finish(self) -> Vec<Inline> {
        let mut inlines = self.inlines;
        let mut after_space = true;
        collapse(&mut inlines, &mut after_space);
        trim_end(&mut inlines);
        inlines
    }
}

/// Makes one space of several.
fn collapse(inlines: &mut Vec<Inline>, after_space: &mut bool) {
    for inline in &mut *inlines {
        match inline {
            Inline::Text(text) => {
                let mut out = String::with_capacity(text.len());
                for c in text.chars() {
                    let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
                    if !(is_space && *after_space) {
                        out.push(if is_space { ' ' } else { c });
                    }
                    *after_space = is_space;
                }
                *text = out;
            }
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. } => collapse(content, after_space),
            Inline::Break => *after_space = true,
            Inline::Code(_) | Inline::Field(_) | Inline::Picture(_) => *after_space = false,
            Inline::Footnote(_) => {}
        }
    }
    inlines.retain(|inline| !is_empty(inline));
}

fn is_empty(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.is_empty(),
        Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
            content.is_empty()
        }
        _ => false,
    }
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Text(text) => text.truncate(text.trim_end_matches(' ').len()),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                trim_end(content);
            }
            Inline::Break => {}
            _ => return,
        }
        if !is_empty(last) && !matches!(last, Inline::Break) {
            return;
        }
        inlines.pop();
    }
}

impl Reader<'_> {
    /// What stands in the line of an element.
    pub(super) fn line(&self, element: &Element) -> Vec<Inline> {
        let mut line = Line::default();
        line.extend(self.inlines(&element.children));
        line.finish()
    }

    pub(super) fn inlines(&self, nodes: &[Node]) -> Vec<Inline> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Inline::Text(text.clone())),
                Node::Element(element) => self.inline(element, &mut out),
            }
        }
        out
    }

    pub(super) fn inline(&self, element: &Element, out: &mut Vec<Inline>) {
        if is_left_out(element) {
            return;
        }
        if let Some(id) = element.get("data-blank") {
            out.push(Inline::Field(id.to_owned()));
            return;
        }
        let content = || self.inlines(&element.children);
        match element.name.as_str() {
            "strong" | "b" => out.push(Inline::Strong(content())),
            "em" | "i" | "cite" | "dfn" | "var" => out.push(Inline::Emphasis(content())),
            "del" | "s" => out.push(Inline::Strike(content())),
            "sup" => match self.note(element) {
                Some(note) => out.push(note),
                None => out.push(Inline::Superscript(content())),
            },
            "sub" => out.push(Inline::Subscript(content())),
            "code" | "kbd" | "samp" | "tt" => out.push(Inline::Code(element.text())),
            "br" => out.push(Inline::Break),
            "a" => self.link(element, out),
            "img" => self.image(element, out),
            // Blocks inside a line are part of it.
            _ => out.extend(content()),
        }
    }

    /// The note that a raised number leads to.
    fn note(&self, element: &Element) -> Option<Inline> {
        let link = element.elements().find(|child| child.name == "a")?;
        let note = self.notes.get(link.get("href")?)?;
        let mut blocks = self.blocks(&note.children);
        // A note that is only a line.
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(self.line(note)));
        }
        Some(Inline::Footnote(blocks))
    }

    fn link(&self, element: &Element, out: &mut Vec<Inline>) {
        if element.get("role") == Some("doc-backlink") {
            return;
        }
        let content = self.inlines(&element.children);
        match element.get("href").map(str::trim) {
            // It leads nowhere.
            None | Some("" | "#") => out.extend(content),
            Some(to) => out.push(Inline::Link {
                to: match to.starts_with('/') && !to.starts_with("//") {
                    true => format!("{}{to}", self.source.origin),
                    false => to.to_owned(),
                },
                content,
            }),
        }
    }

    fn image(&self, element: &Element, out: &mut Vec<Inline>) {
        let number = |name: &str| element.get(name)?.parse().ok();
        let image = Image {
            address: element.get("src").unwrap_or(""),
            alternative: element.get("alt").unwrap_or("").trim(),
            size: number("width").zip(number("height")),
        };
        match (self.source.picture)(&image) {
            Some(picture) => out.push(Inline::Picture(picture)),
            // What it shows is better than nothing.
            None if image.alternative.is_empty() => {}
            None => out.push(Inline::Emphasis(vec![Inline::Text(format!(
                "[{}]",
                image.alternative
            ))])),
        }
    }
}
