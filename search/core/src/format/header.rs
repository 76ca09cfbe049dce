//! What every payload begins with: `casa`, the version, the kind of file.

use super::bytes::{Malformed, Reader, Writer};
use super::name::Kind;

/// Version of the format that this code writes and reads. One more for every
/// change that an older reader would misunderstand.
pub const VERSION: u8 = 1;

const MAGIC: [u8; 4] = *b"casa";

/// Why a payload is refused before its contents are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// Not a file of a search index, or of another kind than its name says.
    Malformed,
    /// Of a version that this code does not read.
    Version(u8),
}

impl From<Malformed> for HeaderError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

pub(super) fn write(kind: Kind) -> Writer {
    let mut writer = Writer(MAGIC.to_vec());
    writer.u8(VERSION);
    writer.u8(kind.letter());
    writer
}

/// Checks the header of `payload` and returns what follows it.
pub(crate) fn check(payload: &[u8], kind: Kind) -> Result<(), HeaderError> {
    read(payload, kind).map(|_| ())
}

pub(super) fn read(payload: &[u8], kind: Kind) -> Result<Reader<'_>, HeaderError> {
    let mut reader = Reader(payload);
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(HeaderError::Malformed);
    }
    let version = reader.u8()?;
    if version != VERSION {
        return Err(HeaderError::Version(version));
    }
    if reader.u8()? != kind.letter() {
        return Err(HeaderError::Malformed);
    }
    Ok(reader)
}

/// [`read`] for files whose header was checked when they were fetched.
pub(super) fn skip(payload: &[u8], kind: Kind) -> Result<Reader<'_>, Malformed> {
    read(payload, kind).map_err(|_| Malformed)
}
