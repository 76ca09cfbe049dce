//! The letters of a font, filled.

use crate::error::Error;
use std::sync::{Arc, OnceLock};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Rect};

/// How many shades a letter has, from nothing to full.
pub(crate) const SHADES: usize = 8;
/// Lines that a row of pixels is sampled in.
const SAMPLES: usize = 4;
/// Pieces that a curve is drawn in.
const PIECES: u8 = 8;
/// Most pixels that a letter is wide or high: what a damaged font makes larger is not drawn.
const MAX_SIDE: f32 = 4096.0;

/// The letters of one font in one size, each filled when it is first asked for.
pub(crate) struct Font {
    file: Arc<[u8]>,
    /// Pixels to the em.
    pub(crate) size: f32,
    /// Pixels by unit of the font.
    scale: f32,
    glyphs: Vec<OnceLock<Glyph>>,
}

/// A letter as shades, beginning at a corner relative to where it is written.
#[derive(Default)]
pub(crate) struct Glyph {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: usize,
    pub(crate) shades: Vec<u8>,
}

impl Font {
    /// The letters of a TrueType or OpenType font, at so many pixels to the em.
    ///
    /// # Errors
    /// If it is none.
    pub(crate) fn new(file: &Arc<[u8]>, size: f32) -> Result<Self, Error> {
        let face = Face::parse(file, 0).map_err(|_| Error::Font)?;
        Ok(Self {
            size,
            scale: size / f32::from(face.units_per_em()),
            glyphs: (0..face.number_of_glyphs())
                .map(|_| OnceLock::new())
                .collect(),
            file: Arc::clone(file),
        })
    }

    /// The font, to ask it for several letters.
    pub(crate) fn face(&self) -> Face<'_> {
        Face::parse(&self.file, 0).expect("the font has been read before")
    }

    /// How far a character moves what comes after it; nothing if the font does not have it.
    pub(crate) fn advance(&self, face: &Face<'_>, character: char) -> f32 {
        let glyph = face.glyph_index(character);
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
        f32::from(advance.unwrap_or(0)) * self.scale
    }

    /// How wide a text is in pixels.
    pub(crate) fn width(&self, face: &Face<'_>, text: &str) -> f32 {
        text.chars().map(|c| self.advance(face, c)).sum()
    }

    /// A character, if the font has it.
    pub(crate) fn glyph(&self, face: &Face<'_>, character: char) -> Option<&Glyph> {
        let id = face.glyph_index(character)?;
        let glyph = self.glyphs.get(usize::from(id.0))?;
        Some(glyph.get_or_init(|| fill(face, id, self.scale)))
    }

    /// Breaks a text into lines of a width, at spaces; a longer word stands alone.
    pub(crate) fn wrap(&self, face: &Face<'_>, text: &str, most: f32) -> Vec<String> {
        let space = self.width(face, " ");
        let mut lines: Vec<String> = Vec::new();
        let mut used = 0.0;
        for word in text.split_whitespace() {
            let width = self.width(face, word);
            match lines.last_mut() {
                Some(line) if used + space + width <= most => {
                    line.push(' ');
                    line.push_str(word);
                    used += space + width;
                }
                _ => {
                    lines.push(word.to_owned());
                    used = width;
                }
            }
        }
        lines
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

/// Curves by De Casteljau's algorithm.
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

fn fill(face: &Face<'_>, glyph: GlyphId, scale: f32) -> Glyph {
    let mut outline = Outline {
        scale,
        lines: Vec::new(),
        start: (0.0, 0.0),
        at: (0.0, 0.0),
    };
    // A space has no outline.
    match face.outline_glyph(glyph, &mut outline) {
        Some(bounds) => scan(&outline, bounds),
        None => Glyph::default(),
    }
}

/// Fills an outline (scan conversion by non-zero winding; Foley and others, "Computer Graphics",
/// 1990, 3.6): of each sampled line, the stretches inside, with exact coverage along it.
fn scan(outline: &Outline, bounds: Rect) -> Glyph {
    let (left, top) = outline.point(f32::from(bounds.x_min), f32::from(bounds.y_max));
    let (right, bottom) = outline.point(f32::from(bounds.x_max), f32::from(bounds.y_min));
    let (left, top) = (left.floor(), top.floor());
    let (width, height) = (right.ceil() - left, bottom.ceil() - top);
    if width > MAX_SIDE || height > MAX_SIDE {
        return Glyph::default();
    }
    let (width, height) = (width as usize, height as usize);
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
    Glyph {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(x_min: i16, y_min: i16, x_max: i16, y_max: i16) -> Rect {
        Rect {
            x_min,
            y_min,
            x_max,
            y_max,
        }
    }

    fn outline(draw: impl Fn(&mut Outline)) -> Outline {
        let mut outline = Outline {
            scale: 1.0,
            lines: Vec::new(),
            start: (0.0, 0.0),
            at: (0.0, 0.0),
        };
        draw(&mut outline);
        outline
    }

    fn rectangle(outline: &mut Outline, from: (f32, f32), to: (f32, f32)) {
        outline.move_to(from.0, from.1);
        outline.line_to(to.0, from.1);
        outline.line_to(to.0, to.1);
        outline.line_to(from.0, to.1);
        outline.close();
    }

    #[test]
    fn a_pixel_has_the_shade_of_what_is_covered_of_it() {
        let square = outline(|outline| rectangle(outline, (0.5, 0.0), (2.0, 1.5)));
        let glyph = scan(&square, bounds(0, 0, 2, 2));
        assert_eq!((glyph.left, glyph.top, glyph.width), (0, -2, 2));
        // 7 is full: a half, a quarter.
        assert_eq!(glyph.shades, [2, 4, 4, 7]);
    }

    #[test]
    fn the_other_direction_is_a_hole_and_the_same_is_not() {
        let of = |inner: [(f32, f32); 2]| {
            let both = outline(|outline| {
                rectangle(outline, (0.0, 0.0), (3.0, 3.0));
                outline.move_to(inner[0].0, inner[0].1);
                outline.line_to(inner[1].0, inner[0].1);
                outline.line_to(inner[1].0, inner[1].1);
                outline.line_to(inner[0].0, inner[1].1);
                outline.close();
            });
            scan(&both, bounds(0, 0, 3, 3)).shades
        };
        assert_eq!(of([(1.0, 1.0), (2.0, 2.0)]), [7; 9]);
        assert_eq!(of([(2.0, 1.0), (1.0, 2.0)]), [7, 7, 7, 7, 0, 7, 7, 7, 7]);
    }

    /// A quarter of a circle as a cubic and as a quadratic curve: its area is known.
    #[test]
    fn curves_are_filled_as_far_as_they_bend() {
        let sum = |draw: fn(&mut Outline)| {
            let quarter = outline(|outline| {
                outline.move_to(0.0, 0.0);
                outline.line_to(100.0, 0.0);
                draw(outline);
                outline.close();
            });
            let glyph = scan(&quarter, bounds(0, 0, 100, 100));
            glyph
                .shades
                .iter()
                .map(|shade| f32::from(*shade))
                .sum::<f32>()
                / 7.0
        };
        let circle = sum(|outline| outline.curve_to(100.0, 55.2, 55.2, 100.0, 0.0, 100.0));
        assert!((circle - 7854.0).abs() < 50.0, "{circle}");
        let parabola = sum(|outline| outline.quad_to(100.0, 100.0, 0.0, 100.0));
        assert!((parabola - 8333.0).abs() < 60.0, "{parabola}");
    }

    #[test]
    fn what_is_larger_than_any_letter_is_not_drawn() {
        let wide = outline(|outline| rectangle(outline, (0.0, 0.0), (5000.0, 1.0)));
        assert_eq!(scan(&wide, bounds(0, 0, 4096, 1)).width, 4096);
        assert_eq!(scan(&wide, bounds(0, 0, 4097, 1)).width, 0);
        assert_eq!(scan(&wide, bounds(0, 0, 1, 4097)).width, 0);
    }
}
