//! `sitemap.xml`.

use crate::diagnostic::Diagnostic;
use crate::export::sitemap::sitemap;
use crate::render::{Kind, Output, Plan, Renderer};
use crate::site::Route;

/// All pages in force, for robots.
#[derive(Debug)]
struct Sitemap;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    // It speaks of absolute addresses.
    if !plan.site.config.base_url.origin.is_empty() {
        plan.add(Route::file("sitemap.xml"), plan.nowhere(), Sitemap);
    }
}

impl Output for Sitemap {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(sitemap(renderer.site(), renderer.shared.history()));
        Ok(())
    }
}
