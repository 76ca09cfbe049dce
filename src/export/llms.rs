//! The texts of pages as Markdown, and the list of them for programs (<https://llmstxt.org>).

use super::dataset::is_public;
use crate::config::LanguageId;
use crate::html::{anywhere, markdown};
use crate::site::{Page, PageId, Route, Site};
use std::fmt::Write;

/// Where the text of a page is as Markdown; nowhere if the site does not publish it.
pub fn route(site: &Site, page: &Page) -> Option<Route> {
    let is_there = site.config.documentation.markdown && is_public(page) && !page.is_not_found();
    let route = page.route.as_str();
    is_there.then(|| match route.ends_with('/') {
        true => page.route.child_file("index.html.md"),
        false => Route::file(&format!("{}.md", &route[1..])),
    })
}

/// Where the list is.
pub fn route_of_list() -> Route {
    Route::file("llms.txt")
}

/// The text of a page, of which the body is HTML.
pub fn text(site: &Site, page: &Page, body: &str) -> String {
    let origin = &site.config.base_url.origin;
    let body = anywhere(body, origin, "");
    let title = page.meta.heading.as_deref().unwrap_or(&page.meta.title);
    let mut out = format!("# {title}\n\n");
    if let Some(summary) = &page.meta.summary {
        let _ = write!(out, "> {summary}\n\n");
    }
    out.push_str(markdown(&body).trim_start_matches('\n'));
    out
}

/// The list of all pages of the current version, section by section.
pub fn list(site: &Site) -> String {
    let mut out = format!("# {}\n", site.config.title);
    let about = site.config.description.as_ref();
    if let Some(about) = about.or(site.config.tagline.as_ref()) {
        let _ = write!(out, "\n> {about}\n");
    }
    for (language, locale) in site.config.locales().enumerate() {
        let Some(home) = site.home_of(language) else {
            continue;
        };
        let page = site.page(home);
        let top: Vec<PageId> = std::iter::once(home).chain(page.children.clone()).collect();
        write_section(site, language, locale.title, &top, &mut out);
        for section in &page.sections {
            let mut pages = Vec::new();
            collect(site, *section, &mut pages);
            let title = site.page(*section).short_title();
            write_section(site, language, title, &pages, &mut out);
        }
    }
    out
}

/// Adds a section and all that is below it: the text of a section is one like any other.
fn collect(site: &Site, section: PageId, pages: &mut Vec<PageId>) {
    let page = site.page(section);
    pages.push(section);
    pages.extend(&page.children);
    for below in &page.sections {
        collect(site, *below, pages);
    }
}

/// Writes the pages of a section, if it has any.
fn write_section(
    site: &Site,
    language: LanguageId,
    title: &str,
    pages: &[PageId],
    out: &mut String,
) {
    let pages = pages.iter().map(|id| site.page(*id));
    let pages = pages.filter(|page| {
        let is_wanted = !page.meta.unindexed && !page.superseded();
        is_wanted && page.language == language && !site.is_of_old_edition(page)
    });
    let lines: Vec<String> = pages.filter_map(|page| line(site, page)).collect();
    if !lines.is_empty() {
        let _ = write!(out, "\n## {title}\n\n{}\n", lines.join("\n"));
    }
}

/// The line of a page that says something.
fn line(site: &Site, page: &Page) -> Option<String> {
    let address = site.permalink(&route(site, page).filter(|_| page.parsed.has_text)?);
    let title = page.meta.title.replace(['[', ']'], " ");
    let about = page.meta.summary.as_deref();
    let about = about.map_or_else(String::new, |about| format!(": {about}"));
    Some(format!("- [{title}]({address}){about}"))
}
