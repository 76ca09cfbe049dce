//! Which folders are caches: what tells one from a folder that somebody else filled.

use super::files::{HISTORY, INDEX, MANIFEST, PAGES, TERMS, TEXTS, is_whole};
use crate::folder;
use std::fs;
use std::io;
use std::path::Path;

/// The file that says what the folder is: to the next build, and to programs that make copies of
/// disks, which leave such folders out (bford.info/cachedir).
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What `casa build` leaves for the next one; safe to delete.\n";
/// What else is written there.
const FILES: [&str; 6] = [MANIFEST, PAGES, TEXTS, HISTORY, INDEX, TERMS];
/// Those of them that begin with their checksum.
const CHECKED: [&str; 4] = [MANIFEST, TEXTS, HISTORY, INDEX];

/// Makes the folder of a cache, if there is none, and says in it what it is.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let tag = folder.join(TAG);
    match tag.exists() {
        true => Ok(()),
        false => fs::write(tag, TAG_TEXT),
    }
}

/// Whether nothing of anybody else is lost if a cache is written to a folder: it is one already, or
/// there is nothing in it, or no such folder.
///
/// # Errors
/// If it cannot be told.
pub fn may_be_cache(folder: &Path) -> io::Result<bool> {
    // At a file no folder can be made: writing says so.
    if !folder.is_dir() || has_tag(folder) {
        return Ok(true);
    }
    let is_ours = |path: &str| FILES.contains(&path);
    let is_left = |path: &str| {
        let name = path
            .strip_suffix(".new")
            .and_then(|name| name.rsplit_once('.'));
        name.is_some_and(|(name, process)| is_ours(name) && process.parse::<u32>().is_ok())
    };
    // Builds did not always leave the tag; what they left has names that others use too.
    let is_old = CHECKED.iter().any(|name| is_whole(&folder.join(name)));
    // Those of several sites lie in one folder.
    let is_in_cache = |path: &str| {
        let inner = path.split_once('/');
        inner.is_some_and(|(inner, _)| has_tag(&folder.join(inner)))
    };
    let foreign = folder::others(folder, |path| {
        is_in_cache(path) || is_old && (is_ours(path) || is_left(path))
    })?;
    Ok(!folder::has_visible(&foreign))
}

fn has_tag(folder: &Path) -> bool {
    fs::read_to_string(folder.join(TAG)).is_ok_and(|tag| tag == TAG_TEXT)
}

#[cfg(test)]
mod tests {
    use super::super::files::write_checked;
    use super::*;

    #[test]
    fn folders_of_others_are_no_caches() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let may_be = || may_be_cache(folder).unwrap();
        assert!(may_be());
        assert!(may_be_cache(&folder.join("none")).unwrap());
        fs::write(folder.join(".gitkeep"), "").unwrap();
        assert!(may_be());
        fs::write(folder.join(MANIFEST), "le navi del 1897").unwrap();
        assert!(!may_be());
        // A cache as it was before there was a tag.
        write_checked(&folder.join(MANIFEST), &1).unwrap();
        fs::write(folder.join("pages.412.new"), "").unwrap();
        assert!(may_be());
        fs::write(folder.join("notes.txt"), "").unwrap();
        assert!(!may_be());
        fs::write(
            folder.join(TAG),
            "Signature: 8a477f597d28d172789f06886806bc55\n",
        )
        .unwrap();
        assert!(!may_be());
        fs::remove_file(folder.join(TAG)).unwrap();
        make(folder).unwrap();
        assert!(may_be());
        fs::remove_file(folder.join(TAG)).unwrap();
        fs::remove_file(folder.join("notes.txt")).unwrap();
        make(&folder.join("a1b2")).unwrap();
        fs::write(folder.join("a1b2/pages"), "").unwrap();
        assert!(may_be());
        fs::write(folder.join("notes.txt"), "").unwrap();
        assert!(!may_be());
    }
}
