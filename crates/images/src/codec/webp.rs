//! WebP (RFC 9649), written by libwebp.

use crate::error::Error;
use crate::pixels::{Channels, Pixels};
use webp::{Encoder, WebPEncodingError};

/// How hard the encoder tries where there is no loss, from 0 to 100.
const EFFORT: f32 = 75.0;

/// A WebP with loss, of a quality from 0 to 100.
pub(super) fn write_lossy(pixels: &Pixels, quality: f32) -> Result<Vec<u8>, Error> {
    write(pixels, false, quality)
}

/// A WebP without loss.
pub(super) fn write_lossless(pixels: &Pixels) -> Result<Vec<u8>, Error> {
    write(pixels, true, EFFORT)
}

fn write(pixels: &Pixels, lossless: bool, quality: f32) -> Result<Vec<u8>, Error> {
    let side = |side: usize| u32::try_from(side).map_err(Error::encoder);
    let (width, height) = (side(pixels.size().0)?, side(pixels.size().1)?);
    let encoder = match pixels.channels() {
        Channels::Rgb => Encoder::from_rgb(pixels.data(), width, height),
        Channels::Rgba => Encoder::from_rgba(pixels.data(), width, height),
    };
    let written = encoder.encode_simple(lossless, quality);
    Ok(written.map_err(refused)?.to_vec())
}

fn refused(error: WebPEncodingError) -> Error {
    match error {
        WebPEncodingError::VP8_ENC_ERROR_BAD_DIMENSION => {
            Error::encoder("a WebP is at most 16383 pixels wide and high")
        }
        // The library has a number for each, and no text.
        other => Error::encoder(format!("libwebp: error {}", other as i32)),
    }
}
