//! The dictionary with its postings and positions to files.
//!
//! It decides what goes into which file, and nothing about bytes: encoding is
//! `search-core`'s.

use rayon::prelude::*;
use search_core::format::{
    Directory, DirectoryEntry, FileName, Kind, MOST_RANKED, Tail, TermEntry, TermPositions,
    encode_terms,
};
use search_core::tokens::TITLE_STOP;

use crate::before::Before;
use crate::files::Files;
use crate::memory::{KnownBlock, KnownTerms, TermList};
use crate::partition::{borders, parts, separators};
use crate::postings::TermData;
use crate::runs::Inverted;

/// How many blocks of terms an index has at most before they grow, and how many
/// files of them: the root names them all.
const MOST_BLOCKS: usize = 2_200;
const MOST_FILES: usize = 900;

/// About how many bytes a block has, at least and at most, and a file: all of it
/// changes when one of its terms does.
const BLOCK: (usize, usize) = (1536, 3 << 10);
const FILE: (usize, usize) = (8 << 10, 24 << 10);

/// How many files are made at once: until they are, all that is known of their
/// terms is held.
const AT_ONCE: usize = 32;

/// A term of the dictionary.
pub(crate) enum Term<'a> {
    /// It is what it was in the index before, at this place of its list.
    Same {
        at: usize,
        text: &'a str,
        count: u32,
    },
    /// What is known of it waits in runs.
    Inverted(Inverted<'a>),
    /// All that is known of it.
    Made(TermData),
}

impl Term<'_> {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Same { text, .. } => text,
            Self::Inverted(term) => term.text(),
            Self::Made(data) => &data.term,
        }
    }

    fn bytes(&self) -> &[u8] {
        self.text().as_bytes()
    }

    /// How many documents have it.
    fn count(&self) -> u32 {
        match self {
            Self::Same { count, .. } => *count,
            Self::Inverted(term) => term.count(),
            Self::Made(data) => data.documents.len() as u32,
        }
    }

    /// About how many bytes it takes.
    fn cost(&self, documents: u32) -> usize {
        let bits = (documents / self.count()).max(1).ilog2() as usize + 4;
        4 + (self.count() as usize).min(MOST_RANKED) * bits / 8
    }
}

/// The terms, for the next index.
pub(crate) fn list(terms: &[Term<'_>]) -> TermList {
    let mut list = TermList::default();
    for term in terms {
        list.push(term.text(), term.count());
    }
    list
}

/// Terms in order of bytes as files, of which those are kept that hold what
/// they held `before`. Nothing comes of it if those that do not are damaged.
pub(crate) fn terms(
    terms: Vec<Term<'_>>,
    documents: u32,
    before: &Before<'_>,
    files: &mut Files<'_>,
) -> Option<(Directory, Vec<KnownTerms>)> {
    let total: usize = terms.iter().map(|term| term.cost(documents)).sum();
    let size = (total / MOST_BLOCKS).clamp(BLOCK.0, BLOCK.1);
    let mut borders_of_blocks = borders(&terms, Term::bytes, |term| term.cost(documents), size);
    if !borders_of_blocks.is_empty() {
        apart(&terms, &mut borders_of_blocks);
    }
    let firsts = separators(&terms, &borders_of_blocks, Term::bytes);
    let blocks: Vec<Block<'_>> = parts(terms, &borders_of_blocks)
        .into_iter()
        .zip(firsts)
        .map(|(terms, first)| Block { terms, first })
        .collect();
    let total: usize = blocks.iter().map(|block| block.whole(documents)).sum();
    let size = (total / MOST_FILES).clamp(FILE.0, FILE.1);
    let whole = |block: &Block<'_>| block.whole(documents);
    let borders = borders(&blocks, |block| &block.first, whole, size);
    let mut shards = parts(blocks, &borders).into_iter();
    let mut entries = Vec::with_capacity(shards.len());
    let mut known = Vec::with_capacity(shards.len());
    loop {
        let some: Vec<Vec<Block<'_>>> = shards.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            return Some((files.list(entries), known));
        }
        for (placed, firsts) in place(some, documents, before, files)? {
            let file = FileName::new(Kind::Terms, placed.number);
            let units = placed.blocks.iter().map(|block| block.units);
            let blocks: Vec<(Vec<u8>, u32)> = firsts.into_iter().zip(units).collect();
            entries.push(DirectoryEntry::blocks(file, &blocks));
            known.push(placed);
        }
    }
}

/// Terms that are fetched at once.
struct Block<'a> {
    terms: Vec<Term<'a>>,
    /// A text after all terms before them and not after their first.
    first: Vec<u8>,
}

impl Block<'_> {
    /// About how many bytes it takes with where its terms stand.
    fn whole(&self, documents: u32) -> usize {
        let terms = self.terms.iter();
        let bytes = terms.map(|term| term.cost(documents) + 2 * term.count() as usize);
        bytes.sum()
    }
}

/// Has the stop words of titles begin a block: a reader sees by the list of blocks
/// whether there are any.
fn apart(terms: &[Term<'_>], borders: &mut Vec<usize>) {
    let from = terms.partition_point(|term| term.bytes() < &[TITLE_STOP]);
    let to = terms.partition_point(|term| term.bytes() < &[TITLE_STOP + 1]);
    if from < to {
        let own = [from, to].into_iter();
        borders.extend(own.filter(|&at| at > 0 && at < terms.len()));
        borders.sort_unstable();
        borders.dedup();
    }
}

/// A file of the dictionary.
enum Shard<'a> {
    Same(&'a KnownTerms),
    Made(MadeShard),
}

/// What blocks hold, and the tails of some of its entries by block and place, as
/// files.
struct MadeShard {
    blocks: Vec<(Vec<TermEntry>, Vec<TermPositions>)>,
    tails: Vec<(usize, usize, Vec<u8>)>,
}

/// With what the blocks of a file begin.
type Firsts = Vec<Vec<u8>>;

/// A file of some blocks, and with what each of these begins.
fn shard<'a>(
    blocks: Vec<Block<'_>>,
    documents: u32,
    before: &Before<'a>,
) -> Option<(Shard<'a>, Firsts)> {
    let (blocks, firsts): (Vec<Vec<Term<'_>>>, Firsts) = blocks
        .into_iter()
        .map(|block| (block.terms, block.first))
        .unzip();
    if let Some(Term::Same { at: first, .. }) = blocks.first().and_then(|terms| terms.first()) {
        let mut places = (*first..).zip(blocks.iter().flatten());
        let same =
            places.all(|(place, term)| matches!(term, Term::Same { at, .. } if *at == place));
        let lengths = blocks.iter().map(Vec::len);
        let file = same.then(|| before.file_with(*first, lengths));
        if let Some(file) = file.flatten() {
            return Some((Shard::Same(file), firsts));
        }
    }
    let mut shard = MadeShard {
        blocks: Vec::with_capacity(blocks.len()),
        tails: Vec::new(),
    };
    for terms in blocks {
        let terms = terms.into_iter().map(|term| match term {
            Term::Same { at, .. } => before.term(at).cloned(),
            Term::Inverted(term) => Some(term.data()),
            Term::Made(data) => Some(data),
        });
        let terms: Option<Vec<TermData>> = terms.collect();
        shard.add(terms?, documents);
    }
    Some((Shard::Made(shard), firsts))
}

impl MadeShard {
    fn add(&mut self, terms: Vec<TermData>, documents: u32) {
        let block = self.blocks.len();
        let mut entries = Vec::with_capacity(terms.len());
        let mut positions = Vec::with_capacity(terms.len());
        for (at, term) in terms.into_iter().enumerate() {
            let mut entry = TermEntry {
                term: term.term,
                count: term.documents.len() as u32,
                documents: term.documents,
                impacts: term.impacts,
                tail: None,
            };
            if entry.documents.len() > MOST_RANKED {
                let tail = cut_tail(&mut entry).encode(documents);
                self.tails.push((block, at, tail));
            }
            entries.push(entry);
            positions.push(term.positions);
        }
        self.blocks.push((entries, positions));
    }
}

/// Leaves the [`MOST_RANKED`] highest impacts, of equals the first documents.
fn cut_tail(entry: &mut TermEntry) -> Tail {
    let mut by_impact: Vec<usize> = (0..entry.documents.len()).collect();
    by_impact.sort_by_key(|&at| std::cmp::Reverse(entry.impacts[at]));
    let mut ranked = vec![false; entry.documents.len()];
    for &at in &by_impact[..MOST_RANKED] {
        ranked[at] = true;
    }
    let mut tail = Tail::default();
    let mut kept = 0;
    for (at, ranked) in ranked.into_iter().enumerate() {
        if ranked {
            entry.documents[kept] = entry.documents[at];
            entry.impacts[kept] = entry.impacts[at];
            kept += 1;
        } else {
            tail.documents.push(entry.documents[at]);
        }
    }
    entry.documents.truncate(kept);
    entry.impacts.truncate(kept);
    tail
}

fn keep(same: &KnownTerms, files: &mut Files<'_>) -> KnownTerms {
    for &(number, length) in &same.tails {
        files.keep(FileName::new(Kind::Tail, number), length);
    }
    files.keep(FileName::new(Kind::Terms, same.number), same.length);
    same.clone()
}

/// Some files of blocks, each with what its blocks begin with.
fn place(
    some: Vec<Vec<Block<'_>>>,
    documents: u32,
    before: &Before<'_>,
    files: &mut Files<'_>,
) -> Option<Vec<(KnownTerms, Firsts)>> {
    let some = some.into_par_iter();
    let shards = some.map(|blocks| shard(blocks, documents, before));
    let mut shards = shards.collect::<Option<Vec<(Shard<'_>, Firsts)>>>()?;
    // An entry has the name of its tail, which is known once that is placed.
    let tails = shards.iter_mut().map(|(shard, _)| match shard {
        Shard::Same(_) => Vec::new(),
        Shard::Made(made) => made.place_tails(files),
    });
    let tails: Vec<Vec<(u32, u32)>> = tails.collect();
    let encoded = shards.into_par_iter().map(|(shard, firsts)| {
        let encoded = match shard {
            Shard::Same(same) => Encoded::Same(same),
            Shard::Made(made) => made.encode(documents),
        };
        (encoded, firsts)
    });
    let encoded: Vec<(Encoded<'_>, Firsts)> = encoded.collect();
    let placed = encoded.into_iter().zip(tails);
    let placed = placed.map(|((encoded, firsts), tails)| {
        let known = match encoded {
            Encoded::Same(same) => keep(same, files),
            Encoded::Made(payload, blocks) => {
                let file = files.place(Kind::Terms, payload);
                KnownTerms {
                    blocks,
                    number: file.number(),
                    length: files.length(file),
                    tails,
                }
            }
        };
        (known, firsts)
    });
    Some(placed.collect())
}

/// A file of the dictionary as bytes.
enum Encoded<'a> {
    Same(&'a KnownTerms),
    Made(Vec<u8>, Vec<KnownBlock>),
}

impl MadeShard {
    /// Places the tails, and gives their names and lengths.
    fn place_tails(&mut self, files: &mut Files<'_>) -> Vec<(u32, u32)> {
        let tails = std::mem::take(&mut self.tails).into_iter();
        let names = tails.map(|(block, at, tail)| {
            let name = files.place(Kind::Tail, tail);
            self.blocks[block].0[at].tail = Some(name);
            (name.number(), files.length(name))
        });
        names.collect()
    }

    fn encode<'a>(self, documents: u32) -> Encoded<'a> {
        let terms = self.blocks.iter().map(|(entries, _)| entries.len() as u32);
        let terms: Vec<u32> = terms.collect();
        let (payload, units) = encode_terms(self.blocks, documents);
        let blocks = terms.into_iter().zip(units);
        let blocks = blocks.map(|(terms, units)| KnownBlock { terms, units });
        Encoded::Made(payload, blocks.collect())
    }
}
