//! The alphabet of the format: bytes, LEB128 integers, floats, strings, lists.

use std::fmt;

/// The bytes are not what the format says; it stops at the first sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes do not follow the format")
    }
}

impl std::error::Error for Malformed {}

/// Appends values to bytes.
#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn u64_le(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn f32_le(&mut self, value: f32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// Seven bits a byte, low ones first, the high bit set on all but the last.
    pub(super) fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub(super) fn count(&mut self, value: usize) {
        self.varint(value as u64);
    }

    pub(super) fn bytes(&mut self, value: &[u8]) {
        self.count(value.len());
        self.0.extend_from_slice(value);
    }

    pub(super) fn str(&mut self, value: &str) {
        self.bytes(value.as_bytes());
    }

    /// Strictly ascending numbers, as a count and the gaps between them.
    pub(super) fn ascending(&mut self, values: &[u32]) {
        self.count(values.len());
        let mut next = 0;
        for &value in values {
            debug_assert!(value >= next, "the numbers ascend");
            self.varint(u64::from(value - next));
            next = value + 1;
        }
    }
}

/// Takes values off bytes, checking every one.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Malformed> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn u64_le(&mut self) -> Result<u64, Malformed> {
        let bytes = self.take(8)?.try_into().map_err(|_| Malformed)?;
        Ok(u64::from_le_bytes(bytes))
    }

    pub(super) fn f32_le(&mut self) -> Result<f32, Malformed> {
        let bytes = self.take(4)?.try_into().map_err(|_| Malformed)?;
        Ok(f32::from_le_bytes(bytes))
    }

    pub(super) fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(Malformed);
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed)
    }

    pub(super) fn varint_u32(&mut self) -> Result<u32, Malformed> {
        self.varint()?.try_into().map_err(|_| Malformed)
    }

    /// How many things follow, each of at least one byte: a count that the
    /// remaining bytes cannot hold is refused before anything is reserved.
    pub(super) fn count(&mut self) -> Result<usize, Malformed> {
        let count = usize::try_from(self.varint()?).map_err(|_| Malformed)?;
        if count > self.0.len() {
            return Err(Malformed);
        }
        Ok(count)
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.count()?;
        self.take(length)
    }

    pub(super) fn str(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed)
    }

    pub(super) fn string(&mut self) -> Result<String, Malformed> {
        Ok(self.str()?.to_owned())
    }

    /// What [`Writer::ascending`] wrote, every number below `bound`.
    pub(super) fn ascending(&mut self, bound: u32) -> Result<Vec<u32>, Malformed> {
        let count = self.count()?;
        self.gaps(count, bound)
    }

    /// `count` numbers from their gaps, every one below `bound`.
    pub(super) fn gaps(&mut self, count: usize, bound: u32) -> Result<Vec<u32>, Malformed> {
        if count > self.0.len() {
            return Err(Malformed);
        }
        let mut next = 0_u32;
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            let value = next.checked_add(self.varint_u32()?).ok_or(Malformed)?;
            if value >= bound {
                return Err(Malformed);
            }
            values.push(value);
            next = value + 1;
        }
        Ok(values)
    }

    /// `count` things, each read by `read`, which takes at least one byte.
    pub(super) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let count = self.count()?;
        let mut list = Vec::new();
        for _ in 0..count {
            list.push(read(self)?);
        }
        Ok(list)
    }

    /// Nothing may follow.
    pub(super) fn end(self) -> Result<(), Malformed> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Malformed)
        }
    }
}
