//! Folders that were written for other programs, as their owners bring them.

mod blocks;
mod callouts;
mod causes;
mod code;
mod forms;
mod links;
mod mdx;
mod order;
mod others;
mod titles;

use crate::support::{Site, listed};
use casa::{Built, Language};

/// A site without configuration, built; its files are there as long as it is, for messages to
/// name their lines.
struct Moved {
    built: Built,
    _site: Site,
}

fn site(files: &[(&str, &str)]) -> Moved {
    let site = Site::of(files);
    Moved {
        built: site.build(false, Language::English),
        _site: site,
    }
}

/// What a page is published as.
fn page(moved: &Moved, route: &str) -> String {
    String::from_utf8(moved.built.render(route).unwrap()).unwrap()
}

/// What is said of a site.
fn said(moved: &Moved) -> String {
    listed(&moved.built.diagnostics())
}

/// A page with a text beside other files, and the HTML of the text.
fn built_text(markdown: &str, more: &[(&str, &str)]) -> (Moved, String) {
    let mut files = vec![("content/a.md", markdown)];
    files.extend(more);
    let moved = site(&files);
    let html = page(&moved, "/a/");
    let (_, html) = html.split_once("<div class=\"text\">\n").unwrap();
    let (html, _) = html.split_once("</article>").unwrap();
    let (html, _) = html.rsplit_once("</div>").unwrap();
    (moved, html.trim_end().to_owned())
}

/// The HTML of the text of a page, and what is said of it.
fn text(markdown: &str, more: &[(&str, &str)]) -> (String, String) {
    let (moved, html) = built_text(markdown, more);
    (html, said(&moved))
}
