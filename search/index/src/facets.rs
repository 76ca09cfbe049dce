//! What readers narrow down and sort by, to files, and which pages are in
//! several documents.

use std::collections::BTreeMap;

use search_core::format::{
    FacetFile, FacetValue, FileName, Kind, LONGEST_TEXT, NamedFile, OrderFile, Split, number,
};

use crate::document::Document;
use crate::files::Files;
use crate::options::Options;

/// A page, of which the texts do not matter here, with its documents.
pub(crate) struct Numbered<'a> {
    pub(crate) page: &'a Document,
    /// The first of its documents, which stands for it.
    pub(crate) first: u32,
    /// How many follow it.
    pub(crate) more: u32,
}

/// The pages that are in several documents, which follow each other.
pub(crate) fn splits(pages: &[Numbered<'_>]) -> Vec<Split> {
    let split = pages.iter().filter(|page| page.more > 0);
    split
        .map(|page| Split {
            first: page.first,
            more: page.more,
        })
        .collect()
}

/// The facets that pages have, of so many documents.
pub(crate) fn facets(
    pages: &[Numbered<'_>],
    documents: u32,
    Options { labels, keys, .. }: &Options,
    files: &mut Files<'_>,
) -> Vec<NamedFile> {
    let mut facets: BTreeMap<&str, BTreeMap<&str, Vec<u32>>> = BTreeMap::new();
    for Numbered { page, first, .. } in pages {
        for (name, values) in &page.filters {
            for value in values {
                let facet = facets.entry(fit(name)).or_default();
                let having = facet.entry(fit(value)).or_default();
                if having.last() != Some(first) {
                    having.push(*first);
                }
            }
        }
    }
    let facets = facets.into_iter().map(|(name, values)| {
        let keys = keys.get(name);
        let values = values.into_iter().map(|(value, documents)| FacetValue {
            value: value.to_owned(),
            key: keys
                .and_then(|keys| keys.get(value))
                .filter(|key| *key != value)
                .map_or("", |key| fit(key))
                .to_owned(),
            documents,
        });
        let facet = FacetFile {
            values: values.collect(),
        };
        named(
            name,
            labels,
            files.place(Kind::Facet, facet.encode(documents)),
        )
    });
    facets.collect()
}

/// As much of a name, label or value as the format takes. A text where a word
/// was meant is no reason to have no index: nobody reads on that far, and all
/// places are cut alike, so that it can still be chosen.
pub(crate) fn fit(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_TEXT)]
}

fn named(name: &str, labels: &BTreeMap<String, String>, file: FileName) -> NamedFile {
    NamedFile {
        name: name.to_owned(),
        label: fit(labels.get(name).map_or(name, String::as_str)).to_owned(),
        file,
    }
}

/// What pages can be sorted by, of so many documents.
pub(crate) fn orders(
    pages: &[Numbered<'_>],
    documents: u32,
    labels: &BTreeMap<String, String>,
    files: &mut Files<'_>,
) -> Vec<NamedFile> {
    let mut orders: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for Numbered { page, first, .. } in pages {
        for (name, value) in &page.sort {
            let values = orders
                .entry(fit(name))
                .or_insert_with(|| vec![None; documents as usize]);
            values[*first as usize] = Some(fit(value));
        }
    }
    let orders = orders.into_iter().map(|(name, values)| {
        let mut known: Vec<&str> = values.iter().copied().flatten().collect();
        known.sort_unstable();
        known.dedup();
        // Numbers as numbers if all are; dates as texts.
        let numbered = known.iter().map(|value| Some((number(value)?, *value)));
        if let Some(mut numbered) = numbered.collect::<Option<Vec<(f64, &str)>>>() {
            numbered.sort_by(|(a, _), (b, _)| a.total_cmp(b));
            known = numbered.into_iter().map(|(_, value)| value).collect();
        }
        let by_value: BTreeMap<&str, u32> = known.iter().copied().zip(1..).collect();
        let place = |value: &Option<&str>| value.map_or(0, |value| by_value[value]);
        let order = OrderFile {
            places: values.iter().map(place).collect(),
            values: known.iter().map(|&value| value.to_owned()).collect(),
        };
        named(name, labels, files.place(Kind::Order, order.encode()))
    });
    orders.collect()
}
