//! What is held of a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest text file read; a page of this size is a mistake.
const MAX_TEXT_BYTES: u64 = 64 << 20;

/// What is held of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text that is parsed: YAML, CSV, templates; in tests, pages too.
    Text(String),
    /// Text that is read when it is asked for: the pages.
    OnDisk,
    /// Should have been text, but is not UTF-8: the text before the first wrong byte.
    NotUtf8 {
        /// What could be read.
        valid: String,
    },
    /// Could not be read; the reason as the system gives it.
    Unreadable(String),
    /// Published as it is, from where it lies on disk; only its size is known.
    Asset {
        /// Size in bytes when the site was read.
        bytes: u64,
    },
    /// Published as it is, from memory (files embedded in the program).
    Embedded(&'static [u8]),
    /// Not known any more, see [`Sources::remembered`].
    Forgotten,
}

impl Content {
    /// Reads a file that should be text.
    pub fn read(disk: &Path) -> Self {
        fn bytes(disk: &Path) -> io::Result<Option<Vec<u8>>> {
            let file = File::open(disk)?;
            let size = file.metadata()?.len();
            if size > MAX_TEXT_BYTES {
                return Ok(None);
            }
            let mut bytes = Vec::with_capacity(size as usize + 1);
            // A file by itself would be asked for its size and place again.
            file.take(MAX_TEXT_BYTES).read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        match bytes(disk) {
            Ok(Some(bytes)) => Self::of_bytes(bytes),
            Ok(None) => Self::Unreadable(format!("> {} MiB", MAX_TEXT_BYTES >> 20)),
            Err(error) => Self::Unreadable(error.to_string()),
        }
    }

    fn of_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(good);
                Self::NotUtf8 {
                    valid: String::from_utf8(bytes).expect("valid up to here"),
                }
            }
        }
    }

    /// The text, or as much of it as is valid; empty where none is held.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::NotUtf8 { valid: text, .. } => text,
            _ => "",
        }
    }
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// If the file ends before, or the disk refuses.
#[cfg(unix)]
pub fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// If the file ends before, or the disk refuses.
#[cfg(windows)]
pub fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}
