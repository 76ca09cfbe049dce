//! What is fetched at once.

use super::name::FileName;

/// A file, or a range of its bytes: of a file of texts how many at its end are
/// padding, then one document, deflated; of a file of terms a block, or all that
/// follows the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The file.
    pub file: FileName,
    /// The first of the bytes.
    pub from: u32,
    /// The end of them, exclusive; 0 for the whole file, and [`TO_END`] for all
    /// that follow the first.
    pub to: u32,
}

/// Stands for the end of a file whose length is not known.
pub const TO_END: u32 = u32::MAX;

impl Piece {
    /// A file, as it is.
    pub fn whole(file: FileName) -> Self {
        Self {
            file,
            from: 0,
            to: 0,
        }
    }

    /// Its bytes among those of its file, if they are there.
    pub fn of<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let to = match self.to {
            0 | TO_END => bytes.len(),
            to => to as usize,
        };
        bytes.get(self.from as usize..to)
    }
}
