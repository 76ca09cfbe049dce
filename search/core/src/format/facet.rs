//! One facet: its values and the documents that have each.

use super::bytes::Malformed;
use super::header;
use super::name::Kind;

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
    /// Ids of the documents that have it, ascending.
    pub documents: Vec<u32>,
}

impl FacetFile {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = header::write(Kind::Facet);
        out.count(self.values.len());
        for value in &self.values {
            out.str(&value.value);
            out.ascending(&value.documents);
        }
        out.0
    }

    /// The facet of a payload; documents are below `bound`.
    pub fn decode(payload: &[u8], bound: u32) -> Result<Self, Malformed> {
        let mut reader = header::skip(payload, Kind::Facet)?;
        let values = reader.list(|reader| {
            Ok(FacetValue {
                value: reader.string()?,
                documents: reader.ascending(bound)?,
            })
        })?;
        reader.end()?;
        Ok(Self { values })
    }
}
