//! What differs between two versions of a text, as a reader wants to see it.
//!
//! In: two lists of [`Block`]s (headings, paragraphs, items, rows of tables). Out: a
//! [`Difference`]: the sections of the text in the order of the new one, each with its blocks, each
//! block with its words. A section is recognised by its heading without its number, or by what it
//! says, so that an article that was moved, renumbered or renamed is no new one.
//!
//! Sequences are compared by the algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its
//! Variations" (Algorithmica 1, 1986), in linear space (section 4b), and what is common by chance
//! between two changes is taken into them, as N. Fraser's diff-match-patch does
//! (<https://neil.fraser.name/writing/diff/>). Memory grows with the length of the texts, time with
//! their length times [a limit](runs::MOST_EDITS). The same texts give the same difference; any
//! text can be compared.

mod align;
mod block;
mod compare;
mod headings;
mod rows;
mod runs;
mod sections;
mod words;

pub use align::Aligned;
pub use block::{Block, Kind};
pub use compare::{Change, Counts, Difference, Pair, Section, compare};
pub use words::{Edit, Edited};
