//! A drawing of sixteen colours.

use crate::codec::png;
use crate::error::Error;
use crate::font::{Glyph, SHADES};
use crate::pixels::Size;

/// Red, green and blue of sRGB.
pub type Colour = [u8; 3];

/// A drawing, two pixels a byte. Of its colours, the first half goes from the paper to the ink, the
/// second to the accent.
pub(crate) struct Canvas {
    size: Size,
    rows: Vec<u8>,
}

/// One of the two colours on the paper.
#[derive(Clone, Copy)]
pub(crate) enum Pen {
    /// For what is to be read.
    Ink,
    /// For what stands out.
    Accent,
}

impl Pen {
    fn colour(self, shade: u8) -> u8 {
        match self {
            Self::Ink => shade,
            Self::Accent => SHADES as u8 + shade,
        }
    }
}

impl Canvas {
    /// Blank paper; its width is even.
    pub(crate) fn new(size: Size) -> Self {
        Self {
            size,
            rows: vec![0; size.0 / 2 * size.1],
        }
    }

    /// Fills a rectangle, from the first pixel to before the last; it lies on the paper.
    pub(crate) fn rectangle(&mut self, from: Size, to: Size, pen: Pen) {
        for y in from.1..to.1 {
            for x in from.0..to.0 {
                self.put(x, y, pen.colour(SHADES as u8 - 1));
            }
        }
    }

    /// Writes a letter; what would stand outside is left out.
    pub(crate) fn glyph(&mut self, glyph: &Glyph, x: i32, y: i32, pen: Pen) {
        if glyph.width == 0 {
            return;
        }
        for (row, shades) in (0..).zip(glyph.shades.chunks(glyph.width)) {
            for (column, &shade) in (0..).zip(shades) {
                let x = usize::try_from(x + glyph.left + column);
                let y = usize::try_from(y + glyph.top + row);
                if let (Ok(x), Ok(y), 1..) = (x, y, shade)
                    && x < self.size.0
                    && y < self.size.1
                {
                    self.put(x, y, pen.colour(shade));
                }
            }
        }
    }

    fn put(&mut self, x: usize, y: usize, colour: u8) {
        let pair = &mut self.rows[(y * self.size.0 + x) / 2];
        *pair = match x % 2 {
            0 => (*pair & 0x0f) | (colour << 4),
            _ => (*pair & 0xf0) | colour,
        };
    }

    /// Writes it as PNG at the end of `out`.
    ///
    /// # Errors
    /// If the encoder refuses its size.
    pub(crate) fn png(&self, colours: [Colour; 3], out: &mut Vec<u8>) -> Result<(), Error> {
        let [paper, ink, accent] = colours;
        let palette: Vec<u8> = [ink, accent]
            .into_iter()
            .flat_map(move |pen| (0..SHADES).flat_map(move |shade| mix(paper, pen, shade)))
            .collect();
        png::write_indexed(self.size, &self.rows, palette, out)
    }
}

fn mix(paper: Colour, pen: Colour, shade: usize) -> Colour {
    let part = |paper: u8, pen: u8| {
        let (paper, pen) = (usize::from(paper), usize::from(pen));
        ((paper * (SHADES - 1 - shade) + pen * shade) / (SHADES - 1)) as u8
    };
    [0, 1, 2].map(|i| part(paper[i], pen[i]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    const PAPER: Colour = [255, 255, 255];
    const INK: Colour = [0, 0, 0];
    const ACCENT: Colour = [255, 0, 0];

    fn pixels(canvas: &Canvas) -> Vec<Colour> {
        let mut out = b"before".to_vec();
        canvas.png([PAPER, INK, ACCENT], &mut out).unwrap();
        let decoded = decode(out.strip_prefix(b"before").unwrap()).unwrap();
        assert_eq!(decoded.pixels.size(), canvas.size);
        let pixels = decoded.pixels.data().chunks(3);
        pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }

    #[test]
    fn rectangles_are_filled_to_before_their_end() {
        let mut canvas = Canvas::new((4, 3));
        canvas.rectangle((1, 1), (3, 2), Pen::Accent);
        canvas.rectangle((3, 2), (4, 3), Pen::Ink);
        let (p, i, a) = (PAPER, INK, ACCENT);
        assert_eq!(pixels(&canvas), [p, p, p, p, p, a, a, p, p, p, p, i]);
    }

    #[test]
    fn letters_are_shaded_and_cut_at_the_edge() {
        let glyph = Glyph {
            left: -1,
            top: -2,
            width: 2,
            shades: vec![7, 0, 3, 7],
        };
        let mut canvas = Canvas::new((2, 2));
        canvas.rectangle((0, 0), (2, 1), Pen::Accent);
        canvas.glyph(&glyph, 1, 2, Pen::Ink);
        // What is not covered stays as it was.
        assert_eq!(pixels(&canvas), [INK, ACCENT, [145; 3], INK]);
        let mut outside = Canvas::new((2, 2));
        for (x, y) in [(-1, 2), (3, 2), (1, -1), (1, 5), (1, 4)] {
            outside.glyph(&glyph, x, y, Pen::Ink);
        }
        assert_eq!(pixels(&outside), [PAPER; 4]);
        outside.glyph(&glyph, 0, 3, Pen::Accent);
        assert_eq!(pixels(&outside), [PAPER, PAPER, PAPER, PAPER]);
        outside.glyph(&glyph, 2, 1, Pen::Accent);
        assert_eq!(pixels(&outside), [PAPER, [255, 145, 145], PAPER, PAPER]);
    }
}
