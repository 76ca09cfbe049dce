//! Taxonomies: the values of a field as pages that list what has them.

use super::address::Route;
use super::ids::{PageId, TermRef};
use super::page::{Page, page_span};
use super::sections::newest_first;
use crate::content::{Value, slug};
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::Schema;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// The values of one field, or of fields that share an address.
#[derive(Debug)]
pub struct Taxonomy {
    /// Address segment: `argomenti`.
    pub name: String,
    /// The field's label.
    pub label: String,
    /// The page that lists the terms.
    pub route: Route,
    /// Terms in alphabetical order.
    pub terms: Vec<Term>,
}

/// One value.
#[derive(Debug)]
pub struct Term {
    /// As shown.
    pub label: String,
    /// The page that lists what has it.
    pub route: Route,
    /// Pages that have it, newest first.
    pub pages: Vec<PageId>,
}

/// Terms by their slug, so that "Appalti" and "appalti" are one: label and pages.
type Terms = BTreeMap<String, (String, Vec<PageId>)>;

/// Collects the terms of all pages. A taxonomy whose address belongs to a page is reported and
/// left out.
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
    let mut taxonomies = Vec::new();
    for (name, (label, terms)) in collected {
        let route = Route::page(&name);
        if let Some(page) = pages.iter().find(|page| page.route == route) {
            let problem = Problem::AddressTaken {
                address: route.as_str().to_owned(),
                other: label,
            };
            diagnostics.push(Diagnostic::new(problem, page_span(page)));
            continue;
        }
        let terms = terms.into_iter().map(|(slug, (label, mut list))| {
            list.sort_unstable_by_key(|id| places[id.0 as usize]);
            Term {
                label,
                route: route.child(&slug),
                pages: list,
            }
        });
        taxonomies.push(Taxonomy {
            name,
            label,
            terms: terms.collect(),
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
                let key = slugs.entry(label).or_insert_with(|| slug(label));
                if key.is_empty() {
                    continue;
                }
                let (_, pages) = terms
                    .entry(key.clone())
                    .or_insert_with(|| (label.to_owned(), Vec::new()));
                if pages.last() != Some(&PageId(i as u32)) {
                    pages.push(PageId(i as u32));
                }
            }
        }
    }
    collected
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
