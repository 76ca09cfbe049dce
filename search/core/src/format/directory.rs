//! Which file, or which block of one, has which range of texts.

use super::name::{FileName, Kind};
use super::piece::{Piece, TO_END};
use super::stream::{Malformed, Number, Texts, body, whole};
use super::terms::BLOCK_UNIT;
use crate::coder::{Decoder, Encoder};
use crate::sorted;

/// Files in order of the texts that they hold, and their blocks if they have any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Each holds the texts from its `first` up to the next one's.
    pub entries: Vec<DirectoryEntry>,
}

/// What of a [`Directory`] is fetched at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// No text of it comes before, in order of bytes; not necessarily one of
    /// them.
    pub first: Vec<u8>,
    /// A block of a file of terms, or another file.
    pub piece: Piece,
    /// Where the blocks of its file end; 0 if it is all of its file.
    pub end: u32,
}

impl DirectoryEntry {
    /// A file that is fetched as it is.
    pub fn whole(first: Vec<u8>, file: FileName) -> Self {
        Self {
            first,
            piece: Piece::whole(file),
            end: 0,
        }
    }

    /// The blocks of a file of terms: with what each begins, and how many
    /// [`BLOCK_UNIT`]s it has.
    pub fn blocks(file: FileName, blocks: &[(Vec<u8>, u32)]) -> Vec<Self> {
        let mut entries = Vec::with_capacity(blocks.len());
        let mut from = 0;
        for (first, units) in blocks {
            let to = u32::saturating_add(from, units.saturating_mul(BLOCK_UNIT));
            entries.push(Self {
                first: first.clone(),
                piece: Piece { file, from, to },
                end: 0,
            });
            from = to;
        }
        for entry in &mut entries {
            entry.end = from;
        }
        entries
    }

    /// Where the positions of its terms are: in what follows the blocks.
    pub fn positions(&self) -> Piece {
        Piece {
            file: self.piece.file,
            from: self.end,
            to: TO_END,
        }
    }
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
        let files = self.entries.chunk_by(|a, b| a.piece.file == b.piece.file);
        Number::default().write(out, files.clone().count() as u32);
        let kind = self
            .entries
            .first()
            .map_or(Kind::Terms, |entry| entry.piece.file.kind());
        out.raw(u32::from(kind.letter()), 8);
        let (mut blocks, mut units) = (Number::default(), Number::default());
        let mut texts = Texts::stems();
        for entries in files {
            out.raw(entries[0].piece.file.number(), 32);
            blocks.write(out, entries.len() as u32 - 1);
            for entry in entries {
                texts.write(out, &entry.first);
                let length = entry.piece.to - entry.piece.from;
                units.write(out, length / BLOCK_UNIT);
            }
        }
    }

    pub(super) fn read(from: &mut Decoder<'_>) -> Self {
        let mut directory = Self::default();
        let entries = &mut directory.entries;
        let count = Number::default().read(from);
        let kind = Kind::of_letter(from.raw(8) as u8);
        from.expect(kind.is_some());
        let (mut blocks, mut units) = (Number::default(), Number::default());
        let mut texts = Texts::stems();
        for _ in 0..count {
            let file = FileName::new(kind.unwrap_or(Kind::Terms), from.raw(32));
            let start = entries.len();
            let mut end = 0_u32;
            for _ in 0..=blocks.read(from) {
                let first = texts.read(from);
                let length = units.read(from).saturating_mul(BLOCK_UNIT);
                let piece = Piece {
                    file,
                    from: end,
                    to: end.saturating_add(length),
                };
                end = piece.to;
                if let Some(last) = entries.last() {
                    from.expect(last.first < first);
                }
                // What is a block has a length; the whole of a file is no block.
                from.expect((length > 0) == (file.kind() == Kind::Terms));
                if from.exhausted() {
                    return directory;
                }
                entries.push(DirectoryEntry {
                    first,
                    piece,
                    end: 0,
                });
            }
            for entry in &mut entries[start..] {
                entry.end = end;
            }
        }
        directory
    }

    /// Where a text is if it is anywhere.
    pub fn entry_of(&self, text: &[u8]) -> Option<&DirectoryEntry> {
        let after = self.after(text);
        self.entries.get(after.checked_sub(1)?)
    }

    /// Whether there may be texts that begin so, where these begin a block if
    /// there are several.
    pub fn may_have(&self, beginning: &[u8]) -> bool {
        let mut entries = self.entries.iter();
        self.entries.len() == 1
            || entries.any(|entry| {
                entry.first.starts_with(beginning) || entry.piece.file.kind() == Kind::Directory
            })
    }

    /// Where texts that begin so may be.
    pub fn of_beginning<'a>(&'a self, beginning: &[u8]) -> impl Iterator<Item = Piece> + use<'a> {
        let from = self.after(beginning).saturating_sub(1);
        let mut to = from;
        while let Some(DirectoryEntry { first, .. }) = self.entries.get(to)
            && (first.as_slice() <= beginning || first.starts_with(beginning))
        {
            to += 1;
        }
        self.entries[from..to].iter().map(|entry| entry.piece)
    }

    /// How many begin at or before `text`.
    fn after(&self, text: &[u8]) -> usize {
        let entries = &self.entries;
        sorted::before(entries.len(), &|at| entries[at].first.as_slice() <= text)
    }
}
