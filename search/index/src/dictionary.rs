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

/// How many blocks of terms an index has at most before they grow, and how many
/// files of them: the root names them all.
const MOST_BLOCKS: usize = 2_200;
const MOST_FILES: usize = 900;

/// About how many bytes a block has, at least and at most, and a file: all of it
/// changes when one of its terms does.
const BLOCK: (usize, usize) = (1536, 3 << 10);
const FILE: (usize, usize) = (8 << 10, 24 << 10);

/// A term of the dictionary.
pub(crate) enum Term<'a> {
    /// It is what it was in the index before, at this place of its list.
    Same {
        at: usize,
        text: &'a str,
        count: u32,
    },
    /// All that is known of it.
    Made(TermData),
}

impl Term<'_> {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Same { text, .. } => text,
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
    let made: Option<Vec<(Shard<'_>, Vec<Vec<u8>>)>> = parts(blocks, &borders)
        .into_par_iter()
        .map(|blocks| shard(blocks, before))
        .collect();
    let made = made?;
    let mut entries = Vec::with_capacity(made.len());
    let mut known = Vec::with_capacity(made.len());
    for (shard, firsts) in made {
        let placed = match shard {
            Shard::Same(same) => keep(same, files),
            Shard::Made(made) => place(made, documents, files),
        };
        let file = FileName::new(Kind::Terms, placed.number);
        let units = placed.blocks.iter().map(|block| block.units);
        let blocks: Vec<(Vec<u8>, u32)> = firsts.into_iter().zip(units).collect();
        entries.push(DirectoryEntry::blocks(file, &blocks));
        known.push(placed);
    }
    Some((files.list(entries), known))
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

/// What blocks hold, and the tails of some of its entries by block and place.
struct MadeShard {
    blocks: Vec<(Vec<TermEntry>, Vec<TermPositions>)>,
    tails: Vec<(usize, usize, Tail)>,
}

/// A file of some blocks, and with what each of these begins.
fn shard<'a>(blocks: Vec<Block<'_>>, before: &Before<'a>) -> Option<(Shard<'a>, Vec<Vec<u8>>)> {
    let (blocks, firsts): (Vec<Vec<Term<'_>>>, Vec<Vec<u8>>) = blocks
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
            Term::Made(data) => Some(data),
        });
        let terms: Option<Vec<TermData>> = terms.collect();
        shard.add(terms?);
    }
    Some((Shard::Made(shard), firsts))
}

impl MadeShard {
    fn add(&mut self, terms: Vec<TermData>) {
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
                self.tails.push((block, at, cut_tail(&mut entry)));
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

fn place(made: MadeShard, documents: u32, files: &mut Files<'_>) -> KnownTerms {
    let mut blocks = made.blocks;
    let mut tails = Vec::with_capacity(made.tails.len());
    for (block, at, tail) in made.tails {
        let name = files.place(Kind::Tail, tail.encode(documents));
        blocks[block].0[at].tail = Some(name);
        tails.push((name.number(), files.length(name)));
    }
    let terms: Vec<u32> = blocks
        .iter()
        .map(|(entries, _)| entries.len() as u32)
        .collect();
    let (payload, units) = encode_terms(blocks, documents);
    let file = files.place(Kind::Terms, payload);
    let blocks = terms.into_iter().zip(units);
    KnownTerms {
        blocks: blocks
            .map(|(terms, units)| KnownBlock { terms, units })
            .collect(),
        number: file.number(),
        length: files.length(file),
        tails,
    }
}
