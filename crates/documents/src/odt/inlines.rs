//! Spans of text, links, notes and pictures.

use super::writer::{Place, Writer};
use crate::text::{extension, plain, size_of, uri};
use crate::{Block, Inline, Picture};

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(text) => {
                self.open_span("Source_20_Text");
                self.code(text);
                self.xml.close("text:span");
            }
            Inline::Strong(content) => self.span("Strong_20_Emphasis", content),
            Inline::Emphasis(content) => self.span("Emphasis", content),
            Inline::Strike(content) => self.span("Strike", content),
            Inline::Superscript(content) => self.span("Superscript", content),
            Inline::Subscript(content) => self.span("Subscript", content),
            Inline::Link { to, content } => self.link(to, content),
            Inline::Footnote(blocks) => self.footnote(blocks),
            Inline::Field(id) => self.field(id),
            Inline::Break => self.xml.raw("<text:line-break/>"),
            Inline::Picture(picture) => self.picture(picture),
        }
    }

    pub(super) fn open_span(&mut self, style: &str) {
        self.xml.open("text:span", &[("text:style-name", style)]);
    }

    fn span(&mut self, style: &str, content: &'a [Inline]) {
        self.open_span(style);
        self.inlines(content);
        self.xml.close("text:span");
    }

    /// Text. The format takes several spaces for one, unless they are told.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find("  ") {
            self.xml.text(&rest[..=at]);
            let spaces = rest[at + 1..].len() - rest[at + 1..].trim_start_matches(' ').len();
            self.xml.leaf("text:s", &[("text:c", &spaces.to_string())]);
            rest = &rest[at + 1 + spaces..];
        }
        self.xml.text(rest);
    }

    /// Text of which every space and line counts.
    pub(super) fn code(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.xml.raw("<text:line-break/>");
            }
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if spaces > 0 {
                self.xml.leaf("text:s", &[("text:c", &spaces.to_string())]);
            }
            for (index, part) in line[spaces..].split('\t').enumerate() {
                self.xml.raw(if index > 0 { "<text:tab/>" } else { "" });
                self.text(part);
            }
        }
    }

    fn link(&mut self, to: &str, content: &'a [Inline]) {
        let inside = to.strip_prefix('#').and_then(|id| self.anchors.get(id));
        let target = match inside {
            Some(bookmark) => Some(format!("#{bookmark}")),
            None => uri(to),
        };
        match target.filter(|_| !self.in_link) {
            Some(target) => {
                let attributes = [("xlink:type", "simple"), ("xlink:href", target.as_str())];
                self.xml.open("text:a", &attributes);
                self.in_link = true;
                self.inlines(content);
                self.in_link = false;
                self.xml.close("text:a");
            }
            None => self.inlines(content),
        }
    }

    fn footnote(&mut self, blocks: &'a [Block]) {
        if self.in_note {
            // Notes of notes are nowhere to be put.
            for block in blocks {
                if let Block::Paragraph(content) = block {
                    self.text(&format!(" ({})", plain(content, self.document)));
                }
            }
            return;
        }
        self.note += 1;
        let number = self.note.to_string();
        let id = format!("ftn{number}");
        let attributes = [("text:id", id.as_str()), ("text:note-class", "footnote")];
        self.xml.open("text:note", &attributes);
        self.xml.element("text:note-citation", &[], &number);
        self.xml.raw("<text:note-body>");
        let lists = std::mem::take(&mut self.lists);
        let in_link = std::mem::replace(&mut self.in_link, false);
        self.in_note = true;
        let style = "Footnote";
        let before = self.xml.len();
        self.blocks(
            blocks,
            Place {
                style,
                ..Place::BODY
            },
        );
        if self.xml.len() == before {
            self.line(style, "");
        }
        self.in_note = false;
        (self.lists, self.in_link) = (lists, in_link);
        self.xml.raw("</text:note-body></text:note>");
    }

    pub(super) fn picture(&mut self, picture: &'a Picture) {
        let number = self.media.len() + 1;
        let name = format!("Pictures/{number}.{}", extension(picture));
        let (width, height) = size_of(picture);
        let millimetres = |size: u64| format!("{}.{:03}mm", size / 1000, size % 1000);
        let (width, height) = (millimetres(width), millimetres(height));
        let title = format!("{} {number}", self.document.words.picture);
        self.xml.open(
            "draw:frame",
            &[
                ("draw:style-name", "Graphics"),
                ("draw:name", &title),
                ("text:anchor-type", "as-char"),
                ("svg:width", &width),
                ("svg:height", &height),
            ],
        );
        self.xml.leaf(
            "draw:image",
            &[
                ("xlink:href", &name),
                ("xlink:type", "simple"),
                ("xlink:show", "embed"),
                ("xlink:actuate", "onLoad"),
            ],
        );
        if !picture.alternative.is_empty() {
            // `svg:title` is lost on the way to DOCX.
            self.xml.element("svg:desc", &[], &picture.alternative);
        }
        self.xml.close("draw:frame");
        self.media.push((name, picture));
    }
}
