//! Pages, and the later pages of the lists that stand on them.

use crate::diagnostic::Diagnostic;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown, Subject};
use crate::site::{PageId, Route, Site};
use crate::source::Span;
use crate::theme::Context;
use crate::theme::view::PageView;
use std::collections::HashSet;

/// A page; of sections and catalogues, a page of their list.
#[derive(Debug)]
struct Page {
    id: PageId,
    /// The page of its list, from 1.
    number: usize,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let (site, layout) = (plan.site, plan.layout);
    // Above the lists of taxonomies and terms stands the text of pages.
    let taxonomies = site.taxonomies.iter();
    let above_lists: HashSet<PageId> = taxonomies.flat_map(|found| found.texts()).collect();
    for id in site.ids().filter(|id| !above_lists.contains(id)) {
        let page = site.page(id);
        let span = Span::start_of(page.parsed.file);
        plan.add(page.route.clone(), span, Page { id, number: 1 });
        if let Some(list) = layout.lists.of_page(id) {
            for number in 2..=list.count() {
                plan.add(list.route(number), span, Page { id, number });
            }
        }
    }
}

impl Output for Page {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let mut view = renderer.page_view(self.id)?;
        let mut context = Context::new();
        if let Some(list) = renderer.layout.lists.of_page(self.id) {
            context.insert("list", list.view(self.number, &renderer.shared));
            if self.number > 1 {
                renderer.at_list_page(&mut view, list, self.number, false);
            }
        }
        render(renderer, self.id, view, context, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let pages = self.shown(keys.renderer);
        Some(key(keys, self.id, self.number, &pages))
    }

    fn owner(&self, site: &Site) -> String {
        owner(site, self.id)
    }

    fn leads_to(&self) -> Option<PageId> {
        (self.number == 1).then_some(self.id)
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        let mut shown = shown(renderer, self.id);
        if let Some(list) = renderer.layout.lists.of_page(self.id) {
            shown.extend(list.items(self.number));
        }
        shown
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::of_page(site, self.id))
    }
}

/// The key of an output that has the template of a page ([`Keys::of_page`]) and shows others.
pub(super) fn key(keys: &Keys<'_>, id: PageId, number: usize, pages: &[PageId]) -> Key {
    let renderer = keys.renderer;
    let page = renderer.site().page(id);
    let shown = Shown {
        template: &renderer.templates.of_page(page, renderer.site()),
        pages,
        list: renderer.layout.lists.of_page(id),
    };
    keys.of_page(id, number, shown)
}

/// Renders a page with its own template, and whatever else the context has.
pub(super) fn render(
    renderer: &Renderer,
    id: PageId,
    view: PageView,
    mut context: Context,
    out: &mut Vec<u8>,
) -> Result<(), Box<Diagnostic>> {
    let page = renderer.site().page(id);
    let template = renderer.templates.of_page(page, renderer.site());
    context.insert("page", view);
    let file = Some(page.parsed.file);
    renderer
        .templates
        .render(page.language, &template, &context, file, out)
}

/// The pages of which a page shows something besides their address, without those of its list.
pub(super) fn shown(renderer: &Renderer, id: PageId) -> Vec<PageId> {
    let (site, versions) = (renderer.site(), renderer.layout.versions.of(id));
    let page = site.page(id);
    let mut shown: Vec<PageId> = site.above(page.parent).collect();
    shown.extend(page.references.iter().flatten());
    shown.extend(page.backlinks.iter().flat_map(|group| &group.pages));
    shown.extend(page.mentions.iter().chain(&page.related));
    shown.extend(versions.map(|version| version.page));
    shown.extend(page.previous.iter().chain(&page.next).chain(&page.sections));
    shown
}

/// What to call an output of a page where something else wants its address: the page's file.
pub(super) fn owner(site: &Site, id: PageId) -> String {
    site.sources.get(site.page(id).parsed.file).path.clone()
}
