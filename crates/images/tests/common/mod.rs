//! Pictures that tests make.
#![allow(dead_code)]

use images::{Channels, Format, Pixels, Size};

/// Numbers that are always the same and look like chance.
pub struct Noise(pub u32);

impl Noise {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % limit
    }
}

/// A picture with something of everything: flat, gradual, and as rough as it gets.
pub fn pixels(size: Size, channels: Channels) -> Pixels {
    let mut noise = Noise(1);
    let places = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
    let pixel = |(x, y): (usize, usize)| {
        let part = [x * 255 / size.0, y * 255 / size.1, 40].map(|part| part as u8);
        let colour = match (x * 3 / size.0, y * 2 / size.1) {
            (0, _) => [200, 30, 60],
            (1, _) => part,
            (_, _) => [0; 3].map(|_: u8| noise.below(256) as u8),
        };
        let opaque = match (x / 4 + y / 4) % 2 {
            0 => 255,
            _ => part[0],
        };
        [colour.as_slice(), &[opaque]].concat()[..channels.count()].to_vec()
    };
    Pixels::new(size, channels, places.flat_map(pixel).collect()).unwrap()
}

/// A file of a format without anything to be compared with.
pub fn file(format: Format, pixels: &Pixels) -> Vec<u8> {
    images::encode(pixels, format, 90, &[]).unwrap()
}

/// A PNG with the parts that `change` asks for.
pub fn png(size: Size, change: impl FnOnce(&mut png::Info<'_>)) -> Vec<u8> {
    let mut info = png::Info::with_size(size.0 as u32, size.1 as u32);
    info.color_type = png::ColorType::Rgb;
    info.bit_depth = png::BitDepth::Eight;
    change(&mut info);
    let bytes = info.raw_bytes() - size.1;
    let mut out = Vec::new();
    let encoder = png::Encoder::with_info(&mut out, info).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![90; bytes]).unwrap();
    writer.finish().unwrap();
    out
}

/// A JPEG with notes of a camera.
pub fn jpeg(size: Size, exif: &[u8]) -> Vec<u8> {
    let pixels = pixels(size, Channels::Rgb);
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    encoder.add_exif_metadata(exif).unwrap();
    let (width, height) = (size.0 as u16, size.1 as u16);
    let colours = jpeg_encoder::ColorType::Rgb;
    encoder
        .encode(pixels.data(), width, height, colours)
        .unwrap();
    out
}

/// What a camera notes that was held on its right side, at a latitude.
pub const EXIF: &[u8] = b"MM\0*\0\0\0\x08\0\x02\
\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\
\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\
\0\0\0\0\
\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x38\0\0\0\0";
