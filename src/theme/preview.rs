//! The pictures that other sites show beside a link to a page: its title in the colours of the
//! theme, which says so with `preview:` in `theme.yaml`.

pub use images::card::SIZE;

use super::layers::{layer, layers};
use super::manifest::Manifest;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::{Digest, Digester};
use crate::site::{Page, PageKind, Route, Site};
use crate::yaml::MapReader;
use images::card::{Colour, Colours, Painter, Text};

/// Draws the previews of a site.
pub struct Previews {
    painter: Painter,
    colours: Colours,
    /// Stands for all that previews share.
    digest: Digest,
}

/// What the preview of a page says.
fn text<'a>(site: &'a Site, page: &'a Page) -> Text<'a> {
    let locale = site.locale(page);
    let kicker = match page.kind {
        PageKind::Home => locale.tagline.unwrap_or(""),
        PageKind::Section => "",
        PageKind::Page => &site.schema.types[page.content_type()].label,
    };
    Text {
        kicker,
        title: &page.meta.title,
        foot: match page.kind {
            PageKind::Home => site.config.owner.as_deref().unwrap_or(""),
            _ => locale.title,
        },
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
        let [paper, ink, accent] =
            ["paper", "ink", "accent"].map(|name| reader.required_form(name, "#0a2a4d", colour));
        let span = reader.node("font").map(|node| node.span);
        reader.finish();
        let font = layer(&site.sources, &folder, &path).and_then(|id| {
            let mut bytes = Vec::new();
            site.sources.get(id).append_to(&mut bytes).ok()?;
            Some(bytes)
        });
        let painter = font.as_ref().and_then(|font| Painter::new(font).ok());
        let (Some(font), Some(painter)) = (&font, painter) else {
            if let Some(span) = span {
                let problem = Problem::MissingFile {
                    // Paths count from the folder of the theme.
                    target: format!("{folder}/{path}"),
                    suggestion: None,
                };
                diagnostics.push(Diagnostic::new(problem, span));
            }
            return None;
        };
        let colours = Colours {
            paper: paper?,
            ink: ink?,
            accent: accent?,
        };
        let mut digester = Digester::default();
        digester.update(font);
        for colour in [colours.paper, colours.ink, colours.accent] {
            digester.update(&colour);
        }
        Some(Self {
            painter,
            colours,
            digest: digester.finish(),
        })
    }

    /// Where the preview of a page is: its name stands for all that is drawn, so that pages of the
    /// same title share one.
    pub fn route(&self, site: &Site, page: &Page) -> Route {
        let said = text(site, page);
        let mut digester = Digester::default();
        digester.update(&self.digest.0);
        for text in [said.kicker, said.title, said.foot] {
            digester.update(text.as_bytes()).update(&[0]);
        }
        let name = digester.finish().name(16);
        Route::file(&format!("assets/previews/{name}.png"))
    }

    /// Draws the preview of a page at the end of `out`.
    pub fn draw(&self, site: &Site, page: &Page, out: &mut Vec<u8>) {
        let drawn = self.painter.draw(text(site, page), self.colours, out);
        drawn.expect("previews have one size, and are written to memory");
    }
}

/// A colour written as `#0a2a4d`.
fn colour(text: &str) -> Option<Colour> {
    let part = |from: usize| u8::from_str_radix(text.get(from..from + 2)?, 16).ok();
    let parts = || Some([part(1)?, part(3)?, part(5)?]);
    (text.len() == 7 && text.starts_with('#'))
        .then(parts)
        .flatten()
}
