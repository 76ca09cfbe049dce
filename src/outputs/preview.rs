//! The pictures that other sites show beside links to pages.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::fingerprint;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer};
use crate::site::{PageId, Route, Site};
use crate::source::Span;
use std::collections::BTreeMap;

/// The picture of a page, and of all others that look the same.
#[derive(Debug)]
struct Preview(PageId);

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let (site, layout) = (plan.site, plan.layout);
    // Pages of the same title share one.
    let mut previews: BTreeMap<Route, PageId> = BTreeMap::new();
    for id in site.ids() {
        if let Some(route) = layout.preview(site, id) {
            previews.entry(route).or_insert(id);
        }
    }
    for (route, id) in previews {
        let span = Span::start_of(site.page(id).parsed.file);
        plan.add(route, span, Preview(id));
    }
}

impl Output for Preview {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        if let Some(previews) = &renderer.layout.previews {
            let site = renderer.site();
            previews.draw(site, site.page(self.0), out);
        }
        Ok(())
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let renderer = keys.renderer;
        // Its name says all that is drawn.
        let route = renderer.layout.preview(renderer.site(), self.0);
        Some(Key::of_own(fingerprint::of(&route)))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.0)
    }

    fn shows_problems(&self) -> bool {
        false
    }
}
