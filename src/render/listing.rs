//! Lists: the pages of sections and terms, cut into pages, with what they can be filtered by.
//!
//! Everything that the pages of one list share is made once, when the first of them is rendered.

use super::Shared;
use super::view::{
    CatalogueView, CurrentView, FacetValueView, FacetView, FeedView, ListView, PagerPageView,
    PagerView, TypeView, list,
};
use crate::content::{Date, Value as FieldValue, slug};
use crate::schema::Field;
use crate::site::{Catalogue, FacetRef, Page, PageId, PageKind, Route, Site, TermRef};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};
use tera::Value;

/// Items on one page of a term's list.
const TERM_PAGE_SIZE: usize = 20;
/// Most entries in a feed.
const FEED_ENTRIES: usize = 20;

/// All lists of a site.
pub(super) struct Lists {
    /// Of sections, and of pages that are catalogues.
    pages: HashMap<PageId, List>,
    terms: HashMap<TermRef, List>,
    facets: HashMap<FacetRef, List>,
    /// The sections that have a feed, with its entries.
    feeds: HashMap<PageId, OnceLock<Vec<PageId>>>,
}

/// One list.
pub(super) struct List {
    items: Vec<PageId>,
    size: usize,
    route: Route,
    /// What stands before the number in the addresses of later pages.
    segment: Arc<str>,
    /// The catalogue it is, or a part of it.
    part: Option<Part>,
    described: OnceLock<Described>,
}

/// What a list is of a catalogue.
struct Part {
    /// Index in [`Site::catalogues`].
    catalogue: usize,
    /// The value that all items have; the whole catalogue without one.
    value: Option<FacetRef>,
    /// The address of the whole catalogue on one page, where it has several.
    whole: Option<Route>,
}

/// What holds for all pages of a list.
struct Described {
    content_type: Option<TypeView>,
    facets: Value,
    /// When the newest was changed and the oldest was checked.
    dates: (Option<String>, Option<String>),
    /// Stands for all of them.
    hash: u64,
}

impl Lists {
    /// Prepares the lists of a site; `segments` has for each language what stands before the number
    /// in the addresses of later pages, and the last segment of the address of a catalogue on one
    /// page.
    pub(super) fn new(shared: &Shared, segments: &[(Arc<str>, String)]) -> Self {
        let site = &shared.site;
        let mut pages = HashMap::new();
        let mut feeds = HashMap::new();
        for id in site.ids() {
            let page = site.page(id);
            if page.kind == PageKind::Page {
                continue;
            }
            let size = page_size(site, &page.children);
            let (segment, _) = &segments[page.language];
            let list = List::new(&page.children, size, &page.route, segment);
            pages.insert(id, list);
            if feed_date(site, id).is_some() {
                feeds.insert(id, OnceLock::new());
            }
        }
        let mut terms = HashMap::new();
        for (taxonomy, found) in site.taxonomies.iter().enumerate() {
            for (term, found) in found.terms.iter().enumerate() {
                let list = List::new(&found.pages, TERM_PAGE_SIZE, &found.route, &segments[0].0);
                terms.insert(TermRef { taxonomy, term }, list);
            }
        }
        let mut facets = HashMap::new();
        for (index, catalogue) in site.catalogues.iter().enumerate() {
            let page = site.page(catalogue.page);
            let (route, (segment, whole)) = (&page.route, &segments[page.language]);
            let size = page_size(site, &catalogue.pages);
            let mut list = List::new(&catalogue.pages, size, route, segment);
            let whole = (list.count() > 1).then(|| route.child(whole));
            let part = |value| Part {
                catalogue: index,
                value,
                whole: whole.clone(),
            };
            list.part = Some(part(None));
            pages.insert(catalogue.page, list);
            for value in catalogue.values(index) {
                let found = site.facet_value(value);
                let mut list = List::new(&found.pages, size, &found.route, segment);
                list.part = Some(part(Some(value)));
                facets.insert(value, list);
            }
        }
        Self {
            pages,
            terms,
            facets,
            feeds,
        }
    }

    /// Describes every list, each on one core: pages of a list would wait for each other.
    pub(super) fn describe(&self, shared: &Shared) {
        let lists = self.pages.values().chain(self.terms.values());
        let lists: Vec<&List> = lists.chain(self.facets.values()).collect();
        lists.into_par_iter().for_each(|list| {
            list.described(shared);
        });
    }

    /// The list of a section, or of another page that is a catalogue.
    pub(super) fn of_page(&self, id: PageId) -> Option<&List> {
        self.pages.get(&id)
    }

    /// The list of what has a value in a catalogue.
    pub(super) fn facet(&self, value: FacetRef) -> &List {
        &self.facets[&value]
    }

    /// The list of a term.
    pub(super) fn term(&self, term: TermRef) -> &List {
        &self.terms[&term]
    }

    /// Whether a section has a feed.
    pub(super) fn has_feed(&self, id: PageId) -> bool {
        self.feeds.contains_key(&id)
    }

    /// The entries of a section's feed, newest first; empty if it has none.
    pub(super) fn feed(&self, site: &Site, id: PageId) -> &[PageId] {
        let feed = self.feeds.get(&id);
        feed.map_or(&[], |entries| {
            entries.get_or_init(|| feed_entries(site, id))
        })
    }

    /// The feeds of a section.
    pub(super) fn feeds_of(&self, site: &Site, id: PageId) -> Vec<FeedView> {
        // Feeds need absolute addresses.
        if !self.has_feed(id) || site.config.base_url.origin.is_empty() {
            return Vec::new();
        }
        let page = site.page(id);
        let feed = |name, kind| FeedView {
            title: page.meta.title.clone(),
            url: site.url(&page.route.child_file(name)),
            kind,
        };
        vec![feed("feed.xml", "atom"), feed("feed.json", "json")]
    }
}

/// How many of these pages stand on one page of a list: as many as the type of the first says.
fn page_size(site: &Site, pages: &[PageId]) -> usize {
    let first = pages.first().map(|id| site.page(*id).content_type());
    first.map_or(TERM_PAGE_SIZE, |t| site.schema.types[t].page_size)
}

/// When the newest of some pages was changed, and when the oldest check of one was; pages that do
/// not say are left out.
pub(super) fn dates<'a>(
    site: &Site,
    pages: impl IntoIterator<Item = &'a PageId>,
) -> (Option<String>, Option<String>) {
    let mut newest = None;
    let mut oldest = None;
    for id in pages {
        let meta = &site.page(*id).meta;
        newest = newest.max(meta.updated.or(meta.date));
        oldest = oldest.into_iter().chain(meta.verified).min();
    }
    let text = |date: Option<Date>| date.map(|date| date.to_string());
    (text(newest), text(oldest))
}

/// The date by which a feed knows a page: its own, or that of its last change.
type FeedDate = fn(&Page) -> Option<Date>;

/// By which date a section's feed knows the pages below it: their own, if any has one; where none
/// is dated, that of their last change. Nothing if they have neither.
pub(super) fn feed_date(site: &Site, section: PageId) -> Option<FeedDate> {
    fn any(site: &Site, section: PageId, date: FeedDate) -> bool {
        let page = site.page(section);
        page.children
            .iter()
            .any(|id| date(site.page(*id)).is_some())
            || page.sections.iter().any(|id| any(site, *id, date))
    }
    let dates: [FeedDate; 2] = [|page| page.meta.date, |page| page.meta.updated];
    dates.into_iter().find(|date| any(site, section, *date))
}

/// Dated pages below a section, newest first.
fn feed_entries(site: &Site, section: PageId) -> Vec<PageId> {
    let Some(date) = feed_date(site, section) else {
        return Vec::new();
    };
    let mut entries: Vec<PageId> = Vec::new();
    let mut open = vec![section];
    while let Some(id) = open.pop() {
        let page = site.page(id);
        entries.extend(
            page.children
                .iter()
                .filter(|id| date(site.page(**id)).is_some()),
        );
        open.extend(&page.sections);
    }
    let newest_first = |a: &PageId, b: &PageId| {
        let (a, b) = (site.page(*a), site.page(*b));
        date(b).cmp(&date(a)).then_with(|| a.path.cmp(&b.path))
    };
    if entries.len() > FEED_ENTRIES {
        entries.select_nth_unstable_by(FEED_ENTRIES, newest_first);
        entries.truncate(FEED_ENTRIES);
    }
    entries.sort_by(newest_first);
    entries
}

impl List {
    fn new(items: &[PageId], size: usize, route: &Route, segment: &Arc<str>) -> Self {
        Self {
            items: items.to_vec(),
            size,
            route: route.clone(),
            segment: Arc::clone(segment),
            part: None,
            described: OnceLock::new(),
        }
    }

    /// How many pages the list is cut into, at least one.
    pub(super) fn count(&self) -> usize {
        self.items.len().div_ceil(self.size).max(1)
    }

    /// The route of a page of the list, from 1.
    pub(super) fn route(&self, number: usize) -> Route {
        match number {
            1 => self.route.clone(),
            number => self.route.child(&self.segment).child(&number.to_string()),
        }
    }

    fn described(&self, shared: &Shared) -> &Described {
        self.described.get_or_init(|| self.describe(&shared.site))
    }

    fn describe(&self, site: &Site) -> Described {
        let mut types = self.items.iter().map(|id| site.page(*id).content_type());
        let first = types.next();
        let only = first.filter(|first| types.all(|other| other == *first));
        let content_type = only.map(|only| {
            let content_type = &site.schema.types[only];
            TypeView {
                name: content_type.name.clone(),
                label: content_type.label.clone(),
                plural: content_type.plural.clone(),
                url: None,
            }
        });
        let dates = dates(site, &self.items);
        let mut hasher = DefaultHasher::new();
        let catalogue = self.part.as_ref().map(|p| &site.catalogues[p.catalogue]);
        let facets = match catalogue {
            Some(catalogue) => {
                let marks = self.items.iter().map(|id| catalogue.marks.get(id));
                marks.collect::<Vec<_>>().hash(&mut hasher);
                (catalogue.pages.len(), self.whole()).hash(&mut hasher);
                facets_of(site, catalogue)
            }
            None => facets(site, &self.items),
        };
        (only, &dates).hash(&mut hasher);
        for facet in &facets {
            (&facet.name, &facet.label, facet.values.len()).hash(&mut hasher);
            for value in &facet.values {
                (&value.value, &value.label, value.count, &value.url).hash(&mut hasher);
            }
        }
        Described {
            content_type,
            facets: list(facets),
            dates,
            hash: hasher.finish(),
        }
    }

    /// Where a catalogue of several pages stands on one.
    pub(super) fn whole(&self) -> Option<&Route> {
        self.part.as_ref()?.whole.as_ref()
    }

    /// When the newest of its pages was changed, and when the oldest check of one was.
    pub(super) fn dates(&self, shared: &Shared) -> (Option<String>, Option<String>) {
        self.described(shared).dates.clone()
    }

    /// What stands on a page of the list, from 1.
    pub(super) fn items(&self, number: usize) -> &[PageId] {
        let start = (number - 1) * self.size;
        let end = (start + self.size).min(self.items.len());
        &self.items[start.min(end)..end]
    }

    /// All that stands on the list.
    pub(super) fn all(&self) -> &[PageId] {
        &self.items
    }

    /// What the pages of the list show of it besides their own items.
    pub(super) fn shape(&self, shared: &Shared) -> impl Hash {
        let described = self.described(shared);
        (self.items.len(), self.size, self.route(2), described.hash)
    }

    /// One page of the list, from 1, for templates.
    pub(super) fn view(&self, number: usize, shared: &Shared) -> Value {
        self.view_of(self.items(number), number, self.count(), shared)
    }

    /// All of the list on one page.
    pub(super) fn view_whole(&self, shared: &Shared) -> Value {
        self.view_of(&self.items, 1, 1, shared)
    }

    fn view_of(&self, items: &[PageId], number: usize, count: usize, shared: &Shared) -> Value {
        let described = self.described(shared);
        let url = |number: usize| shared.site.url(&self.route(number));
        let near = |n: &usize| *n == 1 || *n == count || n.abs_diff(number) <= 2;
        ListView {
            items: items.iter().map(|id| shared.card(*id)).collect(),
            total: self.items.len(),
            r#type: described.content_type.clone(),
            pager: PagerView {
                number,
                count,
                first: url(1),
                last: url(count),
                prev: (number > 1).then(|| url(number - 1)),
                next: (number < count).then(|| url(number + 1)),
                pages: (1..=count)
                    .filter(near)
                    .map(|n| PagerPageView {
                        number: n,
                        url: url(n),
                        current: n == number,
                    })
                    .collect(),
            },
            facets: Some(described.facets.clone()),
            catalogue: self
                .part
                .as_ref()
                .map(|part| part.view(items, &shared.site)),
        }
        .into()
    }
}

impl Part {
    fn view(&self, items: &[PageId], site: &Site) -> CatalogueView {
        let catalogue = &site.catalogues[self.catalogue];
        let marks = items.iter().map(|id| catalogue.marks.get(id).cloned());
        CatalogueView {
            url: site.url(&site.page(catalogue.page).route),
            total: catalogue.pages.len(),
            whole: self.whole.as_ref().map(|route| site.url(route)),
            current: self.value.map(|value| {
                let found = site.facet_value(value);
                CurrentView {
                    facet: catalogue.facets[value.facet].name.clone(),
                    value: found.value.clone(),
                    label: found.label.clone(),
                }
            }),
            marks: marks.map(Option::unwrap_or_default).collect(),
        }
    }
}

/// What a catalogue is narrowed down by, and how many of its pages have each value.
fn facets_of(site: &Site, catalogue: &Catalogue) -> Vec<FacetView> {
    let facets = catalogue.facets.iter().map(|facet| FacetView {
        name: facet.name.clone(),
        label: facet.label.clone(),
        values: facet
            .values
            .iter()
            .map(|value| FacetValueView {
                value: value.value.clone(),
                label: value.label.clone(),
                count: value.pages.len(),
                url: Some(site.url(&value.route)),
            })
            .collect(),
    });
    facets.collect()
}

/// What the items can be filtered by, and how many have each value.
fn facets(site: &Site, items: &[PageId]) -> Vec<FacetView> {
    /// The values of one field.
    struct Counts<'a> {
        /// Its place in the schema.
        order: usize,
        view: FacetView,
        /// Where a value stands among those of the view.
        places: HashMap<Cow<'a, str>, usize>,
    }
    let mut found: Vec<Counts<'_>> = Vec::new();
    // By content type, its facets and where the counts of each are.
    let mut facets_of: Vec<Option<Vec<(&Field, usize)>>> = vec![None; site.schema.types.len()];
    for id in items {
        let page = site.page(*id);
        let facets = facets_of[page.content_type()].get_or_insert_with(|| {
            let fields = site.schema.types[page.content_type()].fields.iter();
            let facets = fields.enumerate().filter(|(_, field)| field.facet);
            let places = facets.map(|(order, field)| {
                let known = found.iter().position(|c| c.view.name == field.name);
                let at = known.unwrap_or_else(|| {
                    let view = FacetView {
                        name: field.name.clone(),
                        label: field.label.clone(),
                        values: Vec::new(),
                    };
                    let places = HashMap::new();
                    found.push(Counts {
                        order,
                        view,
                        places,
                    });
                    found.len() - 1
                });
                (field, at)
            });
            places.collect()
        });
        for (field, at) in facets.iter() {
            let counts = &mut found[*at];
            let value = page.parsed.fields.get(&field.name);
            for item in value.map_or(&[][..], FieldValue::items) {
                let Some(key) = facet_key(site, page, item) else {
                    continue;
                };
                if let Some(place) = counts.places.get(&key) {
                    counts.view.values[*place].count += 1;
                } else if let Some(view) = facet_value(site, page, field, item, &key) {
                    counts.places.insert(key, counts.view.values.len());
                    counts.view.values.push(view);
                }
            }
        }
    }
    found.retain(|counts| !counts.view.values.is_empty());
    found.sort_by_key(|counts| counts.order);
    let mut views: Vec<FacetView> = found.into_iter().map(|counts| counts.view).collect();
    for view in &mut views {
        let by_count = |a: &FacetValueView, b: &FacetValueView| b.count.cmp(&a.count);
        view.values.sort_by(|a, b| {
            by_count(a, b).then_with(|| (&a.label, &a.value).cmp(&(&b.label, &b.value)))
        });
    }
    views
}

/// What tells a value to filter by from others.
fn facet_key<'a>(site: &'a Site, page: &Page, value: &'a FieldValue) -> Option<Cow<'a, str>> {
    match value {
        FieldValue::Choice { value: text, .. } | FieldValue::Text(text) => Some(text.into()),
        FieldValue::Integer(number) => Some(number.to_string().into()),
        FieldValue::Boolean(value) => Some(value.to_string().into()),
        FieldValue::Reference(index) => {
            let target = site.page(page.references[*index as usize]?);
            Some(target.path.as_str().into())
        }
        _ => None,
    }
}

/// A value to filter by, as its first page has it.
fn facet_value(
    site: &Site,
    page: &Page,
    field: &Field,
    value: &FieldValue,
    key: &str,
) -> Option<FacetValueView> {
    let view = |value: &str, label: &str, url| FacetValueView {
        value: value.to_owned(),
        label: label.to_owned(),
        count: 1,
        url,
    };
    let label = match value {
        FieldValue::Reference(index) => {
            let target = site.page(page.references[*index as usize]?);
            let name = key.rsplit('/').next().unwrap_or_default();
            let url = Some(site.url(&target.route));
            return Some(view(name, target.short_title(), url));
        }
        FieldValue::Choice { label, .. } => label,
        _ => key,
    };
    let url = field.taxonomy.as_ref().and_then(|name| {
        let name = slug(name);
        let taxonomy = site.taxonomies.iter().find(|t| t.name == name)?;
        // Terms written in two ways are one, called as the first page has it.
        let route = taxonomy.route.child(&slug(label));
        let term = taxonomy.terms.iter().find(|term| term.route == route)?;
        Some(site.url(&term.route))
    });
    Some(view(key, label, url))
}
