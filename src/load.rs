//! The only reader of the site's texts; `render` reads the bytes of assets when they are published.
//!
//! In: the root folder. Out: [`Sources`]: texts read, assets by size, and the embedded theme for
//! sites that bring none. What cannot be read becomes part of the value, to be reported with the
//! rest; only a root that cannot be listed is an error.

use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{Content, SourceFile, Sources};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Largest text file read; a page of this size is a mistake.
const MAX_TEXT_BYTES: u64 = 64 << 20;

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
    Io(std::io::Error),
}

/// Reads `content/` and `themes/` below `root`.
///
/// # Errors
/// If there is no `content/` folder or no page in it, or a folder cannot be listed.
pub fn read(root: &Path) -> Result<Sources, LoadError> {
    if !root.join("content").is_dir() {
        return Err(LoadError::NoContent(absolute(root)));
    }
    let mut found = Vec::new();
    walk(root, "content", &mut found)?;
    if !found
        .iter()
        .any(|file| file.path.ends_with(".md") || file.path.ends_with(".markdown"))
    {
        return Err(LoadError::NoPages(absolute(root)));
    }
    if root.join("themes").is_dir() {
        walk(root, "themes", &mut found)?;
    }
    let mut files: Vec<SourceFile> = found.into_par_iter().filter_map(read_file).collect();
    embedded(&EMBEDDED, &mut files);
    Ok(Sources::new(files))
}

/// A path as people know it: "." says little in a message.
fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Diagnostics of the files that could not be read as they should.
pub fn check(sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (id, file) in sources.iter() {
        match &file.content {
            Content::NotUtf8 { valid } => {
                let span = crate::source::Span::new(id, valid.len(), valid.len());
                diagnostics.push(Diagnostic::new(Problem::NotUtf8, span));
            }
            Content::Unreadable(reason) => {
                let problem = match reason.as_str() {
                    SYMLINK => Problem::Symlink,
                    _ => Problem::Unreadable {
                        reason: reason.clone(),
                    },
                };
                diagnostics.push(Diagnostic::of_file(problem, id));
            }
            _ => {}
        }
    }
    diagnostics
}

/// The mark of a symbolic link among unreadable files.
const SYMLINK: &str = "symbolic link";

struct Found {
    path: String,
    entry: DirEntry,
}

/// Lists the files below `root/folder` that belong to the site, without following links.
fn walk(root: &Path, folder: &str, found: &mut Vec<Found>) -> Result<(), LoadError> {
    let walker = WalkDir::new(root.join(folder))
        .follow_links(false)
        .sort_by_file_name();
    let listed = walker.into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let leftover = ["~", ".orig", ".bak", ".tmp", ".swp"]
            .iter()
            .any(|end| name.ends_with(end));
        entry.depth() == 0 || !(leftover || name.starts_with('.') || name == "node_modules")
    });
    for entry in listed {
        let entry = entry.map_err(|error| LoadError::Io(error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        found.push(Found { path, entry });
    }
    Ok(())
}

/// Reads one file; `None` for files of a theme that are not part of it, such as build scripts.
fn read_file(found: Found) -> Option<SourceFile> {
    let Found { path, entry } = found;
    let disk = entry.path().to_owned();
    let role = role(&path)?;
    let content = if entry.path_is_symlink() {
        Content::Unreadable(SYMLINK.to_owned())
    } else {
        let bytes = entry.metadata().map_or(0, |m| m.len());
        match role {
            FileRole::Asset => Content::Asset { bytes },
            FileRole::Text if bytes > MAX_TEXT_BYTES => {
                Content::Unreadable(format!("> {} MiB", MAX_TEXT_BYTES >> 20))
            }
            FileRole::Text => match std::fs::read(&disk) {
                Ok(bytes) => text(bytes),
                Err(error) => Content::Unreadable(error.to_string()),
            },
        }
    };
    Some(SourceFile {
        path,
        disk,
        content,
    })
}

fn text(bytes: Vec<u8>) -> Content {
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(good);
            Content::NotUtf8 {
                valid: String::from_utf8(bytes).unwrap_or_default(),
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FileRole {
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
        let text = matches!(extension, "md" | "markdown")
            || below == "casa.yaml"
            || below.starts_with("_schema/") && extension == "yaml"
            || below.starts_with("_data/") && matches!(extension, "yaml" | "csv");
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
        Some(("static", _)) => Some(FileRole::Asset),
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
                    Some(FileRole::Text) => {
                        Content::Text(file.contents_utf8().unwrap_or_default().to_owned())
                    }
                    Some(FileRole::Asset) => Content::Embedded(file.contents()),
                };
                let path = format!("{EMBEDDED_THEME}/{below}");
                files.push(SourceFile {
                    path,
                    disk: PathBuf::new(),
                    content,
                });
            }
        }
    }
}
