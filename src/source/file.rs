//! One file of a site.

use super::content::{Content, NotRead};
use super::position::{Position, line_starts, position_in};
use super::stamp::Stamp;
use crate::fingerprint::{Digest, Digester};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// What is known of a file after the program has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMemory {
    /// Its path; empty for one that was gone then.
    pub path: String,
    /// Its stamp.
    pub stamp: Stamp,
    /// Its digest; all zeros if it had not been read.
    pub digest: Digest,
}

/// One file of the site.
#[derive(Debug)]
pub struct SourceFile {
    /// Path below the root, with `/` between names: `content/notizie/a.md`.
    pub path: String,
    /// Where the file lies on disk; empty for files that do not.
    pub disk: PathBuf,
    /// What was read of it.
    pub content: Content,
    /// What it was like when it was listed.
    pub stamp: Stamp,
    /// What its text hashes to, once it has been read.
    digest: OnceLock<Digest>,
    /// Its text, once it has been asked for to be shown.
    shown: OnceLock<Content>,
    /// Where its lines begin, found when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// A file with what was read of it.
    pub fn new(path: String, disk: PathBuf, content: Content, stamp: Stamp) -> Self {
        Self {
            path,
            disk,
            content,
            stamp,
            digest: OnceLock::new(),
            shown: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// A file of which only the memory is left.
    pub(super) fn remembered(memory: FileMemory) -> Self {
        let file = Self::new(
            memory.path,
            PathBuf::new(),
            Content::Forgotten,
            memory.stamp,
        );
        let digest = match memory.digest == Digest::UNREAD {
            true => OnceLock::new(),
            false => OnceLock::from(memory.digest),
        };
        Self { digest, ..file }
    }

    /// The same file, known to hash to what it did before.
    pub(super) fn with_digest_of(self, before: &Self) -> Self {
        let digest = before.digest.clone();
        Self { digest, ..self }
    }

    /// What is to be remembered of a file.
    pub fn memory(&self) -> FileMemory {
        if self.content.is_held() {
            self.digest();
        }
        FileMemory {
            path: self.path.clone(),
            stamp: self.stamp,
            digest: self.digest.get().copied().unwrap_or(Digest::UNREAD),
        }
    }

    /// What the file holds now, read from disk if it is not held.
    pub fn read(&self) -> Cow<'_, Content> {
        let content = match self.content {
            Content::OnDisk | Content::Conflicted => Cow::Owned(Content::read(&self.disk)),
            _ => Cow::Borrowed(&self.content),
        };
        // What lies on disk and is not read as text hashes to what it holds there.
        if !matches!(
            content.as_ref(),
            Content::Asset { .. } | Content::LeftOut(_)
        ) {
            self.digest.get_or_init(|| digest(&content));
        }
        content
    }

    /// The text, or as much of it as is valid; empty for assets. One that is read for it is held
    /// from then on.
    pub fn text(&self) -> &str {
        match self.content {
            Content::OnDisk | Content::Conflicted => {
                self.shown.get_or_init(|| Content::read(&self.disk)).text()
            }
            _ => self.content.text(),
        }
    }

    /// Adds what an asset holds now to `out`.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn append_to(&self, out: &mut Vec<u8>) -> io::Result<()> {
        match self.content {
            Content::Embedded(bytes) => out.extend_from_slice(bytes),
            _ => {
                File::open(&self.disk)?.read_to_end(out)?;
            }
        }
        Ok(())
    }

    /// What the file hashed to when it was first read; reads it if it has not been.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| match &self.content {
            Content::OnDisk => digest(&Content::read(&self.disk)),
            // Publishing says why it cannot be read.
            // Pages may take in what is none itself.
            Content::Asset { .. }
            | Content::Conflicted
            | Content::LeftOut(NotRead::Underscore | NotRead::Part) => {
                digest_of_file(&self.disk).unwrap_or(Digest::UNREAD)
            }
            held => digest(held),
        })
    }

    /// Whether the file is published as it is.
    pub fn is_asset(&self) -> bool {
        matches!(
            self.content,
            Content::Asset { .. } | Content::Conflicted | Content::Embedded(_)
        )
    }

    /// Whether its text is read only when it is parsed.
    pub fn is_page(&self) -> bool {
        self.content == Content::OnDisk
    }

    /// Whether the file is not read at all.
    pub fn is_left_out(&self) -> bool {
        matches!(self.content, Content::LeftOut(_))
    }

    /// Name of the file without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Line and column of a byte; an offset past the end counts as the end.
    pub(super) fn position(&self, byte: usize) -> Position {
        let lines = self.lines.get_or_init(|| line_starts(self.text()));
        position_in(self.text(), lines, byte)
    }

    /// Whether a file holds what it held before.
    pub(super) fn is_as(&self, before: &Self) -> bool {
        if self.stamp != Stamp::default() && self.stamp == before.stamp {
            return true;
        }
        // What was not held and has not been read by now is lost.
        let held = before.content.is_held();
        let digest = before.digest.get().copied();
        let digest = digest.or_else(|| held.then(|| before.digest()));
        digest.is_some_and(|digest| digest != Digest::UNREAD && digest == self.digest())
    }
}

/// Whether two versions of a file, which have been compared, are the same.
pub(super) fn is_same(now: &Arc<SourceFile>, then: &Arc<SourceFile>) -> bool {
    let compared = then.content == Content::Forgotten && now.digest.get().is_some();
    Arc::ptr_eq(now, then) || compared && now.digest.get() == then.digest.get()
}

/// The digest of what is held of a file; what could not be read whole is like nothing else.
fn digest(content: &Content) -> Digest {
    match content {
        Content::Text(text) | Content::Cleaned { text, .. } => Digest::of(text.as_bytes()),
        Content::Embedded(bytes) => Digest::of(bytes),
        _ => Digest::UNREAD,
    }
}

fn digest_of_file(disk: &Path) -> io::Result<Digest> {
    let mut digester = Digester::default();
    io::copy(&mut File::open(disk)?, &mut digester)?;
    Ok(digester.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_that_is_asked_for_its_text_hashes_to_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let disk = folder.path().join("a.txt");
        std::fs::write(&disk, "a").unwrap();
        let file = || {
            let content = Content::Asset { bytes: 1 };
            SourceFile::new("a.txt".to_owned(), disk.clone(), content, Stamp::default())
        };
        let read = file();
        assert_eq!(read.read().text(), "");
        assert_ne!(read.digest(), Digest::UNREAD);
        assert_eq!(read.digest(), file().digest());
    }
}
