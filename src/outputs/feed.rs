//! The feeds of sections.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::export::{atom, jsonfeed};
use crate::render::{Kind, Output, Plan, Renderer};
use crate::site::{PageId, Site};
use crate::source::Span;

/// The feed of a section in one of its formats.
#[derive(Debug)]
struct Feed {
    section: PageId,
    format: Format,
}

#[derive(Clone, Copy, Debug)]
enum Format {
    Atom,
    Json,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let (site, layout) = (plan.site, plan.layout);
    for section in site.ids().filter(|id| layout.feeds.has(*id)) {
        let page = site.page(section);
        let span = Span::start_of(page.parsed.file);
        let format = Format::Atom;
        plan.add(atom::route(page), span, Feed { section, format });
        let format = Format::Json;
        plan.add(jsonfeed::route(page), span, Feed { section, format });
    }
}

impl Output for Feed {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let feed = match self.format {
            Format::Atom => atom::feed,
            Format::Json => jsonfeed::feed,
        };
        out.extend(feed(renderer.site(), &renderer.layout.feeds, self.section));
        Ok(())
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.section)
    }
}
