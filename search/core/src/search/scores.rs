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

    /// The best of the matching documents that `pass`, by their keys if there
    /// are any and then by score, best first, equals by number; and how many
    /// pass.
    pub(super) fn best(
        &self,
        wanted: usize,
        keys: &[u32],
        pass: &dyn Fn(usize) -> bool,
    ) -> (Vec<Ranked>, usize) {
        let mut best: Vec<Ranked> = Vec::new();
        let mut total = 0;
        for document in 0..self.matching.len() {
            if !self.matching[document] || !pass(document) {
                continue;
            }
            total += 1;
            let found = Ranked {
                key: keys.get(document).copied().unwrap_or(0),
                score: self.scores[document],
                document,
            };
            let mut at = best.len();
            while at > 0 && found.precedes(&best[at - 1]) {
                at -= 1;
            }
            if at < wanted {
                best.truncate(wanted - 1);
                best.insert(at, found);
            }
        }
        (best, total)
    }
}

/// A document with what it ranks by.
pub(super) struct Ranked {
    key: u32,
    score: f32,
    pub(super) document: usize,
}

impl Ranked {
    fn precedes(&self, other: &Self) -> bool {
        self.key > other.key || self.key == other.key && self.score > other.score
    }
}
