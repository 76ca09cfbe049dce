//! What is known of blocks, those of other programs among them, while their HTML is written.

use super::code::Code;
use super::numbering::Restarts;

/// What is known of them.
#[derive(Default)]
pub(super) struct Blocks {
    /// The sets of tabs so far.
    pub tab_sets: usize,
    /// What ends what the block of code being written stands in.
    pub code_end: &'static str,
    /// The block of code being read.
    pub code: Code,
    /// The numbered lists of one item so far.
    pub restarts: Restarts,
}
