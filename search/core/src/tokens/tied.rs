//! Words that hyphens and the like tie into one.

use super::scan::{Kind, Word};

/// The words of a compound so far.
#[derive(Default)]
pub(super) struct Tied {
    /// Those of it are the first; the others are there to be written over.
    pub(super) words: Vec<String>,
    pub(super) count: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Tied {
    pub(super) fn push(&mut self, word: &Word) {
        if matches!(word.kind, Kind::Letters | Kind::Number) && !word.in_number {
            if self.count == 0 {
                self.start = word.start;
            }
            if self.count == self.words.len() {
                self.words.push(String::new());
            }
            self.words[self.count].clear();
            self.words[self.count].push_str(&word.text);
            self.end = word.end;
            self.count += 1;
        }
    }
}
