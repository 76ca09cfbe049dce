//! What stands for the content of a file.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What stands for the content of a file: the first half of its BLAKE3 hash.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// Of what has not been read, or not whole: it is like nothing else.
    pub const UNREAD: Self = Self([0; 16]);

    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::finish(blake3::Hasher::new().update(bytes))
    }

    /// The digest of what was hashed.
    pub fn finish(hasher: &blake3::Hasher) -> Self {
        let mut digest = [0; 16];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(digest)
    }
}

impl fmt::Display for Digest {
    /// In hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}
