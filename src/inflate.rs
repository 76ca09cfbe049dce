//! Packed bytes, unpacked as they are read: the only door to the library of zlib's formats.

use flate2::read::MultiGzDecoder;
use std::io::Read;

/// What gzip packed, in one or several parts.
pub fn gzipped(packed: impl Read) -> impl Read {
    MultiGzDecoder::new(packed)
}
