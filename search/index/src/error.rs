//! Why there is no index.

use std::fmt;

use search_core::format::MAX_DOCUMENTS;

/// Why an index cannot be built.
#[derive(Debug)]
pub enum Error {
    /// Two documents have this address.
    DuplicateUrl(String),
    /// The weight of the document at this address is not a positive number.
    Weight(String),
    /// There are more documents than the format can number.
    TooMany(usize),
    /// The text of a document cannot be read.
    Unreadable(std::io::Error),
    /// tantivy refused; never seen, as it works in memory on what we analysed.
    Tantivy(tantivy::TantivyError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUrl(url) => write!(f, "two documents have the address {url}"),
            Self::Weight(url) => write!(f, "the weight of {url} is not a positive number"),
            Self::TooMany(count) => {
                write!(
                    f,
                    "{count} documents are more than the {MAX_DOCUMENTS} an index can hold"
                )
            }
            Self::Unreadable(error) => write!(f, "the text of a document cannot be read: {error}"),
            Self::Tantivy(error) => write!(f, "the indexer failed: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            Self::Tantivy(error) => Some(error),
            _ => None,
        }
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Tantivy(error)
    }
}
