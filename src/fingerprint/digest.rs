//! Digests: 128 bits that stand for the content of a file.
//!
//! xxHash (<https://xxhash.com>, XXH3 of 128 bits with seed 0): the same on every machine, and what
//! `xxhsum -H2` prints. It tells files apart, and guards nothing against intent.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{self, Write};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// What stands for the content of a file.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// Of what has not been read, or not whole: it is like nothing else.
    pub const UNREAD: Self = Self([0; 16]);

    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes).to_be_bytes())
    }

    /// Its first hexadecimal digits, at most 32, as a part of an address that browsers may keep for
    /// as long as they like.
    pub fn name(self, digits: usize) -> String {
        let mut name = self.to_string();
        name.truncate(digits);
        name
    }
}

impl fmt::Display for Digest {
    /// In hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// A digest in the making, of bytes that come one after the other.
#[derive(Default)]
pub struct Digester(Xxh3);

impl Digester {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(bytes);
        self
    }

    /// The digest of what was added.
    pub fn finish(&self) -> Digest {
        Digest(self.0.digest128().to_be_bytes())
    }
}

impl Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_reference() {
        let empty = "99aa06d3014798d86001c324468d497f";
        assert_eq!(Digest::of(b"").to_string(), empty);
        assert_eq!(Digest::of(b"").name(8), empty[..8]);
        let mut digester = Digester::default();
        digester.update(b"a").update(&[0; 5_000]);
        let whole = [&b"a"[..], &[0; 5_000]].concat();
        assert_eq!(digester.finish(), Digest::of(&whole));
    }
}
