//! The folder in which a site is made before it takes the place of the published one.

use super::files::{Made, Published, Record, State, WriteError};
use super::folders::{
    CAN_EXCHANGE, LOCK, OLD, STAGING, beside, exchange, is_mounted, recover, remove, swap, sync,
};
use super::intact::Intact;
use super::lock::{Lock, lock};
use super::manifest::{MANIFEST, add_to_manifest, foreign_files, read_manifest, write_manifest};
use crate::fingerprint::Digest;
use crate::folder;
use crate::render::Key;
use crate::search;
use crate::source::Stamp;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of a file that is being replaced, while that may still fail.
const KEPT: &str = ".casa-kept";
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

/// How much of a site is new.
enum Extent<'a> {
    Nothing,
    /// This file alone.
    File(&'a str),
    /// The search index, and perhaps one file besides.
    Index(Option<&'a str>),
    Site,
}

impl Staging {
    pub(super) fn begin(out: &Path) -> Result<Self, WriteError> {
        let io = |error| WriteError::Io(out.to_owned(), error);
        let out = std::path::absolute(out).map_err(io)?;
        // A link to a folder stays: what it leads to is replaced.
        let out = folder::canonical(&out).unwrap_or(out);
        let (Some(parent), Some(_)) = (out.parent(), out.file_name()) else {
            return Err(WriteError::NotOurs(out));
        };
        let there = out.ancestors().find(|path| path.exists());
        if let Some(file) = there.filter(|path| !path.is_dir()) {
            let reason = io::ErrorKind::NotADirectory.into();
            return Err(WriteError::Io(file.to_owned(), reason));
        }
        if out.is_symlink() {
            return Err(WriteError::Io(out, io::ErrorKind::NotFound.into()));
        }
        // Told before the site is made, and not when it would take its place.
        if is_mounted(&out) {
            return Err(WriteError::Io(out, io::ErrorKind::ResourceBusy.into()));
        }
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
            None => foreign_files(&out, "", None).map_err(io)?,
        };
        if folder::has_visible(&foreign) {
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

    /// Makes the new site public: a single file takes its place in the folder, and so does the
    /// search index as a whole; for more, the folder that holds all of it takes the place of the old
    /// one.
    pub(super) fn finish(self, made: Vec<Made>) -> Result<Published, WriteError> {
        let io = |error| WriteError::Io(self.out.clone(), error);
        let count = |state| made.iter().filter(|made| made.state == state).count();
        let mut published = Published {
            made: made.len() - count(State::Kept),
            changed: count(State::New),
            ..Published::default()
        };
        match self.extent(&made) {
            Extent::Nothing => {}
            Extent::File(path) => self.replace(path, &made).map_err(io)?,
            Extent::Index(path) => self.exchange_index(path, &made).map_err(io)?,
            Extent::Site => self.exchange(&made).map_err(io)?,
        }
        published.files = made
            .into_iter()
            .map(|made| (made.path, made.file))
            .collect();
        Ok(published)
    }

    /// How much of the site is new.
    fn extent<'a>(&self, made: &'a [Made]) -> Extent<'a> {
        let Some(listed) = &self.listed else {
            return Extent::Site;
        };
        let mut paths: Vec<&str> = made.iter().map(|made| made.path.as_str()).collect();
        paths.sort_unstable();
        let in_index = |path: &str| path.starts_with(search::FOLDER);
        let same = |index: bool| {
            let wanted = |path: &&str| in_index(path) == index;
            let listed = listed.iter().map(String::as_str).filter(wanted);
            listed.eq(paths.iter().copied().filter(wanted))
        };
        let (same_pages, same_index) = (same(false), same(true));
        let new = made.iter().filter(|made| made.state == State::New);
        let mut new = new.map(|made| made.path.as_str());
        let index = !same_index || new.clone().any(in_index);
        let mut pages = new.clone().filter(|path| !in_index(path));
        let page = pages.next();
        let few = same_pages
            && pages.next().is_none()
            && page.is_none_or(|page| self.out.join(page).is_file());
        match (few, index, page) {
            (true, false, None) => Extent::Nothing,
            (true, false, Some(page)) => Extent::File(page),
            (true, true, None) if same_index && new.clone().count() == 1 => {
                new.next().map_or(Extent::Nothing, Extent::File)
            }
            (true, true, page) if self.out.join(search::FOLDER).is_dir() => Extent::Index(page),
            _ => Extent::Site,
        }
    }

    /// Lets one file take its place.
    fn replace(&self, path: &str, made: &[Made]) -> io::Result<()> {
        let (published, kept) = (self.out.join(path), self.folder.join(KEPT));
        fs::hard_link(&published, &kept).or_else(|_| fs::copy(&published, &kept).map(drop))?;
        fs::rename(self.folder.join(path), &published)?;
        let listed = self.put_manifest(|manifest| write_manifest(manifest, made));
        listed.or_else(|error| {
            fs::rename(&kept, &published)?;
            Err(error)
        })
    }

    /// Lets the search index take the place of the published one, and at once a page its own. A crash
    /// between the two, which are one after the other, leaves an index that knows more than the page
    /// says; the next build mends it.
    fn exchange_index(&self, page: Option<&str>, made: &[Made]) -> io::Result<()> {
        if !CAN_EXCHANGE {
            return self.exchange(made);
        }
        let of_index = |path: &str| path.starts_with(search::FOLDER);
        let index = made.par_iter().filter(|made| of_index(&made.path));
        index
            .clone()
            .filter(|made| made.state != State::New)
            .try_for_each(|made| self.carry_over(&made.path))?;
        let (new, old) = (
            self.folder.join(search::FOLDER),
            self.out.join(search::FOLDER),
        );
        self.carry_over_foreign(search::FOLDER)?;
        // Whenever a crash comes, all that is there then is listed.
        let added: Vec<&Made> = index.collect();
        self.put_manifest(|manifest| add_to_manifest(&self.out, manifest, &added))?;
        sync(&File::open(&new)?)?;
        if exchange(&new, &old).is_err() {
            return self.exchange(made);
        }
        let completed = match page {
            Some(page) => self.replace(page, made),
            None => self.put_manifest(|manifest| write_manifest(manifest, made)),
        };
        completed.or_else(|error| {
            exchange(&new, &old)?;
            Err(error)
        })
    }

    /// Takes over what is not ours from a folder of the published site, unless a file of ours has its
    /// place now.
    fn carry_over_foreign(&self, below: &str) -> io::Result<()> {
        for path in foreign_files(&self.out, below, self.listed.as_ref())? {
            if !self.folder.join(&path).exists() {
                self.carry_over(&path)?;
            }
        }
        Ok(())
    }

    /// Lets a manifest that is written to a path take the place of the published one.
    fn put_manifest(&self, write: impl Fn(&Path) -> io::Result<File>) -> io::Result<()> {
        let manifest = self.folder.join(MANIFEST);
        write(&manifest)?;
        fs::rename(manifest, self.out.join(MANIFEST))
    }

    /// Completes the folder with what is kept and with what is not ours, writes the manifest and
    /// lets it take the place of the published one.
    fn exchange(&self, made: &[Made]) -> io::Result<()> {
        made.par_iter()
            .filter(|made| made.state != State::New)
            .try_for_each(|made| self.carry_over(&made.path))?;
        self.carry_over_foreign("")?;
        let manifest = self.folder.join(MANIFEST);
        let file = write_manifest(&manifest, made)?;
        sync(&file)?;
        // Windows moves no folder in which a file is open.
        drop(file);
        // The new site is public after this; what is left of the old one is removed when `self`
        // is dropped.
        swap(&self.folder, &self.out)
    }

    /// Takes a file of the published folder into the new one.
    fn carry_over(&self, path: &str) -> io::Result<()> {
        let (source, target) = (self.out.join(path), self.folder.join(path));
        let link = || fs::hard_link(&source, &target);
        with_folder(&target, link).or_else(|error| match error.kind() {
            // It is the same file: what is written to one would be written to the other.
            io::ErrorKind::AlreadyExists => Ok(()),
            _ => fs::copy(&source, &target).map(|_| ()),
        })
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
