//! Files as pixels and pixels as files.

pub(crate) mod jpeg;
pub(crate) mod png;
mod webp;

use crate::colour::{self, Matrix};
use crate::error::Error;
use crate::format::Format;
use crate::pixels::Pixels;
use std::io::Cursor;

/// A picture as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Its pixels, in the colours of its profile and on the side on which the camera lay.
    pub pixels: Pixels,
    /// What makes sRGB of its colours, where they are others.
    pub to_srgb: Option<Matrix>,
}

/// Reads a JPEG or PNG.
///
/// # Errors
/// If it is none, is damaged, or has more than [`MAX_MEGAPIXELS`].
///
/// [`MAX_MEGAPIXELS`]: crate::MAX_MEGAPIXELS
pub fn decode(file: &[u8]) -> Result<Decoded, Error> {
    let reader = Cursor::new(file);
    let (pixels, profile) = match file.starts_with(&jpeg::BEGIN) {
        true => jpeg::decode(reader),
        false => png::decode(reader),
    }?;
    let to_srgb = profile.as_deref().and_then(colour::to_srgb);
    Ok(Decoded { pixels, to_srgb })
}

/// Qualities that are tried one after the other, as parts of the one that is asked for, until the
/// file is smaller than the one that the picture came from.
const ATTEMPTS: [f32; 3] = [0.5, 0.25, 0.1];

/// A picture as a file of JPEG, PNG or WebP, made from the file `original`, than which it is to be
/// smaller: with loss down to a tenth of the `quality` (from 1 to 100), without as it was. What was
/// a PNG becomes a WebP without loss where that takes no more than twice the space.
///
/// # Errors
/// If nothing is written in the format, or the encoder refuses the size.
pub fn encode(
    pixels: &Pixels,
    format: Format,
    quality: u8,
    original: &[u8],
) -> Result<Vec<u8>, Error> {
    let write: fn(&Pixels, f32) -> Result<Vec<u8>, Error> = match format {
        Format::Png => return smaller_png(pixels, original),
        Format::Jpeg => jpeg::write,
        Format::WebP => webp::write_lossy,
        Format::Avif | Format::Gif | Format::Ico | Format::Svg => {
            return Err(Error::Unwritable(format));
        }
    };
    let write = |part: f32| write(pixels, (f32::from(quality) * part).max(1.0));
    let mut smallest = write(1.0)?;
    for part in ATTEMPTS {
        if smallest.len() < original.len() {
            break;
        }
        let file = write(part)?;
        if file.len() < smallest.len() {
            smallest = file;
        }
    }
    // Drawings are better without loss, and most take little more.
    if format == Format::WebP && original.starts_with(png::BEGIN) {
        let lossless = webp::write_lossless(pixels)?;
        if lossless.len() < original.len().min(smallest.len() * 2) {
            return Ok(lossless);
        }
    }
    Ok(smallest)
}

/// What was drawn with few colours can take less than what is drawn with many.
fn smaller_png(pixels: &Pixels, original: &[u8]) -> Result<Vec<u8>, Error> {
    let file = png::write(pixels)?;
    match file.len() < original.len() {
        true => Ok(file),
        false => Ok(png::without_metadata(original).unwrap_or(file)),
    }
}
