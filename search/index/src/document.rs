//! What an indexer must be told of a page, and what analysis makes of it.

use std::collections::BTreeMap;

/// One page as the search sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Address, unique in the index; stored and returned as it is.
    pub url: String,
    /// Title, as plain text.
    pub title: String,
    /// A sentence or two about the page, as plain text; may be empty. It is
    /// searched, and shown when no passage matches.
    pub summary: String,
    /// BCP 47 tag of the page's language; chooses its analyser.
    pub lang: String,
    /// The text, in reading order, without what is not content (menus, footers).
    pub sections: Vec<Section>,
    /// Other names of what the page is about, searched like its title.
    pub synonyms: Vec<String>,
    /// Facet name -> values of this page.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Date as ISO 8601 (`2025-06-30`), shown beside the hit.
    pub date: Option<String>,
    /// Factor of the score; 1 leaves it alone. Finite and positive.
    pub weight: f32,
}

/// A stretch of text under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Fragment that leads to the heading, without `#`.
    pub anchor: Option<String>,
    /// The heading, as plain text; empty for text before the first one.
    pub heading: String,
    /// The text, as plain text.
    pub text: String,
}

/// The terms of a document, field by field, separated by single spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysed {
    /// Of the title and the synonyms.
    pub title: String,
    /// Of the headings.
    pub headings: String,
    /// Of the summary and the text.
    pub body: String,
}

impl Analysed {
    /// The fields, in the order of [`search_core::format::Field`].
    pub fn fields(&self) -> [&str; 3] {
        [&self.title, &self.headings, &self.body]
    }
}
