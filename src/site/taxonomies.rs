//! Taxonomies: the values of a field as pages that list what has them.

use super::address::Route;
use super::ids::{PageId, TermRef};
use super::page::Page;
use super::place::fallback;
use super::sections::newest_first;
use super::similar::{self, Terms};
use crate::content::Value;
use crate::diagnostic::Diagnostic;
use crate::schema::Schema;
use crate::slug::{slug, term_slug};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The values of one field, or of fields that share an address.
#[derive(Debug)]
pub struct Taxonomy {
    /// Address segment: `argomenti`.
    pub name: String,
    /// The field's label.
    pub label: String,
    /// The page that lists the terms.
    pub route: Route,
    /// A page of the site at that address, whose text stands above the list.
    pub page: Option<PageId>,
    /// Terms in alphabetical order.
    pub terms: Vec<Term>,
    /// The place of each by its label in small letters.
    by_name: HashMap<String, usize>,
}

/// One value.
#[derive(Debug)]
pub struct Term {
    /// As shown.
    pub label: String,
    /// The page that lists what has it.
    pub route: Route,
    /// A page of the site at that address, whose text stands above the list.
    pub page: Option<PageId>,
    /// Pages that have it, newest first.
    pub pages: Vec<PageId>,
}

impl Taxonomy {
    /// The term of a label. Those written in two ways are one, called as the first page has it.
    pub fn term(&self, label: &str) -> Option<&Term> {
        let place = self.by_name.get(&label.to_lowercase())?;
        Some(&self.terms[*place])
    }

    /// The pages whose texts stand above its list and above those of its terms.
    pub fn texts(&self) -> impl Iterator<Item = PageId> {
        let terms = self.terms.iter().filter_map(|term| term.page);
        self.page.into_iter().chain(terms)
    }
}

/// Collects the terms of all pages.
pub(super) fn build(
    pages: &mut [Page],
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Taxonomy> {
    let collected = collect(pages, schema);
    let places = match collected.is_empty() {
        true => Vec::new(),
        false => places_newest_first(pages),
    };
    let owners: HashMap<Route, PageId> = match collected.is_empty() {
        true => HashMap::new(),
        false => (0..)
            .map(PageId)
            .zip(&*pages)
            .map(|(id, page)| (page.route.clone(), id))
            .collect(),
    };
    let mut taxonomies = Vec::new();
    for (name, (label, terms)) in collected {
        similar::check(&terms, pages, schema, diagnostics);
        let route = Route::page(&name);
        let mut taken = HashSet::new();
        let names = terms.keys().map(|(_, name)| name.clone());
        let by_name = names.enumerate().map(|(place, name)| (name, place));
        let by_name = by_name.collect();
        let terms = terms.into_iter().map(|((slug, _), (label, mut list))| {
            list.sort_unstable_by_key(|id| places[id.0 as usize]);
            let route = route.child(&free(slug, &mut taken));
            Term {
                page: owners.get(&route).copied(),
                label,
                route,
                pages: list,
            }
        });
        taxonomies.push(Taxonomy {
            name,
            label,
            terms: terms.collect(),
            by_name,
            page: owners.get(&route).copied(),
            route: route.clone(),
        });
    }
    refer(pages, &taxonomies);
    taxonomies
}

/// The label and the terms of each taxonomy, by its slug, as the pages have them.
fn collect(pages: &[Page], schema: &Schema) -> BTreeMap<String, (String, Terms)> {
    let mut collected: BTreeMap<String, (String, Terms)> = BTreeMap::new();
    // The same few labels come again and again.
    let mut slugs: HashMap<&str, String> = HashMap::new();
    // Translations would stand in the lists beside what they translate.
    let own = pages.iter().enumerate().filter(|(_, p)| p.language == 0);
    for (i, page) in own {
        for field in &schema.types[page.content_type()].fields {
            let Some(name) = &field.taxonomy else {
                continue;
            };
            let Some(value) = page.parsed.fields.get(&field.name) else {
                continue;
            };
            let name = slugs.entry(name).or_insert_with(|| slug(name)).clone();
            let (_, terms) = collected
                .entry(name)
                .or_insert_with(|| (field.label.clone(), BTreeMap::new()));
            for label in value.items().iter().filter_map(label) {
                let key = slugs.entry(label).or_insert_with(|| segment(label));
                let (_, pages) = terms
                    .entry((key.clone(), label.to_lowercase()))
                    .or_insert_with(|| (label.to_owned(), Vec::new()));
                if pages.last() != Some(&PageId(i as u32)) {
                    pages.push(PageId(i as u32));
                }
            }
        }
    }
    collected
}

/// The address segment of a term; one of which nothing can be kept has that of its digest.
fn segment(label: &str) -> String {
    match term_slug(label) {
        slug if slug.is_empty() => fallback(label),
        slug => slug,
    }
}

/// A segment that no other term of a taxonomy has.
fn free(slug: String, taken: &mut HashSet<String>) -> String {
    let mut numbers = 2..;
    let mut free = slug.clone();
    while !taken.insert(free.clone()) {
        free = format!("{slug}-{}", numbers.next().unwrap_or(i32::MAX));
    }
    free
}

/// Notes on each page the terms that it has.
fn refer(pages: &mut [Page], taxonomies: &[Taxonomy]) {
    for (taxonomy, terms) in taxonomies.iter().enumerate() {
        for (term, found) in terms.terms.iter().enumerate() {
            for id in &found.pages {
                pages[id.0 as usize].terms.push(TermRef { taxonomy, term });
            }
        }
    }
}

/// The place of each page among all, newest first: most pages stand in several lists.
fn places_newest_first(pages: &[Page]) -> Vec<u32> {
    let mut ids: Vec<u32> = (0..pages.len() as u32).collect();
    ids.par_sort_by(|a, b| {
        let (a, b) = (&pages[*a as usize], &pages[*b as usize]);
        newest_first(a, b)
    });
    let mut places = vec![0; pages.len()];
    for (place, id) in (0..).zip(ids) {
        places[id as usize] = place;
    }
    places
}

fn label(value: &Value) -> Option<&str> {
    match value {
        Value::Choice { label, .. } => Some(label),
        other => other.as_text(),
    }
}
