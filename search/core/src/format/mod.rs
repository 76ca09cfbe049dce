//! The index on disk, as specified in `search/FORMAT.md`: each structure's
//! encoder and decoder stand side by side in one module.
//!
//! In: structures or bytes. Out: bytes or structures; any bytes decode to a
//! structure or to [`Malformed`], never to a panic.

mod directory;
mod documents;
mod facet;
mod field;
mod letters;
mod lexicon;
mod limits;
mod name;
mod order;
mod piece;
pub mod positions;
mod root;
mod stream;
mod terms;

pub use directory::{Directory, DirectoryEntry};
pub use documents::{Places, SlicedFile, StoredDocument, StoredSection, UNIT};
pub use facet::{FacetFile, FacetValue};
pub use field::{FIELDS, Field};
pub use lexicon::{LexiconShard, SHORTEST as SHORTEST_IN_LEXICON};
pub use limits::{MAX_DOCUMENTS, MAX_PAYLOAD};
pub use name::{FileName, Kind, sum};
pub use order::{OrderFile, number};
pub use piece::{Piece, TO_END};
pub use positions::TermPositions;
pub use root::{NamedFile, Root, RootError, Split, VERSION};
pub use stream::{LONGEST_TEXT, Malformed};
pub use terms::{BLOCK_UNIT, MOST_RANKED, Tail, TermBlock, TermEntry, encode_terms};
