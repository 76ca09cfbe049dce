//! What is known of a JPEG or PNG before it is decoded.

use crate::exif::Exif;
use crate::format::Format;
use crate::pixels::Size;

/// What the beginning of a JPEG or PNG says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What kind of file it is, whatever its name says: JPEG or PNG.
    pub format: Format,
    /// Width and height as stored.
    pub size: Size,
    /// What the camera noted.
    pub exif: Exif,
    /// Whether it moves.
    pub animated: bool,
}

impl Header {
    /// Width and height as they are to be seen.
    pub fn upright_size(&self) -> Size {
        self.exif.orientation.size(self.size)
    }
}
