//! What a reader asks for.
//!
//! In: the words as typed, the chosen filters, how many results to show.
//! It knows nothing of the index: a facet or value that the index lacks is
//! only found out by the search.

/// One question to an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The words as typed. Any of them may match; more and rarer ones rank
    /// higher. Nothing but white space matches every document.
    pub text: String,
    /// BCP 47 tag of the words' language, of which only the primary subtag
    /// counts; empty for the index's own.
    pub language: String,
    /// Facets and a value that each has to have: OR among the values of one
    /// facet, AND among facets, in any order.
    pub filters: Vec<Filter>,
    /// Which facets' values are counted in the results.
    pub facets: Facets,
    /// How many hits to return, after `offset` of them.
    pub limit: usize,
    /// How many of the best hits to leave out.
    pub offset: usize,
    /// Whether the last word may still be growing.
    pub last_word: LastWord,
}

/// A facet and one of the values that are let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The facet's name.
    pub facet: String,
    /// The value.
    pub value: String,
}

/// Whether facets are counted, which takes a file for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Facets {
    /// No: only those that filter are read.
    #[default]
    None,
    /// All that the index has.
    All,
}

/// How the last word of a query is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastWord {
    /// As it stands.
    #[default]
    Whole,
    /// As the beginning of a word too: the reader is still typing.
    Growing,
}

impl Query {
    /// The first ten hits for `text` in the index's language, unfiltered.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            language: String::new(),
            filters: Vec::new(),
            facets: Facets::None,
            limit: 10,
            offset: 0,
            last_word: LastWord::Whole,
        }
    }
}
