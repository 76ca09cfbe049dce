//! The list of published files: what in a folder is ours.

use super::files::Made;
use crate::fingerprint::Digest;
use crate::folder;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// The list of published files, the last thing written: one `hash path` a line, sorted.
pub(super) const MANIFEST: &str = ".casa-manifest";
/// First line of the manifest.
const MANIFEST_HEADER: &str = "casa 1";

pub(super) fn write_manifest(path: &Path, made: &[Made]) -> io::Result<File> {
    let mut lines: Vec<(&str, Digest)> = made
        .iter()
        .map(|made| (made.path.as_str(), made.file.digest))
        .collect();
    lines.sort_unstable();
    let mut text = format!("{MANIFEST_HEADER}\n");
    for (path, digest) in lines {
        line(&mut text, path, digest);
    }
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

/// Writes the manifest of a folder to another path, with files that are about to be there.
pub(super) fn add_to_manifest(site: &Path, path: &Path, more: &[&Made]) -> io::Result<File> {
    let mut text = fs::read_to_string(site.join(MANIFEST))?;
    for made in more {
        line(&mut text, &made.path, made.file.digest);
    }
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

fn line(text: &mut String, path: &str, digest: Digest) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{digest} {path}");
}

/// The digests, as text, and paths that a manifest lists.
fn listed(manifest: &str) -> Option<impl Iterator<Item = (&str, &str)>> {
    let mut lines = manifest.lines();
    (lines.next() == Some(MANIFEST_HEADER)).then_some(())?;
    Some(lines.filter_map(|line| line.split_once(' ')))
}

/// Paths listed in the manifest of a folder; `None` if it has none, or one of another kind.
///
/// # Errors
/// If there is one that cannot be read: what it lists is not known to be somebody else's.
pub(super) fn read_manifest(folder: &Path) -> io::Result<Option<BTreeSet<String>>> {
    let text = match fs::read_to_string(folder.join(MANIFEST)) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        text => text?,
    };
    Ok(listed(&text).map(|lines| lines.map(|(_, path)| path.to_owned()).collect()))
}

/// The digests of the files of a published site, as text, by path: of its folder, or of its
/// manifest alone. `None` if it cannot be read or `casa` did not publish it.
pub fn published(site: &Path) -> Option<BTreeMap<String, String>> {
    let manifest = match site.is_dir() {
        true => site.join(MANIFEST),
        false => site.to_owned(),
    };
    let text = fs::read_to_string(manifest).ok()?;
    let own = |(digest, path): (&str, &str)| (path.to_owned(), digest.to_owned());
    Some(listed(&text)?.map(own).collect())
}

/// Files of a site that its manifest does not list, as far as they are in the folder `below` it,
/// which is empty or ends in `/`; without a manifest nothing there is ours.
pub(super) fn foreign_files(
    site: &Path,
    below: &str,
    listed: Option<&BTreeSet<String>>,
) -> io::Result<Vec<String>> {
    if !site.exists() {
        return Ok(Vec::new());
    }
    let is_ours = |path: &str| path == MANIFEST || listed.is_some_and(|ours| ours.contains(path));
    let whole = |path: &str| format!("{below}{path}");
    let foreign = folder::others(&site.join(below), |path| is_ours(&whole(path)))?;
    Ok(foreign.iter().map(|path| whole(path)).collect())
}
