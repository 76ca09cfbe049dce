//! The one analyser: text to terms, for what is indexed and what is asked.
//!
//! In: text and its language. Out: [`Token`]s in order, each with the bytes
//! it came from, so that a matched word can be marked in the text. It knows
//! nothing of documents, fields or scores.
//!
//! A word is folded (lower case, no accents) *before* it is stemmed: readers
//! leave accents out, and `comunità` typed `comunita` must give one term. It
//! also keeps apart `comune` and `comunità`, which Snowball would join.

mod fold;
mod language;
mod low;
mod scan;
mod snowball;
mod stem;
mod stop;

pub use fold::fold;
pub(crate) use fold::fold_but;
pub use language::Language;
pub use low::is_low;
pub(crate) use stem::initials;
pub use stem::stem;

use std::ops::Range;

pub(crate) use scan::is_apostrophe;
use scan::{Scanner, Word};

/// Longest term in bytes. What is longer is no word (encoded data, addresses
/// run together) and is left out, of texts and of queries alike.
pub const MAX_TERM: usize = 48;

/// One term of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What is indexed and looked up: folded and stemmed, 1 to [`MAX_TERM`] bytes.
    pub term: &'a str,
    /// Bytes of the text the term stands for, on character boundaries. Parts
    /// of a compound such as `36/2023` share the range of the whole.
    pub start: usize,
    /// End of those bytes, exclusive.
    pub end: usize,
    /// Which word of the text it is, from 0, stop words included.
    pub position: u32,
}

impl Token<'_> {
    /// The bytes of the text the term stands for.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What the text is: decides about stop words only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to find: stop words are left out.
    Text,
    /// Something to look for: stop words are left out unless they may be an
    /// acronym (`sua` for `SUA`) or there is nothing else.
    Query,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// What is looked up.
    pub term: String,
    /// The word as it was typed, as [`surface`] has it.
    pub surface: String,
    /// Bytes of the query that it stands for.
    pub range: Range<usize>,
}

/// What two ways to write the same form of a word have in common: capitals,
/// accents, and the dots of acronyms do not count.
pub fn surface(text: &str) -> String {
    fold_but(text, |c| c == '.' || c == ' ')
}

/// The terms of a query, each once, in the order they were typed.
pub fn query_terms(text: &str, language: Language) -> Vec<QueryTerm> {
    let mut terms: Vec<QueryTerm> = Vec::new();
    Analyser::new(language).tokens(text, Role::Query, |token| {
        if !terms.iter().any(|known| known.term == token.term) {
            terms.push(QueryTerm {
                term: token.term.to_owned(),
                surface: surface(&text[token.range()]),
                range: token.range(),
            });
        }
    });
    terms
}

/// Analyses texts of one language, remembering the words that it met last:
/// few words make up most of any text.
pub struct Analyser {
    language: Language,
    /// Words met, each in the place that its hash gives.
    known: Vec<Known>,
}

/// What a word comes to.
#[derive(Default)]
struct Known {
    word: String,
    apostrophe: bool,
    term: String,
    stop: bool,
}

impl Analyser {
    /// An analyser for a query or a few pages.
    pub fn new(language: Language) -> Self {
        Self::remembering(1 << 10, language)
    }

    /// An analyser for a great deal of text, with some megabytes of memory.
    pub fn for_bulk(language: Language) -> Self {
        Self::remembering(1 << 15, language)
    }

    /// An analyser with this many places for words, a power of two.
    fn remembering(places: usize, language: Language) -> Self {
        let mut known = Vec::with_capacity(places);
        for _ in 0..places {
            known.push(Known::default());
        }
        Self { language, known }
    }

    /// Calls `each` with every token of `text`, in order.
    pub fn tokens(&mut self, text: &str, role: Role, mut each: impl FnMut(Token<'_>)) {
        self.passes(text, role, &mut each);
    }

    /// Calls `each` with at least those tokens of a text whose terms may have
    /// one of these [`initials`], in order.
    pub(crate) fn look_for(&mut self, initials: u32, text: &str, each: &mut dyn FnMut(Token<'_>)) {
        self.pass(text, Role::Text, initials, false, each);
    }

    fn passes(&mut self, text: &str, role: Role, each: &mut dyn FnMut(Token<'_>)) {
        let mut found = false;
        self.pass(text, role, u32::MAX, false, &mut |token| {
            found = true;
            each(token);
        });
        if !found && role == Role::Query {
            // Nothing but stop words was asked for, so they are meant.
            self.pass(text, role, u32::MAX, true, each);
        }
    }

    fn pass(
        &mut self,
        text: &str,
        role: Role,
        sought: u32,
        all: bool,
        each: &mut dyn FnMut(Token<'_>),
    ) {
        let language = self.language;
        let mut scanner = Scanner::new(text);
        let mut word = Word::default();
        let mut position = 0;
        while scanner.next(&mut word) {
            let mut give = |term: &str| {
                if !term.is_empty() && term.len() <= MAX_TERM {
                    each(Token {
                        term,
                        start: word.start,
                        end: word.end,
                        position,
                    });
                }
            };
            if word.number {
                give(&word.text);
                word.parts(&mut give);
            } else if word.text.len() <= MAX_TERM && initials(&word.text) & sought != 0 {
                let known = self.known(&word);
                let meant = all
                    || word.acronym
                    || role == Role::Query && stop::may_be_acronym(language, &word.text);
                if meant || !known.stop {
                    give(&known.term);
                }
            }
            position += 1;
        }
    }
}

impl Analyser {
    fn known(&mut self, word: &Word) -> &Known {
        // Before an apostrophe a word may be a stop word that it is not
        // elsewhere: the same letters, but another word.
        let salt = u32::from(word.apostrophe);
        let places = self.known.len();
        let known = &mut self.known[place(&word.text, salt) & (places - 1)];
        if known.word != word.text || known.apostrophe != word.apostrophe {
            known.word.clone_from(&word.text);
            known.apostrophe = word.apostrophe;
            known.stop = stop::is_stop(self.language, &word.text, word.apostrophe);
            known.term.clear();
            known.term.push_str(&stem(self.language, &word.text));
        }
        known
    }
}

/// FNV-1a, whose low bits choose a place.
fn place(word: &str, salt: u32) -> usize {
    let hash = word.bytes().fold(0x811c_9dc5_u32 ^ salt, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize
}
