//! The calendar of what is to be looked at again, beside the page that `verifications` in the
//! configuration names.

use crate::diagnostic::Diagnostic;
use crate::export::ics;
use crate::render::{Kind, Output, Plan, Renderer, Subject};
use crate::site::{PageId, Route, Site};

pub(super) const KIND: Kind = Kind::new(plan);

/// The calendar beside the page that lists the same.
#[derive(Debug)]
struct Verifications(PageId);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    let page = site.config.verifications.as_ref();
    // A page that there is not was reported. Calendars know appointments by the address of the site.
    let page = page.and_then(|page| site.find(page.page.trim_matches('/')));
    if let (Some(id), false) = (page, site.config.base_url.origin.is_empty()) {
        let route = site.page(id).route.child_file("calendar.ics");
        plan.add(route, plan.nowhere(), Verifications(id));
    }
}

impl Output for Verifications {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(ics::verifications(renderer.site(), self.0));
        Ok(())
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
