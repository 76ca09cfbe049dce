//! Analysis, on-disk format, ranking and excerpts: what the indexer, the
//! command line and the browser must do identically.
//!
//! [`search`] is the whole of it: a function of a [`Query`] and a [`Cache`] of
//! files that says which files it needs or what it found. It reads no file
//! itself and knows neither disk nor network; `native` does, for a folder.

mod bm25;
mod cache;
mod excerpt;
pub mod format;
#[cfg(feature = "native")]
pub mod native;
mod query;
mod results;
mod search;
pub mod tokens;

pub use cache::{Cache, Error};
pub use query::{Facets, Filter, LastWord, Query};
pub use results::{FacetCounts, Hit, Marked, Results, ValueCount};
pub use search::{BOOSTS, Step, search};
