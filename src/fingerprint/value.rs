//! Fingerprints: 64 bits that stand for a value.
//!
//! xxHash (<https://xxhash.com>, XXH64 with seed 0) over what [`Hash`] says of a value. That depends
//! on the program and the machine, so a fingerprint may be written to disk only beside what tells
//! one program from another, as the memo does; and it guards nothing against intent.

use std::hash::{Hash, Hasher};
use xxhash_rust::xxh64::Xxh64;

/// A fingerprint in the making.
#[derive(Clone, Default)]
pub struct Fingerprint(Xxh64);

impl Fingerprint {
    /// The fingerprint of what was hashed.
    pub fn value(&self) -> u64 {
        self.0.digest()
    }
}

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.value()
    }
}

/// The fingerprint of a value.
pub fn of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut fingerprint = Fingerprint::default();
    value.hash(&mut fingerprint);
    fingerprint.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart_and_known_again() {
        assert_eq!(of("a"), of("a"));
        assert_ne!(of("a"), of("b"));
        assert_ne!(of(&("a", "bc")), of(&("ab", "c")));
        // The algorithm is that of XXH64's reference: an empty input, seed 0.
        assert_eq!(Fingerprint::default().value(), 0xef46_db37_51d8_e999);
    }
}
