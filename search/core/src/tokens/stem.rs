//! Folded word to term: what its language makes of it.
//!
//! The languages are `search-words`, or in a browser the modules that the host
//! has of it.

use search_words::flags;
#[cfg(not(target_arch = "wasm32"))]
use search_words::told;

use super::language::Language;
use super::term::MAX_TERM;
use super::term::STOP;
#[cfg(target_arch = "wasm32")]
use super::unicode::told;

/// What a language makes of a word.
pub(super) struct Told {
    /// [`flags`].
    flags: u8,
    /// The term.
    pub(super) term: String,
}

impl Told {
    /// Of a folded word.
    pub(super) fn of(language: Language, word: &str) -> Self {
        let mut told = Vec::new();
        // What is longer is no word, and a host has room for words.
        if let Some(tag) = language.known()
            && word.len() <= MAX_TERM
        {
            told = self::told(tag, word);
        }
        if told.len() < 2 {
            told.truncate(1);
            if told.is_empty() {
                told.push(0);
            }
            told.extend_from_slice(word.as_bytes());
        }
        let flags = told.remove(0);
        // A stemmer that cuts a letter in two knows nothing of the word.
        let term = String::from_utf8(told).unwrap_or_else(|_| word.to_owned());
        Self { flags, term }
    }

    /// Whether it is a stop word; `apostrophe` says that one follows it at once.
    pub(super) fn is_stop(&self, apostrophe: bool) -> bool {
        let elided = if apostrophe { flags::ELIDED } else { 0 };
        self.flags & (flags::STOP | elided) != 0
    }

    /// Whether a stop word in a query is more likely the acronym it spells.
    pub(super) fn may_be_acronym(&self) -> bool {
        self.flags & flags::ACRONYM != 0
    }
}

/// The term of a folded word.
pub fn stem(language: Language, word: &str) -> String {
    Told::of(language, word).term
}

/// Whether a folded word is of questions: it says little of what is sought, and
/// ranks, but less.
pub fn is_low(language: Language, word: &str) -> bool {
    Told::of(language, word).flags & flags::LOW != 0
}

/// The letters that words of a term may begin with, each as the bit that its
/// lowest five bits give: what begins with another need not be stemmed to know
/// that it is not of this term, in languages whose stemmers
/// [keep](Language::keeps_initials) it.
pub(crate) fn initials(term: &str) -> u32 {
    let bit = |letter: u8| 1 << (letter & 31);
    let first = match term.as_bytes() {
        [STOP, first, ..] | [first, ..] => bit(*first),
        [] => bit(0),
    };
    match term {
        // Of all Italian exceptions only these begin otherwise: `lgs`, `lvo`.
        "dlgs" => first | bit(b'l'),
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::fold;

    /// Otherwise a word would be in the index and not be found in its text.
    #[test]
    fn a_word_begins_with_an_initial_of_its_term() {
        let forms = include_str!("../../../words/tests/forms.txt");
        let italian = include_str!("../../../words/src/italian.rs");
        let italian = italian.split(|c: char| !c.is_ascii_lowercase());
        let words: Vec<String> = forms
            .split_whitespace()
            .chain(italian)
            .chain(["lgs", "lvo", "dlvo", "ge", "gegevens", "gemeente"])
            .map(fold)
            .collect();
        for tag in search_words::LANGUAGES.split(' ') {
            let language = Language::of_tag(tag);
            for word in words.iter().filter(|word| !word.is_empty()) {
                let term = stem(language, word);
                let known = initials(&term) & initials(word) != 0;
                assert!(known || !language.keeps_initials(), "{tag} {word} {term}");
            }
        }
    }
}
