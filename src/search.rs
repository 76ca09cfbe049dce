//! Pages as documents of the search index, one index a language.
//!
//! In: the site and the text of its attachments. Out: the files of its index. What the files contain is `search-index`'s affair;
//! [`quickwit`] has the same documents for an engine on a server.

pub mod client;
pub mod quickwit;

use crate::attachments::{Passage, Texts};
use crate::config::{self, LanguageId};
use crate::content::Value;
use crate::diagnostic::Language;
use crate::fingerprint::Fingerprint;
use crate::schema::Role;
use crate::site::{Attachment, Page, PageId, PageKind, Site};
use search_index::{Document, Options, Section};
pub use search_index::{Error, Index, Memory, ROOT};
use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

/// The folder of the search index on the site.
pub const FOLDER: &str = "search/";
/// Weight of pages that are no longer in force, so that what replaces them comes first.
const SUPERSEDED_WEIGHT: f32 = 0.5;

/// Builds the search index of a site.
///
/// # Errors
/// If the indexer refuses the documents.
pub fn index(site: &Site, attachments: &Texts) -> Result<Index, Error> {
    let (documents, options) = source(site, attachments, 0)?;
    let index = search_index::build(documents, &options)?;
    with_translations(index, site, attachments)
}

/// The same after the index of an earlier version, with the memory for the next one.
///
/// # Errors
/// If the indexer refuses the documents.
pub fn index_after(
    before: &Memory,
    site: &Site,
    attachments: &Texts,
) -> Result<(Index, Memory), Error> {
    let (documents, options) = source(site, attachments, 0)?;
    let (index, memory) = search_index::build_after(before, documents, &options)?;
    Ok((with_translations(index, site, attachments)?, memory))
}

/// Adds the indexes of the other languages, each in its folder: readers search in the language of
/// the page they are on.
fn with_translations(mut index: Index, site: &Site, attachments: &Texts) -> Result<Index, Error> {
    let languages = 1..=site.config.languages.len();
    for language in languages.filter(|id| site.home_of(*id).is_some()) {
        let (documents, options) = source(site, attachments, language)?;
        let translated = search_index::build(documents, &options)?;
        let folder = folder(site, language);
        let files = translated.files.into_iter();
        let files = files.map(|(name, bytes)| (format!("{folder}{name}"), bytes));
        index.files.extend(files);
    }
    Ok(index)
}

/// What the index of a language is made from.
fn source(
    site: &Site,
    attachments: &Texts,
    language: LanguageId,
) -> Result<(Vec<Document>, Options), Error> {
    let filters = Filters::new(site, language);
    let mut labels = filters.labels();
    labels.insert(filters.date_name.to_owned(), filters.date_label.to_owned());
    let options = Options {
        labels,
        language: site.config.locale(language).language.to_owned(),
        aliases: names(site, language),
    };
    Ok((documents(site, attachments, &filters)?, options))
}

/// The folder of a language's index inside that of the site's own.
fn folder(site: &Site, language: LanguageId) -> String {
    format!("{}/", site.config.locale(language).language)
}

/// Stands for all that the index of a site is made from.
pub fn digest(site: &Site) -> u64 {
    let mut hasher = Fingerprint::default();
    let shapes = |path: &str| config::is_configuration(path) || path.starts_with("content/_");
    for (_, file) in site.sources.iter().filter(|(_, file)| shapes(&file.path)) {
        (&file.path, file.digest()).hash(&mut hasher);
    }
    site.config.base_url.hash(&mut hasher);
    for page in &site.pages {
        let file = site.sources.get(page.parsed.file);
        (&page.route, page.language, &page.meta.title, file.digest()).hash(&mut hasher);
        for attachment in site.attachments(page) {
            site.sources.get(attachment.file).digest().hash(&mut hasher);
        }
    }
    hasher.value()
}

/// The names of the things that pages of some types explain in a language, a group each.
fn names(site: &Site, language: LanguageId) -> Vec<Vec<String>> {
    let chosen = site.config.search_names.as_deref();
    let types = &site.schema.types;
    let explains = |page: &Page| {
        let content_type = &types[page.content_type()];
        match chosen {
            Some(names) => names.contains(&content_type.name),
            None => content_type.role(Role::Abbreviation).is_some(),
        }
    };
    let pages = site.ids().map(|id| site.page(id));
    pages
        .filter(|page| page.language == language && page.kind == PageKind::Page)
        .filter(|page| !page.meta.draft && explains(page))
        .map(|page| {
            let mut names = synonyms(page);
            // A title with its acronym in brackets is no name that texts use.
            if !page.meta.title.contains('(') {
                names.push(page.meta.title.clone());
            }
            names
        })
        .collect()
}

/// What else a page's subject is called.
fn synonyms(page: &Page) -> Vec<String> {
    let mut synonyms = page.meta.synonyms.clone();
    if let Some((acronym, expansion)) = &page.meta.abbreviation {
        synonyms.push(acronym.clone());
        synonyms.extend(expansion.clone());
    }
    synonyms
}

/// What readers can find in the language of the filters, a document a page.
fn documents(site: &Site, attachments: &Texts, filters: &Filters) -> Result<Vec<Document>, Error> {
    site.ids()
        .filter(|id| site.page(*id).language == filters.language)
        .filter(|id| is_searchable(site.page(*id)))
        .map(|id| document(site, id, attachments, filters))
        .collect()
}

/// Pages that readers look for: not drafts, not those that say so themselves, and not lists
/// without a word of their own.
fn is_searchable(page: &Page) -> bool {
    let parsed = &page.parsed;
    let empty = parsed.headings.is_empty() && parsed.beginning.is_none();
    let bare = empty && page.meta.summary.is_none();
    !page.meta.draft && !page.meta.unsearched && (page.kind == PageKind::Page || !bare)
}

/// What the search filters by: the content type, then fields.
struct Filters {
    language: LanguageId,
    /// The language of their own words.
    words: Language,
    type_name: &'static str,
    type_label: &'static str,
    date_name: &'static str,
    date_label: &'static str,
    /// Field name -> label.
    fields: BTreeMap<String, String>,
}

impl Filters {
    fn new(site: &Site, language: LanguageId) -> Self {
        let words = Language::from_tag(site.config.locale(language).language);
        let (type_name, type_label, date_name, date_label) = match words {
            Language::Italian => ("tipo", "Tipo", "data", "Data"),
            Language::English => ("type", "Type", "date", "Date"),
        };
        let chosen = site.config.search_filters.as_deref();
        let wanted = |name: &str| chosen.is_none_or(|names| names.iter().any(|n| n == name));
        let fields = site
            .schema
            .types
            .iter()
            .flat_map(|t| &t.fields)
            .filter(|field| field.facet && field.name != type_name && wanted(&field.name))
            .map(|field| (field.name.clone(), field.label.clone()))
            .collect();
        Self {
            language,
            words,
            type_name,
            type_label,
            date_name,
            date_label,
            fields,
        }
    }

    /// Where a passage of an attachment stands: in which file, and on which page of it or under
    /// which heading.
    fn place(&self, attachment: &Attachment<'_>, passage: &Passage) -> String {
        let (file, page) = match self.words {
            Language::Italian => ("Allegato", "pagina"),
            Language::English => ("Attachment", "page"),
        };
        let title = attachment.title;
        match (passage.page, passage.heading.as_str()) {
            (Some(number), _) => format!("{file}: {title}, {page} {number}"),
            (None, heading) if heading.is_empty() || heading == title => format!("{file}: {title}"),
            (None, heading) => format!("{file}: {title}, «{heading}»"),
        }
    }

    fn labels(&self) -> BTreeMap<String, String> {
        let mut labels = self.fields.clone();
        labels.insert(self.type_name.to_owned(), self.type_label.to_owned());
        labels
    }
}

fn document(
    site: &Site,
    id: PageId,
    attachments: &Texts,
    filters: &Filters,
) -> Result<Document, Error> {
    let page = site.page(id);
    let content_type = &site.schema.types[page.content_type()];
    let mut values = BTreeMap::new();
    values.insert(
        filters.type_name.to_owned(),
        vec![content_type.plural.clone()],
    );
    for name in filters.fields.keys() {
        let Some(value) = page.parsed.fields.get(name) else {
            continue;
        };
        let labels: Vec<String> = value
            .items()
            .iter()
            .filter_map(|item| label(site, page, item))
            .collect();
        if !labels.is_empty() {
            values.insert(name.clone(), labels);
        }
    }
    let date = page.meta.date.or(page.meta.updated);
    let date = date.map(|date| (filters.date_name.to_owned(), date.to_string()));
    let text = page.parsed.text.get();
    let text = text.map_err(Error::Unreadable)?;
    let own = text.into_iter().map(|section| Section {
        anchor: section.anchor,
        heading: section.heading,
        text: section.text,
    });
    Ok(Document {
        url: site.url(&page.route),
        title: page.meta.title.clone(),
        summary: page.meta.summary.clone().unwrap_or_default(),
        lang: site.locale(page).language.to_owned(),
        sections: sections(site, page, own.collect(), attachments, filters),
        synonyms: synonyms(page),
        filters: values,
        meta: shown(site, page),
        sort: date.into_iter().collect(),
        date: page.meta.date.map(|date| date.to_string()),
        weight: weight(page),
    })
}

/// The text of a page, and after it the passages of its attachments that have words which the page
/// itself does not: what it says too is found there.
fn sections(
    site: &Site,
    page: &Page,
    mut sections: Vec<Section>,
    attachments: &Texts,
    filters: &Filters,
) -> Vec<Section> {
    let mut found = site.attachments(page).peekable();
    if found.peek().is_none() {
        return sections;
    }
    let texts = sections.iter().flat_map(|s| [&s.heading, &s.text]);
    let said = texts.chain([&page.meta.title]).flat_map(|text| words(text));
    let said: HashSet<String> = said.collect();
    let is_new = |passage: &&Passage| {
        let mut words = words(&passage.heading).chain(words(&passage.text));
        words.any(|word| !said.contains(&word))
    };
    for attachment in found {
        let text = attachments.get(&attachment.file).map(|text| text.as_ref());
        let Some(Ok(passages)) = text else {
            continue;
        };
        sections.extend(passages.iter().filter(is_new).map(|passage| Section {
            anchor: Some(attachment.id()),
            heading: filters.place(&attachment, passage),
            text: passage.text.clone(),
        }));
    }
    sections
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What a hit shows besides its type and its date: the fields that the configuration names, and
/// whether it is in force.
fn shown(site: &Site, page: &Page) -> BTreeMap<String, String> {
    let names = site.config.search_shows.iter();
    let values = names.filter_map(|name| page.parsed.fields.get(name));
    let labels: Vec<String> = values
        .flat_map(Value::items)
        .filter_map(|value| label(site, page, value))
        .collect();
    let mut shown = BTreeMap::new();
    if !labels.is_empty() {
        shown.insert("kind".to_owned(), labels.join(" · "));
    }
    if let Some(status) = &page.meta.status {
        shown.insert("status".to_owned(), status.label.clone());
        if status.superseded {
            shown.insert("superseded".to_owned(), "1".to_owned());
        }
    }
    shown
}

/// What the score of a page is multiplied by.
fn weight(page: &Page) -> f32 {
    if page.superseded() {
        SUPERSEDED_WEIGHT
    } else {
        1.0
    }
}

/// What a filter shows for a value.
fn label(site: &Site, page: &Page, value: &Value) -> Option<String> {
    match value {
        Value::Choice { label, .. } => Some(label.clone()),
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Reference(index) => Some(
            site.page(page.references[*index as usize]?)
                .short_title()
                .to_owned(),
        ),
        _ => None,
    }
}
