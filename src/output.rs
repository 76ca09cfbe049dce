//! What a build publishes: an ordered map from route to what produces its bytes.
//!
//! Nothing here is rendered yet. A writer renders each entry and lets it go, a preview server
//! renders what is asked for; both see the same map.

use crate::diagnostic::{Diagnostic, Problem};
use crate::site::{FacetRef, PageId, Route, TermRef};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, HashMap};

/// What produces the bytes of one route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A page; for sections, the page of its list with this number, from 1.
    Page(PageId, usize),
    /// The list of a taxonomy's terms.
    Taxonomy(usize),
    /// A page of the list of a term, with its number from 1.
    Term(TermRef, usize),
    /// A page of the list of what has a value in a catalogue, with its number from 1.
    Facet(FacetRef, usize),
    /// A catalogue of several pages as one.
    Whole(PageId),
    /// The page of unknown addresses.
    NotFound,
    /// A page left at an old address, leading to a page.
    Redirect(PageId),
    /// The Atom feed of a section.
    Atom(PageId),
    /// The JSON feed of a section.
    JsonFeed(PageId),
    /// The calendar file of a page, or of the pages of a section.
    Calendar(PageId),
    /// A file of open data.
    Data(DataFile),
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `_redirects`, the old addresses in the form that static hosts read.
    Redirects,
    /// A table of the configuration as CSV, by its number there.
    Table(usize),
    /// The picture that other sites show beside a link to a page.
    Preview(PageId),
    /// A picture in one of the sizes in which pages show it.
    Picture(PictureVersion),
    /// A file published as it is.
    File(FileId),
    /// A file of the search client.
    SearchClient(&'static [u8]),
}

/// A file of open data; types are named by their index in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// The pages of a type as JSON.
    Records(usize),
    /// The same as CSV.
    Table(usize),
    /// The repeated groups that the pages of a type have in a field, as CSV.
    Groups(usize, usize),
    /// The JSON Schema of the pages of a type.
    Schema(usize),
    /// The catalogue of all of these.
    Catalog,
}

/// A picture in one of its sizes, in one of its formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureVersion {
    /// The file that it is made from.
    pub file: FileId,
    /// Width in pixels.
    pub width: usize,
    /// What it is written as.
    pub format: PictureFormat,
}

/// A format of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// For photographs, since 1992.
    Jpeg,
    /// For drawings, without loss.
    Png,
    /// For both, in less space.
    WebP,
}

/// Everything that a build publishes, except the files of the search index, whose names depend on
/// what they contain; they are all below [`SEARCH`].
#[derive(Debug, Default)]
pub struct Outputs {
    entries: BTreeMap<Route, Output>,
    /// The routes by the path of their file, in small letters.
    files: HashMap<String, Route>,
    /// By each folder, in small letters, the first route that needs it.
    folders: HashMap<String, Route>,
}

/// The folder of the search index.
pub const SEARCH: &str = "search/";

impl Outputs {
    /// Adds an entry. One whose file would overwrite another's or stand where another needs a
    /// folder, also on file systems that do not tell capitals apart, is reported at `span`.
    pub fn insert(
        &mut self,
        route: Route,
        output: Output,
        span: Span,
        owner: impl FnOnce(&Output) -> String,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.entries.get(&route) == Some(&output) {
            return;
        }
        let file = match route.file_path() {
            path if path.is_ascii() => path.to_ascii_lowercase(),
            path => path.to_lowercase(),
        };
        if let Some(other) = self.in_the_way(&file).and_then(|r| self.entries.get(r)) {
            let problem = Problem::AddressTaken {
                address: route.as_str().to_owned(),
                other: owner(other),
            };
            diagnostics.push(Diagnostic::new(problem, span));
            return;
        }
        for (i, _) in file.rmatch_indices('/') {
            // Those above it are there too.
            if self.folders.contains_key(&file[..i]) {
                break;
            }
            self.folders.insert(file[..i].to_owned(), route.clone());
        }
        self.files.insert(file, route.clone());
        self.entries.insert(route, output);
    }

    /// The route whose file is in the way of another file.
    fn in_the_way(&self, file: &str) -> Option<&Route> {
        let above = || {
            let mut folders = file.match_indices('/');
            folders.find_map(|(i, _)| self.files.get(&file[..i]))
        };
        let same = self.files.get(file);
        same.or_else(above).or_else(|| self.folders.get(file))
    }

    /// What is published at a route.
    pub fn get(&self, route: &Route) -> Option<&Output> {
        self.entries.get(route)
    }

    /// Entries in order of route.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Output)> {
        self.entries.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
