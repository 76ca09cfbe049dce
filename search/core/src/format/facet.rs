//! One facet: its values and the documents that have each.

use super::limits::MAX_DOCUMENTS;
use super::name::Kind;
use super::stream::{Ascending, Malformed, Number, Texts, body, whole};
use crate::coder::Encoder;

/// Most documents that the values of a facet may claim to have in all, against
/// forged ones.
const MOST_HAVING: u32 = 4 * MAX_DOCUMENTS;

/// The contents of a facet's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetFile {
    /// The values, in order of bytes.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetValue {
    /// The value, as readers see it.
    pub value: String,
    /// What addresses and programs call it; empty if that is the value.
    pub key: String,
    /// Ids of the documents that have it, ascending.
    pub documents: Vec<u32>,
}

impl FacetFile {
    /// The payload; documents are below `bound`.
    pub fn encode(&self, bound: u32) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Facet.letter()]);
        let (mut texts, mut counts) = (Texts::default(), Number::default());
        let mut keys = Texts::default();
        let mut documents = Ascending::default();
        counts.write(&mut out, self.values.len() as u32);
        for value in &self.values {
            texts.write(&mut out, value.value.as_bytes());
            keys.write(&mut out, value.key.as_bytes());
            counts.write(&mut out, value.documents.len() as u32);
            documents.write(&mut out, &value.documents, bound, &mut |_, _| {});
        }
        out.finish()
    }

    /// The facet of a payload; documents are below `bound`.
    pub fn decode(payload: &[u8], bound: u32) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Facet);
        let (mut texts, mut counts) = (Texts::default(), Number::default());
        let mut keys = Texts::default();
        let mut numbers = Ascending::default();
        let mut values: Vec<FacetValue> = Vec::new();
        let mut having = 0_u32;
        for _ in 0..counts.read(&mut from) {
            let value = texts.read_string(&mut from);
            let key = keys.read_string(&mut from);
            if let Some(last) = values.last() {
                from.expect(last.value < value);
            }
            let count = counts.read(&mut from);
            having = having.saturating_add(count);
            from.expect(having <= MOST_HAVING);
            let documents = numbers.read(&mut from, count, bound, &mut |_| {});
            if from.exhausted() {
                break;
            }
            values.push(FacetValue {
                value,
                key,
                documents,
            });
        }
        whole(&from, Self { values })
    }
}
