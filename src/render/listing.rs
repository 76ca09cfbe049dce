//! Lists: the pages of sections and terms, cut into pages, with what they can be filtered by.
//!
//! Everything that the pages of one list share is made once.

use super::Shared;
use super::view::{
    FacetValueView, FacetView, FeedView, ListView, PagerPageView, PagerView, TypeView, list,
};
use crate::content::{Value as FieldValue, slug};
use crate::schema::Field;
use crate::site::{PageId, PageKind, Route, Site, TermRef};
use std::collections::{BTreeMap, HashMap};
use tera::Value;

/// Items on one page of a term's list.
const TERM_PAGE_SIZE: usize = 20;
/// Most entries in a feed.
const FEED_ENTRIES: usize = 20;

/// All lists of a site.
pub(super) struct Lists {
    sections: HashMap<PageId, List>,
    terms: HashMap<TermRef, List>,
    feeds: HashMap<PageId, Vec<PageId>>,
}

/// One list.
pub(super) struct List {
    items: Vec<PageId>,
    size: usize,
    routes: Vec<Route>,
    urls: Vec<String>,
    content_type: Option<TypeView>,
    facets: Value,
}

impl Lists {
    /// Prepares the lists of a site; `segment` stands before the number in the addresses of later
    /// pages.
    pub(super) fn new(shared: &Shared, segment: &str) -> Self {
        let site = &shared.site;
        let mut sections = HashMap::new();
        let mut feeds = HashMap::new();
        for id in site.ids() {
            let page = site.page(id);
            if page.kind == PageKind::Page {
                continue;
            }
            let first = page
                .children
                .first()
                .map(|id| site.page(*id).content_type());
            let size = first.map_or(TERM_PAGE_SIZE, |t| site.schema.types[t].page_size);
            sections.insert(
                id,
                List::new(site, page.children.clone(), size, &page.route, segment),
            );
            let entries = feed_entries(site, id);
            if !entries.is_empty() {
                feeds.insert(id, entries);
            }
        }
        let mut terms = HashMap::new();
        for (taxonomy, found) in site.taxonomies.iter().enumerate() {
            for (term, found) in found.terms.iter().enumerate() {
                let list = List::new(
                    site,
                    found.pages.clone(),
                    TERM_PAGE_SIZE,
                    &found.route,
                    segment,
                );
                terms.insert(TermRef { taxonomy, term }, list);
            }
        }
        Self {
            sections,
            terms,
            feeds,
        }
    }

    /// The list of a section.
    pub(super) fn section(&self, id: PageId) -> &List {
        &self.sections[&id]
    }

    /// The list of a term.
    pub(super) fn term(&self, term: TermRef) -> &List {
        &self.terms[&term]
    }

    /// The entries of a section's feed, newest first; empty if it has none.
    pub(super) fn feed(&self, id: PageId) -> &[PageId] {
        self.feeds.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The feeds of a section.
    pub(super) fn feeds_of(&self, site: &Site, id: PageId) -> Vec<FeedView> {
        // Feeds need absolute addresses.
        if self.feed(id).is_empty() || site.config.base_url.origin.is_empty() {
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

/// Dated pages below a section, newest first.
fn feed_entries(site: &Site, section: PageId) -> Vec<PageId> {
    let mut entries: Vec<PageId> = Vec::new();
    let mut open = vec![section];
    while let Some(id) = open.pop() {
        let page = site.page(id);
        entries.extend(
            page.children
                .iter()
                .filter(|id| site.page(**id).meta.date.is_some()),
        );
        open.extend(&page.sections);
    }
    entries.sort_by(|a, b| {
        let (a, b) = (site.page(*a), site.page(*b));
        b.meta
            .date
            .cmp(&a.meta.date)
            .then_with(|| a.path.cmp(&b.path))
    });
    entries.truncate(FEED_ENTRIES);
    entries
}

impl List {
    fn new(site: &Site, items: Vec<PageId>, size: usize, route: &Route, segment: &str) -> Self {
        let count = items.len().div_ceil(size).max(1);
        let routes: Vec<Route> = (1..=count)
            .map(|number| match number {
                1 => route.clone(),
                number => route.child(segment).child(&number.to_string()),
            })
            .collect();
        let urls = routes.iter().map(|route| site.url(route)).collect();
        let types: std::collections::BTreeSet<usize> = items
            .iter()
            .map(|id| site.page(*id).content_type())
            .collect();
        let content_type = (types.len() == 1).then(|| {
            let content_type = &site.schema.types[*types.first().unwrap_or(&0)];
            TypeView {
                name: content_type.name.clone(),
                label: content_type.label.clone(),
                plural: content_type.plural.clone(),
                url: None,
            }
        });
        let facets = list(facets(site, &items));
        Self {
            items,
            size,
            routes,
            urls,
            content_type,
            facets,
        }
    }

    /// How many pages the list is cut into, at least one.
    pub(super) fn count(&self) -> usize {
        self.routes.len()
    }

    /// The route of a page of the list, from 1.
    pub(super) fn route(&self, number: usize) -> &Route {
        &self.routes[number - 1]
    }

    /// What stands on a page of the list, from 1.
    pub(super) fn items(&self, number: usize) -> &[PageId] {
        let start = (number - 1) * self.size;
        let end = (start + self.size).min(self.items.len());
        &self.items[start.min(end)..end]
    }

    /// One page of the list, from 1, for templates.
    pub(super) fn view(&self, number: usize, shared: &Shared) -> Value {
        let items = self.items(number);
        let count = self.count();
        let url = |number: usize| self.urls[number - 1].clone();
        let near = |n: &usize| *n == 1 || *n == count || n.abs_diff(number) <= 2;
        ListView {
            items: items
                .iter()
                .map(|id| shared.cards[id.0 as usize].clone())
                .collect(),
            total: self.items.len(),
            r#type: self.content_type.clone(),
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
            facets: Some(self.facets.clone()),
        }
        .into()
    }
}

/// What the items can be filtered by, and how many have each value.
fn facets(site: &Site, items: &[PageId]) -> Vec<FacetView> {
    // Field name -> (label, order in the schema, value -> how it is shown).
    type Counts = BTreeMap<String, FacetValueView>;
    let mut fields: BTreeMap<String, (String, usize, Counts)> = BTreeMap::new();
    for id in items {
        let page = site.page(*id);
        let content_type = &site.schema.types[page.content_type()];
        for (order, field) in content_type
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| f.facet)
        {
            let Some(value) = page.parsed.fields.get(&field.name) else {
                continue;
            };
            let (_, _, counts) = fields
                .entry(field.name.clone())
                .or_insert_with(|| (field.label.clone(), order, BTreeMap::new()));
            for item in value.items() {
                let Some(view) = facet_value(site, *id, field, item) else {
                    continue;
                };
                counts.entry(view.value.clone()).or_insert(view).count += 1;
            }
        }
    }
    let mut views: Vec<(usize, FacetView)> = fields
        .into_iter()
        .map(|(name, (label, order, counts))| {
            let mut values: Vec<FacetValueView> = counts.into_values().collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
            (
                order,
                FacetView {
                    name,
                    label,
                    values,
                },
            )
        })
        .collect();
    views.sort_by_key(|(order, _)| *order);
    views.into_iter().map(|(_, view)| view).collect()
}

/// A value to filter by, counted zero times so far.
fn facet_value(
    site: &Site,
    page: PageId,
    field: &Field,
    value: &FieldValue,
) -> Option<FacetValueView> {
    let (value, label) = match value {
        FieldValue::Choice { value, label } => (value.clone(), label.clone()),
        FieldValue::Text(text) => (text.clone(), text.clone()),
        FieldValue::Integer(number) => (number.to_string(), number.to_string()),
        FieldValue::Boolean(value) => (value.to_string(), value.to_string()),
        FieldValue::Reference(index) => {
            let target = site.page(site.page(page).references[*index as usize]?);
            let name = target.path.rsplit('/').next().unwrap_or_default();
            let (value, label) = (name.to_owned(), target.short_title().to_owned());
            let url = Some(site.url(&target.route));
            return Some(FacetValueView {
                value,
                label,
                count: 0,
                url,
            });
        }
        _ => return None,
    };
    let url = field.taxonomy.as_ref().and_then(|name| {
        let taxonomy = site.taxonomies.iter().find(|t| t.name == slug(name))?;
        let term = taxonomy.terms.iter().find(|term| term.label == label)?;
        Some(site.url(&term.route))
    });
    Some(FacetValueView {
        value,
        label,
        count: 0,
        url,
    })
}
