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

use crate::coder::Decoder;

pub use directory::{Directory, DirectoryEntry};
pub use documents::{Places, Slice, SlicedFile, StoredDocument, StoredSection, UNIT};
pub use facet::{FacetFile, FacetValue};
pub use lexicon::{LexiconShard, SHORTEST as SHORTEST_IN_LEXICON};
pub use name::{FileName, Kind, sum};
pub use order::{OrderFile, number};
pub use positions::TermPositions;
pub use root::{NamedFile, Root, RootError, VERSION};
pub use stream::{LONGEST_TEXT, Malformed};
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

/// What was read, unless something in it could not be.
fn whole<T>(from: &Decoder<'_>, read: T) -> Result<T, Malformed> {
    if from.exhausted() {
        Err(Malformed)
    } else {
        Ok(read)
    }
}

/// What follows the letter of a file's kind.
fn body(payload: &[u8], kind: Kind) -> Decoder<'_> {
    let (letter, body) = payload.split_at(payload.len().min(1));
    let mut from = Decoder::new(body);
    from.expect(letter == [kind.letter()]);
    from
}
