//! "Read also": pages named by an editor, then the most similar ones.
//!
//! Similarity is the sum, over what two pages share (terms, pages they refer to, words of the
//! title), of the inverse document frequency of what is shared, so that a rare thing in common
//! counts more than a pillar that half the site has.

use super::ids::PageId;
use super::page::{Page, PageKind};
use crate::config::Config;
use crate::schema::{Role, Schema};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::ops::Range;

/// Most pages suggested.
const LIMIT: usize = 4;
/// What more pages share than this says too little to be worth counting.
const COMMON: usize = 400;
/// Least similarity worth showing: two rather rare things in common.
const LEAST: f32 = 4.0;

/// Fills the related pages of every page.
pub(super) fn compute(pages: &mut [Page], (config, schema): (&Config, &Schema)) {
    let features: Vec<Vec<u64>> = pages
        .par_iter()
        .map(|page| features(page, schema))
        .collect();
    let by_feature = ByFeature::new(&features);
    let editions = pages.iter().map(|page| config.edition_of(&page.path));
    let editions: Vec<Option<usize>> = editions.collect();
    let related: Vec<Vec<PageId>> = (0..pages.len())
        .into_par_iter()
        .map_init(Vec::new, |scores, i| {
            let page = &pages[i];
            let mut related = named(page, schema);
            if schema.types[page.content_type()].related && page.kind == PageKind::Page {
                let suits = |other: usize| {
                    let may_be = schema.types[pages[other].content_type()].related;
                    may_be && editions[other] == editions[i]
                };
                let similar = similar(i, &features[i], &by_feature, pages, &suits, scores);
                for id in similar {
                    if related.len() >= LIMIT {
                        break;
                    }
                    if !related.contains(&id) {
                        related.push(id);
                    }
                }
            }
            related
        })
        .collect();
    for (page, related) in pages.iter_mut().zip(related) {
        page.related = related;
    }
}

/// The pages that have each feature.
struct ByFeature {
    /// Pages by feature, then by number.
    pages: Vec<u32>,
    /// Where the pages of a feature stand.
    ranges: HashMap<u64, Range<usize>>,
}

impl ByFeature {
    fn new(features: &[Vec<u64>]) -> Self {
        let of_page = |(i, features): (usize, &Vec<u64>)| -> Vec<(u64, u32)> {
            features
                .iter()
                .map(|feature| (*feature, i as u32))
                .collect()
        };
        let mut pairs: Vec<(u64, u32)> = features.iter().enumerate().flat_map(of_page).collect();
        pairs.par_sort_unstable();
        let mut ranges = HashMap::new();
        let mut start = 0;
        for sharing in pairs.chunk_by(|a, b| a.0 == b.0) {
            let end = start + sharing.len();
            ranges.insert(sharing[0].0, start..end);
            start = end;
        }
        let pages = pairs.into_iter().map(|(_, page)| page).collect();
        Self { pages, ranges }
    }

    fn pages(&self, feature: u64) -> &[u32] {
        let range = self.ranges.get(&feature).cloned();
        range.map_or(&[], |range| &self.pages[range])
    }
}

/// Pages that the editor named.
fn named(page: &Page, schema: &Schema) -> Vec<PageId> {
    let Some(field) = schema.types[page.content_type()].role(Role::Related) else {
        return Vec::new();
    };
    page.resolved_references()
        .filter(|(r, _)| r.field == field.name)
        .map(|(_, id)| id)
        .collect()
}

/// The most similar pages, most similar first. `scores` is scratch space, all zero between calls.
fn similar(
    page: usize,
    features: &[u64],
    by_feature: &ByFeature,
    pages: &[Page],
    suits: &dyn Fn(usize) -> bool,
    scores: &mut Vec<f32>,
) -> Vec<PageId> {
    scores.resize(pages.len(), 0.0);
    let mut touched = Vec::new();
    for feature in features {
        let sharing = by_feature.pages(*feature);
        if sharing.len() > COMMON {
            continue;
        }
        let weight = (pages.len() as f32 / sharing.len() as f32).ln();
        for &other in sharing {
            if scores[other as usize] == 0.0 {
                touched.push(other);
            }
            scores[other as usize] += weight;
        }
    }
    let mut best: Vec<(f32, u32)> = Vec::new();
    for other in touched {
        let score = std::mem::take(&mut scores[other as usize]);
        let candidate = &pages[other as usize];
        let is_wanted = other as usize != page
            && candidate.kind == PageKind::Page
            && candidate.language == pages[page].language
            && !candidate.superseded()
            && suits(other as usize);
        if is_wanted && score >= LEAST {
            best.push((score, other));
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    best.truncate(LIMIT);
    best.into_iter().map(|(_, id)| PageId(id)).collect()
}

/// What a page may have in common with others, as hashes.
fn features(page: &Page, schema: &Schema) -> Vec<u64> {
    if page.kind != PageKind::Page || !schema.types[page.content_type()].related {
        return Vec::new();
    }
    let mut features: Vec<u64> = Vec::new();
    features.extend(
        page.terms
            .iter()
            .map(|t| hash(format_args!("t{}/{}", t.taxonomy, t.term))),
    );
    features.extend(
        page.references
            .iter()
            .flatten()
            .map(|id| hash(format_args!("r{}", id.0))),
    );
    let words = page
        .title_key
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 4);
    // The first five letters stand in for the stem.
    features.extend(words.map(|word| hash(format_args!("{}", word.get(..5).unwrap_or(word)))));
    features.sort_unstable();
    features.dedup();
    features
}

/// FNV-1a, 64 bits: the same on every machine, unlike the standard library's hasher.
fn hash(text: fmt::Arguments<'_>) -> u64 {
    struct Hasher(u64);
    impl fmt::Write for Hasher {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = text.bytes().fold(self.0, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            Ok(())
        }
    }
    let mut hasher = Hasher(0xcbf2_9ce4_8422_2325);
    // Writing to it cannot fail.
    let _ = hasher.write_fmt(text);
    hasher.0
}
