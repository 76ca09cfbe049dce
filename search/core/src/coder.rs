//! The entropy coder that all files but the texts are written with: an
//! adaptive binary range coder, that of LZMA (Igor Pavlov) with probabilities
//! of 16 bits that settle as fast as counting would (Krichevsky and Trofimov).
//!
//! In: bits, each with the [`Bit`] that has seen its like. Out: bytes, and from
//! these the same bits. Any bytes decode to some bits: what they mean has to be
//! checked by who reads them, with [`Decoder::exhausted`] against reading on
//! past the end.

/// What is known of one kind of bit: how likely it is to be 0.
#[derive(Clone, Copy, Debug)]
pub struct Bit {
    /// Of 65,536.
    zero: u16,
    /// How many were seen, up to [`SETTLED`].
    seen: u8,
}

/// Bits seen after which each further one weighs the same.
const SETTLED: u8 = 60;

/// How far a probability moves after so many bits seen, of 32,768.
const RATES: [u16; SETTLED as usize + 1] = {
    let mut rates = [0; SETTLED as usize + 1];
    let mut seen = 0;
    while seen < rates.len() {
        rates[seen] = ((2 << 15) / (2 * seen as u32 + 3)) as u16;
        seen += 1;
    }
    rates
};

/// How many bits an expectation is worth.
const EXPECTED: u8 = 16;

/// Nearest to certainty that a probability gets, of 65,536.
const DOUBT: i32 = 96;

/// The range is widened below this.
const NARROW: u32 = 1 << 24;

impl Default for Bit {
    fn default() -> Self {
        Self {
            zero: 1 << 15,
            seen: 0,
        }
    }
}

impl Bit {
    /// A bit that is expected to be 0 with the probability of `of_94` by 94, as
    /// if some had been seen.
    pub fn expecting(of_94: u8) -> Self {
        Self {
            zero: (u32::from(of_94.min(93)) * 2 + 1).min(187) as u16 * (65_536_u32 / 188) as u16,
            seen: EXPECTED,
        }
    }

    /// Where a range is cut: what is below stands for a 0.
    #[inline]
    fn bound(self, range: u32) -> u32 {
        (range >> 16) * u32::from(self.zero)
    }

    /// The part of a range that stands for a bit, which is learnt.
    #[inline]
    fn narrow(&mut self, range: u32, bit: bool) -> u32 {
        let bound = self.bound(range);
        self.learn(bit);
        if bit { range - bound } else { bound }
    }

    fn learn(&mut self, bit: bool) {
        let zero = i32::from(self.zero);
        let target = if bit { DOUBT } else { (1 << 16) - DOUBT };
        let next = zero + (((target - zero) * i32::from(RATES[self.seen as usize])) >> 15);
        self.zero = next as u16;
        if self.seen < SETTLED {
            self.seen += 1;
        }
    }
}

/// Bits to bytes.
pub struct Encoder {
    out: Vec<u8>,
    low: u64,
    range: u32,
    /// The last byte that a carry could still change, with the 0xff after it.
    held: Option<u8>,
    full: usize,
}

impl Encoder {
    /// Writes after `out`.
    pub fn new(out: Vec<u8>) -> Self {
        Self {
            out,
            low: 0,
            range: u32::MAX,
            held: None,
            full: 0,
        }
    }

    /// Appends a bit that `model` has seen the like of.
    #[inline]
    pub fn bit(&mut self, model: &mut Bit, bit: bool) {
        if bit {
            self.low += u64::from(model.bound(self.range));
        }
        self.range = model.narrow(self.range, bit);
        self.widen();
    }

    /// Appends the lowest `count` bits of `value`, of which nothing is known.
    #[inline]
    pub fn raw(&mut self, value: u32, count: u32) {
        for at in (0..count).rev() {
            self.range >>= 1;
            // No branch, since nothing could foretell it.
            let bit = value >> at & 1;
            self.low += u64::from(self.range & bit.wrapping_neg());
            self.widen();
        }
    }

    #[inline]
    fn widen(&mut self) {
        while self.range < NARROW {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if self.low < 0xff00_0000 || carry == 1 {
            if let Some(held) = self.held {
                self.out.push(held.wrapping_add(carry));
            }
            for _ in 0..std::mem::take(&mut self.full) {
                self.out.push(0xff_u8.wrapping_add(carry));
            }
            self.held = Some((self.low >> 24) as u8);
        } else {
            self.full += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// The bytes, without the zeros that a decoder makes up at the end.
    pub fn finish(mut self) -> Vec<u8> {
        let from = self.out.len();
        // Of all numbers in the range, the one that ends in most zeros.
        let last = self.low + u64::from(self.range) - 1;
        let mut chosen = last;
        for bits in (0..32).rev() {
            let rounded = last >> bits << bits;
            if rounded >= self.low {
                chosen = rounded;
                break;
            }
        }
        self.low = chosen;
        for _ in 0..5 {
            self.shift();
        }
        for _ in 0..4 {
            if self.out.len() > from && self.out.last() == Some(&0) {
                self.out.pop();
            }
        }
        self.out
    }
}

/// Bytes to bits.
pub struct Decoder<'a> {
    bytes: &'a [u8],
    code: u32,
    range: u32,
    /// Bytes that were read past the end.
    beyond: u32,
}

impl<'a> Decoder<'a> {
    /// Reads what an [`Encoder`] wrote.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self {
            bytes,
            code: 0,
            range: u32::MAX,
            beyond: 0,
        };
        for _ in 0..4 {
            decoder.code = decoder.code << 8 | decoder.byte();
        }
        decoder
    }

    fn byte(&mut self) -> u32 {
        match self.bytes.split_first() {
            Some((&byte, rest)) => {
                self.bytes = rest;
                u32::from(byte)
            }
            None => {
                self.beyond += 1;
                0
            }
        }
    }

    /// The next bit, of a kind that `model` knows.
    #[inline]
    pub fn bit(&mut self, model: &mut Bit) -> bool {
        let bound = model.bound(self.range);
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
        }
        self.range = model.narrow(self.range, bit);
        self.widen();
        bit
    }

    /// The next `count` bits, at most 32, of which nothing was known.
    #[inline]
    pub fn raw(&mut self, count: u32) -> u32 {
        let mut value = 0;
        for _ in 0..count {
            self.range >>= 1;
            // No branch, since nothing could foretell it.
            let bit = u32::from(self.code >= self.range);
            self.code -= self.range & bit.wrapping_neg();
            value = value << 1 | bit;
            self.widen();
        }
        value
    }

    #[inline]
    fn widen(&mut self) {
        while self.range < NARROW {
            self.range <<= 8;
            self.code = self.code << 8 | self.byte();
        }
    }

    /// Whether more was read than is there, or what cannot be.
    pub fn exhausted(&self) -> bool {
        // Up to four bytes of the state, and the zeros that were left out.
        self.beyond > 8
    }

    /// Notes that what was read cannot be, unless it `holds`: all else that is
    /// read is as if beyond the end, so that one look at the end will do.
    pub fn expect(&mut self, holds: bool) {
        if !holds {
            self.bytes = &[];
            self.beyond = 9;
        }
    }
}
