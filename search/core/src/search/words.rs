//! The words of a query, what each may mean, and the scores these give.

use crate::excerpt::Wanted;
use crate::impact::{self, idf};
use crate::query::{LastWord, Query, Spelling};
use crate::tokens::{Language, QueryTerm, fold, is_apostrophe, is_low, query_terms};

use super::files::{Expansion, Found, Index, Missing, documents};
use super::neighbours;
use super::scores::Scores;
use super::spelling;
use super::syntax::Parsed;

/// What a word that says little of what is sought counts.
const LOW: f32 = 0.5;

/// A stem shorter than this, in bytes, says too little of a longer word.
const SHORTEST_STEM: usize = 4;

/// What a suffix that the stemmer takes off measures at most, in bytes.
const LONGEST_SUFFIX: usize = 6;

/// Shards that are fetched for a beginning at most: where it is in more, those
/// first in the alphabet have to do until another letter narrows it.
const MOST_SHARDS: usize = 4;

/// Most terms that a beginning is expanded to, those of most documents first.
const MOST_ENDINGS: usize = 24;

/// A query's words with their postings.
pub(super) struct Words<'a> {
    /// In the order typed.
    words: Vec<Word<'a>>,
    /// How many documents all indexes have.
    documents: u32,
}

/// A word of a query. A document gets for it what the best of its expansions
/// gives, so that many expansions do not make a word of many.
pub(super) struct Word<'a> {
    pub(super) typed: QueryTerm,
    expansions: Vec<Expansion<'a>>,
    /// What the word counts.
    weight: f32,
    /// Whether another term stands for the one typed.
    corrected: bool,
}

impl<'a> Words<'a> {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(
        query: &Query,
        parsed: &Parsed,
        language: Language,
        indexes: &'a [Index<'a>],
        missing: &mut Missing,
    ) -> Self {
        let documents = documents(indexes) as u32;
        let mut words = Self {
            words: Vec::new(),
            documents,
        };
        for typed in query_terms(&parsed.words, language) {
            let weight = if is_low(language, &typed.surface) {
                LOW
            } else {
                1.0
            };
            let mut word = Word {
                expansions: Vec::new(),
                weight,
                corrected: false,
                typed,
            };
            if let Some(expansion) = missing.expansion(&word.typed.term, indexes) {
                word.mean(expansion, f32::INFINITY, documents);
            }
            words.words.push(word);
        }
        let mut growing = usize::MAX;
        if parsed.open && query.last_word == LastWord::Growing {
            growing = words.grow(&parsed.words, indexes, missing);
        }
        for (at, word) in words.words.iter_mut().enumerate() {
            if at == growing && !word.expansions.is_empty() {
                continue;
            }
            // What is missing may turn out to be the word.
            let unknown = word.expansions.is_empty();
            if unknown && query.spelling == Spelling::Corrected && missing.len() == 0 {
                for expansion in spelling::correct(&word.typed, language, indexes, missing) {
                    word.mean(expansion, f32::INFINITY, documents);
                    word.corrected = true;
                }
            }
            if !word.corrected {
                let count = word.expansions.first().map_or(0, Expansion::count);
                let own = idf(count, documents);
                for expansion in neighbours::of(&word.typed.term, indexes, missing) {
                    word.mean(expansion, own, documents);
                }
            }
        }
        words
    }

    /// Scores all documents that have any of the words.
    pub(super) fn score(&self) -> Scores {
        let mut scores = Scores::new(self.documents as usize, false);
        let mut best = vec![0.0_f32; self.documents as usize];
        let mut touched = Vec::new();
        for word in &self.words {
            for expansion in &word.expansions {
                for found in &expansion.found {
                    let entry = found.entry();
                    for (place, &document) in entry.documents.iter().enumerate() {
                        let impact = impact::value(entry.impacts[place]);
                        let document = (document + found.index.base) as usize;
                        if best[document] == 0.0 {
                            touched.push(document);
                        }
                        best[document] = best[document].max(expansion.worth * impact);
                    }
                }
            }
            for &document in &touched {
                scores.add(document, word.weight * best[document]);
                best[document] = 0.0;
            }
            touched.clear();
        }
        scores
    }

    /// The documents that have a word without ranking for it, once they are
    /// here.
    pub(super) fn add_tails(&self, scores: &mut Scores, missing: &mut Missing) {
        self.each(&mut |found| {
            for &document in found.tail(missing) {
                scores.add((document + found.index.base) as usize, 0.0);
            }
        });
    }

    /// Whether a word is in documents that were not counted.
    pub(super) fn has_tails(&self) -> bool {
        let mut tails = false;
        self.each(&mut |found| tails |= found.entry().tail.is_some());
        tails
    }

    fn each(&self, then: &mut dyn FnMut(&Found<'a>)) {
        for word in &self.words {
            for expansion in &word.expansions {
                expansion.found.iter().for_each(&mut *then);
            }
        }
    }

    /// The terms to look for in texts.
    pub(super) fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut wanted = Vec::new();
        for (number, word) in self.words.iter().enumerate() {
            for expansion in &word.expansions {
                let surface = if word.corrected {
                    ""
                } else {
                    &word.typed.surface
                };
                wanted.push(Wanted {
                    term: expansion.term(),
                    surface,
                    word: number,
                    worth: word.weight * expansion.worth,
                    near: expansion.nearness < 1.0,
                });
            }
        }
        wanted
    }

    /// `text`, which the words are of, with the corrected ones as they are
    /// `written`, or else their terms; nothing if none is corrected.
    pub(super) fn corrected<'t>(
        &'t self,
        text: &str,
        written: &mut dyn FnMut(usize) -> Option<&'t str>,
    ) -> Option<String> {
        let mut corrected = String::new();
        let mut from = 0;
        for (number, word) in self.words.iter().enumerate() {
            if word.corrected {
                let range = &word.typed.range;
                corrected.push_str(&text[from..range.start]);
                corrected.push_str(written(number).unwrap_or(word.expansions[0].term()));
                from = range.end;
            }
        }
        if corrected.is_empty() {
            return None;
        }
        corrected.push_str(&text[from..]);
        Some(corrected)
    }

    /// Lets the last word mean what it may be the beginning of; says which it
    /// is.
    ///
    /// Terms are stems: beside those that begin as the typed letters do
    /// (`appal`, `appalt`), a stem that the letters have outgrown without being
    /// a word yet is one (`qualificaz`, `qualific`).
    fn grow(&mut self, text: &str, indexes: &'a [Index<'a>], missing: &mut Missing) -> usize {
        let start = last_word(text);
        let beginning = fold(&text[start..]);
        if beginning.is_empty() {
            return usize::MAX;
        }
        let last = self.words.last();
        if last.is_none_or(|word| word.typed.range.end != text.len()) {
            // A stop word so far.
            self.words.push(Word {
                typed: QueryTerm {
                    term: beginning.clone(),
                    surface: beginning.clone(),
                    range: start..text.len(),
                },
                expansions: Vec::new(),
                weight: 1.0,
                corrected: false,
            });
        }
        let at = self.words.len() - 1;
        let word = &mut self.words[at];
        let mut endings = Vec::new();
        for index in indexes {
            let mut files =
                missing.files(index, &index.root.terms, beginning.as_bytes(), MOST_SHARDS);
            files.truncate(MOST_SHARDS);
            missing.terms(index, &files, &beginning, &word.typed.term, &mut endings);
        }
        if endings.is_empty() && word.expansions.is_empty() {
            endings = outgrown(&beginning, indexes, missing);
        }
        let mut most_frequent = Vec::new();
        for expansion in endings {
            expansion.rank(&mut most_frequent, MOST_ENDINGS);
        }
        for expansion in most_frequent {
            word.mean(expansion, f32::INFINITY, self.documents);
        }
        at
    }
}

/// Where the word begins that a text ends in.
fn last_word(text: &str) -> usize {
    let mut start = text.len();
    for c in text.chars().rev() {
        if c.is_ascii_whitespace() || c.is_ascii_punctuation() || is_apostrophe(c) {
            break;
        }
        start -= c.len_utf8();
    }
    start
}

impl<'a> Word<'a> {
    /// Adds a term to what the word may mean. It is as telling as it is rare,
    /// up to `most`.
    fn mean(&mut self, mut expansion: Expansion<'a>, most: f32, documents: u32) {
        expansion.worth = expansion.nearness * idf(expansion.count(), documents).min(most);
        self.expansions.push(expansion);
    }
}

/// The terms that `beginning` begins with, if they are not much shorter.
fn outgrown<'a>(
    beginning: &str,
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let shortest = SHORTEST_STEM.max(beginning.len().saturating_sub(LONGEST_SUFFIX));
    let mut terms = Vec::new();
    for end in (shortest..beginning.len()).rev() {
        // Not where a letter of several bytes would be cut.
        if let Some(term) = beginning.get(..end)
            && let Some(expansion) = missing.expansion(term, indexes)
        {
            terms.push(expansion);
        }
    }
    terms
}
