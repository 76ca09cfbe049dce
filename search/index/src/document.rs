//! What an indexer must be told of a page, and what analysis makes of it.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::Range;

use search_core::tokens::{STOP, TITLE_STOP};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::{Xxh64, xxh64};

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
    /// Stands for all that an index has of the page but its sections.
    fn frame(&self) -> u64 {
        let Self {
            url,
            title,
            summary,
            lang,
            sections: _,
            synonyms,
            filters,
            meta,
            sort,
            date,
            weight,
        } = self;
        let texts = (url, title, summary, lang, synonyms);
        digest(&(texts, filters, meta, sort, date, weight.to_bits()))
    }
}

/// A page of which the text may not have been read: it is only if the index
/// before has another one.
pub struct Page<'a> {
    pub(crate) document: Document,
    unread: Option<Unread<'a>>,
}

struct Unread<'a> {
    stands_for: u64,
    read: Box<dyn Fn() -> io::Result<Vec<Section>> + Send + Sync + 'a>,
}

impl From<Document> for Page<'_> {
    fn from(document: Document) -> Self {
        Self {
            document,
            unread: None,
        }
    }
}

impl<'a> Page<'a> {
    /// A page whose sections `read` gives; `stands_for` is another number
    /// where they are others.
    pub fn unread(
        document: Document,
        stands_for: u64,
        read: impl Fn() -> io::Result<Vec<Section>> + Send + Sync + 'a,
    ) -> Self {
        let read = Box::new(read);
        Self {
            document,
            unread: Some(Unread { stands_for, read }),
        }
    }

    /// Stands for all that an index has of the page.
    pub(crate) fn key(&self) -> u64 {
        let sections = match &self.unread {
            Some(unread) => unread.stands_for,
            None => digest(&self.document.sections),
        };
        digest(&(self.document.frame(), sections))
    }

    /// The page with its text.
    ///
    /// # Errors
    ///
    /// If that cannot be read.
    pub fn read(&self) -> io::Result<Document> {
        let mut document = self.document.clone();
        if let Some(unread) = &self.unread {
            document.sections = (unread.read)()?;
        }
        Ok(document)
    }

    /// The same for the last time: what remains is its address and what it is
    /// found by beside its text.
    pub(crate) fn take(&mut self) -> io::Result<Document> {
        let remains = Document {
            url: self.document.url.clone(),
            filters: self.document.filters.clone(),
            sort: self.document.sort.clone(),
            ..Document::default()
        };
        let mut document = std::mem::replace(&mut self.document, remains);
        if let Some(unread) = self.unread.take() {
            document.sections = (unread.read)()?;
        }
        Ok(document)
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

/// Stands for what a value is, to the same program: xxh64 with seed 0.
pub(crate) fn digest(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = Xxh64::new(0);
    value.hash(&mut hasher);
    hasher.digest()
}

/// Tells texts apart, the same on any machine.
pub(crate) fn hash(text: &[u8]) -> u64 {
    xxh64(text, 0)
}

/// A stretch of text under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Fragment that leads to the heading, without `#`.
    pub anchor: Option<String>,
    /// The heading, as plain text; empty for text before the first one.
    pub heading: String,
    /// The text, as plain text.
    pub text: String,
    /// Stretches of the text that count less, in order and apart.
    pub light: Vec<Light>,
}

/// A stretch of a text that counts less than the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Light {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What a word in it counts, from 0 to 1.
    pub weight: f32,
}

impl Hash for Section {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.anchor, &self.heading, &self.text).hash(state);
        for light in &self.light {
            (&light.range, light.weight.to_bits()).hash(state);
        }
    }
}

impl Section {
    /// How many bytes are kept of it.
    pub(crate) fn length(&self) -> usize {
        // Each of the three has an end.
        self.anchor.as_ref().map_or(0, String::len) + self.heading.len() + self.text.len() + 3
    }

    /// The same section without its text.
    pub(crate) fn without_text(&self) -> Self {
        Self {
            anchor: self.anchor.clone(),
            heading: self.heading.clone(),
            ..Self::default()
        }
    }
}

/// The terms of a document at their positions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysed {
    /// The terms of the title, the headings and the body, in this order. Each
    /// [`NEXT`] before a term is a step to the next position; terms at one
    /// position are separated by [`SAME`].
    pub terms: String,
    /// The positions where headings and body begin.
    pub starts: [u32; 2],
    /// How many words each field has, stop words apart, by
    /// [`search_core::format::Field`].
    pub lengths: [u32; 3],
    /// Terms of the title that are only in other words of it (`for` in
    /// `parallel_for`), or these without their signs.
    pub inside: Vec<String>,
    /// Positions of the body where terms count less, with what they count.
    pub light: Vec<(Range<u32>, f32)>,
}

impl Analysed {
    /// The terms of each field but for stop words, separated by single spaces.
    pub fn fields(&self) -> [String; 3] {
        let mut fields = [const { String::new() }; 3];
        for (position, terms) in (0..).zip(self.terms.split(NEXT)) {
            let field = self.starts.partition_point(|&start| start <= position);
            for term in terms.split(SAME).filter(|term| is_content(term)) {
                if !fields[field].is_empty() {
                    fields[field].push(' ');
                }
                fields[field].push_str(term);
            }
        }
        fields
    }
}

/// Whether there is a term here that is no stop word.
pub(crate) fn is_content(term: &str) -> bool {
    !matches!(term.as_bytes(), [] | [STOP | TITLE_STOP, ..])
}

/// Separates a term from one at the position before.
pub const NEXT: char = ' ';

/// Separates two terms at one position.
pub const SAME: char = '\u{1}';
