//! The dictionary of the index before, read back from its files as far as it
//! is needed.

use std::sync::OnceLock;

use search_core::format::{
    BLOCK_UNIT, FileName, Kind, MOST_RANKED, Tail, TermBlock, TermPositions, positions, sum,
};

use crate::files::Left;
use crate::memory::{KnownBlock, KnownTerms, Memory};
use crate::partition::starts;
use crate::postings::{Measures, TermData};

/// The dictionary of an index before with the same documents.
pub(crate) struct Before<'a> {
    pub(crate) memory: &'a Memory,
    left: &'a dyn Left,
    measures: Vec<&'a Measures>,
    /// The first term of each file.
    starts: Vec<usize>,
    read: Vec<OnceLock<Option<Vec<TermData>>>>,
}

impl<'a> Before<'a> {
    pub(crate) fn new(memory: &'a Memory, left: &'a dyn Left) -> Self {
        let documents = memory.pages.iter().flat_map(|page| &page.documents);
        Self {
            memory,
            left,
            measures: documents.map(|document| &document.measures).collect(),
            starts: starts(memory.dictionary.iter().map(KnownTerms::terms)),
            read: memory.dictionary.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The file that a term is in, by its place in the list.
    pub(crate) fn file_of(&self, term: usize) -> usize {
        self.starts.partition_point(|&start| start <= term) - 1
    }

    /// The file that holds the terms from one on in blocks of so many, and no
    /// others, if it is still there.
    pub(crate) fn file_with(
        &self,
        first: usize,
        mut blocks: impl Iterator<Item = usize>,
    ) -> Option<&'a KnownTerms> {
        let at = self.starts.binary_search(&first).ok()?;
        let file = &self.memory.dictionary[at];
        let mut known = file.blocks.iter().map(|block| block.terms as usize);
        let tails = file.tails.iter().map(|&(number, _)| number);
        let mut names = tails.map(|number| FileName::new(Kind::Tail, number));
        let has = |name: FileName| self.left.has(&name.path());
        let whole = known.by_ref().all(|terms| blocks.next() == Some(terms))
            && blocks.next().is_none()
            && has(FileName::new(Kind::Terms, file.number))
            && names.all(has);
        whole.then_some(file)
    }

    /// A term with all that is known of it; nothing if its file is not what it
    /// was.
    pub(crate) fn term(&self, at: usize) -> Option<&TermData> {
        let file = self.file_of(at);
        self.terms(file)?.get(at - self.starts[file])
    }

    /// The terms of a file.
    pub(crate) fn terms(&self, file: usize) -> Option<&Vec<TermData>> {
        let read = || self.read(self.starts[file], &self.memory.dictionary[file]);
        self.read[file].get_or_init(read).as_ref()
    }

    fn read(&self, first: usize, file: &KnownTerms) -> Option<Vec<TermData>> {
        let documents = self.measures.len() as u32;
        let bytes = self.named(Kind::Terms, file.number)?;
        let units = |block: &KnownBlock| (block.units * BLOCK_UNIT) as usize;
        let standing = bytes.get(file.blocks.iter().map(units).sum()..)?;
        let mut entries = Vec::new();
        let mut from = 0;
        for known in &file.blocks {
            let to = from + units(known);
            let block = TermBlock::decode(&bytes[from..to], documents).ok()?;
            from = to;
            let counts: Vec<u32> = block.entries.iter().map(|entry| entry.count).collect();
            let range = block.positions.start as usize..block.positions.end as usize;
            let positions = positions::decode_all(standing.get(range)?, &counts).ok()?;
            entries.extend(block.entries.into_iter().zip(positions));
        }
        if entries.len() != file.terms() as usize {
            return None;
        }
        let terms = (first..).zip(entries).map(|(known, (entry, positions))| {
            let same = self.memory.terms.term(known) == entry.term
                && self.memory.terms.count(known) == entry.count;
            let tail = match entry.tail {
                Some(tail) => self.tail(tail, documents)?,
                None => Tail::default(),
            };
            let ranked = entry.documents.into_iter().zip(entry.impacts);
            let term = self.whole(entry.term, ranked.collect(), tail, positions);
            same.then_some(term)
        });
        terms.collect()
    }

    /// The bytes of a file, if they are what it is named for.
    fn named(&self, kind: Kind, number: u32) -> Option<Vec<u8>> {
        let bytes = self.left.file(&FileName::new(kind, number).path())?;
        (sum(&bytes) == number).then_some(bytes)
    }

    fn tail(&self, name: FileName, documents: u32) -> Option<Tail> {
        let payload = self.named(Kind::Tail, name.number())?;
        Tail::decode(&payload, documents).ok()
    }

    /// A term with its documents in one list: the impacts of those that do not
    /// rank are worked out again.
    fn whole(
        &self,
        term: String,
        mut documents: Vec<(u32, u8)>,
        tail: Tail,
        positions: TermPositions,
    ) -> TermData {
        if !tail.documents.is_empty() {
            debug_assert_eq!(documents.len(), MOST_RANKED);
            // No impact is so high: it stands for one that is not known.
            let unranked = tail.documents.into_iter().map(|id| (id, u8::MAX));
            documents.extend(unranked);
            documents.sort_unstable();
            for (at, (id, impact)) in documents.iter_mut().enumerate() {
                if *impact == u8::MAX {
                    *impact = self.measures[*id as usize].impact(&term, positions.of(at));
                }
            }
        }
        let (documents, impacts) = documents.into_iter().unzip();
        TermData {
            term,
            documents,
            impacts,
            positions,
        }
    }
}
