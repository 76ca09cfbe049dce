//! One build at a time publishes to a folder.
//!
//! The lock is on a file beside the folder, of the folder's name: two sites side by side do not wait
//! for each other. It ends with the process, however it ends; the file is removed with it, or by the
//! next build.

use super::folders::{LOCK, beside};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held while publishing.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Locks an output folder; `None` if another build has.
///
/// # Errors
/// If there can be no file beside the folder.
pub(super) fn lock(out: &Path) -> io::Result<Option<Lock>> {
    let path = beside(out, LOCK);
    loop {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Where files cannot be locked, two builds at once are the user's care.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // Whoever had the lock a moment ago has removed its file, and another may have a new one.
        if is_at(&file, &path) {
            return Ok(Some(Lock { path, _file: file }));
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    let (held, there) = (file.metadata().map(place), fs::metadata(path).map(place));
    held.is_ok_and(|held| there.is_ok_and(|there| held == there))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What stays is empty, and taken by the next build.
        let _ = fs::remove_file(&self.path);
    }
}
