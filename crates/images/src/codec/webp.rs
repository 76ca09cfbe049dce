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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_loss_everything_stays() {
        for channels in [Channels::Rgb, Channels::Rgba] {
            let data: Vec<u8> = (0..20 * 12 * channels.count())
                .map(|i| if i % 4 == 3 { 255 } else { (i * 7) as u8 })
                .collect();
            let pixels = Pixels::new((20, 12), channels, data).unwrap();
            let file = write_lossless(&pixels).unwrap();
            let read = webp::Decoder::new(&file).decode().unwrap();
            assert_eq!((read.width(), read.height()), (20, 12));
            let count = if read.is_alpha() { 4 } else { 3 };
            for (read, was) in read
                .chunks(count)
                .zip(pixels.data().chunks(channels.count()))
            {
                assert_eq!(read[..3], was[..3]);
            }
        }
    }

    #[test]
    fn with_loss_colours_stay_much_as_they_were() {
        let red = Pixels::new((16, 16), Channels::Rgb, [200, 30, 60].repeat(256)).unwrap();
        let read = write_lossy(&red, 80.0).unwrap();
        let read = webp::Decoder::new(&read).decode().unwrap();
        for pixel in read.chunks(3) {
            let mut close = pixel.iter().zip([200, 30, 60]);
            assert!(close.all(|(a, b)| a.abs_diff(b) < 12), "{pixel:?}");
        }
    }
}
