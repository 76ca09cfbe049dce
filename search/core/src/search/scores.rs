//! Which documents match and how well.

use std::ops::Range;

use super::files::{Index, documents};
use crate::query::Query;

/// What a word that a document lacks counts by its worth in the one next to it,
/// and what is left of that with each one farther.
const BESIDE: f32 = 0.15;
const FADE: f32 = 0.7;

/// What the stop words of a title add at most, by what its words give: enough
/// to tell titles apart that have these (`while loop`), too little to put one
/// before a page that is about them.
const STOPS_IN_TITLE: f32 = 0.2;

/// A score for each document of all indexes.
pub(super) struct Scores {
    scores: Vec<f32>,
    matching: Vec<bool>,
    /// What the documents beside a document give it.
    beside: Vec<f32>,
    /// What the stop words of its title give a document.
    stops: Vec<f32>,
    /// Those of each index.
    of_index: Vec<Range<usize>>,
    /// How many of the compounds asked for a document has in full.
    complete: Vec<u16>,
    /// How many of them its title has in full.
    titled: Vec<u16>,
    /// How many there are.
    asked: u16,
    /// Whether a document has them all.
    any_full: bool,
}

/// What passes, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passing {
    /// Those that have any of the words.
    pub(super) total: usize,
    /// Those that have all.
    pub(super) full: usize,
}

impl Scores {
    /// Nothing matches yet.
    pub(super) fn new(indexes: &[Index<'_>]) -> Self {
        let documents = documents(indexes);
        Self {
            scores: vec![0.0; documents],
            matching: vec![false; documents],
            beside: vec![0.0; documents],
            stops: vec![0.0; documents],
            of_index: indexes.iter().map(Index::documents).collect(),
            complete: vec![0; documents],
            titled: vec![0; documents],
            asked: 0,
            any_full: false,
        }
    }

    /// Every page matches, in full.
    pub(super) fn all(indexes: &[Index<'_>]) -> Self {
        let mut scores = Self::new(indexes);
        for index in indexes {
            for document in 0..index.root.documents {
                scores.add((index.page_of(document) + index.base) as usize, 0.0);
            }
        }
        scores
    }

    /// Makes `document` match and adds to its score.
    pub(super) fn add(&mut self, document: usize, score: f32) {
        self.scores[document] += score;
        self.matching[document] = true;
    }

    /// Adds to the score of `document` if it matches.
    pub(super) fn raise(&mut self, document: usize, score: f32) {
        if self.matching[document] {
            self.scores[document] += score;
        }
    }

    /// Adds to what the stop words of the title of `document` give.
    pub(super) fn entitle(&mut self, document: usize, worth: f32) {
        self.stops[document] += worth;
    }

    /// Gives documents that lack a word a share of what it is worth in those
    /// beside them, which are mostly about the same: a chapter names its
    /// subject less often than the book does. `worth` is below 0 where the word
    /// is not.
    pub(super) fn surround(&mut self, worth: &[f32], weight: f32) {
        for range in &self.of_index {
            let forward: &mut dyn Iterator<Item = usize> = &mut range.clone();
            let backward = &mut range.clone().rev();
            for documents in [forward, backward] {
                let mut near = 0.0;
                for document in documents {
                    let own = worth[document];
                    if own < 0.0 {
                        self.beside[document] += near;
                    }
                    near = FADE * near + BESIDE * weight * own.max(0.0);
                }
            }
        }
    }

    /// Multiplies the scores of the documents of each index by its weight.
    pub(super) fn weigh(&mut self, query: &Query, indexes: &[Index<'_>]) {
        for index in indexes {
            let factor = query.weight(index.number);
            for score in &mut self.scores[index.documents()] {
                *score *= factor;
            }
        }
    }

    /// Counts one more of the compounds in full for a document, and for its title.
    pub(super) fn complete(&mut self, document: usize, titled: bool) {
        self.complete[document] += 1;
        self.titled[document] += u16::from(titled);
    }

    /// Says how many compounds are asked for, once all are counted, and what it
    /// is worth to have several all in the title; adds what is beside, and the
    /// stop words of titles that have any of what is asked for.
    pub(super) fn ask(&mut self, asked: u16, in_title: f32) {
        self.asked = asked;
        for document in 0..self.matching.len() {
            if self.titled[document] > 0 {
                let most = STOPS_IN_TITLE * self.scores[document];
                self.scores[document] += self.stops[document].min(most);
            }
            if asked > 1 && self.titled[document] == asked {
                self.scores[document] += in_title;
            }
            self.raise(document, self.beside[document]);
        }
        self.any_full = (0..self.matching.len()).any(|document| self.is_full(document));
    }

    /// Whether a document has all that is asked for.
    pub(super) fn is_full(&self, document: usize) -> bool {
        self.matching[document] && self.complete[document] >= self.asked
    }

    /// Whether a document is of those that are counted: the ones that have all
    /// the words, if there are any.
    pub(super) fn counts(&self, document: usize) -> bool {
        self.matching[document] && (!self.any_full || self.is_full(document))
    }

    /// A document's score; 0 where it does not match.
    pub(super) fn of(&self, document: usize) -> f32 {
        self.scores[document]
    }

    /// The best of the matching documents that `pass`, those that have all the
    /// words before the others, by their keys if there are any and then by
    /// score, best first, equals by number; and how many pass.
    pub(super) fn best(
        &self,
        wanted: usize,
        keys: &[u32],
        pass: &dyn Fn(usize) -> bool,
    ) -> (Vec<Ranked>, Passing) {
        let mut best: Vec<Ranked> = Vec::new();
        let mut passing = Passing::default();
        for document in 0..self.matching.len() {
            if !self.matching[document] || !pass(document) {
                continue;
            }
            let found = Ranked {
                full: self.is_full(document),
                key: keys.get(document).copied().unwrap_or(0),
                score: self.scores[document],
                document,
            };
            passing.total += 1;
            passing.full += usize::from(found.full);
            let mut at = best.len();
            while at > 0 && found.precedes(&best[at - 1]) {
                at -= 1;
            }
            if at < wanted {
                best.truncate(wanted - 1);
                best.insert(at, found);
            }
        }
        (best, passing)
    }
}

/// A document with what it ranks by.
pub(super) struct Ranked {
    full: bool,
    key: u32,
    score: f32,
    pub(super) document: usize,
}

impl Ranked {
    fn precedes(&self, other: &Self) -> bool {
        if self.full != other.full {
            return self.full;
        }
        self.key > other.key || self.key == other.key && self.score > other.score
    }
}
