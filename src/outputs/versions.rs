//! The feed of a page's versions, for who wants to hear of the next one.

use super::page;
use crate::diagnostic::Diagnostic;
use crate::export::atom;
use crate::render::{Kind, Output, Plan, Renderer, Subject};
use crate::site::{PageId, Route, Site};
use crate::source::Span;

pub(super) const KIND: Kind = Kind::new(plan);

/// The feed beside the newest version.
#[derive(Debug)]
struct Versions(PageId);

fn plan(plan: &mut Plan<'_>) {
    let (site, layout) = (plan.site, plan.layout);
    // Feeds know pages by the address of the site.
    if site.config.base_url.origin.is_empty() {
        return;
    }
    for id in layout.versions.newest() {
        let page = site.page(id);
        let span = Span::start_of(page.parsed.file);
        plan.add(atom::versions_route(page), span, Versions(id));
    }
}

impl Output for Versions {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let language = site.page(self.0).language;
        let word = |key| renderer.templates.word(language, key);
        let versions: Vec<atom::Version<'_>> = renderer
            .layout
            .versions
            .of(self.0)
            .map(|version| atom::Version {
                page: site.page(version.page),
                differences: version
                    .replaced
                    .iter()
                    .flat_map(|(_, route)| route)
                    .collect(),
            })
            .collect();
        let words = (word("versions"), word("document_version"));
        out.extend(atom::versions(site, site.page(self.0), &versions, &words));
        Ok(())
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.0)
    }

    fn subject(&self, _: &Site, _: &Route) -> Option<Subject> {
        Some(Subject::File)
    }
}
