//! The script that fills in documents.

use crate::diagnostic::Diagnostic;
use crate::fingerprint;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, fill, is_filled_in};

/// The script.
#[derive(Debug)]
struct Fill;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    if site.ids().any(|id| is_filled_in(site, id)) {
        plan.add(fill::route(), plan.nowhere(), Fill);
    }
}

impl Output for Fill {
    fn render(&self, _: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend_from_slice(fill::SCRIPT);
        Ok(())
    }

    fn key(&self, _: &Keys<'_>) -> Option<Key> {
        Some(Key::of_files(fingerprint::of(fill::SCRIPT)))
    }

    fn shows_problems(&self) -> bool {
        false
    }
}
