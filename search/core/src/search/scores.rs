//! Which documents match and how well.

use std::cmp::Ordering;

/// A score for each document of the index.
pub(super) struct Scores {
    scores: Vec<f32>,
    matching: Vec<bool>,
}

impl Scores {
    /// Nothing matches yet.
    pub(super) fn none(documents: u32) -> Self {
        Self {
            scores: vec![0.0; documents as usize],
            matching: vec![false; documents as usize],
        }
    }

    /// Everything matches, equally.
    pub(super) fn everything(documents: u32) -> Self {
        Self {
            scores: vec![0.0; documents as usize],
            matching: vec![true; documents as usize],
        }
    }

    /// Makes `document` match and adds to its score.
    pub(super) fn add(&mut self, document: u32, score: f32) {
        let at = document as usize;
        self.scores[at] += score;
        self.matching[at] = true;
    }

    pub(super) fn multiply(&mut self, document: u32, factor: f32) {
        self.scores[document as usize] *= factor;
    }

    /// The matching documents that `pass`, ascending.
    pub(super) fn matching(&self) -> impl Iterator<Item = u32> {
        let numbered = (0..).zip(&self.matching);
        numbered.filter_map(|(document, &matching)| matching.then_some(document))
    }

    /// Whether a document matches.
    pub(super) fn matches(&self, document: u32) -> bool {
        self.matching[document as usize]
    }

    pub(super) fn count(&self, pass: impl Fn(u32) -> bool) -> usize {
        self.matching().filter(|&document| pass(document)).count()
    }

    /// The best of the matching documents that `pass`, with their scores,
    /// best first, equals by id.
    pub(super) fn best(
        &self,
        offset: usize,
        limit: usize,
        pass: impl Fn(u32) -> bool,
    ) -> Vec<(u32, f32)> {
        let matching = self.matching().filter(|&document| pass(document));
        let mut found: Vec<(u32, f32)> = matching
            .map(|document| (document, self.scores[document as usize]))
            .collect();
        let wanted = offset.saturating_add(limit);
        if wanted < found.len() {
            found.select_nth_unstable_by(wanted, better);
            found.truncate(wanted);
        }
        found.sort_unstable_by(better);
        found.split_off(offset.min(found.len()))
    }
}

fn better(a: &(u32, f32), b: &(u32, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}
