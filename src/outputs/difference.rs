//! What differs between a page and one that it replaces.

use super::page;
use crate::content::iso;
use crate::diagnostic::Diagnostic;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown, Subject};
use crate::site::{PageId, Route, Site};
use crate::source::Span;
use crate::theme::difference::{self, TEMPLATE};
use crate::theme::{Context, meta};

/// What differs between two pages.
#[derive(Debug)]
struct Difference {
    new: PageId,
    old: PageId,
    route: Route,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let layout = plan.layout;
    for (new, old, route) in layout.versions.differences() {
        let span = Span::start_of(plan.site.page(new).parsed.file);
        let output = Difference {
            new,
            old,
            route: route.clone(),
        };
        plan.add(route.clone(), span, output);
    }
}

impl Output for Difference {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let new = site.page(self.new);
        let title = renderer
            .layout
            .strings
            .get(new.language, "differences_title");
        let title = format!("{}: {}", title.unwrap_or("Differences"), new.short_title());
        let summary = new.meta.summary.clone();
        let mut view = renderer.view_below(self.new, "difference", &title, &self.route);
        view.updated = new
            .meta
            .updated
            .map(|date| iso(date, new.meta.updated_time));
        view.verified = new.meta.verified.map(|date| date.to_string());
        // Who searches is to find the document.
        view.meta = Some(meta::of_generated(site, &view, 1, summary, true));
        let (old_body, new_body) = (renderer.body(self.old)?, renderer.body(self.new)?);
        let (old, new_text) = ((self.old, &*old_body), (self.new, &*new_body));
        let mut context = Context::new();
        context.insert("page", view);
        let shown = difference::view(&renderer.shared, &renderer.templates, old, new_text);
        context.insert("difference", shown);
        let (language, file) = (new.language, Some(new.parsed.file));
        renderer
            .templates
            .render(language, TEMPLATE, &context, file, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let pages = self.shown(keys.renderer);
        let shown = Shown {
            template: TEMPLATE,
            pages: &pages,
            list: None,
        };
        let (old, new) = (
            keys.of_page(self.old, 0, shown),
            keys.of_page(self.new, 0, shown),
        );
        Some(new.with(old))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.new)
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        let above = renderer.site().above(Some(self.new));
        above.chain([self.old]).collect()
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::of_page(site, self.new))
    }
}
