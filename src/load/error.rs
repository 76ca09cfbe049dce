//! Why a site cannot be read at all.

use crate::folder;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folder of a site that its pages are in.
pub(super) const CONTENT: &str = "content";

/// Why a site cannot be read at all.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `content/` folder in the root.
    NoContent(PathBuf),
    /// The root, or `content` in it, is there but is not a folder.
    NotAFolder(PathBuf),
    /// There is no Markdown file in `content/`.
    NoPages(PathBuf),
    /// A folder cannot be listed.
    Io(io::Error),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoContent(root) => {
                let root = root.display();
                write!(f, "there is no content/ folder in `{root}`")
            }
            Self::NotAFolder(path) => write!(f, "`{}` is not a folder", path.display()),
            Self::NoPages(root) => {
                let root = root.display();
                write!(f, "there is no Markdown file in `{root}/content`")
            }
            Self::Io(error) => write!(f, "the site cannot be read: {error}"),
        }
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// That there is a `content/` folder in a root.
pub(super) fn begins(root: &Path) -> Result<(), LoadError> {
    let content = root.join(CONTENT);
    match content.metadata() {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(LoadError::NotAFolder(absolute(root).join(CONTENT))),
        Err(_) if root.is_file() => Err(LoadError::NotAFolder(absolute(root))),
        // A link that leads nowhere is there, and what it leads to is not.
        Err(_) if content.is_symlink() => Err(LoadError::NotAFolder(absolute(root).join(CONTENT))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(LoadError::NoContent(absolute(root)))
        }
        Err(error) => {
            let text = format!("{}: {error}", content.display());
            Err(LoadError::Io(io::Error::new(error.kind(), text)))
        }
    }
}

/// A path as people know it: "." says little in a message.
pub(super) fn absolute(path: &Path) -> PathBuf {
    folder::canonical(path).unwrap_or_else(|_| path.to_owned())
}
