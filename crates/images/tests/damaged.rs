//! Files that are cut, changed or wrong: errors at worst.

mod common;

use common::{EXIF, Noise, file, jpeg, pixels, png};
use images::card::{Colours, Painter, Text};
use images::{Channels, Error, Format, Header, decode};
use proptest::prelude::*;
use std::borrow::Cow;
use std::io::Cursor;

/// What is read has all its pixels, and whatever can be made of it can be made.
fn read(bytes: &[u8]) -> bool {
    let header = Header::read(Cursor::new(bytes));
    let _ = images::size(None, Cursor::new(bytes));
    // What says that it is far larger than it was is left alone, for it takes its time.
    let small = |header: &Header| header.size.0 * header.size.1 < 100_000;
    let Some(header) = header.ok().filter(small) else {
        return false;
    };
    let Ok(decoded) = decode(bytes) else {
        return false;
    };
    assert_eq!(decoded.pixels.size(), header.size);
    let (width, height) = decoded.pixels.size();
    let half = (width.div_ceil(2), height.div_ceil(2));
    let smaller = decoded.pixels.resized(&[half], decoded.to_srgb.as_ref());
    let smaller = smaller.unwrap().remove(0);
    let upright = smaller.oriented(header.exif.orientation);
    assert_eq!(upright.size(), header.exif.orientation.size(half));
    true
}

fn files() -> [Vec<u8>; 4] {
    let rgba = pixels((16, 8), Channels::Rgba);
    [
        jpeg((16, 8), EXIF),
        // Progressive, which the encoder of this crate makes.
        file(Format::Jpeg, &rgba),
        file(Format::Png, &rgba),
        png((16, 8), |info| {
            info.exif_metadata = Some(Cow::Borrowed(EXIF))
        }),
    ]
}

#[test]
fn files_are_cut_at_every_byte() {
    for whole in files() {
        assert!(read(&whole));
        for length in 0..whole.len() {
            let cut = &whole[..length];
            read(cut);
            let header = Header::read(Cursor::new(cut));
            // Of a PNG, the last four bytes are only a checksum.
            let ended = whole.starts_with(b"\x89PNG") && length >= whole.len() - 4;
            assert_eq!(header.is_ok(), ended, "{length} of {}", whole.len());
            let _ = decode(cut);
        }
    }
}

#[test]
fn every_bit_is_flipped() {
    let mut good = 0;
    for whole in files() {
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[at] ^= 1 << bit;
                good += usize::from(read(&changed));
            }
        }
    }
    assert!(good > 1000, "{good}");
}

#[test]
fn files_are_changed_in_many_places() {
    let mut noise = Noise(7);
    let (mut good, mut bad) = (0, 0);
    for whole in files() {
        for _ in 0..1500 {
            let mut changed = whole.clone();
            for _ in 0..=noise.below(4) {
                let at = noise.below(changed.len());
                match noise.below(4) {
                    0 => changed.truncate(at.max(1)),
                    1 => changed[at] = 0xff,
                    2 => changed.insert(at, noise.below(256) as u8),
                    _ => changed[at] ^= 1 << noise.below(8),
                }
            }
            match read(&changed) {
                true => good += 1,
                false => bad += 1,
            }
        }
    }
    assert!(good > 100 && bad > 100, "{good} {bad}");
}

proptest! {
    /// Files that only begin like a picture.
    #[test]
    fn what_follows_a_beginning_may_be_anything(
        png in any::<bool>(),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let begin: &[u8] = if png { b"\x89PNG\r\n\x1a\n" } else { b"\xff\xd8\xff" };
        read(&[begin, &rest].concat());
    }
}

const FONT: &[u8] = include_bytes!("../../../themes/italia/preview/titillium-web-700.ttf");
const COLOURS: Colours = Colours {
    paper: [255; 3],
    ink: [0; 3],
    accent: [200, 0, 0],
};
const TEXT: Text<'_> = Text {
    kicker: "Servizio",
    title: "Carta d’identità, perché «è così»",
    foot: "Città",
};

#[test]
fn fonts_are_cut_and_changed() {
    let mut noise = Noise(3);
    let (mut good, mut bad) = (0, 0);
    for round in 0..120 {
        let mut font = FONT.to_vec();
        if round % 2 == 0 {
            font.truncate(noise.below(FONT.len()));
        } else {
            // The tables at the beginning decide about all others.
            let limit = if round % 4 == 1 { 400 } else { FONT.len() };
            for _ in 0..20 {
                font[noise.below(limit)] ^= 1 << noise.below(8);
            }
        }
        match Painter::new(&font) {
            Ok(painter) => {
                painter.draw(TEXT, COLOURS, &mut Vec::new()).unwrap();
                good += 1;
            }
            Err(error) => {
                assert_eq!(error, Error::Font);
                bad += 1;
            }
        }
    }
    assert!(good > 10 && bad > 10, "{good} {bad}");
}

/// With the least units to the em that there may be, letters would be as large as a house.
#[test]
fn letters_of_a_damaged_font_take_no_more_than_their_place() {
    let mut font = FONT.to_vec();
    let record = font.windows(4).position(|name| name == b"head").unwrap();
    let offset = &font[record + 8..record + 12];
    let head = u32::from_be_bytes(offset.try_into().unwrap()) as usize;
    font[head + 18..head + 20].copy_from_slice(&16u16.to_be_bytes());
    let painter = Painter::new(&font).unwrap();
    painter.draw(TEXT, COLOURS, &mut Vec::new()).unwrap();
}
