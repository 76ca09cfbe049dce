//! The alphabet of the format: numbers, texts and sets of documents, each with
//! what the ones before it taught.

use std::fmt;

use super::letters::LETTERS;
use super::name::{Kind, sum};
use crate::coder::{Bit, Decoder, Encoder};

/// The bytes are not what the format says; it stops at the first sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes do not follow the format")
    }
}

impl std::error::Error for Malformed {}

/// What was read, unless something in it could not be.
pub(super) fn whole<T>(from: &Decoder<'_>, read: T) -> Result<T, Malformed> {
    if from.exhausted() {
        Err(Malformed)
    } else {
        Ok(read)
    }
}

/// How many bytes the sum takes that guards what is fetched without the rest of
/// its file.
pub(super) const SUM: usize = 4;

/// Writes the sum of all that follows it in the place left for it.
pub(super) fn add_sum(bytes: &mut [u8]) {
    let sum = sum(&bytes[SUM..]);
    bytes[..SUM].copy_from_slice(&sum.to_le_bytes());
}

/// What follows its sum, if that is right.
pub(super) fn after_sum(bytes: &[u8]) -> Result<&[u8], Malformed> {
    let (expected, rest) = bytes.split_first_chunk::<SUM>().ok_or(Malformed)?;
    match u32::from_le_bytes(*expected) == sum(rest) {
        true => Ok(rest),
        false => Err(Malformed),
    }
}

/// What follows the letter of a file's kind.
pub(super) fn body(payload: &[u8], kind: Kind) -> Decoder<'_> {
    let (letter, body) = payload.split_at(payload.len().min(1));
    let mut from = Decoder::new(body);
    from.expect(letter == [kind.letter()]);
    from
}

/// Most numbers that room is made for before they are read.
const ROOM: u32 = 1 << 14;

/// Longest text in a stream, in bytes: readers refuse a longer one.
pub const LONGEST_TEXT: usize = 1 << 12;

/// A value below `1 << BITS`, bit by bit from the highest: each bit has a model
/// for each beginning.
#[derive(Clone)]
pub(super) struct Tree<const SIZE: usize>([Bit; SIZE]);

impl<const SIZE: usize> Default for Tree<SIZE> {
    fn default() -> Self {
        Self([Bit::default(); SIZE])
    }
}

impl<const SIZE: usize> Tree<SIZE> {
    /// `value` is below `SIZE`, a power of two.
    pub(super) fn write(&mut self, out: &mut Encoder, value: u32) {
        let mut at = 1;
        for bit in (0..SIZE.trailing_zeros()).rev() {
            let bit = value >> bit & 1;
            out.bit(&mut self.0[at], bit == 1);
            at = at << 1 | bit as usize;
        }
    }

    pub(super) fn read(&mut self, from: &mut Decoder<'_>) -> u32 {
        let mut at = 1;
        while at < SIZE {
            at = at << 1 | usize::from(from.bit(&mut self.0[at]));
        }
        (at - SIZE) as u32
    }
}

/// A whole number, small ones in few bits: how many bits it has, one more
/// being added to it, by unary code; then these bits, the first ones modelled.
#[derive(Clone)]
pub(super) struct Number([Bit; THIRD + 64]);

/// Where the models of the second and of the third bit are, by length: before
/// them are those of the length itself.
const SECOND: u32 = 32;
const THIRD: usize = 64;

impl Default for Number {
    fn default() -> Self {
        Self([Bit::default(); THIRD + 64])
    }
}

impl Number {
    /// `value` is below `u32::MAX`.
    pub(super) fn write(&mut self, out: &mut Encoder, value: u32) {
        let value = value + 1;
        let length = value.ilog2();
        for at in 0..length {
            out.bit(&mut self.0[at as usize], true);
        }
        if length < 31 {
            out.bit(&mut self.0[length as usize], false);
        }
        if length > 0 {
            let second = value >> (length - 1) & 1;
            out.bit(&mut self.0[(SECOND + length) as usize], second == 1);
            if length > 1 {
                let third = value >> (length - 2) & 1;
                let model = THIRD + (length * 2 + second) as usize;
                out.bit(&mut self.0[model], third == 1);
                out.raw(value, length - 2);
            }
        }
    }

    pub(super) fn read(&mut self, from: &mut Decoder<'_>) -> u32 {
        let mut length = 0;
        while length < 31 && from.bit(&mut self.0[length as usize]) {
            length += 1;
        }
        let mut value = 1_u32;
        if length > 0 {
            let second = u32::from(from.bit(&mut self.0[(SECOND + length) as usize]));
            value = 2 | second;
            if length > 1 {
                let third = from.bit(&mut self.0[THIRD + (length * 2 + second) as usize]);
                value = value << 1 | u32::from(third);
                value = value << (length - 2) | from.raw(length - 2);
            }
        }
        value - 1
    }
}

/// Texts, each letter after the one before it; what a text shares with the
/// beginning of the one before it is not repeated.
pub(super) struct Texts {
    shared: Number,
    symbols: [Tree<SYMBOLS>; CONTEXTS],
    others: Tree<256>,
    before: Vec<u8>,
}

/// The letters `a` to `z`, the end of the text, and any other byte.
const SYMBOLS: usize = 32;
const END: u32 = 26;
const OTHER: u32 = 27;

/// What a symbol may come after: a letter, or anything else.
const CONTEXTS: usize = 27;

fn context(byte: Option<&u8>) -> usize {
    match byte {
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
        _ => CONTEXTS - 1,
    }
}

impl Default for Texts {
    /// Nothing is known of the texts.
    fn default() -> Self {
        Self {
            shared: Number::default(),
            symbols: std::array::from_fn(|_| Tree::default()),
            others: Tree::default(),
            before: Vec::new(),
        }
    }
}

impl Texts {
    /// The texts are Italian stems, most likely.
    pub(super) fn stems() -> Self {
        let mut texts = Self::default();
        let trees = LETTERS.as_bytes().chunks_exact(SYMBOLS - 1);
        for (tree, known) in texts.symbols.iter_mut().zip(trees) {
            for (bit, &known) in tree.0[1..].iter_mut().zip(known) {
                *bit = Bit::expecting(known - b'!');
            }
        }
        texts
    }

    /// `text` has at most [`LONGEST_TEXT`] bytes.
    pub(super) fn write(&mut self, out: &mut Encoder, text: &[u8]) {
        debug_assert!(text.len() <= LONGEST_TEXT);
        let shared = self.before.iter().zip(text);
        let shared = shared.take_while(|(a, b)| a == b).count();
        self.shared.write(out, shared as u32);
        self.before.truncate(shared);
        for &byte in &text[shared..] {
            let symbols = &mut self.symbols[context(self.before.last())];
            if byte.is_ascii_lowercase() {
                symbols.write(out, u32::from(byte - b'a'));
            } else {
                symbols.write(out, OTHER);
                self.others.write(out, u32::from(byte));
            }
            self.before.push(byte);
        }
        self.symbols[context(self.before.last())].write(out, END);
    }

    /// The next text; if it cannot be, any, and `from` is exhausted.
    pub(super) fn read(&mut self, from: &mut Decoder<'_>) -> Vec<u8> {
        let shared = self.shared.read(from) as usize;
        from.expect(shared <= self.before.len());
        self.before.truncate(shared);
        while !from.exhausted() {
            let symbol = self.symbols[context(self.before.last())].read(from);
            let byte = match symbol {
                0..END => b'a' + symbol as u8,
                END => break,
                _ => self.others.read(from) as u8,
            };
            self.before.push(byte);
            from.expect(symbol <= OTHER && self.before.len() <= LONGEST_TEXT);
        }
        self.before.clone()
    }

    pub(super) fn read_string(&mut self, from: &mut Decoder<'_>) -> String {
        match String::from_utf8(self.read(from)) {
            Ok(text) => text,
            Err(_) => {
                from.expect(false);
                String::new()
            }
        }
    }
}

/// Ascending numbers below a bound, at the cost of choosing so many of so many
/// or less where they stand in clusters: a gap is measured in eighths of the
/// power of two near the mean gap, and how many of these it has is modelled
/// after the gap before it; the rest is not.
#[derive(Clone, Default)]
pub(super) struct Ascending {
    /// By what came before: nothing, and no gap before or after; nothing; a
    /// gap far below the mean; another.
    eighths: [Number; 4],
}

impl Ascending {
    /// How many bits of a gap are not modelled.
    fn shift(count: u32, bound: u32) -> u32 {
        let mean = bound / count.max(1);
        mean.max(1).ilog2().saturating_sub(3)
    }

    fn first(count: u32) -> usize {
        usize::from(count > 1)
    }

    fn next(eighths: u32) -> usize {
        2 + usize::from(eighths > 2)
    }

    /// Calls `each` after each number.
    pub(super) fn write(
        &mut self,
        out: &mut Encoder,
        numbers: &[u32],
        bound: u32,
        each: &mut dyn FnMut(&mut Encoder, usize),
    ) {
        let count = numbers.len() as u32;
        let shift = Self::shift(count, bound);
        let mut context = Self::first(count);
        let mut next = 0;
        for (at, &number) in numbers.iter().enumerate() {
            let gap = number - next;
            self.eighths[context].write(out, gap >> shift);
            out.raw(gap, shift);
            each(out, at);
            context = Self::next(gap >> shift);
            next = number + 1;
        }
    }

    /// The `count` numbers, `each` being called after each; if they cannot be,
    /// some, and `from` is exhausted.
    pub(super) fn read(
        &mut self,
        from: &mut Decoder<'_>,
        count: u32,
        bound: u32,
        each: &mut dyn FnMut(&mut Decoder<'_>),
    ) -> Vec<u32> {
        from.expect(count <= bound);
        let shift = Self::shift(count, bound);
        let mut context = Self::first(count);
        let mut next = 0;
        let mut numbers = Vec::with_capacity(count.min(ROOM) as usize);
        for _ in 0..count {
            let eighths = self.eighths[context].read(from);
            from.expect(eighths <= bound >> shift);
            if from.exhausted() {
                break;
            }
            // Documents are far fewer than 2^31, so this cannot overflow.
            let number = next + (eighths << shift | from.raw(shift));
            from.expect(number < bound);
            numbers.push(number);
            each(from);
            context = Self::next(eighths);
            next = number + 1;
        }
        numbers
    }
}
