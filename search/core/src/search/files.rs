//! The caches of the indexes, and what was looked for in them in vain.

use crate::cache::{Cache, Error, Piece};
use crate::format::{Directory, FileName, Kind, Root, TermEntry, TermShard};

/// An index with its root.
#[derive(Clone, Copy)]
pub(super) struct Index<'a> {
    /// Which of the indexes it is.
    pub(super) number: usize,
    pub(super) cache: &'a Cache,
    pub(super) root: &'a Root,
    /// What is added to its documents' ids to number those of all indexes.
    pub(super) base: u32,
}

impl Index<'_> {
    /// The index's documents in the numbering of all.
    pub(super) fn documents(&self) -> std::ops::Range<usize> {
        let base = self.base as usize;
        base..base + self.root.documents as usize
    }
}

/// What is missing, by index.
#[derive(Default)]
pub(super) struct Missing(Vec<(usize, Piece)>);

impl Missing {
    /// Notes that a piece is missing unless it was `found`.
    pub(super) fn note<T>(
        &mut self,
        index: Index<'_>,
        piece: Piece,
        found: Option<T>,
    ) -> Option<T> {
        let wanted = (index.number, piece);
        if found.is_none() && !self.0.contains(&wanted) {
            self.0.push(wanted);
        }
        found
    }

    /// What was noted, if anything.
    pub(super) fn take(&mut self) -> Option<Vec<(usize, Piece)>> {
        let missing = std::mem::take(&mut self.0);
        (!missing.is_empty()).then_some(missing)
    }

    /// How many pieces were noted.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The files of a listing that may have what begins so, or, where they are
    /// more than `most`, one more than these.
    pub(super) fn files<'a>(
        &mut self,
        index: Index<'a>,
        listing: &'a Directory,
        beginning: &'a [u8],
        most: usize,
    ) -> Vec<FileName> {
        let mut files = Vec::new();
        for file in listing.files_of_beginning(beginning) {
            if file.kind() != Kind::Directory {
                files.push(file);
            } else if let Some(directory) = self.directory(index, file) {
                files.extend(directory.files_of_beginning(beginning));
            }
            if files.len() > most {
                files.truncate(most + 1);
                break;
            }
        }
        files
    }

    /// The file of a listing that has `text` if any has.
    pub(super) fn file(
        &mut self,
        index: Index<'_>,
        listing: &Directory,
        text: &[u8],
    ) -> Option<FileName> {
        let file = listing.file_of(text)?;
        if file.kind() != Kind::Directory {
            return Some(file);
        }
        self.directory(index, file)?.file_of(text)
    }

    fn directory<'a>(&mut self, index: Index<'a>, file: FileName) -> Option<&'a Directory> {
        self.note(index, Piece::Whole(file), index.cache.directory(file))
    }

    /// A term shard; nothing for another kind of file, which would be asked
    /// for again and again.
    pub(super) fn shard<'a>(&mut self, index: Index<'a>, file: FileName) -> Option<&'a TermShard> {
        if file.kind() != Kind::Terms {
            return None;
        }
        self.note(index, Piece::Whole(file), index.cache.terms(file))
    }

    /// The terms of a shard that are `wanted`.
    pub(super) fn terms<'a>(
        &mut self,
        index: Index<'a>,
        file: FileName,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Vec<Found<'a>> {
        let mut terms = Vec::new();
        if let Some(shard) = self.shard(index, file) {
            for (place, entry) in shard.entries.iter().enumerate() {
                if wanted(&entry.term) {
                    terms.push(Found {
                        index,
                        file,
                        shard,
                        place,
                    });
                }
            }
        }
        terms
    }

    /// A term of an index.
    pub(super) fn term<'a>(&mut self, index: Index<'a>, term: &str) -> Option<Found<'a>> {
        let file = self.file(index, &index.root.terms, term.as_bytes())?;
        let shard = self.shard(index, file)?;
        let place = shard.find(term)?;
        Some(Found {
            index,
            file,
            shard,
            place,
        })
    }
}

/// A term found in the dictionary of an index.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) index: Index<'a>,
    pub(super) file: FileName,
    pub(super) shard: &'a TermShard,
    /// Where in the shard it is.
    pub(super) place: usize,
}

impl<'a> Found<'a> {
    pub(super) fn entry(&self) -> &'a TermEntry {
        &self.shard.entries[self.place]
    }

    /// Its documents beyond those where it ranks, once they are here.
    pub(super) fn tail(&self, missing: &mut Missing) -> &'a [u32] {
        let Some(file) = self.entry().tail else {
            return &[];
        };
        let tail = self.index.cache.tail(file);
        let tail = missing.note(self.index, Piece::Whole(file), tail);
        tail.map_or(&[], |tail| &tail.documents)
    }

    /// All its documents, ascending, once they are here.
    pub(super) fn all(&self, missing: &mut Missing) -> Vec<u32> {
        let mut tail = self.tail(missing);
        let mut all = Vec::with_capacity(self.entry().count as usize);
        for &document in &self.entry().documents {
            while let Some((&first, rest)) = tail.split_first()
                && first < document
            {
                all.push(first);
                tail = rest;
            }
            all.push(document);
        }
        all.extend_from_slice(tail);
        all
    }
}

/// What a file that passed its checks says cannot be.
pub(super) fn corrupt(file: FileName) -> Error {
    Error::Corrupt(file)
}
