//! Folders beside the output folder, and the one step in which one takes the place of another.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What the name of the folder beside the output folder ends with in which a site is made.
pub(super) const STAGING: &str = "casa-staging";
/// The same of the folder in which the old site waits where two cannot be exchanged at once.
pub(super) const OLD: &str = "casa-old";
/// The same of the file that a build locks while it publishes.
pub(super) const LOCK: &str = "casa-lock";

/// A hidden file or folder beside the output folder.
pub(super) fn beside(out: &Path, purpose: &str) -> PathBuf {
    let name = out.file_name().expect("a folder to publish to has a name");
    let name = name.to_string_lossy();
    out.with_file_name(format!(".{name}.{purpose}"))
}

/// Whether a file or folder is one that publishing makes beside the output folder.
pub fn is_beside(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let end = name
        .strip_prefix('.')
        .and_then(|name| name.rsplit_once('.'));
    end.is_some_and(|(_, end)| [STAGING, OLD, LOCK].contains(&end))
}

/// Whether something is mounted at a folder, which then gives its place to no other.
#[cfg(target_os = "linux")]
pub(super) fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    let mut escaped = Vec::new();
    for &byte in folder.as_os_str().as_bytes() {
        match byte {
            b' ' | b'\t' | b'\n' | b'\\' => escaped.extend(format!("\\{byte:03o}").bytes()),
            byte => escaped.push(byte),
        }
    }
    // Where the system does not say, putting another folder in its place finds out.
    let Ok(mounts) = fs::read("/proc/self/mountinfo") else {
        return false;
    };
    let mut lines = mounts.split(|&byte| byte == b'\n');
    lines.any(|line| line.split(|&byte| byte == b' ').nth(4) == Some(&escaped))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_mounted(_: &Path) -> bool {
    false
}

/// Whether nothing is left of a build that did not end; publishing cleans it.
pub(super) fn is_clean(out: &Path) -> bool {
    let left = |purpose| beside(out, purpose).exists();
    !left(STAGING) && !left(OLD) && !left(LOCK)
}

/// Puts `new` in the place of `out`; afterwards `new` is the old folder or does not exist.
pub(super) fn swap(new: &Path, out: &Path) -> io::Result<()> {
    if !out.exists() {
        return fs::rename(new, out);
    }
    if exchange(new, out).is_ok() {
        return Ok(());
    }
    // Where two folders cannot be exchanged at once, a crash between the two steps is mended by
    // `recover` at the next build.
    let before = beside(out, OLD);
    fs::rename(out, &before)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&before, out)?;
        return Err(error);
    }
    // The new site is public; what cannot be removed now is removed at the next build.
    let _ = remove(&before);
    Ok(())
}

/// Whether the system can put two folders in each other's place at all.
pub(super) const CAN_EXCHANGE: bool = cfg!(target_os = "linux");

/// Puts two folders in each other's place, in one step.
#[cfg(target_os = "linux")]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes what was written survive a loss of power, with one call for all files.
#[cfg(target_os = "linux")]
pub(super) fn sync(file: &File) -> io::Result<()> {
    rustix::fs::syncfs(file).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Mends what a crash in the middle of a swap left: the old folder under its other name.
pub(super) fn recover(out: &Path, before: &Path) -> io::Result<()> {
    match (out.exists(), before.exists()) {
        (false, true) => fs::rename(before, out),
        (true, true) => remove(before),
        _ => Ok(()),
    }
}

pub(super) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn folders_where_something_is_mounted_are_known() {
        assert!(is_mounted(Path::new("/proc")));
        assert!(!is_mounted(Path::new("/proc/self")));
    }

    #[test]
    fn what_publishing_makes_has_its_names() {
        for (path, expected) in [
            ("a/.public.casa-staging", true),
            (".my.site.casa-lock", true),
            ("public", false),
            ("a/.public.casa-staging/index.html", false),
        ] {
            assert_eq!(is_beside(Path::new(path)), expected, "{path}");
        }
    }
}
