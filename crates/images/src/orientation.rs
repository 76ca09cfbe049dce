//! Which side of a picture is up.

use crate::pixels::{Pixels, Size};

/// How to turn a picture as it is stored into what is to be seen: one of the eight of EXIF (JEITA
/// CP-3451, tag 0x0112).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(u8);

impl Default for Orientation {
    fn default() -> Self {
        Self::UPRIGHT
    }
}

impl Orientation {
    /// A picture that is to be seen as it is stored.
    pub const UPRIGHT: Self = Self(1);

    /// The orientation that EXIF gives a number from 1 to 8.
    pub fn new(number: usize) -> Option<Self> {
        let number = u8::try_from(number).ok()?;
        (1..=8).contains(&number).then_some(Self(number))
    }

    /// The size to be seen of a picture that is stored in a size, or the other way round.
    pub fn size(self, (width, height): Size) -> Size {
        match self.0 >= 5 {
            true => (height, width),
            false => (width, height),
        }
    }
}

impl Pixels {
    /// The picture as it is to be seen.
    pub fn oriented(self, orientation: Orientation) -> Self {
        if orientation == Orientation::UPRIGHT {
            return self;
        }
        let (width, height) = self.size();
        let size = orientation.size((width, height));
        let channels = self.channels().count();
        let mut data = Vec::with_capacity(self.data().len());
        for y in 0..size.1 {
            for x in 0..size.0 {
                let (x, y) = match orientation.0 {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                let at = (y * width + x) * channels;
                data.extend_from_slice(&self.data()[at..at + channels]);
            }
        }
        Self::new(size, self.channels(), data).expect("turning keeps the number of pixels")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Channels;

    /// The eight ways a camera can be held, by where the first two pixels come to stand.
    #[test]
    fn pictures_are_turned_as_the_camera_was() {
        let data = (0..6).flat_map(|n| [n; 3]).collect();
        let picture = Pixels::new((3, 2), Channels::Rgb, data).unwrap();
        let rows = |orientation: usize| {
            let orientation = Orientation::new(orientation).unwrap();
            let turned = picture.clone().oriented(orientation);
            assert_eq!(turned.size(), orientation.size((3, 2)));
            let row = turned.size().0 * 3;
            let rows = turned.data().chunks(row);
            rows.map(|row| row.iter().step_by(3).copied().collect::<Vec<u8>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(1), [[0, 1, 2], [3, 4, 5]]);
        assert_eq!(rows(2), [[2, 1, 0], [5, 4, 3]]);
        assert_eq!(rows(3), [[5, 4, 3], [2, 1, 0]]);
        assert_eq!(rows(4), [[3, 4, 5], [0, 1, 2]]);
        assert_eq!(rows(5), [[0, 3], [1, 4], [2, 5]]);
        assert_eq!(rows(6), [[3, 0], [4, 1], [5, 2]]);
        assert_eq!(rows(7), [[5, 2], [4, 1], [3, 0]]);
        assert_eq!(rows(8), [[2, 5], [1, 4], [0, 3]]);
    }

    #[test]
    fn there_are_eight_orientations() {
        assert_eq!([0, 9, 257].map(Orientation::new), [None; 3]);
        assert_eq!(Orientation::new(1), Some(Orientation::default()));
    }
}
