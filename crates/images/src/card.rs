//! The pictures that other sites show beside a link (`og:image` of the Open Graph protocol): a title
//! and two lines on flat paper.

use crate::canvas::{Canvas, Pen};
use crate::error::Error;
use crate::font::Font;
use crate::pixels::Size;
use std::sync::Arc;

pub use crate::canvas::Colour;

/// Width and height in pixels, as they are shown: 1.91 to 1.
pub const SIZE: Size = (1200, 630);

/// Space between text and edge.
const MARGIN: usize = 80;
/// The bar above the text.
const BAR: Size = (120, 10);
/// Sizes of titles; the first in which one has room.
const TITLE_SIZES: [f32; 4] = [76.0, 64.0, 54.0, 46.0];
/// Size of the other lines.
const LINE_SIZE: f32 = 34.0;
/// Height of a line by its size.
const LEADING: f32 = 1.18;
/// Where the lowest line of a title may stand.
const TITLE_END: f32 = 510.0;
/// Where the line above the title stands, and the one at the foot.
const KICKER: usize = 160;
const FOOT: usize = 562;
/// Space between the line above the title and the title.
const TITLE_SPACE: f32 = 34.0;

/// The colours of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    /// Behind everything.
    pub paper: Colour,
    /// Of the title.
    pub ink: Colour,
    /// Of the bar and the other lines.
    pub accent: Colour,
}

/// What a card says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// A line above the title.
    pub kicker: &'a str,
    /// The title, on several lines if it is long.
    pub title: &'a str,
    /// A line at the foot.
    pub foot: &'a str,
}

/// Draws cards in one font.
pub struct Painter {
    titles: Vec<Font>,
    lines: Font,
}

impl Painter {
    /// A painter with a TrueType or OpenType font.
    ///
    /// # Errors
    /// If it is none.
    pub fn new(font: &[u8]) -> Result<Self, Error> {
        let font: Arc<[u8]> = font.into();
        let titles = TITLE_SIZES.into_iter().map(|size| Font::new(&font, size));
        Ok(Self {
            titles: titles.collect::<Result<_, _>>()?,
            lines: Font::new(&font, LINE_SIZE)?,
        })
    }

    /// Draws a card as PNG at the end of `out`. Characters that the font does not have are left out.
    ///
    /// # Errors
    /// If the encoder fails, which it does not.
    pub fn draw(&self, text: Text<'_>, colours: Colours, out: &mut Vec<u8>) -> Result<(), Error> {
        let mut canvas = Canvas::new(SIZE);
        let bar = (MARGIN + BAR.0, MARGIN + BAR.1);
        canvas.rectangle((MARGIN, MARGIN), bar, Pen::Accent);
        for (line, y) in [(text.kicker, KICKER), (text.foot, FOOT)] {
            // Of what does not fit in a line, what does.
            if let Some(line) = wrap(&self.lines, line).first() {
                write(&mut canvas, &self.lines, line, y, Pen::Accent);
            }
        }
        for (font, line, y) in self.title(text.title) {
            write(&mut canvas, font, &line, y, Pen::Ink);
        }
        let Colours { paper, ink, accent } = colours;
        canvas.png([paper, ink, accent], out)
    }

    /// The lines of a title in the largest size in which there is room for all, and where they
    /// stand; in the smallest one, what has no room is cut.
    fn title(&self, title: &str) -> Vec<(&Font, String, usize)> {
        let mut placed = Vec::new();
        for font in &self.titles {
            let height = font.size * LEADING;
            let first = KICKER as f32 + TITLE_SPACE + font.size;
            let room = ((TITLE_END - first) / height) as usize + 1;
            let mut lines = wrap(font, title);
            let fits = lines.len() <= room;
            lines.truncate(room);
            if let (false, Some(last)) = (fits, lines.last_mut()) {
                last.push('…');
            }
            let place =
                |(i, line): (usize, String)| (font, line, (first + i as f32 * height) as usize);
            placed = lines.into_iter().enumerate().map(place).collect();
            if fits {
                break;
            }
        }
        placed
    }
}

fn wrap(font: &Font, text: &str) -> Vec<String> {
    font.wrap(&font.face(), text, (SIZE.0 - 2 * MARGIN) as f32)
}

/// Writes a line from the left margin on.
fn write(canvas: &mut Canvas, font: &Font, line: &str, y: usize, pen: Pen) {
    let face = font.face();
    let mut x = MARGIN as f32;
    for character in line.chars() {
        // Of a word without end, nothing more is to be seen.
        if x > 2.0 * SIZE.0 as f32 {
            break;
        }
        if let Some(glyph) = font.glyph(&face, character) {
            canvas.glyph(glyph, x.round() as i32, y as i32, pen);
        }
        x += font.advance(&face, character);
    }
}
