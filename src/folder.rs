//! A folder on disk → the files in it, by path; and files that are replaced as a whole.

use std::fs::{self, File, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// A file in a folder, or a folder.
pub struct Found {
    /// Where it is below the folder, with `/` between names.
    pub path: String,
    /// Where it is on disk.
    pub disk: PathBuf,
    /// What it is.
    pub kind: FileType,
}

/// The files in a folder at any depth, see [`entries`].
///
/// # Errors
/// An item is an error where something cannot be listed.
pub fn files<'a>(
    folder: &'a Path,
    is_left_out: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = io::Result<Found>> + 'a {
    let is_folder = |entry: &io::Result<Found>| matches!(entry, Ok(found) if found.kind.is_dir());
    entries(folder, is_left_out).filter(move |entry| !is_folder(entry))
}

/// The paths of the files in a folder, at any depth, that are not ours.
///
/// # Errors
/// If something cannot be listed.
pub fn others(folder: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<Vec<String>> {
    let mut others = Vec::new();
    for found in files(folder, |_| false) {
        let path = found?.path;
        if !is_ours(&path) {
            others.push(path);
        }
    }
    Ok(others)
}

/// Whether there are files among these paths that somebody put there: what is hidden at the top is
/// left by programs.
pub fn has_visible(paths: &[String]) -> bool {
    paths.iter().any(|path| !path.starts_with('.'))
}

/// The files and folders in a folder at any depth, in the order of their names, without following
/// links in it. Files and folders with names that are left out are not listed, and neither is what
/// is in them.
///
/// # Errors
/// An item is an error where something cannot be listed.
pub fn entries<'a>(
    folder: &'a Path,
    is_left_out: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = io::Result<Found>> + 'a {
    let walker = WalkDir::new(folder).sort_by_file_name();
    let listed = walker.into_iter().filter_entry(move |entry| {
        entry.depth() == 0 || !is_left_out(&entry.file_name().to_string_lossy())
    });
    listed.filter_map(move |entry| match entry {
        Err(error) => Some(Err(unlisted(error))),
        Ok(entry) if entry.depth() == 0 && entry.path().is_dir() => None,
        Ok(entry) => Some(Ok(Found {
            path: path_below(folder, entry.path()),
            kind: entry.file_type(),
            disk: entry.into_path(),
        })),
    })
}

/// Why something cannot be listed, with its path.
fn unlisted(error: walkdir::Error) -> io::Error {
    match (error.path().map(shown), error.io_error()) {
        (Some(path), Some(reason)) => io::Error::new(reason.kind(), format!("{path}: {reason}")),
        _ => error.into(),
    }
}

fn path_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder);
    let below = below.expect("what is found in a folder is below it");
    let names = below
        .components()
        .map(|name| name.as_os_str().to_string_lossy());
    names.collect::<Vec<_>>().join("/")
}

/// A path without links and without steps back, as far as something is there; the rest by name.
pub fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = whole.ancestors().find_map(|there| {
        let real = canonical(there).ok()?;
        Some((real, whole.strip_prefix(there).ok()?))
    });
    let Some((mut real, rest)) = there else {
        return whole;
    };
    for name in rest.components() {
        match name {
            Component::ParentDir => drop(real.pop()),
            name => real.push(name),
        }
    }
    real
}

/// Whether a path is a folder or something in it, by name.
pub fn is_inside(path: &Path, folder: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute(path).starts_with(absolute(folder))
}

/// The whole path of what is there, without links. Windows marks such a path with `\\?\`, which git,
/// editors and people do not read.
///
/// # Errors
/// If there is nothing.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    let whole = path.canonicalize()?;
    let plain = whole.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    // A folder of another machine is written in another way.
    let plain = plain.filter(|text| !text.starts_with(r"UNC\"));
    Ok(plain.map_or_else(|| whole.clone(), PathBuf::from))
}

/// A path with `/` between names, on Windows too, which reads both.
pub fn shown(path: &Path) -> String {
    path.display()
        .to_string()
        .replace(std::path::MAIN_SEPARATOR, "/")
}

/// Writes a file whole or not at all: beside its place, and then into it.
///
/// # Errors
/// If it cannot be written; what was there is there still.
pub fn replace(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = File::create(&new).and_then(|mut file| write(&mut file));
    written
        .and_then(|()| fs::rename(&new, path))
        .inspect_err(|_| {
            // Half a file is of no use to anybody; the error that made it is the one to tell.
            let _ = fs::remove_file(&new);
        })
}
