//! `sitemap.xml`.

use super::dataset::is_public;
use super::feed::updated;
use crate::content::escape;
use crate::history::History;
use crate::site::{Page, Route, Site};
use std::fmt::Write;

/// Most addresses in one file, as the protocol wants.
const MOST: usize = 50_000;

/// How many files the sitemap of a site has, besides the one that lists them if there are several.
pub fn parts(site: &Site) -> usize {
    entries(site).count().div_ceil(MOST).max(1)
}

/// Where a part of the sitemap is, from 1.
pub fn route_of_part(part: usize) -> Route {
    Route::file(&format!("sitemap-{part}.xml"))
}

/// The list of the files of a sitemap that has several.
pub fn index(site: &Site) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for part in 1..=parts(site) {
        let address = site.permalink(&route_of_part(part));
        let _ = writeln!(out, "<sitemap><loc>{}</loc></sitemap>", escape(&address));
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}

/// What a sitemap speaks of.
enum Entry<'a> {
    Page(&'a Page),
    List(&'a Route),
}

/// All pages in force, and the lists that are made of them.
fn entries(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    let pages = site.pages.iter().map(|page| &**page);
    let pages = pages.filter(|page| is_public(page) && !page.superseded() && !page.meta.unindexed);
    // The address that stands for all versions is that of the current one.
    let pages = pages.filter(|page| site.current(page).is_none());
    let facets = site.catalogues.iter().flat_map(|c| &c.facets);
    let values = facets.flat_map(|facet| &facet.values);
    let values = values.filter(|value| !value.repeats);
    let lists = site.taxonomies.iter().flat_map(|taxonomy| {
        let terms = taxonomy.terms.iter();
        let own = taxonomy.page.is_none().then_some(&taxonomy.route);
        let terms = terms.filter(|term| term.page.is_none());
        own.into_iter().chain(terms.map(|term| &term.route))
    });
    let lists = values.map(|value| &value.route).chain(lists);
    pages.map(Entry::Page).chain(lists.map(Entry::List))
}

/// A part, from 1, of the sitemap (sitemaps.org protocol 0.9) of all pages in force.
pub fn sitemap(site: &Site, history: Option<&History>, part: usize) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    );
    if !site.config.languages.is_empty() {
        out.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
    }
    out.push_str(">\n");
    for entry in entries(site).skip((part - 1) * MOST).take(MOST) {
        match entry {
            Entry::Page(page) => write_page(site, page, history, &mut out),
            Entry::List(route) => {
                let address = site.permalink(route);
                let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(&address));
            }
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

fn write_page(site: &Site, page: &Page, history: Option<&History>, out: &mut String) {
    let address = site.permalink(&page.route);
    let _ = write!(out, "<url><loc>{}</loc>", escape(&address));
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
