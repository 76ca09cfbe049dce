//! Which files are pages, and of which type.

use crate::schema::{DefaultFor, Schema, TypeId};

/// The path of a page below `content/`, without extension and as its file is called; `None` for
/// files that are not pages.
pub fn page_path(path: &str) -> Option<&str> {
    let below = path.strip_prefix("content/")?;
    let ends = [".md", ".markdown", ".mdx"];
    let page = ends.iter().find_map(|end| below.strip_suffix(end))?;
    let visible = page
        .split('/')
        .all(|part| !part.starts_with('_') || part == "_index" || part.starts_with("_index."));
    visible.then_some(page)
}

/// The type of a page that no row gives a type to.
pub fn type_of(path: &str, schema: &Schema) -> TypeId {
    if path == "_index" || path.ends_with("/_index") {
        return schema.default_for(DefaultFor::Sections);
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    schema.of_folder(folder)
}
