//! What Typst is given: its library with a document in it, our style, our fonts, and nothing else.

use crate::fonts::fonts;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// The style: how documents look.
static STYLE: LazyLock<Source> = LazyLock::new(|| {
    let path = VirtualPath::new("/style.typ").expect("a plain path from the root");
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    Source::new(id, include_str!("style.typ").into())
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(fonts())));

/// A world with one document, in memory.
pub struct Memory {
    library: LazyHash<Library>,
}

impl Memory {
    /// A world in which the style finds a document, as `sys.inputs.document`.
    pub fn new(document: Dict) -> Self {
        // The roles of cells beyond the rows of headers.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder()
            .with_inputs(dict! { "document" => document })
            .with_features(features)
            .build();
        Self {
            library: LazyHash::new(library),
        }
    }
}

/// The line of the style, from 1, that a byte of it is in.
pub fn line(byte: usize) -> usize {
    STYLE.lines().byte_to_line(byte).map_or(0, |line| line + 1)
}

impl World for Memory {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        STYLE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == STYLE.id() {
            Ok(STYLE.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().get(index).cloned()
    }

    /// No clock: the only date is the document's.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
