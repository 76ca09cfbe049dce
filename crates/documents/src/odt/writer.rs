//! What gathers while a document is written, and how its places look.

use crate::text::headings;
use crate::xml::Xml;
use crate::{Align, Document, Picture};
use std::collections::BTreeMap;

/// What the root elements of all parts declare.
pub(super) const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3""#;

/// A heading that the table of contents may list.
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
    pub bookmark: String,
}

/// A list that is open, and the element of its item.
#[derive(Clone, Copy)]
pub(super) struct OpenList {
    pub style: &'static str,
    pub item: &'static str,
}

/// A document that is being written.
pub(super) struct Writer<'a> {
    pub document: &'a Document,
    pub xml: Xml,
    /// Styles that only one place has: the columns of tables.
    pub automatic: Xml,
    pub tables: u32,
    pub note: u32,
    pub in_note: bool,
    pub in_link: bool,
    pub lists: Vec<OpenList>,
    /// Where links within lead: the bookmark of each id, until it is written.
    pub anchors: BTreeMap<&'a str, String>,
    pub written: BTreeMap<&'a str, ()>,
    pub headings: Vec<Heading>,
    pub bookmark: u32,
    pub media: Vec<(String, &'a Picture)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut anchors = BTreeMap::new();
        for (index, (_, id, _)) in headings(&document.blocks).into_iter().enumerate() {
            if let Some(id) = id {
                anchors.entry(id).or_insert(format!("id{}", index + 1));
            }
        }
        Self {
            document,
            xml: Xml::default(),
            automatic: Xml::default(),
            tables: 0,
            note: 0,
            in_note: false,
            in_link: false,
            lists: Vec::new(),
            anchors,
            written: BTreeMap::new(),
            headings: Vec::new(),
            bookmark: 0,
            media: Vec::new(),
        }
    }
}

/// Where blocks stand, which says how their paragraphs look.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The style of its paragraphs.
    pub style: &'static str,
    /// Whether all stand in one box, and so have one indent.
    pub boxed: bool,
    /// Where their text stands, in tables.
    pub align: Align,
}

impl Place {
    pub(super) const BODY: Self = Self {
        style: "Text_20_body",
        boxed: false,
        align: Align::Start,
    };

    pub(super) fn style(&self) -> String {
        match self.align {
            Align::Start => self.style.to_owned(),
            Align::Center => format!("{}_20_Center", self.style),
            Align::End => format!("{}_20_End", self.style),
        }
    }
}
