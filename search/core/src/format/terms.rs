//! A range of the dictionary together with its postings, so that a word costs
//! one file and no further round trip.

use super::name::{FileName, Kind};
use super::stream::{Ascending, Malformed, Number, Texts, Tree, body, whole};
use crate::coder::{Decoder, Encoder};
use crate::impact::LEVELS;
use crate::sorted;

/// Most postings of a term that rank. A term in more documents than these
/// ranks where its impact is highest; the others are in its tail.
pub const MOST_RANKED: usize = 1 << 14;

/// Most postings that a shard may claim to hold, against forged ones.
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

/// A shard of the dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermShard {
    /// Sum of the file of the positions.
    pub positions: u32,
    /// The terms, in order of bytes.
    pub entries: Vec<TermEntry>,
}

impl TermShard {
    /// The payload; documents are below `bound`.
    pub fn encode(&self, bound: u32) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Terms.letter()]);
        let mut models = Models::default();
        out.raw(self.positions, 32);
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
        out.finish()
    }

    /// The shard of a payload; documents are below `bound`.
    pub fn decode(payload: &[u8], bound: u32) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Terms);
        let mut models = Models::default();
        let positions = from.raw(32);
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

struct Models {
    terms: Number,
    texts: Texts,
    counts: Number,
    documents: Ascending,
    impacts: Tree<{ 2 * LEVELS }>,
}

impl Default for Models {
    fn default() -> Self {
        Self {
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
