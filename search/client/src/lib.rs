//! The search client: as files for a site to serve, and the boundary between
//! `search-core` and JavaScript when compiled to WebAssembly.
//!
//! [`query`] reads all that a browser can ask, [`reply`] what it is told; only
//! the module `boundary`, which moves the bytes, is unsafe, and it exists in
//! WebAssembly alone. `search/client/js` is the other side of it.

#[cfg(not(target_arch = "wasm32"))]
use std::borrow::Cow;

/// A file of `dist/` with its name.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../dist/", $name)))
    };
}

#[cfg(target_arch = "wasm32")]
mod allocator;
#[cfg(target_arch = "wasm32")]
mod boundary;
mod json;
mod reply;
mod request;
#[cfg(not(target_arch = "wasm32"))]
pub mod sources;

pub use reply::reply;
pub use request::query;

/// The client's files, name -> bytes, to be served from one folder (`search/`
/// in a site): the script `casa-search.js` finds the others beside itself.
#[cfg(not(target_arch = "wasm32"))]
pub const FILES: &[(&str, &[u8])] = &[
    file!("casa-de.js"),
    file!("casa-en.js"),
    file!("casa-engine.js"),
    file!("casa-es.js"),
    file!("casa-facets.js"),
    file!("casa-filters.js"),
    file!("casa-fr.js"),
    file!("casa-it.js"),
    file!("casa-mark.js"),
    file!("casa-results.js"),
    file!("casa-search.css"),
    file!("casa-search.js"),
    file!("casa-suggest.js"),
    file!("casa-ui.js"),
    file!("casa_search.wasm"),
];

/// What the scripts have in place of the languages of their folder: one that nobody speaks.
#[cfg(not(target_arch = "wasm32"))]
const LANGUAGES: &str = "\"und\"";

/// [`FILES`] for a folder with an index for each of some languages: tags in small letters, that of
/// the index in the folder itself first. The others are in folders of these names, and the scripts
/// know it without asking.
#[cfg(not(target_arch = "wasm32"))]
pub fn files_for(languages: &[String]) -> Vec<(&'static str, Cow<'static, [u8]>)> {
    let written = format!("\"{}\"", languages.join(" "));
    let files = FILES.iter().map(|(name, bytes)| {
        let script = std::str::from_utf8(bytes).ok();
        let bytes = match script.filter(|script| script.contains(LANGUAGES)) {
            Some(script) => Cow::Owned(script.replace(LANGUAGES, &written).into_bytes()),
            None => Cow::Borrowed(*bytes),
        };
        (*name, bytes)
    });
    files.collect()
}

/// The modules of languages, to be served beside [`FILES`] as far as documents or
/// the site are in them: see [`words_of`].
#[cfg(not(target_arch = "wasm32"))]
const WORDS: &[(&str, &[u8])] = &[
    file!("casa-words-bg.wasm"),
    file!("casa-words-ca.wasm"),
    file!("casa-words-cs.wasm"),
    file!("casa-words-da.wasm"),
    file!("casa-words-de.wasm"),
    file!("casa-words-el.wasm"),
    file!("casa-words-en.wasm"),
    file!("casa-words-es.wasm"),
    file!("casa-words-et.wasm"),
    file!("casa-words-eu.wasm"),
    file!("casa-words-fi.wasm"),
    file!("casa-words-fr.wasm"),
    file!("casa-words-ga.wasm"),
    file!("casa-words-hr.wasm"),
    file!("casa-words-hu.wasm"),
    file!("casa-words-it.wasm"),
    file!("casa-words-lt.wasm"),
    file!("casa-words-lv.wasm"),
    file!("casa-words-nl.wasm"),
    file!("casa-words-no.wasm"),
    file!("casa-words-pl.wasm"),
    file!("casa-words-pt.wasm"),
    file!("casa-words-ro.wasm"),
    file!("casa-words-ru.wasm"),
    file!("casa-words-sk.wasm"),
    file!("casa-words-sl.wasm"),
    file!("casa-words-sv.wasm"),
    file!("casa-words-tr.wasm"),
    file!("casa-words-uk.wasm"),
];

/// The modules that documents of some languages need, by their BCP 47 tags: name
/// -> bytes, each once.
#[cfg(not(target_arch = "wasm32"))]
pub fn words_of<'a>(
    tags: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let tags = tags.into_iter().filter_map(search_core::tokens::known);
    let names: std::collections::BTreeSet<String> =
        tags.map(|tag| format!("casa-words-{tag}.wasm")).collect();
    let words = WORDS.iter().copied();
    words.filter(move |(name, _)| names.contains(*name))
}

/// All files of the client, for all languages.
#[cfg(not(target_arch = "wasm32"))]
pub fn all() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().chain(WORDS).copied()
}
