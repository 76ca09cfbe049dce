//! The lists of what has a value in a catalogue.

use crate::diagnostic::Diagnostic;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown, Subject};
use crate::site::{FacetRef, PageId, Route, Site};
use crate::theme::Context;

/// A page of the list of what has a value.
#[derive(Debug)]
struct Facet {
    value: FacetRef,
    /// From 1.
    number: usize,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let layout = plan.layout;
    for (index, catalogue) in plan.site.catalogues.iter().enumerate() {
        for value in catalogue.values(index) {
            let list = layout.lists.facet(value);
            for number in 1..=list.count() {
                plan.add(list.route(number), plan.nowhere(), Facet { value, number });
            }
        }
    }
}

impl Output for Facet {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let found = site.facet_value(self.value);
        let catalogue = site.catalogues[self.value.catalogue].page;
        let page = site.page(catalogue);
        let list = renderer.layout.lists.facet(self.value);
        let title = format!("{}: {}", page.short_title(), found.label);
        let route = Some(&found.route);
        let language = page.language;
        let mut view = renderer.generated_view(language, "facet", &title, route, &[], None);
        view.short_title.clone_from(&found.label);
        view.breadcrumbs = renderer.breadcrumbs(Some(catalogue));
        renderer.at_list_page(&mut view, list, self.number, found.repeats);
        let mut context = Context::new();
        context.insert("page", view);
        context.insert("list", list.view(self.number, &renderer.shared));
        let template = renderer.templates.of_facets();
        renderer
            .templates
            .render(language, template, &context, None, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let renderer = keys.renderer;
        let found = renderer.site().facet_value(self.value);
        let own = (&found.label, &found.route, found.repeats, self.number);
        let shown = Shown {
            template: renderer.templates.of_facets(),
            pages: &self.shown(renderer),
            list: Some(renderer.layout.lists.facet(self.value)),
        };
        Some(keys.of_list(own, shown))
    }

    fn owner(&self, site: &Site) -> String {
        site.facet_value(self.value).label.clone()
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        let site = renderer.site();
        let list = renderer.layout.lists.facet(self.value);
        let items = list.items(self.number).iter().chain(list.items(1)).copied();
        let catalogue = &site.catalogues[self.value.catalogue];
        items.chain(site.above(Some(catalogue.page))).collect()
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        let catalogue = &site.catalogues[self.value.catalogue];
        Some(Subject::of_page(site, catalogue.page))
    }
}
