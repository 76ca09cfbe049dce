//! What answers at an address of the new site.

use crate::pipeline::Build;
use crate::site::{Route, join_path, percent_decode};

/// Where a page is before anything is said of its address.
pub(super) struct Own {
    pub route: String,
    pub path: String,
}

/// Whether there is something at an address.
pub(super) fn answers(build: &Build, address: &str) -> bool {
    let decoded = String::from_utf8(percent_decode(address).0);
    let decoded = decoded.unwrap_or_else(|_| address.to_owned());
    // What leads out of the site is nowhere in it.
    let Some(path) = join_path("", decoded.trim_matches('/')) else {
        return false;
    };
    let at = |route: Route| build.outputs.get(&route).is_some();
    path.is_empty() || at(Route::page(&path)) || at(Route::file(&path))
}
