//! Zip archives, as far as documents are kept in them; the only door to the library that unpacks.
//!
//! Only what the central directory names is read, each part by itself and up to a limit.

use crate::cause::Cause;
use crate::codepage;
use flate2::read::DeflateDecoder;
use std::cell::Cell;
use std::io::Read;

/// Most parts of an archive.
const MAX_PARTS: usize = 4096;
/// Largest part, unpacked.
const MAX_PART: u64 = 32 << 20;
/// Most that all parts which are read may come to, unpacked.
const MAX_TOTAL: u64 = 96 << 20;
/// How many times larger than packed a part may be. Documents come to some tens.
const MAX_RATIO: u64 = 250;

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// Length of the end record, which a comment of at most 64 KiB may follow.
const END_LENGTH: usize = 22;

/// An archive in memory.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part<'a>>,
    /// How much has been unpacked.
    unpacked: Cell<u64>,
}

struct Part<'a> {
    name: &'a [u8],
    encrypted: bool,
    method: u16,
    packed: u64,
    unpacked: u64,
    at: usize,
}

impl<'a> Archive<'a> {
    /// Reads the list of parts.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Cause> {
        let damaged = || Cause::NotDocument;
        let tail = bytes
            .len()
            .saturating_sub(END_LENGTH + usize::from(u16::MAX));
        let end = bytes[tail..]
            .windows(END.len())
            .rposition(|window| window == END)
            .and_then(|at| Record::at(bytes, tail + at, END_LENGTH))
            .ok_or_else(|| match is_sealed(bytes) {
                true => Cause::Encrypted,
                false => Cause::NotDocument,
            })?;
        let count = usize::from(end.short(10));
        if count > MAX_PARTS {
            return Err(Cause::TooLarge);
        }
        let mut at = end.long(16) as usize;
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            let entry = Record::at(bytes, at, 46).filter(|entry| entry.0.starts_with(ENTRY));
            let entry = entry.ok_or_else(damaged)?;
            let name = usize::from(entry.short(28));
            parts.push(Part {
                name: bytes.get(at + 46..at + 46 + name).ok_or_else(damaged)?,
                encrypted: entry.short(8) & 1 != 0,
                method: entry.short(10),
                packed: u64::from(entry.long(20)),
                unpacked: u64::from(entry.long(24)),
                at: entry.long(42) as usize,
            });
            at += 46 + name + usize::from(entry.short(30)) + usize::from(entry.short(32));
        }
        Ok(Self {
            bytes,
            parts,
            unpacked: Cell::new(0),
        })
    }

    /// The text of a part; `None` if there is no such part.
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Cause> {
        self.bytes(name)?.map(xml_text).transpose()
    }

    /// The bytes of a part; `None` if there is no such part.
    pub(crate) fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, Cause> {
        let Some(part) = self.parts.iter().find(|part| part.name == name.as_bytes()) else {
            return Ok(None);
        };
        if part.encrypted {
            return Err(Cause::Encrypted);
        }
        // What an archive says of itself may be untrue: unpacking stops at the limit all the same.
        let left = MAX_TOTAL - self.unpacked.get();
        let limit = MAX_PART
            .min(left)
            .min(part.packed.saturating_mul(MAX_RATIO));
        if part.unpacked > limit {
            return Err(Cause::TooLarge);
        }
        let packed = self.packed(part).ok_or(Cause::NotDocument)?;
        let mut unpacked = Vec::new();
        let read = match part.method {
            0 => packed.take(limit + 1).read_to_end(&mut unpacked),
            8 => DeflateDecoder::new(packed)
                .take(limit + 1)
                .read_to_end(&mut unpacked),
            _ => return Err(Cause::NotDocument),
        };
        self.unpacked
            .set(self.unpacked.get() + (unpacked.len() as u64).min(limit));
        match read {
            Ok(size) if size as u64 > limit => Err(Cause::TooLarge),
            Ok(size) if size as u64 == part.unpacked => Ok(Some(unpacked)),
            _ => Err(Cause::NotDocument),
        }
    }

    fn packed(&self, part: &Part<'_>) -> Option<&'a [u8]> {
        let local = Record::at(self.bytes, part.at, 30).filter(|r| r.0.starts_with(LOCAL))?;
        let from = part.at + 30 + usize::from(local.short(26)) + usize::from(local.short(28));
        let to = from.checked_add(usize::try_from(part.packed).ok()?)?;
        self.bytes.get(from..to)
    }
}

/// Whether this is no archive but the container in which Office seals one with a password
/// (MS-OFFCRYPTO, 2.3).
fn is_sealed(bytes: &[u8]) -> bool {
    const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    const SEALED: &str = "EncryptedPackage";
    let name: Vec<u8> = SEALED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(CONTAINER) && bytes.windows(name.len()).any(|window| window == name)
}

/// The text of a part, which XML lets be UTF-16 too.
fn xml_text(bytes: Vec<u8>) -> Result<String, Cause> {
    match bytes[..] {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Ok(codepage::text(&bytes)),
        _ => String::from_utf8(bytes).map_err(|_| Cause::NotUtf8),
    }
}

/// A record of fixed length, with its numbers by place.
struct Record<'a>(&'a [u8]);

impl<'a> Record<'a> {
    fn at(bytes: &'a [u8], at: usize, length: usize) -> Option<Self> {
        Some(Self(bytes.get(at..at.checked_add(length)?)?))
    }

    fn short(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.0[at], self.0[at + 1]])
    }

    fn long(&self, at: usize) -> u32 {
        u32::from(self.short(at)) | (u32::from(self.short(at + 2)) << 16)
    }
}
