//! Which files a site has.
//!
//! In: the root folder, and what was found in it before. Out: [`Sources`]: pages listed, the other
//! texts read, assets by size, and the embedded theme for sites that bring none. What cannot be
//! read becomes part of the value, to be reported with the rest; only a root that cannot be listed
//! is an error.

use crate::diagnostic::{Diagnostic, Problem};
use crate::folder::{self, Found};
use crate::source::{Content, FileId, SourceFile, Sources, Span, Stamp, conflict};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The folders of a site that are read.
const CONTENT: &str = "content";
const THEMES: &str = "themes";

/// How far apart two changes of a file have to be, in nanoseconds, for every file system to give
/// them different times.
const MOMENT: u64 = 2_000_000_000;

/// Name under which the embedded theme is found among the sources.
pub const EMBEDDED_THEME: &str = "themes/plain";

/// The embedded theme: what a site looks like without a theme of its own.
static EMBEDDED: include_dir::Dir<'_> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// Why a site cannot be read at all.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `content/` folder in the root.
    NoContent(PathBuf),
    /// There is no Markdown file in `content/`.
    NoPages(PathBuf),
    /// A folder cannot be listed.
    Io(io::Error),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoContent(root) => {
                let root = root.display();
                write!(f, "there is no content/ folder in `{root}`")
            }
            Self::NoPages(root) => {
                let root = root.display();
                write!(f, "there is no Markdown file in `{root}/content`")
            }
            Self::Io(error) => write!(f, "the site cannot be read: {error}"),
        }
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// The title of the site in `root` where it says none itself: the name of the folder.
pub fn title(root: &Path) -> String {
    let folder = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let name = folder
        .file_name()
        .map_or("Site".into(), |name| name.to_string_lossy());
    name.into_owned()
}

/// Whether a folder is among the sources of the site in `root`, by name, so that nothing may be
/// published there.
pub fn is_source(root: &Path, folder: &Path) -> bool {
    [CONTENT, THEMES]
        .iter()
        .any(|name| folder::is_inside(folder, &root.join(name)))
}

/// Reads `content/` and `themes/` below `root`; `before` is an earlier version, whose files are
/// shared where they are the same. `now` is the time in nanoseconds since 1970; at 0, no file is
/// believed to be the same without reading it.
///
/// # Errors
/// If there is no `content/` folder or no page in it, or a folder cannot be listed.
pub fn read(root: &Path, before: &Sources, now: u64) -> Result<Sources, LoadError> {
    if !root.join(CONTENT).is_dir() {
        return Err(LoadError::NoContent(absolute(root)));
    }
    let mut found = Vec::new();
    walk(root, CONTENT, &mut found)?;
    if !found
        .iter()
        .any(|file| file.path.ends_with(".md") || file.path.ends_with(".markdown"))
    {
        return Err(LoadError::NoPages(absolute(root)));
    }
    if root.join(THEMES).is_dir() {
        walk(root, THEMES, &mut found)?;
    }
    let read = |found| read_file(found, now);
    let mut files: Vec<SourceFile> = found.into_par_iter().filter_map(read).collect();
    embedded(&EMBEDDED, &mut files);
    Ok(before.with_all(files))
}

/// Reads again what has changed: of `before`, only the files at these paths below `root`, if they
/// are still the same files, or the whole site if there are others than before.
///
/// # Errors
/// As [`read`].
pub fn read_again(
    root: &Path,
    before: &Sources,
    now: u64,
    changed: &BTreeSet<String>,
) -> Result<Sources, LoadError> {
    let mut files = Vec::new();
    for path in changed {
        let disk = root.join(path);
        let found = disk.symlink_metadata().ok().map(|m| m.file_type());
        let known = before.find(path).is_some();
        match found {
            Some(kind) if known && !kind.is_dir() => {
                let path = path.clone();
                files.extend(read_file(Found { path, disk, kind }, now));
            }
            // What came and went again, as editors' own files do, or never was part of the site.
            None if !known && before.under(&format!("{path}/")).next().is_none() => {}
            Some(kind) if !kind.is_dir() && role(path).is_none() => {}
            Some(_) if path.split('/').any(is_left_out) => {}
            _ => return read(root, before, now),
        }
    }
    Ok(before.clone().with(files))
}

/// A path as people know it: "." says little in a message.
fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Diagnostics of the files that could not be read as they should, but for the pages, which are
/// read later.
pub fn check(sources: &Sources) -> Vec<Diagnostic> {
    let files = sources.iter();
    files
        .filter_map(|(id, file)| problem(id, &file.content))
        .collect()
}

/// What is wrong with what was read of a file.
pub fn problem(id: FileId, content: &Content) -> Option<Diagnostic> {
    match content {
        Content::NotUtf8 { valid } => {
            let span = Span::new(id, valid.len(), valid.len());
            Some(Diagnostic::new(Problem::NotUtf8, span))
        }
        Content::Unreadable(reason) => Some(unreadable(id, reason)),
        Content::Cleaned { text, at, code } if conflict(text).is_none() => {
            let problem = Problem::ControlCharacter { code: *code };
            Some(Diagnostic::new(problem, Span::new(id, *at, *at)))
        }
        Content::Text(text) | Content::Cleaned { text, .. } => {
            let (from, to) = conflict(text)?;
            let span = Span::new(id, from, to);
            Some(Diagnostic::new(Problem::MergeConflict, span))
        }
        _ => None,
    }
}

/// The diagnostic of a file that cannot be read.
pub fn unreadable(id: FileId, reason: &str) -> Diagnostic {
    let problem = match reason {
        SYMLINK => Problem::Symlink,
        _ => Problem::Unreadable {
            reason: reason.to_owned(),
        },
    };
    Diagnostic::of_file(problem, id)
}

/// The mark of a symbolic link among unreadable files.
const SYMLINK: &str = "symbolic link";

/// Lists the files below `root/folder` that belong to the site, without following links.
fn walk(root: &Path, folder: &str, found: &mut Vec<Found>) -> Result<(), LoadError> {
    for file in folder::files(&root.join(folder), is_left_out) {
        let file = file.map_err(LoadError::Io)?;
        found.push(Found {
            path: format!("{folder}/{}", file.path),
            ..file
        });
    }
    Ok(())
}

/// Whether files and folders of this name are no part of a site: what editors leave behind, and
/// what they hide.
fn is_left_out(name: &str) -> bool {
    let leftover = ["~", ".orig", ".bak", ".tmp", ".swp"];
    leftover.iter().any(|end| name.ends_with(end))
        || name.starts_with('.')
        || name == "node_modules"
}

/// Reads one file; `None` for files of a theme that are not part of it, such as build scripts.
fn read_file(found: Found, now: u64) -> Option<SourceFile> {
    let Found { path, disk, kind } = found;
    let role = role(&path)?;
    let metadata = disk.symlink_metadata();
    // The error is told as that of the content.
    let stamp = metadata
        .as_ref()
        .map_or_else(|_| Stamp::default(), Stamp::of);
    let size = stamp.size;
    // A file that changes twice in a moment can have one stamp for both.
    let stamp = match stamp.modified.saturating_add(MOMENT) <= now {
        true => stamp,
        false => Stamp::default(),
    };
    let content = match (role, metadata) {
        _ if kind.is_symlink() => Content::Unreadable(SYMLINK.to_owned()),
        (_, Err(error)) => Content::Unreadable(error.to_string()),
        (FileRole::Asset, _) => Content::Asset { bytes: size },
        (FileRole::Page, _) => Content::OnDisk,
        (FileRole::Text, _) => Content::read(&disk),
    };
    Some(SourceFile::new(path, disk, content, stamp))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FileRole {
    Page,
    Text,
    Asset,
}

/// What a file is for, by its path.
fn role(path: &str) -> Option<FileRole> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if let Some(below) = path.strip_prefix("content/") {
        if let Some(overridden) = below.strip_prefix("_theme/") {
            return theme_role(overridden);
        }
        if matches!(extension, "md" | "markdown") {
            return Some(FileRole::Page);
        }
        let text = below == "casa.yaml"
            || below.starts_with("_schema/") && extension == "yaml"
            || below.starts_with("_data/") && matches!(extension, "yaml" | "csv" | "topojson");
        let hidden = below.split('/').any(|part| part.starts_with('_'));
        return match (text, hidden) {
            (true, _) => Some(FileRole::Text),
            (false, true) => None,
            (false, false) => Some(FileRole::Asset),
        };
    }
    let in_theme = path.strip_prefix("themes/")?.split_once('/')?.1;
    theme_role(in_theme)
}

fn theme_role(path: &str) -> Option<FileRole> {
    match path.split_once('/') {
        None if path == "theme.yaml" => Some(FileRole::Text),
        Some(("templates" | "strings", _)) => Some(FileRole::Text),
        // Pictures drawn inline are read, the other files are only copied.
        Some(("static", rest)) if rest.starts_with("icons/") => Some(FileRole::Text),
        // The font of previews is only drawn with.
        Some(("static" | "root" | "preview", _)) => Some(FileRole::Asset),
        _ => None,
    }
}

fn embedded(folder: &'static include_dir::Dir<'static>, files: &mut Vec<SourceFile>) {
    for entry in folder.entries() {
        match entry {
            include_dir::DirEntry::Dir(dir) => embedded(dir, files),
            include_dir::DirEntry::File(file) => {
                let below = file.path().to_string_lossy().replace('\\', "/");
                let content = match theme_role(&below) {
                    None => continue,
                    Some(FileRole::Text | FileRole::Page) => {
                        let text = file.contents_utf8();
                        let text = text.expect("the texts of the embedded theme are UTF-8");
                        Content::Text(text.to_owned())
                    }
                    Some(FileRole::Asset) => Content::Embedded(file.contents()),
                };
                let path = format!("{EMBEDDED_THEME}/{below}");
                let stamp = Stamp::default();
                files.push(SourceFile::new(path, PathBuf::new(), content, stamp));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// What reading again gives must be what reading gives, whichever paths are named.
    #[test]
    fn reading_again_is_reading() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
        fs::create_dir_all(root.join("content/s")).unwrap();
        write("content/a.md", "uno");
        write("content/s/b.md", "due");
        let mut sources = read(root, &Sources::default(), 0).unwrap();
        let mut again = |changed: &[&str]| {
            let changed = changed.iter().map(|path| (*path).to_owned()).collect();
            sources = read_again(root, &sources, 0, &changed).unwrap();
            let texts = |sources: &Sources| -> Vec<(String, String)> {
                let files = sources.under("content/");
                files
                    .map(|(_, f)| (f.path.clone(), f.text().to_owned()))
                    .collect()
            };
            let found = texts(&sources);
            assert_eq!(found, texts(&read(root, &Sources::default(), 0).unwrap()));
            found.len()
        };
        write("content/a.md", "tre");
        assert_eq!(again(&["content/a.md"]), 2);
        write("content/c.md", "nuova");
        assert_eq!(again(&["content/c.md"]), 3);
        write("content/.c.md.swp", "x");
        write("content/c.md~", "x");
        assert_eq!(
            again(&["content/.c.md.swp", "content/c.md~", "content/4913"]),
            3
        );
        fs::remove_file(root.join("content/a.md")).unwrap();
        assert_eq!(again(&["content/a.md"]), 2);
        fs::rename(root.join("content/s"), root.join("content/t")).unwrap();
        assert_eq!(again(&["content/s", "content/t"]), 2);
        fs::remove_dir_all(root.join("content/t")).unwrap();
        assert_eq!(again(&["content/t"]), 1);
    }
}
