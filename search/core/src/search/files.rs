//! The caches of the indexes, and what was looked for in them in vain.

use crate::cache::{Cache, Held};
use crate::format::{Directory, DirectoryEntry, Kind, Piece, Root, Split, TermBlock, TermEntry};

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

    /// The document that stands for the page of a document.
    pub(super) fn page_of(&self, document: u32) -> u32 {
        match self.split_at(document) {
            Some(split) if document <= split.first + split.more => split.first,
            _ => document,
        }
    }

    /// The documents that a page is in, which the first stands for.
    pub(super) fn parts(&self, page: u32) -> std::ops::RangeInclusive<u32> {
        match self.split_at(page) {
            Some(split) if split.first == page => page..=page + split.more,
            _ => page..=page,
        }
    }

    /// The last page of several documents that begins at a document or before:
    /// they are asked for by every posting, and stand in order.
    fn split_at(&self, document: u32) -> Option<&Split> {
        let splits = &self.root.split;
        let after = splits.partition_point(|split| split.first <= document);
        splits.get(after.checked_sub(1)?)
    }
}

/// How many documents there are in all indexes.
pub(super) fn documents(indexes: &[Index<'_>]) -> usize {
    indexes.last().map_or(0, |index| index.documents().end)
}

/// What is missing, by index.
#[derive(Default)]
pub(super) struct Missing(Vec<(usize, Piece)>);

impl Missing {
    /// A piece, or nothing and a note that it is missing.
    pub(super) fn get<'a>(&mut self, index: &'a Index<'a>, piece: Piece) -> Option<&'a Held> {
        let held = index.cache.get(piece);
        let wanted = (index.number, piece);
        if held.is_none() && !self.0.contains(&wanted) {
            self.0.push(wanted);
        }
        held
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

    /// What of a listing may have what begins so, or, where that is more than
    /// `most` pieces, one more than these.
    pub(super) fn pieces<'a>(
        &mut self,
        index: &'a Index<'a>,
        listing: &'a Directory,
        beginning: &'a [u8],
        most: usize,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for piece in listing.of_beginning(beginning) {
            if piece.file.kind() != Kind::Directory {
                pieces.push(piece);
            } else if let Some(directory) = self.directory(index, piece) {
                for piece in directory.of_beginning(beginning) {
                    pieces.push(piece);
                }
            }
            if pieces.len() > most {
                pieces.truncate(most + 1);
                break;
            }
        }
        pieces
    }

    /// Where a term of an index is if it is anywhere.
    pub(super) fn place<'a>(
        &mut self,
        index: &'a Index<'a>,
        term: &str,
    ) -> Option<&'a DirectoryEntry> {
        let entry = index.root.terms.entry_of(term.as_bytes())?;
        if entry.piece.file.kind() != Kind::Directory {
            return Some(entry);
        }
        self.directory(index, entry.piece)?
            .entry_of(term.as_bytes())
    }

    fn directory<'a>(&mut self, index: &'a Index<'a>, piece: Piece) -> Option<&'a Directory> {
        match self.get(index, piece)? {
            Held::Directory(directory) => Some(directory),
            _ => None,
        }
    }

    /// A block of terms; nothing for another kind of file, which would be asked
    /// for again and again.
    pub(super) fn block<'a>(
        &mut self,
        index: &'a Index<'a>,
        piece: Piece,
    ) -> Option<&'a TermBlock> {
        if piece.file.kind() != Kind::Terms {
            return None;
        }
        match self.get(index, piece)? {
            Held::Terms(block) => Some(block),
            _ => None,
        }
    }

    /// Adds the terms of these blocks that begin so, but for one, each beside
    /// itself in other indexes.
    pub(super) fn terms<'a>(
        &mut self,
        index: &'a Index<'a>,
        pieces: &[Piece],
        beginning: &str,
        but: &str,
        expansions: &mut Vec<Expansion<'a>>,
    ) {
        // Those of one index are different.
        let known = expansions.len();
        for &piece in pieces {
            let Some(block) = self.block(index, piece) else {
                continue;
            };
            for (place, entry) in block.entries.iter().enumerate() {
                let term = entry.term.as_str();
                if !term.as_bytes().starts_with(beginning.as_bytes()) || term == but {
                    continue;
                }
                let found = Found {
                    index,
                    block,
                    place,
                };
                match expansions[..known]
                    .iter_mut()
                    .find(|expansion| expansion.term() == term)
                {
                    Some(expansion) => expansion.found.push(found),
                    None => expansions.push(Expansion::new(found)),
                }
            }
        }
    }

    /// The terms that begin so, but for one: those of the first `most` blocks of
    /// each index.
    pub(super) fn beginning<'a>(
        &mut self,
        beginning: &str,
        but: &str,
        most: usize,
        indexes: &'a [Index<'a>],
    ) -> Vec<Expansion<'a>> {
        let mut terms = Vec::new();
        for index in indexes {
            let mut pieces = self.pieces(index, &index.root.terms, beginning.as_bytes(), most);
            pieces.truncate(most);
            self.terms(index, &pieces, beginning, but, &mut terms);
        }
        terms
    }

    /// A term in all the indexes that have it.
    pub(super) fn expansion<'a>(
        &mut self,
        term: &str,
        indexes: &'a [Index<'a>],
    ) -> Option<Expansion<'a>> {
        let mut expansion: Option<Expansion<'a>> = None;
        for index in indexes {
            if let Some(found) = self.term(index, term) {
                match &mut expansion {
                    Some(expansion) => expansion.found.push(found),
                    None => expansion = Some(Expansion::new(found)),
                }
            }
        }
        expansion
    }

    /// A term of an index.
    pub(super) fn term<'a>(&mut self, index: &'a Index<'a>, term: &str) -> Option<Found<'a>> {
        let piece = self.place(index, term)?.piece;
        let block = self.block(index, piece)?;
        let place = block.find(term)?;
        Some(Found {
            index,
            block,
            place,
        })
    }
}

/// A term found in the dictionary of an index.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) block: &'a TermBlock,
    /// Where in the block it is.
    pub(super) place: usize,
}

impl<'a> Found<'a> {
    pub(super) fn entry(&self) -> &'a TermEntry {
        &self.block.entries[self.place]
    }

    /// The page of a document, in the numbering of all indexes.
    pub(super) fn page(&self, document: u32) -> usize {
        (self.index.page_of(document) + self.index.base) as usize
    }

    /// Its documents beyond those where it ranks, once they are here.
    pub(super) fn tail(&self, missing: &mut Missing) -> &'a [u32] {
        let Some(file) = self.entry().tail else {
            return &[];
        };
        match missing.get(self.index, Piece::whole(file)) {
            Some(Held::Tail(tail)) => &tail.documents,
            _ => &[],
        }
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

/// A term that a word may mean.
pub(super) struct Expansion<'a> {
    /// The term in all the indexes that have it; at least one.
    pub(super) found: Vec<Found<'a>>,
    /// How near it is to the word typed, up to 1.
    pub(super) nearness: f32,
    /// What its impact counts.
    pub(super) worth: f32,
}

impl<'a> Expansion<'a> {
    fn new(found: Found<'a>) -> Self {
        Self {
            found: vec![found],
            nearness: 1.0,
            worth: 0.0,
        }
    }

    pub(super) fn term(&self) -> &'a str {
        &self.found[0].entry().term
    }

    /// Whether it stands for the word typed, and is not only near it.
    pub(super) fn is_meant(&self) -> bool {
        self.nearness == 1.0
    }

    /// How many documents have it.
    pub(super) fn count(&self) -> u32 {
        let mut count = 0;
        for found in &self.found {
            count += found.entry().count;
        }
        count
    }

    /// Puts it among others, the nearest before those of most documents, of
    /// which the first `most` stay.
    pub(super) fn rank(self, expansions: &mut Vec<Self>, most: usize) {
        let mut at = 0;
        while let Some(known) = expansions.get(at)
            && (known.nearness > self.nearness
                || known.nearness == self.nearness && known.count() >= self.count())
        {
            at += 1;
        }
        expansions.insert(at, self);
        expansions.truncate(most);
    }
}
