//! The files of an index under their names: those that are made, and those
//! that an index before has already.

use std::collections::BTreeMap;

use search_core::format::{Directory, DirectoryEntry, FileName, Kind, Root, UNIT, sum};

use crate::partition::{borders, parts};

/// The file that names all others, relative to the index's folder.
pub const ROOT: &str = "index.casa";

/// The file that lists all others with their sizes, for whoever wants to have them all.
pub const LIST: &str = "files.casa";

/// How many files the root lists itself.
const MOST_LISTED: usize = 1_200;

/// About how many files a directory lists where the root does not.
const LISTED: usize = 128;

/// A file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Its bytes, as served.
    Made(Vec<u8>),
    /// It is a file of the index before, of so many bytes.
    Kept(u32),
}

impl File {
    /// How many bytes it has.
    pub(crate) fn length(&self) -> usize {
        match self {
            Self::Made(bytes) => bytes.len(),
            Self::Kept(length) => *length as usize,
        }
    }
}

/// What is left of the index before, wherever that is.
pub trait Left: Sync {
    /// Whether a file of it, by its path in the index's folder, is still as it
    /// was.
    fn has(&self, path: &str) -> bool;

    /// The bytes of such a file.
    fn file(&self, path: &str) -> Option<Vec<u8>>;

    /// What [`Memory::store`](crate::Memory::store) was told to write at a
    /// place, if so much is there; whether it is what was written is found
    /// out.
    fn stored(&self, at: u64, length: u32) -> Option<Vec<u8>>;
}

/// Nothing is left, as nothing was before.
pub struct Nothing;

impl Left for Nothing {
    fn has(&self, _: &str) -> bool {
        false
    }

    fn file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn stored(&self, _: u64, _: u32) -> Option<Vec<u8>> {
        None
    }
}

/// Files under their names.
pub(crate) struct Files<'a> {
    pub(crate) served: BTreeMap<String, File>,
    /// Whether a file would have taken another one's name. What names such
    /// files get depends on what was there first, so that nothing of an index
    /// that has them is kept.
    pub(crate) collided: bool,
    left: &'a dyn Left,
}

impl<'a> Files<'a> {
    /// No files yet, after those of an index before.
    pub(crate) fn new(left: &'a dyn Left) -> Self {
        Self {
            served: BTreeMap::new(),
            collided: false,
            left,
        }
    }

    /// Adds a file and names it. What follows a payload's end means nothing,
    /// so a file that would take another one's name gets some zeros more.
    pub(crate) fn place(&mut self, kind: Kind, mut payload: Vec<u8>) -> FileName {
        loop {
            let name = FileName::new(kind, sum(&payload));
            let path = name.path();
            let known = self.served.get(&path);
            if known.is_none_or(|known| self.is(known, &path, &payload)) {
                self.served.insert(path, File::Made(payload));
                return name;
            }
            self.collided = true;
            payload.extend([0; UNIT as usize]);
        }
    }

    fn is(&self, file: &File, path: &str, payload: &[u8]) -> bool {
        match file {
            File::Made(bytes) => bytes == payload,
            File::Kept(_) => self.left.file(path).is_some_and(|bytes| bytes == payload),
        }
    }

    /// How many bytes a file has that was added.
    pub(crate) fn length(&self, name: FileName) -> u32 {
        let file = self.served.get(&name.path());
        file.map_or(0, |file| file.length() as u32)
    }

    /// Whether a file of the index before is still there.
    pub(crate) fn has(&self, name: FileName) -> bool {
        self.left.has(&name.path())
    }

    /// Adds a file of the index before, which [is there](Self::has).
    pub(crate) fn keep(&mut self, name: FileName, length: u32) {
        let path = name.path();
        if let Some(File::Made(made)) = self.served.get(&path) {
            self.collided |= self.left.file(&path).as_ref() != Some(made);
            return;
        }
        self.served.insert(path, File::Kept(length));
    }

    /// Adds the root.
    pub(crate) fn root(&mut self, root: &Root) {
        let path = FileName::ROOT.path();
        self.served.insert(path, File::Made(root.encode()));
    }

    /// Lists files, each with its entries, by what they begin with, in the root
    /// or in directories.
    pub(crate) fn list(&mut self, files: Vec<Vec<DirectoryEntry>>) -> Directory {
        if files.len() <= MOST_LISTED {
            let entries = files.into_iter().flatten().collect();
            return Directory { entries };
        }
        let borders = borders(&files, |entries| &entries[0].first, |_| 1, LISTED);
        let parts = parts(files, &borders);
        let directories = parts.into_iter().map(|files| {
            let entries: Vec<DirectoryEntry> = files.into_iter().flatten().collect();
            let first = entries[0].first.clone();
            let payload = Directory { entries }.encode();
            DirectoryEntry::whole(first, self.place(Kind::Directory, payload))
        });
        Directory {
            entries: directories.collect(),
        }
    }
}
