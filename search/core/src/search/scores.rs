//! Which documents match and how well.

/// A score for each document of all indexes.
pub(super) struct Scores {
    scores: Vec<f32>,
    matching: Vec<bool>,
}

impl Scores {
    /// Nothing matches yet, or everything does.
    pub(super) fn new(documents: usize, matching: bool) -> Self {
        Self {
            scores: vec![0.0; documents],
            matching: vec![matching; documents],
        }
    }

    /// Makes `document` match and adds to its score.
    pub(super) fn add(&mut self, document: usize, score: f32) {
        self.scores[document] += score;
        self.matching[document] = true;
    }

    /// Whether a document matches.
    pub(super) fn matches(&self, document: usize) -> bool {
        self.matching[document]
    }

    /// A document's score; 0 where it does not match.
    pub(super) fn of(&self, document: usize) -> f32 {
        self.scores[document]
    }

    /// Leaves only what passes.
    pub(super) fn keep(&mut self, pass: impl Fn(usize) -> bool) {
        for (document, matching) in self.matching.iter_mut().enumerate() {
            *matching = *matching && pass(document);
        }
    }

    /// The best of the matching documents that `pass`, by `key` and then by
    /// score, best first, equals by number; and how many pass.
    pub(super) fn best(
        &self,
        wanted: usize,
        key: impl Fn(usize) -> u32,
        pass: impl Fn(usize) -> bool,
    ) -> (Vec<usize>, usize) {
        let mut best: Vec<(u32, f32, usize)> = Vec::new();
        let mut total = 0;
        for (document, &matching) in self.matching.iter().enumerate() {
            if !matching || !pass(document) {
                continue;
            }
            total += 1;
            let found = (key(document), self.scores[document], document);
            if best.len() >= wanted && best.last().is_none_or(|worst| !better(&found, worst)) {
                continue;
            }
            let at = best.partition_point(|kept| !better(&found, kept));
            best.insert(at, found);
            best.truncate(wanted);
        }
        (
            best.into_iter().map(|(_, _, document)| document).collect(),
            total,
        )
    }
}

fn better(a: &(u32, f32, usize), b: &(u32, f32, usize)) -> bool {
    a.0 > b.0 || a.0 == b.0 && a.1 > b.1
}
