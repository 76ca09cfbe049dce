//! Documents in, the files of a search index out.
//!
//! Pure: no disk, no clock; the same documents and options give the same
//! bytes, in whatever order the documents come. How the files are read again
//! is `search-core`'s business.

mod document;

pub use document::{Analysed, Document, Section};

use std::collections::BTreeMap;
use std::fmt;

/// What holds for the whole index.
#[derive(Clone, Debug)]
pub struct Options {
    /// Facet name -> label for readers. Facets that no document has are left
    /// out; a facet without a label is labelled with its name.
    pub facets: BTreeMap<String, String>,
    /// BCP 47 tag of the site's language: that of queries which name none.
    pub language: String,
}

/// An index as files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Path relative to the index's folder (`search/` in a site), with `/`,
    /// -> bytes as served.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Why an index cannot be built.
#[derive(Debug)]
pub enum Error {
    /// Two documents have this address.
    DuplicateUrl(String),
    /// tantivy refused; never seen, as it works in memory on what we analysed.
    Tantivy(tantivy::TantivyError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUrl(url) => write!(f, "two documents have the address {url}"),
            Self::Tantivy(error) => write!(f, "the indexer failed: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Tantivy(error)
    }
}

/// Indexes `documents`, analysing them in parallel.
pub fn build(documents: Vec<Document>, options: &Options) -> Result<Index, Error> {
    use rayon::prelude::*;
    let analysed = documents.into_par_iter().map(|document| {
        let analysed = analyse(&document);
        (document, analysed)
    });
    build_analysed(analysed.collect(), options)
}

/// Indexes documents that [`analyse`] has been through already.
pub fn build_analysed(
    _documents: Vec<(Document, Analysed)>,
    _options: &Options,
) -> Result<Index, Error> {
    todo!()
}

/// The terms of a document: a pure function of it, worth doing beside other
/// work and keeping for as long as the document stays the same.
pub fn analyse(_document: &Document) -> Analysed {
    todo!()
}
