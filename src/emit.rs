//! Publishing a build: the output folder is exactly the old site or exactly the new one.
//!
//! Everything is rendered into a folder beside the output folder, which takes its place in one
//! step when it is complete. Files that `casa` did not put there are carried over; a folder that
//! holds files but was never published by `casa` is refused, since somebody may need them.

use crate::diagnostic::Diagnostic;
use crate::output::{Output, SEARCH};
use crate::pipeline::{Build, render_diagnostic};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The list of published files, the last thing written: one `hash path` a line, sorted.
const MANIFEST: &str = ".casa-manifest";
/// First line of the manifest.
const MANIFEST_HEADER: &str = "casa 1";

/// What was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files written.
    pub files: usize,
    /// Their size together.
    pub bytes: u64,
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

/// Publishes a build to `out`. `progress` is told how many of how many outputs are done.
///
/// # Errors
/// Whatever the error, `out` is as it was before.
pub fn write(
    build: &Build,
    out: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Published, EmitError> {
    let staging = Staging::begin(out)?;
    let done = AtomicUsize::new(0);
    let entries: Vec<_> = build.outputs.iter().collect();
    let total = entries.len();
    let (index, pages) = rayon::join(
        || staging.write_index(build),
        || -> Result<Vec<Written>, EmitError> {
            staging.create_folders(entries.iter().map(|(route, _)| route.file_path()))?;
            let results: Vec<Result<Written, EmitError>> = entries
                .par_iter()
                .map(|(route, output)| {
                    let written = staging.render(build, &route.file_path(), output);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                    written
                })
                .collect();
            collect(results)
        },
    );
    let mut written = pages?;
    written.extend(index?);
    staging.finish(written)
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
    if read_manifest(&staging.out).is_some_and(|paths| !paths.iter().any(|path| path == entry)) {
        return Err(EmitError::NotOurs(staging.out.clone()));
    }
    staging.create_folders(files.iter().map(|(path, _)| (*path).to_owned()))?;
    let written: Result<Vec<Written>, EmitError> = files
        .par_iter()
        .map(|(path, bytes)| staging.write(path, bytes))
        .collect();
    staging.finish(written?)
}

/// A file as it was published.
struct Written {
    path: String,
    hash: String,
    bytes: u64,
}

/// All results, or all template problems, or the first other error.
fn collect(results: Vec<Result<Written, EmitError>>) -> Result<Vec<Written>, EmitError> {
    let mut written = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(file) => written.push(file),
            Err(EmitError::Rendering(found)) => problems.extend(found),
            Err(error) => return Err(error),
        }
    }
    if problems.is_empty() {
        Ok(written)
    } else {
        Err(EmitError::Rendering(problems))
    }
}

/// The folder that becomes the output folder. Dropped before [`Staging::finish`], it leaves no
/// trace.
struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// Files of the output folder that are not ours.
    foreign: Vec<String>,
    /// Locked while publishing; the lock ends with the process, however it ends.
    _lock: Option<File>,
}

impl Staging {
    fn begin(out: &Path) -> Result<Self, EmitError> {
        let io = |error| EmitError::Io(out.to_owned(), error);
        let out = std::path::absolute(out).map_err(io)?;
        // A link to a folder stays: what it leads to is replaced.
        let out = fs::canonicalize(&out).unwrap_or(out);
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(EmitError::NotOurs(out));
        };
        fs::create_dir_all(parent).map_err(io)?;
        // Where folders cannot be opened or locked, two builds at once are the user's care.
        let lock = File::open(parent).ok();
        if let Some(Err(fs::TryLockError::WouldBlock)) = lock.as_ref().map(File::try_lock) {
            return Err(EmitError::Busy(out));
        }
        let folder = parent.join(format!(".{}.casa-staging", name.to_string_lossy()));
        let before = parent.join(format!(".{}.casa-old", name.to_string_lossy()));
        recover(&out, &before).map_err(io)?;
        remove(&folder).map_err(io)?;
        let foreign = foreign_files(&out).map_err(io)?;
        let ours = read_manifest(&out).is_some();
        if !ours && foreign.iter().any(|path| !path.starts_with('.')) {
            return Err(EmitError::NotOurs(out));
        }
        fs::create_dir(&folder).map_err(io)?;
        Ok(Self {
            out,
            folder,
            foreign,
            _lock: lock,
        })
    }

    fn create_folders(&self, paths: impl Iterator<Item = String>) -> Result<(), EmitError> {
        let folders: BTreeSet<PathBuf> = paths
            .filter_map(|path| self.folder.join(path).parent().map(Path::to_owned))
            .collect();
        for folder in folders {
            fs::create_dir_all(&folder).map_err(|error| EmitError::Io(folder, error))?;
        }
        Ok(())
    }

    fn render(&self, build: &Build, path: &str, output: &Output) -> Result<Written, EmitError> {
        let bytes = build
            .renderer
            .render(output)
            .map_err(|error| EmitError::Rendering(vec![render_diagnostic(error)]))?;
        self.write(path, &bytes)
    }

    fn write_index(&self, build: &Build) -> Result<Vec<Written>, EmitError> {
        if !build.renderer.site().config.search {
            return Ok(Vec::new());
        }
        let index = build
            .index()
            .map_err(|error| EmitError::Index(error.to_string()))?;
        let path = |name: &String| format!("{SEARCH}{name}");
        self.create_folders(index.files.keys().map(path))?;
        index
            .files
            .iter()
            .map(|(name, bytes)| self.write(&path(name), bytes))
            .collect()
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, EmitError> {
        let target = self.folder.join(path);
        fs::write(&target, bytes).map_err(|error| EmitError::Io(target, error))?;
        Ok(Written {
            path: path.to_owned(),
            hash: blake3::hash(bytes).to_hex()[..32].to_owned(),
            bytes: bytes.len() as u64,
        })
    }

    /// Carries over what is not ours, writes the manifest and lets the new folder take the place
    /// of the old one.
    fn finish(self, written: Vec<Written>) -> Result<Published, EmitError> {
        let io = |error| EmitError::Io(self.out.clone(), error);
        let manifest: BTreeMap<&str, &str> = written
            .iter()
            .map(|file| (file.path.as_str(), file.hash.as_str()))
            .collect();
        for path in &self.foreign {
            let target = self.folder.join(path);
            if target.exists() {
                continue;
            }
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(io)?;
            }
            let source = self.out.join(path);
            fs::hard_link(&source, &target)
                .or_else(|_| fs::copy(&source, &target).map(|_| ()))
                .map_err(io)?;
        }
        let mut text = format!("{MANIFEST_HEADER}\n");
        for (path, hash) in &manifest {
            text.push_str(&format!("{hash} {path}\n"));
        }
        let mut file = File::create(self.folder.join(MANIFEST)).map_err(io)?;
        file.write_all(text.as_bytes()).map_err(io)?;
        sync(&file).map_err(io)?;
        swap(&self.folder, &self.out).map_err(io)?;
        // The new site is public; what is left of the old one is removed when `self` is dropped.
        Ok(Published {
            files: written.len(),
            bytes: written.iter().map(|file| file.bytes).sum(),
        })
    }
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
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let before = out.with_file_name(format!(".{name}.casa-old"));
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

/// Paths listed in the manifest of a folder.
fn read_manifest(folder: &Path) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(folder.join(MANIFEST)).ok()?;
    let mut lines = text.lines();
    (lines.next() == Some(MANIFEST_HEADER)).then_some(())?;
    Some(
        lines
            .filter_map(|line| line.split_once(' ').map(|(_, path)| path.to_owned()))
            .collect(),
    )
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
