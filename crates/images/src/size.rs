//! Width and height of a picture from the beginning of its file.

use crate::error::Error;
use crate::pixels::Size;
use std::io::{BufRead, Seek};

/// The size in pixels of a picture as it is stored, of any format that has pixels, whatever its name
/// says.
///
/// # Errors
/// If the file cannot be read, or is no such picture.
pub fn size(file: impl BufRead + Seek) -> Result<Size, Error> {
    let size = imagesize::reader_size(file).map_err(Error::broken)?;
    Ok((size.width, size.height))
}
