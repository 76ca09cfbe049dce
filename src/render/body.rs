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
                HoleKind::Link(index) => address(shared, page, *index, &mut out),
                HoleKind::Image(index) => {
                    at += picture(shared, page, *index, &body.html[place..], &mut out);
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

/// Writes the address of a picture of a page, with its size and whether it can wait as further
/// attributes. One that there is in several formats gets an element around its own, whose beginning
/// is written already; how much of the `rest` is written then is returned.
fn picture(shared: &Shared, page: PageId, index: u32, rest: &str, out: &mut String) -> usize {
    let site = &shared.site;
    let file = match site.page(page).links[index as usize] {
        Target::File(file) => Some(file),
        _ => None,
    };
    let begin = out.rfind("<img").unwrap_or(out.len());
    let end = end_of_tag(rest);
    let says = [&out[begin..], &rest[..end]]
        .iter()
        .any(|tag| tag.contains(" loading="));
    let view = file.and_then(|file| shared.pictures.view(site, file));
    match &view {
        Some(view) => {
            let sizes = escape(view.sizes.as_deref().unwrap_or_default());
            let mut sources = String::from("<picture>");
            for source in &view.sources {
                let (r#type, srcset) = (source.r#type, escape(&source.srcset));
                let _ = write!(
                    sources,
                    "<source type=\"{type}\" srcset=\"{srcset}\" sizes=\"{sizes}\">"
                );
            }
            out.insert_str(begin, &sources);
            let srcset = escape(view.srcset.as_deref().unwrap_or_default());
            let url = escape(&view.url);
            let _ = write!(out, "{url}\" srcset=\"{srcset}\" sizes=\"{sizes}");
        }
        None => address(shared, page, index, out),
    }
    if let Some((width, height)) = file.and_then(|file| shared.sizes.get(&file)) {
        let _ = write!(out, "\" width=\"{width}\" height=\"{height}");
    }
    // The first may be in sight at once.
    let mut links = site.page(page).parsed.links.iter();
    if !says && links.position(|link| link.image) != Some(index as usize) {
        out.push_str("\" loading=\"lazy\" decoding=\"async");
    }
    if view.is_none() {
        return 0;
    }
    out.push_str(&rest[..end]);
    out.push_str("</picture>");
    end
}

/// Where a tag ends of which is left what follows the value of an attribute, from its quotation
/// mark on.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = rest.chars().next();
    for (i, c) in rest.char_indices() {
        match (c, quote) {
            ('>', None) => return i + 1,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// Writes where a link of a page leads.
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
        }
        Target::Verbatim(address) => out.push_str(&escape(address)),
        Target::Broken => out.push('#'),
    }
}
