//! Values that are needed once, and until then take as little memory as they can.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;

/// A value put away: its postcard encoding, compressed with LZ4.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(bound = "")]
pub struct Packed<T> {
    #[serde(with = "serde_bytes")]
    bytes: Box<[u8]>,
    #[serde(skip)]
    holds: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned + Default> Packed<T> {
    /// Puts a value away.
    pub fn new(value: &T) -> Self {
        // Neither step fails: both write to memory.
        let plain = postcard::to_stdvec(value).unwrap_or_default();
        Self {
            bytes: lz4_flex::compress_prepend_size(&plain).into(),
            holds: PhantomData,
        }
    }

    /// The value; the default one if none was put away.
    pub fn get(&self) -> T {
        let plain = lz4_flex::decompress_size_prepended(&self.bytes).unwrap_or_default();
        postcard::from_bytes(&plain).unwrap_or_default()
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self {
            bytes: Box::default(),
            holds: PhantomData,
        }
    }
}

impl<T> Clone for Packed<T> {
    fn clone(&self) -> Self {
        Self {
            bytes: self.bytes.clone(),
            holds: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Packed({} bytes)", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let texts = vec!["così".repeat(100), String::new()];
        let packed = Packed::new(&texts);
        assert!(packed.bytes.len() < 100);
        assert_eq!(packed.get(), texts);
        let stored = postcard::to_stdvec(&packed).unwrap();
        let read: Packed<Vec<String>> = postcard::from_bytes(&stored).unwrap();
        assert_eq!(read.get(), texts);
    }
}
