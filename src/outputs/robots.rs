//! `robots.txt`.

use super::key::{Key, Keys};
use super::output::{GENERATOR, Kind, Output, Plan};
use super::renderer::Renderer;
use crate::diagnostic::Diagnostic;
use crate::export::robots::robots;
use crate::site::{Route, Site};

/// What robots may read.
#[derive(Debug)]
struct Robots;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    plan.add(Route::file("robots.txt"), plan.nowhere(), Robots);
}

impl Output for Robots {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(robots(renderer.site()));
        Ok(())
    }

    fn key(&self, _: &Keys<'_>) -> Option<Key> {
        None
    }

    fn owner(&self, _: &Site) -> String {
        GENERATOR.to_owned()
    }
}
