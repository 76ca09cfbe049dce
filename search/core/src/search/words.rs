//! The words of a query, what each may mean, and the scores these give.

use crate::excerpt::Wanted;
use crate::format::TermEntry;
use crate::impact::{self, idf};
use crate::query::{LastWord, Query, Spelling};
use crate::tokens::{Language, QueryTerm, fold, is_apostrophe, is_low, query_terms};

use super::files::{Found, Index, Missing};
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

/// A word of a query. A document gets for it what the best of its senses
/// gives, so that many senses do not make a word of many.
pub(super) struct Word<'a> {
    pub(super) typed: QueryTerm,
    senses: Vec<Sense<'a>>,
    /// What the word counts.
    weight: f32,
    /// Whether another term stands for the one typed.
    corrected: bool,
}

/// A term that a word may mean.
struct Sense<'a> {
    /// The term in all the indexes that have it; at least one.
    found: Vec<Found<'a>>,
    /// What its impact counts.
    worth: f32,
    /// How near it is to the word typed, up to 1.
    nearness: f32,
}

impl<'a> Words<'a> {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(
        query: &Query,
        parsed: &Parsed,
        language: Language,
        indexes: &[Index<'a>],
        missing: &mut Missing,
    ) -> Self {
        let documents = indexes.iter().map(|index| index.root.documents).sum();
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
                senses: Vec::new(),
                weight,
                corrected: false,
                typed,
            };
            let found = find(&word.typed.term, indexes, missing);
            word.mean(found, 1.0, f32::INFINITY, documents);
            words.words.push(word);
        }
        let mut growing = usize::MAX;
        if parsed.open && query.last_word == LastWord::Growing {
            growing = words.grow(&parsed.words, indexes, missing);
        }
        for (at, word) in words.words.iter_mut().enumerate() {
            if at == growing && !word.senses.is_empty() {
                continue;
            }
            // What is missing may turn out to be the word.
            let unknown = word.senses.is_empty();
            if unknown && query.spelling == Spelling::Corrected && missing.len() == 0 {
                for found in spelling::correct(&word.typed, language, indexes, missing) {
                    word.mean(found, 1.0, f32::INFINITY, documents);
                    word.corrected = true;
                }
            }
            if !word.corrected {
                let own = idf(word.count(), documents);
                for (found, nearness) in neighbours::of(&word.typed.term, indexes, missing) {
                    word.mean(found, nearness * neighbours::WORTH, own, documents);
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
            for sense in &word.senses {
                each(&sense.found, |document, level| {
                    let score = sense.worth * impact::value(level);
                    if best[document] == 0.0 {
                        touched.push(document);
                    }
                    best[document] = best[document].max(score);
                });
            }
            for document in touched.drain(..) {
                scores.add(document, word.weight * best[document]);
                best[document] = 0.0;
            }
        }
        scores
    }

    /// The documents that have a word without ranking for it, once they are
    /// here.
    pub(super) fn add_tails(&self, scores: &mut Scores, missing: &mut Missing) {
        for found in self.found() {
            for &document in found.tail(missing) {
                scores.add((document + found.index.base) as usize, 0.0);
            }
        }
    }

    /// Whether a word is in documents that were not counted.
    pub(super) fn has_tails(&self) -> bool {
        self.found().any(|found| found.entry().tail.is_some())
    }

    fn found(&self) -> impl Iterator<Item = &Found<'a>> {
        let senses = self.words.iter().flat_map(|word| &word.senses);
        senses.flat_map(|sense| &sense.found)
    }

    /// The terms to look for in texts.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        for (number, word) in self.words.iter().enumerate() {
            for sense in &word.senses {
                let surface = if word.corrected {
                    ""
                } else {
                    &word.typed.surface
                };
                wanted.push(Wanted {
                    term: sense.term().to_owned(),
                    surface: surface.to_owned(),
                    word: number,
                    worth: word.weight * sense.worth,
                    near: sense.nearness < 1.0,
                });
            }
        }
        wanted
    }

    /// The corrected words, with the terms that stand for them.
    pub(super) fn corrections(&self) -> impl Iterator<Item = (&QueryTerm, Vec<&'a str>)> {
        let corrected = self.words.iter().filter(|word| word.corrected);
        corrected.map(|word| (&word.typed, word.senses.iter().map(Sense::term).collect()))
    }

    /// Lets the last word mean what it may be the beginning of; says which it
    /// is.
    ///
    /// Terms are stems: beside those that begin as the typed letters do
    /// (`appal`, `appalt`), a stem that the letters have outgrown without being
    /// a word yet is one (`qualificaz`, `qualific`).
    fn grow(&mut self, text: &str, indexes: &[Index<'a>], missing: &mut Missing) -> usize {
        let typed = &text[text.len() - typed_length(text)..];
        let beginning = fold(typed);
        if beginning.is_empty() {
            return usize::MAX;
        }
        let mut endings = endings(&beginning, indexes, missing);
        let last = self
            .words
            .last()
            .filter(|word| word.typed.range.end == text.len());
        if last.is_none() {
            // A stop word so far.
            let start = text.len() - typed_length(text);
            self.words.push(Word {
                typed: QueryTerm {
                    term: beginning.clone(),
                    surface: beginning.clone(),
                    range: start..text.len(),
                },
                senses: Vec::new(),
                weight: 1.0,
                corrected: false,
            });
        }
        let documents = self.documents;
        let at = self.words.len() - 1;
        let word = &mut self.words[at];
        endings.retain(|found| found[0].entry().term != word.typed.term);
        if endings.is_empty() && word.senses.is_empty() {
            endings = outgrown(&beginning, indexes, missing);
        }
        for found in most_frequent(endings) {
            word.mean(found, 1.0, f32::INFINITY, documents);
        }
        at
    }
}

/// How many bytes the word measures that a text ends in.
fn typed_length(text: &str) -> usize {
    let ends = |c: char| c.is_ascii_whitespace() || c.is_ascii_punctuation() || is_apostrophe(c);
    text.rsplit(ends).next().map_or(0, str::len)
}

impl<'a> Word<'a> {
    /// Adds a term to what the word may mean. It is as telling as it is rare,
    /// up to `most`.
    fn mean(&mut self, found: Vec<Found<'a>>, nearness: f32, most: f32, documents: u32) {
        if !found.is_empty() {
            self.senses.push(Sense {
                worth: nearness * idf(count(&found), documents).min(most),
                found,
                nearness,
            });
        }
    }

    /// How many documents have the word itself.
    fn count(&self) -> u32 {
        self.senses.first().map_or(0, |sense| count(&sense.found))
    }
}

impl<'a> Sense<'a> {
    fn term(&self) -> &'a str {
        &self.found[0].entry().term
    }
}

/// A term in all indexes that have it.
pub(super) fn find<'a>(term: &str, indexes: &[Index<'a>], missing: &mut Missing) -> Vec<Found<'a>> {
    let found = indexes
        .iter()
        .filter_map(|&index| missing.term(index, term));
    found.collect()
}

/// How many documents have a term.
pub(super) fn count(found: &[Found<'_>]) -> u32 {
    found.iter().map(|found| found.entry().count).sum()
}

/// Calls `then` with each document where a term ranks and its impact there.
fn each(found: &[Found<'_>], mut then: impl FnMut(usize, u8)) {
    for found in found {
        let TermEntry {
            documents, impacts, ..
        } = found.entry();
        for (&document, &level) in documents.iter().zip(impacts) {
            then((document + found.index.base) as usize, level);
        }
    }
}

/// The terms that begin so, each in all indexes that have it.
fn endings<'a>(
    beginning: &str,
    indexes: &[Index<'a>],
    missing: &mut Missing,
) -> Vec<Vec<Found<'a>>> {
    let mut endings: Vec<Vec<Found<'a>>> = Vec::new();
    for &index in indexes {
        let files = missing.files(index, &index.root.terms, beginning.as_bytes(), MOST_SHARDS);
        for &file in files.iter().take(MOST_SHARDS) {
            let terms = missing.terms(index, file, &|term| term.starts_with(beginning));
            for found in terms {
                join(found, &mut endings);
            }
        }
    }
    endings
}

/// Puts a term beside itself in another index.
pub(super) fn join<'a>(found: Found<'a>, terms: &mut Vec<Vec<Found<'a>>>) {
    let known = terms
        .iter_mut()
        .find(|known| known[0].entry().term == found.entry().term);
    match known {
        Some(known) => known.push(found),
        None => terms.push(vec![found]),
    }
}

/// The terms that `beginning` begins with, if they are not much shorter.
fn outgrown<'a>(
    beginning: &str,
    indexes: &[Index<'a>],
    missing: &mut Missing,
) -> Vec<Vec<Found<'a>>> {
    let shortest = SHORTEST_STEM.max(beginning.len().saturating_sub(LONGEST_SUFFIX));
    let mut terms = Vec::new();
    for end in (shortest..beginning.len()).rev() {
        let found = find(beginning.get(..end).unwrap_or_default(), indexes, missing);
        if !found.is_empty() {
            terms.push(found);
        }
    }
    terms
}

fn most_frequent(endings: Vec<Vec<Found<'_>>>) -> Vec<Vec<Found<'_>>> {
    let mut most: Vec<Vec<Found<'_>>> = Vec::new();
    for ending in endings {
        let at = most.partition_point(|kept| count(kept) >= count(&ending));
        most.insert(at, ending);
        most.truncate(MOST_ENDINGS);
    }
    most
}
