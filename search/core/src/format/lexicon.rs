//! Terms spelt backwards, in order: what has the end of a mistyped word in
//! common with it stands together, as what has its beginning does in the
//! dictionary.

use super::name::Kind;
use super::stream::{Malformed, Number, Texts, body, whole};
use crate::coder::Encoder;

/// Shortest term that is worth finding by its end, in bytes.
pub const SHORTEST: usize = 4;

/// A range of the terms spelt backwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LexiconShard {
    /// Terms backwards, of `a` to `z` only, in order of bytes.
    pub reversed: Vec<Vec<u8>>,
}

impl LexiconShard {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Lexicon.letter()]);
        let mut texts = Texts::default();
        Number::default().write(&mut out, self.reversed.len() as u32);
        for text in &self.reversed {
            texts.write(&mut out, text);
        }
        out.finish()
    }

    /// The shard of a payload.
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Lexicon);
        let mut texts = Texts::default();
        let mut shard = Self::default();
        for _ in 0..Number::default().read(&mut from) {
            let reversed = texts.read(&mut from);
            if let Some(last) = shard.reversed.last() {
                from.expect(*last < reversed);
            }
            from.expect(reversed.iter().all(u8::is_ascii_lowercase));
            if from.exhausted() {
                break;
            }
            shard.reversed.push(reversed);
        }
        whole(&from, shard)
    }
}
