//! Something that documents can be sorted by, such as their date.

use super::name::Kind;
use super::stream::{Malformed, Number, Texts, body, whole};
use crate::coder::{Bit, Encoder};

/// The contents of an order's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFile {
    /// The values that occur, in the order that documents are sorted in.
    pub values: Vec<String>,
    /// For each document, the place of its value, one more; 0 if it has none.
    pub places: Vec<u32>,
}

/// The number that a value is, if it is one: values are sorted as numbers
/// where all of them are.
pub fn number(value: &str) -> Option<f64> {
    let (mut number, mut scale) = (0.0, 1.0);
    // What a digit shifts the ones before it by.
    let mut by = 1.0;
    let mut before = b'-';
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10.0 + f64::from(byte - b'0');
                scale *= by;
            }
            b'-' if at == 0 => {}
            b'.' if by == 1.0 && before.is_ascii_digit() => by = 10.0,
            _ => return None,
        }
        before = byte;
    }
    if !before.is_ascii_digit() {
        return None;
    }
    if value.as_bytes()[0] == b'-' {
        scale = -scale;
    }
    Some(number / scale)
}

impl OrderFile {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Order.letter()]);
        let mut texts = Texts::default();
        Number::default().write(&mut out, self.values.len() as u32);
        for value in &self.values {
            texts.write(&mut out, value.as_bytes());
        }
        let (mut has, bits) = (Bit::default(), self.bits());
        for &place in &self.places {
            out.bit(&mut has, place > 0);
            if place > 0 {
                out.raw(place - 1, bits);
            }
        }
        out.finish()
    }

    /// The order of a payload, for so many documents.
    pub fn decode(payload: &[u8], documents: u32) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Order);
        let mut texts = Texts::default();
        let mut order = Self::default();
        let values = Number::default().read(&mut from);
        from.expect(values <= documents);
        for _ in 0..values {
            if from.exhausted() {
                break;
            }
            order.values.push(texts.read_string(&mut from));
        }
        let (mut has, bits) = (Bit::default(), order.bits());
        for _ in 0..documents {
            let mut place = 0;
            if from.bit(&mut has) {
                place = from.raw(bits) + 1;
            }
            from.expect(place as usize <= order.values.len());
            if from.exhausted() {
                break;
            }
            order.places.push(place);
        }
        whole(&from, order)
    }

    /// Bits that the place of a value takes.
    fn bits(&self) -> u32 {
        usize::BITS - self.values.len().saturating_sub(1).leading_zeros()
    }
}
