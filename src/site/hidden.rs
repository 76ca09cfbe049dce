//! What is known of pages that are not to be published.

use super::address::{last_segment, percent_decode};
use crate::content::ParsedPage;
use std::collections::HashSet;

/// How documents of offices end; they hold more than a reader sees.
const ENDINGS: [&str; 14] = [
    "doc", "docx", "docm", "odt", "rtf", "xls", "xlsx", "xlsm", "ods", "ppt", "pptx", "odp", "pdf",
    "pages",
];

/// What is known of pages that are not to be published.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    /// Their paths, so that links to them can be explained.
    pub paths: HashSet<String>,
    /// Names of the documents that they lead to.
    pub documents: HashSet<String>,
    /// What one of them says could not be read, nor what it leads to.
    pub unread: bool,
}

impl Hidden {
    /// Adds a page.
    pub(super) fn add(&mut self, path: &str, page: &ParsedPage) {
        let files = page.files.iter().map(|file| file.target.as_str());
        let links = page.links.iter().map(|link| link.target.as_str());
        self.documents
            .extend(files.chain(links).filter_map(document_name));
        self.unread |= page.hold.unread;
        self.paths.insert(path.to_owned());
    }
}

/// Whether a path ends like a document.
pub(super) fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(ending))
}

/// An address without what is asked of it and the place in it.
pub(super) fn path_part(target: &str) -> &str {
    &target[..target.find(['?', '#']).unwrap_or(target.len())]
}

/// The name of the document that an address leads to, if it does to one.
pub(super) fn document_name(target: &str) -> Option<String> {
    let path = path_part(target.trim());
    is_document(path).then(|| {
        let name = last_segment(path);
        String::from_utf8(percent_decode(name).0).unwrap_or_else(|_| name.to_owned())
    })
}
