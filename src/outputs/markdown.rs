//! The texts of pages as Markdown, and the list of them.

use super::page;
use crate::content::escape;
use crate::diagnostic::Diagnostic;
use crate::export::llms;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer};
use crate::site::{PageId, Site};
use crate::source::Span;

/// The text of a page.
#[derive(Debug)]
struct Text(PageId);

/// The list of all.
#[derive(Debug)]
struct List;

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let site = plan.site;
    if !site.config.documentation.markdown {
        return;
    }
    for id in site.ids() {
        if let Some(route) = llms::route(site, site.page(id)) {
            plan.add(route, Span::start_of(site.page(id).parsed.file), Text(id));
        }
    }
    plan.add_default(llms::route_of_list(), List);
}

impl Output for Text {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let view = renderer.page_view(self.0)?;
        let mut body = view.body.0;
        for field in view
            .fields
            .iter()
            .filter(|field| field.r#type == "markdown")
        {
            let values = field.value.iter().flat_map(|value| match value.as_array() {
                Some(values) => values.to_vec(),
                None => vec![value.clone()],
            });
            let texts: Vec<String> = values.map(|value| value.to_string()).collect();
            let label = escape(&field.label);
            body.push_str(&format!("<h2>{label}</h2>{}", texts.concat()));
        }
        out.extend(llms::text(site, site.page(self.0), &body).into_bytes());
        Ok(())
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let pages = self.shown(keys.renderer);
        Some(page::key(keys, self.0, 0, &pages))
    }

    fn owner(&self, site: &Site) -> String {
        page::owner(site, self.0)
    }

    fn shown(&self, renderer: &Renderer) -> Vec<PageId> {
        page::shown(renderer, self.0)
    }
}

impl Output for List {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(llms::list(renderer.site()).into_bytes());
        Ok(())
    }
}
