//! How much more a disk can hold.

use std::io;
use std::path::Path;

/// The bytes that may still be written where a file or folder is; `None` if the system does not say.
///
/// # Errors
/// If there is no such place.
#[cfg(unix)]
pub fn free_space(path: &Path) -> io::Result<Option<u64>> {
    let state = rustix::fs::statvfs(path)?;
    Ok(Some(state.f_bavail.saturating_mul(state.f_frsize)))
}

/// The bytes that may still be written where a file or folder is; `None` if the system does not say.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn free_space(_: &Path) -> io::Result<Option<u64>> {
    Ok(None)
}
