//! The calendar files of pages and sections.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::export::ics;
use crate::render::{Kind, Output, Plan, Renderer, Subject};
use crate::site::{PageId, Route, Site};
use crate::source::Span;

/// The calendar of a page, or of the pages of a section.
#[derive(Debug)]
struct Calendar(PageId);

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    for id in site.ids() {
        if let Some(route) = ics::route(site, id) {
            let span = Span::start_of(site.page(id).parsed.file);
            plan.add(route, span, Calendar(id));
        }
    }
}

impl Output for Calendar {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(ics::calendar(renderer.site(), self.0));
        Ok(())
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.0)
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
