//! Old addresses, and the file in which static hosts read them.

use crate::site::{PageId, Route, Site, join_path, percent_decode};
use std::fmt::Write;

/// The route of an old address: a page's, or a file's if it ends with an extension.
pub fn route_of_alias(alias: &str) -> Option<Route> {
    // As it is in the address bar, or as it is meant.
    let decoded = String::from_utf8(percent_decode(alias.trim()).0).ok()?;
    let path = join_path("", &decoded)?;
    let is_odd = |c: char| c.is_control() || "<>:\"|?*\\#".contains(c);
    if path.is_empty() || path.contains(is_odd) {
        return None;
    }
    let is_file = [".html", ".htm", ".php"]
        .iter()
        .any(|end| path.ends_with(end));
    Some(match is_file {
        true => Route::file(&path),
        false => Route::page(&path),
    })
}

/// Old addresses, one a line, in the form that Netlify and others read: from where to which page.
pub fn redirects(site: &Site, old: &[(Route, PageId)]) -> String {
    let mut out = String::new();
    for (from, page) in old {
        let to = site.url(&site.page(*page).route);
        let from = site.url(from);
        if from != to {
            let _ = writeln!(out, "{from} {to} 301");
        }
    }
    out
}
