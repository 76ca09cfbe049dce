//! Numbers by which the parts of a site name each other: plain, and below all of them.

use super::address::Route;
use crate::source::FileId;

/// Index of a page in [`Site::pages`](super::Site::pages).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// A term of a taxonomy by indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermRef {
    /// Index in [`Site::taxonomies`](super::Site::taxonomies).
    pub taxonomy: usize,
    /// Index in its terms.
    pub term: usize,
}

/// A value of a facet by indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetRef {
    /// Index in [`Site::catalogues`](super::Site::catalogues).
    pub catalogue: usize,
    /// Index in its facets.
    pub facet: usize,
    /// Index in its values.
    pub value: usize,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, with what follows its address (`?q=…`, `#anchor`).
    Page(PageId, String),
    /// A file of the site.
    File(FileId),
    /// Something that the generator makes.
    Route(Route, String),
    /// An address elsewhere, or an anchor of the same page, as written.
    Verbatim(String),
    /// A page that is not to be published; reported, and shown as text.
    Unpublished,
    /// Nowhere; reported.
    Broken,
}
