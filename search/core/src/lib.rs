//! Analysis, on-disk format, ranking and excerpts: what the indexer, the
//! command line and the browser must do identically.

#[cfg(feature = "native")]
pub mod native;
pub mod query;

pub use query::{LastWord, Query};
