//! Pictures as pixels.

/// Width and height in pixels.
pub type Size = (usize, usize);

/// What a pixel consists of, a byte each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// Red, green and blue.
    Rgb,
    /// The same, and how opaque it is; the colours are not multiplied by it.
    Rgba,
}

impl Channels {
    /// How many there are.
    pub fn count(self) -> usize {
        match self {
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// A picture as pixels of sRGB, row by row; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    size: Size,
    channels: Channels,
    data: Vec<u8>,
}

impl Pixels {
    /// A picture of a size; `None` if that is empty, or not that of the data.
    pub fn new(size: Size, channels: Channels, data: Vec<u8>) -> Option<Self> {
        let pixels = size.0.checked_mul(size.1)?;
        let bytes = pixels.checked_mul(channels.count())?;
        (pixels > 0 && bytes == data.len()).then_some(Self {
            size,
            channels,
            data,
        })
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// What a pixel consists of.
    pub fn channels(&self) -> Channels {
        self.channels
    }

    /// The channels of all pixels, row by row.
    pub fn data(&self) -> &[u8] {
        &self.data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_pixels_of_its_size() {
        let new = |size, channels, bytes| Pixels::new(size, channels, vec![0; bytes]).is_some();
        assert!(new((2, 3), Channels::Rgb, 18) && new((2, 3), Channels::Rgba, 24));
        assert!(!new((2, 3), Channels::Rgb, 17) && !new((2, 3), Channels::Rgb, 24));
        assert!(!new((0, 3), Channels::Rgb, 0) && !new((3, 0), Channels::Rgb, 0));
        assert!(!new((usize::MAX, 2), Channels::Rgb, 6));
        assert!(!new((usize::MAX / 2, 1), Channels::Rgba, 6));
    }
}
