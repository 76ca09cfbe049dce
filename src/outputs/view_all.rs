//! Catalogues of several pages as one.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Subject};
use crate::site::{PageId, Route, Site};
use crate::source::Span;
use crate::theme::{Context, meta};

/// All of the catalogue of a page.
#[derive(Debug)]
struct ViewAll(PageId);

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let (site, layout) = (plan.site, plan.layout);
    for id in site.ids() {
        let list = layout.lists.of_page(id);
        if let Some(route) = list.and_then(|list| list.view_all()) {
            let span = Span::start_of(site.page(id).parsed.file);
            plan.add(route.clone(), span, ViewAll(id));
        }
    }
}

impl Output for ViewAll {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let mut view = renderer.page_view(self.0)?;
        let mut context = Context::new();
        if let Some(list) = renderer.layout.lists.of_page(self.0) {
            if let Some(route) = list.view_all() {
                renderer.without_text(&mut view, route);
            }
            let names = renderer.names_of(list.all());
            view.meta = Some(meta::of_generated(renderer.site(), &view, 1, names, true));
            context.insert("list", list.view_of_all(&renderer.shared));
        }
        page::render(renderer, self.0, view, context, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let pages = self.shown(keys.renderer);
        Some(page::key(keys, self.0, 0, &pages))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.0)
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        let mut shown = page::shown(renderer, self.0);
        if let Some(list) = renderer.layout.lists.of_page(self.0) {
            shown.extend(list.all());
        }
        shown
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::of_page(site, self.0))
    }
}
