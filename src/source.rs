//! The files of a site as one immutable value.
//!
//! In: what `load` found. Out: file ids, byte spans, and the line and column of a byte. The texts of
//! pages are not held: whoever parses one reads it, and lets it go.
//! It knows nothing of what the files mean.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

/// Largest text file read; a page of this size is a mistake.
const MAX_TEXT_BYTES: u64 = 64 << 20;

/// Number of a file in [`Sources`] and in the versions of them that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A range of bytes of one file, `start <= end`, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file that the bytes belong to.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `file` from byte `start` to byte `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        // `load` refuses texts above 64 MiB, so the cast cannot lose anything.
        Self {
            file,
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    /// The first byte of a file: where a problem of the whole file is shown.
    pub fn start_of(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }
}

/// What is held of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text that is parsed: YAML, CSV, templates; in tests, pages too.
    Text(String),
    /// Text that is read when it is asked for: the pages.
    OnDisk,
    /// Should have been text, but is not UTF-8: the text before the first wrong byte.
    NotUtf8 {
        /// What could be read.
        valid: String,
    },
    /// Could not be read; the reason as the system gives it.
    Unreadable(String),
    /// Published as it is, from where it lies on disk; only its size is known.
    Asset {
        /// Size in bytes when the site was read.
        bytes: u64,
    },
    /// Published as it is, from memory (files embedded in the program).
    Embedded(&'static [u8]),
    /// Not known any more, see [`Sources::remembered`].
    Forgotten,
}

impl Content {
    /// Reads a file that should be text.
    pub fn read(disk: &Path) -> Self {
        fn bytes(disk: &Path) -> io::Result<Option<Vec<u8>>> {
            let file = File::open(disk)?;
            let size = file.metadata()?.len();
            if size > MAX_TEXT_BYTES {
                return Ok(None);
            }
            let mut bytes = Vec::with_capacity(size as usize + 1);
            // A file by itself would be asked for its size and place again.
            file.take(MAX_TEXT_BYTES).read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        match bytes(disk) {
            Ok(Some(bytes)) => Self::of_bytes(bytes),
            Ok(None) => Self::Unreadable(format!("> {} MiB", MAX_TEXT_BYTES >> 20)),
            Err(error) => Self::Unreadable(error.to_string()),
        }
    }

    fn of_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(good);
                Self::NotUtf8 {
                    valid: String::from_utf8(bytes).unwrap_or_default(),
                }
            }
        }
    }

    /// The text, or as much of it as is valid; empty where none is held.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::NotUtf8 { valid: text, .. } => text,
            _ => "",
        }
    }
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// If the file ends before, or the disk refuses.
#[cfg(unix)]
pub fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Fills `bytes` from a place in a file.
///
/// # Errors
/// If the file ends before, or the disk refuses.
#[cfg(windows)]
pub fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}

/// What tells, without reading a file, that it has not changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970.
    pub modified: u64,
    /// Number of the file in its file system, where there is one.
    pub inode: u64,
}

impl Stamp {
    /// The stamp of a file as the system describes it.
    pub fn of(metadata: &fs::Metadata) -> Self {
        let modified = metadata.modified().ok();
        let modified = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            size: metadata.len(),
            modified: modified.map_or(0, |time| time.as_nanos() as u64),
            inode: inode(metadata),
        }
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

/// What stands for the content of a file: the first half of its BLAKE3 hash.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::finish(blake3::Hasher::new().update(bytes))
    }

    /// The digest of what was hashed.
    pub fn finish(hasher: &blake3::Hasher) -> Self {
        let mut digest = [0; 16];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(digest)
    }
}

impl fmt::Display for Digest {
    /// In hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

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

    /// What is to be remembered of a file.
    pub fn memory(&self) -> FileMemory {
        if matches!(self.content, Content::Text(_) | Content::Embedded(_)) {
            self.digest();
        }
        FileMemory {
            path: self.path.clone(),
            stamp: self.stamp,
            digest: self.digest.get().copied().unwrap_or_default(),
        }
    }

    /// What the file holds now, read from disk if it is not held.
    pub fn read(&self) -> Cow<'_, Content> {
        let content = match self.content {
            Content::OnDisk => Cow::Owned(Content::read(&self.disk)),
            _ => Cow::Borrowed(&self.content),
        };
        self.digest.get_or_init(|| digest(&content));
        content
    }

    /// The text, or as much of it as is valid; empty for assets. One that is read for it is held
    /// from then on.
    pub fn text(&self) -> &str {
        match self.content {
            Content::OnDisk => self.shown.get_or_init(|| Content::read(&self.disk)).text(),
            _ => self.content.text(),
        }
    }

    /// What the file hashed to when it was first read; reads it if it has not been.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| match &self.content {
            Content::OnDisk => digest(&Content::read(&self.disk)),
            Content::Asset { .. } => digest_of_file(&self.disk).unwrap_or_default(),
            held => digest(held),
        })
    }

    /// Whether the file is published as it is.
    pub fn is_asset(&self) -> bool {
        matches!(self.content, Content::Asset { .. } | Content::Embedded(_))
    }

    /// Name of the file without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether a file holds what it held before.
    fn is_as(&self, before: &Self) -> bool {
        if self.stamp != Stamp::default() && self.stamp == before.stamp {
            return true;
        }
        // What was not held and has not been read by now is lost.
        let held = matches!(before.content, Content::Text(_) | Content::Embedded(_));
        let digest = before.digest.get().copied();
        let digest = digest.or_else(|| held.then(|| before.digest()));
        digest.is_some_and(|digest| digest != Digest::default() && digest == self.digest())
    }
}

/// Whether two versions of a file, which have been compared, are the same.
fn is_same(now: &Arc<SourceFile>, then: &Arc<SourceFile>) -> bool {
    let compared = then.content == Content::Forgotten && now.digest.get().is_some();
    Arc::ptr_eq(now, then) || compared && now.digest.get() == then.digest.get()
}

/// The digest of what is held of a file; what could not be read whole is like nothing else.
fn digest(content: &Content) -> Digest {
    match content {
        Content::Text(text) => Digest::of(text.as_bytes()),
        Content::Embedded(bytes) => Digest::of(bytes),
        _ => Digest::default(),
    }
}

fn digest_of_file(disk: &Path) -> io::Result<Digest> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(disk)?)?;
    Ok(Digest::finish(&hasher))
}

/// All files of a site. Versions of a site share the files that are the same, and a file keeps its
/// number as long as its path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// By number; the place of a file that is gone is kept.
    files: Vec<Arc<SourceFile>>,
    /// The numbers of the files that there are, in order of path.
    order: Vec<FileId>,
}

impl Sources {
    /// Sources of which only the memory is left: every file by number. They cannot be read, only be
    /// followed by a next version.
    pub fn remembered(files: Vec<FileMemory>) -> Self {
        let numbers = (0..files.len() as u32).map(FileId);
        let mut order: Vec<FileId> = numbers
            .filter(|id| !files[id.0 as usize].path.is_empty())
            .collect();
        order.sort_by(|a, b| files[a.0 as usize].path.cmp(&files[b.0 as usize].path));
        let file = |memory: FileMemory| {
            let nowhere = PathBuf::new();
            let file = SourceFile::new(memory.path, nowhere, Content::Forgotten, memory.stamp);
            let digest = match memory.digest == Digest::default() {
                true => OnceLock::new(),
                false => OnceLock::from(memory.digest),
            };
            Arc::new(SourceFile { digest, ..file })
        };
        Self {
            files: files.into_iter().map(file).collect(),
            order,
        }
    }

    /// What is to be remembered of every file, by number.
    pub fn memory(&self) -> Vec<FileMemory> {
        let mut memory = vec![FileMemory::default(); self.files.len()];
        for (id, file) in self.iter() {
            memory[id.0 as usize] = file.memory();
        }
        memory
    }

    /// The next version of these sources: all its files are given, and of two with the same path the
    /// first is kept. Those that are as they were are shared.
    pub fn with_all(&self, mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, kept| later.path == kept.path);
        let mut next = Self {
            files: self.files.clone(),
            order: Vec::with_capacity(files.len()),
        };
        let kept: Vec<Option<FileId>> = files
            .par_iter()
            .map(|file| self.find(&file.path).filter(|id| file.is_as(self.get(*id))))
            .collect();
        for (file, kept) in files.into_iter().zip(kept) {
            let id = match kept {
                Some(id) if self.get(id).content == Content::Forgotten => {
                    let digest = self.get(id).digest.clone();
                    next.put(Some(id), SourceFile { digest, ..file })
                }
                Some(id) => id,
                None => next.put(self.find(&file.path), file),
            };
            next.order.push(id);
        }
        next
    }

    /// These sources with other files in the place of those at the same paths.
    pub fn with(mut self, changed: impl IntoIterator<Item = SourceFile>) -> Self {
        for file in changed {
            if let Some(id) = self.find(&file.path)
                && !file.is_as(self.get(id))
            {
                self.put(Some(id), file);
            }
        }
        self
    }

    /// Puts a file in a place, or in a new one.
    fn put(&mut self, id: Option<FileId>, file: SourceFile) -> FileId {
        let id = id.unwrap_or(FileId(self.files.len() as u32));
        match self.files.get_mut(id.0 as usize) {
            Some(place) => *place = Arc::new(file),
            None => self.files.push(Arc::new(file)),
        }
        id
    }

    /// The files that are not what they were in `before`, of which these are a later version:
    /// changed, new or gone; in order of number.
    pub fn changed_since(&self, before: &Self) -> Vec<FileId> {
        let there = |sources: &Self| {
            let mut there = vec![false; self.files.len()];
            for id in &sources.order {
                there[id.0 as usize] = true;
            }
            there
        };
        let (now, then) = (there(self), there(before));
        let same = |i: usize| match (now[i], then[i]) {
            (true, true) => is_same(&self.files[i], &before.files[i]),
            (now, then) => now == then,
        };
        let changed = (0..self.files.len()).filter(|i| !same(*i));
        changed.map(|i| FileId(i as u32)).collect()
    }

    /// Sources of texts held in memory, for tests and embedding.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self::default().with_texts(texts)
    }

    /// The next version of such sources: all its texts are given.
    pub fn with_texts<'a>(&self, texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let file = |(path, text): (&str, &str)| {
            let content = Content::Text(text.to_owned());
            SourceFile::new(path.to_owned(), PathBuf::new(), content, Stamp::default())
        };
        self.with_all(texts.into_iter().map(file).collect())
    }

    /// One past the highest number of a file.
    pub fn end(&self) -> usize {
        self.files.len()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The file with this number.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at this path below the root.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let found = self
            .order
            .binary_search_by(|id| self.get(*id).path.as_str().cmp(path));
        found.ok().map(|i| self.order[i])
    }

    /// Files whose path starts with `prefix`, in order of path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let first = self
            .order
            .partition_point(|id| self.get(*id).path.as_str() < prefix);
        self.order[first..]
            .iter()
            .map(|id| (*id, self.get(*id)))
            .take_while(move |(_, file)| file.path.starts_with(prefix))
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.order.iter().map(|id| (*id, self.get(*id)))
    }

    /// Line and column (both from 1; the column counts characters) of a byte of a file.
    pub fn position(&self, file: FileId, byte: u32) -> Position {
        let file = self.get(file);
        let lines = file.lines.get_or_init(|| line_starts(file.text()));
        position_in(file.text(), lines, byte as usize)
    }
}

/// A place in a text as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
}

/// The bytes with which the lines of a text begin.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(i, _)| i + 1))
        .collect()
}

/// Line and column of a byte offset; an offset past the end counts as the end.
fn position_in(text: &str, lines: &[usize], byte: usize) -> Position {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let line = lines.partition_point(|&start| start <= byte);
    let start = lines[line.saturating_sub(1)];
    Position {
        line: line as u32,
        column: text[start..byte].chars().count() as u32 + 1,
    }
}

/// Byte offset of a line and column, both from 1; clamped to the text.
pub fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(i) => start += i + 1,
            None => return text.len(),
        }
    }
    text[start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(i, _)| start + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let text = "è\nab\n";
        assert_eq!(
            position_in(text, &line_starts(text), 0),
            Position { line: 1, column: 1 }
        );
        assert_eq!(
            position_in(text, &line_starts(text), 2),
            Position { line: 1, column: 2 }
        );
        assert_eq!(
            position_in(text, &line_starts(text), 4),
            Position { line: 2, column: 2 }
        );
        assert_eq!(
            position_in(text, &line_starts(text), 99),
            Position { line: 3, column: 1 }
        );
        assert_eq!(offset_of(text, 2, 2), 4);
        assert_eq!(offset_of(text, 9, 1), text.len());
    }

    #[test]
    fn files_are_found_by_path_and_prefix() {
        let sources =
            Sources::from_texts([("content/b.md", "b"), ("content/a.md", "a"), ("x", "")]);
        assert_eq!(
            sources.get(sources.find("content/a.md").unwrap()).text(),
            "a"
        );
        let under: Vec<_> = sources
            .under("content/")
            .map(|(_, f)| f.path.as_str())
            .collect();
        assert_eq!(under, ["content/a.md", "content/b.md"]);
    }
}
