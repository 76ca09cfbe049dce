//! Which documents match and how well.

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

    /// Every document's score, 0 where it does not match.
    pub(super) fn all(&self) -> impl Iterator<Item = f32> {
        self.scores.iter().copied()
    }

    /// The matching documents, ascending.
    fn matching(&self) -> impl Iterator<Item = u32> {
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
        let wanted = offset.saturating_add(limit);
        let mut best: Vec<(u32, f32)> = Vec::new();
        for document in self.matching() {
            let found = (document, self.scores[document as usize]);
            let full = best.len() >= wanted;
            if full && best.last().is_none_or(|worst| !better(&found, worst)) || !pass(document) {
                continue;
            }
            let at = best.partition_point(|kept| better(kept, &found));
            best.insert(at, found);
            best.truncate(wanted);
        }
        best.split_off(offset.min(best.len()))
    }
}

fn better(a: &(u32, f32), b: &(u32, f32)) -> bool {
    a.1 > b.1 || a.1 == b.1 && a.0 < b.0
}
