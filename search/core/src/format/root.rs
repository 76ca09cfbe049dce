//! The root: what there is, and in which file.

use super::MAX_DOCUMENTS;
use super::bytes::{Malformed, Reader};
use super::header::{self, HeaderError};
use super::name::{FileName, Kind, hash};
use super::terms::FIELDS;

/// The contents of the root file.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    /// BCP 47 tag of queries that name no language.
    pub language: String,
    /// How many documents there are; their ids are below it.
    pub documents: u32,
    /// Terms in all documents, by field as in [`super::Field`]: with the
    /// number of documents they give BM25 its mean lengths.
    pub lengths: [u64; FIELDS],
    /// The dictionary in order: each shard holds the terms from its `first`
    /// up to the next one's.
    pub terms: Vec<TermShardEntry>,
    /// The documents in order of id.
    pub document_shards: Vec<DocumentShardEntry>,
    /// The facets in order of name.
    pub facets: Vec<FacetEntry>,
    /// The documents whose weight is not 1, if there are any.
    pub weights: Option<FileName>,
}

/// A shard of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermShardEntry {
    /// No term of the shard comes before it, in order of bytes; not
    /// necessarily a term itself.
    pub first: String,
    /// The file.
    pub file: FileName,
}

/// A shard of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentShardEntry {
    /// How many documents it holds.
    pub documents: u32,
    /// The file.
    pub file: FileName,
}

/// A facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetEntry {
    /// What queries call it.
    pub name: String,
    /// What readers call it.
    pub label: String,
    /// The file.
    pub file: FileName,
}

impl Root {
    /// The payload, which ends in a sum over the rest of it.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = header::write(Kind::Root);
        out.str(&self.language);
        out.varint(u64::from(self.documents));
        for length in self.lengths {
            out.varint(length);
        }
        out.count(self.terms.len());
        for shard in &self.terms {
            out.str(&shard.first);
            out.u64_le(shard.file.hash());
        }
        out.count(self.document_shards.len());
        for shard in &self.document_shards {
            out.varint(u64::from(shard.documents));
            out.u64_le(shard.file.hash());
        }
        out.count(self.facets.len());
        for facet in &self.facets {
            out.str(&facet.name);
            out.str(&facet.label);
            out.u64_le(facet.file.hash());
        }
        out.count(usize::from(self.weights.is_some()));
        if let Some(weights) = self.weights {
            out.u64_le(weights.hash());
        }
        let sum = hash(&out.0);
        out.u64_le(sum);
        out.0
    }

    /// The root of a payload whose header, sum and structure hold.
    pub fn decode(payload: &[u8]) -> Result<Self, HeaderError> {
        // The version comes before the sum: another version may sum otherwise.
        header::read(payload, Kind::Root)?;
        let (summed, sum) = payload
            .split_last_chunk::<8>()
            .ok_or(HeaderError::Malformed)?;
        if hash(summed) != u64::from_le_bytes(*sum) {
            return Err(HeaderError::Malformed);
        }
        let mut reader = header::read(summed, Kind::Root)?;
        let root = Self::read(&mut reader)?;
        reader.end()?;
        Ok(root)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let root = Self {
            language: reader.string()?,
            documents: reader.varint_u32()?,
            lengths: [reader.varint()?, reader.varint()?, reader.varint()?],
            terms: reader.list(|reader| {
                Ok(TermShardEntry {
                    first: reader.string()?,
                    file: file(reader, Kind::Terms)?,
                })
            })?,
            document_shards: reader.list(|reader| {
                Ok(DocumentShardEntry {
                    documents: reader.varint_u32()?,
                    file: file(reader, Kind::Documents)?,
                })
            })?,
            facets: reader.list(|reader| {
                Ok(FacetEntry {
                    name: reader.string()?,
                    label: reader.string()?,
                    file: file(reader, Kind::Facet)?,
                })
            })?,
            weights: match reader.u8()? {
                0 => None,
                1 => Some(file(reader, Kind::Weights)?),
                _ => return Err(Malformed),
            },
        };
        root.check()?;
        Ok(root)
    }

    fn check(&self) -> Result<(), Malformed> {
        let sharded: u64 = self
            .document_shards
            .iter()
            .map(|shard| u64::from(shard.documents))
            .sum();
        let holds = self.documents <= MAX_DOCUMENTS
            && sharded == u64::from(self.documents)
            && self.terms.is_sorted_by(|a, b| a.first < b.first)
            && self.facets.is_sorted_by(|a, b| a.name < b.name);
        if holds { Ok(()) } else { Err(Malformed) }
    }
}

fn file(reader: &mut Reader<'_>, kind: Kind) -> Result<FileName, Malformed> {
    Ok(FileName::with_hash(kind, reader.u64_le()?))
}
