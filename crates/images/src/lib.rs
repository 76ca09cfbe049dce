//! Pictures decoded, resized, encoded and drawn: bytes in, bytes out.
//!
//! - [`Header::read`] looks at the beginning and the end of a JPEG or PNG, [`size`] at the beginning
//!   of whatever browsers show.
//! - [`decode`] makes [`Pixels`] of the file, [`Pixels::resized`] makes smaller ones of them, and
//!   [`encode`] makes JPEG, PNG or WebP of these.
//! - [`card::Painter`] draws the pictures that other sites show beside links.
//!
//! The same bytes and settings give the same bytes. Damaged files are errors, never more: what is
//! decoded has at most [`MAX_MEGAPIXELS`].

mod canvas;
pub mod card;
mod codec;
mod colour;
mod error;
mod exif;
mod font;
mod format;
mod header;
mod inspect;
mod limits;
mod orientation;
mod pixels;
mod resize;
mod size;

pub use codec::{Decoded, decode, encode};
pub use colour::Matrix;
pub use error::Error;
pub use exif::Exif;
pub use format::Format;
pub use header::Header;
pub use limits::{MAX_BYTES_PER_PIXEL, MAX_MEGAPIXELS, MAX_SIDE};
pub use orientation::Orientation;
pub use pixels::{Channels, Pixels, Size};
pub use size::size;
