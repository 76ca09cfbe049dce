//! What gathers while a document is written, and how its places and runs look.

use super::part::Part;
use crate::Document;
use crate::text::headings;
use crate::xml::Xml;
use std::collections::BTreeMap;

/// What the root elements of all parts of text declare.
pub(super) const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14""#;

/// A heading that the table of contents may list.
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
    pub bookmark: String,
}

/// A document that is being written.
pub(super) struct Writer<'a> {
    pub document: &'a Document,
    pub body: Part,
    /// The notes at the foot of pages, and how many there are.
    pub notes: Part,
    pub note: usize,
    /// Whether it writes a note just now, and whether its mark is still to come.
    pub in_note: bool,
    pub note_mark: bool,
    /// Where links within lead: the bookmark of each id, until it is written.
    pub anchors: BTreeMap<&'a str, String>,
    pub written: BTreeMap<&'a str, ()>,
    pub headings: Vec<Heading>,
    /// The lists, each with its own count.
    pub numbering: Xml,
    pub lists: u32,
    /// Content controls, bookmarks and pictures have numbers.
    pub control: u32,
    pub bookmark: u32,
    pub media: Vec<(String, &'a [u8])>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut anchors = BTreeMap::new();
        for (index, (_, id, _)) in headings(&document.blocks).into_iter().enumerate() {
            if let Some(id) = id {
                anchors.entry(id).or_insert(format!("_Ref{}", index + 1));
            }
        }
        Self {
            document,
            body: Part::default(),
            notes: Part::default(),
            note: 0,
            in_note: false,
            note_mark: false,
            anchors,
            written: BTreeMap::new(),
            headings: Vec::new(),
            numbering: Xml::default(),
            lists: 0,
            control: 0,
            bookmark: 0,
            media: Vec::new(),
        }
    }

    /// The part that is being written.
    pub(super) fn part(&mut self) -> &mut Part {
        match self.in_note {
            true => &mut self.notes,
            false => &mut self.body,
        }
    }

    pub(super) fn xml(&mut self) -> &mut Xml {
        &mut self.part().xml
    }
}

/// How far a level of a list stands to the right, in twentieths of a point.
pub(super) const STEP: u32 = 425;

/// Where blocks stand, which says how their paragraphs look.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The style of its paragraphs.
    pub style: &'static str,
    /// How far they stand to the right, in twentieths of a point.
    pub indent: u32,
    /// Whether all stand in one box, and so have one indent.
    pub boxed: bool,
    /// How many lists are around.
    pub depth: u8,
    /// Where their text stands (`w:jc`), if not at the start.
    pub align: Option<&'static str>,
}

impl Place {
    pub(super) const BODY: Self = Self {
        style: "",
        indent: 0,
        boxed: false,
        depth: 0,
        align: None,
    };

    /// The properties that a paragraph has beside those of its style.
    pub(super) fn properties(&self) -> String {
        let mut markup = String::new();
        if self.indent > 0 {
            markup += &format!(r#"<w:ind w:left="{}"/>"#, self.indent);
        }
        markup + &self.alignment()
    }

    pub(super) fn alignment(&self) -> String {
        let align = |align| format!(r#"<w:jc w:val="{align}"/>"#);
        self.align.map(align).unwrap_or_default()
    }
}

/// How a run looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub style: Option<&'static str>,
    pub code: bool,
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
    /// `superscript` or `subscript`.
    pub raised: Option<&'static str>,
}

impl Look {
    pub(super) const PLAIN: Self = Self {
        style: None,
        code: false,
        bold: false,
        italic: false,
        strike: false,
        raised: None,
    };
    pub(super) const BOLD: Self = Self {
        bold: true,
        ..Self::PLAIN
    };
    pub(super) const CODE: Self = Self {
        code: true,
        ..Self::PLAIN
    };

    /// As properties of a run, in the order of the schema.
    pub(super) fn markup(self) -> String {
        let mut markup = String::new();
        if let Some(style) = self.style {
            markup += &format!(r#"<w:rStyle w:val="{style}"/>"#);
        }
        if self.code {
            markup += r#"<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>"#;
        }
        for (set, tag) in [
            (self.bold, "<w:b/>"),
            (self.italic, "<w:i/>"),
            (self.strike, "<w:strike/>"),
        ] {
            markup += if set { tag } else { "" };
        }
        if let Some(raised) = self.raised {
            markup += &format!(r#"<w:vertAlign w:val="{raised}"/>"#);
        }
        match markup.is_empty() {
            true => markup,
            false => format!("<w:rPr>{markup}</w:rPr>"),
        }
    }
}
