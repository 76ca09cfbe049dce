//! A picture of sixteen colours, and its PNG.

use super::letters::{Letter, SHADES};
use crate::theme::pictures::write_drawing;

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// Width and height in pixels, as previews are shown: 1.91 to 1.
pub const SIZE: (usize, usize) = (1200, 630);
/// Two pixels a byte.
const ROW: usize = SIZE.0 / 2;

/// A picture. Of its colours, the first half goes from the paper to the ink, the second to the
/// accent.
pub(super) struct Picture {
    rows: Vec<u8>,
}

/// One of the two colours on the paper.
#[derive(Clone, Copy)]
pub(super) enum Pen {
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

impl Picture {
    /// Blank paper.
    pub(super) fn new() -> Self {
        Self {
            rows: vec![0; ROW * SIZE.1],
        }
    }

    /// Fills a rectangle.
    pub(super) fn rectangle(&mut self, from: (usize, usize), to: (usize, usize), pen: Pen) {
        for y in from.1..to.1 {
            for x in from.0..to.0 {
                self.put(x, y, pen.colour(SHADES as u8 - 1));
            }
        }
    }

    /// Writes a letter; what would stand outside is left out.
    pub(super) fn letter(&mut self, letter: &Letter, x: i32, y: i32, pen: Pen) {
        if letter.width == 0 {
            return;
        }
        for (row, shades) in (0..).zip(letter.shades.chunks(letter.width)) {
            for (column, &shade) in (0..).zip(shades) {
                let x = usize::try_from(x + letter.left + column);
                let y = usize::try_from(y + letter.top + row);
                if let (Ok(x), Ok(y), 1..) = (x, y, shade)
                    && x < SIZE.0
                    && y < SIZE.1
                {
                    self.put(x, y, pen.colour(shade));
                }
            }
        }
    }

    fn put(&mut self, x: usize, y: usize, colour: u8) {
        let pair = &mut self.rows[y * ROW + x / 2];
        *pair = match x % 2 {
            0 => (*pair & 0x0f) | (colour << 4),
            _ => (*pair & 0xf0) | colour,
        };
    }

    /// Writes it as PNG at the end of `out`.
    pub(super) fn png(&self, paper: Colour, ink: Colour, accent: Colour, out: &mut Vec<u8>) {
        let palette: Vec<u8> = [ink, accent]
            .into_iter()
            .flat_map(move |pen| (0..SHADES).flat_map(move |shade| mix(paper, pen, shade)))
            .collect();
        write_drawing(SIZE, &self.rows, palette, out);
    }
}

fn mix(paper: Colour, pen: Colour, shade: usize) -> Colour {
    let part = |paper: u8, pen: u8| {
        let (paper, pen) = (usize::from(paper), usize::from(pen));
        ((paper * (SHADES - 1 - shade) + pen * shade) / (SHADES - 1)) as u8
    };
    [0, 1, 2].map(|i| part(paper[i], pen[i]))
}
