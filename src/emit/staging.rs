//! The folder in which a site is made before it takes the place of the published one.

use super::files::{Files, Made, Published, Record, State, WriteError};
use super::folders::{LOCK, OLD, STAGING, beside, recover, remove, swap, sync};
use super::intact::Intact;
use super::lock::{Lock, lock};
use super::manifest::{MANIFEST, foreign_files, read_manifest, write_manifest};
use crate::render::Key;
use crate::source::{Digest, Stamp};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the file of a page in its folder.
const INDEX: &str = "index.html";

/// The folder that becomes the output folder. Dropped before [`Staging::finish`], it leaves no
/// trace.
pub(super) struct Staging {
    pub(super) out: PathBuf,
    folder: PathBuf,
    /// What is published already, by its manifest.
    pub(super) listed: Option<BTreeSet<String>>,
    _lock: Lock,
}

impl Staging {
    pub(super) fn begin(out: &Path) -> Result<Self, WriteError> {
        let io = |error| WriteError::Io(out.to_owned(), error);
        let out = std::path::absolute(out).map_err(io)?;
        // A link to a folder stays: what it leads to is replaced.
        let out = fs::canonicalize(&out).unwrap_or(out);
        let (Some(parent), Some(_)) = (out.parent(), out.file_name()) else {
            return Err(WriteError::NotOurs(out));
        };
        fs::create_dir_all(parent).map_err(io)?;
        // What is in the way is named, and not the folder that it is beside.
        let beside_it = |purpose: &str| {
            let path = beside(&out, purpose);
            let named = if path.exists() { path } else { out.clone() };
            move |error| WriteError::Io(named, error)
        };
        let Some(lock) = lock(&out).map_err(beside_it(LOCK))? else {
            return Err(WriteError::Busy(out));
        };
        let (folder, before) = (beside(&out, STAGING), beside(&out, OLD));
        recover(&out, &before).map_err(beside_it(OLD))?;
        remove(&folder).map_err(beside_it(STAGING))?;
        let listed = read_manifest(&out).map_err(io)?;
        let foreign = match &listed {
            Some(_) => Vec::new(),
            None => foreign_files(&out, None).map_err(io)?,
        };
        if foreign.iter().any(|path| !path.starts_with('.')) {
            return Err(WriteError::NotOurs(out));
        }
        fs::create_dir(&folder).map_err(io)?;
        Ok(Self {
            out,
            folder,
            listed,
            _lock: lock,
        })
    }

    /// Writes a file, unless it is published as it is.
    pub(super) fn write(
        &self,
        path: String,
        bytes: &[u8],
        key: Option<Key>,
        intact: &Intact<'_>,
    ) -> Result<Made, WriteError> {
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
        let written = written.map_err(|error| WriteError::Io(target, error))?;
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
    pub(super) fn finish(self, made: Vec<Made>) -> Result<Published, WriteError> {
        let io = |error| WriteError::Io(self.out.clone(), error);
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
        for path in foreign_files(&self.out, self.listed.as_ref())? {
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

impl Drop for Staging {
    fn drop(&mut self) {
        // After a swap this is the old site, after an error the unfinished new one.
        let _ = remove(&self.folder);
    }
}
