//! A file where a folder belongs, and the other way round.

use crate::source::{Leads, NotRead};

/// What is there instead of a file or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongKind {
    /// A symbolic link.
    Link(Leads),
    /// A file where a folder of this name belongs.
    File(String),
    /// A folder where a file of this name belongs.
    Folder(String),
}

impl WrongKind {
    /// What keeps a file from being read, if it is this.
    pub fn of(why: &NotRead) -> Option<Self> {
        match why {
            NotRead::Symlink(leads) => Some(Self::Link(*leads)),
            NotRead::File(name) => Some(Self::File(name.clone())),
            NotRead::Folder(name) => Some(Self::Folder(name.clone())),
            _ => None,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Link(_) => "symlink",
            Self::File(_) | Self::Folder(_) => "wrong-kind",
        }
    }
}
