//! Two texts and what differs between them.

use super::blocks::blocks;
pub use textdiff::{Aligned, Block, Change, Counts, Difference, Edit, Edited, Kind, Pair, Section};

/// Two versions of a text.
pub struct Compared {
    /// The blocks of the old one.
    pub old: Vec<Block>,
    /// The blocks of the new one.
    pub new: Vec<Block>,
    /// What differs, by the places of the blocks.
    pub difference: Difference,
}

impl Compared {
    /// Compares the HTML of two bodies.
    pub fn of(old: &str, new: &str) -> Self {
        let (old, new) = (blocks(old), blocks(new));
        let difference = textdiff::compare(&old, &new);
        Self {
            old,
            new,
            difference,
        }
    }

    /// The block of a pair, of the new version if both have it.
    pub fn block(&self, pair: &Pair) -> &Block {
        pair.of(&self.old, &self.new)
    }
}
