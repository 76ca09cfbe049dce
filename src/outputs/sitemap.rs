//! `sitemap.xml`.

use crate::diagnostic::Diagnostic;
use crate::export::sitemap::{index, parts, route_of_part, sitemap};
use crate::render::{Kind, Output, Plan, Renderer};
use crate::site::Route;

/// All pages in force, for robots: a part of them, from 1.
#[derive(Debug)]
struct Sitemap(usize);

/// The list of several parts.
#[derive(Debug)]
struct Index;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    // It speaks of absolute addresses.
    if !plan.site.config.base_url.origin.is_empty() {
        let main = Route::file("sitemap.xml");
        match parts(plan.site) {
            1 => plan.add_default(main, Sitemap(1)),
            parts => {
                plan.add_default(main, Index);
                for part in 1..=parts {
                    plan.add_default(route_of_part(part), Sitemap(part));
                }
            }
        }
    }
}

impl Output for Sitemap {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let history = renderer.shared.history();
        out.extend(sitemap(renderer.site(), history, self.0));
        Ok(())
    }
}

impl Output for Index {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(index(renderer.site()));
        Ok(())
    }
}
