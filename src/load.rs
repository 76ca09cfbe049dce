//! Which files a site has.
//!
//! In: the root folder, and what was found in it before. Out: [`Sources`]: pages listed, the other
//! texts read, assets by size, and the embedded theme for sites that bring none. What cannot be
//! read becomes part of the value, to be reported with the rest; only a root that cannot be listed
//! is an error.

mod error;
mod ignored;
mod names;
mod twins;

use crate::config::{self, OrderFile};
use crate::diagnostic::{Diagnostic, LeftOutCause, OtherFormat, Problem, Severity, WrongKind};
use crate::folder::{self, Found};
use crate::slug::composed;
use crate::source::{Content, FileId, Leads, NotRead, SourceFile, Sources, Span, Stamp, conflict};
use error::{CONTENT, absolute, begins};
pub use ignored::Ignored;
use names::{
    Role, begins_like_a_key, begins_like_a_page, is_hidden, may_be_theme, role, shapes, theme_role,
};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use error::LoadError;
pub use ignored::ignoring;

/// The folder of a site that is read besides.
const THEMES: &str = "themes";

/// How far apart two changes of a file have to be, in nanoseconds, for every file system to give
/// them different times.
const MOMENT: u64 = 2_000_000_000;

/// Name under which the embedded theme is found among the sources.
pub const EMBEDDED_THEME: &str = "themes/plain";

/// The embedded theme: what a site looks like without a theme of its own.
static EMBEDDED: include_dir::Dir<'_> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// The title of the site in `root` where it says none itself: the name of the folder.
pub fn title(root: &Path) -> String {
    let folder = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let name = folder
        .file_name()
        .map_or("Site".into(), |name| name.to_string_lossy());
    name.into_owned()
}

/// Whether a folder is among the sources of the site in `root`, so that nothing may be published
/// there, whichever way leads to it.
pub fn is_source(root: &Path, folder: &Path) -> bool {
    let folder = folder::real(folder);
    [CONTENT, THEMES]
        .iter()
        .any(|name| folder.starts_with(folder::real(&root.join(name))))
}

/// Reads `content/` and `themes/` below `root`; `before` is an earlier version, whose files are
/// shared where they are the same. `now` is the time in nanoseconds since 1970; at 0, no file is
/// believed to be the same without reading it.
///
/// # Errors
/// If there is no `content/` folder or no page in it, or a folder cannot be listed.
pub fn read(root: &Path, before: &Sources, now: u64) -> Result<Sources, LoadError> {
    begins(root)?;
    let mut found = Vec::new();
    walk(root, CONTENT, &mut found)?;
    if !found
        .iter()
        .any(|file| !file.kind.is_dir() && role(&file.path) == Some(Role::Page))
    {
        return Err(LoadError::NoPages(absolute(root)));
    }
    let themes = root.join(THEMES);
    if themes.is_dir() {
        walk(root, THEMES, &mut found)?;
    } else if let Ok(other) = themes.symlink_metadata() {
        found.push(Found {
            path: THEMES.to_owned(),
            disk: themes,
            kind: other.file_type(),
        });
    }
    compose(&mut found);
    let ignored = ignored(root)?;
    let mut left_out = Vec::new();
    found.retain(|file| {
        let is_left_out = ignored.contains(&file.path);
        if is_left_out {
            left_out.push(file.path.clone());
        }
        !is_left_out
    });
    let read = |found| read_file(found, now);
    let mut files: Vec<SourceFile> = found.into_par_iter().filter_map(read).collect();
    twins::leave_out(&mut files);
    twins::leave_out_spellings(&mut files);
    files.extend(misplaced(root));
    files.extend(beside(root, now));
    embedded(&EMBEDDED, &mut files);
    Ok(before.with_all(files).without(left_out))
}

/// A file of a site that is not written yet.
#[derive(Clone, Debug)]
pub enum Planned {
    /// What will be in it.
    Text(String),
    /// The file that it will be a copy of.
    File(PathBuf),
}

impl Planned {
    /// Its bytes.
    ///
    /// # Errors
    /// If the file that it will be a copy of cannot be read.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Text(text) => Ok(text.clone().into_bytes()),
            Self::File(path) => std::fs::read(path),
        }
    }
}

/// The sources of a site that is not written yet, by the paths that its files will have below its
/// root.
pub fn planned<'a>(files: impl Iterator<Item = (String, &'a Planned)>) -> Sources {
    let file = |(path, file): (String, &Planned)| match file {
        Planned::Text(text) => {
            let content = Content::of_text(text.clone());
            Some(SourceFile::new(
                path,
                PathBuf::new(),
                content,
                Stamp::default(),
            ))
        }
        Planned::File(disk) => {
            let kind = disk.symlink_metadata().ok()?.file_type();
            let disk = disk.clone();
            read_file(Found { path, disk, kind }, 0)
        }
    };
    let mut files: Vec<SourceFile> = files.filter_map(file).collect();
    embedded(&EMBEDDED, &mut files);
    Sources::default().with_all(files)
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
        let path = &*composed(path);
        let found = disk.symlink_metadata().ok().map(|m| m.file_type());
        let known = before
            .find(path)
            .is_some_and(|id| before.get(id).disk == disk);
        match found {
            Some(kind) if known && !kind.is_dir() => {
                let path = path.to_owned();
                files.extend(read_file(Found { path, disk, kind }, now));
            }
            // What came and went again, as editors' own files do, or never was part of the site.
            None if !known && before.under(&format!("{path}/")).next().is_none() => {}
            Some(kind) if kind.is_file() && role(path).is_none() => {}
            Some(_) if path.split('/').any(is_hidden) => {}
            _ => return read(root, before, now),
        }
    }
    Ok(before.clone().with(files))
}

/// Names are compared as people read them: some systems write an accent as a letter of its own. Of
/// two names that look alike the one that is composed already keeps the path.
fn compose(found: &mut [Found]) {
    let is_other = |file: &&Found| matches!(composed(&file.path), Cow::Owned(_));
    if !found.iter().any(|file| is_other(&file)) {
        return;
    }
    let mut taken: HashSet<String> = found.iter().map(|file| file.path.clone()).collect();
    for file in found.iter_mut().filter(|file| is_other(&&**file)) {
        let path = composed(&file.path).into_owned();
        if taken.insert(path.clone()) {
            file.path = path;
        }
    }
}

/// Diagnostics of the files that could not be read as they should, but for the pages, which are
/// read later.
pub fn check(sources: &Sources) -> Vec<Diagnostic> {
    let mut folders = HashSet::new();
    let files = sources.iter().filter(|(_, file)| match file.content {
        // Of all pages in a folder one speaks for all.
        Content::LeftOut(NotRead::Underscore) => {
            let hidden = file
                .path
                .find("/_")
                .map_or(&*file.path, |i| &file.path[..i + 2]);
            let folder = file.path[hidden.len()..].find('/');
            folder.is_none_or(|end| folders.insert(&file.path[..hidden.len() + end]))
        }
        // It is wrong only where it is named as the theme.
        Content::LeftOut(NotRead::Symlink(_) | NotRead::File(_)) => !may_be_theme(&file.path),
        _ => true,
    });
    let said = |(id, file): (FileId, &SourceFile)| {
        let mut found = match &file.content {
            Content::Conflicted => problem(id, &file.read()),
            content => problem(id, content),
        }?;
        if matches!(found.problem, Problem::WrongKind(_)) && shapes(&file.path) {
            found.severity = Severity::Error;
        }
        Some(found)
    };
    let mut found: Vec<Diagnostic> = files.filter_map(said).collect();
    found.extend(ignored::check(sources));
    found
}

/// What is wrong with what was read of a file.
pub fn problem(id: FileId, content: &Content) -> Option<Diagnostic> {
    let (problem, span) = match content {
        Content::NotUtf8 { valid } => match OtherFormat::of(valid) {
            Some(format) => (
                Problem::WrongKind(WrongKind::Format(format)),
                Span::start_of(id),
            ),
            None => (Problem::NotUtf8, Span::new(id, valid.len(), valid.len())),
        },
        Content::Unreadable(reason) => {
            let reason = reason.clone();
            (Problem::Unreadable { reason }, Span::start_of(id))
        }
        Content::LeftOut(why) => (left_out(why)?, Span::start_of(id)),
        Content::Cleaned { text, at, code } if conflict(text).is_none() => (
            Problem::ControlCharacter { code: *code },
            Span::new(id, *at, *at),
        ),
        Content::Text(text) | Content::Cleaned { text, .. } => {
            let (from, to) = conflict(text)?;
            (Problem::MergeConflict, Span::new(id, from, to))
        }
        _ => return None,
    };
    Some(Diagnostic::new(problem, span))
}

/// What is wrong with a file that is not read; nothing with a part of pages.
fn left_out(why: &NotRead) -> Option<Problem> {
    let cause = match why {
        NotRead::Part => return None,
        NotRead::Symlink(_) | NotRead::File(_) | NotRead::Folder(_) => {
            return WrongKind::of(why).map(Problem::WrongKind);
        }
        NotRead::Special => LeftOutCause::Special,
        NotRead::Leftover => LeftOutCause::Leftover,
        NotRead::Secret => LeftOutCause::Secret,
        NotRead::Underscore => LeftOutCause::Underscore,
        NotRead::Page(wanted) => LeftOutCause::Page {
            wanted: wanted.clone(),
        },
        NotRead::Name(wanted) => LeftOutCause::Name {
            wanted: wanted.clone(),
        },
        NotRead::Twin(other) => LeftOutCause::Twin {
            other: other.clone(),
        },
    };
    Some(Problem::LeftOut { cause })
}

/// Lists the files below `root/folder` that belong to the site, without following links.
fn walk(root: &Path, folder: &str, found: &mut Vec<Found>) -> Result<(), LoadError> {
    for file in folder::entries(&root.join(folder), is_hidden) {
        let file = file.map_err(LoadError::Io)?;
        found.push(Found {
            path: format!("{folder}/{}", file.path),
            ..file
        });
    }
    Ok(())
}

/// A configuration beside `content/`, where other programs have theirs.
fn misplaced(root: &Path) -> Option<SourceFile> {
    config::PATHS.into_iter().find_map(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let disk = root.join(name);
        let content = Content::LeftOut(NotRead::Name(path.to_owned()));
        let stamp = Stamp::default();
        disk.is_file()
            .then(|| SourceFile::new(name.to_owned(), disk, content, stamp))
    })
}

/// The order of the pages, where other programs keep it: beside their folder.
fn beside(root: &Path, now: u64) -> impl Iterator<Item = SourceFile> {
    OrderFile::OF_SITE.into_iter().filter_map(move |name| {
        let disk = root.join(name);
        let kind = disk.symlink_metadata().ok()?.file_type();
        let path = name.to_owned();
        let found = kind.is_file().then_some(Found { path, disk, kind });
        found.and_then(|found| read_file(found, now))
    })
}

/// The files that the configuration of the site in `root` leaves out. Without it files would be
/// published that should not.
fn ignored(root: &Path) -> Result<Ignored, LoadError> {
    for path in config::PATHS {
        let file = root.join(path);
        let refused = |error: io::Error| {
            LoadError::Io(io::Error::new(error.kind(), format!("{path}: {error}")))
        };
        match file.symlink_metadata() {
            // One that is a pipe would never be read to its end.
            Ok(found) if !found.is_file() => {}
            Ok(_) => {
                File::open(&file).map_err(refused)?;
                return Ok(Ignored::read(Content::read(&file).text()));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refused(error)),
        }
    }
    Ok(Ignored::read(""))
}

/// Reads one file; `None` for files of a theme that are not part of it, such as build scripts.
fn read_file(found: Found, now: u64) -> Option<SourceFile> {
    let Found { path, disk, kind } = found;
    let role = match role(&path) {
        role if kind.is_dir() => return role.and_then(|role| folder_for_file(path, disk, &role)),
        Some(role) => role,
        // Pages may be in it.
        None if Leads::of(&disk) == Leads::ToFolder && path.starts_with(CONTENT) => Role::Asset,
        None => return None,
    };
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
        _ if kind.is_symlink() => Content::LeftOut(NotRead::Symlink(Leads::of(&disk))),
        _ if !kind.is_file() => Content::LeftOut(NotRead::Special),
        (Role::LeftOut(why), _) => Content::LeftOut(why),
        (_, Err(error)) => Content::Unreadable(error.to_string()),
        (Role::Asset, _) if is_in_conflict(&disk, size) => Content::Conflicted,
        (Role::Asset, _) => Content::Asset { bytes: size },
        (Role::HiddenPage, _) => match begins_like_a_page(&beginning(&disk)) {
            true => Content::LeftOut(NotRead::Underscore),
            false => Content::LeftOut(NotRead::Part),
        },
        (Role::PerhapsPage(wanted), _) => match beginning(&disk) {
            text if begins_like_a_page(&text) => Content::LeftOut(NotRead::Page(wanted)),
            text if begins_like_a_key(&text) => Content::LeftOut(NotRead::Secret),
            _ => Content::Asset { bytes: size },
        },
        (Role::Page, _) => Content::OnDisk,
        (Role::Text, _) => Content::read(&disk),
    };
    Some(SourceFile::new(path, disk, content, stamp))
}

/// A folder, if a file that is read at once belongs there.
fn folder_for_file(path: String, disk: PathBuf, role: &Role) -> Option<SourceFile> {
    let (stem, ending) = path.rsplit_once('.')?;
    let is_read = *role == Role::Text && names::READ.contains(&ending) && !stem.is_empty();
    let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
    let content = Content::LeftOut(NotRead::Folder(name));
    is_read.then(|| SourceFile::new(path, disk, content, Stamp::default()))
}

/// Whether git has left two versions in a file that is published as it is, and whose kind is text: it
/// would be published with its marks, and a style sheet or a drawing no more be one.
fn is_in_conflict(disk: &Path, size: u64) -> bool {
    const KINDS: [&str; 11] = [
        "css", "csv", "geojson", "html", "js", "json", "mjs", "svg", "txt", "vtt", "xml",
    ];
    // What is larger was not written by hand.
    const MOST: u64 = 1 << 20;
    let kind = disk.extension().and_then(|kind| kind.to_str());
    let is_text = kind.is_some_and(|kind| KINDS.contains(&kind)) && size <= MOST;
    // Whoever publishes it says why it cannot be read.
    is_text && std::fs::read_to_string(disk).is_ok_and(|text| conflict(&text).is_some())
}

/// The first bytes of a file that may be a page, as far as they are text.
fn beginning(disk: &Path) -> String {
    let mut bytes = Vec::new();
    let read = File::open(disk).and_then(|file| file.take(256).read_to_end(&mut bytes));
    // Whoever publishes it says why it cannot be read.
    read.map_or_else(
        |_| String::new(),
        |_| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

fn embedded(folder: &'static include_dir::Dir<'static>, files: &mut Vec<SourceFile>) {
    for entry in folder.entries() {
        match entry {
            include_dir::DirEntry::Dir(dir) => embedded(dir, files),
            include_dir::DirEntry::File(file) => {
                let below = file.path().to_string_lossy().replace('\\', "/");
                let content = match theme_role(&below) {
                    None => continue,
                    Some(Role::Text) => {
                        let text = file.contents_utf8();
                        let text = text.expect("the texts of the embedded theme are UTF-8");
                        Content::Text(text.to_owned())
                    }
                    Some(_) => Content::Embedded(file.contents()),
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
        assert_eq!(again(&["content/.c.md.swp", "content/4913"]), 3);
        // A backup is left out, and told.
        write("content/c.md~", "x");
        assert_eq!(again(&["content/c.md~"]), 4);
        fs::remove_file(root.join("content/a.md")).unwrap();
        assert_eq!(again(&["content/a.md"]), 3);
        fs::rename(root.join("content/s"), root.join("content/t")).unwrap();
        assert_eq!(again(&["content/s", "content/t"]), 3);
        fs::remove_dir_all(root.join("content/t")).unwrap();
        assert_eq!(again(&["content/t"]), 2);
    }
}
