//! Postings and documents to the files of an index.
//!
//! It decides what goes into which file, and nothing about bytes: encoding is
//! `search-core`'s. Files begin where the hash of a term or an address says
//! so, within limits: what changes in one place moves no border elsewhere.

use std::cell::RefCell;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;
use search_core::format::{
    Directory, DirectoryEntry, FacetFile, FacetValue, FileName, Kind, LONGEST_TEXT, LexiconShard,
    MOST_RANKED, NamedFile, OrderFile, Places, Root, SHORTEST_IN_LEXICON, SlicedFile,
    StoredDocument, StoredSection, Tail, TermEntry, TermShard, UNIT, number, positions, sum,
};

use crate::document::Document;
use crate::postings::TermData;

/// How many term shards an index has at most before they grow: the root names
/// them all.
const MOST_TERM_SHARDS: usize = 400;

/// About how many bytes a term shard has, at least and at most.
const TERM_SHARD: (usize, usize) = (1536, 9 << 10);

/// How many files the root lists itself.
const MOST_LISTED: usize = 1_200;

/// About how many files a directory lists where the root does not.
const LISTED: usize = 128;

/// About how many terms a lexicon shard has, at least and at most, and how many
/// such shards an index has before they grow.
const LEXICON_SHARD: (usize, usize) = (1_500, 6_000);
const MOST_LEXICON_SHARDS: usize = 60;

/// How many files of texts an index has at most before they grow.
const MOST_TEXT_FILES: usize = 400;

/// About how many bytes a file of texts has, at least and at most.
const TEXT_FILE: (usize, usize) = (4 << 10, 64 << 10);

/// Documents up to which one file says where all of them are: it is fetched
/// along with the terms of the first query.
const PLACED_TOGETHER: usize = 1 << 15;

/// Documents that each such file is about in a larger index: it is fetched for
/// the hits.
const PLACED: usize = 1 << 10;

/// How hard to deflate, of 9.
const LEVEL: u32 = 9;

thread_local! {
    // Its tables are larger than most slices, so they are made once a thread.
    static DEFLATER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// Files under their names.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) served: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Adds a file and names it. What follows a payload's end means nothing,
    /// so a file that would take another one's name gets some zeros more.
    fn place(&mut self, kind: Kind, mut payload: Vec<u8>) -> FileName {
        loop {
            let name = FileName::new(kind, sum(&payload));
            let known = self.served.get(&name.path());
            if known.is_none_or(|known| *known == payload) {
                self.served.insert(name.path(), payload);
                return name;
            }
            payload.extend([0; UNIT as usize]);
        }
    }

    /// Adds the root.
    pub(crate) fn root(&mut self, root: &Root) {
        self.served.insert(FileName::ROOT.path(), root.encode());
    }

    /// Lists files by what they begin with, in the root or in directories.
    fn list(&mut self, entries: Vec<DirectoryEntry>) -> Directory {
        if entries.len() <= MOST_LISTED {
            return Directory { entries };
        }
        let borders = borders(&entries, |entry| &entry.first, |_| 1, LISTED);
        let parts = parts(entries, &borders);
        let directories = parts.into_iter().map(|entries| DirectoryEntry {
            first: entries[0].first.clone(),
            file: self.place(Kind::Directory, Directory { entries }.encode()),
        });
        Directory {
            entries: directories.collect(),
        }
    }
}

/// The dictionary with its postings, and the positions.
pub(crate) fn terms(terms: Vec<TermData>, documents: u32, files: &mut Files) -> Directory {
    let total: usize = terms.iter().map(|term| cost(term, documents)).sum();
    let size = (total / MOST_TERM_SHARDS).clamp(TERM_SHARD.0, TERM_SHARD.1);
    let borders = borders(
        &terms,
        |term| term.term.as_bytes(),
        |term| cost(term, documents),
        size,
    );
    let separators = separators(&terms, &borders, |term| term.term.as_bytes());
    let shards: Vec<_> = parts(terms, &borders)
        .into_par_iter()
        .map(term_shard)
        .collect();
    let mut entries = Vec::with_capacity(shards.len());
    for ((mut shard, tails, positions), first) in shards.into_iter().zip(separators) {
        for (at, tail) in tails {
            let name = files.place(Kind::Tail, tail.encode(documents));
            shard.entries[at].tail = Some(name);
        }
        let file = files.place(Kind::Terms, shard.encode(documents));
        let twin = FileName::new(Kind::Positions, file.number());
        files.served.insert(twin.path(), positions);
        entries.push(DirectoryEntry { first, file });
    }
    files.list(entries)
}

/// About how many bytes a term takes.
fn cost(term: &TermData, documents: u32) -> usize {
    let count = term.documents.len() as u32;
    let bits = (documents / count).max(1).ilog2() as usize + 4;
    4 + term.documents.len().min(MOST_RANKED) * bits / 8
}

/// A shard, the tails of some of its entries, and its file of positions.
fn term_shard(terms: Vec<TermData>) -> (TermShard, Vec<(usize, Tail)>, Vec<u8>) {
    let mut shard = TermShard::default();
    let mut tails = Vec::new();
    let mut positions = Vec::with_capacity(terms.len());
    for (at, term) in terms.into_iter().enumerate() {
        let mut entry = TermEntry {
            term: term.term,
            count: term.documents.len() as u32,
            documents: term.documents,
            impacts: term.impacts,
            tail: None,
        };
        if entry.documents.len() > MOST_RANKED {
            tails.push((at, cut_tail(&mut entry)));
        }
        shard.entries.push(entry);
        positions.push(term.positions);
    }
    let positions = positions::encode(&positions);
    shard.positions = sum(&positions);
    (shard, tails, positions)
}

/// Leaves the [`MOST_RANKED`] highest impacts, of equals the first documents.
fn cut_tail(entry: &mut TermEntry) -> Tail {
    let mut by_impact: Vec<usize> = (0..entry.documents.len()).collect();
    by_impact.sort_by_key(|&at| std::cmp::Reverse(entry.impacts[at]));
    let mut ranked = vec![false; entry.documents.len()];
    for &at in &by_impact[..MOST_RANKED] {
        ranked[at] = true;
    }
    let mut tail = Tail::default();
    let mut kept = 0;
    for (at, ranked) in ranked.into_iter().enumerate() {
        if ranked {
            entry.documents[kept] = entry.documents[at];
            entry.impacts[kept] = entry.impacts[at];
            kept += 1;
        } else {
            tail.documents.push(entry.documents[at]);
        }
    }
    entry.documents.truncate(kept);
    entry.impacts.truncate(kept);
    tail
}

/// The words among the terms, spelt backwards.
pub(crate) fn lexicon(terms: &[TermData], files: &mut Files) -> Directory {
    let words = terms.iter().filter(|term| {
        term.term.len() >= SHORTEST_IN_LEXICON
            && term.term.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let mut words: Vec<Vec<u8>> = words
        .map(|term| term.term.bytes().rev().collect())
        .collect();
    words.sort_unstable();
    let size = (words.len() / MOST_LEXICON_SHARDS).clamp(LEXICON_SHARD.0, LEXICON_SHARD.1);
    let borders = borders(&words, |word| word, |_| 1, size);
    let separators = separators(&words, &borders, |word| word);
    let mut entries = Vec::with_capacity(separators.len());
    for (reversed, first) in parts(words, &borders).into_iter().zip(separators) {
        let file = files.place(Kind::Lexicon, LexiconShard { reversed }.encode());
        entries.push(DirectoryEntry { first, file });
    }
    files.list(entries)
}

/// The documents' texts; returns how many documents each file of places is
/// about, and these files.
pub(crate) fn texts(documents: &[Document], files: &mut Files) -> (u32, Vec<FileName>) {
    let slices: Vec<(&str, Vec<u8>)> = documents
        .par_iter()
        .map(|document| (document.url.as_str(), slice(&stored(document).encode())))
        .collect();
    let placed = if slices.len() <= PLACED_TOGETHER {
        PLACED_TOGETHER
    } else {
        PLACED
    };
    let total: usize = slices.iter().map(|(_, slice)| slice.len()).sum();
    let size = (total / MOST_TEXT_FILES).clamp(TEXT_FILE.0, TEXT_FILE.1);
    let mut names = Vec::new();
    for group in slices.chunks(placed) {
        let borders = borders(
            group,
            |(url, _)| url.as_bytes(),
            |(_, slice)| slice.len(),
            size,
        );
        let mut places = Places::default();
        for part in ranges(group.len(), &borders) {
            let part = &group[part];
            let texts: Vec<&[u8]> = part.iter().map(|(_, slice)| slice.as_slice()).collect();
            let file = files.place(Kind::Documents, texts.concat());
            let slices = part.iter().map(|(_, slice)| slice.len() as u32 / UNIT);
            places.files.push(SlicedFile {
                file,
                slices: slices.collect(),
            });
        }
        names.push(files.place(Kind::Places, places.encode()));
    }
    (placed as u32, names)
}

/// A slice: how many bytes at its end are padding, then raw deflate.
fn slice(contents: &[u8]) -> Vec<u8> {
    let mut slice = vec![0];
    deflate(contents, &mut slice);
    let padded = slice.len().next_multiple_of(UNIT as usize);
    slice[0] = (padded - slice.len()) as u8;
    slice.resize(padded, 0);
    slice
}

fn deflate(contents: &[u8], out: &mut Vec<u8>) {
    DEFLATER.with_borrow_mut(|deflater| {
        deflater.reset();
        out.reserve(contents.len() / 2 + 64);
        loop {
            let done = deflater.total_in() as usize;
            match deflater.compress_vec(&contents[done..], out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return,
                // The only other outcome of finishing is that `out` is full.
                _ => out.reserve(out.capacity()),
            }
        }
    });
}

fn stored(document: &Document) -> StoredDocument {
    let filters = document.filters.iter();
    let sections = document.sections.iter();
    let meta = document.meta.iter();
    StoredDocument {
        url: document.url.clone(),
        title: document.title.clone(),
        summary: document.summary.clone(),
        language: document.lang.clone(),
        date: document.date.clone().unwrap_or_default(),
        filters: filters
            .flat_map(|(name, values)| {
                values
                    .iter()
                    .map(|value| (fit(name).to_owned(), fit(value).to_owned()))
            })
            .collect(),
        meta: meta
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect(),
        sections: sections
            .map(|section| StoredSection {
                anchor: section.anchor.clone().unwrap_or_default(),
                heading: section.heading.clone(),
                text: section.text.clone(),
            })
            .collect(),
    }
}

/// The facets that documents have, with `labels` by name.
pub(crate) fn facets(
    documents: &[Document],
    labels: &BTreeMap<String, String>,
    files: &mut Files,
) -> Vec<NamedFile> {
    let mut facets: BTreeMap<&str, BTreeMap<&str, Vec<u32>>> = BTreeMap::new();
    for (id, document) in (0..).zip(documents) {
        for (name, values) in &document.filters {
            for value in values {
                let facet = facets.entry(fit(name)).or_default();
                let having = facet.entry(fit(value)).or_default();
                if having.last() != Some(&id) {
                    having.push(id);
                }
            }
        }
    }
    let facets = facets.into_iter().map(|(name, values)| {
        let values = values.into_iter().map(|(value, documents)| FacetValue {
            value: value.to_owned(),
            documents,
        });
        let facet = FacetFile {
            values: values.collect(),
        };
        named(
            name,
            labels,
            files.place(Kind::Facet, facet.encode(documents.len() as u32)),
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

/// What documents can be sorted by, with `labels` by name.
pub(crate) fn orders(
    documents: &[Document],
    labels: &BTreeMap<String, String>,
    files: &mut Files,
) -> Vec<NamedFile> {
    let mut orders: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for (id, document) in documents.iter().enumerate() {
        for (name, value) in &document.sort {
            let values = orders
                .entry(fit(name))
                .or_insert_with(|| vec![None; documents.len()]);
            values[id] = Some(fit(value));
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

/// Where a list is cut into parts of about `size`: before an item whose key
/// hashes well once a part is nearly full, or where it would be twice as large.
fn borders<T>(
    list: &[T],
    key: impl Fn(&T) -> &[u8],
    size_of: impl Fn(&T) -> usize,
    size: usize,
) -> Vec<usize> {
    let mut borders = Vec::new();
    let mut filled = 0;
    for (at, item) in list.iter().enumerate() {
        let more = size_of(item);
        let lucky = sum(key(item)).is_multiple_of(8);
        let cut = filled + more > size * 2 || filled > size / 4 * 3 && (lucky || more > size);
        if at > 0 && cut {
            borders.push(at);
            filled = 0;
        }
        filled += more;
    }
    borders
}

/// The parts of a list of so many items.
fn ranges(length: usize, borders: &[usize]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let starts = std::iter::once(0).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(length));
    starts
        .zip(ends)
        .filter(|(start, end)| start < end)
        .map(|(start, end)| start..end)
}

fn parts<T>(list: Vec<T>, borders: &[usize]) -> Vec<Vec<T>> {
    let lengths: Vec<usize> = ranges(list.len(), borders)
        .map(|range| range.len())
        .collect();
    let mut items = list.into_iter();
    let part = |length| items.by_ref().take(length).collect();
    lengths.into_iter().map(part).collect()
}

/// For each part the shortest text that is after all keys before it and not
/// after its own.
fn separators<T>(list: &[T], borders: &[usize], key: impl Fn(&T) -> &[u8]) -> Vec<Vec<u8>> {
    let first = (!list.is_empty()).then(Vec::new);
    let others = borders.iter().map(|&at| {
        let (before, after) = (key(&list[at - 1]), key(&list[at]));
        let shared = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        after[..=shared].to_vec()
    });
    first.into_iter().chain(others).collect()
}
