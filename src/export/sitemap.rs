//! `sitemap.xml`.

use super::dataset::is_public;
use super::feed::updated;
use crate::content::escape;
use crate::history::History;
use crate::site::Site;
use std::fmt::Write;

/// The sitemap (sitemaps.org protocol 0.9) of all pages in force.
pub fn sitemap(site: &Site, history: Option<&History>) -> Vec<u8> {
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
        .filter(|page| is_public(page) && !page.superseded())
    {
        let _ = write!(
            out,
            "<url><loc>{}</loc>",
            escape(&site.permalink(&page.route))
        );
        let said = updated(page);
        let own_file = site.own_file(page);
        let known = || {
            let changes = history?.of(&own_file?.path);
            Some(changes.first()?.date.clone())
        };
        if let Some(date) = said.map(|date| date.to_string()).or_else(known) {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        for (language, url) in site.alternates(page) {
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                language,
                escape(&url)
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
