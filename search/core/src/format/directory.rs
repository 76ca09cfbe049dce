//! Which file has which range of texts.

use super::name::{FileName, Kind};
use super::stream::{Malformed, Number, Texts, body, whole};
use crate::coder::{Decoder, Encoder};
use crate::sorted;

/// Files in order of the texts that they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The files: each holds the texts from its `first` up to the next one's.
    pub entries: Vec<DirectoryEntry>,
}

/// One file of a [`Directory`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// No text of the file comes before it, in order of bytes; not necessarily
    /// one of them.
    pub first: Vec<u8>,
    /// The file.
    pub file: FileName,
}

impl Directory {
    /// The payload of a file of its own.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Directory.letter()]);
        self.write(&mut out);
        out.finish()
    }

    /// The directory of a payload.
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Directory);
        let directory = Self::read(&mut from);
        whole(&from, directory)
    }

    pub(super) fn write(&self, out: &mut Encoder) {
        Number::default().write(out, self.entries.len() as u32);
        let kind = self
            .entries
            .first()
            .map_or(Kind::Terms, |entry| entry.file.kind());
        out.raw(u32::from(kind.letter()), 8);
        let mut texts = Texts::default();
        for entry in &self.entries {
            texts.write(out, &entry.first);
            out.raw(entry.file.number(), 32);
        }
    }

    pub(super) fn read(from: &mut Decoder<'_>) -> Self {
        let mut directory = Self::default();
        let count = Number::default().read(from);
        let kind = Kind::of_letter(from.raw(8) as u8);
        from.expect(kind.is_some());
        let mut texts = Texts::default();
        for _ in 0..count {
            let first = texts.read(from);
            if let Some(last) = directory.entries.last() {
                from.expect(last.first < first);
            }
            let file = FileName::new(kind.unwrap_or(Kind::Terms), from.raw(32));
            if from.exhausted() {
                break;
            }
            directory.entries.push(DirectoryEntry { first, file });
        }
        directory
    }

    /// The file where a text is if it is anywhere.
    pub fn file_of(&self, text: &[u8]) -> Option<FileName> {
        let after = self.after(text);
        Some(self.entries[after.checked_sub(1)?].file)
    }

    /// Whether there may be texts that begin so, where these begin a file if
    /// there are several.
    pub fn may_have(&self, beginning: &[u8]) -> bool {
        let mut entries = self.entries.iter();
        self.entries.len() == 1
            || entries.any(|DirectoryEntry { first, file }| {
                first.starts_with(beginning) || file.kind() == Kind::Directory
            })
    }

    /// The files where texts that begin so may be.
    pub fn files_of_beginning<'a>(
        &'a self,
        beginning: &[u8],
    ) -> impl Iterator<Item = FileName> + use<'a> {
        let from = self.after(beginning).saturating_sub(1);
        let mut to = from;
        while let Some(DirectoryEntry { first, .. }) = self.entries.get(to)
            && (first.as_slice() <= beginning || first.starts_with(beginning))
        {
            to += 1;
        }
        self.entries[from..to].iter().map(|entry| entry.file)
    }

    /// How many files begin at or before `text`.
    fn after(&self, text: &[u8]) -> usize {
        let entries = &self.entries;
        sorted::before(entries.len(), &|at| entries[at].first.as_slice() <= text)
    }
}
