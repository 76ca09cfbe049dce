//! A range of the dictionary together with its postings, so that a word costs
//! one block of a file and no further round trip.

use std::ops::Range;

use super::name::{FileName, Kind};
use super::positions::{self, TermPositions};
use super::stream::{
    Ascending, Malformed, Number, SUM, Texts, Tree, add_sum, after_sum, body, whole,
};
use crate::coder::{Decoder, Encoder};
use crate::impact::LEVELS;
use crate::sorted;

/// Most postings of a term that rank. A term in more documents than these
/// ranks where its impact is highest; the others are in its tail.
pub const MOST_RANKED: usize = 1 << 14;

/// Blocks measure a multiple of these bytes.
pub const BLOCK_UNIT: u32 = 32;

/// Most postings that a block may claim to hold, against forged ones.
const MOST_POSTINGS: u32 = 1 << 22;

/// A term and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermEntry {
    /// The term.
    pub term: String,
    /// How many documents have it.
    pub count: u32,
    /// Ids of the documents where it ranks, ascending.
    pub documents: Vec<u32>,
    /// Its impact in each of them: a level below [`crate::impact::LEVELS`], and
    /// [`crate::impact::TITLED`] or not.
    pub impacts: Vec<u8>,
    /// The documents where it does not, if there are any.
    pub tail: Option<FileName>,
}

/// A range of the dictionary that is fetched at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermBlock {
    /// Where the positions of its terms are, in what follows the blocks of its
    /// file.
    pub positions: Range<u32>,
    /// The terms, in order of bytes.
    pub entries: Vec<TermEntry>,
}

impl TermBlock {
    /// The bytes, their sum first; documents are below `bound`.
    pub fn encode(&self, bound: u32) -> Vec<u8> {
        let mut out = Encoder::new(vec![0; SUM]);
        let mut models = Models::default();
        models.places.write(&mut out, self.positions.start);
        models.places.write(&mut out, self.positions.len() as u32);
        models.terms.write(&mut out, self.entries.len() as u32);
        for entry in &self.entries {
            models.texts.write(&mut out, entry.term.as_bytes());
            models.counts.write(&mut out, entry.count - 1);
            if let Some(tail) = entry.tail {
                out.raw(tail.number(), 32);
            }
            let impacts = &mut models.impacts;
            models
                .documents
                .write(&mut out, &entry.documents, bound, &mut |out, at| {
                    impacts.write(out, u32::from(entry.impacts[at]));
                });
        }
        let mut bytes = out.finish();
        bytes.resize(bytes.len().next_multiple_of(BLOCK_UNIT as usize), 0);
        add_sum(&mut bytes);
        bytes
    }

    /// The block that bytes are; documents are below `bound`.
    pub fn decode(bytes: &[u8], bound: u32) -> Result<Self, Malformed> {
        let mut from = Decoder::new(after_sum(bytes)?);
        let mut models = Models::default();
        let start = models.places.read(&mut from);
        let positions = start..start.saturating_add(models.places.read(&mut from));
        let terms = models.terms.read(&mut from);
        let mut entries: Vec<TermEntry> = Vec::new();
        let mut postings = 0;
        for _ in 0..terms {
            let term = models.texts.read_string(&mut from);
            if let Some(last) = entries.last() {
                from.expect(last.term < term);
            }
            let count = models.counts.read(&mut from).saturating_add(1);
            let ranked = count.min(MOST_RANKED as u32);
            postings += ranked;
            from.expect(count <= bound && postings <= MOST_POSTINGS);
            let tail = (count > ranked).then(|| FileName::new(Kind::Tail, from.raw(32)));
            let mut levels = Vec::with_capacity(ranked as usize);
            let mut level = |from: &mut Decoder<'_>| levels.push(models.impacts.read(from) as u8);
            let documents = models.documents.read(&mut from, ranked, bound, &mut level);
            if from.exhausted() {
                break;
            }
            entries.push(TermEntry {
                term,
                count,
                documents,
                impacts: levels,
                tail,
            });
        }
        whole(&from, Self { positions, entries })
    }

    /// Where a term is in `entries`.
    pub fn find(&self, term: &str) -> Option<usize> {
        let entries = &self.entries;
        let at = sorted::before(entries.len(), &|at| entries[at].term.as_str() < term);
        (entries.get(at)?.term == term).then_some(at)
    }
}

/// A file: its blocks, then where their terms stand; and how many
/// [`BLOCK_UNIT`]s each block has. Documents are below `bound`.
pub fn encode_terms(
    blocks: Vec<(Vec<TermEntry>, Vec<TermPositions>)>,
    bound: u32,
) -> (Vec<u8>, Vec<u32>) {
    let (mut bytes, mut units, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for (entries, standing) in blocks {
        let start = rest.len() as u32;
        rest.extend(positions::encode(&standing));
        let positions = start..rest.len() as u32;
        let block = TermBlock { positions, entries }.encode(bound);
        units.push(block.len() as u32 / BLOCK_UNIT);
        bytes.extend(block);
    }
    bytes.extend(rest);
    (bytes, units)
}

struct Models {
    places: Number,
    terms: Number,
    texts: Texts,
    counts: Number,
    documents: Ascending,
    impacts: Tree<{ 2 * LEVELS }>,
}

impl Default for Models {
    fn default() -> Self {
        Self {
            places: Number::default(),
            terms: Number::default(),
            texts: Texts::stems(),
            counts: Number::default(),
            documents: Ascending::default(),
            impacts: Tree::default(),
        }
    }
}

/// The documents of a term beyond those where it ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Their ids, ascending.
    pub documents: Vec<u32>,
}

impl Tail {
    /// The payload; documents are below `bound`.
    pub fn encode(&self, bound: u32) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Tail.letter()]);
        Number::default().write(&mut out, self.documents.len() as u32);
        Ascending::default().write(&mut out, &self.documents, bound, &mut |_, _| {});
        out.finish()
    }

    /// The tail of a payload; documents are below `bound`.
    pub fn decode(payload: &[u8], bound: u32) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Tail);
        let count = Number::default().read(&mut from);
        let documents = Ascending::default().read(&mut from, count, bound, &mut |_| {});
        whole(&from, Self { documents })
    }
}
