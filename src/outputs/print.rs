//! Sections as one page, to be printed or kept.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::render::printed::{TEMPLATE, pages};
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown, Subject};
use crate::site::{PageId, Route, Site};
use crate::source::Span;
use crate::theme::view::list;
use crate::theme::{Context, meta};

/// A section as one page.
#[derive(Debug)]
struct Print {
    section: PageId,
    route: Route,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let layout = plan.layout;
    for (section, route) in layout.printed.iter() {
        let span = Span::start_of(plan.site.page(section).parsed.file);
        let output = Print {
            section,
            route: route.clone(),
        };
        plan.add(route.clone(), span, output);
    }
}

impl Output for Print {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let section = site.page(self.section);
        let title = &section.meta.title;
        let mut view = renderer.view_below(self.section, "print", title, &self.route);
        let summary = section.meta.summary.clone();
        view.meta = Some(meta::of_generated(site, &view, 1, summary, true));
        let mut context = Context::new();
        context.insert("page", view);
        context.insert("parts", list(renderer.printed(self.section)?));
        let (language, file) = (section.language, Some(section.parsed.file));
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
        let own = |id: &PageId| keys.of_page(*id, 0, shown);
        pages.iter().map(own).reduce(Key::with)
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.section)
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        let all = pages(renderer.site(), self.section);
        all.into_iter().map(|(id, _)| id).collect()
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::of_page(site, self.section))
    }
}
