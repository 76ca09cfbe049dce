//! The lists of what has a term of a taxonomy.

use crate::diagnostic::Diagnostic;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown, Subject};
use crate::site::{PageId, Route, Site, TermRef};
use crate::theme::Context;
use crate::theme::view::Breadcrumb;

/// Its template.
const TEMPLATE: &str = "term.html";

/// A page of the list of a term.
#[derive(Debug)]
struct Term {
    term: TermRef,
    /// From 1.
    number: usize,
    /// The page whose text stands above the first.
    page: Option<PageId>,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let layout = plan.layout;
    for (taxonomy, found) in plan.site.taxonomies.iter().enumerate() {
        for term in 0..found.terms.len() {
            let term = TermRef { taxonomy, term };
            let list = layout.lists.term(term);
            for number in 1..=list.count() {
                let page = found.terms[term.term].page.filter(|_| number == 1);
                let output = Term { term, number, page };
                plan.add(list.route(number), plan.nowhere(), output);
            }
        }
    }
}

impl Output for Term {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let taxonomy = &site.taxonomies[self.term.taxonomy];
        let found = &taxonomy.terms[self.term.term];
        let parent = Breadcrumb {
            title: taxonomy.label.clone(),
            url: site.url(&taxonomy.route),
        };
        let list = renderer.layout.lists.term(self.term);
        let names = renderer.names_of(list.items(1));
        let route = Some(&found.route);
        let mut view = match self.page {
            Some(id) => renderer.page_view(id)?,
            None => renderer.generated_view(0, "term", &found.label, route, &[parent], names),
        };
        view.kind = "term";
        (view.updated, view.verified) = list.dates(site);
        if self.number > 1 {
            renderer.at_list_page(&mut view, list, self.number, false);
        }
        let mut context = Context::new();
        context.insert("page", view);
        context.insert("list", list.view(self.number, &renderer.shared));
        renderer.templates.render(0, TEMPLATE, &context, None, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        if self.page.is_some() {
            return None;
        }
        let renderer = keys.renderer;
        let taxonomy = &renderer.site().taxonomies[self.term.taxonomy];
        let found = &taxonomy.terms[self.term.term];
        let own = (&taxonomy.label, &taxonomy.route, &found.label, &found.route);
        let shown = Shown {
            template: TEMPLATE,
            pages: &self.shown(renderer),
            list: Some(renderer.layout.lists.term(self.term)),
        };
        Some(keys.of_list((own, self.number), shown))
    }

    fn leads_to(&self) -> Option<PageId> {
        self.page
    }

    fn owner(&self, site: &Site) -> String {
        let taxonomy = &site.taxonomies[self.term.taxonomy];
        taxonomy.terms[self.term.term].label.clone()
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        let list = renderer.layout.lists.term(self.term);
        // The first items describe all pages of the list.
        let items = list.items(self.number).iter().chain(list.items(1));
        items.chain([&renderer.site().home]).copied().collect()
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        let found = &site.taxonomies[self.term.taxonomy].terms[self.term.term];
        Some(Subject::Page(found.route.clone(), found.label.clone()))
    }
}
