//! Pictures made smaller.

use crate::colour::{self, LINEAR, Matrix};
use crate::error::Error;
use crate::pixels::{Channels, Pixels, Size};

impl Pixels {
    /// The picture in smaller sizes: each pixel is the average of the area that it covers (a box
    /// filter), in linear light, and of what is transparent as much as shows. The colours go
    /// through `matrix`.
    ///
    /// # Errors
    /// If a size is larger than the picture, or empty.
    pub fn resized(&self, sizes: &[Size], matrix: Option<&Matrix>) -> Result<Vec<Self>, Error> {
        let from = self.size();
        for &to in sizes {
            if to.0 == 0 || to.1 == 0 || to.0 > from.0 || to.1 > from.1 {
                return Err(Error::Size { from, to });
            }
        }
        Ok(match self.channels() {
            Channels::Rgb => self.resized_by::<3>(sizes, matrix),
            Channels::Rgba => self.resized_by::<4>(sizes, matrix),
        })
    }

    fn resized_by<const CHANNELS: usize>(
        &self,
        sizes: &[Size],
        matrix: Option<&Matrix>,
    ) -> Vec<Self> {
        let linear = &*LINEAR;
        let (width, height) = self.size();
        let mut smaller: Vec<Resizer<CHANNELS>> = sizes
            .iter()
            .map(|to| Resizer::new((width, height), *to))
            .collect();
        let mut row = vec![[0.0; CHANNELS]; width];
        for y in 0..height {
            let bytes = &self.data()[y * width * CHANNELS..][..width * CHANNELS];
            for (pixel, bytes) in row.iter_mut().zip(bytes.chunks_exact(CHANNELS)) {
                let opaque = bytes
                    .get(3)
                    .map_or(1.0, |opaque| f32::from(*opaque) / 255.0);
                for (channel, byte) in pixel.iter_mut().zip(&bytes[..3]) {
                    *channel = linear[usize::from(*byte)] * opaque;
                }
                if CHANNELS == 4 {
                    pixel[CHANNELS - 1] = opaque;
                }
            }
            for resizer in &mut smaller {
                resizer.add(&row, y, matrix);
            }
        }
        let finish = |resizer: Resizer<CHANNELS>| resizer.finish(self.channels());
        smaller.into_iter().map(finish).collect()
    }
}

/// How a pixel is shared out to the one or two smaller ones that it lies in.
#[derive(Clone, Copy)]
struct Share {
    /// The first of them.
    to: usize,
    /// Which part of it the pixel covers, and which of the next.
    parts: [f32; 2],
}

impl Share {
    /// The share of the pixel `i` of `from`, of which are made `to`, which are not more.
    fn new(i: usize, from: usize, to: usize) -> Self {
        let (begin, end) = (i * to, (i + 1) * to);
        let first = begin / from;
        let edge = (first + 1) * from;
        let part = |length: usize| length as f32 / from as f32;
        Self {
            to: first,
            parts: [part(end.min(edge) - begin), part(end.saturating_sub(edge))],
        }
    }
}

/// Makes a picture smaller, a row at a time.
struct Resizer<const CHANNELS: usize> {
    from: Size,
    size: Size,
    columns: Vec<Share>,
    /// The row that is being read, in its new width.
    row: Vec<[f32; CHANNELS]>,
    /// The row that is being made.
    sums: Vec<[f32; CHANNELS]>,
    data: Vec<u8>,
}

impl<const CHANNELS: usize> Resizer<CHANNELS> {
    fn new(from: Size, size: Size) -> Self {
        Self {
            from,
            size,
            columns: (0..from.0).map(|x| Share::new(x, from.0, size.0)).collect(),
            row: vec![[0.0; CHANNELS]; size.0],
            sums: vec![[0.0; CHANNELS]; size.0],
            data: Vec::with_capacity(size.0 * size.1 * CHANNELS),
        }
    }

    fn add(&mut self, pixels: &[[f32; CHANNELS]], y: usize, matrix: Option<&Matrix>) {
        self.row.fill([0.0; CHANNELS]);
        for (pixel, share) in pixels.iter().zip(&self.columns) {
            for (part, sums) in share.parts.iter().zip(&mut self.row[share.to..]) {
                for (sum, channel) in sums.iter_mut().zip(pixel) {
                    *sum += channel * part;
                }
            }
        }
        let share = Share::new(y, self.from.1, self.size.1);
        self.sum(share.parts[0]);
        let last = y + 1 == self.from.1;
        if last || Share::new(y + 1, self.from.1, self.size.1).to > share.to {
            self.write(matrix);
            self.sums.fill([0.0; CHANNELS]);
            self.sum(share.parts[1]);
        }
    }

    fn sum(&mut self, part: f32) {
        for (sums, pixel) in self.sums.iter_mut().zip(&self.row) {
            for (sum, channel) in sums.iter_mut().zip(pixel) {
                *sum += channel * part;
            }
        }
    }

    fn write(&mut self, matrix: Option<&Matrix>) {
        for sums in &self.sums {
            let opaque = match CHANNELS {
                4 => sums[CHANNELS - 1],
                _ => 1.0,
            };
            let shown = |channel: f32| if opaque > 0.0 { channel / opaque } else { 0.0 };
            let light = [sums[0], sums[1], sums[2]].map(shown);
            let light = matrix.map_or(light, |matrix| colour::transformed(light, matrix));
            self.data.extend(light.map(colour::encoded));
            if CHANNELS == 4 {
                self.data.push((opaque * 255.0 + 0.5) as u8);
            }
        }
    }

    fn finish(self, channels: Channels) -> Pixels {
        Pixels::new(self.size, channels, self.data).expect("every row has been written")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(size: Size, channels: usize, pixel: impl Fn(usize, usize) -> Vec<u8>) -> Pixels {
        let places = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
        let channels = match channels {
            4 => Channels::Rgba,
            _ => Channels::Rgb,
        };
        let data = places.flat_map(|(x, y)| pixel(x, y)).collect();
        Pixels::new(size, channels, data).unwrap()
    }

    fn resized(pixels: &Pixels, size: Size) -> Pixels {
        pixels.resized(&[size], None).unwrap().remove(0)
    }

    #[test]
    fn a_picture_in_its_own_size_is_itself() {
        let picture = pixels((16, 16), 3, |x, y| vec![(y * 16 + x) as u8, x as u8, 255]);
        assert_eq!(resized(&picture, (16, 16)), picture);
        let picture = pixels((16, 16), 4, |x, y| {
            vec![(y * 16 + x) as u8, x as u8, 9, 255]
        });
        assert_eq!(resized(&picture, (16, 16)), picture);
    }

    /// Black and white side by side is half the light, which is 188 and not 128.
    #[test]
    fn what_is_averaged_is_light() {
        let board = pixels((8, 8), 3, |x, y| vec![255 * ((x + y) % 2) as u8; 3]);
        let grey = resized(&board, (4, 2));
        assert_eq!(grey, pixels((4, 2), 3, |_, _| vec![188; 3]));
    }

    /// Three pixels in two: the one in the middle belongs to both by halves.
    #[test]
    fn a_pixel_between_two_belongs_to_both() {
        let picture = pixels((3, 3), 3, |x, _| vec![[0, 0, 255][x]; 3]);
        let light = |part: f32| colour::encoded(part);
        let row = [light(0.0), light(2.0 / 3.0)];
        assert_eq!(
            resized(&picture, (2, 3)),
            pixels((2, 3), 3, |x, _| vec![row[x]; 3])
        );
        let standing = pixels((3, 3), 3, |_, y| vec![[0, 0, 255][y]; 3]);
        assert_eq!(
            resized(&standing, (3, 2)),
            pixels((3, 2), 3, |_, y| vec![row[y]; 3])
        );
    }

    /// What does not show has no colour to give.
    #[test]
    fn what_is_transparent_does_not_colour_its_neighbours() {
        let picture = pixels((2, 1), 4, |x, _| match x {
            0 => vec![200, 100, 0, 255],
            _ => vec![0, 255, 255, 0],
        });
        assert_eq!(resized(&picture, (1, 1)).data(), [200, 100, 0, 128]);
        let nothing = pixels((2, 2), 4, |_, _| vec![9, 9, 9, 0]);
        assert_eq!(resized(&nothing, (1, 1)).data(), [0; 4]);
    }

    #[test]
    fn light_is_neither_lost_nor_won() {
        let picture = pixels((97, 61), 3, |x, y| {
            vec![(x * 7 + y * 3) as u8, (x * y) as u8, (x ^ y) as u8]
        });
        let mean = |picture: &Pixels, channel: usize| {
            let light = picture.data().iter().skip(channel).step_by(3);
            let sum: f64 = light.map(|n| f64::from(LINEAR[usize::from(*n)])).sum();
            sum / (picture.data().len() / 3) as f64
        };
        for size in [(96, 60), (50, 31), (33, 20), (7, 1), (1, 1)] {
            let smaller = resized(&picture, size);
            assert_eq!(smaller.data().len(), size.0 * size.1 * 3);
            for channel in 0..3 {
                let (before, after) = (mean(&picture, channel), mean(&smaller, channel));
                assert!((before - after).abs() < 0.005, "{size:?} {before} {after}");
            }
        }
    }

    #[test]
    fn pictures_are_not_enlarged() {
        let picture = pixels((3, 2), 3, |_, _| vec![0; 3]);
        for to in [(4, 2), (3, 3), (0, 1), (1, 0)] {
            let from = (3, 2);
            assert_eq!(picture.resized(&[to], None), Err(Error::Size { from, to }));
        }
    }

    /// Red and blue change places, and everything else is as it would be.
    #[test]
    fn colours_go_through_the_matrix() {
        let picture = pixels((4, 4), 4, |x, y| {
            vec![200, (x * 9) as u8, 20, (y * 80) as u8]
        });
        let swap = [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]];
        let swapped = picture.resized(&[(2, 2), (3, 1)], Some(&swap)).unwrap();
        let plain = picture.resized(&[(2, 2), (3, 1)], None).unwrap();
        for (swapped, plain) in swapped.iter().zip(&plain) {
            for (a, b) in swapped.data().chunks(4).zip(plain.data().chunks(4)) {
                assert_eq!(a, [b[2], b[1], b[0], b[3]]);
            }
        }
    }
}
