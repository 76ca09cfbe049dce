//! The feeds of sections.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::export::feed::Texts;
use crate::export::{atom, jsonfeed};
use crate::html::anywhere;
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
        let (site, feeds) = (renderer.site(), &renderer.layout.feeds);
        let texts = texts(renderer, self.section)?;
        out.extend(feed(site, feeds, self.section, &texts));
        Ok(())
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.section)
    }
}

/// The texts of a feed's entries, if feeds bring them.
fn texts(renderer: &Renderer, section: PageId) -> Result<Texts, Box<Diagnostic>> {
    let site = renderer.site();
    if !site.config.documentation.whole_feeds {
        return Ok(Texts::new());
    }
    let entries = renderer.layout.feeds.entries(site, section).iter();
    let texts = entries.map(|id| {
        let own = site.permalink(&site.page(*id).route);
        let body = renderer.body(*id)?;
        Ok((*id, anywhere(&body, &site.config.base_url.origin, &own)))
    });
    texts.collect()
}
