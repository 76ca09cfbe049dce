//! Publishing a build: the output folder is exactly the old site or exactly the new one.
//!
//! Everything is rendered into a folder beside the output folder, which takes its place in one
//! step when it is complete. Files that `casa` did not put there are carried over; a folder that
//! holds files but was never published by `casa` is refused, since somebody may need them.

use crate::diagnostic::Diagnostic;
use crate::outputs::{Key, Keys, Output};
use crate::pipeline::Build;
use crate::search;
use crate::site::Route;
use crate::source::{Digest, Stamp};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The list of published files, the last thing written: one `hash path` a line, sorted.
const MANIFEST: &str = ".casa-manifest";
/// What the name of the folder beside the output folder ends with in which a site is made.
const STAGING: &str = "casa-staging";
/// The same of the folder in which the old site waits where two cannot be exchanged at once.
const OLD: &str = "casa-old";
/// Name of the file of a page in its folder.
const INDEX: &str = "index.html";
/// First line of the manifest.
const MANIFEST_HEADER: &str = "casa 1";

/// The files of a published site by path, relative to its folder.
pub type Files = BTreeMap<String, Record>;

/// A file as it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its content.
    pub digest: Digest,
    /// What it is like on disk.
    pub stamp: Stamp,
    /// What it was made from; missing if it is made again every time.
    pub key: Option<Key>,
}

/// What was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// All files.
    pub files: Files,
    /// How many of them had to be made.
    pub made: usize,
    /// How many of them are not what they were.
    pub changed: usize,
}

impl Published {
    /// The size of all files together.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|file| file.stamp.size).sum()
    }
}

/// Why nothing was published.
#[derive(Debug)]
pub enum EmitError {
    /// Pages could not be rendered.
    Rendering(Vec<Diagnostic>),
    /// The index could not be built.
    Index(String),
    /// The folder holds files that `casa` did not publish.
    NotOurs(PathBuf),
    /// Another build is publishing to the same place.
    Busy(PathBuf),
    /// The disk refused.
    Io(PathBuf, io::Error),
}

/// Publishes a build to `out`. `before` are the files that an earlier build published there: those
/// that are still as they were, and would be the same, are not made again. Without it the records
/// of what is published are of no use to a later build. `progress` is told how many of how many
/// outputs are done.
///
/// # Errors
/// Whatever the error, `out` is as it was before.
pub fn write(
    build: &Build,
    out: &Path,
    before: Option<&Files>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Published, EmitError> {
    let staging = Staging::begin(out)?;
    let nothing = Files::new();
    let intact = Intact::new(&staging.out, before.unwrap_or(&nothing));
    let done = AtomicUsize::new(0);
    let entries: Vec<(&Route, &dyn Output)> = build.outputs.iter().collect();
    let total = entries.len();
    let keys = before.map(|_| Keys::new(&build.renderer));
    let (index, pages) = rayon::join(
        || staging.index(build, &intact),
        || -> Result<Vec<Made>, EmitError> {
            let results: Vec<Result<Made, EmitError>> = entries
                .par_iter()
                .map_init(Vec::new, |buffer, (route, output)| {
                    let key = keys.as_ref().and_then(|keys| output.key(keys));
                    let made = staging.output(build, route, *output, key, &intact, buffer);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                    made
                })
                .collect();
            collect(results)
        },
    );
    let mut made = pages?;
    made.extend(index?);
    staging.finish(made)
}

/// Writes files that are at hand to `out`, in the same way and on the same terms. A folder in which
/// `casa` published anything without the file `entry` is refused: a site is not replaced by a part.
///
/// # Errors
/// Whatever the error, `out` is as it was before.
pub fn write_files(
    files: &[(&str, &[u8])],
    entry: &str,
    out: &Path,
) -> Result<Published, EmitError> {
    let staging = Staging::begin(out)?;
    if matches!(&staging.listed, Some(listed) if !listed.contains(entry)) {
        return Err(EmitError::NotOurs(staging.out.clone()));
    }
    let nothing = Files::new();
    let nothing = Intact::new(out, &nothing);
    let made: Result<Vec<Made>, EmitError> = files
        .par_iter()
        .map(|(path, bytes)| staging.write((*path).to_owned(), bytes, None, &nothing))
        .collect();
    staging.finish(made?)
}

/// Whether the files of a published site are as they were when they were published.
pub fn is_intact(out: &Path, files: &Files) -> bool {
    let is_there = read_manifest(out).is_some_and(|paths| paths.len() == files.len());
    // What a crash left is cleaned by publishing.
    let is_clean = || !beside(out, STAGING).exists() && !beside(out, OLD).exists();
    is_there
        && is_clean()
        && files
            .par_iter()
            .all(|(path, file)| is_as_it_was(out, path, file))
}

/// A hidden folder beside the output folder.
fn beside(out: &Path, purpose: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{purpose}"))
}

/// The files of an earlier build that are still as it published them.
struct Intact<'a> {
    files: &'a Files,
    damaged: BTreeSet<&'a str>,
}

impl<'a> Intact<'a> {
    fn new(out: &Path, files: &'a Files) -> Self {
        let damaged = files
            .par_iter()
            .filter(|(path, file)| !is_as_it_was(out, path, file));
        Self {
            files,
            damaged: damaged.map(|(path, _)| path.as_str()).collect(),
        }
    }

    fn get(&self, path: &str) -> Option<&'a Record> {
        let file = self.files.get(path)?;
        (!self.damaged.contains(path)).then_some(file)
    }

    /// Files below a folder.
    fn below(&self, folder: &str) -> impl Iterator<Item = (&'a str, &'a Record)> {
        let files = self.files.range(folder.to_owned()..);
        files
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter_map(|(path, _)| Some((path.as_str(), self.get(path)?)))
    }
}

fn is_as_it_was(out: &Path, path: &str, file: &Record) -> bool {
    let found = fs::symlink_metadata(out.join(path));
    found.is_ok_and(|found| found.is_file() && Stamp::of(&found) == file.stamp)
}

/// A file of the new site.
struct Made {
    path: String,
    file: Record,
    state: State,
}

/// Where a file of the new site is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In the published folder, and it was not looked at again.
    Kept,
    /// In the published folder: it came out the same.
    Same,
    /// In the folder beside it.
    New,
}

/// All results, or all template problems, or the first other error.
fn collect(results: Vec<Result<Made, EmitError>>) -> Result<Vec<Made>, EmitError> {
    let mut made = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(file) => made.push(file),
            Err(EmitError::Rendering(found)) => problems.extend(found),
            Err(error) => return Err(error),
        }
    }
    if problems.is_empty() {
        Ok(made)
    } else {
        Err(EmitError::Rendering(problems))
    }
}

/// The folder that becomes the output folder. Dropped before [`Staging::finish`], it leaves no
/// trace.
struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// What is published already, by its manifest.
    listed: Option<BTreeSet<String>>,
    /// Locked while publishing; the lock ends with the process, however it ends.
    _lock: Option<File>,
}

impl Staging {
    fn begin(out: &Path) -> Result<Self, EmitError> {
        let io = |error| EmitError::Io(out.to_owned(), error);
        let out = std::path::absolute(out).map_err(io)?;
        // A link to a folder stays: what it leads to is replaced.
        let out = fs::canonicalize(&out).unwrap_or(out);
        let (Some(parent), Some(_)) = (out.parent(), out.file_name()) else {
            return Err(EmitError::NotOurs(out));
        };
        fs::create_dir_all(parent).map_err(io)?;
        // Where folders cannot be opened or locked, two builds at once are the user's care.
        let lock = File::open(parent).ok();
        if let Some(Err(fs::TryLockError::WouldBlock)) = lock.as_ref().map(File::try_lock) {
            return Err(EmitError::Busy(out));
        }
        let (folder, before) = (beside(&out, STAGING), beside(&out, OLD));
        recover(&out, &before).map_err(io)?;
        remove(&folder).map_err(io)?;
        let listed = read_manifest(&out);
        let foreign = match &listed {
            Some(_) => Vec::new(),
            None => foreign_files(&out).map_err(io)?,
        };
        if foreign.iter().any(|path| !path.starts_with('.')) {
            return Err(EmitError::NotOurs(out));
        }
        fs::create_dir(&folder).map_err(io)?;
        Ok(Self {
            out,
            folder,
            listed,
            _lock: lock,
        })
    }

    /// Makes one output, unless it is known that it would be the same.
    fn output(
        &self,
        build: &Build,
        route: &Route,
        output: &dyn Output,
        key: Option<Key>,
        intact: &Intact<'_>,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, EmitError> {
        let path = route.file_path();
        if let Some(file) = intact
            .get(&path)
            .filter(|file| file.key == key && key.is_some())
        {
            return Ok(Made {
                path,
                file: *file,
                state: State::Kept,
            });
        }
        buffer.clear();
        output
            .render(&build.renderer, buffer)
            .map_err(|problem| EmitError::Rendering(vec![*problem]))?;
        self.write(path, buffer, key, intact)
    }

    /// Makes the search index, unless all that it is made from is as it was.
    fn index(&self, build: &Build, intact: &Intact<'_>) -> Result<Vec<Made>, EmitError> {
        let site = build.renderer.site();
        if !site.config.search {
            return Ok(Vec::new());
        }
        let key = Some(Key {
            own: search::digest(site),
            ..Key::default()
        });
        let files = intact.below(search::FOLDER);
        let known: Vec<(&str, &Record)> = files.filter(|(_, file)| file.key == key).collect();
        // The root names all others; without it some of them are left from before.
        if known
            .iter()
            .any(|(path, _)| path[search::FOLDER.len()..] == *search::ROOT)
        {
            let kept = known.into_iter().map(|(path, file)| Made {
                path: path.to_owned(),
                file: *file,
                state: State::Kept,
            });
            return Ok(kept.collect());
        }
        let index = build
            .index()
            .map_err(|error| EmitError::Index(error.to_string()))?;
        index
            .files
            .par_iter()
            .map(|(name, bytes)| {
                self.write(format!("{}{name}", search::FOLDER), bytes, key, intact)
            })
            .collect()
    }

    /// Writes a file, unless it is published as it is.
    fn write(
        &self,
        path: String,
        bytes: &[u8],
        key: Option<Key>,
        intact: &Intact<'_>,
    ) -> Result<Made, EmitError> {
        let digest = Digest::of(bytes);
        if let Some(file) = intact.get(&path).filter(|file| file.digest == digest) {
            let file = Record { key, ..*file };
            let state = State::Same;
            return Ok(Made { path, file, state });
        }
        let target = self.folder.join(&path);
        let written = create(&target).and_then(|mut file| {
            file.write_all(bytes)?;
            file.metadata()
        });
        let written = written.map_err(|error| EmitError::Io(target, error))?;
        let file = Record {
            digest,
            stamp: Stamp::of(&written),
            key,
        };
        let state = State::New;
        Ok(Made { path, file, state })
    }

    /// Makes the new site public: a single file takes its place in the folder; for more, the
    /// folder that holds all of them takes the place of the old one.
    fn finish(self, made: Vec<Made>) -> Result<Published, EmitError> {
        let io = |error| EmitError::Io(self.out.clone(), error);
        let count = |state| made.iter().filter(|made| made.state == state).count();
        let mut published = Published {
            made: made.len() - count(State::Kept),
            changed: count(State::New),
            files: Files::new(),
        };
        let same_paths = self.listed.as_ref().is_some_and(|listed| {
            let mut paths: Vec<&str> = made.iter().map(|made| made.path.as_str()).collect();
            paths.sort_unstable();
            listed.iter().map(String::as_str).eq(paths)
        });
        let mut new = made.iter().filter(|made| made.state == State::New);
        match (same_paths, new.next(), new.next()) {
            (true, None, _) => {}
            (true, Some(only), None) if self.out.join(&only.path).is_file() => {
                let target = self.out.join(&only.path);
                fs::rename(self.folder.join(&only.path), target).map_err(io)?;
                let manifest = self.folder.join(MANIFEST);
                write_manifest(&manifest, &made).map_err(io)?;
                fs::rename(manifest, self.out.join(MANIFEST)).map_err(io)?;
            }
            _ => self.exchange(&made).map_err(io)?,
        }
        published.files = made
            .into_iter()
            .map(|made| (made.path, made.file))
            .collect();
        Ok(published)
    }

    /// Completes the folder with what is kept and with what is not ours, writes the manifest and
    /// lets it take the place of the published one.
    fn exchange(&self, made: &[Made]) -> io::Result<()> {
        made.par_iter()
            .filter(|made| made.state != State::New)
            .try_for_each(|made| self.carry_over(&made.path))?;
        for path in foreign_files(&self.out)? {
            if !self.folder.join(&path).exists() {
                self.carry_over(&path)?;
            }
        }
        let manifest = self.folder.join(MANIFEST);
        let file = write_manifest(&manifest, made)?;
        sync(&file)?;
        // The new site is public after this; what is left of the old one is removed when `self`
        // is dropped.
        swap(&self.folder, &self.out)
    }

    /// Takes a file of the published folder into the new one.
    fn carry_over(&self, path: &str) -> io::Result<()> {
        let (source, target) = (self.out.join(path), self.folder.join(path));
        let link = || fs::hard_link(&source, &target);
        with_folder(&target, link).or_else(|_| fs::copy(&source, &target).map(|_| ()))
    }
}

/// Creates a file and the folders it needs.
fn create(path: &Path) -> io::Result<File> {
    with_folder(path, || File::create(path))
}

/// Does something with a path, and once more with the folders above it if they were missing.
fn with_folder<T>(path: &Path, act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    let Some(folder) = path.parent() else {
        return act();
    };
    // The folder of a page is hardly ever there before it.
    if path.file_name().is_some_and(|name| name == INDEX) {
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder)?,
            _ => {}
        }
    }
    match act() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            act()
        }
        result => result,
    }
}

fn write_manifest(path: &Path, made: &[Made]) -> io::Result<File> {
    let mut lines: Vec<(&str, Digest)> = made
        .iter()
        .map(|made| (made.path.as_str(), made.file.digest))
        .collect();
    lines.sort_unstable();
    let mut text = format!("{MANIFEST_HEADER}\n");
    for (path, digest) in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{digest} {path}");
    }
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a swap this is the old site, after an error the unfinished new one.
        let _ = remove(&self.folder);
    }
}

/// Puts `new` in the place of `out`; afterwards `new` is the old folder or does not exist.
fn swap(new: &Path, out: &Path) -> io::Result<()> {
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

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes what was written survive a loss of power, with one call for all files.
#[cfg(target_os = "linux")]
fn sync(file: &File) -> io::Result<()> {
    rustix::fs::syncfs(file).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn sync(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Mends what a crash in the middle of a swap left: the old folder under its other name.
fn recover(out: &Path, before: &Path) -> io::Result<()> {
    match (out.exists(), before.exists()) {
        (false, true) => fs::rename(before, out),
        (true, true) => remove(before),
        _ => Ok(()),
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The digests, as text, and paths that a manifest lists.
fn listed(manifest: &str) -> Option<impl Iterator<Item = (&str, &str)>> {
    let mut lines = manifest.lines();
    (lines.next() == Some(MANIFEST_HEADER)).then_some(())?;
    Some(lines.filter_map(|line| line.split_once(' ')))
}

/// Paths listed in the manifest of a folder.
fn read_manifest(folder: &Path) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(folder.join(MANIFEST)).ok()?;
    Some(listed(&text)?.map(|(_, path)| path.to_owned()).collect())
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

/// Files of a folder that are not in its manifest, relative to it.
fn foreign_files(folder: &Path) -> io::Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let ours = read_manifest(folder).unwrap_or_default();
    let mut foreign = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.to_string_lossy().replace('\\', "/");
        if path != MANIFEST && !ours.contains(&path) {
            foreign.push(path);
        }
    }
    Ok(foreign)
}
