//! What a camera notes in a picture: which side is up, and where it was.

use crate::orientation::Orientation;

/// Notes of a camera (EXIF: JEITA CP-3451), as far as they matter here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exif {
    /// How to turn the picture.
    pub orientation: Orientation,
    /// Whether they say where it was taken.
    pub has_location: bool,
}

const ORIENTATION: usize = 0x0112;
const GPS: usize = 0x8825;
/// In the notes on the place.
const LATITUDE: usize = 2;

/// Reads notes, which have the form of a TIFF file; of what is broken, what can be read.
pub(crate) fn read(tiff: &[u8]) -> Exif {
    let mut exif = Exif::default();
    let notes = Notes {
        bytes: tiff,
        little: tiff.starts_with(b"II"),
    };
    let Some(first) = notes.number(4, 4) else {
        return exif;
    };
    for (tag, at) in notes.entries(first) {
        match tag {
            ORIENTATION => {
                let found = notes.number(at, 2).and_then(Orientation::new);
                exif.orientation = found.unwrap_or(exif.orientation);
            }
            GPS => {
                let place = notes.number(at, 4);
                let mut found = place.into_iter().flat_map(|at| notes.entries(at));
                exif.has_location = found.any(|(tag, _)| tag == LATITUDE);
            }
            _ => {}
        }
    }
    exif
}

#[derive(Clone, Copy)]
struct Notes<'a> {
    bytes: &'a [u8],
    /// The last byte of a number comes first.
    little: bool,
}

impl<'a> Notes<'a> {
    fn number(self, at: usize, length: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(length)?)?;
        let add = |number: usize, byte: &u8| number << 8 | usize::from(*byte);
        Some(match self.little {
            true => bytes.iter().rev().fold(0, add),
            false => bytes.iter().fold(0, add),
        })
    }

    /// The entries of a directory: what each is about, and where its value stands.
    fn entries(self, at: usize) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let count = self.number(at, 2).unwrap_or(0);
        let entry = move |i: usize| {
            let at = at + 2 + i * 12;
            Some((self.number(at, 2)?, at + 8))
        };
        (0..count).map_while(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes with an orientation, and a place if `gps` stands for a latitude.
    fn notes(little: bool, orientation: u16, gps: u16) -> Vec<u8> {
        let short = |n: u16| {
            if little {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        let long = |n: u32| {
            if little {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        let mut out = if little {
            b"II".to_vec()
        } else {
            b"MM".to_vec()
        };
        out.extend(short(42));
        out.extend(long(8));
        out.extend(short(2));
        out.extend([short(0x0112), short(3)].concat());
        out.extend(long(1));
        out.extend([short(orientation), short(0)].concat());
        out.extend([short(0x8825), short(4)].concat());
        out.extend(long(1));
        out.extend(long(38));
        out.extend(long(0));
        out.extend(short(1));
        out.extend([short(gps), short(5)].concat());
        out.extend([0; 8]);
        out
    }

    #[test]
    fn notes_are_read_in_both_orders_and_as_far_as_they_go() {
        for little in [true, false] {
            let said = |orientation, has_location| Exif {
                orientation: Orientation::new(orientation).unwrap(),
                has_location,
            };
            assert_eq!(read(&notes(little, 6, 2)), said(6, true));
            assert_eq!(read(&notes(little, 9, 0)), said(1, false));
            let whole = notes(little, 8, 2);
            for length in 0..whole.len() {
                let found = read(&whole[..length]);
                let turned = Orientation::new(8).unwrap();
                let known = [Orientation::UPRIGHT, turned].contains(&found.orientation);
                assert!(known, "{length}");
            }
        }
    }
}
