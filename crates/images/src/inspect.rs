//! What the beginning and the end of a file say.

use crate::codec::{jpeg, png};
use crate::error::Error;
use crate::format::Format;
use crate::header::Header;
use crate::limits;
use std::io::{self, BufRead, Seek, SeekFrom};

/// Most of the end of a file that is looked at for the mark of its end, before all of it is.
const TAIL: u64 = 64 << 10;

impl Header {
    /// Looks at the beginning and the end of a file.
    ///
    /// # Errors
    /// If it is no JPEG or PNG, has no end, or has more than [`MAX_MEGAPIXELS`].
    ///
    /// [`MAX_MEGAPIXELS`]: crate::MAX_MEGAPIXELS
    pub fn read(mut file: impl BufRead + Seek) -> Result<Self, Error> {
        let mut first = [0; 2];
        file.read_exact(&mut first).map_err(|_| Error::Truncated)?;
        file.rewind().map_err(Error::broken)?;
        let header = match first {
            jpeg::BEGIN => jpeg::beginning(&mut file),
            _ => png::beginning(&mut file),
        }?;
        limits::check(header.size)?;
        match is_whole(&mut file, header.format).map_err(Error::broken)? {
            true => Ok(header),
            false => Err(Error::Truncated),
        }
    }
}

/// Whether a file has an end: near its end, or before what some cameras write behind it.
fn is_whole(file: &mut (impl BufRead + Seek), format: Format) -> io::Result<bool> {
    let end: &[u8] = match format {
        Format::Jpeg => &jpeg::END,
        _ => png::END,
    };
    let has_end = |bytes: &[u8]| bytes.windows(end.len()).any(|window| window == end);
    let mut bytes = Vec::new();
    let length = file.seek(SeekFrom::End(0))?;
    if length > TAIL {
        file.seek(SeekFrom::Start(length - TAIL))?;
        file.read_to_end(&mut bytes)?;
        if has_end(&bytes) {
            return Ok(true);
        }
        bytes.clear();
    }
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(has_end(match format {
        Format::Jpeg => jpeg::behind_metadata(&bytes),
        _ => &bytes,
    }))
}
