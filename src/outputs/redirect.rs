//! Old addresses: a page at each that leads on, and `_redirects` for hosts that do better.

use super::page;
use crate::diagnostic::{Diagnostic, Problem};
use crate::export::redirects::{redirects, route_of_alias};
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Shown};
use crate::schema::Role;
use crate::site::{PageId, Route, Site};
use crate::theme::Context;
use std::collections::BTreeSet;

/// The template of pages at old addresses.
const TEMPLATE: &str = "redirect.html";

/// A page left at an old address, leading to a page.
#[derive(Debug)]
struct Redirect(PageId);

/// All old addresses in the form that static hosts read.
#[derive(Debug)]
struct RedirectsFile;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    let mut any = false;
    for id in site.ids() {
        let page = site.page(id);
        let mut known = BTreeSet::from([page.route.clone()]);
        for alias in &page.meta.aliases {
            let span = site.span_of_role(page, Role::Aliases);
            match route_of_alias(alias) {
                Some(route) => {
                    if known.insert(route.clone()) {
                        any = true;
                        plan.add(route, span, Redirect(id));
                    }
                }
                None => {
                    let name = alias.clone();
                    plan.report(Diagnostic::new(Problem::UnusableName { name }, span));
                }
            }
        }
    }
    if any {
        let span = plan.nowhere();
        plan.add(Route::file("_redirects"), span, RedirectsFile);
    }
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
        page::shown(renderer.site(), self.0)
    }
}

impl Output for RedirectsFile {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(redirects(renderer.site()));
        Ok(())
    }
}
