//! What is published, and what is known of it.

use crate::diagnostic::Diagnostic;
use crate::fingerprint::Digest;
use crate::render::Key;
use crate::search;
use crate::source::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

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

/// What an earlier build published to a folder, and what its search index left.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The files that it published.
    pub files: &'a Files,
    /// What its search index left besides.
    pub index: &'a dyn IndexBefore,
}

/// What the search index of an earlier build left besides its files.
pub trait IndexBefore: Sync {
    /// What it was made from.
    fn memory(&self) -> search::Memory;

    /// What was stored at a place beside that, if so much is there.
    fn stored(&self, at: u64, length: u32) -> Option<Vec<u8>>;
}

/// What was published.
#[derive(Default)]
pub struct Published {
    /// All files.
    pub files: Files,
    /// How many of them had to be made.
    pub made: usize,
    /// How many of them are not what they were.
    pub changed: usize,
    /// What the search index leaves for the next, if it was made after another one.
    pub index: Option<search::Memory>,
}

impl Published {
    /// The size of all files together.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|file| file.stamp.size).sum()
    }
}

/// Why a build was not published.
#[derive(Debug)]
pub enum EmitError {
    /// Pages could not be rendered.
    Rendering(Vec<Diagnostic>),
    /// Something else than the content is in the way.
    Write(WriteError),
}

impl From<WriteError> for EmitError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The index could not be built.
    Index(String),
    /// The folder holds files that `casa` did not publish.
    NotOurs(PathBuf),
    /// Another build is publishing to the same place.
    Busy(PathBuf),
    /// The disk refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(reason) => write!(f, "the search index cannot be built: {reason}"),
            Self::NotOurs(out) => {
                let out = out.display();
                write!(f, "`{out}` holds files that casa did not publish")
            }
            Self::Busy(out) => {
                let out = out.display();
                write!(f, "another casa is publishing to `{out}`")
            }
            Self::Io(path, error) => {
                let path = path.display();
                write!(f, "cannot write `{path}`: {error}")
            }
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}

/// A file of the new site.
pub(super) struct Made {
    pub(super) path: String,
    pub(super) file: Record,
    pub(super) state: State,
}

/// Where a file of the new site is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// In the published folder, and it was not looked at again.
    Kept,
    /// In the published folder: it came out the same.
    Same,
    /// In the folder beside it.
    New,
}
