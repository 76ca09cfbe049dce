//! Puts pages in their place: address, kind, parent, translations.

use super::address::{Route, last_segment};
use super::hidden::{Hidden, HiddenPage, Reason};
use super::ids::PageId;
use super::meta::Meta;
use super::names::{dated, explicit_route, explicit_segment, is_path};
use super::page::{Page, PageKind, page_span, path_of};
use crate::config::{Config, LanguageId, own_name};
use crate::content::{Date, Fields, Hold, ParsedPage, Spilled};
use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::Digest;
use crate::schema::{DefaultFor, Role, Schema};
use crate::slug::{fold, slug};
use crate::source::{FileId, Sources, Span};
use rayon::prelude::*;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What a build may show that it otherwise hides, and the day it is built for.
#[derive(Clone, Debug, Hash)]
pub struct Visibility {
    /// Include drafts and pages dated after `today`.
    pub drafts: bool,
    /// The day of the build: pages dated later and pages expired by then are left out.
    pub today: Date,
}

/// The path of the page that readers of unknown addresses see.
const NOT_FOUND: &str = "404";

/// A page before the site exists: its file's place in the tree and what it says.
#[derive(Clone)]
pub struct Input {
    /// Path below `content/` without `.md`: `notizie/webinar`, `notizie/_index`; of translations
    /// below their language: `en/notizie/webinar`.
    pub path: Arc<str>,
    /// What the file says.
    pub parsed: Arc<ParsedPage>,
}

/// Puts the pages in their places and adds pages for folders that have none. Pages that are not
/// to be published are apart.
pub(super) fn place(
    inputs: Vec<Input>,
    schema: &Schema,
    sources: &Sources,
    config: &Config,
    visibility: &Visibility,
) -> (Vec<Page>, Hidden) {
    let sections = folders_with_pages(&inputs);
    let waiting = inputs.iter().filter(|input| input.parsed.hold.below);
    let waiting: BTreeSet<String> = waiting.map(|i| path_of(&i.path).0.to_owned()).collect();
    let folders = (&sections, &waiting);
    let placed: Vec<Result<Page, Box<HiddenPage>>> = inputs
        .into_par_iter()
        .map(|input| place_one(input, folders, schema, config, visibility))
        .collect();
    let mut hidden = Vec::new();
    let mut pages: Vec<Page> = Vec::with_capacity(placed.len());
    for placed in placed {
        match placed {
            Ok(page) => pages.push(page),
            Err(page) => hidden.push(*page),
        }
    }
    let hidden = Hidden::new(hidden);
    // Of several files for one page, such as a.md and a/index.md, the first in rank comes first.
    let rank = |page: &Page| index_rank(&sources.get(page.parsed.file).path);
    pages.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| rank(a).cmp(&rank(b))));
    let mut added: Vec<Page> = sections
        .iter()
        .filter_map(|folder| {
            let first = pages.partition_point(|page| page.path < *folder);
            let exists = pages.get(first).is_some_and(|page| page.path == *folder);
            // The top always has a page: everything leads back to it.
            let (language, own) = config.language_of(folder);
            // A folder without a page in a translation would have a name in another language, and one
            // of which no page is published yet has nothing to lead to.
            let leads = pages
                .get(first)
                .and_then(|page| page.path.strip_prefix(folder.as_str()));
            let leads = leads.is_some_and(|rest| rest.starts_with('/'));
            let named = language == 0 && leads && !hidden.contains(folder, folder);
            let wanted = !exists && (own.is_empty() || named);
            wanted.then(|| folder_page(folder, schema, sources, config, pages.get(first)))
        })
        .collect();
    if !added.is_empty() {
        name_languages(&mut added, &pages, schema);
        pages.extend(added);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
    }
    // The others come last: the collision of their addresses is reported later.
    let mut doubles = Vec::new();
    for i in (1..pages.len()).rev() {
        if pages[i].path == pages[i - 1].path {
            doubles.push(pages.remove(i));
        }
    }
    pages.extend(doubles.into_iter().rev());
    (pages, hidden)
}

/// Gives folders at the top whose names are codes of languages the names of these, where what is in
/// two of them shows that they are translations of each other: `it` may be something else.
fn name_languages(added: &mut [Page], pages: &[Page], schema: &Schema) {
    if !schema.open {
        return;
    }
    let inside = |folder: &str| -> BTreeSet<&str> {
        let start = format!("{folder}/");
        let from = pages.partition_point(|page| page.path < start);
        let pages = pages[from..].iter();
        pages
            .map_while(|page| page.path.strip_prefix(&start))
            .collect()
    };
    let folders: Vec<(usize, BTreeSet<&str>)> = added
        .iter()
        .enumerate()
        .filter(|(_, page)| own_name(&page.path).is_some())
        .map(|(index, page)| (index, inside(&page.path)))
        .collect();
    let is_translated = |index: usize, own: &BTreeSet<&str>| {
        folders.iter().any(|(other, paths)| {
            let both = own.intersection(paths).count();
            *other != index && both > 0 && both * 2 >= own.len().min(paths.len())
        })
    };
    let found = folders
        .iter()
        .filter(|(index, own)| is_translated(*index, own));
    let found: Vec<usize> = found.map(|(index, _)| *index).collect();
    for index in found {
        if let Some(name) = own_name(&added[index].path) {
            added[index].meta.title = name.to_owned();
            added[index].title_key = fold(name);
        }
    }
}

/// Puts one page in its place; an error for one that is not to be published. `folders` are those
/// with pages, and those of which all pages are drafts.
fn place_one(
    input: Input,
    (sections, waiting): (&BTreeSet<String>, &BTreeSet<String>),
    schema: &Schema,
    config: &Config,
    visibility: &Visibility,
) -> Result<Page, Box<HiddenPage>> {
    let (path, _) = path_of(&input.path);
    let content_type = &schema.types[input.parsed.content_type];
    let mut meta = Meta::read(&input.parsed, content_type);
    // The address is the same whether the text repeats the day or not, as in Jekyll and Zola.
    if (meta.date.is_none() || schema.open)
        && content_type.role(Role::Date).is_some()
        && let Some((date, rest)) = dated(last_segment(path))
    {
        meta.date = meta.date.or(Some(date));
        meta.slug.get_or_insert_with(|| slug(rest));
        if meta.title.is_empty() {
            meta.title = title_of_name(rest);
        }
    }
    meta.draft |= !waiting.is_empty() && parents(path).any(|folder| waiting.contains(folder));
    let later = |date: Option<Date>| date.is_some_and(|date| date > visibility.today);
    let published = meta.published().map(|instant| instant.date());
    let future = later(published) && !content_type.publish_future || later(input.parsed.hold.until);
    let expired = meta.expires.is_some_and(|day| day <= visibility.today);
    let reason = match (expired, visibility.drafts) {
        (true, _) => Some(Reason::Expired),
        (false, false) if meta.draft => Some(Reason::Draft),
        (false, false) if future => Some(Reason::Future),
        _ => None,
    };
    // A page beside a folder of the same name is that folder's page.
    let holds_pages = sections.contains(path);
    let page = new_page(input.parsed, path, meta, holds_pages, config);
    match reason {
        None => Ok(Page { future, ..page }),
        Some(reason) => Err(Box::new(HiddenPage { page, reason })),
    }
}

/// Gives every page the section of its language above it; the ids are those of the pages as they
/// stand here.
pub(super) fn find_parents(pages: &mut [Page]) {
    let ids: HashMap<String, (PageId, LanguageId)> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.kind != PageKind::Page)
        .map(|(i, page)| (page.path.clone(), (PageId(i as u32), page.language)))
        .collect();
    for page in pages {
        let above = parents(&page.path).find_map(|folder| ids.get(folder));
        let above = above.filter(|(_, language)| *language == page.language);
        let above = above.filter(|_| !page.is_not_found());
        page.parent = above.map(|(id, _)| *id);
    }
}

/// Tells every page of its translations: the pages of the same path in other languages.
pub(super) fn find_translations(pages: &mut [Page], config: &Config) {
    if config.languages.is_empty() {
        return;
    }
    let mut groups: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for (i, page) in pages.iter().enumerate() {
        let (_, own) = config.language_of(&page.path);
        groups.entry(own).or_default().push(PageId(i as u32));
    }
    let mut groups: Vec<Vec<PageId>> = groups.into_values().filter(|g| g.len() > 1).collect();
    for group in &mut groups {
        group.sort_by_key(|id| pages[id.0 as usize].language);
        for id in group.iter() {
            pages[id.0 as usize].translations.clone_from(group);
        }
    }
}

/// Folders, from the top, that hold pages other than their own index, or folders of such.
fn folders_with_pages(inputs: &[Input]) -> BTreeSet<String> {
    let mut folders = BTreeSet::from([String::new()]);
    for input in inputs {
        let (path, is_index) = path_of(&input.path);
        let explicit = &*input.path == "_index" || input.path.ends_with("/_index");
        if is_index && explicit {
            folders.insert(path.to_owned());
        }
        for folder in parents(path) {
            // Those above it are there too.
            if folders.contains(folder) {
                break;
            }
            folders.insert(folder.to_owned());
        }
    }
    folders
}

/// The folders above a path, nearest first, the top as the empty path; nothing above the top.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        match (path.rfind('/'), path.is_empty()) {
            (Some(i), _) => Some(&path[..i]),
            (None, false) => Some(""),
            (None, true) => None,
        }
    })
    .skip(1)
}

/// Which of several files for one folder is its page: the least.
fn index_rank(file: &str) -> u8 {
    match last_segment(file) {
        "README.md" | "README.markdown" | "README.mdx" => 2,
        "index.md" | "index.markdown" | "index.mdx" => 1,
        _ => 0,
    }
}

/// The segments of an address: each name of the path as a slug, the last one as the page wishes.
fn segments(path: &str, wanted: Option<&str>) -> String {
    let mut parts: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| match slug(part) {
            slug if slug.is_empty() => fallback(part),
            slug => slug,
        })
        .collect();
    // What cannot be taken as it is was reported.
    let wanted = wanted.map(|wanted| match explicit_segment(wanted) {
        Some(wanted) => wanted.to_owned(),
        None => slug(wanted),
    });
    if let (Some(wanted), Some(last)) = (wanted.filter(|s| !s.is_empty()), parts.last_mut()) {
        *last = wanted;
    }
    parts.join("/")
}

/// A stable segment for a name of which a slug keeps nothing.
pub(super) fn fallback(name: &str) -> String {
    format!("p-{}", Digest::of(name.as_bytes()).name(8))
}

/// A title for a page that gives none: its file's name with spaces.
fn title_of_name(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(words.clone(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The page of a folder that has none of its own.
fn folder_page(
    folder: &str,
    schema: &Schema,
    sources: &Sources,
    config: &Config,
    next: Option<&Page>,
) -> Page {
    let file = next.map(|page| page.parsed.file);
    let file = file.unwrap_or_else(|| crate::config::file(sources));
    let parsed = Arc::new(ParsedPage {
        file,
        content_type: schema.default_for(DefaultFor::Sections),
        fields: Fields::default(),
        markdown: Vec::new(),
        body: Spilled::default(),
        heading: None,
        headings: Vec::new(),
        anchors: Vec::new(),
        included: Vec::new(),
        links: Vec::new(),
        references: Vec::new(),
        files: Vec::new(),
        blanks: Vec::new(),
        text: Spilled::default(),
        beginning: None,
        has_excerpt: false,
        has_text: false,
        words: 0,
        front: None,
        hold: Hold::default(),
        span: Span::start_of(file),
    });
    new_page(parsed, folder, Meta::default(), true, config)
}

/// A page in its place, with the title that it gives or that its path does.
fn new_page(
    parsed: Arc<ParsedPage>,
    path: &str,
    mut meta: Meta,
    holds_pages: bool,
    config: &Config,
) -> Page {
    let (language, own) = config.language_of(path);
    let kind = match (own, holds_pages) {
        ("", _) => PageKind::Home,
        (_, true) => PageKind::Section,
        (_, false) => PageKind::Page,
    };
    if meta.title.is_empty() {
        meta.title = match kind {
            PageKind::Home => config.locale(language).title.to_owned(),
            _ => title_of_name(last_segment(own)),
        };
    }
    // A name of several parts is an address from the top.
    let parts = meta.slug.as_deref().filter(|slug| is_path(slug));
    let address = meta.address.as_deref().or(parts);
    let explicit = address.and_then(explicit_route);
    let route = match (explicit, own == NOT_FOUND && language == 0) {
        (Some(route), _) => route,
        (None, true) => Route::not_found(),
        (None, false) => Route::page(&segments(path, meta.slug.as_deref())),
    };
    Page {
        parsed,
        title_key: fold(&meta.title),
        path: path.to_owned(),
        kind,
        language,
        translations: Vec::new(),
        route,
        meta,
        future: false,
        parent: None,
        references: Vec::new(),
        files: Vec::new(),
        links: Vec::new(),
        sound: false,
        image: None,
        terms: Vec::new(),
        backlinks: Vec::new(),
        mentions: Vec::new(),
        related: Vec::new(),
        children: Vec::new(),
        sections: Vec::new(),
        previous: None,
        next: None,
    }
}

/// Gives every page an address of its own: the second of two pages with one address is reported
/// and dropped.
pub(super) fn check_collisions(
    pages: &mut Vec<Page>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut taken: HashMap<&Route, FileId> = HashMap::with_capacity(pages.len());
    let mut dropped = HashSet::new();
    for (i, page) in pages.iter().enumerate() {
        match taken.entry(&page.route) {
            Entry::Vacant(free) => {
                free.insert(page.parsed.file);
            }
            Entry::Occupied(other) => {
                let problem = Problem::AddressTaken {
                    address: page.route.as_str().to_owned(),
                    other: sources.get(*other.get()).path.clone(),
                };
                diagnostics.push(Diagnostic::new(problem, page_span(page)));
                dropped.insert(i);
            }
        }
    }
    if !dropped.is_empty() {
        let mut i = 0..;
        pages.retain(|_| i.next().is_none_or(|i| !dropped.contains(&i)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_files_stand_for_their_folder() {
        assert_eq!(path_of("notizie/_index"), ("notizie", true));
        assert_eq!(path_of("_index"), ("", true));
        assert_eq!(path_of("notizie/a"), ("notizie/a", false));
        assert_eq!(path_of("my_index"), ("my_index", false));
        assert_eq!(parents("a/b/c").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(parents("").count(), 0);
    }

    #[test]
    fn addresses_are_made_of_slugs() {
        assert_eq!(
            segments("Notizie 2022/È già qui", None),
            "notizie-2022/e-gia-qui"
        );
        assert_eq!(segments("a/b", Some("Nuovo nome")), "a/nuovo-nome");
        assert_eq!(segments("a/b", Some("Nuovo_nome")), "a/Nuovo_nome");
        assert_eq!(segments("日本", None), "日本");
        assert!(segments(";)", None).starts_with("p-"));
    }
}
