//! Something that documents can be sorted by, such as their date.

use super::name::Kind;
use super::stream::{Malformed, Number, Texts};
use crate::coder::{Bit, Decoder, Encoder};

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
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if whole.is_empty() || fraction.is_empty() {
        return None;
    }
    let (mut number, mut scale) = (0.0, 1.0);
    for (digits, by) in [(whole, 1.0), (fraction, 10.0)] {
        for digit in digits.bytes() {
            if !digit.is_ascii_digit() {
                return None;
            }
            number = number * 10.0 + f64::from(digit - b'0');
            scale *= by;
        }
    }
    let sign = if digits.len() < value.len() {
        -1.0
    } else {
        1.0
    };
    Some(sign * number / scale)
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
        let mut from = Decoder::new(super::body(payload, Kind::Order)?);
        let mut texts = Texts::default();
        let mut order = Self::default();
        let values = Number::default().read(&mut from);
        if values > documents {
            return Err(Malformed);
        }
        for _ in 0..values {
            let value = texts.read_str(&mut from)?.to_owned();
            order.values.push(value);
        }
        let (mut has, bits) = (Bit::default(), order.bits());
        for _ in 0..documents {
            let mut place = 0;
            if from.bit(&mut has) {
                place = from.raw(bits) + 1;
            }
            if place as usize > order.values.len() || from.exhausted() {
                return Err(Malformed);
            }
            order.places.push(place);
        }
        Ok(order)
    }

    /// Bits that the place of a value takes.
    fn bits(&self) -> u32 {
        usize::BITS - self.values.len().saturating_sub(1).leading_zeros()
    }
}
