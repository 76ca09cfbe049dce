//! What requests are answered from: the last build, and what is open.

use super::documents::Documents;
use super::text::Lines;
use crate::content::{ParsedPage, page_path};
use crate::diagnostic::Language;
use crate::pipeline::Build;
use crate::site::{Page, PageId, Site};
use crate::source::{FileId, Span};
use lsp_types::{Location, TextDocumentPositionParams, Url};
use std::ops::Range;

/// What requests are answered from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The last build.
    pub build: &'a Build,
    /// What is open.
    pub documents: &'a Documents,
    /// The language of messages.
    pub language: Language,
    /// Whether the editor can fill in what a text that it inserts leaves open.
    pub snippets: bool,
}

impl<'a> View<'a> {
    /// The site of the last build.
    pub fn site(self) -> &'a Site {
        self.build.renderer.site()
    }

    /// The path and the text of an open file, and the byte of a place in it.
    pub fn place(self, at: &TextDocumentPositionParams) -> Option<(String, &'a str, usize)> {
        let path = self.documents.path(&at.text_document.uri)?;
        let text = &self.documents.get(&path)?.text;
        Some((path, text, Lines::of(text).offset(at.position)))
    }

    /// The file that an editor names.
    pub fn file(self, uri: &Url) -> Option<FileId> {
        let path = self.documents.path(uri)?;
        self.site().sources.find(&path)
    }

    /// What a file said when the site was built.
    pub fn text(self, file: FileId) -> &'a str {
        self.site().sources.get(file).text()
    }

    /// The version of an open file that the site was built of; `None` if it has changed since, or is
    /// not open.
    pub fn version(self, file: FileId) -> Option<i32> {
        let file = self.site().sources.get(file);
        let document = self.documents.get(&file.path)?;
        (document.text == file.text()).then_some(document.version)
    }

    /// Bytes of a file as an editor names them.
    pub fn location(self, file: FileId, bytes: Range<usize>) -> Option<Location> {
        let path = &self.site().sources.get(file).path;
        let range = Lines::of(self.text(file)).range(bytes);
        Some(Location::new(self.documents.uri(path)?, range))
    }

    /// Whether a file is that of a page, and what it says.
    pub fn parsed(self, file: FileId) -> Option<&'a ParsedPage> {
        let path = &self.site().sources.get(file).path;
        page_path(path)?;
        let pages = self.build.pages.list.iter();
        let mut parsed = pages.map(|page| &*page.input.parsed);
        parsed.find(|parsed| parsed.file == file)
    }

    /// All pages, also those that are not published.
    pub fn pages(self) -> impl Iterator<Item = &'a Page> {
        let site = self.site();
        let hidden = site.hidden.pages().iter().map(|hidden| &hidden.page);
        site.pages.iter().map(|page| &**page).chain(hidden)
    }

    /// The page of a file.
    pub fn page_of(self, file: FileId) -> Option<&'a Page> {
        page_path(&self.site().sources.get(file).path)?;
        // The page of a folder without a file of its own is shown at another page's.
        let mut pages = self.pages();
        pages.find(|page| page.parsed.file == file && page.parsed.front.is_some())
    }

    /// The page of a file, if it is published.
    pub fn id_of(self, file: FileId) -> Option<PageId> {
        let own = self.page_of(file)?;
        let site = self.site();
        let mut ids = site.ids();
        ids.find(|id| std::ptr::eq(site.page(*id), own))
    }
}

/// The bytes of a span.
pub fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Whether a place is in a span, or right behind it.
pub fn holds(span: Span, byte: usize) -> bool {
    span.start as usize <= byte && byte <= span.end as usize
}
