//! The letters of a font, filled.

use std::sync::OnceLock;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// How many shades a letter has, from nothing to full.
pub(super) const SHADES: usize = 8;
/// Lines that a row of pixels is sampled in.
const SAMPLES: usize = 4;
/// Pieces that a curve is drawn in.
const PIECES: u8 = 8;

/// The letters of one font in one size, each filled when it is first asked for.
pub(super) struct Letters {
    font: std::sync::Arc<[u8]>,
    /// Pixels by unit of the font.
    scale: f32,
    letters: Vec<OnceLock<Letter>>,
}

/// A letter as shades, beginning at a corner relative to where it is written.
#[derive(Default)]
pub(super) struct Letter {
    pub left: i32,
    pub top: i32,
    pub width: usize,
    pub shades: Vec<u8>,
}

impl Letters {
    /// The letters of a font; `None` if it is none.
    pub(super) fn new(font: &std::sync::Arc<[u8]>, size: f32) -> Option<Self> {
        let face = Face::parse(font, 0).ok()?;
        Some(Self {
            scale: size / f32::from(face.units_per_em()),
            letters: (0..face.number_of_glyphs())
                .map(|_| OnceLock::new())
                .collect(),
            font: std::sync::Arc::clone(font),
        })
    }

    /// The font, to ask it for several letters.
    pub(super) fn face(&self) -> Option<Face<'_>> {
        Face::parse(&self.font, 0).ok()
    }

    /// How far a character moves what comes after it; nothing if the font does not have it.
    pub(super) fn advance(&self, face: &Face<'_>, character: char) -> f32 {
        let glyph = face.glyph_index(character);
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
        f32::from(advance.unwrap_or(0)) * self.scale
    }

    /// A character, if the font has it.
    pub(super) fn letter(&self, face: &Face<'_>, character: char) -> Option<&Letter> {
        let glyph = face.glyph_index(character)?;
        let letter = self.letters.get(usize::from(glyph.0))?;
        Some(letter.get_or_init(|| fill(face, glyph, self.scale)))
    }
}

/// An outline as straight lines, in pixels, with y downwards.
struct Outline {
    scale: f32,
    lines: Vec<[(f32, f32); 2]>,
    start: (f32, f32),
    at: (f32, f32),
}

impl Outline {
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale, -y * self.scale)
    }

    fn draw_to(&mut self, to: (f32, f32)) {
        self.lines.push([self.at, to]);
        self.at = to;
    }

    fn curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for piece in 1..=PIECES {
            self.draw_to(point(f32::from(piece) / f32::from(PIECES)));
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw_to(self.point(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c) = (self.at, self.point(x1, y1), self.point(x, y));
        self.curve(|t| between(between(a, b, t), between(b, c, t), t));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b) = (self.at, self.point(x1, y1));
        let (c, d) = (self.point(x2, y2), self.point(x, y));
        self.curve(|t| {
            let middle = between(b, c, t);
            let first = between(between(a, b, t), middle, t);
            between(first, between(middle, between(c, d, t), t), t)
        });
    }

    fn close(&mut self) {
        self.draw_to(self.start);
    }
}

fn between(a: (f32, f32), b: (f32, f32), t: f32) -> (f32, f32) {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}

/// Fills a letter: of each sampled line, the stretches inside the outline (winding not zero).
fn fill(face: &Face<'_>, glyph: GlyphId, scale: f32) -> Letter {
    let mut outline = Outline {
        scale,
        lines: Vec::new(),
        start: (0.0, 0.0),
        at: (0.0, 0.0),
    };
    // A space has no outline.
    let Some(bounds) = face.outline_glyph(glyph, &mut outline) else {
        return Letter::default();
    };
    let (left, top) = outline.point(f32::from(bounds.x_min), f32::from(bounds.y_max));
    let (right, bottom) = outline.point(f32::from(bounds.x_max), f32::from(bounds.y_min));
    let (left, top) = (left.floor(), top.floor());
    let width = (right.ceil() - left) as usize;
    let height = (bottom.ceil() - top) as usize;
    let mut coverage = vec![0f32; width * height];
    let mut crossings: Vec<(f32, i32)> = Vec::new();
    for sample in 0..height * SAMPLES {
        let y = top + (sample as f32 + 0.5) / SAMPLES as f32;
        crossings.clear();
        crossings.extend(outline.lines.iter().filter_map(|&[from, to]| {
            let down = from.1 <= y && y < to.1;
            let up = to.1 <= y && y < from.1;
            let x = from.0 + (to.0 - from.0) * (y - from.1) / (to.1 - from.1);
            (down || up).then_some((x - left, if down { 1 } else { -1 }))
        }));
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let row = &mut coverage[sample / SAMPLES * width..][..width];
        let mut winding = 0;
        for pair in crossings.windows(2) {
            winding += pair[0].1;
            if winding != 0 {
                cover(row, pair[0].0, pair[1].0);
            }
        }
    }
    let full = SAMPLES as f32;
    let shade = |covered: &f32| (covered / full * (SHADES - 1) as f32).round() as u8;
    Letter {
        left: left as i32,
        top: top as i32,
        width,
        shades: coverage.iter().map(shade).collect(),
    }
}

/// Adds a stretch to the pixels that it touches.
fn cover(row: &mut [f32], from: f32, to: f32) {
    let last = (to.ceil() as usize).min(row.len());
    for (x, pixel) in row.iter_mut().enumerate().take(last).skip(from as usize) {
        *pixel += (to.min(x as f32 + 1.0) - from.max(x as f32)).max(0.0);
    }
}
