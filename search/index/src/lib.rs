//! Documents in, the files of a search index out.
//!
//! Pure: no disk, no clock; the same documents and options give the same
//! bytes, in whatever order the documents come and whatever was kept of an
//! index before. How the files are read again is `search-core`'s business.

mod aliases;
mod analyse;
mod before;
mod dictionary;
mod document;
mod error;
mod facets;
mod files;
mod lexicon;
mod memory;
mod options;
mod pages;
mod partition;
mod patch;
mod postings;
mod runs;
mod split;
mod texts;
mod update;

pub use aliases::Aliases;
pub use analyse::analyse;
pub use document::{Analysed, Document, Light, NEXT, Page, SAME, Section};
pub use error::Error;
pub use files::{File, LIST, Left, Nothing, ROOT};
pub use memory::{Memory, Read};
pub use options::Options;
pub use split::split;

use std::collections::BTreeMap;

/// An index as files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Path relative to the index's folder (`search/` in a site), with `/`,
    /// -> bytes as served. `index.casa` has to be asked for anew on each
    /// visit; what is under `shards/` never changes under its name.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Indexes pages, analysing them in parallel.
///
/// # Errors
///
/// Two pages have one address, a weight is no weight, a text cannot be read, or
/// there are too many.
pub fn build<'a, P: Into<Page<'a>>>(pages: Vec<P>, options: &Options) -> Result<Index, Error> {
    let pages = pages.into_iter().map(P::into).collect();
    let updated = update::update(&Memory::default(), &Nothing, pages, options, false)?;
    let files = updated.files.into_iter();
    let made = files.filter_map(|(path, file)| match file {
        File::Made(bytes) => Some((path, bytes)),
        // There is nothing that could be kept.
        File::Kept(_) => None,
    });
    Ok(Index {
        files: made.collect(),
    })
}

/// The same after another index, of which there is what is `left`; with the
/// memory for the next one. The files are those that [`build`] makes.
///
/// # Errors
///
/// As [`build`].
pub fn build_after(
    before: &Memory,
    left: &dyn Left,
    pages: Vec<Page<'_>>,
    options: &Options,
) -> Result<(BTreeMap<String, File>, Memory), Error> {
    let updated = update::update(before, left, pages, options, true)?;
    Ok((updated.files, updated.memory))
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
