//! The files of a site as one immutable value.
//!
//! In: what `load` found. Out: file ids, byte spans, and the line and column of a byte. The texts of
//! pages are not held: whoever parses one reads it, and lets it go.
//! It knows nothing of what the files mean.

mod conflict;
mod content;
mod file;
mod position;
mod stamp;

pub use conflict::{conflict, fence_of};
pub use content::{Content, Leads, NotRead, is_control, read_at};
pub use file::{FileMemory, SourceFile};
pub use position::{Position, offset_of};
pub use stamp::Stamp;

use file::is_same;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

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

/// All files of a site. Versions of a site share the files that are the same, and a file keeps its
/// number as long as its path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// By number; the place of a file that is gone is kept.
    files: Vec<Arc<SourceFile>>,
    /// The numbers of the files that there are, in order of path.
    order: Vec<FileId>,
    /// The paths of the files that the configuration leaves out.
    ignored: Arc<[String]>,
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
        let file = |memory| Arc::new(SourceFile::remembered(memory));
        Self {
            files: files.into_iter().map(file).collect(),
            order,
            ignored: Arc::default(),
        }
    }

    /// These sources, with the paths of the files that are none of them since the configuration
    /// leaves them out.
    pub fn without(self, ignored: Vec<String>) -> Self {
        let ignored = ignored.into();
        Self { ignored, ..self }
    }

    /// The paths of the files that the configuration leaves out.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
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
            ignored: Arc::clone(&self.ignored),
        };
        let kept: Vec<Option<FileId>> = files
            .par_iter()
            .map(|file| self.find(&file.path).filter(|id| file.is_as(self.get(*id))))
            .collect();
        for (file, kept) in files.into_iter().zip(kept) {
            let id = match kept {
                Some(id) if self.get(id).content == Content::Forgotten => {
                    next.put(Some(id), file.with_digest_of(self.get(id)))
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

    /// These sources with a text that is not on disk as it is, in the place of the file at its path
    /// or as a new one.
    pub fn overlaid(mut self, path: &str, disk: PathBuf, text: String) -> Self {
        let content = Content::of_text(text);
        let file = SourceFile::new(path.to_owned(), disk, content, Stamp::default());
        match self.find(path) {
            Some(_) => self.with([file]),
            None => {
                let place = |id: &FileId| self.get(*id).path.as_str() < path;
                let place = self.order.partition_point(place);
                let id = self.put(None, file);
                self.order.insert(place, id);
                self
            }
        }
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
        self.get(file).position(byte as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lie_over_files_and_beside_them() {
        let sources = Sources::from_texts([("content/a.md", "a"), ("content/c.md", "c")]);
        let over = |sources: &Sources, path: &str, text: &str| {
            sources
                .clone()
                .overlaid(path, PathBuf::new(), text.to_owned())
        };
        let changed = over(&sources, "content/a.md", "b");
        assert_eq!(changed.changed_since(&sources), [FileId(0)]);
        assert_eq!(changed.get(FileId(0)).text(), "b");
        let same = over(&changed, "content/a.md", "b");
        assert_eq!(same.changed_since(&changed), []);
        let added = over(&changed, "content/b.md", "x");
        let paths: Vec<_> = added.iter().map(|(_, f)| f.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md", "content/b.md", "content/c.md"]);
        assert_eq!(added.changed_since(&changed), [FileId(2)]);
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
