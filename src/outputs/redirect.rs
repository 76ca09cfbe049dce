//! Old addresses: a page at each that leads on, and `_redirects` for hosts that do better.

use super::page;
use crate::diagnostic::{Diagnostic, Problem};
use crate::export::redirects::{redirects, route_of_alias};
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown};
use crate::schema::Role;
use crate::site::{PageId, Route, Site};
use crate::source::FileId;
use crate::theme::{Context, root_files};
use std::collections::BTreeSet;

/// Where static hosts look for redirections.
pub(super) const REDIRECTS: &str = "_redirects";
/// The template of pages at old addresses.
const TEMPLATE: &str = "redirect.html";

/// A page left at an old address, leading to a page.
#[derive(Debug)]
struct Redirect(PageId);

/// All old addresses in the form that static hosts read, behind those that the site's own file has.
#[derive(Debug)]
struct RedirectsFile {
    own: Option<FileId>,
    old: Vec<(Route, PageId)>,
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    let mut old = Vec::new();
    for id in site.ids() {
        let page = site.page(id);
        let mut known = BTreeSet::from([page.route.clone()]);
        for alias in &page.meta.aliases {
            let span = site.span_of_role(page, Role::Aliases);
            match route_of_alias(alias) {
                Some(route) => {
                    // Where something else is, no host may lead elsewhere.
                    if known.insert(route.clone()) && plan.add(route.clone(), span, Redirect(id)) {
                        old.push((route, id));
                    }
                }
                None => {
                    let name = alias.clone();
                    plan.report(Diagnostic::new(Problem::UnusableName { name }, span));
                }
            }
        }
    }
    let own = own_redirects(site);
    if own.is_some() || !old.is_empty() {
        let span = plan.nowhere();
        plan.add(Route::file(REDIRECTS), span, RedirectsFile { own, old });
    }
}

/// The site's own file of redirections, beside its pages or at its theme's root.
fn own_redirects(site: &Site) -> Option<FileId> {
    let beside = site.sources.find("content/_redirects");
    beside.or_else(|| {
        let mut root = root_files(site);
        root.find(|(route, _)| *route == Route::file(REDIRECTS))
            .map(|(_, file)| file)
    })
}

impl Output for Redirect {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let page = renderer.site().page(self.0);
        let mut context = Context::new();
        context.insert("page", renderer.page_view(self.0)?);
        let file = Some(page.parsed.file);
        renderer
            .templates
            .render(page.language, TEMPLATE, &context, file, out)
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let shown = Shown {
            template: TEMPLATE,
            pages: &self.shown(keys.renderer),
            list: keys.renderer.layout.lists.of_page(self.0),
        };
        Some(keys.of_page(self.0, 1, shown))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.0)
    }

    fn leads_to(&self) -> Option<PageId> {
        Some(self.0)
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        page::shown(renderer, self.0)
    }
}

impl Output for RedirectsFile {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        if let Some(own) = self.own {
            let read = site.sources.get(own).append_to(out);
            read.map_err(|error| Box::new(Diagnostic::unreadable(own, &error)))?;
            if !out.ends_with(b"\n") {
                out.push(b'\n');
            }
        }
        out.extend(redirects(site, &self.old).into_bytes());
        Ok(())
    }
}
