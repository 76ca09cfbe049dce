//! What a reader asks for.
//!
//! In: the words as typed, the chosen filters, how many results to show.
//! It knows nothing of the index: a facet or value that the index lacks is
//! only found out by the search.

use std::collections::{BTreeMap, BTreeSet};

/// One question to an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The words as typed. Any of them may match; more and rarer ones rank higher.
    pub text: String,
    /// BCP 47 tag of the words' language; only the primary subtag counts.
    pub language: String,
    /// Facet name -> accepted values: OR within a facet, AND among facets.
    /// A facet with an empty set of values filters nothing.
    pub filters: BTreeMap<String, BTreeSet<String>>,
    /// Names of the facets whose values are counted in the results.
    pub facets: BTreeSet<String>,
    /// How many hits to return, after `offset` of them.
    pub limit: usize,
    /// How many of the best hits to leave out.
    pub offset: usize,
    /// Whether the last word may still be growing.
    pub last_word: LastWord,
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
    /// The first ten hits for `text`, in Italian, unfiltered.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            language: "it".to_owned(),
            filters: BTreeMap::new(),
            facets: BTreeSet::new(),
            limit: 10,
            offset: 0,
            last_word: LastWord::Whole,
        }
    }
}
