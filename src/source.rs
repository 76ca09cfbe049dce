//! The files of a site as one immutable value.
//!
//! In: what `load` read. Out: file ids, byte spans, and the line and column of a byte.
//! It knows nothing of what the files mean.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Index of a file in [`Sources`]; meaningful only for the `Sources` that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes of one file, `start <= end`, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    /// Text that is parsed: Markdown, YAML, CSV, templates.
    Text(String),
    /// Should have been text, but is not UTF-8: the offset of the first wrong byte, and the text
    /// before it.
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
}

/// One file of the site.
#[derive(Debug)]
pub struct SourceFile {
    /// Path below the root, with `/` between names: `content/notizie/a.md`.
    pub path: String,
    /// Where the file lies on disk; empty for files embedded in the program.
    pub disk: PathBuf,
    /// What was read of it.
    pub content: Content,
    /// Where its lines begin, found when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// A file with what was read of it.
    pub fn new(path: String, disk: PathBuf, content: Content) -> Self {
        Self {
            path,
            disk,
            content,
            lines: OnceLock::new(),
        }
    }

    /// The text, or as much of it as is valid; empty for assets.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) | Content::NotUtf8 { valid: text, .. } => text,
            _ => "",
        }
    }

    /// Whether the file is published as it is.
    pub fn is_asset(&self) -> bool {
        matches!(self.content, Content::Asset { .. } | Content::Embedded(_))
    }

    /// Name of the file without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// All files of a site, sorted by path. Two versions of a site share the files that are the same.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Takes the files; of two with the same path the first is kept.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, kept| later.path == kept.path);
        let files = files.into_iter().map(Arc::new).collect();
        Self { files }
    }

    /// These sources with other files in the place of those at the same paths.
    pub fn with(mut self, changed: impl IntoIterator<Item = SourceFile>) -> Self {
        for file in changed {
            if let Some(id) = self.find(&file.path) {
                self.files[id.0 as usize] = Arc::new(file);
            }
        }
        self
    }

    /// The files that are not what they were in `before`; `None` if there are others than then, so
    /// that ids mean other files.
    pub fn changed_since(&self, before: &Self) -> Option<Vec<FileId>> {
        if self.files.len() != before.files.len() {
            return None;
        }
        let mut changed = Vec::new();
        for ((id, _), (now, then)) in self.iter().zip(self.files.iter().zip(&before.files)) {
            if Arc::ptr_eq(now, then) {
                continue;
            }
            if now.path != then.path {
                return None;
            }
            // Of an asset only the size is known: it may have changed all the same.
            if now.content != then.content || now.is_asset() {
                changed.push(id);
            }
        }
        Some(changed)
    }

    /// Sources of texts held in memory, for tests and embedding.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let file = |(path, text): (&str, &str)| {
            let content = Content::Text(text.to_owned());
            SourceFile::new(path.to_owned(), PathBuf::new(), content)
        };
        Self::new(texts.into_iter().map(file).collect())
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file with this id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at this path below the root.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let found = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        found.ok().map(|i| FileId(i as u32))
    }

    /// Files whose path starts with `prefix`, in order of path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let first = self
            .files
            .partition_point(|file| file.path.as_str() < prefix);
        self.files[first..]
            .iter()
            .take_while(move |file| file.path.starts_with(prefix))
            .enumerate()
            .map(move |(i, file)| (FileId((first + i) as u32), &**file))
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, f)| (FileId(i as u32), &**f))
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
