//! What one word, and one compound, gives the documents.

use crate::impact;

use super::files::{Expansion, Found};
use super::scores::Scores;

/// The word and the compound that are being counted.
pub(super) struct Tally {
    /// What the word is worth in each document; below 0 where it is not.
    best: Vec<f32>,
    /// Whether a document has the word in a sense that stands for it.
    meant: Vec<bool>,
    /// Whether its title has it in such a sense.
    titled: Vec<bool>,
    touched: Vec<usize>,
    /// How much of the compound a document has.
    parts: Vec<u16>,
    /// How much of it the title has.
    titled_parts: Vec<u16>,
    begun: Vec<usize>,
}

impl Tally {
    pub(super) fn new(documents: usize) -> Self {
        Self {
            best: vec![-1.0; documents],
            meant: vec![false; documents],
            titled: vec![false; documents],
            touched: Vec::new(),
            parts: vec![0; documents],
            titled_parts: vec![0; documents],
            begun: Vec::new(),
        }
    }

    /// Notes what the word is worth in a document.
    pub(super) fn note(&mut self, document: usize, worth: f32, meant: bool) {
        if self.best[document] < 0.0 {
            self.touched.push(document);
        }
        self.best[document] = self.best[document].max(worth);
        self.meant[document] |= meant;
    }

    /// Notes a term of the word in the documents where it ranks.
    pub(super) fn add(&mut self, expansion: &Expansion<'_>, found: &Found<'_>) {
        let entry = found.entry();
        let meant = expansion.is_meant();
        for (place, &document) in entry.documents.iter().enumerate() {
            let impact = entry.impacts[place];
            let page = found.page(document);
            self.note(page, expansion.worth * impact::value(impact), meant);
            self.titled[page] |= meant && impact & impact::TITLED != 0;
        }
    }

    /// Notes what a stop word of titles is worth.
    pub(super) fn end_optional(&mut self, weight: f32, scores: &mut Scores) {
        for &document in &self.touched {
            scores.entitle(document, weight * self.best[document]);
            self.best[document] = -1.0;
            self.meant[document] = false;
            self.titled[document] = false;
        }
        self.touched.clear();
    }

    /// Adds what the word is worth; to have it is so much of the compound.
    pub(super) fn end_word(&mut self, weight: f32, part: u16, scores: &mut Scores) {
        scores.surround(&self.best, weight);
        for &document in &self.touched {
            scores.add(document, weight * self.best[document]);
            if self.meant[document] {
                if self.parts[document] == 0 {
                    self.begun.push(document);
                }
                self.parts[document] = self.parts[document].saturating_add(part);
                let titled = part * u16::from(self.titled[document]);
                self.titled_parts[document] = self.titled_parts[document].saturating_add(titled);
            }
            self.best[document] = -1.0;
            self.meant[document] = false;
            self.titled[document] = false;
        }
        self.touched.clear();
    }

    /// Counts the compound where all that it needs is there, if it is asked for.
    pub(super) fn end_compound(&mut self, needed: Option<u16>, scores: &mut Scores) {
        for &document in &self.begun {
            if needed.is_some_and(|needed| self.parts[document] >= needed) {
                scores.complete(document, self.titled_parts[document] >= needed.unwrap_or(0));
            }
            self.parts[document] = 0;
            self.titled_parts[document] = 0;
        }
        self.begun.clear();
    }
}
