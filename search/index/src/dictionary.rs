//! The dictionary with its postings and positions to files.
//!
//! It decides what goes into which file, and nothing about bytes: encoding is
//! `search-core`'s.

use rayon::prelude::*;
use search_core::format::{
    Directory, DirectoryEntry, FileName, Kind, MOST_RANKED, Tail, TermEntry, TermShard, positions,
    sum,
};

use search_core::tokens::TITLE_STOP;

use crate::before::Before;
use crate::files::Files;
use crate::memory::{KnownTerms, TermList};
use crate::partition::{borders, parts, separators};
use crate::postings::TermData;

/// How many term shards an index has at most before they grow: the root names
/// them all.
const MOST_TERM_SHARDS: usize = 1_000;

/// About how many bytes a term shard has, at least and at most.
const TERM_SHARD: (usize, usize) = (1536, 9 << 10);

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
    let size = (total / MOST_TERM_SHARDS).clamp(TERM_SHARD.0, TERM_SHARD.1);
    let mut borders = borders(&terms, Term::bytes, |term| term.cost(documents), size);
    if !borders.is_empty() {
        apart(&terms, &mut borders);
    }
    let separators = separators(&terms, &borders, Term::bytes);
    let shards: Option<Vec<Shard<'_>>> = parts(terms, &borders)
        .into_par_iter()
        .map(|terms| shard(terms, before))
        .collect();
    let mut entries = Vec::with_capacity(separators.len());
    let mut known = Vec::with_capacity(separators.len());
    for (shard, first) in shards?.into_iter().zip(separators) {
        let placed = match shard {
            Shard::Same(same) => keep(same, files),
            Shard::Made(made) => place(made, documents, files),
        };
        let file = FileName::new(Kind::Terms, placed.number);
        entries.push(DirectoryEntry { first, file });
        known.push(placed);
    }
    Some((files.list(entries), known))
}

/// Has the stop words of titles begin a file: a reader sees by the list of files
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

struct MadeShard {
    shard: TermShard,
    /// The tails of some of its entries.
    tails: Vec<(usize, Tail)>,
    positions: Vec<u8>,
}

fn shard<'a>(terms: Vec<Term<'_>>, before: &Before<'a>) -> Option<Shard<'a>> {
    if let Some(Term::Same { at: first, .. }) = terms.first() {
        let mut places = (*first..).zip(&terms);
        let same =
            places.all(|(place, term)| matches!(term, Term::Same { at, .. } if *at == place));
        let file = same.then(|| before.file_with(*first..first + terms.len()));
        if let Some(file) = file.flatten() {
            return Some(Shard::Same(file));
        }
    }
    let terms = terms.into_iter().map(|term| match term {
        Term::Same { at, .. } => before.term(at).cloned(),
        Term::Made(data) => Some(data),
    });
    let terms: Option<Vec<TermData>> = terms.collect();
    Some(Shard::Made(made(terms?)))
}

fn made(terms: Vec<TermData>) -> MadeShard {
    let mut shard = TermShard::default();
    let mut tails = Vec::new();
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
            tails.push((at, cut_tail(&mut entry)));
        }
        shard.entries.push(entry);
        positions.push(term.positions);
    }
    let positions = positions::encode(&positions);
    shard.positions = sum(&positions);
    MadeShard {
        shard,
        tails,
        positions,
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
    let positions = FileName::new(Kind::Positions, same.number);
    files.keep(positions, same.positions);
    same.clone()
}

fn place(made: MadeShard, documents: u32, files: &mut Files<'_>) -> KnownTerms {
    let mut shard = made.shard;
    let mut tails = Vec::with_capacity(made.tails.len());
    for (at, tail) in made.tails {
        let name = files.place(Kind::Tail, tail.encode(documents));
        shard.entries[at].tail = Some(name);
        tails.push((name.number(), files.length(name)));
    }
    let file = files.place(Kind::Terms, shard.encode(documents));
    let twin = FileName::new(Kind::Positions, file.number());
    let positions = made.positions.len() as u32;
    files.beside(twin, made.positions);
    KnownTerms {
        terms: shard.entries.len() as u32,
        number: file.number(),
        length: files.length(file),
        positions,
        tails,
    }
}
