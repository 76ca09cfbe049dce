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
