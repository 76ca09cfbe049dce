//! The script that fills in the document of a page, in the reader's browser: of this program rather
//! than of a theme, since it knows how the files are written.

use crate::fingerprint::Digest;
use crate::site::Route;
use std::sync::LazyLock;

/// The script.
pub const SCRIPT: &[u8] = include_bytes!("fill.js");

/// Where it is published: below a hash of what it is, so that it can be cached for ever.
static ROUTE: LazyLock<String> =
    LazyLock::new(|| format!("assets/{}/fill.js", Digest::of(SCRIPT).name(12)));

/// The route of the script.
pub fn route() -> Route {
    Route::file(&ROUTE)
}
