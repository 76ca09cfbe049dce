//! Files and their pixels, there and back.

mod common;

use common::{EXIF, file, jpeg, pixels, png};
use images::{Channels, Error, Format, Header, MAX_SIDE, Pixels, decode, encode};
use std::borrow::Cow;
use std::io::Cursor;

fn header(file: &[u8]) -> Result<Header, Error> {
    Header::read(Cursor::new(file))
}

#[test]
fn what_is_written_without_loss_is_read_as_it_was() {
    for channels in [Channels::Rgb, Channels::Rgba] {
        for size in [(48, 32), (1, 1), (3, 200)] {
            let pixels = pixels(size, channels);
            let decoded = decode(&file(Format::Png, &pixels)).unwrap();
            assert!(decoded.pixels == pixels && decoded.to_srgb.is_none());
        }
    }
}

/// Flat colours stay: the channels are in order, and loss is little.
#[test]
fn what_is_written_with_loss_is_read_much_as_it_was() {
    for channels in [Channels::Rgb, Channels::Rgba] {
        let pixels = pixels((48, 32), channels);
        let decoded = decode(&file(Format::Jpeg, &pixels)).unwrap();
        assert_eq!(decoded.pixels.size(), (48, 32));
        let rows = decoded.pixels.data().chunks(48 * 3);
        for row in rows {
            for pixel in row[..8 * 3].chunks(3) {
                let close = pixel.iter().zip([200, 30, 60]);
                assert!(close.clone().all(|(a, b)| a.abs_diff(b) < 12), "{pixel:?}");
            }
        }
    }
}

#[test]
fn greys_and_palettes_are_read_as_colours() {
    use png::ColorType::{Grayscale, GrayscaleAlpha, Indexed};
    let cases: [(_, &[u8], &[u8]); 3] = [
        (
            Grayscale,
            &[0, 90, 255],
            &[0, 0, 0, 90, 90, 90, 255, 255, 255],
        ),
        (GrayscaleAlpha, &[7, 255, 8, 0], &[7, 7, 7, 255, 8, 8, 8, 0]),
        (Indexed, &[1, 0], &[4, 5, 6, 1, 2, 3]),
    ];
    for (color, data, wanted) in cases {
        let mut out = Vec::new();
        let width = data.len() / color.samples();
        let mut encoder = png::Encoder::new(&mut out, width as u32, 1);
        encoder.set_color(color);
        if color == Indexed {
            encoder.set_palette(vec![1, 2, 3, 4, 5, 6]);
        }
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(data).unwrap();
        writer.finish().unwrap();
        let decoded = decode(&out).unwrap();
        assert_eq!(decoded.pixels.data(), wanted, "{color:?}");
        assert_eq!(decoded.pixels.size(), (width, 1));
    }
}

#[test]
fn sixteen_bits_are_read_as_eight() {
    let deep = png((2, 2), |info| info.bit_depth = png::BitDepth::Sixteen);
    assert_eq!(decode(&deep).unwrap().pixels.data(), [90; 12]);
}

#[test]
fn headers_say_what_the_beginning_says() {
    let photo = jpeg((24, 16), EXIF);
    let read = header(&photo).unwrap();
    assert_eq!((read.format, read.size), (Format::Jpeg, (24, 16)));
    assert_eq!(read.upright_size(), (16, 24));
    assert!(read.exif.has_location && !read.animated);
    let drawing = header(&png((24, 16), |_| ())).unwrap();
    assert_eq!((drawing.format, drawing.size), (Format::Png, (24, 16)));
    assert_eq!(drawing.upright_size(), (24, 16));
    assert!(!drawing.exif.has_location && !drawing.animated);
    let noted = png((24, 16), |info| {
        info.exif_metadata = Some(Cow::Borrowed(EXIF))
    });
    let noted = header(&noted).unwrap();
    assert!(noted.exif.has_location && noted.upright_size() == (16, 24));
}

#[test]
fn what_moves_is_known_to_move() {
    let mut moving = Vec::new();
    let mut encoder = png::Encoder::new(&mut moving, 8, 8);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for shade in [0, 255] {
        writer.write_image_data(&[shade; 64]).unwrap();
    }
    writer.finish().unwrap();
    assert!(header(&moving).unwrap().animated);
    // Of what moves, the first picture is read.
    assert_eq!(decode(&moving).unwrap().pixels.data(), [0; 64 * 3]);
}

/// A camera may write a small picture with an end of its own before, and a film behind.
#[test]
fn the_end_is_that_of_the_picture() {
    let inner = [EXIF, &[0xff, 0xd9]].concat();
    let photo = jpeg((24, 16), &inner);
    assert!(header(&photo).is_ok());
    assert_eq!(header(&photo[..photo.len() - 2]), Err(Error::Truncated));
    for film in [100, 100_000] {
        let with_film = [photo.as_slice(), &vec![0; film]].concat();
        assert!(header(&with_film).is_ok(), "{film}");
        let half = [&photo[..photo.len() - 2], &vec![0; film]].concat();
        assert_eq!(header(&half), Err(Error::Truncated), "{film}");
    }
    let drawing = png((24, 16), |_| ());
    let long = [drawing.as_slice(), &[0; 100_000]].concat();
    assert!(header(&long).is_ok());
    assert_eq!(header(&drawing[..drawing.len() - 8]), Err(Error::Truncated));
}

#[test]
fn what_is_no_picture_is_an_error() {
    for none in [b"".as_slice(), b"\xff"] {
        assert_eq!(header(none), Err(Error::Truncated));
    }
    for other in [
        b"Non sono una fotografia".as_slice(),
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"\xff\xd8",
    ] {
        assert!(matches!(header(other), Err(Error::Broken { .. })));
        assert!(matches!(decode(other), Err(Error::Broken { .. })));
    }
}

/// Files of a few bytes that say that they are very large are refused before anything is made.
#[test]
fn sizes_are_limited() {
    let mut huge = png((8, 8), |_| ());
    huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let mut checksum = 0xffff_ffff_u32;
    for byte in &huge[12..29] {
        checksum ^= u32::from(*byte);
        for _ in 0..8 {
            checksum = (checksum >> 1) ^ (0xedb8_8320 * (checksum & 1));
        }
    }
    huge[29..33].copy_from_slice(&(!checksum).to_be_bytes());
    let mut wide = jpeg((8, 8), EXIF);
    let frame = wide.windows(2).position(|marker| marker == [0xff, 0xc0]);
    let size = frame.unwrap() + 5;
    wide[size..size + 4].copy_from_slice(&[0xf0; 4]);
    for (file, megapixels) in [(huge, 269), (wide, 3805)] {
        let refused = Error::TooLarge {
            megapixels,
            most: 40,
        };
        assert_eq!(header(&file), Err(refused.clone()));
        assert_eq!(decode(&file), Err(refused));
    }
}

#[test]
fn colours_of_a_wider_profile_are_noticed() {
    // Display P3: three primaries, with which a profile begins and ends here.
    let mut profile = vec![0; 128];
    profile[16..20].copy_from_slice(b"RGB ");
    profile.extend(3u32.to_be_bytes());
    for (i, name) in (0u32..).zip([b"rXYZ", b"gXYZ", b"bXYZ"]) {
        profile.extend(name);
        profile.extend((168 + i * 20).to_be_bytes());
        profile.extend(20u32.to_be_bytes());
    }
    for primary in [
        [0.515_12, 0.241_20, -0.001_05],
        [0.291_98, 0.692_25, 0.041_89],
        [0.157_10, 0.066_57, 0.784_07],
    ] {
        profile.extend(b"XYZ \0\0\0\0");
        for part in primary {
            profile.extend(((part * 65536.0) as i32).to_be_bytes());
        }
    }
    let wide = png((2, 2), |info| {
        info.icc_profile = Some(Cow::Owned(profile.clone()))
    });
    assert!(decode(&wide).unwrap().to_srgb.is_some());
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    encoder.add_icc_profile(&profile).unwrap();
    encoder
        .encode(&[90; 12], 2, 2, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    assert!(decode(&out).unwrap().to_srgb.is_some());
}

fn is_lossless(webp: &[u8]) -> bool {
    assert!(webp.starts_with(b"RIFF") && &webp[8..12] == b"WEBP");
    &webp[12..16] == b"VP8L"
}

fn flat(size: (usize, usize)) -> Pixels {
    Pixels::new(size, Channels::Rgb, [10, 200, 30].repeat(size.0 * size.1)).unwrap()
}

/// With loss, quality falls to a tenth until the file is smaller than the one it was made from.
#[test]
fn quality_falls_until_the_file_is_smaller() {
    let pixels = pixels((96, 64), Channels::Rgb);
    for format in [Format::Jpeg, Format::WebP] {
        let of = |quality| encode(&pixels, format, quality, &[0; 1 << 20]).unwrap();
        let tried = [80, 40, 20, 8].map(of);
        assert!(tried.is_sorted_by(|a, b| a.len() > b.len()), "{format:?}");
        for (i, file) in tried.iter().enumerate() {
            let original = vec![0; file.len() + 1];
            assert!(
                encode(&pixels, format, 80, &original).unwrap() == *file,
                "{format:?} {i}"
            );
            // As large is not smaller.
            let next = &tried[(i + 1).min(3)];
            let original = vec![0; file.len()];
            assert!(
                encode(&pixels, format, 80, &original).unwrap() == *next,
                "{format:?} {i}"
            );
        }
    }
    assert!(encode(&pixels, Format::Jpeg, 1, &[]).is_ok());
}

#[test]
fn drawings_become_webp_without_loss_where_that_takes_little() {
    let flat = flat((64, 64));
    let drawing = file(Format::Png, &flat);
    let large = [drawing.as_slice(), &[0; 10_000]].concat();
    assert!(is_lossless(
        &encode(&flat, Format::WebP, 80, &large).unwrap()
    ));
    // What came from a photograph, and what would be as large as it was.
    let photo = file(Format::Jpeg, &flat);
    let large_photo = [photo.as_slice(), &[0; 10_000]].concat();
    assert!(!is_lossless(
        &encode(&flat, Format::WebP, 80, &large_photo).unwrap()
    ));
    assert!(!is_lossless(
        &encode(&flat, Format::WebP, 80, &drawing[..8]).unwrap()
    ));
    // What is rough takes much more so.
    let rough = pixels((64, 64), Channels::Rgb);
    let rough_drawing = [file(Format::Png, &rough).as_slice(), &[0; 100_000]].concat();
    assert!(!is_lossless(
        &encode(&rough, Format::WebP, 60, &rough_drawing).unwrap()
    ));
}

#[test]
fn a_png_that_does_not_get_smaller_stays_without_its_metadata() {
    let pixels = pixels((48, 32), Channels::Rgb);
    let written = file(Format::Png, &pixels);
    let with = |name: &[u8], data: &[u8]| {
        let mut noted = written[..33].to_vec();
        noted.extend((data.len() as u32).to_be_bytes());
        noted.extend([name, data, &[0; 4]].concat());
        noted.extend(&written[33..]);
        noted
    };
    // The parts with notes make it larger: it is written again.
    let noted = with(b"tEXt", b"Author\0Rossi");
    assert!(encode(&pixels, Format::Png, 80, &noted).unwrap() == written);
    // A picture of few colours is smaller than one of many.
    let flat = flat((48, 32));
    let small = with(b"tEXt", b"Author\0Rossi");
    let rough = common::pixels((480, 320), Channels::Rgb);
    let kept = encode(&rough, Format::Png, 80, &small).unwrap();
    assert!(kept == written);
    assert_eq!(
        encode(&flat, Format::Png, 80, &small).unwrap(),
        file(Format::Png, &flat)
    );
    // As large is not smaller.
    let rough_file = file(Format::Png, &rough);
    let padding = rough_file.len() - written.len() - 12;
    let as_large = with(b"tEXt", &vec![b'a'; padding]);
    assert_eq!(as_large.len(), rough_file.len());
    assert!(encode(&rough, Format::Png, 80, &as_large).unwrap() == written);
    // What lies on its side, or is damaged, does not stay.
    for original in [
        with(b"eXIf", EXIF),
        small[..small.len() - 1].to_vec(),
        vec![0; 9],
    ] {
        assert!(encode(&rough, Format::Png, 80, &original).unwrap() == file(Format::Png, &rough));
    }
    let upright = EXIF.iter().map(|byte| if *byte == 6 { 1 } else { *byte });
    let upright = with(b"eXIf", &upright.collect::<Vec<u8>>());
    assert!(encode(&rough, Format::Png, 80, &upright).unwrap() == written);
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let pixels = flat((1, 1));
    for format in [Format::Avif, Format::Gif, Format::Ico, Format::Svg] {
        assert_eq!(
            encode(&pixels, format, 80, &[]),
            Err(Error::Unwritable(format))
        );
    }
    let wide = flat((MAX_SIDE + 1, 1));
    assert!(matches!(
        encode(&wide, Format::WebP, 80, &[]),
        Err(Error::Encoder { .. })
    ));
    assert!(encode(&flat((MAX_SIDE, 1)), Format::WebP, 80, &[]).is_ok());
    let wider = flat((1 << 16, 1));
    assert!(matches!(
        encode(&wider, Format::Jpeg, 80, &[]),
        Err(Error::Encoder { .. })
    ));
}

#[test]
fn sizes_are_those_of_the_file() {
    let pixels = pixels((24, 16), Channels::Rgba);
    for format in [Format::Jpeg, Format::Png, Format::WebP] {
        let file = file(format, &pixels);
        // Whatever its name says.
        for named in [Some(format), Some(Format::Gif), None] {
            assert_eq!(images::size(named, Cursor::new(&file)), Ok((24, 16)));
        }
    }
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7px\" height=\"9\"/>";
    let size = images::size(Some(Format::Svg), Cursor::new(svg));
    assert_eq!(size, Ok((7, 9)));
    let cases: [(_, &[u8]); 4] = [
        (Some(Format::Svg), b"<svg/>"),
        (Some(Format::Svg), b"\xff"),
        (None, svg.as_bytes()),
        (Some(Format::Png), b""),
    ];
    for (format, none) in cases {
        let size = images::size(format, Cursor::new(none));
        assert!(matches!(size, Err(Error::Broken { .. })), "{format:?}");
    }
}
