//! Pages that are not published: which, and why.

use super::address::{decoded_path, last_segment, parts};
use super::page::Page;
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::source::Sources;
use std::collections::HashSet;

/// How documents of offices end, which hold more than a reader sees, and what else nobody publishes
/// by chance: mail, signed files, archives, pages saved from elsewhere, settings of programs.
const ENDINGS: [&str; 54] = [
    "doc", "docx", "docm", "odt", "rtf", "xls", "xlsx", "xlsm", "ods", "ppt", "pptx", "odp", "pdf",
    "pages", "msg", "eml", "p7m", "p7s", "zip", "7z", "rar", "html", "htm", "xml", "ipynb", "yaml",
    "yml", "tex", "njk", "liquid", "url", "lnk", "webloc", "psd", "pub", "ai", "indd", "key",
    "numbers", "accdb", "mdb", "vsd", "vsdx", "one", "sql", "sqlite", "sqlite3", "db", "log",
    "php", "toml", "ini", "env", "conf",
];

/// What the files begin with by which search engines know the owner of a site.
const PROOFS: [&str; 5] = ["google", "bing", "yandex", "pinterest", "naver"];

/// Why a page is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its author has not finished it.
    Draft,
    /// It is dated after the day of the build.
    Future,
    /// Its last day is over.
    Expired,
}

/// A page that is not published.
#[derive(Debug)]
pub struct HiddenPage {
    /// The page as it would be.
    pub page: Page,
    /// Why it is not.
    pub reason: Reason,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Hidden {
    pages: Vec<HiddenPage>,
    /// Their paths, and their addresses.
    names: HashSet<String>,
    /// Names of the documents that they lead to.
    pub(super) documents: HashSet<String>,
    /// What one of them says could not be read, nor what it leads to.
    pub(super) unread: bool,
}

impl Hidden {
    pub(super) fn new(pages: Vec<HiddenPage>) -> Self {
        let names = pages.iter().flat_map(|hidden| {
            let route = hidden.page.route.as_str().to_owned();
            [hidden.page.path.clone(), route]
        });
        let parsed = || pages.iter().map(|hidden| &hidden.page.parsed);
        let files = parsed().flat_map(|page| page.files.iter().map(|file| &*file.target));
        let links = parsed().flat_map(|page| page.links.iter().map(|link| &*link.target));
        Self {
            names: names.collect(),
            documents: files.chain(links).filter_map(document_name).collect(),
            unread: parsed().any(|page| page.hold.unread),
            pages,
        }
    }

    /// The pages, in order of path.
    pub fn pages(&self) -> &[HiddenPage] {
        &self.pages
    }

    /// The same, to be told where they lead.
    pub(super) fn pages_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        self.pages.iter_mut().map(|hidden| &mut hidden.page)
    }

    /// Whether a path is that of one of them, or an address is.
    pub fn contains(&self, path: &str, address: &str) -> bool {
        self.names.contains(path) || self.names.contains(address)
    }

    /// Whether the path of one of them ends with these names.
    pub(super) fn is_called(&self, names: &str) -> bool {
        self.pages.iter().any(|hidden| {
            let above = hidden.page.path.strip_suffix(names);
            above.is_some_and(|above| above.is_empty() || above.ends_with('/'))
        })
    }
}

impl HiddenPage {
    /// Of what is wrong with where it leads, what is to be said. A page that will appear by itself
    /// must be sound by then; the others keep nothing from being published. That pages which are
    /// not published lead to each other is as it should be.
    pub(super) fn reported(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let is_said = |diagnostic: &Diagnostic| {
            !matches!(
                diagnostic.problem,
                Problem::UnpublishedLink { .. }
                    | Problem::UnpublishedReference { .. }
                    | Problem::SupersededLink { .. }
            )
        };
        let mut found: Vec<Diagnostic> = found.into_iter().filter(is_said).collect();
        if self.reason != Reason::Future {
            for diagnostic in &mut found {
                diagnostic.severity = diagnostic.severity.max(Severity::Warning);
            }
        }
        found
    }
}

/// Whether a path ends like a document.
pub(super) fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(ending))
}

/// Whether a file belongs to the web as it is: it proves whose the site is, or is one of a folder
/// that is a small site by itself.
pub(super) fn is_of_the_web(path: &str, sources: &Sources) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    let is_markup = [".html", ".htm", ".xml"]
        .iter()
        .any(|end| lower.ends_with(end));
    let is_proof = folder == "content" && PROOFS.iter().any(|begin| lower.starts_with(begin));
    let has_home = |folder: &str| {
        folder != "content" && sources.find(&format!("{folder}/index.html")).is_some()
    };
    let mut above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    path.contains("/.well-known/")
        || is_markup && is_proof
        || has_home(folder)
        || above.any(has_home)
}

/// The name of the document that an address leads to, if it does to one.
pub(super) fn document_name(target: &str) -> Option<String> {
    let (path, _) = parts(target.trim());
    is_document(path).then(|| decoded_path(last_segment(path)).into_owned())
}
