//! Where the search client is published: like the theme's static files, below a hash of what it
//! is, so that it can be cached for ever. Its files find each other in their folder.

use crate::fingerprint::Digester;
use crate::site::Route;
use std::sync::LazyLock;

/// The folder of this program's client.
static FOLDER: LazyLock<String> = LazyLock::new(|| {
    let mut digester = Digester::default();
    for (name, bytes) in search_client::all() {
        digester.update(name.as_bytes()).update(bytes);
    }
    format!("assets/{}", digester.finish().name(12))
});

/// The route of a file of the client.
pub fn route(name: &str) -> Route {
    Route::file(&format!("{}/{name}", *FOLDER))
}

/// All files of the client that a site in some languages needs, with their routes.
pub fn files<'a>(
    languages: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (Route, &'static [u8])> {
    let files = search_client::FILES.iter().copied();
    let files = files.chain(search_client::words_of(languages));
    files.map(|(name, bytes)| (route(name), bytes))
}

/// The file with the words of a language, if anything is known of it.
pub fn words(language: &str) -> Option<Route> {
    let mut files = search_client::words_of([language]);
    files.next().map(|(name, _)| route(name))
}

/// The file of the client with what the interface says in a language: in English where there is
/// none for it.
pub fn strings(language: &str) -> String {
    let primary = language.split('-').next().unwrap_or(language);
    let own = format!("casa-{}.js", primary.to_ascii_lowercase());
    let is_known = search_client::FILES.iter().any(|(name, _)| *name == own);
    match is_known && primary.len() == 2 {
        true => own,
        false => "casa-en.js".to_owned(),
    }
}
