//! The documents whose score is multiplied.

use super::bytes::Malformed;
use super::header;
use super::name::Kind;

/// The contents of the weights' file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeightFile {
    /// Document id and factor, finite and positive, ascending by id.
    pub weights: Vec<(u32, f32)>,
}

impl WeightFile {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = header::write(Kind::Weights);
        let documents: Vec<u32> = self.weights.iter().map(|&(document, _)| document).collect();
        out.ascending(&documents);
        for &(_, weight) in &self.weights {
            out.f32_le(weight);
        }
        out.0
    }

    /// The weights of a payload; documents are below `bound`.
    pub fn decode(payload: &[u8], bound: u32) -> Result<Self, Malformed> {
        let mut reader = header::skip(payload, Kind::Weights)?;
        let documents = reader.ascending(bound)?;
        let mut weights = Vec::with_capacity(documents.len());
        for document in documents {
            let weight = reader.f32_le()?;
            if !(weight.is_finite() && weight > 0.0) {
                return Err(Malformed);
            }
            weights.push((document, weight));
        }
        reader.end()?;
        Ok(Self { weights })
    }
}
