//! The static files of a theme.

use super::layers::files_in;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Digester;
use crate::site::{Route, Site};
use crate::source::FileId;
use std::collections::BTreeMap;

/// Where the static files of a theme are published, below the top: a hash of what is in the first
/// folder of their path is in the name, so that they can be cached for ever, still refer to each
/// other by relative paths inside that folder, and a change of the styles leaves the fonts alone.
pub struct StaticFiles {
    /// First folder of a path below `static/` (empty for files beside those) -> hash.
    hashes: BTreeMap<String, String>,
    files: BTreeMap<String, FileId>,
}

impl StaticFiles {
    /// Collects the static files of a site's theme; those that cannot be read are reported.
    pub fn new(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let sources = &site.sources;
        let files = files_in(site, "static");
        let mut digesters: BTreeMap<String, Digester> = BTreeMap::new();
        let mut bytes = Vec::new();
        for (name, id) in &files {
            let digester = digesters.entry(first_folder(name).to_owned()).or_default();
            digester.update(name.as_bytes());
            bytes.clear();
            match sources.get(*id).append_to(&mut bytes) {
                Ok(()) => {
                    digester.update(&bytes);
                }
                Err(error) => diagnostics.push(Diagnostic::unreadable(*id, &error)),
            }
        }
        let hashes = digesters
            .into_iter()
            .map(|(folder, digester)| (folder, digester.finish().name(12)))
            .collect();
        Self { hashes, files }
    }

    /// All static files: path below `static/`, route, file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Route, FileId)> {
        self.files.iter().map(|(path, id)| {
            let route = Route::file(&format!(
                "assets/{}/{path}",
                self.hashes[first_folder(path)]
            ));
            (path.as_str(), route, *id)
        })
    }
}

/// The first folder of a path; empty if it has none.
fn first_folder(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}
