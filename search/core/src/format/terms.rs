//! A range of the dictionary together with its postings, so that a word costs
//! one file and no further round trip.
//!
//! Alike things stand together, which is what makes them deflate well: first
//! the front-coded terms, then all document gaps, all frequencies, all field
//! lengths. A frequent word simply has a shard to itself.

use super::bytes::{Malformed, Reader, Writer};
use super::header;
use super::name::Kind;

/// How many fields a document has.
pub const FIELDS: usize = 3;

/// A field of a document, by its number in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Title and synonyms.
    Title = 0,
    /// Headings.
    Headings = 1,
    /// Summary and text.
    Body = 2,
}

impl Field {
    /// All fields, in order of number.
    pub const ALL: [Self; FIELDS] = [Self::Title, Self::Headings, Self::Body];
}

/// A term in one field of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The document's id.
    pub document: u32,
    /// How often the term occurs in the field; at least 1.
    pub frequency: u32,
    /// The field's length in terms, as the id of tantivy's quantisation.
    pub length_id: u8,
}

/// The postings of a term in one field, in order of document.
pub type FieldPostings = Vec<Posting>;

/// A term with its postings by field; in one field at least there are some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermEntry {
    /// The term.
    pub term: String,
    /// Its postings in every field.
    pub fields: [FieldPostings; FIELDS],
}

/// An encoded term shard, split into its columns.
#[derive(Clone, Copy)]
pub struct TermShard<'a> {
    terms: Reader<'a>,
    gaps: Reader<'a>,
    frequencies: Reader<'a>,
    lengths: Reader<'a>,
}

/// A term's place in the dictionary column.
struct Key {
    term: Vec<u8>,
    /// Number of postings by field.
    counts: [u32; FIELDS],
}

impl<'a> TermShard<'a> {
    /// The payload of a shard with these entries, in strictly ascending order.
    pub fn encode(entries: &[TermEntry]) -> Vec<u8> {
        let mut terms = Writer::default();
        let mut gaps = Writer::default();
        let mut frequencies = Writer::default();
        let mut lengths = Writer::default();
        let mut before: &[u8] = &[];
        for entry in entries {
            let term = entry.term.as_bytes();
            let shared = before.iter().zip(term).take_while(|(a, b)| a == b).count();
            terms.count(shared);
            terms.bytes(&term[shared..]);
            before = term;
            let present = (0..FIELDS).filter(|&field| !entry.fields[field].is_empty());
            terms.u8(present.map(|field| 1 << field).sum());
            for postings in entry.fields.iter().filter(|postings| !postings.is_empty()) {
                terms.count(postings.len());
                let mut next = 0;
                for posting in postings {
                    gaps.varint(u64::from(posting.document - next));
                    frequencies.varint(u64::from(posting.frequency - 1));
                    lengths.u8(posting.length_id);
                    next = posting.document + 1;
                }
            }
        }
        let mut out = header::write(Kind::Terms);
        for column in [terms, gaps, frequencies, lengths] {
            out.bytes(&column.0);
        }
        out.0
    }

    /// Splits a payload into its columns.
    pub fn open(payload: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = header::skip(payload, Kind::Terms)?;
        let shard = Self {
            terms: Reader(reader.bytes()?),
            gaps: Reader(reader.bytes()?),
            frequencies: Reader(reader.bytes()?),
            lengths: Reader(reader.bytes()?),
        };
        reader.end()?;
        Ok(shard)
    }

    /// The entries whose terms `wanted` accepts, in order; documents are
    /// below `bound`.
    pub fn entries(
        mut self,
        bound: u32,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<TermEntry>, Malformed> {
        let mut found = Vec::new();
        let mut key = Key {
            term: Vec::new(),
            counts: [0; FIELDS],
        };
        while !self.terms.0.is_empty() {
            self.key(&mut key)?;
            let term = std::str::from_utf8(&key.term).map_err(|_| Malformed)?;
            let mut fields = [const { Vec::new() }; FIELDS];
            let wanted = wanted(term);
            for (&count, postings) in key.counts.iter().zip(&mut fields) {
                if wanted {
                    *postings = self.postings(count, bound)?;
                } else {
                    self.skip(count)?;
                }
            }
            if wanted {
                found.push(TermEntry {
                    term: term.to_owned(),
                    fields,
                });
            }
        }
        Ok(found)
    }

    fn key(&mut self, key: &mut Key) -> Result<(), Malformed> {
        let shared = self.terms.varint()?;
        let shared = usize::try_from(shared).map_err(|_| Malformed)?;
        let rest = self.terms.bytes()?;
        let before = key.term.get(shared..).ok_or(Malformed)?;
        if rest <= before {
            return Err(Malformed);
        }
        key.term.truncate(shared);
        key.term.extend_from_slice(rest);
        let present = self.terms.u8()?;
        if present == 0 || present >= 1 << FIELDS {
            return Err(Malformed);
        }
        for (field, count) in key.counts.iter_mut().enumerate() {
            *count = 0;
            if present & 1 << field != 0 {
                *count = self.terms.varint_u32()?;
                if *count == 0 {
                    return Err(Malformed);
                }
            }
        }
        Ok(())
    }

    fn postings(&mut self, count: u32, bound: u32) -> Result<FieldPostings, Malformed> {
        let count = count as usize;
        let lengths = self.lengths.take(count)?;
        let documents = self.gaps.gaps(count, bound)?;
        documents
            .into_iter()
            .zip(lengths)
            .map(|(document, &length_id)| {
                let frequency = self.frequencies.varint_u32()?.checked_add(1);
                Ok(Posting {
                    document,
                    frequency: frequency.ok_or(Malformed)?,
                    length_id,
                })
            })
            .collect()
    }

    fn skip(&mut self, count: u32) -> Result<(), Malformed> {
        self.lengths.take(count as usize)?;
        for _ in 0..count {
            self.gaps.varint()?;
            self.frequencies.varint()?;
        }
        Ok(())
    }
}
