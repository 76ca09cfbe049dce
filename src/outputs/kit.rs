//! The kits of pages: steps and documents together.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::render::{
    Key, Keys, Kind, KitFile, Output, Plan, Published, Renderer, Subject, kit_documents, kit_files,
};
use crate::site::{PageId, Route, Site};
use crate::source::Span;

/// A file of the kit of a page.
#[derive(Debug)]
struct Kit {
    page: PageId,
    file: KitFile,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    for page in site.ids() {
        let span = Span::start_of(site.page(page).parsed.file);
        for (file, route) in kit_files(site, page) {
            plan.add(route, span, Kit { page, file });
        }
    }
}

impl Output for Kit {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        self.render_from(renderer, &|_| None, out)
    }

    fn render_from(
        &self,
        renderer: &Renderer,
        published: &Published<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        out.extend(renderer.kit_file(self.page, self.file, published)?);
        Ok(())
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let site = keys.renderer.site();
        let of_page = |id| page::key(keys, id, 0, &page::shown(keys.renderer, id));
        let documents = kit_documents(site, self.page).into_iter().map(of_page);
        Some(documents.fold(of_page(self.page), Key::with))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.page)
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
