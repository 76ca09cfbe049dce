//! Analysis, on-disk format, ranking and excerpts: what the indexer, the
//! command line and the browser must do identically.
//!
//! [`search`] is the whole of it: a function of a [`Query`] and the [`Cache`]s
//! of some indexes that says which files it needs or what it found. It reads no
//! file itself and knows neither disk nor network; `native` does, for a folder.

mod cache;
mod coder;
mod edits;
mod excerpt;
pub mod format;
pub mod impact;
#[cfg(feature = "native")]
pub mod native;
mod query;
mod results;
mod search;
mod sorted;
pub mod tokens;

#[doc(hidden)]
pub use search_words::{LANGUAGES, text};

pub use cache::{Cache, Error};
pub use edits::Edits;
pub use format::Piece;
pub use query::{Condition, Facets, Filter, LastWord, Query, Range, Sort, Spelling};
pub use results::{FacetCounts, Hit, Marked, Passage, Results, ValueCount};
pub use search::{Step, search};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
