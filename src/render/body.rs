//! Filling the holes of a body.

use super::theme::Theme;
use super::values::Values;
use super::{RenderError, Shared};
use crate::content::{Body, Component, HoleKind, escape};
use crate::site::{PageId, Target, route_of_asset};
use std::fmt::Write;
use tera::Value;

impl Theme {
    /// The HTML of a body as it stands on a page.
    pub(super) fn body(
        &self,
        shared: &Shared,
        page: PageId,
        body: &Body,
    ) -> Result<String, RenderError> {
        let mut out = String::with_capacity(body.html.len() + body.holes.len() * 32);
        let mut at = 0;
        let language = shared.site.page(page).language;
        for hole in &body.holes {
            let place = hole.at as usize;
            // An acronym may already have been written past this place.
            if place > at {
                out.push_str(&body.html[at..place]);
                at = place;
            }
            match &hole.kind {
                HoleKind::Link(index) | HoleKind::Image(index) => {
                    address(shared, page, *index, &mut out);
                }
                HoleKind::Acronym { len } => {
                    let end = place + *len as usize;
                    if let Some(acronym) = body.html.get(place..end)
                        && let Some(expansion) =
                            shared.site.glossary.expansion(language, acronym, page)
                    {
                        let _ = write!(
                            out,
                            "<abbr title=\"{}\">{acronym}</abbr>",
                            escape(expansion)
                        );
                        at = end;
                    }
                }
                HoleKind::Component(component) => {
                    out.push_str(&self.component(shared, page, component)?);
                }
            }
        }
        out.push_str(&body.html[at..]);
        Ok(out)
    }

    fn component(
        &self,
        shared: &Shared,
        page: PageId,
        component: &Component,
    ) -> Result<String, RenderError> {
        let values = Values {
            shared,
            theme: self,
            page,
        };
        let mut context = tera::Context::new();
        for entry in &component.fields.0 {
            context.insert_value(entry.name.clone(), values.value(&entry.value)?);
        }
        context.insert_value(
            "body",
            Value::safe_string(&self.body(shared, page, &component.body)?),
        );
        let template = format!("components/{}.html", component.name);
        let mut html = Vec::new();
        let language = shared.site.page(page).language;
        self.render(
            language,
            &template,
            &context,
            Some(component.span.file),
            &mut html,
        )?;
        Ok(String::from_utf8(html).unwrap_or_default())
    }
}

/// Writes where a link of a page leads; for a picture also its size and whether it can
/// wait, as further attributes.
fn address(shared: &Shared, page: PageId, index: u32, out: &mut String) {
    let site = &shared.site;
    match &site.page(page).links[index as usize] {
        Target::Page(id, suffix) => {
            out.push_str(&site.url(&site.page(*id).route));
            out.push_str(&escape(suffix));
        }
        Target::Route(route, suffix) => {
            out.push_str(&site.url(route));
            out.push_str(&escape(suffix));
        }
        Target::File(file) => {
            if let Some(route) = route_of_asset(&site.sources.get(*file).path) {
                out.push_str(&site.url(&route));
            }
            let links = &site.page(page).parsed.links;
            if links[index as usize].image {
                if let Some((width, height)) = shared.sizes.get(file) {
                    let _ = write!(out, "\" width=\"{width}\" height=\"{height}");
                }
                // The first may be in sight at once.
                if links.iter().position(|link| link.image) != Some(index as usize) {
                    out.push_str("\" loading=\"lazy\" decoding=\"async");
                }
            }
        }
        Target::Verbatim(address) => out.push_str(&escape(address)),
        Target::Broken => out.push('#'),
    }
}
