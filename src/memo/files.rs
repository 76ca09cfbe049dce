//! The files of a cache, which are read again only if they are whole.

use crate::fingerprint::Digest;
use crate::folder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The file that says what there is.
pub(super) const MANIFEST: &str = "manifest";
/// The file of what git knew.
pub(super) const HISTORY: &str = "history";
/// The file of the parsed pages.
pub(super) const PAGES: &str = "pages";
/// The file of what was found in the files that pages offer.
pub(super) const TEXTS: &str = "texts";
/// The file that says what there is of the search index.
pub(super) const INDEX: &str = "index";
/// The file of the documents' terms.
pub(super) const TERMS: &str = "terms";
/// How much of a file to which more is added may be what nobody needs any more.
const MOST_WASTE: f64 = 0.5;

/// Whether a file of this size is to be written anew, since so little of it is needed.
pub(super) fn is_wasteful(size: u64, needed: u64) -> bool {
    size.saturating_sub(needed) as f64 > size as f64 * MOST_WASTE
}

/// A value that was written with its checksum; nothing of what is damaged.
pub(super) fn read_checked<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    postcard::from_bytes(whole(&bytes)?).ok()
}

/// Whether a file is there as one of ours was written, whichever version wrote it.
pub(super) fn is_whole(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| whole(&bytes).is_some())
}

/// What stands behind a checksum, if it is of that.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (checksum, bytes) = bytes.split_first_chunk()?;
    (Digest::of(bytes).0 == *checksum).then_some(bytes)
}

/// Writes a value with its checksum.
pub(super) fn write_checked<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    folder::replace(path, |file| {
        file.write_all(&Digest::of(&bytes).0)?;
        file.write_all(&bytes)
    })
}
