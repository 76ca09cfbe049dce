//! What an indexer must be told of a page, and what analysis makes of it.

use std::collections::BTreeMap;
use std::hash::Hash;

use xxhash_rust::xxh64::Xxh64;

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
    /// What the hit shows beside, name -> text; not searched.
    pub meta: BTreeMap<String, String>,
    /// What readers can sort by: name -> an ISO 8601 date or a number.
    pub sort: BTreeMap<String, String>,
    /// Date as ISO 8601 (`2025-06-30`), shown beside the hit.
    pub date: Option<String>,
    /// Factor of the score; 1 leaves it alone. Finite and positive.
    pub weight: f32,
}

impl Document {
    /// Stands for all that [`analyse`](crate::analyse) reads of the document.
    pub(crate) fn digest(&self) -> u64 {
        digest(&(
            (&self.lang, &self.title, &self.summary),
            (&self.synonyms, &self.sections),
        ))
    }
}

impl Default for Document {
    fn default() -> Self {
        Self {
            url: String::new(),
            title: String::new(),
            summary: String::new(),
            lang: String::new(),
            sections: Vec::new(),
            synonyms: Vec::new(),
            filters: BTreeMap::new(),
            meta: BTreeMap::new(),
            sort: BTreeMap::new(),
            date: None,
            weight: 1.0,
        }
    }
}

/// Stands for what a value is, within a run of the program: xxh64 with seed 0.
pub(crate) fn digest(value: &impl Hash) -> u64 {
    let mut hasher = Xxh64::new(0);
    value.hash(&mut hasher);
    hasher.digest()
}

/// A stretch of text under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Section {
    /// Fragment that leads to the heading, without `#`.
    pub anchor: Option<String>,
    /// The heading, as plain text; empty for text before the first one.
    pub heading: String,
    /// The text, as plain text.
    pub text: String,
}

/// The terms of a document at their positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysed {
    /// The terms of the title, the headings and the body, in this order. Each
    /// [`NEXT`] before a term is a step to the next position; terms at one
    /// position are separated by [`SAME`].
    pub terms: String,
    /// The positions where headings and body begin.
    pub starts: [u32; 2],
    /// How many terms each field has, by [`search_core::format::Field`].
    pub lengths: [u32; 3],
}

impl Analysed {
    /// The terms of each field, separated by single spaces.
    pub fn fields(&self) -> [String; 3] {
        let mut fields = [const { String::new() }; 3];
        for (position, terms) in (0..).zip(self.terms.split(NEXT)) {
            let field = self.starts.partition_point(|&start| start <= position);
            for term in terms.split(SAME).filter(|term| !term.is_empty()) {
                if !fields[field].is_empty() {
                    fields[field].push(' ');
                }
                fields[field].push_str(term);
            }
        }
        fields
    }
}

/// Separates a term from one at the position before.
pub const NEXT: char = ' ';

/// Separates two terms at one position.
pub const SAME: char = '\u{1}';
