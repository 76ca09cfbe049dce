//! Which documents a reader's filters let through, and what others would.

use crate::cache::Piece;
use crate::format::{FacetFile, NamedFile, OrderFile, number};
use crate::query::{Facets, Query, Range, Sort};
use crate::results::{FacetCounts, ValueCount};
use crate::tokens::fold;

use super::files::{Index, Missing};
use super::scores::Scores;
use super::syntax::Field;

/// The facets that a query filters by or counts, of all indexes.
#[derive(Default)]
pub(super) struct Filters<'a> {
    facets: Vec<Facet<'a>>,
    /// By document, whether ranges and exclusions let it pass, if there are any.
    passing: Option<Vec<bool>>,
}

struct Facet<'a> {
    name: &'a str,
    label: &'a str,
    /// Its values, in order of bytes, with who has them.
    values: Vec<(&'a str, Vec<usize>)>,
    /// By document, whether it has one of the values asked for; nothing if
    /// none is asked for.
    passing: Option<Vec<bool>>,
}

/// A facet and a value asked for, as readers write them.
struct Asked<'q> {
    facet: &'q str,
    value: &'q str,
    excluded: bool,
}

/// Whether two names are the same to a reader: letters and digits count, and
/// neither capitals nor accents.
pub(super) fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let mut folded = fold(text);
        folded.retain(|c| c.is_ascii_alphanumeric() || !c.is_ascii());
        folded
    };
    plain(a) == plain(b)
}

/// Whether a query may call a facet or an order so.
pub(super) fn is_called(named: &NamedFile, name: &str) -> bool {
    same(&named.name, name) || same(&named.label, name)
}

impl<'a> Filters<'a> {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(
        query: &Query,
        fields: &[Field],
        indexes: &[Index<'a>],
        missing: &mut Missing,
    ) -> Self {
        let mut filters = Self::default();
        let mut asked: Vec<Asked<'_>> = Vec::new();
        for filter in &query.filters {
            asked.push(Asked {
                facet: &filter.facet,
                value: &filter.value,
                excluded: false,
            });
        }
        for field in fields {
            asked.push(Asked {
                facet: &field.name,
                value: &field.value,
                excluded: field.excluded,
            });
        }
        let total = indexes.last().map_or(0, |index| index.documents().end);
        for &index in indexes {
            for named in &index.root.facets {
                let filters_by = asked.iter().any(|asked| is_called(named, asked.facet));
                if !filters_by && query.facets == Facets::None {
                    continue;
                }
                let file = index.cache.facet(named.file);
                if let Some(file) = missing.note(index, Piece::Whole(named.file), file) {
                    filters.add(index, named, file);
                }
            }
        }
        for asked in &asked {
            filters.ask(asked, total, indexes);
        }
        for range in &query.ranges {
            filters.narrow(range, false, total, indexes, missing);
        }
        for field in fields {
            let (from, to) = match field.value.split_once("..") {
                Some((from, to)) => (from, to),
                None => (field.value.as_str(), field.value.as_str()),
            };
            let range = Range {
                order: field.name.clone(),
                from: from.to_owned(),
                to: to.to_owned(),
            };
            filters.narrow(&range, field.excluded, total, indexes, missing);
        }
        filters
    }

    fn add(&mut self, index: Index<'a>, named: &'a NamedFile, file: &'a FacetFile) {
        let known = self
            .facets
            .iter()
            .position(|facet| facet.name == named.name);
        let at = known.unwrap_or_else(|| {
            self.facets.push(Facet {
                name: &named.name,
                label: &named.label,
                values: Vec::new(),
                passing: None,
            });
            self.facets.len() - 1
        });
        let values = &mut self.facets[at].values;
        for value in &file.values {
            let name = value.value.as_str();
            let having = value.documents.iter().map(|&id| (id + index.base) as usize);
            let place = values.partition_point(|&(known, _)| known < name);
            if values.get(place).is_none_or(|&(known, _)| known != name) {
                values.insert(place, (name, Vec::new()));
            }
            values[place].1.extend(having);
        }
    }

    /// Lets pass only what has one of the values asked for in a facet.
    fn ask(&mut self, asked: &Asked<'_>, total: usize, indexes: &[Index<'_>]) {
        let known = self
            .facets
            .iter_mut()
            .find(|facet| same(facet.name, asked.facet) || same(facet.label, asked.facet));
        let Some(facet) = known else {
            // A facet that no index has lets nothing pass; an order is not one.
            let is_order = |index: &Index<'_>| named(&index.root.orders, asked.facet).is_some();
            if !indexes.iter().any(is_order) {
                self.passing = Some(vec![false; total]);
            }
            return;
        };
        let exact = facet.values.iter().any(|&(value, _)| value == asked.value);
        let meant = facet.values.iter().filter(|&&(value, _)| match exact {
            true => value == asked.value,
            false => same(value, asked.value),
        });
        let having = meant.flat_map(|(_, having)| having.iter().copied());
        if asked.excluded {
            let passing = self.passing.get_or_insert_with(|| vec![true; total]);
            having.for_each(|document| passing[document] = false);
        } else {
            let passing = facet.passing.get_or_insert_with(|| vec![false; total]);
            having.for_each(|document| passing[document] = true);
        }
    }

    /// Lets pass only what lies in a range, or outside it.
    fn narrow(
        &mut self,
        range: &Range,
        outside: bool,
        total: usize,
        indexes: &[Index<'a>],
        missing: &mut Missing,
    ) {
        let is_order = |index: &Index<'_>| named(&index.root.orders, &range.order).is_some();
        if !indexes.iter().any(is_order) {
            return;
        }
        for &index in indexes {
            let Some(order) = order(index, &range.order, missing) else {
                if !outside {
                    // What has no value is in no range.
                    let passing = self.passing.get_or_insert_with(|| vec![true; total]);
                    passing[index.documents()].fill(false);
                }
                continue;
            };
            let inside = |value: &String| {
                let above = |bound: &str| match (number(value), number(bound)) {
                    (Some(value), Some(bound)) => value > bound,
                    _ => value.as_str() > bound && !value.starts_with(bound),
                };
                let below = |bound: &str| match (number(value), number(bound)) {
                    (Some(value), Some(bound)) => value < bound,
                    _ => value.as_str() < bound,
                };
                !below(&range.from) && (range.to.is_empty() || !above(&range.to))
            };
            let passing = self.passing.get_or_insert_with(|| vec![true; total]);
            let passing = &mut passing[index.documents()];
            for (passing, &place) in passing.iter_mut().zip(&order.places) {
                let value = (place as usize).checked_sub(1).map(|at| &order.values[at]);
                *passing &= value.is_some_and(inside) != outside;
            }
        }
    }

    /// Whether anything is filtered at all.
    pub(super) fn any(&self) -> bool {
        self.passing.is_some() || self.facets.iter().any(|facet| facet.passing.is_some())
    }

    /// Whether every filter lets the document through.
    pub(super) fn pass(&self, document: usize) -> bool {
        self.pass_but(document, "")
    }

    fn pass_but(&self, document: usize, left_out: &str) -> bool {
        let mut facets = self.facets.iter().filter(|facet| facet.name != left_out);
        self.passing
            .as_ref()
            .is_none_or(|passing| passing[document])
            && facets.all(|facet| {
                facet
                    .passing
                    .as_ref()
                    .is_none_or(|passing| passing[document])
            })
    }

    /// The counts that the query asks for, in order of name.
    pub(super) fn counts(&self, query: &Query, scores: &Scores) -> Vec<FacetCounts> {
        if query.facets == Facets::None {
            return Vec::new();
        }
        let mut counts: Vec<FacetCounts> = Vec::new();
        for facet in &self.facets {
            let passes =
                |document: usize| scores.matches(document) && self.pass_but(document, facet.name);
            let values = facet.values.iter().map(|(value, having)| ValueCount {
                value: (*value).to_owned(),
                count: having.iter().filter(|&&document| passes(document)).count(),
            });
            let values = values.collect();
            let at = counts.partition_point(|known| known.name.as_str() < facet.name);
            counts.insert(
                at,
                FacetCounts {
                    name: facet.name.to_owned(),
                    label: facet.label.to_owned(),
                    values,
                },
            );
        }
        counts
    }
}

fn named<'a>(list: &'a [NamedFile], name: &str) -> Option<&'a NamedFile> {
    list.iter().find(|named| is_called(named, name))
}

/// An order of an index, by what queries may call it.
fn order<'a>(index: Index<'a>, name: &str, missing: &mut Missing) -> Option<&'a OrderFile> {
    let named = named(&index.root.orders, name)?;
    let found = index.cache.order(named.file);
    missing.note(index, Piece::Whole(named.file), found)
}

/// By document, what it is sorted by before its score, greatest first; nothing
/// if that is its score alone.
///
/// Places in the orders of several indexes cannot be compared, so values are.
pub(super) fn sort_keys(sort: &Sort, indexes: &[Index<'_>], missing: &mut Missing) -> Vec<u32> {
    let (name, descending) = match sort {
        Sort::Relevance => return Vec::new(),
        Sort::Ascending(name) => (name, false),
        Sort::Descending(name) => (name, true),
    };
    let orders: Vec<_> = indexes
        .iter()
        .map(|&index| (index, order(index, name, missing)))
        .collect();
    let known = || orders.iter().filter_map(|(_, order)| *order);
    let mut values: Vec<&str> = Vec::new();
    let mut all = known().flat_map(|order| &order.values);
    let numbers = all.all(|value| number(value).is_some());
    let precedes = |a: &str, b: &str| match (number(a), number(b)) {
        (Some(x), Some(y)) if numbers && x != y => x < y,
        _ => a < b,
    };
    if let [(_, Some(order))] = orders[..] {
        values = order.values.iter().map(String::as_str).collect();
    } else {
        for value in known().flat_map(|order| &order.values) {
            let at = values.partition_point(|known| precedes(known, value));
            if values.get(at).is_none_or(|known| known != value) {
                values.insert(at, value);
            }
        }
    }
    let count = values.len() as u32;
    let mut keys = Vec::new();
    for (index, order) in orders {
        keys.resize(index.documents().end, 0);
        let Some(order) = order else { continue };
        let rank = |value: &String| values.partition_point(|known| precedes(known, value)) as u32;
        // The values of one index alone are where they are.
        let ranks: Vec<u32> = match indexes.len() {
            1 => (0..count).collect(),
            _ => order.values.iter().map(rank).collect(),
        };
        for (key, &place) in keys[index.documents()].iter_mut().zip(&order.places) {
            if place > 0 {
                let rank = ranks[place as usize - 1];
                *key = 1 + if descending { rank } else { count - 1 - rank };
            }
        }
    }
    keys
}
