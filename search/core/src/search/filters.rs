//! Which documents a reader's filters let through, and what others would.

use crate::cache::Held;
use crate::format::{FacetFile, FacetValue, NamedFile, OrderFile, Piece, number};
use crate::query::{Condition, Facets, Query, Sort};
use crate::results::{FacetCounts, ValueCount};
use crate::sorted;
use crate::text;
use crate::tokens::{fold, keep};

use super::files::{Index, Missing, documents};
use super::scores::Scores;
use super::syntax::Field;

/// What a query filters by, and the facets that it filters by or counts.
#[derive(Default)]
pub(super) struct Filters<'a> {
    facets: Vec<Facet<'a>>,
    masks: Vec<Mask<'a>>,
}

/// A facet of one index.
struct Facet<'a> {
    index: &'a Index<'a>,
    named: &'a NamedFile,
    file: &'a FacetFile,
}

/// By document, whether it passes.
struct Mask<'a> {
    /// The name of the facet whose values are asked for, if it is that.
    facet: Option<&'a str>,
    passing: Vec<bool>,
}

/// Whether two names are the same to a reader: letters and digits count, and
/// neither capitals nor accents.
pub(super) fn same(a: &str, b: &str) -> bool {
    let key = |text| {
        let mut key = fold(text);
        keep(&mut key, &|c| !c.is_ascii() || c.is_ascii_alphanumeric());
        key
    };
    key(a) == key(b)
}

/// What a query may call so, of the facets or orders of an index.
pub(super) fn named<'a>(list: &'a [NamedFile], name: &str) -> Option<&'a NamedFile> {
    list.iter().find(|named| is_called(named, name))
}

fn is_called(named: &NamedFile, name: &str) -> bool {
    same(&named.name, name) || same(&named.label, name)
}

/// Whether a value is named by its label or by its key.
fn is_exactly(known: &FacetValue, name: &str) -> bool {
    known.value == name || !known.key.is_empty() && known.key == name
}

impl<'a> Filters<'a> {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(
        query: &Query,
        fields: &[Field],
        indexes: &'a [Index<'a>],
        missing: &mut Missing,
    ) -> Self {
        let mut filters = Self::default();
        for index in indexes {
            for named in &index.root.facets {
                let mut read = query.facets != Facets::None;
                for filter in &query.filters {
                    read |= is_called(named, &filter.facet);
                }
                for condition in query.clauses.iter().flatten() {
                    if let Condition::Has(filter) | Condition::Lacks(filter) = condition {
                        read |= is_called(named, &filter.facet);
                    }
                }
                for field in fields {
                    read |= is_called(named, &field.name);
                }
                if read
                    && let Some(Held::Facet(file)) = missing.get(index, Piece::whole(named.file))
                {
                    filters.facets.push(Facet { index, named, file });
                }
            }
        }
        for filter in &query.filters {
            filters.ask(&filter.facet, &filter.value, false, indexes);
        }
        for clause in &query.clauses {
            filters.demand(clause, indexes);
        }
        for field in fields {
            filters.ask(&field.name, &field.value, field.excluded, indexes);
        }
        for range in &query.ranges {
            let bounds = (range.from.as_str(), range.to.as_str());
            filters.narrow(&range.order, bounds, false, indexes, missing);
        }
        for field in fields {
            let bounds = bounds(&field.value);
            filters.narrow(&field.name, bounds, field.excluded, indexes, missing);
        }
        filters
    }

    /// Lets pass only what is marked.
    pub(super) fn mask(&mut self, passing: Vec<bool>) {
        let facet = None;
        self.masks.push(Mask { facet, passing });
    }

    /// By document, whether it has a value; none has one of a facet that no
    /// index has.
    pub(super) fn having(&mut self, facet: &str, value: &str, indexes: &[Index<'_>]) -> Vec<bool> {
        let mut known = self.facets.iter();
        if !known.any(|known| is_called(known.named, facet)) {
            return vec![false; documents(indexes)];
        }
        // On its own the mask of a facet is what has the value.
        let others = std::mem::take(&mut self.masks);
        self.ask(facet, value, false, indexes);
        let mut asked = std::mem::replace(&mut self.masks, others);
        asked.pop().map_or(Vec::new(), |mask| mask.passing)
    }

    /// Lets pass only what has one of the values asked for in a facet, or only
    /// what has not.
    fn ask(&mut self, facet: &str, value: &str, excluded: bool, indexes: &[Index<'_>]) {
        let total = documents(indexes);
        let mut asked = self.facets.iter();
        let Some(asked) = asked.find(|known| is_called(known.named, facet)) else {
            // A facet that no index has lets nothing pass; an order is not one.
            if !any_order(indexes, facet) {
                self.mask(vec![false; total]);
            }
            return;
        };
        let name = asked.named.name.as_str();
        let mut asked = self.masks.iter().position(|mask| mask.facet == Some(name));
        if excluded {
            asked = None;
        }
        let asked = asked.unwrap_or_else(|| {
            self.masks.push(Mask {
                facet: (!excluded).then_some(name),
                passing: vec![excluded; total],
            });
            self.masks.len() - 1
        });
        let mut exact = false;
        for known in self.facets.iter().filter(|known| known.named.name == name) {
            for known in &known.file.values {
                exact |= is_exactly(known, value);
            }
        }
        for facet in self.facets.iter().filter(|known| known.named.name == name) {
            for known in &facet.file.values {
                if known.value == value || !exact && same(&known.value, value) {
                    for &document in &known.documents {
                        let document = (document + facet.index.base) as usize;
                        self.masks[asked].passing[document] = !excluded;
                    }
                }
            }
        }
    }

    /// Lets pass only what lies in a range, or outside it.
    fn narrow(
        &mut self,
        name: &str,
        bounds: (&str, &str),
        outside: bool,
        indexes: &'a [Index<'a>],
        missing: &mut Missing,
    ) {
        if !any_order(indexes, name) {
            return;
        }
        // What has no value is in no range.
        let mut passing = vec![outside; documents(indexes)];
        for index in indexes {
            let Some(order) = order(index, name, missing) else {
                continue;
            };
            for (document, &place) in index.documents().zip(&order.places) {
                if place > 0 && inside(&order.values[place as usize - 1], bounds) {
                    passing[document] = !outside;
                }
            }
        }
        self.mask(passing);
    }

    /// Whether anything is filtered at all.
    pub(super) fn any(&self) -> bool {
        !self.masks.is_empty()
    }

    /// Whether every filter lets the document through, but for that of a facet.
    pub(super) fn pass(&self, document: usize, but: Option<&str>) -> bool {
        for mask in &self.masks {
            if !mask.passing[document] && (mask.facet.is_none() || mask.facet != but) {
                return false;
            }
        }
        true
    }

    /// The counts that the query asks for, in order of name.
    pub(super) fn counts(&self, query: &Query, scores: &Scores) -> Vec<FacetCounts> {
        let mut counts: Vec<FacetCounts> = Vec::new();
        if query.facets == Facets::None {
            return counts;
        }
        for facet in &self.facets {
            let name = facet.named.name.as_str();
            let mut at = 0;
            while at < counts.len() && counts[at].name.as_str() < name {
                at += 1;
            }
            if counts.get(at).is_none_or(|known| known.name != name) {
                counts.insert(
                    at,
                    FacetCounts {
                        name: name.to_owned(),
                        label: facet.named.label.clone(),
                        values: Vec::new(),
                    },
                );
            }
            let values = &mut counts[at].values;
            // The values of each index are in order: what precedes one
            // precedes the next.
            let mut at = 0;
            for known in &facet.file.values {
                let mut count = 0;
                for &document in &known.documents {
                    let document = (document + facet.index.base) as usize;
                    count +=
                        usize::from(scores.counts(document) && self.pass(document, Some(name)));
                }
                while at < values.len() && values[at].value < known.value {
                    at += 1;
                }
                match values.get_mut(at) {
                    Some(value) if value.value == known.value => value.count += count,
                    _ => values.insert(
                        at,
                        ValueCount {
                            value: known.value.clone(),
                            key: known.key.clone(),
                            count,
                        },
                    ),
                }
            }
        }
        counts
    }
}

/// The bounds that a reader wrote: `from..to`, or one for both.
fn bounds(value: &str) -> (&str, &str) {
    if let Some((from, to)) = text::cut(value, b'.')
        && let Some(("", to)) = text::cut(to, b'.')
    {
        return (from, to);
    }
    (value, value)
}

fn inside(value: &str, (from, to): (&str, &str)) -> bool {
    let below = match (number(value), number(from)) {
        (Some(value), Some(from)) => value < from,
        _ => value < from,
    };
    let above = match (number(value), number(to)) {
        (Some(value), Some(to)) => value > to,
        _ => value > to && !value.as_bytes().starts_with(to.as_bytes()),
    };
    !below && (to.is_empty() || !above)
}

fn any_order(indexes: &[Index<'_>], name: &str) -> bool {
    let mut indexes = indexes.iter();
    indexes.any(|index| named(&index.root.orders, name).is_some())
}

/// An order of an index, by what queries may call it.
fn order<'a>(index: &'a Index<'a>, name: &str, missing: &mut Missing) -> Option<&'a OrderFile> {
    let named = named(&index.root.orders, name)?;
    match missing.get(index, Piece::whole(named.file))? {
        Held::Order(order) => Some(order),
        _ => None,
    }
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
    let mut orders = Vec::new();
    let mut numbers = true;
    for index in indexes {
        if let Some(order) = order(index, name, missing) {
            orders.push((index, order));
            for value in &order.values {
                numbers &= number(value).is_some();
            }
        }
    }
    let mut values: Vec<&str> = Vec::new();
    for (_, order) in &orders {
        for value in &order.values {
            let at = rank(&values, value, numbers);
            if values.get(at).is_none_or(|known| known != value) {
                values.insert(at, value);
            }
        }
    }
    let mut keys = vec![0; documents(indexes)];
    for (index, order) in orders {
        let mut ranks = Vec::new();
        for value in &order.values {
            let rank = rank(&values, value, numbers);
            ranks.push(if descending {
                rank + 1
            } else {
                values.len() - rank
            });
        }
        for (document, &place) in index.documents().zip(&order.places) {
            if place > 0 {
                keys[document] = ranks[place as usize - 1] as u32;
            }
        }
    }
    keys
}

/// How many of `values`, which are in order, precede one.
fn rank(values: &[&str], value: &str, numbers: bool) -> usize {
    let sought = if numbers { number(value) } else { None };
    sorted::before(values.len(), &|at| match (sought, number(values[at])) {
        (Some(sought), Some(known)) if known != sought => known < sought,
        _ => values[at] < value,
    })
}
