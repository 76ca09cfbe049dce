//! The files fetched so far, each checked before it is kept.

use std::fmt;

use crate::format::{FileName, HeaderError, Kind, Root, VERSION};

/// Files of one index, by name.
#[derive(Default)]
pub struct Cache {
    root: Option<Root>,
    /// Payloads whose header is good and whose hash is that of their name.
    files: Vec<(FileName, Vec<u8>)>,
}

/// Why a file, and with it the search, is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The file is damaged, or another file under its name.
    Corrupt(FileName),
    /// The index is of a version that this code does not read.
    Version(u8),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Corrupt(name) => write!(f, "{name} is damaged"),
            Self::Version(version) => write!(
                f,
                "the index has version {version} of the format, and this program reads {VERSION}"
            ),
        }
    }
}

impl std::error::Error for Error {}

impl Cache {
    /// Keeps a file, given what inflating it gave.
    ///
    /// # Errors
    ///
    /// The payload is not what the name says; the cache stays as it was.
    pub fn insert(&mut self, name: FileName, payload: Vec<u8>) -> Result<(), Error> {
        let refuse = |error| match error {
            HeaderError::Version(version) => Error::Version(version),
            HeaderError::Malformed => Error::Corrupt(name),
        };
        if name.kind() == Kind::Root {
            let root = Root::decode(&payload).map_err(refuse)?;
            if self.root.as_ref() != Some(&root) {
                // Another edition: its files have other names, these go.
                self.files.clear();
                self.root = Some(root);
            }
            return Ok(());
        }
        crate::format::check_header(&payload, name.kind()).map_err(refuse)?;
        if FileName::of(name.kind(), &payload) != name {
            return Err(Error::Corrupt(name));
        }
        if self.get(name).is_none() {
            self.files.push((name, payload));
        }
        Ok(())
    }

    /// The root, once it has been fetched.
    pub fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    /// The payload of a file, if it is here.
    pub(crate) fn get(&self, name: FileName) -> Option<&[u8]> {
        let found = self.files.iter().find(|(known, _)| *known == name);
        found.map(|(_, payload)| payload.as_slice())
    }
}
