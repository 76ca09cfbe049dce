//! Files: from the path that a page writes to the file of the site that it means.

use super::address::{decoded_path, join_path, last_segment, parts};
use super::hidden::Hidden;
use super::meta::{Image, image_parts};
use super::model::Site;
use super::page::{Page, folder_of};
use crate::content::Link;
use crate::diagnostic::{Diagnostic, FileCause, Problem, nearest};
use crate::schema::Schema;
use crate::source::{FileId, Sources};
use images::Format;
use rayon::prelude::*;

/// Finds the files that the fields of pages name, and with them the picture of each page; those
/// that are not there are reported.
pub(super) fn resolve(
    pages: &mut [Page],
    hidden: &Hidden,
    sources: &Sources,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let found: Vec<Vec<Diagnostic>> = pages
        .par_iter_mut()
        .map(|page| {
            let mut diagnostics = Vec::new();
            page.files = named(page, sources, &mut diagnostics);
            let content_type = &schema.types[page.content_type()];
            let parts = image_parts(&page.parsed, content_type);
            page.image = parts.and_then(|(index, alt, credits)| {
                let file = page.files[index as usize]?;
                Some(Image { file, alt, credits })
            });
            diagnostics
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
    for hidden in hidden.pages() {
        let mut found = Vec::new();
        named(&hidden.page, sources, &mut found);
        diagnostics.extend(hidden.reported(found));
    }
}

/// The files that the fields of a page name.
pub(super) fn named(
    page: &Page,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<FileId>> {
    let files = page.parsed.files.iter();
    files
        .map(|file| {
            let path = decoded_path(&file.target);
            let found = match file.image {
                true => find_picture(page, sources, &path),
                false => find(page, sources, &path),
            };
            if found.is_none() {
                let target = file.target.clone();
                let suggestion = || nearest_file(page, sources, &file.target);
                let problem = match file.image {
                    true if find(page, sources, &path).is_some() => Problem::PictureKind { target },
                    image => missing(page, sources, target, image, suggestion),
                };
                diagnostics.push(Diagnostic::new(problem, file.span));
            }
            found
        })
        .collect()
}

/// What to say of a path at which there is no file; `suggestion` is asked where one may be meant.
pub(super) fn missing(
    from: &Page,
    sources: &Sources,
    target: String,
    is_picture: bool,
    suggestion: impl FnOnce() -> Option<String>,
) -> Problem {
    match (leads_out(from, sources, &target), is_picture) {
        (true, _) => Problem::File(FileCause::Outside { target }),
        (false, true) => Problem::MissingImage {
            suggestion: suggestion(),
            target,
        },
        (false, false) => Problem::MissingFile {
            suggestion: suggestion(),
            target,
        },
    }
}

/// Whether a path leads out of what is published.
pub(super) fn leads_out(from: &Page, sources: &Sources, target: &str) -> bool {
    let mut folders = folders(from, sources).into_iter();
    folders.all(|folder| join_path(folder, target).is_none())
}

/// The folders from which a page's paths count: that of its file and that of its address.
fn folders<'a>(from: &'a Page, sources: &'a Sources) -> [&'a str; 2] {
    let folder = folder_of(sources, from.parsed.file);
    [folder, from.route.as_str().trim_start_matches('/')]
}

/// The file meant by a decoded path relative to the page's file, to its address or to the top.
pub(super) fn find(from: &Page, sources: &Sources, path: &str) -> Option<FileId> {
    let found = folders(from, sources)
        .into_iter()
        .find_map(|folder| sources.find(&format!("content/{}", join_path(folder, path)?)))?;
    sources.get(found).is_asset().then_some(found)
}

/// The same, if it is a picture.
pub(super) fn find_picture(from: &Page, sources: &Sources, path: &str) -> Option<FileId> {
    find(from, sources, path).filter(|id| is_picture(&sources.get(*id).path))
}

/// The file near a page whose path is most like one that leads nowhere, as the page would write it.
pub(super) fn nearest_file(from: &Page, sources: &Sources, target: &str) -> Option<String> {
    let folder = folder_of(sources, from.parsed.file);
    let prefix = format!("content/{folder}");
    let below = sources
        .under(&prefix)
        .filter(|(_, file)| file.is_asset())
        .filter_map(|(_, file)| file.path.strip_prefix(&prefix));
    let below: Vec<&str> = below.filter(|path| *path != target).collect();
    // The name without its ending, or behind a folder in which it is not.
    let stem = |path: &str| {
        let name = last_segment(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.to_lowercase()
    };
    let mut same = below.iter().filter(|path| stem(path) == stem(target));
    match (same.next(), same.next()) {
        (Some(path), None) => Some((*path).to_owned()),
        _ => nearest(target, below),
    }
}

impl Site {
    /// The picture that a link in the text of a page shows, if it is one of the site's files.
    pub fn picture_of(&self, page: &Page, link: &Link) -> Option<FileId> {
        let (path, _) = parts(link.target.trim());
        let path = decoded_path(path);
        find_picture(page, &self.sources, &path).or_else(|| {
            let file = self.foreign.file(self, &path);
            file.filter(|id| is_picture(&self.sources.get(*id).path))
        })
    }
}

/// Whether a file can be shown in a page; icons are those of browsers.
pub fn is_picture(path: &str) -> bool {
    Format::of_path(path).is_some_and(|format| format != Format::Ico)
}
