//! Tables that count pages by two of their fields, as the configuration asks for them.
//!
//! One table is what a template shows and what readers download, so that the two cannot differ.

use super::Shared;
use super::view::{CountView, TableCellView, TableHeadView, TableRowView, TableView, TypeView};
use crate::config::{CountConfig, TableConfig};
use crate::content::{Value as FieldValue, slug};
use crate::schema::{Field, Kind};
use crate::site::{Page, PageId, Route, Site, join_path};
use std::collections::{BTreeMap, BTreeSet};
use tera::Value;

/// A table: what is counted, and where.
pub(super) struct Table<'a> {
    site: &'a Site,
    config: &'a TableConfig,
    rows: Axis,
    columns: Axis,
    /// The pages in each cell, of what is counted there by its number.
    cells: BTreeMap<(Place, Place, usize), BTreeSet<PageId>>,
}

/// A number on an axis; `None` stands for all of it.
type Place = Option<usize>;

/// The values of a field: those that it may have, whether a page has them or not.
#[derive(Default)]
struct Axis {
    label: String,
    heads: Vec<Head>,
}

struct Head {
    key: Key,
    label: String,
    url: Option<String>,
}

#[derive(PartialEq, Eq)]
enum Key {
    Page(PageId),
    Text(String),
}

/// The address of a table; none if it is not that of a CSV file.
pub(super) fn route(file: &str) -> Option<Route> {
    let path = join_path("", file)?;
    let plain = !path.contains(|c: char| c.is_control() || "<>:\"|?*\\# ".contains(c));
    (plain && path.ends_with(".csv")).then(|| Route::file(&path))
}

impl<'a> Table<'a> {
    /// Counts the pages of a site.
    pub(super) fn new(shared: &'a Shared, config: &'a TableConfig) -> Self {
        let site = &*shared.site;
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
    pub(super) fn csv(&self) -> String {
        let counted = (0..self.config.counts.len()).map(|count| self.type_view(count).plural);
        let labels = [self.rows.label.clone(), self.columns.label.clone()];
        let mut out = line(labels.into_iter().chain(counted));
        for (row, column) in self.pairs() {
            let labels = [
                &self.rows.heads[row].label,
                &self.columns.heads[column].label,
            ];
            let counts = (0..self.config.counts.len())
                .map(|count| self.pages(Some(row), Some(column), count).len().to_string());
            out += &line(labels.into_iter().cloned().chain(counts));
        }
        out
    }

    /// The table for templates.
    pub(super) fn view(&self, shared: &Shared) -> Value {
        let rows = (0..self.rows.heads.len()).map(|row| {
            let head = &self.rows.heads[row];
            let cells = (0..self.columns.heads.len()).map(|column| {
                let counts = self.counts(Some(row), Some(column), Some(shared));
                TableCellView {
                    total: counts.iter().map(|count| count.count).sum(),
                    counts,
                }
            });
            TableRowView {
                label: head.label.clone(),
                url: head.url.clone(),
                counts: self.counts(Some(row), None, None),
                cells: cells.collect(),
            }
        });
        let columns = self
            .columns
            .heads
            .iter()
            .enumerate()
            .map(|(column, head)| TableHeadView {
                label: head.label.clone(),
                url: head.url.clone(),
                counts: self.counts(None, Some(column), None),
            });
        let url = route(&self.config.file).map(|route| self.site.url(&route));
        Value::from(TableView {
            url: url.unwrap_or_default(),
            bytes: self.csv().len(),
            rows_label: self.rows.label.clone(),
            columns_label: self.columns.label.clone(),
            columns: columns.collect(),
            rows: rows.collect(),
        })
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.columns.heads.len();
        (0..self.rows.heads.len())
            .flat_map(move |row| (0..columns).map(move |column| (row, column)))
    }

    fn pages(&self, row: Place, column: Place, count: usize) -> &BTreeSet<PageId> {
        static NONE: BTreeSet<PageId> = BTreeSet::new();
        self.cells.get(&(row, column, count)).unwrap_or(&NONE)
    }

    /// How many pages of each type there are at a place; with `shown`, which.
    fn counts(&self, row: Place, column: Place, shown: Option<&Shared>) -> Vec<CountView> {
        let counts = (0..self.config.counts.len()).map(|count| {
            let pages = self.pages(row, column, count);
            let cards = |shared: &Shared| pages.iter().map(|id| shared.card(*id)).collect();
            CountView {
                r#type: self.type_view(count),
                count: pages.len(),
                pages: shown.map_or_else(Vec::new, cards),
            }
        });
        counts.collect()
    }

    fn type_view(&self, count: usize) -> TypeView {
        let name = &self.config.counts[count].of.0;
        // Types that are not there were reported, and nothing is published.
        let content_type = self
            .site
            .schema
            .find(name)
            .map(|id| &self.site.schema.types[id]);
        let section = self.site.section_of_type(0, name);
        TypeView {
            name: name.clone(),
            label: content_type.map_or_else(String::new, |t| t.label.clone()),
            plural: content_type.map_or_else(String::new, |t| t.plural.clone()),
            url: section.map(|id| self.site.url(&self.site.page(id).route)),
        }
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
    let term = taxonomy.terms.iter().find(|term| term.label == label)?;
    Some(site.url(&term.route))
}

/// The pages of some types in the order of their lists.
fn in_order(site: &Site, types: &[String]) -> Vec<PageId> {
    let mut found = Vec::new();
    let mut sections = vec![site.home];
    while let Some(section) = sections.pop() {
        let page = site.page(section);
        let of_type = |id: &&PageId| types.iter().any(|name| name == type_name(site, **id));
        found.extend(page.children.iter().filter(of_type));
        sections.extend(page.sections.iter().rev());
    }
    found
}

/// The pages that a table counts: a translation is no further page.
fn counted<'a>(site: &'a Site, name: &'a str) -> impl Iterator<Item = PageId> + 'a {
    site.ids()
        .filter(move |id| site.page(*id).language == 0 && type_name(site, *id) == name)
}

fn type_name(site: &Site, id: PageId) -> &str {
    &site.schema.types[site.page(id).content_type()].name
}

/// One line of CSV as RFC 4180 writes it. A cell that spreadsheets would take for a formula does
/// not begin like one.
fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = cells.map(|cell| {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let cell = format!("{}{cell}", if formula { "'" } else { "" });
        match cell.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell,
        }
    });
    quoted.collect::<Vec<String>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let cells = ["a", "b, c", "d\"e", "=1+1"].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), "a,\"b, c\",\"d\"\"e\",'=1+1\r\n");
    }

    #[test]
    fn tables_are_csv_files_of_the_site() {
        assert!(route("progetto/copertura.csv").is_some());
        for wrong in ["", "copertura", "../x.csv", "a b.csv", "x.html"] {
            assert!(route(wrong).is_none(), "{wrong}");
        }
    }
}
