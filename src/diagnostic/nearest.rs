//! The word that was meant.

use search_core::Edits;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The candidate nearest to `word`, if it is near enough to be what was meant: at most a third of
/// the letters differ (optimal string alignment distance, Damerau 1964).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // The path of the home is empty, and nobody can write it.
    let named = candidates.into_iter().filter(|name| !name.is_empty());
    let candidates = Candidates::new(named);
    candidates.look_for(&Letters::of(word)).map(str::to_owned)
}

/// The same for names of files, in words between hyphens: each word has to be near by itself, since
/// names that share a beginning name different things, and short numbers may only have two digits
/// exchanged.
pub fn nearest_name<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let near = candidates
        .into_iter()
        .filter(|other| is_near_name(name, other));
    nearest(name, near)
}

/// Whether a name may be a slip of the pen for another.
pub fn is_near_name(name: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(['-', '/', '_', ' ']);
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(name), words(other));
    let same_word = |(a, b): (&String, &String)| {
        let digits = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
        let exchanged = || {
            let sorted = |word: &str| {
                let mut letters: Vec<char> = word.chars().collect();
                letters.sort_unstable();
                letters
            };
            a.len() > 2 && sorted(a) == sorted(b)
        };
        match digits(a) || digits(b) {
            // One digit of a year is a slip; a short number is another one.
            true => a == b || exchanged() || a.len() >= 4 && nearest(a, [b.as_str()]).is_some(),
            false => a == b || nearest(a, [b.as_str()]).is_some() && a.len() > 2,
        }
    };
    // A word more or less is as far as a slip goes where the rest is the same.
    a.len() != b.len() || a.iter().zip(&b).all(same_word)
}

/// Whether a text has a space that looks like one and is none, or a letter without width.
pub(super) fn has_odd_space(text: &str) -> bool {
    let is_odd = |c: char| {
        c != ' ' && c.is_whitespace()
            || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
    };
    text.contains(is_odd)
}

/// Whether a letter is seen where it stands.
pub(super) fn is_seen(c: char) -> bool {
    !c.is_whitespace()
        && !has_odd_space(c.encode_utf8(&mut [0; 4]))
        && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{ad}')
}

/// A letter by its number, as tables of letters name it.
pub(super) fn number_of(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Candidates that are asked for the [`nearest`] many times.
pub struct Candidates<'a> {
    candidates: Vec<(&'a str, Letters)>,
    /// What was answered: the same mistake is often made on many pages.
    answers: Mutex<HashMap<String, Option<&'a str>>>,
}

/// The letters of a word, in small ones.
struct Letters {
    letters: Vec<char>,
    /// A bit for each that there is: a letter that only one of two words has costs an edit.
    set: u64,
}

impl<'a> Candidates<'a> {
    /// Prepares candidates.
    pub fn new(candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates = candidates.into_iter();
        Self {
            candidates: candidates.map(|word| (word, Letters::of(word))).collect(),
            answers: Mutex::default(),
        }
    }

    /// The candidate nearest to `word`, if it is near enough.
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let answers = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = answers().get(word) {
            return *answer;
        }
        let answer = self.look_for(&Letters::of(word));
        answers().insert(word.to_owned(), answer);
        answer
    }

    fn look_for(&self, word: &Letters) -> Option<&'a str> {
        let limit = (word.letters.len() / 3).clamp(1, 4);
        let mut edits = Edits::default();
        self.candidates
            .iter()
            .filter(|(_, letters)| word.least_distance(letters) <= limit)
            .filter_map(|(candidate, letters)| {
                let distance = edits.between(&word.letters, &letters.letters, limit)?;
                Some((distance, *candidate))
            })
            .min_by_key(|&(distance, candidate)| (distance, candidate.len()))
            .map(|(_, candidate)| candidate)
    }
}

impl Letters {
    fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let set = letters.iter().fold(0, |set, c| set | 1 << (*c as u32 % 64));
        Self { letters, set }
    }

    /// What the distance to another word is at least.
    fn least_distance(&self, other: &Self) -> usize {
        let missing = (self.set & !other.set).count_ones();
        let added = (other.set & !self.set).count_ones();
        let length = self.letters.len().abs_diff(other.letters.len());
        length.max(missing.max(added) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_or_none_is() {
        let words = ["titolo", "sommario", "pilastri"];
        assert_eq!(nearest("titlo", words).as_deref(), Some("titolo"));
        assert_eq!(nearest("Pilastir", words).as_deref(), Some("pilastri"));
        assert_eq!(nearest("contatto", words), None);
    }

    #[test]
    fn a_document_is_not_taken_for_another() {
        let names = ["convenzione-seav", "dlgs-36-2023", "treviso-sua"];
        assert_eq!(nearest_name("convenzione-sua", names), None);
        assert_eq!(
            nearest_name("dlgs-36-2032", names).as_deref(),
            Some("dlgs-36-2023")
        );
        assert_eq!(nearest_name("dlgs-35-2023", names), None);
        assert_eq!(
            nearest_name("trevsio-sua", names).as_deref(),
            Some("treviso-sua")
        );
    }
}
