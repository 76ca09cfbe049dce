//! The lists of the terms of taxonomies.

use crate::diagnostic::Diagnostic;
use crate::render::{Kind, Output, Plan, Renderer, Subject};
use crate::site::{PageId, Route, Site};
use crate::theme::view::{TermView, list};
use crate::theme::{Context, dates, meta};

/// The list of the terms of a taxonomy.
#[derive(Debug)]
struct Taxonomy {
    index: usize,
    /// The page whose text stands above.
    page: Option<PageId>,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    for (index, taxonomy) in plan.site.taxonomies.iter().enumerate() {
        let page = taxonomy.page;
        let list = Taxonomy { index, page };
        plan.add(taxonomy.route.clone(), plan.nowhere(), list);
    }
}

impl Output for Taxonomy {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let taxonomy = &site.taxonomies[self.index];
        let names = meta::names(taxonomy.terms.iter().map(|term| term.label.as_str()));
        let route = Some(&taxonomy.route);
        let mut view = match self.page {
            Some(id) => renderer.page_view(id)?,
            None => renderer.generated_view(0, "taxonomy", &taxonomy.label, route, &[], names),
        };
        view.kind = "taxonomy";
        let pages = taxonomy.terms.iter().flat_map(|term| &term.pages);
        (view.updated, view.verified) = dates(site, pages);
        let terms = taxonomy.terms.iter().map(|term| TermView {
            taxonomy: None,
            title: term.label.clone(),
            url: site.url(&term.route),
            count: Some(term.pages.len()),
        });
        let mut context = Context::new();
        context.insert("page", view);
        context.insert("terms", list(terms.collect()));
        renderer
            .templates
            .render(0, "taxonomy.html", &context, None, out)
    }

    fn leads_to(&self) -> Option<PageId> {
        self.page
    }

    fn owner(&self, site: &Site) -> String {
        site.taxonomies[self.index].label.clone()
    }

    fn subject(&self, site: &Site, route: &Route) -> Option<Subject> {
        let label = site.taxonomies[self.index].label.clone();
        Some(Subject::Page(route.clone(), label))
    }
}
