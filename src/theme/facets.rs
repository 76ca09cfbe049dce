//! What lists can be narrowed down by, and how many of their pages have each value.

use super::view::{FacetValueView, FacetView};
use crate::content::Value as FieldValue;
use crate::schema::Field;
use crate::site::{Catalogue, Page, PageId, Site, last_segment};
use crate::slug::slug;
use std::borrow::Cow;
use std::collections::HashMap;

/// Most values of one field by which a list that is no catalogue can be narrowed down: those of all
/// lists would grow with the square of the terms of a page.
const MOST_VALUES: usize = 200;

/// What a catalogue is narrowed down by, and how many of its pages have each value.
pub(super) fn facets_of(site: &Site, catalogue: &Catalogue) -> Vec<FacetView> {
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
pub(super) fn facets(site: &Site, items: &[PageId]) -> Vec<FacetView> {
    let mut found: Vec<Counts<'_>> = Vec::new();
    // By content type, its facets and where the counts of each are.
    let mut of_types: Vec<Option<Vec<(&Field, usize)>>> = vec![None; site.schema.types.len()];
    for id in items {
        let page = site.page(*id);
        let facets = of_types[page.content_type()].get_or_insert_with(|| {
            let fields = site.schema.types[page.content_type()].fields.iter();
            let facets = fields.enumerate().filter(|(_, field)| field.facet);
            facets
                .map(|(order, field)| (field, place_of(&mut found, field, order)))
                .collect()
        });
        for (field, at) in facets.iter() {
            found[*at].add(site, page, field);
        }
    }
    found.sort_by_key(|counts| counts.order);
    let views = found.into_iter().map(|counts| counts.most_first(site));
    views.filter(|view| !view.values.is_empty()).collect()
}

/// How many pages have each value of one field.
struct Counts<'a> {
    /// Its place in the schema.
    order: usize,
    name: &'a str,
    label: &'a str,
    values: Vec<Counted<'a>>,
    /// Where a value stands among them.
    places: HashMap<Cow<'a, str>, usize>,
}

/// A value as its first page has it, and how many pages have it.
struct Counted<'a> {
    key: Cow<'a, str>,
    count: usize,
    page: &'a Page,
    field: &'a Field,
    value: &'a FieldValue,
}

/// Where the counts of a field are; fields of one name share theirs, whatever their type.
fn place_of<'a>(found: &mut Vec<Counts<'a>>, field: &'a Field, order: usize) -> usize {
    let known = found.iter().position(|c| c.name == field.name);
    known.unwrap_or_else(|| {
        found.push(Counts {
            order,
            name: &field.name,
            label: &field.label,
            values: Vec::new(),
            places: HashMap::new(),
        });
        found.len() - 1
    })
}

impl<'a> Counts<'a> {
    /// Counts the values that a page has in the field.
    fn add(&mut self, site: &'a Site, page: &'a Page, field: &'a Field) {
        let value = page.parsed.fields.get(&field.name);
        for value in value.map_or(&[][..], FieldValue::items) {
            let Some(key) = facet_key(site, page, value) else {
                continue;
            };
            if let Some(place) = self.places.get(&key) {
                self.values[*place].count += 1;
                continue;
            }
            self.places.insert(key.clone(), self.values.len());
            self.values.push(Counted {
                key,
                count: 1,
                page,
                field,
                value,
            });
        }
    }

    /// The values with the most pages first.
    fn most_first(mut self, site: &Site) -> FacetView {
        if self.values.len() > MOST_VALUES {
            self.values
                .sort_by(|a, b| (b.count, &a.key).cmp(&(a.count, &b.key)));
            self.values.truncate(MOST_VALUES);
        }
        let views = self.values.iter().filter_map(|v| {
            let view = facet_value(site, v.page, v.field, v.value, &v.key)?;
            Some(FacetValueView {
                count: v.count,
                ..view
            })
        });
        let mut values: Vec<FacetValueView> = views.collect();
        values.sort_by(|a, b| {
            let by_count = b.count.cmp(&a.count);
            by_count.then_with(|| (&a.label, &a.value).cmp(&(&b.label, &b.value)))
        });
        FacetView {
            name: self.name.to_owned(),
            label: self.label.to_owned(),
            values,
        }
    }
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
            let name = last_segment(key);
            let url = Some(site.url(&target.route));
            return Some(view(name, target.short_title(), url));
        }
        FieldValue::Choice { label, .. } => label,
        _ => key,
    };
    let url = field.taxonomy.as_ref().and_then(|name| {
        let name = slug(name);
        let taxonomy = site.taxonomies.iter().find(|t| t.name == name)?;
        Some(site.url(&taxonomy.term(label)?.route))
    });
    Some(view(key, label, url))
}
