//! What a search finds.

use std::ops::Range;

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// How many documents match any of the words, and the filters, shown or not.
    pub total: usize,
    /// How many of these have all the words. They come first, and facets count
    /// them alone if there are any.
    pub all: usize,
    /// Whether there may be more: a word is in too many documents to fetch.
    pub more: bool,
    /// The query with its mistyped words corrected, if the hits are for that.
    pub corrected: Option<String>,
    /// The best of them, best first; equals in order of id.
    pub hits: Vec<Hit>,
    /// The facets that were asked for, in order of name.
    pub facets: Vec<FacetCounts>,
}

/// A document that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which of the indexes it is in.
    pub index: usize,
    /// The document's id, which means something in this index only.
    pub document: u32,
    /// Address of the page.
    pub url: String,
    /// Title.
    pub title: Marked,
    /// Whether the document has all the words.
    pub all: bool,
    /// BCP 47 tag of the document's language.
    pub language: String,
    /// Score, comparable within one answer; 0 where there were no words.
    pub score: f32,
    /// Date as ISO 8601; empty if there is none.
    pub date: String,
    /// Facet name and value, in order.
    pub filters: Vec<(String, String)>,
    /// Name and text of what else the hit shows.
    pub meta: Vec<(String, String)>,
    /// The passage that matches best; the summary if only the title matches.
    pub excerpt: Passage,
    /// Other passages that match, best first; their headings have anchors.
    pub passages: Vec<Passage>,
}

/// A stretch of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Heading of its section; empty if it has none.
    pub heading: String,
    /// Fragment of its section; empty if it has none.
    pub anchor: String,
    /// The text.
    pub text: Marked,
}

/// Plain text with the matched words marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Bytes of the text to mark: ascending, apart, on character boundaries.
    pub marks: Vec<Range<usize>>,
}

/// A facet with what each choice would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// What queries call it.
    pub name: String,
    /// What readers call it.
    pub label: String,
    /// Its values in order of bytes, also those that nothing has.
    pub values: Vec<ValueCount>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value, as readers see it.
    pub value: String,
    /// What addresses and programs call it; empty if that is the value.
    pub key: String,
    /// How many documents match the words (all of them, if any document does)
    /// and the *other* facets' filters and
    /// have this value: what choosing it alone in its facet would show.
    pub count: usize,
}

impl Marked {
    /// The text cut at the marks: plain and marked stretches by turns, plain
    /// first, so that every second one is to be marked. None is escaped.
    pub fn stretches(&self) -> impl Iterator<Item = &str> {
        let ends = self.marks.iter().flat_map(|mark| [mark.start, mark.end]);
        let mut from = 0;
        ends.chain([self.text.len()]).map(move |to| {
            let stretch = &self.text[from..to];
            from = to;
            stretch
        })
    }
}
