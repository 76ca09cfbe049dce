//! Files for robots and hosts: `sitemap.xml`, `robots.txt`, `_redirects`.

use super::{Shared, metadata};
use crate::content::escape;
use crate::site::Site;
use std::fmt::Write;

/// The sitemap (sitemaps.org protocol 0.9) of all pages in force.
pub(super) fn sitemap(shared: &Shared) -> Vec<u8> {
    let site = &shared.site;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    );
    if !site.config.languages.is_empty() {
        out.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
    }
    out.push_str(">\n");
    for page in site
        .pages
        .iter()
        .filter(|page| !page.meta.draft && !page.future && !page.superseded())
    {
        let _ = write!(
            out,
            "<url><loc>{}</loc>",
            escape(&site.permalink(&page.route))
        );
        let said = page.meta.updated.max(page.meta.date);
        let known = || Some(shared.changes_of(page).first()?.date.clone());
        if let Some(date) = said.map(|date| date.to_string()).or_else(known) {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        for other in metadata::alternates(site, page) {
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                other.language,
                escape(&other.url)
            );
        }
        out.push_str("</url>\n");
    }
    let facets = site.catalogues.iter().flat_map(|c| &c.facets);
    for value in facets.flat_map(|facet| &facet.values) {
        if !value.repeats {
            let address = site.permalink(&value.route);
            let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(&address));
        }
    }
    for taxonomy in site.taxonomies.iter() {
        let routes =
            std::iter::once(&taxonomy.route).chain(taxonomy.terms.iter().map(|t| &t.route));
        for route in routes {
            let _ = writeln!(
                out,
                "<url><loc>{}</loc></url>",
                escape(&site.permalink(route))
            );
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// `robots.txt`: everything is open.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if !site.config.base_url.origin.is_empty() {
        let sitemap = crate::site::Route::file("sitemap.xml");
        let _ = write!(out, "\nSitemap: {}\n", site.permalink(&sitemap));
    }
    out.into_bytes()
}

/// Old addresses, one a line, in the form that Netlify and others read.
pub(super) fn redirects(site: &Site) -> Vec<u8> {
    let mut out = String::new();
    for page in &site.pages {
        for alias in &page.meta.aliases {
            let to = site.url(&page.route);
            let from = super::plan::alias_route(alias).map(|route| site.url(&route));
            if let Some(from) = from.filter(|from| *from != to) {
                let _ = writeln!(out, "{from} {to} 301");
            }
        }
    }
    out.into_bytes()
}
