//! Values that are needed once, and until then wait outside of the program's memory.

use crate::fingerprint;
use crate::source::read_at;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_bytes::{ByteBuf, Bytes};
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

impl Scratch {
    fn create(folder: &Path) -> io::Result<Self> {
        let name = format!(".casa-scratch-{}", std::process::id());
        let file = unseen(&folder.join(name))?;
        let end = AtomicU64::new(0);
        Ok(Self { file, end })
    }

    fn write(&self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(&self.file, bytes, at)?;
        Ok(at)
    }
}

/// A new file that has no name any more.
#[cfg(unix)]
fn unseen(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    let file = options.read(true).write(true).create_new(true).open(path)?;
    std::fs::remove_file(path)?;
    Ok(file)
}

/// A new file that nobody else can open, and that the system removes when it is closed.
#[cfg(windows)]
fn unseen(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    options
        .share_mode(0)
        .custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    options.open(path)
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, at)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => {
                bytes = &bytes[written..];
                at += written as u64;
            }
        }
    }
    Ok(())
}

fn read(file: &File, at: u64, length: u32) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length as usize];
    read_at(file, &mut bytes, at)?;
    Ok(bytes)
}

/// A value put away as postcard writes it.
pub struct Spilled<T> {
    place: Place,
    fingerprint: u64,
    holds: PhantomData<T>,
}

#[derive(Clone)]
enum Place {
    /// Nowhere: nothing was put away.
    Nothing,
    /// In memory, compressed with LZ4.
    Held(Arc<[u8]>),
    /// In another file, compressed with LZ4.
    Packed {
        file: Arc<File>,
        at: u64,
        length: u32,
    },
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
        let fingerprint = fingerprint::of(&plain[..]);
        let written = spill.0.as_ref().and_then(|scratch| {
            Some(Place::Scratch {
                scratch: Arc::clone(scratch),
                length: plain.len().try_into().ok()?,
                at: scratch.write(&plain).ok()?,
            })
        });
        let place = written.unwrap_or_else(|| Place::Held(compress(&plain)));
        Self::at(place, fingerprint)
    }

    /// The value; the default one if none was put away.
    ///
    /// # Errors
    /// If the file cannot be read any more, or what it gives is not what was put away.
    pub fn get(&self) -> io::Result<T> {
        let plain = match &self.place {
            Place::Nothing => return Ok(T::default()),
            Place::Held(bytes) => decompress(bytes)?,
            Place::Packed { file, at, length } => decompress(&read(file, *at, *length)?)?,
            Place::Scratch {
                scratch,
                at,
                length,
            } => read(&scratch.file, *at, *length)?,
        };
        postcard::from_bytes(&plain).map_err(io::Error::other)
    }
}

impl<T> Spilled<T> {
    fn at(place: Place, fingerprint: u64) -> Self {
        Self {
            place,
            fingerprint,
            holds: PhantomData,
        }
    }

    /// Stands for the value, which need not be fetched for it; 0 if none was put away.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

fn compress(plain: &[u8]) -> Arc<[u8]> {
    lz4_flex::compress_prepend_size(plain).into()
}

fn decompress(packed: &[u8]) -> io::Result<Vec<u8>> {
    lz4_flex::decompress_size_prepended(packed).map_err(io::Error::other)
}

impl<T> Default for Spilled<T> {
    fn default() -> Self {
        Self::at(Place::Nothing, 0)
    }
}

impl<T> Clone for Spilled<T> {
    fn clone(&self) -> Self {
        Self::at(self.place.clone(), self.fingerprint)
    }
}

impl<T> fmt::Debug for Spilled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Nothing => f.write_str("Nothing"),
            Place::Held(bytes) => write!(f, "Held({} bytes)", bytes.len()),
            Place::Packed { length, .. } => write!(f, "Packed({length} bytes)"),
            Place::Scratch { length, .. } => write!(f, "Scratch({length} bytes)"),
        }
    }
}

/// What is written of a [`Spilled`] for another process; nothing if nothing was put away, since what
/// was put away begins with its size.
#[derive(Serialize, Deserialize)]
pub struct Packed<B> {
    fingerprint: u64,
    bytes: B,
}

/// The same where it was read.
pub type PackedIn<'a> = Packed<&'a Bytes>;

impl<T> Spilled<T> {
    /// What is to be written for another process.
    ///
    /// # Errors
    /// If it cannot be read any more.
    pub fn packed(&self) -> io::Result<Packed<ByteBuf>> {
        let bytes = match &self.place {
            Place::Nothing => Vec::new(),
            Place::Held(bytes) => bytes.to_vec(),
            Place::Packed { file, at, length } => read(file, *at, *length)?,
            Place::Scratch {
                scratch,
                at,
                length,
            } => compress(&read(&scratch.file, *at, *length)?).to_vec(),
        };
        Ok(Packed {
            fingerprint: self.fingerprint,
            bytes: ByteBuf::from(bytes),
        })
    }

    /// A value that waits in a file, where the bytes from `at` on are those of `whole`, and what is
    /// `packed` is among them.
    pub fn in_file(file: &Arc<File>, at: u64, whole: &[u8], packed: PackedIn<'_>) -> Self {
        let before = || packed.bytes.as_ptr() as usize - whole.as_ptr() as usize;
        let place = match packed.bytes.is_empty() {
            true => Place::Nothing,
            false => Place::Packed {
                file: Arc::clone(file),
                at: at + before() as u64,
                length: packed.bytes.len() as u32,
            },
        };
        Self::at(place, packed.fingerprint)
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
            let stored = postcard::to_stdvec(&("", spilled.packed().unwrap())).unwrap();
            assert!(stored.len() < 100);
            let path = folder.path().join("stored");
            std::fs::write(&path, [b"before", &stored[..]].concat()).unwrap();
            let file = Arc::new(File::open(path).unwrap());
            let (_, packed): (&str, PackedIn<'_>) = postcard::from_bytes(&stored).unwrap();
            let read: Spilled<Vec<String>> = Spilled::in_file(&file, 6, &stored, packed);
            let again = read.packed().unwrap();
            assert_eq!(again.bytes, spilled.packed().unwrap().bytes);
            assert_eq!(read.get().unwrap(), texts);
            assert_eq!(read.fingerprint(), spilled.fingerprint());
            let other = Spilled::new(&vec!["altro".to_owned()], &spill);
            assert_ne!(other.fingerprint(), spilled.fingerprint());
        }
        assert_eq!(Spilled::<Vec<String>>::default().get().unwrap(), [""; 0]);
    }

    #[test]
    fn a_spill_file_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let spill = SpillFile::in_folder(folder.path());
        let first = Spilled::new(&1_u32, &spill);
        let second = Spilled::new(&2_u32, &spill);
        assert_eq!((first.get().unwrap(), second.get().unwrap()), (1, 2));
        drop((first, second, spill));
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }
}
