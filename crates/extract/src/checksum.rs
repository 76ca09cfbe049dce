//! The checksum by which readers can tell that a file is the one that was published.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// How many bytes there are, and their SHA-256 in hexadecimal.
///
/// # Errors
/// If they cannot be read.
pub fn checksum(mut bytes: impl Read) -> io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let count = io::copy(&mut bytes, &mut hasher)?;
    Ok((count, format!("{:x}", hasher.finalize())))
}
