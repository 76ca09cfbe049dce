//! Postings and documents to the files of an index.
//!
//! It decides what goes into which file, and nothing about bytes: encoding is
//! `search-core`'s. Sizes of shards are a compromise between the bytes that a
//! query fetches in vain and how well small files deflate.

use std::cell::RefCell;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;
use search_core::format::{
    DocumentShard, DocumentShardEntry, FacetEntry, FacetFile, FacetValue, FileName, Kind, Root,
    StoredDocument, StoredSection, TermEntry, TermShard, TermShardEntry, WeightFile,
};

use crate::document::Document;

/// About how many bytes of documents a shard holds before deflating.
const DOCUMENT_SHARD: usize = 12 << 10;

/// About how many bytes of terms and postings a shard holds before deflating.
const TERM_SHARD: usize = 8 << 10;

/// How hard to deflate, of 9: more saves under 1%, less loses 3%.
const LEVEL: u32 = 6;

thread_local! {
    // Its tables are larger than most files, so they are made once a thread.
    static DEFLATER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// A file, deflated, with what the root says of it.
pub(crate) struct File<T> {
    pub(crate) entry: T,
    name: FileName,
    bytes: Vec<u8>,
}

fn file<T>(kind: Kind, payload: &[u8], entry: impl FnOnce(FileName) -> T) -> File<T> {
    let name = FileName::of(kind, payload);
    File {
        entry: entry(name),
        name,
        bytes: deflate(payload),
    }
}

/// Bytes as they are served.
pub(crate) fn deflate(payload: &[u8]) -> Vec<u8> {
    DEFLATER.with_borrow_mut(|deflater| {
        deflater.reset();
        let mut out = Vec::with_capacity(payload.len() / 2 + 64);
        loop {
            let done = deflater.total_in() as usize;
            match deflater.compress_vec(&payload[done..], &mut out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return out,
                // The only other outcome of finishing is that `out` is full.
                _ => out.reserve(out.capacity()),
            }
        }
    })
}

/// Puts a list of files where they are served and returns the root's list.
pub(crate) fn place<T>(files: Vec<File<T>>, served: &mut BTreeMap<String, Vec<u8>>) -> Vec<T> {
    let mut entries = Vec::with_capacity(files.len());
    for file in files {
        served.insert(file.name.path(), file.bytes);
        entries.push(file.entry);
    }
    entries
}

/// The root's file.
pub(crate) fn root(root: &Root, served: &mut BTreeMap<String, Vec<u8>>) {
    served.insert(FileName::ROOT.path(), deflate(&root.encode()));
}

/// The documents' texts, in order of id.
pub(crate) fn documents(documents: &[Document]) -> Vec<File<DocumentShardEntry>> {
    let runs = runs(documents, DOCUMENT_SHARD, |document| {
        let sections = document.sections.iter();
        let texts = sections.map(|section| section.text.len() + section.heading.len() + 16);
        document.title.len() + document.summary.len() + 64 + texts.sum::<usize>()
    });
    runs.into_par_iter()
        .map(|run| {
            let stored: Vec<StoredDocument> = run.iter().map(stored).collect();
            let payload = DocumentShard::encode(&stored);
            file(Kind::Documents, &payload, |file| DocumentShardEntry {
                documents: run.len() as u32,
                file,
            })
        })
        .collect()
}

fn stored(document: &Document) -> StoredDocument {
    let filters = document.filters.iter();
    let sections = document.sections.iter();
    StoredDocument {
        url: document.url.clone(),
        title: document.title.clone(),
        summary: document.summary.clone(),
        language: document.lang.clone(),
        date: document.date.clone().unwrap_or_default(),
        filters: filters
            .flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())))
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

/// The dictionary with its postings.
pub(crate) fn terms(terms: &[TermEntry]) -> Vec<File<TermShardEntry>> {
    let runs = runs(terms, TERM_SHARD, |entry| {
        // A gap, a frequency and a length, mostly of one byte each.
        entry.term.len() + 4 + 3 * entry.fields.iter().map(Vec::len).sum::<usize>()
    });
    let lasts = runs
        .iter()
        .map(|run| run.last().map_or("", |entry| &entry.term));
    let befores: Vec<&str> = std::iter::once("").chain(lasts).collect();
    runs.into_par_iter()
        .zip(befores)
        .map(|(run, before)| {
            let first = separator(before, run.first().map_or("", |entry| &entry.term));
            file(Kind::Terms, &TermShard::encode(run), |file| {
                TermShardEntry {
                    first: first.to_owned(),
                    file,
                }
            })
        })
        .collect()
}

/// The shortest beginning of `term` that comes after `before`: all that the
/// root needs to tell two shards apart.
fn separator<'a>(before: &str, term: &'a str) -> &'a str {
    let ends = term.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut beginnings = ends.map(|end| &term[..end]);
    beginnings
        .find(|&beginning| beginning > before)
        .unwrap_or(term)
}

/// Cuts a list into runs of about `size`; what is larger has a run to itself.
fn runs<T>(list: &[T], size: usize, size_of: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut filled = 0;
    for (at, item) in list.iter().enumerate() {
        let more = size_of(item);
        if at > start && filled + more > size {
            runs.push(&list[start..at]);
            start = at;
            filled = 0;
        }
        filled += more;
    }
    if start < list.len() {
        runs.push(&list[start..]);
    }
    runs
}

/// The facets that documents have, with `labels` by name.
pub(crate) fn facets(
    documents: &[Document],
    labels: &BTreeMap<String, String>,
) -> Vec<File<FacetEntry>> {
    let mut facets: BTreeMap<&str, BTreeMap<&str, Vec<u32>>> = BTreeMap::new();
    for (id, document) in (0..).zip(documents) {
        for (name, values) in &document.filters {
            for value in values {
                let having = facets.entry(name).or_default().entry(value).or_default();
                if having.last() != Some(&id) {
                    having.push(id);
                }
            }
        }
    }
    facets
        .into_iter()
        .map(|(name, values)| {
            let values = values.into_iter().map(|(value, documents)| FacetValue {
                value: value.to_owned(),
                documents,
            });
            let payload = FacetFile {
                values: values.collect(),
            }
            .encode();
            file(Kind::Facet, &payload, |file| FacetEntry {
                name: name.to_owned(),
                label: labels.get(name).map_or(name, String::as_str).to_owned(),
                file,
            })
        })
        .collect()
}

/// The weights that are not 1, if there are any.
pub(crate) fn weights(documents: &[Document]) -> Option<File<FileName>> {
    let numbered = (0..).zip(documents);
    let weights: Vec<(u32, f32)> = numbered
        .map(|(id, document)| (id, document.weight))
        .filter(|&(_, weight)| weight != 1.0)
        .collect();
    if weights.is_empty() {
        return None;
    }
    let payload = WeightFile { weights }.encode();
    Some(file(Kind::Weights, &payload, |name| name))
}
