//! PNG (W3C PNG 3), read and written by png.

use crate::error::Error;
use crate::exif::{self, Exif};
use crate::format::Format;
use crate::header::Header;
use crate::limits;
use crate::orientation::Orientation;
use crate::pixels::{Channels, Pixels, Size};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Limits, Transformations};
use std::io::{BufRead, Seek};

/// The first bytes of every PNG.
pub(super) const BEGIN: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The name of the last part.
pub(crate) const END: &[u8] = b"IEND";
/// Most bytes that a PNG may ask for besides its pixels.
const MAX_BYTES: usize = 64 << 20;
/// The parts of a PNG that say what it looks like; others are metadata.
const VISIBLE: [&[u8]; 9] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP",
];

pub(crate) fn beginning(file: impl BufRead + Seek) -> Result<Header, Error> {
    let reader = reader(file)?;
    let info = reader.info();
    let exif = info.exif_metadata.as_deref();
    Ok(Header {
        format: Format::Png,
        size: size(&reader),
        exif: exif.map_or_else(Exif::default, exif::read),
        animated: info.animation_control.is_some(),
    })
}

/// The pixels of a file, and its colour profile.
pub(super) fn decode(file: impl BufRead + Seek) -> Result<(Pixels, Option<Vec<u8>>), Error> {
    let mut reader = reader(file)?;
    let size = size(&reader);
    limits::check(size)?;
    let bytes = reader.output_buffer_size().ok_or(Error::Truncated)?;
    let mut data = vec![0; bytes];
    reader.next_frame(&mut data).map_err(Error::broken)?;
    let profile = reader.info().icc_profile.as_ref().map(|icc| icc.to_vec());
    let (channels, data) = match reader.output_color_type().0 {
        ColorType::Grayscale => (Channels::Rgb, coloured::<1>(&data)),
        ColorType::GrayscaleAlpha => (Channels::Rgba, coloured::<2>(&data)),
        ColorType::Rgba => (Channels::Rgba, data),
        ColorType::Rgb | ColorType::Indexed => (Channels::Rgb, data),
    };
    let pixels = Pixels::new(size, channels, data).ok_or(Error::Truncated)?;
    Ok((pixels, profile))
}

fn reader<R: BufRead + Seek>(file: R) -> Result<png::Reader<R>, Error> {
    let mut decoder = Decoder::new_with_limits(file, Limits { bytes: MAX_BYTES });
    // Palettes become colours, and channels bytes.
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.read_info().map_err(Error::broken)
}

fn size(reader: &png::Reader<impl BufRead + Seek>) -> Size {
    let info = reader.info();
    (info.width as usize, info.height as usize)
}

/// Greys as colours, and how opaque they are if that is the second channel.
fn coloured<const CHANNELS: usize>(greys: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(greys.len() / CHANNELS * (CHANNELS + 2));
    for pixel in greys.chunks_exact(CHANNELS) {
        out.extend_from_slice(&[pixel[0]; 2]);
        out.extend_from_slice(pixel);
    }
    out
}

/// A PNG as small as it gets.
pub(super) fn write(pixels: &Pixels) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut encoder = encoder(&mut out, pixels.size())?;
    encoder.set_color(match pixels.channels() {
        Channels::Rgb => ColorType::Rgb,
        Channels::Rgba => ColorType::Rgba,
    });
    encoder.set_filter(Filter::Adaptive);
    encoder.set_compression(Compression::High);
    let mut writer = encoder.write_header().map_err(Error::encoder)?;
    let written = writer.write_image_data(pixels.data());
    written.map_err(Error::encoder)?;
    writer.finish().map_err(Error::encoder)?;
    Ok(out)
}

/// A PNG of rows of numbers of colours, two in a byte, at the end of `out`: as fast as can be.
pub(crate) fn write_indexed(
    size: Size,
    rows: &[u8],
    palette: Vec<u8>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let mut encoder = encoder(out, size)?;
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header().map_err(Error::encoder)?;
    writer.write_image_data(rows).map_err(Error::encoder)?;
    writer.finish().map_err(Error::encoder)
}

fn encoder(out: &mut Vec<u8>, size: Size) -> Result<Encoder<'_, &mut Vec<u8>>, Error> {
    let side = |side: usize| u32::try_from(side).map_err(Error::encoder);
    Ok(Encoder::new(out, side(size.0)?, side(size.1)?))
}

/// A PNG without what was noted in it; `None` if it is broken, or lies on its side.
pub(crate) fn without_metadata(file: &[u8]) -> Option<Vec<u8>> {
    let mut out = file.strip_prefix(BEGIN).map(|_| BEGIN.to_vec())?;
    let mut at = BEGIN.len();
    while at < file.len() {
        let length = u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize;
        let part = file.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name = &part[4..8];
        let turned = || exif::read(&part[8..8 + length]).orientation != Orientation::UPRIGHT;
        if name == b"eXIf" && turned() {
            return None;
        }
        if VISIBLE.contains(&name) {
            out.extend_from_slice(part);
        }
        at += part.len();
    }
    Some(out)
}
