//! Pictures in the sizes in which pages show them.

use crate::diagnostic::Diagnostic;
use crate::fingerprint;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer};
use crate::site::{Route, Site};
use crate::source::Span;
use crate::theme::PictureVersion;
use crate::theme::picture_config::SECTION;
use std::collections::BTreeMap;

/// A picture in one of its sizes, in one of its formats.
#[derive(Debug)]
struct Picture(PictureVersion);

pub(super) const KIND: Kind = Kind::configured_by(SECTION, plan);

fn plan(plan: &mut Plan<'_>) {
    // Files that hold the same share theirs.
    let versions: BTreeMap<Route, PictureVersion> = plan.layout.pictures.versions().collect();
    for (route, version) in versions {
        plan.add(route, Span::start_of(version.file), Picture(version));
    }
}

impl Output for Picture {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let pictures = &renderer.layout.pictures;
        pictures.render(renderer.site(), self.0, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        // Its name says all that it is made from.
        let route = keys.renderer.layout.pictures.route(self.0);
        Some(Key::of_own(fingerprint::of(&route)))
    }

    fn owner(&self, site: &Site) -> String {
        site.sources.get(self.0.file).path.clone()
    }

    fn shows_problems(&self) -> bool {
        false
    }
}
