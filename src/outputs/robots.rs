//! `robots.txt`.

use crate::diagnostic::Diagnostic;
use crate::export::robots::robots;
use crate::render::{Kind, Output, Plan, Renderer};
use crate::site::Route;

/// What robots may read.
#[derive(Debug)]
struct Robots;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    plan.add_default(Route::file("robots.txt"), Robots);
}

impl Output for Robots {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(robots(renderer.site()));
        Ok(())
    }
}
