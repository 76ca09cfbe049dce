//! A page of the site: what is known of it besides what it says.

use super::address::Route;
use super::ids::{PageId, Target, TermRef};
use super::meta::{Image, Meta};
use crate::config::LanguageId;
use crate::content::{ParsedPage, Reference};
use crate::schema::{Role, Schema, TypeId};
use crate::source::{FileId, Sources, Span};
use std::sync::Arc;

/// What a page is in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The page of the site's top folder, or of that of a language.
    Home,
    /// The page of a folder of pages.
    Section,
    /// Any other page.
    Page,
}

/// A page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    /// What its file says.
    pub parsed: Arc<ParsedPage>,
    /// Path below `content/` without `.md` and `_index`, in languages other than the site's own
    /// below the language; empty for the home.
    pub path: String,
    /// What it is in the tree.
    pub kind: PageKind,
    /// Its language.
    pub language: LanguageId,
    /// The page in all languages that it is there in, by language, itself among them; empty where
    /// there is only one.
    pub translations: Vec<PageId>,
    /// Its address.
    pub route: Route,
    /// What it says of itself.
    pub meta: Meta,
    /// Its title as lists compare it.
    pub title_key: String,
    /// Dated after the day of the build.
    pub future: bool,
    /// The section above; missing for the home.
    pub parent: Option<PageId>,
    /// The pages that its references lead to, by index of the reference.
    pub references: Vec<Option<PageId>>,
    /// The files that it names, by index.
    pub files: Vec<Option<FileId>>,
    /// Where its links lead, by index.
    pub links: Vec<Target>,
    /// All of its links and files lead somewhere, and nothing is to be said of them.
    pub sound: bool,
    /// Its picture.
    pub image: Option<Image>,
    /// The terms it belongs to.
    pub terms: Vec<TermRef>,
    /// Pages that refer to it through fields.
    pub backlinks: Vec<Backlinks>,
    /// Pages whose text links here, without those in `backlinks`.
    pub mentions: Vec<PageId>,
    /// Pages to read next.
    pub related: Vec<PageId>,
    /// For sections: pages directly below, in order.
    pub children: Vec<PageId>,
    /// For sections: sections directly below, in order.
    pub sections: Vec<PageId>,
    /// The page before it in its section.
    pub previous: Option<PageId>,
    /// The page after it in its section.
    pub next: Option<PageId>,
}

/// Pages of one type that refer to a page through one field.
#[derive(Clone, Debug)]
pub struct Backlinks {
    /// Their type.
    pub content_type: TypeId,
    /// The field.
    pub field: String,
    /// What the page referred to calls them.
    pub label: String,
    /// The pages, in the order of their type.
    pub pages: Vec<PageId>,
}

impl Page {
    /// Its content type.
    pub fn content_type(&self) -> TypeId {
        self.parsed.content_type
    }

    /// Where it says what has a role; its beginning if it does not.
    pub(super) fn span_of_role(&self, schema: &Schema, role: Role) -> Span {
        let field = schema.types[self.content_type()].role(role);
        let entry = field.and_then(|field| self.parsed.fields.entry(&field.name));
        entry.map_or(self.parsed.span, |entry| entry.span)
    }

    /// Its references that lead to a page, each with that page.
    pub(super) fn resolved_references(&self) -> impl Iterator<Item = (&Reference, PageId)> {
        let references = self.parsed.references.iter().zip(&self.references);
        references.filter_map(|(reference, target)| Some((reference, (*target)?)))
    }

    /// Short title, or title.
    pub fn short_title(&self) -> &str {
        self.meta.short_title.as_deref().unwrap_or(&self.meta.title)
    }

    /// Whether it is what readers of unknown addresses see, and stands in no list.
    pub fn is_not_found(&self) -> bool {
        self.route == Route::not_found()
    }

    /// Whether it is no longer in force.
    pub fn superseded(&self) -> bool {
        self.meta
            .status
            .as_ref()
            .is_some_and(|status| status.superseded)
    }
}

/// Where to show a problem of a page as a whole.
pub(super) fn page_span(page: &Page) -> Span {
    match page.parsed.span {
        span if span.file == page.parsed.file => span,
        _ => Span::start_of(page.parsed.file),
    }
}

/// The folder of a file below `content/`, with a final slash; empty for files at the top.
pub(super) fn folder_of(sources: &Sources, file: FileId) -> &str {
    let path = &sources.get(file).path;
    let below = path.strip_prefix("content/").unwrap_or("");
    below.rfind('/').map_or("", |i| &below[..=i])
}

/// The path of a page and whether its file is the index of a folder.
pub(super) fn path_of(path: &str) -> (&str, bool) {
    for index in ["_index", "index", "README"] {
        if path == index {
            return ("", true);
        }
        if let Some(folder) = path.strip_suffix(index).and_then(|p| p.strip_suffix('/')) {
            return (folder, true);
        }
    }
    (path, false)
}
