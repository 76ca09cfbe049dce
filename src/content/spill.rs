//! Values that are needed once, and until then wait outside of the program's memory.

use crate::source::read_at;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where values wait: a file that nobody else sees and that ends with the program; or memory, where
/// there is no such file or it is full.
#[derive(Clone, Default)]
pub struct SpillFile(Option<Arc<Scratch>>);

/// A file, and how much of it is taken.
struct Scratch {
    file: File,
    end: AtomicU64,
}

impl SpillFile {
    /// A spill file in a folder, or in memory where that cannot be.
    pub fn in_folder(folder: &Path) -> Self {
        Self(Scratch::create(folder).ok().map(Arc::new))
    }
}

impl fmt::Debug for SpillFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Where values wait makes no difference to them.
        f.write_str("SpillFile")
    }
}

#[cfg(unix)]
impl Scratch {
    fn create(folder: &Path) -> io::Result<Self> {
        let name = format!(".casa-scratch-{}", std::process::id());
        let path = folder.join(name);
        let mut options = File::options();
        let file = options
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)?;
        std::fs::remove_file(&path)?;
        let end = AtomicU64::new(0);
        Ok(Self { file, end })
    }

    fn write(&self, bytes: &[u8]) -> io::Result<u64> {
        use std::os::unix::fs::FileExt;
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(bytes, at)?;
        Ok(at)
    }
}

#[cfg(not(unix))]
impl Scratch {
    fn create(_: &Path) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn write(&self, _: &[u8]) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Scratch {
    fn read(&self, at: u64, length: u32) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length as usize];
        read_at(&self.file, &mut bytes, at)?;
        Ok(bytes)
    }
}

/// A value put away as postcard writes it.
pub struct Spilled<T> {
    place: Place,
    holds: PhantomData<T>,
}

#[derive(Clone)]
enum Place {
    /// Nowhere: nothing was put away.
    Nothing,
    /// In memory, compressed with LZ4.
    Held(Arc<[u8]>),
    /// On a spill file.
    Scratch {
        scratch: Arc<Scratch>,
        at: u64,
        length: u32,
    },
}

impl<T: Serialize + DeserializeOwned + Default> Spilled<T> {
    /// Puts a value away.
    pub fn new(value: &T, spill: &SpillFile) -> Self {
        let plain = postcard::to_stdvec(value).expect("memory takes what is written");
        let written = spill.0.as_ref().and_then(|scratch| {
            Some(Place::Scratch {
                scratch: Arc::clone(scratch),
                length: plain.len().try_into().ok()?,
                at: scratch.write(&plain).ok()?,
            })
        });
        Self::at(written.unwrap_or_else(|| Place::Held(compress(&plain))))
    }

    /// The value; the default one if none was put away.
    ///
    /// # Errors
    /// If the spill file cannot be read any more, or what it gives is not what was put away.
    pub fn get(&self) -> io::Result<T> {
        let plain = match &self.place {
            Place::Nothing => return Ok(T::default()),
            Place::Held(bytes) => {
                lz4_flex::decompress_size_prepended(bytes).map_err(io::Error::other)?
            }
            Place::Scratch {
                scratch,
                at,
                length,
            } => scratch.read(*at, *length)?,
        };
        postcard::from_bytes(&plain).map_err(io::Error::other)
    }
}

impl<T> Spilled<T> {
    fn at(place: Place) -> Self {
        let holds = PhantomData;
        Self { place, holds }
    }
}

fn compress(plain: &[u8]) -> Arc<[u8]> {
    lz4_flex::compress_prepend_size(plain).into()
}

impl<T> Default for Spilled<T> {
    fn default() -> Self {
        Self::at(Place::Nothing)
    }
}

impl<T> Clone for Spilled<T> {
    fn clone(&self) -> Self {
        Self::at(self.place.clone())
    }
}

impl<T> fmt::Debug for Spilled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Nothing => f.write_str("Nothing"),
            Place::Held(bytes) => write!(f, "Held({} bytes)", bytes.len()),
            Place::Scratch { length, .. } => write!(f, "Scratch({length} bytes)"),
        }
    }
}

impl<T> Serialize for Spilled<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.place {
            Place::Nothing => serializer.serialize_bytes(&[]),
            Place::Held(bytes) => serializer.serialize_bytes(bytes),
            Place::Scratch {
                scratch,
                at,
                length,
            } => {
                let plain = scratch.read(*at, *length);
                let plain = plain.map_err(serde::ser::Error::custom)?;
                serializer.serialize_bytes(&compress(&plain))
            }
        }
    }
}

impl<'de, T> Deserialize<'de> for Spilled<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &[u8] = serde_bytes::deserialize(deserializer)?;
        // What was put away is never empty: it begins with its size.
        Ok(Self::at(match bytes.is_empty() {
            true => Place::Nothing,
            false => Place::Held(bytes.into()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_away_comes_out_again() {
        let texts = vec!["così".repeat(100), String::new()];
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing");
        let spills = [
            SpillFile::default(),
            SpillFile::in_folder(folder.path()),
            SpillFile::in_folder(&missing),
        ];
        for spill in spills {
            let spilled = Spilled::new(&texts, &spill);
            assert_eq!(spilled.get().unwrap(), texts);
            let stored = postcard::to_stdvec(&spilled).unwrap();
            assert!(stored.len() < 100);
            let read: Spilled<Vec<String>> = postcard::from_bytes(&stored).unwrap();
            assert_eq!(read.get().unwrap(), texts);
        }
        assert_eq!(Spilled::<Vec<String>>::default().get().unwrap(), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn a_spill_file_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let spill = SpillFile::in_folder(folder.path());
        let first = Spilled::new(&1_u32, &spill);
        let second = Spilled::new(&2_u32, &spill);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        assert_eq!((first.get().unwrap(), second.get().unwrap()), (1, 2));
    }
}
