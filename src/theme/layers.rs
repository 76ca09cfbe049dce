//! The folders that a theme is read from: its own, and the site's overrides on top.

use crate::load::EMBEDDED_THEME;
use crate::site::{Route, Site};
use crate::source::{FileId, Sources};
use std::collections::BTreeMap;

/// Folder of a site's overrides.
pub(super) const OVERRIDES: &str = "content/_theme";

/// The folders that a site's theme is read from; what the second has replaces what the first has.
pub(super) fn layers(site: &Site) -> [String; 2] {
    let theme = site.config.theme.as_ref().map(|(name, _)| name.as_str());
    [folder(theme), OVERRIDES.to_owned()]
}

/// The folder of a theme below the root.
pub(super) fn folder(theme: Option<&str>) -> String {
    theme.map_or_else(
        || EMBEDDED_THEME.to_owned(),
        |name| format!("themes/{name}"),
    )
}

/// A file of the theme, or the site's override of it.
pub(super) fn layer(sources: &Sources, folder: &str, path: &str) -> Option<FileId> {
    sources
        .find(&format!("{OVERRIDES}/{path}"))
        .or_else(|| sources.find(&format!("{folder}/{path}")))
}

/// Whether a site's theme, or the site, has a template.
pub fn has_template(site: &Site, name: &str) -> bool {
    let [folder, _] = layers(site);
    layer(&site.sources, &folder, &format!("templates/{name}")).is_some()
}

/// The files in a folder of a site's theme that are copied, by their path there.
pub(super) fn files_in(site: &Site, folder: &str) -> BTreeMap<String, FileId> {
    let mut files = BTreeMap::new();
    for layer in layers(site) {
        let prefix = format!("{layer}/{folder}/");
        let copied = site.sources.under(&prefix);
        for (id, file) in copied.filter(|(_, file)| file.is_asset()) {
            files.insert(file.path[prefix.len()..].to_owned(), id);
        }
    }
    files
}

/// The files that a theme publishes at the top of the site, as they are and under their names.
pub fn root_files(site: &Site) -> impl Iterator<Item = (Route, FileId)> {
    let files = files_in(site, "root").into_iter();
    files.map(|(path, id)| (Route::file(&path), id))
}
