//! Files as pixels and pixels as files: the only home of the picture libraries.

use super::PictureFormat;
use super::colour::{self, Matrix};
use super::exif::{self, Exif};
use super::pixels::{Pixels, Size};
use crate::diagnostic::PictureCause;
use png::{ColorType, Compression, Limits, Transformations};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Most pixels of a picture, in millions.
const MOST_MEGAPIXELS: u64 = 40;
/// How much a PNG may ask for besides its pixels.
const MOST_BYTES: usize = 64 << 20;
/// What one pixel takes while a picture is read, at most: a progressive JPEG keeps two bytes a
/// channel besides the result.
pub(super) const BYTES_A_PIXEL: usize = 9;
/// Most of the end of a file that is looked at for the mark of its end.
const TAIL: u64 = 64 << 10;
/// Most that WebP can be wide or high.
pub(super) const MOST_SIDE: usize = 16_383;

/// What the beginning of a file says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// What kind of file it is, whatever its name says.
    pub format: PictureFormat,
    /// Width and height as stored.
    pub size: Size,
    /// What the camera noted.
    pub exif: Exif,
    /// Whether it moves.
    pub animated: bool,
}

/// Looks at the beginning and the end of a file.
///
/// # Errors
/// If it cannot be read whole as a JPEG or PNG, or has too many pixels.
pub(super) fn header(path: &Path) -> Result<Header, PictureCause> {
    let mut file = File::open(path).map_err(broken)?;
    let mut begin = [0; 2];
    file.read_exact(&mut begin)
        .map_err(|_| PictureCause::Truncated)?;
    file.rewind().map_err(broken)?;
    let header = match begin {
        [0xff, 0xd8] => {
            let mut decoder = jpeg(BufReader::new(file));
            decoder.decode_headers().map_err(broken)?;
            let info = decoder.info();
            let size = info.map(|info| (usize::from(info.width), usize::from(info.height)));
            Header {
                format: PictureFormat::Jpeg,
                size: size.unwrap_or_default(),
                exif: decoder
                    .exif()
                    .map(|exif| exif::read(exif))
                    .unwrap_or_default(),
                animated: false,
            }
        }
        _ => {
            let reader = png(BufReader::new(file))?;
            let info = reader.info();
            let exif = info.exif_metadata.as_deref();
            Header {
                format: PictureFormat::Png,
                size: (info.width as usize, info.height as usize),
                exif: exif.map(exif::read).unwrap_or_default(),
                animated: info.animation_control.is_some(),
            }
        }
    };
    let pixels = header.size.0 as u64 * header.size.1 as u64;
    if pixels > MOST_MEGAPIXELS * 1_000_000 {
        return Err(PictureCause::TooLarge {
            megapixels: pixels.div_ceil(1_000_000),
            most: MOST_MEGAPIXELS,
        });
    }
    match is_whole(path, header.format).map_err(broken)? {
        true => Ok(header),
        false => Err(PictureCause::Truncated),
    }
}

/// Whether a file has an end: near its end, or before what some cameras write behind it.
fn is_whole(path: &Path, format: PictureFormat) -> io::Result<bool> {
    let mark: &[u8] = match format {
        PictureFormat::Jpeg => &[0xff, 0xd9],
        _ => b"IEND",
    };
    let has_mark = |bytes: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > TAIL {
        let mut tail = Vec::new();
        file.seek(SeekFrom::Start(length - TAIL))?;
        file.read_to_end(&mut tail)?;
        if has_mark(&tail) {
            return Ok(true);
        }
    }
    Ok(has_mark(behind_notes(&std::fs::read(path)?)))
}

/// A JPEG without the parts before its pixels, which may hold a small picture with an end of its
/// own; all of what is no JPEG from its beginning.
fn behind_notes(file: &[u8]) -> &[u8] {
    let mut rest = file.strip_prefix(&[0xff, 0xd8]).unwrap_or(file);
    while let [0xff, marker, high, low, ..] = rest
        && *marker != START_OF_SCAN
    {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    rest
}

/// The part of a JPEG behind which its pixels stand.
const START_OF_SCAN: u8 = 0xda;

/// A picture as it is stored, and what turns its colours into those of sRGB.
///
/// # Errors
/// If it cannot be read.
pub(super) fn decode(
    bytes: &[u8],
    format: PictureFormat,
) -> Result<(Pixels, Option<Matrix>), PictureCause> {
    let reader = io::Cursor::new(bytes);
    let (pixels, profile) = match format {
        PictureFormat::Jpeg => {
            let mut decoder = jpeg(reader);
            let data = decoder.decode().map_err(broken)?;
            let info = decoder.info();
            let size = info.map(|info| (usize::from(info.width), usize::from(info.height)));
            let pixels = Pixels {
                size: size.unwrap_or_default(),
                channels: 3,
                data,
            };
            (pixels, decoder.icc_profile())
        }
        _ => {
            let mut reader = png(reader)?;
            let size = (reader.info().width as usize, reader.info().height as usize);
            let mut data = vec![0; reader.output_buffer_size().unwrap_or_default()];
            reader.next_frame(&mut data).map_err(broken)?;
            let profile = reader.info().icc_profile.as_ref().map(|icc| icc.to_vec());
            let grey = |copies: usize| -> Vec<u8> {
                let pixels = data.chunks_exact(copies);
                pixels
                    .flat_map(|grey| [[grey[0]; 3].as_slice(), &grey[1..]].concat())
                    .collect()
            };
            let (channels, data) = match reader.output_color_type().0 {
                ColorType::Grayscale => (3, grey(1)),
                ColorType::GrayscaleAlpha => (4, grey(2)),
                ColorType::Rgba => (4, data),
                _ => (3, data),
            };
            let pixels = Pixels {
                size,
                channels,
                data,
            };
            (pixels, profile)
        }
    };
    if pixels.data.len() != pixels.size.0 * pixels.size.1 * pixels.channels {
        return Err(PictureCause::Truncated);
    }
    let matrix = profile.as_deref().and_then(colour::to_srgb);
    Ok((pixels, matrix))
}

fn jpeg<R: io::BufRead + Seek>(reader: R) -> JpegDecoder<R> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    JpegDecoder::new_with_options(reader, options)
}

fn png<R: io::BufRead + Seek>(reader: R) -> Result<png::Reader<R>, PictureCause> {
    let mut decoder = png::Decoder::new_with_limits(reader, Limits { bytes: MOST_BYTES });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.read_info().map_err(broken)
}

fn broken(reason: impl ToString) -> PictureCause {
    PictureCause::Broken {
        reason: reason.to_string(),
    }
}

/// Qualities that are tried one after the other, as parts of the one that is asked for, until the
/// file is smaller than the one that the picture came from.
const ATTEMPTS: [f32; 4] = [1.0, 0.5, 0.25, 0.1];

/// A picture as a file of a format, made from the file `original`.
///
/// # Errors
/// If the library refuses it.
pub(super) fn encode(
    pixels: &Pixels,
    format: PictureFormat,
    quality: u8,
    original: &[u8],
) -> Result<Vec<u8>, PictureCause> {
    if format == PictureFormat::Png {
        let file = write_png(pixels)?;
        return Ok(match file.len() < original.len() {
            true => file,
            // What was drawn with few colours can take less than what is drawn with many.
            false => without_notes(original).unwrap_or(file),
        });
    }
    let mut smallest: Option<Vec<u8>> = None;
    for part in ATTEMPTS {
        let quality = (f32::from(quality) * part).max(1.0);
        let file = match format {
            PictureFormat::WebP => lossy_webp(pixels, quality)?,
            _ => write_jpeg(pixels, quality as u8)?,
        };
        let fits = file.len() < original.len();
        if smallest
            .as_ref()
            .is_none_or(|known| file.len() < known.len())
        {
            smallest = Some(file);
        }
        if fits {
            break;
        }
    }
    let file = smallest.unwrap_or_default();
    // Drawings are better without loss, and most take little more.
    if format == PictureFormat::WebP && original.starts_with(PNG) {
        let lossless = webp(pixels).encode_simple(true, 75.0);
        let lossless = lossless.map_err(|error| broken(format!("{error:?}")))?;
        let most = original.len().min(file.len() * 2);
        if lossless.len() < most {
            return Ok(lossless.to_vec());
        }
    }
    Ok(file)
}

fn webp(pixels: &Pixels) -> webp::Encoder<'_> {
    let (width, height) = (pixels.size.0 as u32, pixels.size.1 as u32);
    match pixels.channels {
        4 => webp::Encoder::from_rgba(&pixels.data, width, height),
        _ => webp::Encoder::from_rgb(&pixels.data, width, height),
    }
}

fn lossy_webp(pixels: &Pixels, quality: f32) -> Result<Vec<u8>, PictureCause> {
    let file = webp(pixels).encode_simple(false, quality);
    let file = file.map_err(|error| broken(format!("{error:?}")))?;
    Ok(file.to_vec())
}

fn write_jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, PictureCause> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let size = (pixels.size.0 as u16, pixels.size.1 as u16);
    let written = encoder.encode(&pixels.data, size.0, size.1, jpeg_encoder::ColorType::Rgb);
    written.map_err(broken)?;
    Ok(out)
}

fn write_png(pixels: &Pixels) -> Result<Vec<u8>, PictureCause> {
    let mut out = Vec::new();
    let (width, height) = (pixels.size.0 as u32, pixels.size.1 as u32);
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(match pixels.channels {
        4 => ColorType::Rgba,
        _ => ColorType::Rgb,
    });
    encoder.set_filter(png::Filter::Adaptive);
    encoder.set_compression(Compression::High);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels.data));
    written.map_err(broken)?;
    Ok(out)
}

/// The first bytes of every PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The parts of a PNG that say what it looks like; others are notes.
const SEEN: [&[u8]; 9] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP",
];

/// A PNG without what was noted in it; `None` if it is broken, or lies on its side.
fn without_notes(file: &[u8]) -> Option<Vec<u8>> {
    let mut out = file.strip_prefix(PNG).map(|_| PNG.to_vec())?;
    let mut at = PNG.len();
    while at < file.len() {
        let length = u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize;
        let part = file.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name = &part[4..8];
        if name == b"eXIf" && exif::read(&part[8..8 + length]).orientation != 1 {
            return None;
        }
        if SEEN.contains(&name) {
            out.extend_from_slice(part);
        }
        at += part.len();
    }
    Some(out)
}

/// Writes rows of numbers of colours, two in a byte, as PNG at the end of `out`: as fast as can be.
pub(in crate::theme) fn write_drawing(
    size: (usize, usize),
    rows: &[u8],
    palette: Vec<u8>,
    out: &mut Vec<u8>,
) {
    let mut encoder = png::Encoder::new(out, size.0 as u32, size.1 as u32);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(png::Filter::NoFilter);
    let writer = encoder.write_header();
    // Writing to memory does not fail.
    let _ = writer.and_then(|mut writer| writer.write_image_data(rows));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with something of everything: flat, gradual, and as rough as it gets.
    fn pixels(size: Size, channels: usize) -> Pixels {
        let mut noise = 1u32;
        let mut next = move || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        };
        let places = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
        let pixel = |(x, y): (usize, usize)| {
            let part = [x * 255 / size.0, y * 255 / size.1, 40].map(|part| part as u8);
            let colour = match (x * 3 / size.0, y * 2 / size.1) {
                (0, _) => [200, 30, 60],
                (1, _) => part,
                (_, _) => [next(), next(), next()],
            };
            let opaque = if (x / 4 + y / 4) % 2 == 0 {
                255
            } else {
                part[0]
            };
            [colour.as_slice(), &[opaque]].concat()[..channels].to_vec()
        };
        Pixels {
            size,
            channels,
            data: places.flat_map(pixel).collect(),
        }
    }

    fn file(format: PictureFormat, channels: usize) -> (Pixels, Vec<u8>) {
        let pixels = pixels((48, 32), channels);
        let file = match format {
            PictureFormat::Jpeg => write_jpeg(&pixels, 90),
            _ => write_png(&pixels),
        };
        (pixels, file.unwrap())
    }

    #[test]
    fn what_is_written_without_loss_is_read_as_it_was() {
        for channels in [3, 4] {
            let (pixels, file) = file(PictureFormat::Png, channels);
            let (read, matrix) = decode(&file, PictureFormat::Png).unwrap();
            assert!(read == pixels && matrix.is_none());
        }
    }

    /// Flat red stays red: the channels are in order, and loss is little.
    #[test]
    fn what_is_written_with_loss_is_read_much_as_it_was() {
        let (pixels, file) = file(PictureFormat::Jpeg, 3);
        let (read, _) = decode(&file, PictureFormat::Jpeg).unwrap();
        assert_eq!(read.size, pixels.size);
        for (read, was) in read.data.iter().zip(&pixels.data).step_by(1).take(3 * 8) {
            assert!(read.abs_diff(*was) < 12, "{read} {was}");
        }
    }

    #[test]
    fn greys_and_palettes_are_read_as_colours() {
        let cases = [
            (
                ColorType::Grayscale,
                vec![0, 90, 255],
                vec![0, 0, 0, 90, 90, 90, 255, 255, 255],
            ),
            (
                ColorType::GrayscaleAlpha,
                vec![7, 255, 8, 0],
                vec![7, 7, 7, 255, 8, 8, 8, 0],
            ),
            (ColorType::Indexed, vec![1, 0], vec![4, 5, 6, 1, 2, 3]),
        ];
        for (color, data, wanted) in cases {
            let mut out = Vec::new();
            let width = data.len() / color.samples();
            let mut encoder = png::Encoder::new(&mut out, width as u32, 1);
            encoder.set_color(color);
            encoder.set_palette(vec![1, 2, 3, 4, 5, 6]);
            let mut writer = encoder.write_header().unwrap();
            writer.write_image_data(&data).unwrap();
            writer.finish().unwrap();
            let (read, _) = decode(&out, PictureFormat::Png).unwrap();
            assert_eq!(read.data, wanted, "{color:?}");
        }
    }

    #[test]
    fn notes_are_taken_out_of_a_drawing_and_nothing_else() {
        let (pixels, file) = file(PictureFormat::Png, 3);
        let mut noted = file[..33].to_vec();
        for (name, data) in [(b"tEXt", b"Author\0Rossi".as_slice()), (b"eXIf", b"II*\0")] {
            noted.extend((data.len() as u32).to_be_bytes());
            noted.extend(name);
            noted.extend(data);
            noted.extend([0; 4]);
        }
        noted.extend(&file[33..]);
        assert_eq!(without_notes(&noted), Some(file));
        assert_eq!(without_notes(&noted[..noted.len() - 1]), None);
        assert_eq!(
            decode(&without_notes(&noted).unwrap(), PictureFormat::Png)
                .unwrap()
                .0,
            pixels
        );
    }

    /// Whatever stands in a file, it is read or it is not; and what is read has all its pixels.
    #[test]
    fn broken_files_are_errors_at_worst() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        let mut noise = 7u32;
        let mut next = |below: usize| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 8) as usize % below
        };
        let (mut good, mut bad) = (0, 0);
        for format in [PictureFormat::Jpeg, PictureFormat::Png] {
            let (_, whole) = file(format, 3);
            for round in 0..1500 {
                let mut file = whole.clone();
                for _ in 0..=next(4) {
                    let at = next(file.len());
                    match next(4) {
                        0 => file.truncate(at.max(1)),
                        1 => file[at] = 0xff,
                        2 => file.insert(at, next(256) as u8),
                        _ => file[at] ^= 1 << next(8),
                    }
                }
                // What has far more pixels than it had is not read anywhere else either.
                std::fs::write(&path, &file).unwrap();
                match header(&path) {
                    Ok(header) if header.size.0 * header.size.1 < 1_000_000 => {}
                    _ => {
                        bad += 1;
                        continue;
                    }
                }
                match decode(&file, format) {
                    Ok((pixels, _)) => {
                        assert_eq!(
                            pixels.data.len(),
                            pixels.size.0 * pixels.size.1 * 3,
                            "{round}"
                        );
                        good += 1;
                    }
                    Err(_) => bad += 1,
                }
            }
        }
        assert!(good > 100 && bad > 100, "{good} {bad}");
    }
}
