//! The root: what there is, and in which file.

use super::directory::Directory;
use super::limits::MAX_DOCUMENTS;
use super::name::{FileName, Kind, sum};
use super::stream::{Malformed, Number, Texts, body, whole};
use crate::coder::{Decoder, Encoder};

/// Version of the format that this code writes and reads. One more for every
/// change that an older reader would misunderstand.
pub const VERSION: u8 = 4;

const MAGIC: [u8; 4] = *b"casa";

/// Why a root is refused before its contents are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootError {
    /// Not the root of a search index, or damaged.
    Malformed,
    /// Of a version that this code does not read.
    Version(u8),
}

impl From<Malformed> for RootError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// The contents of the root file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root {
    /// BCP 47 tag of queries that name no language.
    pub language: String,
    /// How many documents there are; their ids are below it.
    pub documents: u32,
    /// Pages whose texts are in several documents, in order.
    pub split: Vec<Split>,
    /// The dictionary: blocks of files of terms, or directories that list them.
    pub terms: Directory,
    /// The terms spelt backwards: lexicon shards, or directories.
    pub lexicon: Directory,
    /// How many documents each file of `places` is about.
    pub placed: u32,
    /// The [`super::Places`] in order of document.
    pub places: Vec<FileName>,
    /// The facets in order of name.
    pub facets: Vec<NamedFile>,
    /// What documents can be sorted by, in order of name.
    pub orders: Vec<NamedFile>,
}

/// A page whose texts are too long for one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The first of its documents, which stands for the page.
    pub first: u32,
    /// How many follow it, at least 1.
    pub more: u32,
}

/// A facet or an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
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
        let mut head = MAGIC.to_vec();
        head.extend([VERSION, Kind::Root.letter()]);
        let mut out = Encoder::new(head);
        let (mut numbers, mut texts) = (Number::default(), Texts::default());
        texts.write(&mut out, self.language.as_bytes());
        numbers.write(&mut out, self.documents);
        numbers.write(&mut out, self.split.len() as u32);
        let mut next = 0;
        for split in &self.split {
            numbers.write(&mut out, split.first - next);
            numbers.write(&mut out, split.more - 1);
            next = split.first + split.more + 1;
        }
        for listing in [&self.terms, &self.lexicon] {
            listing.write(&mut out);
        }
        numbers.write(&mut out, self.placed);
        numbers.write(&mut out, self.places.len() as u32);
        for file in &self.places {
            out.raw(file.number(), 32);
        }
        for list in [&self.facets, &self.orders] {
            numbers.write(&mut out, list.len() as u32);
            for named in list {
                texts.write(&mut out, named.name.as_bytes());
                texts.write(&mut out, named.label.as_bytes());
                out.raw(named.file.number(), 32);
            }
        }
        let mut payload = out.finish();
        let sum = sum(&payload);
        payload.extend(sum.to_le_bytes());
        payload
    }

    /// The root of a payload whose header, sum and structure hold.
    pub fn decode(payload: &[u8]) -> Result<Self, RootError> {
        // The version comes before the sum: another version may sum otherwise.
        let rest = payload.strip_prefix(&MAGIC).ok_or(RootError::Malformed)?;
        let (&version, rest) = rest.split_first().ok_or(RootError::Malformed)?;
        if version != VERSION {
            return Err(RootError::Version(version));
        }
        let (summed, expected) = payload.split_last_chunk::<4>().ok_or(Malformed)?;
        if sum(summed) != u32::from_le_bytes(*expected) {
            return Err(RootError::Malformed);
        }
        let rest = &rest[..rest.len().saturating_sub(4)];
        let mut from = body(rest, Kind::Root);
        let root = Self::read(&mut from);
        Ok(whole(&from, root)?)
    }

    fn read(from: &mut Decoder<'_>) -> Self {
        let (mut numbers, mut texts) = (Number::default(), Texts::default());
        let mut root = Self {
            language: texts.read_string(from),
            documents: numbers.read(from),
            ..Self::default()
        };
        let mut next = 0_u64;
        for _ in 0..numbers.read(from) {
            let first = next + u64::from(numbers.read(from));
            let more = u64::from(numbers.read(from)) + 1;
            next = first + more + 1;
            from.expect(next <= u64::from(root.documents));
            if from.exhausted() {
                break;
            }
            root.split.push(Split {
                first: first as u32,
                more: more as u32,
            });
        }
        for listing in [&mut root.terms, &mut root.lexicon] {
            *listing = Directory::read(from);
        }
        root.placed = numbers.read(from);
        for _ in 0..numbers.read(from) {
            let file = FileName::new(Kind::Places, from.raw(32));
            if from.exhausted() {
                break;
            }
            root.places.push(file);
        }
        for (list, kind) in [
            (&mut root.facets, Kind::Facet),
            (&mut root.orders, Kind::Order),
        ] {
            for _ in 0..numbers.read(from) {
                if from.exhausted() {
                    break;
                }
                list.push(NamedFile {
                    name: texts.read_string(from),
                    label: texts.read_string(from),
                    file: FileName::new(kind, from.raw(32)),
                });
            }
        }
        let places = u64::from(root.placed) * root.places.len() as u64;
        from.expect(root.documents <= MAX_DOCUMENTS && places >= u64::from(root.documents));
        root
    }
}
