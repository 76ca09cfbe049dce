//! What a reader asks for.
//!
//! In: the words as typed, the chosen filters, how many results to show.
//! It knows nothing of the index: a facet or value that the index lacks is
//! only found out by the search.

/// One question to some indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed. Any of the words may match; more and rarer ones rank
    /// higher. `"exact phrase"`, `-not` and `facet:value` are understood.
    /// Nothing but white space matches every document.
    pub text: String,
    /// BCP 47 tag of the words' language, of which only the primary subtag
    /// counts; empty for the first index's own.
    pub language: String,
    /// Facets and a value that each has to have: OR among the values of one
    /// facet, AND among facets, in any order.
    pub filters: Vec<Filter>,
    /// Other filters, as clauses: each needs one of its conditions, and all of
    /// them have to hold.
    pub clauses: Vec<Vec<Condition>>,
    /// What the scores of each index count, in hundredths; the others count
    /// as they are.
    pub weights: Vec<u32>,
    /// Values that lie between two, all of them.
    pub ranges: Vec<Range>,
    /// The order of the hits.
    pub sort: Sort,
    /// Which facets' values are counted in the results.
    pub facets: Facets,
    /// How many hits to return, after `offset` of them.
    pub limit: usize,
    /// How many of the best hits to leave out.
    pub offset: usize,
    /// Whether the last word may still be growing.
    pub last_word: LastWord,
    /// What is done with words that no document has.
    pub spelling: Spelling,
}

/// A facet and one of the values that are let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The facet's name.
    pub facet: String,
    /// The value.
    pub value: String,
}

/// What may hold for a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It has a value.
    Has(Filter),
    /// It has it not.
    Lacks(Filter),
    /// It is in the index of this number.
    Within(usize),
    /// It is in another one.
    Elsewhere(usize),
}

/// What documents can be sorted by, and between which values they pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The name of the order.
    pub order: String,
    /// The first value to pass, such as a date; empty for no bound.
    pub from: String,
    /// The last value to pass or its beginning, so that `2025` lets all of
    /// that year's dates through; empty for no bound.
    pub to: String,
}

/// The order of the hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// By the order of this name, smallest first; those without come last.
    Ascending(String),
    /// By the order of this name, greatest first; those without come last.
    Descending(String),
}

/// Whether facets are counted, which takes a file for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Facets {
    /// No: only those that filter are read.
    #[default]
    None,
    /// All that the indexes have.
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

/// What is done with words that no document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// A word that some have and that is spelt nearly so stands for them.
    #[default]
    Corrected,
    /// They are looked for as they are.
    AsTyped,
}

impl Query {
    /// What the scores of an index are multiplied by.
    pub(crate) fn weight(&self, index: usize) -> f32 {
        let hundredths = self.weights.get(index).copied();
        hundredths.map_or(1.0, |hundredths| hundredths as f32 / 100.0)
    }

    /// The first ten hits for `text` in the index's language, unfiltered.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            language: String::new(),
            filters: Vec::new(),
            clauses: Vec::new(),
            weights: Vec::new(),
            ranges: Vec::new(),
            sort: Sort::Relevance,
            facets: Facets::None,
            limit: 10,
            offset: 0,
            last_word: LastWord::Whole,
            spelling: Spelling::Corrected,
        }
    }
}
