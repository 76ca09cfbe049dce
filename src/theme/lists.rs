//! Lists: the pages of sections and terms, cut into pages, with what they can be filtered by.
//!
//! Everything that the pages of one list share is made once, when the first of them is rendered.

use super::facets::{facets, facets_of};
use super::shared::Shared;
use super::strings::Strings;
use super::view::{CatalogueView, CurrentView, ListView, PagerPageView, PagerView, TypeView, list};
use crate::content::Date;
use crate::fingerprint::Fingerprint;
use crate::site::{FacetRef, PageId, PageKind, Route, Site, TermRef};
use crate::slug::slug;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// Items on one page of a term's list.
const TERM_PAGE_SIZE: usize = 20;

/// All lists of a site.
pub struct Lists {
    /// Of sections, and of pages that are catalogues.
    pages: HashMap<PageId, List>,
    terms: HashMap<TermRef, List>,
    facets: HashMap<FacetRef, List>,
}

/// One list.
pub struct List {
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
    view_all: Option<Route>,
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
    /// Prepares the lists of a site; the strings of its theme say what stands in the addresses of
    /// later pages.
    pub fn new(site: &Site, strings: &Strings) -> Self {
        // They become parts of addresses, so they may not lead elsewhere.
        let segments: Vec<(Arc<str>, String)> = (0..=site.config.languages.len())
            .map(|language| {
                let page: Arc<str> = slug(strings.page_segment(language)).into();
                (page, slug(strings.view_all_segment(language)))
            })
            .collect();
        let mut pages = HashMap::new();
        for id in site.ids() {
            let page = site.page(id);
            if page.kind == PageKind::Page {
                continue;
            }
            let size = page_size(site, &page.children);
            let (segment, _) = &segments[page.language];
            let list = List::new(&page.children, size, &page.route, segment);
            pages.insert(id, list);
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
            let (route, (segment, view_all)) = (&page.route, &segments[page.language]);
            let size = page_size(site, &catalogue.pages);
            let mut list = List::new(&catalogue.pages, size, route, segment);
            let view_all = (list.count() > 1).then(|| route.child(view_all));
            let part = |value| Part {
                catalogue: index,
                value,
                view_all: view_all.clone(),
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
        }
    }

    /// Describes every list, each on one core: pages of a list would wait for each other.
    pub fn describe(&self, site: &Site) {
        let lists = self.pages.values().chain(self.terms.values());
        let lists: Vec<&List> = lists.chain(self.facets.values()).collect();
        lists.into_par_iter().for_each(|list| {
            list.described(site);
        });
    }

    /// The list of a section, or of another page that is a catalogue.
    pub fn of_page(&self, id: PageId) -> Option<&List> {
        self.pages.get(&id)
    }

    /// The list of what has a value in a catalogue.
    pub fn facet(&self, value: FacetRef) -> &List {
        &self.facets[&value]
    }

    /// The list of a term.
    pub fn term(&self, term: TermRef) -> &List {
        &self.terms[&term]
    }
}

/// How many of these pages stand on one page of a list: as many as the type of the first says.
fn page_size(site: &Site, pages: &[PageId]) -> usize {
    let first = pages.first().map(|id| site.page(*id).content_type());
    first.map_or(TERM_PAGE_SIZE, |t| site.schema.types[t].page_size)
}

/// When the newest of some pages was changed, and when the oldest check of one was; pages that do
/// not say are left out.
pub fn dates<'a>(
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
    pub fn count(&self) -> usize {
        self.items.len().div_ceil(self.size).max(1)
    }

    /// The route of a page of the list, from 1.
    pub fn route(&self, number: usize) -> Route {
        match number {
            1 => self.route.clone(),
            number => self.route.child(&self.segment).child(&number.to_string()),
        }
    }

    fn described(&self, site: &Site) -> &Described {
        self.described.get_or_init(|| self.describe(site))
    }

    fn describe(&self, site: &Site) -> Described {
        let mut types = self.items.iter().map(|id| site.page(*id).content_type());
        let first = types.next();
        let only = first.filter(|first| types.all(|other| other == *first));
        let content_type = only.map(|only| TypeView::from(&site.schema.types[only]));
        let dates = dates(site, &self.items);
        let mut hasher = Fingerprint::default();
        let catalogue = self.part.as_ref().map(|p| &site.catalogues[p.catalogue]);
        let facets = match catalogue {
            Some(catalogue) => {
                let facet_values = self.items.iter().map(|id| catalogue.facet_values.get(id));
                facet_values.collect::<Vec<_>>().hash(&mut hasher);
                (catalogue.pages.len(), self.view_all()).hash(&mut hasher);
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
            hash: hasher.value(),
        }
    }

    /// Where a catalogue of several pages stands on one.
    pub fn view_all(&self) -> Option<&Route> {
        self.part.as_ref()?.view_all.as_ref()
    }

    /// When the newest of its pages was changed, and when the oldest check of one was.
    pub fn dates(&self, site: &Site) -> (Option<String>, Option<String>) {
        self.described(site).dates.clone()
    }

    /// What stands on a page of the list, from 1.
    pub fn items(&self, number: usize) -> &[PageId] {
        let start = (number - 1) * self.size;
        let end = (start + self.size).min(self.items.len());
        &self.items[start.min(end)..end]
    }

    /// All that stands on the list.
    pub fn all(&self) -> &[PageId] {
        &self.items
    }

    /// What the pages of the list show of it besides their own items.
    pub fn shape(&self, site: &Site) -> impl Hash {
        let described = self.described(site);
        (self.items.len(), self.size, self.route(2), described.hash)
    }

    /// One page of the list, from 1, for templates.
    pub fn view(&self, number: usize, shared: &Shared) -> Value {
        self.view_of(self.items(number), number, self.count(), shared)
    }

    /// All of the list on one page.
    pub fn view_of_all(&self, shared: &Shared) -> Value {
        self.view_of(&self.items, 1, 1, shared)
    }

    fn view_of(&self, items: &[PageId], number: usize, count: usize, shared: &Shared) -> Value {
        let described = self.described(&shared.site);
        let url = |number: usize| shared.site.url(&self.route(number));
        let near = |n: &usize| *n == 1 || *n == count || n.abs_diff(number) <= 2;
        ListView {
            items: shared.cards(items),
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
        let facet_values = items
            .iter()
            .map(|id| catalogue.facet_values.get(id).cloned());
        CatalogueView {
            url: site.url(&site.page(catalogue.page).route),
            total: catalogue.pages.len(),
            view_all: self.view_all.as_ref().map(|route| site.url(route)),
            current: self.value.map(|value| {
                let found = site.facet_value(value);
                CurrentView {
                    facet: catalogue.facets[value.facet].name.clone(),
                    value: found.value.clone(),
                    label: found.label.clone(),
                }
            }),
            facet_values: facet_values
                .map(|facet_values| facet_values.unwrap_or_default())
                .collect(),
        }
    }
}
