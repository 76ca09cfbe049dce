//! Tables that count pages by two of their fields, as the configuration asks for them.
//!
//! One table is what a template shows and what readers download, so that the two cannot differ.

use super::plain_path;
use super::table_config::{CountConfig, TableConfig};
use crate::content::Value as FieldValue;
use crate::csv;
use crate::schema::{ContentType, Field, Kind};
use crate::site::{Page, PageId, Route, Site};
use crate::slug::slug;
use std::collections::{BTreeMap, BTreeSet};

/// A table: what is counted, and where.
pub struct Table<'a> {
    site: &'a Site,
    config: &'a TableConfig,
    /// What its rows stand for.
    pub rows: Axis,
    /// What its columns stand for.
    pub columns: Axis,
    /// The pages in each cell, of what is counted there by its number.
    cells: BTreeMap<(Place, Place, usize), BTreeSet<PageId>>,
}

/// A number on an axis; `None` stands for all of it.
pub type Place = Option<usize>;

/// The values of a field: those that it may have, whether a page has them or not.
#[derive(Default)]
pub struct Axis {
    /// What the field is called.
    pub label: String,
    /// Its values.
    pub heads: Vec<Head>,
}

/// A value on an axis.
pub struct Head {
    key: Key,
    /// As shown.
    pub label: String,
    /// The page of all that have it, or the page that it is.
    pub url: Option<String>,
}

#[derive(PartialEq, Eq)]
enum Key {
    Page(PageId),
    Text(String),
}

/// The address of a table; none if it is not that of a CSV file.
pub fn route(file: &str) -> Option<Route> {
    let path = plain_path(file)?;
    path.ends_with(".csv").then(|| Route::file(&path))
}

impl<'a> Table<'a> {
    /// Counts the pages of a site.
    pub fn new(site: &'a Site, config: &'a TableConfig) -> Self {
        let (mut rows, mut columns) = (Axis::default(), Axis::default());
        // What the first count says an axis is, it is.
        if let Some(first) = config.counts.first() {
            rows = Axis::of(site, first, &first.rows.0);
            columns = Axis::of(site, first, &first.columns.0);
        }
        let mut cells: BTreeMap<_, BTreeSet<PageId>> = BTreeMap::new();
        for (number, count) in config.counts.iter().enumerate() {
            for id in counted(site, &count.of.0) {
                let places = |axis: &Axis, path: &str| {
                    let mut places = vec![None];
                    values(site, id, path, &mut |page, value| {
                        places.extend(axis.place(page, value).map(Some));
                    });
                    places
                };
                for row in places(&rows, &count.rows.0) {
                    for column in places(&columns, &count.columns.0) {
                        cells.entry((row, column, number)).or_default().insert(id);
                    }
                }
            }
        }
        Self {
            site,
            config,
            rows,
            columns,
            cells,
        }
    }

    /// The table as CSV: a line for each pair of values, also where there is nothing.
    pub fn csv(&self) -> String {
        let mut out = csv::BYTE_ORDER_MARK.to_owned();
        let mut line = |cells: Vec<String>| {
            csv::push_row(
                &mut out,
                cells.iter().map(|cell| csv::without_formula(cell)),
            );
        };
        let counted = (0..self.kinds()).filter_map(|kind| self.content_type(kind));
        let labels = [self.rows.label.clone(), self.columns.label.clone()];
        line(
            labels
                .into_iter()
                .chain(counted.map(|t| t.plural.clone()))
                .collect(),
        );
        for (row, column) in self.pairs() {
            let labels = [
                &self.rows.heads[row].label,
                &self.columns.heads[column].label,
            ];
            let counts = (0..self.kinds())
                .map(|kind| self.pages(Some(row), Some(column), kind).len().to_string());
            line(labels.into_iter().cloned().chain(counts).collect());
        }
        out
    }

    /// Where it is published.
    pub fn route(&self) -> Option<Route> {
        route(&self.config.file)
    }

    /// How many kinds of pages are counted.
    pub fn kinds(&self) -> usize {
        self.config.counts.len()
    }

    /// The type of a kind of pages that is counted. Types that are not there were reported, and
    /// nothing is published.
    pub fn content_type(&self, kind: usize) -> Option<&'a ContentType> {
        let id = self.site.schema.find(&self.config.counts[kind].of.0)?;
        Some(&self.site.schema.types[id])
    }

    /// The pages of a kind at a place.
    pub fn pages(&self, row: Place, column: Place, kind: usize) -> &BTreeSet<PageId> {
        static NONE: BTreeSet<PageId> = BTreeSet::new();
        self.cells.get(&(row, column, kind)).unwrap_or(&NONE)
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.columns.heads.len();
        (0..self.rows.heads.len())
            .flat_map(move |row| (0..columns).map(move |column| (row, column)))
    }
}

impl Axis {
    /// The values that a field of a type may have: the pages that it may refer to, the choices, or
    /// else what the pages say, in order of the text.
    fn of(site: &Site, count: &CountConfig, path: &str) -> Self {
        let Some(field) = site.schema.field_at(&count.of.0, path) else {
            return Self::default();
        };
        let text = |label: &str, key: &str| Head {
            key: Key::Text(key.to_owned()),
            label: label.to_owned(),
            url: term_url(site, field, label),
        };
        let heads = match &field.kind {
            Kind::Ref(types) => {
                let pages = in_order(site, types).into_iter().map(|id| Head {
                    key: Key::Page(id),
                    label: site.page(id).short_title().to_owned(),
                    url: Some(site.url(&site.page(id).route)),
                });
                pages.collect()
            }
            Kind::Choice(choices) => choices.iter().map(|c| text(&c.label, &c.value)).collect(),
            _ => {
                let mut found = BTreeSet::new();
                for id in counted(site, &count.of.0) {
                    values(site, id, path, &mut |_, value| found.extend(plain(value)));
                }
                found.iter().map(|value| text(value, value)).collect()
            }
        };
        Self {
            label: field.label.clone(),
            heads,
        }
    }

    /// Which head a value of a page belongs to.
    fn place(&self, page: &Page, value: &FieldValue) -> Option<usize> {
        let key = match value {
            FieldValue::Reference(index) => Key::Page(page.references[*index as usize]?),
            other => Key::Text(plain(other)?),
        };
        self.heads.iter().position(|head| head.key == key)
    }
}

/// Visits the values at the end of a path of fields, with the pages that they are fields of.
fn values(site: &Site, id: PageId, path: &str, visit: &mut impl FnMut(&Page, &FieldValue)) {
    let page = site.page(id);
    let (name, rest) = path
        .split_once('.')
        .map_or((path, None), |(name, rest)| (name, Some(rest)));
    for value in page
        .parsed
        .fields
        .get(name)
        .map_or(&[][..], FieldValue::items)
    {
        match (rest, value) {
            (None, value) => visit(page, value),
            (Some(rest), FieldValue::Reference(index)) => {
                if let Some(target) = page.references[*index as usize] {
                    values(site, target, rest, visit);
                }
            }
            (Some(_), _) => {}
        }
    }
}

/// A value as a text that tells it from others.
fn plain(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Choice { value: text, .. } | FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Integer(number) => Some(number.to_string()),
        FieldValue::Boolean(value) => Some(value.to_string()),
        _ => None,
    }
}

/// The address of the pages with a value.
fn term_url(site: &Site, field: &Field, label: &str) -> Option<String> {
    let name = slug(field.taxonomy.as_ref()?);
    let taxonomy = site.taxonomies.iter().find(|t| t.name == name)?;
    let term = taxonomy.term(label)?;
    Some(site.url(&term.route))
}

/// The pages of some types in the order of their lists.
fn in_order(site: &Site, types: &[String]) -> Vec<PageId> {
    let mut pages = site.below(site.home);
    pages.retain(|id| types.iter().any(|name| name == type_name(site, *id)));
    pages
}

/// The pages that a table counts: a translation is no further page.
fn counted<'a>(site: &'a Site, name: &'a str) -> impl Iterator<Item = PageId> + 'a {
    site.ids()
        .filter(move |id| site.page(*id).language == 0 && type_name(site, *id) == name)
}

fn type_name(site: &Site, id: PageId) -> &str {
    &site.schema.types[site.page(id).content_type()].name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_csv_files_of_the_site() {
        assert!(route("progetto/copertura.csv").is_some());
        for wrong in ["", "copertura", "../x.csv", "a b.csv", "x.html"] {
            assert!(route(wrong).is_none(), "{wrong}");
        }
    }
}
