//! JPEG (ITU-T T.81), read by zune-jpeg and written by jpeg-encoder.

use crate::error::Error;
use crate::exif::{self, Exif};
use crate::format::Format;
use crate::header::Header;
use crate::limits;
use crate::pixels::{Channels, Pixels, Size};
use jpeg_encoder::{ColorType, Encoder};
use std::io::{BufRead, Seek};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The first bytes of every JPEG.
pub(crate) const BEGIN: [u8; 2] = [0xff, 0xd8];
/// The last ones.
pub(crate) const END: [u8; 2] = [0xff, 0xd9];
/// The part of a JPEG behind which its pixels stand.
const START_OF_SCAN: u8 = 0xda;

pub(crate) fn beginning(file: impl BufRead + Seek) -> Result<Header, Error> {
    let mut decoder = decoder(file);
    let size = size(&mut decoder)?;
    let exif = decoder.exif();
    Ok(Header {
        format: Format::Jpeg,
        size,
        exif: exif.map_or_else(Exif::default, |exif| exif::read(exif)),
        animated: false,
    })
}

/// The pixels of a file, and its colour profile.
pub(super) fn decode(file: impl BufRead + Seek) -> Result<(Pixels, Option<Vec<u8>>), Error> {
    let mut decoder = decoder(file);
    let size = size(&mut decoder)?;
    limits::check(size)?;
    let data = decoder.decode().map_err(Error::broken)?;
    let pixels = Pixels::new(size, Channels::Rgb, data).ok_or(Error::Truncated)?;
    Ok((pixels, decoder.icc_profile()))
}

fn decoder<R: BufRead + Seek>(file: R) -> JpegDecoder<R> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    JpegDecoder::new_with_options(file, options)
}

fn size(decoder: &mut JpegDecoder<impl BufRead + Seek>) -> Result<Size, Error> {
    decoder.decode_headers().map_err(Error::broken)?;
    let info = decoder.info().ok_or(Error::Truncated)?;
    Ok((usize::from(info.width), usize::from(info.height)))
}

/// A JPEG of a quality from 1 to 100; progressive, for it is smaller so.
pub(super) fn write(pixels: &Pixels, quality: f32) -> Result<Vec<u8>, Error> {
    let side = |side: usize| u16::try_from(side).map_err(Error::encoder);
    let (width, height) = (side(pixels.size().0)?, side(pixels.size().1)?);
    let channels = match pixels.channels() {
        Channels::Rgb => ColorType::Rgb,
        // What is transparent is lost.
        Channels::Rgba => ColorType::Rgba,
    };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality as u8);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let written = encoder.encode(pixels.data(), width, height, channels);
    written.map_err(Error::encoder)?;
    Ok(out)
}

/// A JPEG without the parts before its pixels, which may hold a small picture with an end of its
/// own; nothing if one of them is longer than the file.
pub(crate) fn behind_metadata(file: &[u8]) -> &[u8] {
    let mut rest = file.strip_prefix(&BEGIN).unwrap_or(file);
    while let [0xff, marker, high, low, ..] = rest
        && *marker != START_OF_SCAN
    {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        match rest.get(2 + length..) {
            Some(next) => rest = next,
            None => return &[],
        }
    }
    rest
}
