//! What a mistyped word should have been.
//!
//! One edit is forgiven in a word of 4 to 7 letters, two from 8 on; letters
//! changed about count as one (Damerau). An edit leaves the beginning or the
//! end of a word as it was, so candidates stand near it in the dictionary or in
//! the lexicon, and no more has to be fetched.

use crate::cache::Held;
use crate::edits::Edits;
use crate::format::{Directory, Kind, LexiconShard, Piece};
use crate::sorted;
use crate::tokens::{Language, QueryTerm, stem};

use super::files::{Expansion, Index, Missing};

/// Letters that a word has to have to be forgiven an edit, and two.
const FORGIVEN: [usize; 2] = [4, 8];

/// Longer words are not corrected, in bytes.
const LONGEST: usize = 24;

/// Most terms that stand for a word, those of most documents first.
const MOST_CANDIDATES: usize = 6;

/// Blocks of terms, and files of terms backwards, that are fetched for a word
/// at most.
const MOST_PIECES: usize = 8;

/// Letters that a word has to have for its first to be wrong: of a shorter one
/// it makes another word (`aosta`, `costa`).
const FIRST_WRONG: usize = 6;

/// How far a word is from a form of another: first by its edits but for those of
/// the last letter, since documents may have other forms, then by all. In the
/// shortest words all count.
pub(super) fn apart(typed: &str, form: &str) -> usize {
    let letter = letter(typed);
    let (typed, form) = (typed.as_bytes(), form.as_bytes());
    let mut edits = Edits::default();
    let mut between = |typed, form| edits.between(typed, form, LONGEST).unwrap_or(LONGEST);
    let all = between(typed, form);
    let mut but_last = all;
    if typed.len() >= FIRST_WRONG * letter && form.len() > letter {
        let form = &form[..form.len() - letter];
        but_last = all.min(between(&typed[..typed.len() - letter], form));
    }
    but_last * ALL + all
}

/// More than there are edits.
const ALL: usize = 32;

/// Bytes of a letter of a word: two in Cyrillic and Greek, and what one edit of
/// it makes there at most.
fn letter(word: &str) -> usize {
    1 + usize::from(!word.is_ascii())
}

/// Bytes of a term that say by themselves which word was meant.
const TELLING: usize = 7;

/// Letters that a word has to have to be two edits from all forms of another
/// that documents show.
const TWICE: usize = 9;

/// Whether a mistyped word may be one of a term whose nearest form that documents
/// show is so far [`apart`]. A stemmer leaves little of some words, and one
/// edit of that makes any other (`bolzano`, `bozze`).
pub(super) fn may_be(typed: &str, term: &str, apart: usize) -> bool {
    let letter = letter(typed);
    let most = 1 + usize::from(typed.len() >= TWICE * letter);
    term.len() >= TELLING * letter || apart / ALL <= most * letter
}

/// The terms that may stand for a word that no index has, each in all indexes
/// that have it; incomplete while files are missing. Those that are `refused`,
/// or rather are other words, are only near it.
pub(super) fn correct<'a>(
    typed: &QueryTerm,
    language: Language,
    refused: &[String],
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let word = typed.surface.as_bytes();
    let letter = letter(&typed.surface);
    let letters = match letter {
        1 => word.iter().all(u8::is_ascii_lowercase),
        _ => word.iter().all(|byte| (0x80..0xe0).contains(byte)),
    };
    if !letters || word.len() < FORGIVEN[0] * letter || word.len() > LONGEST * letter {
        return Vec::new();
    }
    let edits = letter + letter * usize::from(word.len() >= FORGIVEN[1] * letter);
    let mut candidates = Candidates::default();
    let before = missing.len();
    for index in indexes {
        by_beginning(typed, language, edits, index, missing, &mut candidates);
        by_end(typed, edits, index, missing, &mut candidates);
    }
    if missing.len() > before {
        return Vec::new();
    }
    let mut best = Vec::new();
    for term in &candidates.terms {
        // A lexicon may have what its dictionary has not.
        if let Some(mut expansion) = missing.expansion(term, indexes) {
            let first_wrong = word.len() < FIRST_WRONG * letter && term.as_bytes()[0] != word[0];
            let other = first_wrong || ends_otherwise(&typed.term, term);
            if other || term.ends_with(&typed.term) || refused.contains(term) {
                expansion.nearness = COMPOUND;
            }
            expansion.rank(&mut best, MOST_CANDIDATES);
        }
    }
    best
}

/// Whether two letters at the end are all that differs, both of them: what ends so is rather another
/// word of the same family (`artificiale`, `artificioso`) than one with two slips in a row.
fn ends_otherwise(typed: &str, term: &str) -> bool {
    let (typed, term) = (typed.as_bytes(), term.as_bytes());
    let same = typed.iter().zip(term).take_while(|(a, b)| a == b).count();
    match (&typed[same..], &term[same..]) {
        ([a, b], [c, d]) => b != d && !(a == d && b == c),
        _ => false,
    }
}

/// What a term counts that ends in the word, or is hardly what was meant; the
/// word itself would, 1.
const COMPOUND: f32 = 0.6;

/// Bytes that are left at least of a word without what leans on it.
const SHORTEST_BARE: usize = 6;

/// The terms that are a word that no index has with other articles, or without
/// any, in languages that write these together with it.
pub(super) fn leaning<'a>(
    typed: &QueryTerm,
    language: Language,
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let articles = language.leaning();
    let mut bare = typed.term.as_str();
    for article in articles.split(' ') {
        let rest = typed.term.strip_prefix(article);
        if let Some(rest) = rest.filter(|rest| (SHORTEST_BARE..bare.len()).contains(&rest.len())) {
            bare = rest;
        }
    }
    let mut best = Vec::new();
    for article in articles.split(' ') {
        if let Some(mut expansion) = missing.expansion(&[article, bare].concat(), indexes) {
            expansion.nearness = COMPOUND;
            expansion.rank(&mut best, MOST_CANDIDATES);
        }
    }
    best
}

/// Letters that a word has to have to be looked for in others, and its stem at
/// their end.
const SHORTEST_HEAD: usize = 5;
const SHORTEST_END: usize = 4;

/// Stands for what may come before a word in a compound, long enough for the
/// stemmer to take off all that it takes off there.
const BEFORE: &str = "zuzuzu";

/// The terms that end in a word that no index has: compounds are written as one
/// in many languages, and are about what they end in (`Netzgerät`,
/// `Hochspannungsnetzgerät`). If none do, those that begin with it (`Kinder`,
/// `Kindergarten`).
pub(super) fn compounds<'a>(
    typed: &QueryTerm,
    language: Language,
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let mut best = Vec::new();
    let word = typed.surface.as_str();
    if word.len() < SHORTEST_HEAD || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return best;
    }
    let mut head = typed.term.clone().into_bytes();
    if language.compounds() {
        // The stemmer leaves `leitung`, and `hochspannungsleit`.
        head = stem(language, &[BEFORE, word].concat()).into_bytes();
        head = head.split_off(BEFORE.len().min(head.len()));
    }
    let mut terms = Vec::new();
    if head.len() >= SHORTEST_END {
        head.reverse();
        terms = ending_in(&head, indexes, missing);
    }
    if terms.is_empty() && missing.len() == 0 {
        terms = missing.beginning(word, "", MOST_PIECES, indexes);
    }
    for mut expansion in terms {
        expansion.nearness = COMPOUND;
        expansion.rank(&mut best, MOST_CANDIDATES);
    }
    best
}

/// The terms that end in what is spelt backwards.
fn ending_in<'a>(
    reversed: &[u8],
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let mut terms: Vec<String> = Vec::new();
    for index in indexes {
        for shard in lexicons(reversed, reversed.len(), index, missing) {
            let known = &shard.reversed;
            let from = sorted::before(known.len(), &|at| known[at].as_slice() < reversed);
            for known in &known[from..] {
                if !known.starts_with(reversed) {
                    break;
                }
                let term = backwards(known);
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
    }
    let mut found = Vec::new();
    for term in &terms {
        found.extend(missing.expansion(term, indexes));
    }
    found
}

/// The lexicon shards of what ends as a word does that is spelt backwards.
fn lexicons<'a>(
    reversed: &[u8],
    shortest: usize,
    index: &'a Index<'a>,
    missing: &mut Missing,
) -> Vec<&'a LexiconShard> {
    let mut shards = Vec::new();
    for piece in narrowest(reversed, shortest, &index.root.lexicon, index, missing) {
        if piece.file.kind() == Kind::Lexicon
            && let Some(Held::Lexicon(shard)) = missing.get(index, piece)
        {
            shards.push(shard);
        }
    }
    shards
}

fn backwards(reversed: &[u8]) -> String {
    reversed
        .iter()
        .rev()
        .map(|&letter| char::from(letter))
        .collect()
}

/// The terms that are nearest so far.
struct Candidates {
    edits: usize,
    terms: Vec<String>,
}

impl Default for Candidates {
    fn default() -> Self {
        Self {
            edits: usize::MAX,
            terms: Vec::new(),
        }
    }
}

impl Candidates {
    fn add(&mut self, term: &str, edits: usize) {
        if edits < self.edits {
            self.edits = edits;
            self.terms.clear();
        }
        if edits == self.edits && !self.terms.iter().any(|known| known == term) {
            self.terms.push(term.to_owned());
        }
    }
}

/// Terms that begin as the word does.
fn by_beginning<'a>(
    typed: &QueryTerm,
    language: Language,
    edits: usize,
    index: &'a Index<'a>,
    missing: &mut Missing,
    candidates: &mut Candidates,
) {
    let word = typed.surface.as_bytes();
    let letter = letter(&typed.surface);
    let half = word.len() / 2;
    let mut blocks = Vec::new();
    for piece in narrowest(word, half, &index.root.terms, index, missing) {
        blocks.extend(missing.block(index, piece));
    }
    if blocks.is_empty() {
        return;
    }
    // A word spelt wrong is cut elsewhere by the stemmer, or not at all: every
    // way to mend it is tried, as far as the terms at hand go.
    if letter == 1 {
        variants(word, 1, &mut |variant| {
            let term = stem(language, variant);
            if blocks.iter().any(|block| block.find(&term).is_some()) {
                candidates.add(&term, 1);
            }
        });
    }
    let term = typed.term.as_bytes();
    let mut counter = Edits::default();
    for block in blocks {
        for entry in &block.entries {
            let known = entry.term.as_bytes();
            if known.len() >= 3 * letter
                && known.get(..letter) == term.get(..letter)
                && let Some(distance) = counter.between(term, known, edits)
            {
                candidates.add(&entry.term, distance);
            }
        }
    }
}

/// Terms that end as the word's stem does.
fn by_end(
    typed: &QueryTerm,
    edits: usize,
    index: &Index<'_>,
    missing: &mut Missing,
    candidates: &mut Candidates,
) {
    let mut reversed = typed.term.clone().into_bytes();
    reversed.reverse();
    let mut counter = Edits::default();
    for shard in lexicons(&reversed, reversed.len() / 2, index, missing) {
        for known in &shard.reversed {
            if let Some(distance) = counter.between(&reversed, known, edits) {
                candidates.add(&backwards(known), distance);
            }
        }
    }
}

/// The pieces of what begins as `text` does, by as many of its bytes as it takes
/// to have only a few.
fn narrowest<'a>(
    text: &[u8],
    shortest: usize,
    listing: &'a Directory,
    index: &'a Index<'a>,
    missing: &mut Missing,
) -> Vec<Piece> {
    for end in shortest.max(2)..=text.len() {
        let pieces = missing.pieces(index, listing, &text[..end], MOST_PIECES);
        if pieces.len() <= MOST_PIECES {
            return pieces;
        }
    }
    Vec::new()
}

/// Calls `each` with every word that one edit makes of `word` beyond its first
/// `kept` letters.
fn variants(word: &[u8], kept: usize, each: &mut dyn FnMut(&str)) {
    let mut variant = Vec::with_capacity(word.len() + 1);
    let mut give = |parts: [&[u8]; 3]| {
        variant.clear();
        for part in parts {
            variant.extend_from_slice(part);
        }
        if let Ok(variant) = std::str::from_utf8(&variant) {
            each(variant);
        }
    };
    for at in kept..=word.len() {
        let (before, after) = word.split_at(at);
        for letter in b'a'..=b'z' {
            give([before, &[letter], after]);
            if let Some((_, rest)) = after.split_first() {
                give([before, &[letter], rest]);
            }
        }
        if let Some((first, rest)) = after.split_first() {
            give([before, rest, &[]]);
            if let Some((second, rest)) = rest.split_first() {
                give([before, &[*second, *first], rest]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_other_letters_at_the_end_make_another_word() {
        for (typed, term, expected) in [
            ("artificial", "artificios", true),
            ("artificial", "artificila", false),
            ("artificial", "artifical", false),
            ("artifizial", "artificios", false),
            ("regolament", "regolamant", false),
        ] {
            assert_eq!(ends_otherwise(typed, term), expected, "{typed} {term}");
        }
    }

    #[test]
    fn every_edit_of_the_end() {
        let mut all = Vec::new();
        variants(b"ente", 2, &mut |variant| all.push(variant.to_owned()));
        for expected in ["enti", "ent", "enet", "entre", "entei", "ene"] {
            assert!(all.iter().any(|variant| variant == expected), "{expected}");
        }
        assert!(all.iter().all(|variant| variant.starts_with("en")));
    }
}
