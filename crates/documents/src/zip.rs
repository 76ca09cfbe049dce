//! A zip archive that is the same bytes for the same parts: no clock, fixed attributes
//! (APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3 and 4.4).

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::{self, Write};

/// How hard to deflate, of 9.
const LEVEL: u32 = 6;

/// An archive that is being written.
#[derive(Default)]
pub struct Zip {
    out: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Zip {
    /// Adds a file that is packed.
    ///
    /// # Errors
    ///
    /// The archive has become larger than the format allows without its extension (4 GB, 65 535
    /// files).
    pub fn pack(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(LEVEL));
        encoder.write_all(bytes)?;
        let packed = encoder.finish()?;
        self.add(name, bytes, &packed, 8)
    }

    /// Adds a file as it is, which cannot be made smaller or has to be readable in the archive.
    ///
    /// # Errors
    ///
    /// As [`pack`](Self::pack).
    pub fn store(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(name, bytes, bytes, 0)
    }

    fn add(&mut self, name: &str, bytes: &[u8], data: &[u8], method: u16) -> io::Result<()> {
        let at = small(self.out.len())?;
        let mut sum = Crc::new();
        sum.update(bytes);
        let mut head = Vec::new();
        // Version 2.0, names in UTF-8, midnight of 1 January 1980.
        for value in [20, 0x0800, method, 0, 0x21] {
            head.extend(u16::to_le_bytes(value));
        }
        for value in [sum.sum(), small(data.len())?, small(bytes.len())?] {
            head.extend(value.to_le_bytes());
        }
        let length = u16::try_from(name.len()).map_err(|_| too_large())?;
        head.extend(length.to_le_bytes());
        head.extend([0, 0]);
        self.out.extend(b"PK\x03\x04");
        self.out.extend(&head);
        self.out.extend(name.as_bytes());
        self.out.extend(data);
        self.directory.extend(b"PK\x01\x02\x14\0");
        self.directory.extend(&head);
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries = self.entries.checked_add(1).ok_or_else(too_large)?;
        Ok(())
    }

    /// The whole archive.
    ///
    /// # Errors
    ///
    /// As [`pack`](Self::pack).
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let (at, size) = (small(self.out.len())?, small(self.directory.len())?);
        self.out.extend(&self.directory);
        self.out.extend(b"PK\x05\x06\0\0\0\0");
        self.out.extend(self.entries.to_le_bytes());
        self.out.extend(self.entries.to_le_bytes());
        self.out.extend(size.to_le_bytes());
        self.out.extend(at.to_le_bytes());
        self.out.extend([0, 0]);
        Ok(self.out)
    }
}

fn small(size: usize) -> io::Result<u32> {
    u32::try_from(size).map_err(|_| too_large())
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "larger than a zip archive")
}
