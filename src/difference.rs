//! Two versions of a text side by side.
//!
//! In: the HTML of two rendered texts. Out: what differs between them by section, block and word
//! (the crate `textdiff`), in stretches to be read and stretches to be folded, as HTML of its own.

mod blocks;
mod compared;
mod markup;
mod stretches;

pub use compared::{Aligned, Block, Change, Compared, Counts, Edit, Edited, Kind, Pair, Section};
pub use markup::{Words, heading, stretch};
pub use stretches::{groups, stretches};
