//! A page as a document of the index: the one place that knows both.

use search_index::{Document, Section};

use crate::page::Page;

/// The document of the page at an address; `language` is that of pages which do not say theirs.
///
/// What weighs more than the rest of its page is searched twice: as text, and as headings are, in
/// a section without text that is therefore never shown. So are metadata, but for addresses.
pub fn document(url: String, page: Page, language: &str) -> Document {
    let mut sections = page.sections;
    let mut apart = page.emphasised;
    let metadata = page.meta.iter().filter(|(name, _)| *name != "image");
    apart.extend(metadata.map(|(_, value)| value.clone()));
    if !apart.is_empty() {
        sections.push(Section {
            heading: apart.join(" "),
            ..Section::default()
        });
    }
    let title = match page.title.is_empty() {
        true => url.clone(),
        false => page.title,
    };
    let lang = match page.language.is_empty() {
        true => language.to_owned(),
        false => page.language,
    };
    Document {
        url,
        title,
        summary: page.description,
        lang,
        sections,
        synonyms: Vec::new(),
        filters: page.filters,
        meta: page.meta,
        sort: page.sort,
        date: page.date,
        weight: page.weight,
    }
}
