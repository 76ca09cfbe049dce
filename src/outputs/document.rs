//! The documents of pages, as files to keep and to fill in.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Subject, document_files};
use crate::schema::Format;
use crate::site::{PageId, Route, Site};
use crate::source::Span;

/// The document of a page in a format.
#[derive(Debug)]
struct Document {
    page: PageId,
    format: Format,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    for page in site.ids() {
        let span = Span::start_of(site.page(page).parsed.file);
        for (format, route) in document_files(site, page) {
            plan.add(route, span, Document { page, format });
        }
    }
}

impl Output for Document {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend_from_slice(&renderer.document_file(self.page, self.format)?);
        Ok(())
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        // It has the text of the page, and what that shows of others.
        let pages = page::shown(keys.renderer, self.page);
        Some(page::key(keys, self.page, 0, &pages))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.page)
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
