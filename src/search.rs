//! Pages as documents of the search index, one index a language.
//!
//! In: the site, the text of its attachments and where its pictures are small. Out: the files of its index. What the files contain is `search-index`'s affair;
//! [`quickwit`] has the same documents for an engine on a server.

pub mod client;
mod kept;
pub mod quickwit;

use crate::attachments::{Passage, Texts};
use crate::config::{self, LanguageId};
use crate::content::Value;
use crate::diagnostic::Language;
use crate::fingerprint::Fingerprint;
use crate::schema::Role;
use crate::site::{Attachment, Page, PageId, PageKind, Route, Site, route_of_asset};
use extract::Format;
use kept::Below;
pub use kept::Memory;
use rayon::prelude::*;
use search_index::{Document, Options, Page as Unread, Section};
pub use search_index::{Error, File, Index, Left, ROOT};
use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;
use std::io;

/// The folder of the search index on the site.
pub const FOLDER: &str = "search/";
/// Weight of pages that are no longer in force, so that what replaces them comes first.
const SUPERSEDED_WEIGHT: f32 = 0.5;

/// What the documents of a site are made from besides it.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The text of attachments.
    pub attachments: &'a Texts,
    /// Where the picture of a page is that may be shown beside a hit.
    pub thumbnail: &'a (dyn Fn(&Page) -> Option<Route> + Sync),
}

/// Builds the search index of a site.
///
/// # Errors
/// If the indexer refuses the documents, or a text cannot be read.
pub fn index(site: &Site, material: Material<'_>) -> Result<Index, Error> {
    let mut files = BTreeMap::new();
    for (language, folder) in indexes(site) {
        let (pages, options) = source(site, material, language);
        let index = search_index::build(pages, &options)?.files.into_iter();
        files.extend(index.map(|(name, bytes)| (format!("{folder}{name}"), bytes)));
    }
    Ok(Index { files })
}

/// The same after the index of an earlier version, of which there is what is `left`; with the memory
/// for the next one.
///
/// # Errors
/// If the indexer refuses the documents, or a text cannot be read.
pub fn index_after(
    before: &Memory,
    left: &dyn Left,
    site: &Site,
    material: Material<'_>,
) -> Result<(BTreeMap<String, File>, Memory), Error> {
    let (mut files, mut memory) = (BTreeMap::new(), Memory::default());
    for (language, folder) in indexes(site) {
        let (pages, options) = source(site, material, language);
        let below = Below {
            folder: &folder,
            left,
        };
        let before = before.of(&folder);
        let (index, next) = search_index::build_after(&before, &below, pages, &options)?;
        let index = index.into_iter();
        files.extend(index.map(|(name, file)| (format!("{folder}{name}"), file)));
        memory.put(folder, next);
    }
    Ok((files, memory))
}

/// The languages that have an index, each with its folder: that of the site has none of its own.
/// Readers search in the language of the page they are on.
fn indexes(site: &Site) -> impl Iterator<Item = (LanguageId, String)> {
    let others = 1..=site.config.languages.len();
    let others = others.filter(|id| site.home_of(*id).is_some());
    let others = others.map(|id| (id, folder(site, id)));
    std::iter::once((0, String::new())).chain(others)
}

/// What the index of a language is made from.
fn source<'a>(
    site: &'a Site,
    material: Material<'a>,
    language: LanguageId,
) -> (Vec<Unread<'a>>, Options) {
    let filters = Filters::new(site, language);
    let mut labels = filters.labels();
    labels.insert(filters.date_name.to_owned(), filters.date_label.to_owned());
    let options = Options {
        labels,
        keys: keys(site, &filters),
        language: site.config.locale(language).language.to_owned(),
        aliases: names(site, language),
    };
    (unread(site, material, &filters), options)
}

/// The folder of a language's index inside that of the site's own.
pub fn folder(site: &Site, language: LanguageId) -> String {
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
        let attachments = site.attachments(page).map(|attachment| attachment.file);
        for file in attachments.chain(page.image.as_ref().map(|image| image.file)) {
            site.sources.get(file).digest().hash(&mut hasher);
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
fn documents(
    site: &Site,
    material: Material<'_>,
    filters: &Filters,
) -> Result<Vec<Document>, Error> {
    let pages = unread(site, material, filters).into_par_iter();
    let read = pages.map(|page| page.read().map_err(Error::Unreadable));
    read.collect()
}

/// The same with texts that are not read yet.
fn unread<'a>(site: &'a Site, material: Material<'a>, filters: &Filters) -> Vec<Unread<'a>> {
    let ids: Vec<PageId> = site
        .ids()
        .filter(|id| site.page(*id).language == filters.language)
        .filter(|id| is_searchable(site.page(*id)))
        .collect();
    let words = filters.words;
    let pages = ids.into_par_iter().map(|id| {
        let page = site.page(id);
        let frame = frame(site, page, material, filters);
        let sections = move || sections(site, page, material.attachments, words);
        Unread::unread(frame, text(site, page, words), sections)
    });
    pages.collect()
}

/// Stands for the text of a page and its attachments.
fn text(site: &Site, page: &Page, words: Language) -> u64 {
    let mut hasher = Fingerprint::default();
    page.parsed.text.fingerprint().hash(&mut hasher);
    for attachment in site.attachments(page) {
        let file = site.sources.get(attachment.file).digest();
        let words = words == Language::Italian;
        (words, attachment.id(), attachment.title, file).hash(&mut hasher);
    }
    hasher.value()
}

/// Pages that readers look for: not drafts, not those that say so themselves, and not lists
/// without a word of their own.
fn is_searchable(page: &Page) -> bool {
    let parsed = &page.parsed;
    let empty = parsed.headings.is_empty() && parsed.beginning.is_none();
    let bare = empty && page.meta.summary.is_none();
    !page.meta.draft
        && !page.meta.unsearched
        && !page.is_not_found()
        && (page.kind == PageKind::Page || !bare)
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

/// What addresses and readers call the type of a page and its date, in the languages that the
/// client's interface knows: it asks for these names.
fn names_in_addresses(tag: &str) -> [&'static str; 4] {
    match tag.split('-').next() {
        Some("it") => ["tipo", "Tipo", "data", "Data"],
        Some("de") => ["typ", "Typ", "datum", "Datum"],
        Some("es") => ["tipo", "Tipo", "fecha", "Fecha"],
        _ => ["type", "Type", "date", "Date"],
    }
}

impl Filters {
    fn new(site: &Site, language: LanguageId) -> Self {
        let words = Language::from_tag(site.config.locale(language).language);
        let [type_name, type_label, date_name, date_label] =
            names_in_addresses(site.config.locale(language).language);
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

    fn labels(&self) -> BTreeMap<String, String> {
        let mut labels = self.fields.clone();
        labels.insert(self.type_name.to_owned(), self.type_label.to_owned());
        labels
    }
}

/// What there is to find of a page but for its text.
fn frame(site: &Site, page: &Page, material: Material<'_>, filters: &Filters) -> Document {
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
    Document {
        // The search puts it below the folder that the site is in.
        url: page.route.encoded().into_owned(),
        title: page.meta.title.clone(),
        summary: page.meta.summary.clone().unwrap_or_default(),
        lang: site.locale(page).language.to_owned(),
        sections: Vec::new(),
        synonyms: synonyms(page),
        filters: values,
        meta: shown(site, page, material),
        sort: date.into_iter().collect(),
        date: page.meta.date.map(|date| date.to_string()),
        weight: weight(site, page),
    }
}

/// Where a passage of an attachment stands: in which file, and on which page of it or under
/// which heading.
fn place(words: Language, attachment: &Attachment<'_>, passage: &Passage) -> String {
    let (file, page, sheet) = match words {
        Language::Italian => ("Allegato", "pagina", "foglio"),
        Language::English => ("Attachment", "page", "sheet"),
    };
    let title = attachment.title;
    if let Some(name) = &passage.sheet {
        return format!("{file}: {title}, {sheet} «{name}»");
    }
    match (passage.page, passage.heading.as_str()) {
        (Some(number), _) => format!("{file}: {title}, {page} {number}"),
        (None, heading) if heading.is_empty() || heading == title => format!("{file}: {title}"),
        (None, heading) => format!("{file}: {title}, «{heading}»"),
    }
}

/// Where a passage of an attachment is: a PDF is opened at its page, by its address from the top of
/// the site; other files stand on the page that offers them.
fn anchor(site: &Site, attachment: &Attachment<'_>, passage: &Passage) -> String {
    let file = site.sources.get(attachment.file);
    let is_pdf = Format::of(file.name()) == Some(Format::Pdf);
    let address = passage.page.filter(|_| is_pdf).and_then(|number| {
        let route = route_of_asset(&file.path)?;
        Some(format!("{}#page={number}", route.encoded()))
    });
    address.unwrap_or_else(|| attachment.id())
}

/// The text of a page, and after it the passages of its attachments that have words which the page
/// itself does not: what it says too is found there.
fn sections(
    site: &Site,
    page: &Page,
    attachments: &Texts,
    words: Language,
) -> io::Result<Vec<Section>> {
    let own = page.parsed.text.get()?.into_iter().map(|section| Section {
        anchor: section.anchor,
        heading: section.heading,
        text: section.text,
        ..Section::default()
    });
    let mut sections: Vec<Section> = own.collect();
    let mut found = site.attachments(page).peekable();
    if found.peek().is_none() {
        return Ok(sections);
    }
    let texts = sections.iter().flat_map(|s| [&s.heading, &s.text]);
    let texts = texts.chain([&page.meta.title]);
    let said = texts.flat_map(|text| lowercase_words(text));
    let said: HashSet<String> = said.collect();
    let is_new = |passage: &&Passage| {
        let texts = [&passage.heading, &passage.text].into_iter();
        let mut words = texts.flat_map(|text| lowercase_words(text));
        words.any(|word| !said.contains(&word))
    };
    for attachment in found {
        let text = attachments.get(&attachment.file).map(|text| &text.found);
        let Some(Ok(found)) = text else {
            continue;
        };
        let passages = found.passages.iter().filter(is_new);
        sections.extend(passages.map(|passage| Section {
            anchor: Some(anchor(site, &attachment, passage)),
            heading: place(words, &attachment, passage),
            text: passage.text.clone(),
            ..Section::default()
        }));
    }
    Ok(sections)
}

fn lowercase_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What a hit shows besides its type and its date: the fields that the configuration names, whether
/// it is in force, and its picture.
fn shown(site: &Site, page: &Page, material: Material<'_>) -> BTreeMap<String, String> {
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
    if let Some(route) = (material.thumbnail)(page) {
        shown.insert("image".to_owned(), relative(&page.route, &route));
    }
    shown
}

/// The address of a file as a page has it, wherever the site is published.
fn relative(page: &Route, file: &Route) -> String {
    let depth = page.as_str().matches('/').count() - 1;
    format!("{}{}", "../".repeat(depth), &file.encoded()[1..])
}

/// What the score of a page is multiplied by.
fn weight(site: &Site, page: &Page) -> f32 {
    if page.superseded() || site.is_of_old_edition(page) {
        SUPERSEDED_WEIGHT
    } else {
        1.0
    }
}

/// What addresses call the values of filters: types and choices as the schema does.
fn keys(site: &Site, filters: &Filters) -> BTreeMap<String, BTreeMap<String, String>> {
    let types = site.schema.types.iter();
    let types = types.map(|content_type| (content_type.plural.clone(), content_type.name.clone()));
    let mut keys = BTreeMap::from([(filters.type_name.to_owned(), types.collect())]);
    for id in site.ids() {
        let page = site.page(id);
        for name in filters.fields.keys() {
            let items = page.parsed.fields.get(name).map(Value::items);
            for item in items.into_iter().flatten() {
                if let Value::Choice { value, label } = item {
                    let known: &mut BTreeMap<_, _> = keys.entry(name.clone()).or_default();
                    known.insert(label.clone(), value.clone());
                }
            }
        }
    }
    keys
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
