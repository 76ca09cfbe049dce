//! The pictures that other sites show beside a link to a page: its title in the colours of the
//! theme, which says so with `preview:` in `theme.yaml`.

mod letters;
mod picture;

pub use picture::SIZE;

use super::layers::{layer, layers};
use super::manifest::Manifest;
use crate::diagnostic::{Diagnostic, Problem};
use crate::site::{Page, PageKind, Route, Site};
use crate::source::{Content, Digest};
use crate::yaml::MapReader;
use letters::Letters;
use picture::{Colour, Pen, Picture};
use std::sync::Arc;
use ttf_parser::Face;

/// Space between text and edge.
const MARGIN: usize = 80;
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

/// Draws the previews of a site.
pub struct Previews {
    paper: Colour,
    ink: Colour,
    accent: Colour,
    titles: Vec<Letters>,
    lines: Letters,
    /// Stands for all that previews share.
    digest: Digest,
}

/// What a preview says.
struct Words<'a> {
    kicker: &'a str,
    title: &'a str,
    site: &'a str,
}

impl<'a> Words<'a> {
    fn of(site: &'a Site, page: &'a Page) -> Self {
        let edition = site.edition(page);
        let kicker = match page.kind {
            PageKind::Home => edition.tagline.unwrap_or_default(),
            PageKind::Section => "",
            PageKind::Page => &site.schema.types[page.content_type()].label,
        };
        Self {
            kicker,
            title: &page.meta.title,
            site: match page.kind {
                PageKind::Home => site.config.owner.as_deref().unwrap_or_default(),
                _ => edition.title,
            },
        }
    }
}

impl Previews {
    /// What the theme says of previews; `None` if nothing, or nothing that can be drawn.
    pub fn new(
        site: &Site,
        manifest: &Manifest,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let [folder, _] = layers(site);
        let node = manifest.preview.as_ref()?;
        let mut reader = MapReader::new(node, "preview", diagnostics);
        let path = reader.required_text("font");
        let [paper, ink, accent] = ["paper", "ink", "accent"].map(|name| colour(&mut reader, name));
        let span = reader.node("font").map(|node| node.span);
        reader.finish();
        let font = layer(&site.sources, &folder, &path).map(|id| site.sources.get(id));
        let bytes: Option<Arc<[u8]>> = font.and_then(|font| match font.content {
            Content::Embedded(bytes) => Some(bytes.into()),
            _ => Some(std::fs::read(&font.disk).ok()?.into()),
        });
        let letters = |size| Letters::new(bytes.as_ref()?, size);
        let titles: Vec<Letters> = TITLE_SIZES.into_iter().filter_map(letters).collect();
        let Some(lines) = letters(LINE_SIZE) else {
            if let Some(span) = span {
                let problem = Problem::MissingFile {
                    target: path,
                    suggestion: None,
                };
                diagnostics.push(Diagnostic::new(problem, span));
            }
            return None;
        };
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes.as_deref().unwrap_or_default());
        for colour in [paper?, ink?, accent?] {
            hasher.update(&colour);
        }
        Some(Self {
            paper: paper?,
            ink: ink?,
            accent: accent?,
            titles,
            lines,
            digest: Digest::finish(&hasher),
        })
    }

    /// Where the preview of a page is: its name stands for all that is drawn, so that pages of the
    /// same title share one.
    pub fn route(&self, site: &Site, page: &Page) -> Route {
        let words = Words::of(site, page);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.digest.0);
        for text in [words.kicker, words.title, words.site] {
            hasher.update(text.as_bytes()).update(&[0]);
        }
        let name = Digest::finish(&hasher).to_string();
        Route::file(&format!("assets/previews/{}.png", &name[..16]))
    }

    /// Draws the preview of a page at the end of `out`.
    pub fn draw(&self, site: &Site, page: &Page, out: &mut Vec<u8>) {
        let words = Words::of(site, page);
        let mut picture = Picture::new();
        if let Some(face) = self.lines.face() {
            let bar = (MARGIN + 120, MARGIN + 10);
            picture.rectangle((MARGIN, MARGIN), bar, Pen::Accent);
            let mut write = |letters: &Letters, text: &str, y: usize, pen: Pen| {
                let mut x = MARGIN as f32;
                for character in text.chars() {
                    if let Some(letter) = letters.letter(&face, character) {
                        picture.letter(letter, x.round() as i32, y as i32, pen);
                    }
                    x += letters.advance(&face, character);
                }
            };
            for (text, y) in [(words.kicker, KICKER), (words.site, FOOT)] {
                // Of what does not fit in a line, what does.
                let line = wrap(&self.lines, &face, text).into_iter().next();
                write(&self.lines, &line.unwrap_or_default(), y, Pen::Accent);
            }
            for (letters, line, y) in self.title(&face, words.title) {
                write(letters, &line, y, Pen::Ink);
            }
        }
        picture.png(self.paper, self.ink, self.accent, out);
    }

    /// The lines of a title in the largest size in which there is room for all, and where they
    /// stand; in the smallest one, what has no room is cut.
    fn title(&self, face: &Face<'_>, title: &str) -> Vec<(&Letters, String, usize)> {
        let mut placed = Vec::new();
        for (letters, size) in self.titles.iter().zip(TITLE_SIZES) {
            let height = size * LEADING;
            let first = KICKER as f32 + 34.0 + size;
            let room = ((TITLE_END - first) / height) as usize + 1;
            let mut lines = wrap(letters, face, title);
            let fits = lines.len() <= room;
            lines.truncate(room);
            if let (false, Some(last)) = (fits, lines.last_mut()) {
                last.push('…');
            }
            let place =
                |(i, line): (usize, String)| (letters, line, (first + i as f32 * height) as usize);
            placed = lines.into_iter().enumerate().map(place).collect();
            if fits {
                break;
            }
        }
        placed
    }
}

/// Breaks a text into lines by the widths of its letters.
fn wrap(letters: &Letters, face: &Face<'_>, text: &str) -> Vec<String> {
    let width = |text: &str| -> f32 { text.chars().map(|c| letters.advance(face, c)).sum() };
    let space = width(" ");
    let most = (SIZE.0 - 2 * MARGIN) as f32;
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let wide = width(word);
        match lines.last_mut() {
            Some(line) if used + space + wide <= most => {
                line.push(' ');
                line.push_str(word);
                used += space + wide;
            }
            _ => {
                lines.push(word.to_owned());
                used = wide;
            }
        }
    }
    lines
}

/// A colour written as `#0a2a4d`.
fn colour(reader: &mut MapReader<'_>, name: &'static str) -> Option<Colour> {
    let text = reader.required_text(name);
    let part = |from: usize| u8::from_str_radix(text.get(from..from + 2)?, 16).ok();
    let parts = || Some([part(1)?, part(3)?, part(5)?]);
    let colour = (text.len() == 7 && text.starts_with('#'))
        .then(parts)
        .flatten();
    if let (None, false, Some(node)) = (colour, text.is_empty(), reader.node(name)) {
        let problem = Problem::PatternMismatch {
            field: name.to_owned(),
            value: text,
            hint: Some("#0a2a4d".to_owned()),
        };
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, node.span));
    }
    colour
}
