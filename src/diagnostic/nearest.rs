//! The word that was meant.

use search_core::Edits;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The candidate nearest to `word`, if it is near enough to be what was meant: at most a third of
/// the letters differ (optimal string alignment distance, Damerau 1964).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let candidates = Candidates::new(candidates);
    candidates.look_for(&Letters::of(word)).map(str::to_owned)
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
}
