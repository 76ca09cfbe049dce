//! The index on disk, as specified in `search/FORMAT.md`: each structure's
//! encoder and decoder stand side by side in one module.
//!
//! In: structures or bytes. Out: bytes or structures; any bytes decode to a
//! structure or to [`Malformed`], never to a panic.

mod directory;
mod documents;
mod facet;
mod letters;
mod lexicon;
mod name;
mod order;
pub mod positions;
mod root;
mod stream;
mod terms;

pub use directory::{Directory, DirectoryEntry};
pub use documents::{Places, Slice, SlicedFile, StoredDocument, StoredSection, UNIT};
pub use facet::{FacetFile, FacetValue};
pub use lexicon::{LexiconShard, SHORTEST as SHORTEST_IN_LEXICON};
pub use name::{FileName, Kind, sum};
pub use order::{OrderFile, number};
pub use positions::TermPositions;
pub use root::{NamedFile, Root, RootError, VERSION};
pub use stream::Malformed;
pub use terms::{MOST_RANKED, Tail, TermEntry, TermShard};

/// How many fields a document has.
pub const FIELDS: usize = 3;

/// A field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Title and synonyms.
    Title = 0,
    /// Headings.
    Headings = 1,
    /// Summary and text.
    Body = 2,
}

impl Field {
    /// All fields, in order of number.
    pub const ALL: [Self; FIELDS] = [Self::Title, Self::Headings, Self::Body];
}

/// Most documents an index can hold.
pub const MAX_DOCUMENTS: u32 = 1 << 24;

/// Most bytes that a slice may inflate to: what an inflater should stop at.
pub const MAX_PAYLOAD: usize = 1 << 26;

/// What follows the letter of a file's kind.
fn body(payload: &[u8], kind: Kind) -> Result<&[u8], Malformed> {
    match payload.split_first() {
        Some((&letter, body)) if letter == kind.letter() => Ok(body),
        _ => Err(Malformed),
    }
}
