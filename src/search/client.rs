//! Where the search client is published: like the theme's static files, below a hash of what it
//! is, so that it can be cached for ever. Its files find each other in their folder.

use crate::site::Route;
use std::sync::LazyLock;

/// The folder of this program's client.
static FOLDER: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in search_client::FILES {
        hasher.update(name.as_bytes());
        hasher.update(bytes);
    }
    format!("assets/{}", &hasher.finalize().to_hex()[..12])
});

/// The route of a file of the client.
pub fn route(name: &str) -> Route {
    Route::file(&format!("{}/{name}", *FOLDER))
}

/// All files of the client, with their routes.
pub fn files() -> impl Iterator<Item = (Route, &'static [u8])> {
    let files = search_client::FILES.iter();
    files.map(|(name, bytes)| (route(name), *bytes))
}
