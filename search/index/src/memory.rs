//! What an index leaves for the next one.
//!
//! Ids are places in the order of addresses, a term's impact and positions in
//! a document depend on that document alone, and files are named by what they
//! hold: so where one document has changed, only the files with its terms and
//! its text have.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{Analysed, digest};
use crate::files::Left;
use crate::postings::Measures;

/// What an index was made from and which files came of it; whatever does not
/// hold any more is made again from the pages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// Stands for the aliases and the language.
    pub(crate) options: u64,
    /// In order of address.
    pub(crate) pages: Vec<Known>,
    pub(crate) terms: TermList,
    /// The files of the dictionary, in its order.
    pub(crate) dictionary: Vec<KnownTerms>,
    /// Those of the terms backwards, in their order.
    pub(crate) lexicon: Vec<KnownWords>,
    /// Those of the texts, in order of document.
    pub(crate) texts: Vec<KnownTexts>,
}

/// A page as it was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) url: String,
    /// Stands for all that the index has of it.
    pub(crate) key: u64,
    pub(crate) documents: Vec<KnownDocument>,
}

/// One of the documents that a page takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KnownDocument {
    /// How many units its slice has.
    pub(crate) slice: u32,
    pub(crate) measures: Measures,
    pub(crate) terms: Packed,
}

/// A file of the dictionary.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KnownTerms {
    /// Its blocks, in order.
    pub(crate) blocks: Vec<KnownBlock>,
    pub(crate) number: u32,
    pub(crate) length: u32,
    /// The tails of its terms, with their lengths.
    pub(crate) tails: Vec<(u32, u32)>,
}

impl KnownTerms {
    /// How many terms it has.
    pub(crate) fn terms(&self) -> u32 {
        self.blocks.iter().map(|block| block.terms).sum()
    }
}

/// A block of terms.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KnownBlock {
    /// How many terms it has.
    pub(crate) terms: u32,
    /// How many units it measures.
    pub(crate) units: u32,
}

/// A file of terms backwards.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KnownWords {
    /// Stands for them.
    pub(crate) key: u64,
    pub(crate) number: u32,
    pub(crate) length: u32,
}

/// A file of texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KnownTexts {
    /// How many documents' texts it has.
    pub(crate) documents: u32,
    pub(crate) number: u32,
    pub(crate) length: u32,
}

/// All terms in order, with how many documents have each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct TermList {
    text: String,
    /// Where each ends in the text.
    ends: Vec<u32>,
    counts: Vec<u32>,
}

impl TermList {
    pub(crate) fn push(&mut self, term: &str, count: u32) {
        self.text.push_str(term);
        self.ends.push(self.text.len() as u32);
        self.counts.push(count);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len().min(self.counts.len())
    }

    /// A term; empty where what was read is no list.
    pub(crate) fn term(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let range = from as usize..self.ends[at] as usize;
        self.text.get(range).unwrap_or("")
    }

    pub(crate) fn count(&self, at: usize) -> u32 {
        self.counts[at]
    }

    /// Where a term is, or where it would be.
    pub(crate) fn find(&self, term: &str) -> Result<usize, usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.term(middle).cmp(term) {
                std::cmp::Ordering::Equal => return Ok(middle),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        Err(from)
    }
}

/// Gives so many bytes of a store from a place on, if so much is there.
pub type Read<'a> = dyn Fn(u64, u32) -> Option<Vec<u8>> + 'a;

/// The terms of a document, as few bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Packed {
    /// Where [`Memory::store`] put them, and what tells whether they are there.
    Stored { at: u64, length: u32, sum: u64 },
    /// They have to be stored before they are written down. (The last variant,
    /// since serde counts the others without it when it reads.)
    #[serde(skip)]
    Held(Arc<[u8]>),
}

impl Packed {
    pub(crate) fn new(analysed: &Analysed) -> Self {
        let plain = postcard::to_stdvec(analysed).expect("memory takes what is written");
        Self::Held(lz4_flex::compress_prepend_size(&plain).into())
    }

    /// The terms, unless they are no longer what was stored.
    pub(crate) fn open(&self, left: &dyn Left) -> Option<Analysed> {
        let bytes = self.bytes(&|at, length| left.stored(at, length))?;
        let plain = lz4_flex::decompress_size_prepended(&bytes).ok()?;
        postcard::from_bytes(&plain).ok()
    }

    fn bytes(&self, read: &Read<'_>) -> Option<Arc<[u8]>> {
        match self {
            Self::Held(bytes) => Some(Arc::clone(bytes)),
            Self::Stored { at, length, sum } => {
                let bytes = read(*at, *length)?;
                (digest(&bytes[..]) == *sum).then(|| bytes.into())
            }
        }
    }
}

impl Memory {
    /// Has the terms of all documents that are only held written to some store
    /// for good: `write` says where in it they begin. Only then can the memory
    /// itself be written down.
    ///
    /// # Errors
    ///
    /// Those of `write`.
    pub fn store<E>(&mut self, write: &mut dyn FnMut(&[u8]) -> Result<u64, E>) -> Result<(), E> {
        for terms in self.packed_mut() {
            if let Packed::Held(bytes) = &*terms {
                *terms = Packed::Stored {
                    at: write(bytes)?,
                    length: bytes.len() as u32,
                    sum: digest(&bytes[..]),
                };
            }
        }
        Ok(())
    }

    /// Holds what is stored, so that it can be stored elsewhere. Where some of
    /// it is gone, nothing is remembered.
    #[must_use]
    pub fn held(mut self, read: &Read<'_>) -> Self {
        for terms in self.packed_mut() {
            match terms.bytes(read) {
                Some(bytes) => *terms = Packed::Held(bytes),
                None => return Self::default(),
            }
        }
        self
    }

    /// How many bytes of the store are needed.
    pub fn stored(&self) -> u64 {
        let documents = self.pages.iter().flat_map(|page| &page.documents);
        let lengths = documents.map(|document| match document.terms {
            Packed::Held(_) => 0,
            Packed::Stored { length, .. } => u64::from(length),
        });
        lengths.sum()
    }

    fn packed_mut(&mut self) -> impl Iterator<Item = &mut Packed> {
        let documents = self.pages.iter_mut().flat_map(|page| &mut page.documents);
        documents.map(|document| &mut document.terms)
    }
}
