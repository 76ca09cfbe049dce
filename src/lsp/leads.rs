//! Where links and fields lead, and what leads to a page.

use super::view::{View, bytes, holds};
use crate::site::{Page, PageId, Target};
use crate::source::{FileId, Span};
use lsp_types::{Location, ReferenceParams, TextDocumentPositionParams};
use std::ops::Range;

/// Something on a page that leads somewhere.
pub struct Lead<'a> {
    /// Where it stands, whole.
    pub span: Span,
    /// The address or the name, as written.
    pub written: &'a str,
    /// What it leads to.
    pub to: To,
    /// Whether it is a field's, and no link.
    pub is_field: bool,
}

/// What something leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// A page, or a heading of it.
    Page(PageId, Option<String>),
    /// A heading of the same page.
    Own(String),
    /// A file.
    File(FileId),
}

/// Everything on a page that leads to what the site has.
pub fn of_page(page: &Page) -> Vec<Lead<'_>> {
    let parsed = &page.parsed;
    let links = parsed.links.iter().zip(&page.links);
    let links = links.filter_map(|(link, target)| {
        let to = match target {
            Target::Page(id, suffix) => To::Page(*id, anchor(suffix)),
            Target::File(file) => To::File(*file),
            Target::Verbatim(address) => To::Own(address.strip_prefix('#')?.to_owned()),
            _ => return None,
        };
        Some(Lead {
            span: link.span,
            written: &link.target,
            to,
            is_field: false,
        })
    });
    let references = parsed.references.iter().zip(&page.references);
    let references = references.filter_map(|(reference, target)| {
        Some(Lead {
            span: reference.span,
            written: &reference.target,
            to: To::Page((*target)?, None),
            is_field: true,
        })
    });
    let files = parsed.files.iter().zip(&page.files);
    let files = files.filter_map(|(file, target)| {
        Some(Lead {
            span: file.span,
            written: &file.target,
            to: To::File((*target)?),
            is_field: true,
        })
    });
    links.chain(references).chain(files).collect()
}

fn anchor(suffix: &str) -> Option<String> {
    let (_, anchor) = suffix.split_once('#')?;
    Some(anchor.to_owned())
}

impl Lead<'_> {
    /// The bytes of what is written of it, in the text of its page; `None` where it is written
    /// elsewhere, or in another way.
    pub fn range(&self, text: &str) -> Option<Range<usize>> {
        let span = bytes(self.span);
        let whole = text.get(span.clone())?;
        let behind_text = format!("]({}", self.written);
        let at = match whole.find(&behind_text) {
            Some(at) => at + "](".len(),
            None => whole.rfind(self.written)?,
        };
        let start = span.start + at;
        Some(start..start + self.written.len())
    }
}

/// What leads somewhere at a place, the narrowest that is there.
pub fn at<'a>(view: View<'a>, at: &TextDocumentPositionParams) -> Option<(&'a Page, Lead<'a>)> {
    let (path, _, byte) = view.place(at)?;
    let page = view.page_of(view.site().sources.find(&path)?)?;
    let leads = of_page(page)
        .into_iter()
        .filter(|lead| holds(lead.span, byte));
    let narrowest = leads.min_by_key(|lead| lead.span.end - lead.span.start)?;
    Some((page, narrowest))
}

/// Where what stands at a place leads.
pub fn definition(view: View<'_>, place: &TextDocumentPositionParams) -> Option<Location> {
    let (own, lead) = at(view, place)?;
    match lead.to {
        To::File(file) => view.location(file, 0..0),
        To::Own(anchor) => to_page(view, own, Some(&anchor)),
        To::Page(id, anchor) => to_page(view, view.site().page(id), anchor.as_deref()),
    }
}

/// The beginning of a page, or of a section of it; for one that is the row of a table, the row.
fn to_page(view: View<'_>, page: &Page, anchor: Option<&str>) -> Option<Location> {
    let parsed = &page.parsed;
    // The page of a folder that nobody has written is nowhere.
    parsed.front?;
    let headings = parsed.headings.iter();
    let mut headings = headings.filter(|heading| Some(&*heading.id) == anchor);
    let is_row = parsed.span.file == parsed.file && view.page_of(parsed.file).is_none();
    let span = match headings.next() {
        Some(heading) => bytes(heading.span),
        None if is_row => bytes(parsed.span),
        None => 0..0,
    };
    view.location(parsed.file, span)
}

/// The page that a place is about: the one that it leads to, or where its title stands its own.
pub fn page_at(view: View<'_>, place: &TextDocumentPositionParams) -> Option<PageId> {
    if let Some((_, lead)) = at(view, place) {
        return match lead.to {
            To::Page(id, _) => Some(id),
            _ => None,
        };
    }
    let (path, _, byte) = view.place(place)?;
    let file = view.site().sources.find(&path)?;
    title_at(view, file, byte)?;
    view.id_of(file)
}

/// Where the title of a file's page stands, if a byte is there: in its field, on the line that
/// opens the front matter, or in the first heading.
pub fn title_at(view: View<'_>, file: FileId, byte: usize) -> Option<Range<usize>> {
    let parsed = view.parsed(file)?;
    let text = view.text(file);
    let content_type = &view.site().schema.types[parsed.content_type];
    let field = content_type.role(crate::schema::Role::Title)?;
    let span = match parsed.fields.entry(&field.name) {
        Some(entry) => bytes(entry.span),
        None => {
            let start = text.find("# ").filter(|_| parsed.heading.is_some())?;
            start..start + text[start..].lines().next()?.len()
        }
    };
    let line = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    (line <= byte && byte <= span.end).then_some(span)
}

/// Everything that leads to the page that a place is about.
pub fn references(view: View<'_>, params: &ReferenceParams) -> Option<Vec<Location>> {
    let id = page_at(view, &params.text_document_position)?;
    let mut found: Vec<Location> = leading_to(view, id)
        .into_iter()
        .filter_map(|(page, lead)| {
            let file = page.parsed.file;
            let range = lead.range(view.text(file));
            view.location(file, range.unwrap_or_else(|| bytes(lead.span)))
        })
        .collect();
    if params.context.include_declaration {
        found.extend(to_page(view, view.site().page(id), None));
    }
    Some(found)
}

/// Everything that leads to a page.
pub fn leading_to(view: View<'_>, id: PageId) -> Vec<(&Page, Lead<'_>)> {
    let leads = |page| of_page(page).into_iter().map(move |lead| (page, lead));
    let all = view.pages().flat_map(leads);
    let leading = all.filter(|(_, lead)| matches!(lead.to, To::Page(to, _) if to == id));
    leading.collect()
}
