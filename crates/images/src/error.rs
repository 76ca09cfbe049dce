//! Why a picture cannot be read or made.

use crate::format::Format;
use std::fmt;

/// Why a picture cannot be read or made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is not what it is read as, or damaged, or its file cannot be read.
    Broken {
        /// What the decoder or the system says.
        reason: String,
    },
    /// It ends before its end.
    Truncated,
    /// It has more pixels than are read.
    TooLarge {
        /// How many, in millions, rounded up.
        megapixels: u64,
        /// How many there may be.
        most: u64,
    },
    /// It would have to be enlarged, or made into nothing.
    Size {
        /// Width and height of the picture.
        from: (usize, usize),
        /// Those that are asked for.
        to: (usize, usize),
    },
    /// The encoder refuses it.
    Encoder {
        /// What it says.
        reason: String,
    },
    /// Nothing is written in this format.
    Unwritable(Format),
    /// A font that cannot be read.
    Font,
}

impl Error {
    /// A file that is damaged, in the words of whoever found it.
    pub(crate) fn broken(reason: impl ToString) -> Self {
        Self::Broken {
            reason: reason.to_string(),
        }
    }

    /// Pixels that are refused, in the words of the encoder.
    pub(crate) fn encoder(reason: impl ToString) -> Self {
        Self::Encoder {
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken { reason } | Self::Encoder { reason } => f.write_str(reason),
            Self::Truncated => f.write_str("the file ends before the picture does"),
            Self::TooLarge { megapixels, most } => {
                write!(f, "{megapixels} million pixels, of which {most} are read")
            }
            Self::Size { from, to } => write!(
                f,
                "{} × {} pixels cannot be made of {} × {}",
                to.0, to.1, from.0, from.1
            ),
            Self::Unwritable(format) => write!(f, "{} is not written", format.media_type()),
            Self::Font => f.write_str("the font cannot be read"),
        }
    }
}

impl std::error::Error for Error {}
