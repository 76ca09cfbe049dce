//! Packed bytes, unpacked as they are read: the only door to the library of zlib's formats.

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use std::io::Read;

/// What `deflate` packed, as it stands in zip archives.
pub fn deflated(packed: impl Read) -> impl Read {
    DeflateDecoder::new(packed)
}

/// What gzip packed, in one or several parts.
pub fn gzipped(packed: impl Read) -> impl Read {
    MultiGzDecoder::new(packed)
}
