//! Files that are read again only if they are whole.

use crate::fingerprint::Digest;
use crate::folder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// How much of a file to which more is added may be what nobody needs any more.
const MOST_WASTE: f64 = 0.5;

/// Whether a file of this size is to be written anew, since so little of it is needed.
pub(super) fn is_wasteful(size: u64, needed: u64) -> bool {
    size.saturating_sub(needed) as f64 > size as f64 * MOST_WASTE
}

/// A value that was written with its checksum; nothing of what is damaged.
pub(super) fn read_checked<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    let (checksum, bytes) = bytes.split_first_chunk()?;
    let is_whole = Digest::of(bytes).0 == *checksum;
    is_whole.then(|| postcard::from_bytes(bytes).ok()).flatten()
}

/// Writes a value with its checksum.
pub(super) fn write_checked<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    folder::replace(path, |file| {
        file.write_all(&Digest::of(&bytes).0)?;
        file.write_all(&bytes)
    })
}
