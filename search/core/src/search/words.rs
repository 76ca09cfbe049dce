//! The words of a query, what each may mean, and the scores these give.

use crate::excerpt::Wanted;
use crate::impact::{self, idf};
use crate::query::{LastWord, Query, Spelling};
use crate::sorted;
use crate::tokens::{
    Language, Part, QueryTerm, STOP, TITLE_STOP, growing_term, is_low, is_title_stop, keep,
    query_terms, stem,
};

use super::files::{Expansion, Found, Index, Missing, documents};
use super::hits::{self, Shown};
use super::neighbours;
use super::scores::Scores;
use super::spelling;
use super::syntax::Parsed;
use super::tally::Tally;

/// What a word that says little of what is sought counts, and a stop word in
/// a title.
const LOW: f32 = 0.5;

/// What several words count again where a title has them all.
const IN_TITLE: f32 = 1.0;

/// A stem shorter than this, in bytes, says too little of a longer word.
const SHORTEST_STEM: usize = 4;

/// What a suffix that the stemmer takes off measures at most, in bytes.
const LONGEST_SUFFIX: usize = 6;

/// Blocks that are fetched for a beginning at most: where it is in more, those
/// first in the alphabet have to do until another letter narrows it.
const MOST_BLOCKS: usize = 4;

/// What a word that begins as another does counts of that at most.
const BEGUN: f32 = 0.5;

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
    /// Reads what is there; incomplete while files are missing. What is `refused`
    /// stands for no mistyped word.
    pub(super) fn read(
        query: &Query,
        parsed: &Parsed,
        language: Language,
        refused: &[String],
        indexes: &'a [Index<'a>],
        missing: &mut Missing,
    ) -> Self {
        let documents = documents(indexes) as u32;
        let mut words = Self {
            words: Vec::new(),
            documents,
        };
        for typed in query_terms(&parsed.words, language) {
            if is_title_stop(&typed.term)
                && !indexes
                    .iter()
                    .any(|index| index.root.terms.may_have(&[TITLE_STOP]))
            {
                continue;
            }
            let low = is_low(language, &typed.surface) && typed.part != Part::Stop
                || is_title_stop(&typed.term);
            let mut word = Word {
                expansions: Vec::new(),
                weight: if low { LOW } else { 1.0 },
                corrected: false,
                typed,
            };
            if let Some(expansion) = missing.expansion(&word.typed.term, indexes) {
                word.mean(expansion, f32::INFINITY, documents);
            }
            if word.typed.part == Part::Stop {
                // In capitals it is another word (`IT`).
                let term = stem(language, &word.typed.surface);
                if let Some(expansion) = missing.expansion(&term, indexes) {
                    word.mean(expansion, f32::INFINITY, documents);
                }
            }
            words.words.push(word);
        }
        let mut growing = usize::MAX;
        if parsed.open
            && query.last_word == LastWord::Growing
            && let Some(last) = growing_term(&parsed.words, language)
        {
            growing = words.grow(last, language, indexes, missing);
        }
        for at in 0..words.words.len() {
            if at != growing || words.words[at].expansions.is_empty() {
                words.widen(at, query, language, refused, indexes, missing);
            }
        }
        words
    }

    /// Lets a word mean what is near it: if no index has it, what it should
    /// have been.
    fn widen(
        &mut self,
        at: usize,
        query: &Query,
        language: Language,
        refused: &[String],
        indexes: &'a [Index<'a>],
        missing: &mut Missing,
    ) {
        let compound = self.words[at].typed.compound;
        let known = self
            .words
            .iter()
            .any(|word| word.typed.compound == compound && !word.expansions.is_empty());
        let word = &mut self.words[at];
        // A stop word is as it should be, and what has parts is near to these.
        if word.typed.part != Part::Word {
            return;
        }
        // Where words are often parts of others, an unknown one is rather that
        // than mistyped; elsewhere the other way round.
        let first = usize::from(!language.compounds());
        for way in [2, first, 1 - first] {
            // What is missing may turn out to be the word.
            if known || !word.expansions.is_empty() || missing.len() > 0 {
                break;
            }
            let mut expansions = Vec::new();
            if way == 2 {
                expansions = spelling::leaning(&word.typed, language, indexes, missing);
            } else if way == 0 {
                expansions = spelling::compounds(&word.typed, language, indexes, missing);
            } else if query.spelling == Spelling::Corrected {
                expansions = spelling::correct(&word.typed, language, refused, indexes, missing);
                word.corrected = expansions.iter().any(Expansion::is_meant);
            }
            for expansion in expansions {
                word.mean(expansion, f32::INFINITY, self.documents);
            }
        }
        if !word.corrected {
            let count = word.expansions.first().map_or(0, Expansion::count);
            let own = idf(count, self.documents);
            for expansion in neighbours::of(&word.typed.term, indexes, missing) {
                word.mean(expansion, own, self.documents);
            }
        }
    }

    /// Scores all documents that have any of the words, those of tails among
    /// them if these are `here`.
    pub(super) fn score(&self, indexes: &[Index<'_>], here: bool, missing: &mut Missing) -> Scores {
        let mut scores = Scores::new(indexes);
        let mut tally = Tally::new(self.documents as usize);
        let mut asked = 0;
        let mut worth = 0.0;
        let mut from = 0;
        let only_low = self.words.iter().all(|word| word.weight < 1.0);
        while from < self.words.len() {
            let compound = self.words[from].typed.compound;
            let rest = &self.words[from..];
            let count = rest
                .iter()
                .take_while(|word| word.typed.compound == compound);
            let words = &rest[..count.count()];
            from += words.len();
            let mut required = words
                .iter()
                .any(|word| word.typed.part != Part::Less && (only_low || word.weight == 1.0));
            let needed = words.iter().filter(|word| word.typed.part.is_needed());
            let needed = needed.count().max(1) as u16;
            for word in words {
                let part = match word.typed.part {
                    Part::Less => 0,
                    Part::Whole | Part::Joined => needed,
                    Part::Word | Part::Inner | Part::Stop => 1,
                };
                for expansion in &word.expansions {
                    for found in &expansion.found {
                        tally.add(expansion, found);
                        if here {
                            for &document in found.tail(missing) {
                                tally.note(found.page(document), 0.0, expansion.is_meant());
                            }
                        } else {
                            // Which documents have it is not known.
                            required &= found.entry().tail.is_none();
                        }
                    }
                }
                if is_title_stop(&word.typed.term) {
                    tally.end_optional(word.weight, &mut scores);
                    continue;
                }
                tally.end_word(word.weight, part, &mut scores);
                worth += word.weight * word.expansions.first().map_or(0.0, |own| own.worth);
            }
            tally.end_compound(required.then_some(needed), &mut scores);
            asked += u16::from(required);
        }
        scores.ask(asked, IN_TITLE * worth);
        scores
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

    /// Of the documents that a page is in, the one where the words are worth
    /// most.
    pub(super) fn best_part(&self, index: &Index<'_>, page: u32) -> u32 {
        let mut best = (page, 0.0);
        for part in index.parts(page) {
            let mut worth = 0.0;
            for word in &self.words {
                let mut most = 0.0_f32;
                for expansion in &word.expansions {
                    for found in &expansion.found {
                        let entry = found.entry();
                        if found.index.number == index.number
                            && let Some(at) = sorted::place(&entry.documents, part)
                        {
                            most = most.max(expansion.worth * impact::value(entry.impacts[at]));
                        }
                    }
                }
                worth += word.weight * most;
            }
            if worth > best.1 {
                best = (part, worth);
            }
        }
        best.0
    }

    /// The terms to look for in texts.
    pub(super) fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut wanted = Vec::new();
        for (number, word) in self.words.iter().enumerate() {
            for expansion in &word.expansions {
                let (typed, surface) = if word.corrected {
                    ("", "")
                } else {
                    (word.typed.typed.as_str(), word.typed.surface.as_str())
                };
                wanted.push(Wanted {
                    term: expansion.term(),
                    typed,
                    surface,
                    word: number,
                    worth: word.weight * expansion.worth,
                    near: expansion.nearness < 1.0,
                });
            }
        }
        wanted
    }

    /// Whether another term stands for any of the words.
    pub(super) fn are_corrected(&self) -> bool {
        self.words.iter().any(|word| word.corrected)
    }

    /// Refuses the terms that stand for mistyped words though what is `shown` has
    /// them in no form that these may have been; says whether there are any.
    pub(super) fn refuse(
        &self,
        shown: &[Shown<'_>],
        wanted: &[Wanted<'_>],
        refused: &mut Vec<String>,
    ) -> bool {
        let before = refused.len();
        for word in &self.words {
            for expansion in &word.expansions {
                if word.corrected && expansion.is_meant() {
                    let (typed, term) = (&word.typed.surface, expansion.term());
                    let (apart, form) = hits::nearest(shown, wanted, typed, term);
                    if !form.is_empty() && !spelling::may_be(typed, term, apart) {
                        refused.push(term.to_owned());
                    }
                }
            }
        }
        refused.len() > before
    }

    /// `text`, which the words are of, with the corrected ones as what is `shown`
    /// has them, or else their terms; nothing if none is corrected.
    pub(super) fn corrected(
        &self,
        text: &str,
        shown: &[Shown<'_>],
        wanted: &[Wanted<'_>],
    ) -> Option<String> {
        let mut corrected = String::new();
        let mut from = 0;
        for word in &self.words {
            if word.corrected {
                let mut nearest = (usize::MAX, word.expansions[0].term());
                for expansion in &word.expansions {
                    let term = expansion.term();
                    let found = hits::nearest(shown, wanted, &word.typed.surface, term);
                    if expansion.is_meant() && found.0 < nearest.0 {
                        nearest = found;
                    }
                }
                let range = &word.typed.range;
                corrected.push_str(&text[from..range.start]);
                corrected.push_str(nearest.1);
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
    fn grow(
        &mut self,
        last: QueryTerm,
        language: Language,
        indexes: &'a [Index<'a>],
        missing: &mut Missing,
    ) -> usize {
        let letters = last
            .surface
            .chars()
            .all(|c| c.is_ascii_lowercase() || !c.is_ascii());
        let beginning = if letters || last.part == Part::Stop {
            last.surface.clone()
        } else {
            last.term.clone()
        };
        let known = self
            .words
            .iter()
            .position(|word| word.typed.term == last.term);
        let at = known.unwrap_or_else(|| {
            // A stop word so far, beside others.
            self.words.push(Word {
                typed: QueryTerm {
                    compound: u32::MAX,
                    part: Part::Less,
                    ..last
                },
                expansions: Vec::new(),
                weight: 1.0,
                corrected: false,
            });
            self.words.len() - 1
        });
        let word = &self.words[at];
        let mut endings = endings(&beginning, &word.typed.term, language, indexes, missing);
        if endings.is_empty() && word.expansions.is_empty() {
            endings = outgrown(&beginning, indexes, missing);
            if self.words.len() == 1 {
                let mut beginning = beginning;
                beginning.insert(0, char::from(STOP));
                endings.append(&mut missing.beginning(&beginning, "", MOST_BLOCKS, indexes));
            }
        }
        let mut most_frequent = Vec::new();
        for expansion in endings {
            expansion.rank(&mut most_frequent, MOST_ENDINGS);
        }
        // Where the word is there as it stands, it is what is meant first.
        let own = self.words[at].expansions.first();
        let own = own.filter(|_| self.words[at].typed.part != Part::Stop);
        let most = own.map_or(f32::INFINITY, |own| BEGUN * own.worth);
        for expansion in most_frequent {
            self.words[at].mean(expansion, most, self.documents);
        }
        at
    }
}

impl<'a> Word<'a> {
    /// Adds a term to what the word may mean. It is as telling as it is rare,
    /// up to `most`.
    fn mean(&mut self, mut expansion: Expansion<'a>, most: f32, documents: u32) {
        expansion.worth = expansion.nearness * idf(expansion.count(), documents).min(most);
        self.expansions.push(expansion);
    }
}

/// The terms that begin so, but for one.
fn endings<'a>(
    beginning: &str,
    but: &str,
    language: Language,
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let mut endings = missing.beginning(beginning, but, MOST_BLOCKS, indexes);
    // A number that has not all of its thousands yet (`140.0`).
    if let Some(mark) = language.thousands()
        && matches!(beginning.as_bytes(), [b'0'..=b'9', ..])
        && beginning.as_bytes().contains(&mark)
    {
        let mut number = beginning.to_owned();
        keep(&mut number, &|c| c != char::from(mark));
        endings.append(&mut missing.beginning(&number, "", MOST_BLOCKS, indexes));
    }
    endings
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
