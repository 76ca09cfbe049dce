//! The index on disk, as specified in `search/FORMAT.md`: each structure's
//! encoder and decoder stand side by side in one module.
//!
//! In: structures or bytes. Out: bytes or structures; any bytes decode to a
//! structure or to [`Malformed`], never to a panic. What this module knows is
//! the *payload* of a file; that files travel as raw deflate is the business
//! of who stores and fetches them.

mod bytes;
mod documents;
mod facet;
mod header;
mod name;
mod root;
mod terms;
mod weights;

pub use bytes::Malformed;
pub use documents::{DocumentShard, StoredDocument, StoredSection};
pub use facet::{FacetFile, FacetValue};
pub use header::{HeaderError, VERSION};
pub use name::{FileName, Kind, hash};
pub use root::{DocumentShardEntry, FacetEntry, Root, TermShardEntry};
pub use terms::{FIELDS, Field, FieldPostings, Posting, TermEntry, TermShard};
pub use weights::WeightFile;

/// Most documents an index can hold, so that a forged count cannot make a
/// reader reserve more than 64 MB.
pub const MAX_DOCUMENTS: u32 = 1 << 24;

/// Most bytes of one file's payload: what an inflater should stop at.
pub const MAX_PAYLOAD: usize = 1 << 26;

pub(crate) use header::check as check_header;
