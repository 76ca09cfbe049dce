//! `robots.txt`.

use crate::site::{Route, Site};
use std::fmt::Write;

/// `robots.txt`: everything is open.
pub fn robots(site: &Site) -> Vec<u8> {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if !site.config.base_url.origin.is_empty() {
        let sitemap = Route::file("sitemap.xml");
        let _ = write!(out, "\nSitemap: {}\n", site.permalink(&sitemap));
    }
    out.into_bytes()
}
