//! The search: a pure function of a query and the files at hand.
//!
//! It never waits. Where files are missing it names them all at once; the
//! caller fetches them together (a *round*) and asks again. From an empty
//! cache that is three rounds: the root; the words; the texts of the hits.

mod files;
mod filters;
mod hits;
mod neighbours;
mod phrases;
mod scores;
mod spelling;
mod syntax;
mod words;

use crate::cache::{Cache, Error, Piece};
use crate::format::{FileName, StoredDocument};
use crate::query::{Query, Sort};
use crate::results::Results;
use crate::tokens::Language;

use files::{Index, Missing};
use filters::Filters;
use hits::Analysers;
use scores::Scores;
use words::Words;

/// How far a search has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It needs these pieces, each once, none of which is in the cache of the
    /// index whose number stands before it.
    Need(Vec<(usize, Piece)>),
    /// It is done.
    Done(Results),
}

/// Searches some indexes as if they were one, as far as the files in their
/// caches go.
///
/// # Errors
///
/// A file in a cache passed its checks and is malformed all the same, which
/// takes a writer that does not follow the format.
pub fn search(query: &Query, caches: &[&Cache]) -> Result<Step, Error> {
    let mut missing = Missing::default();
    let indexes = match open(caches) {
        Ok(indexes) => indexes,
        Err(roots) => return Ok(Step::Need(roots)),
    };
    let tag = match query.language.as_str() {
        "" => indexes.first().map_or("", |index| &index.root.language),
        tag => tag,
    };
    let language = Language::of_tag(tag);
    let parsed = syntax::parse(&query.text, &|name| is_field(name, &indexes));
    let words = Words::read(query, &parsed, language, &indexes, &mut missing);
    let filters = Filters::read(query, &parsed.fields, &indexes, &mut missing);
    let keys = filters::sort_keys(&query.sort, &indexes, &mut missing);
    let mut conditions = Vec::new();
    for (texts, expected) in [(&parsed.phrases, true), (&parsed.excluded, false)] {
        for text in texts {
            let having = phrases::having(text, language, &indexes, &mut missing)?;
            conditions.extend(having.map(|having| (having, expected)));
        }
    }
    if query.limit > 0 {
        hits::foresee(&indexes, &mut missing);
    }
    if let Some(missing) = missing.take() {
        return Ok(Step::Need(missing));
    }
    let mut scores = if parsed.words.trim().is_empty() {
        let total = indexes.last().map_or(0, |index| index.documents().end);
        Scores::new(total, true)
    } else {
        words.score()
    };
    let meets = |document: usize| {
        let mut conditions = conditions.iter();
        conditions.all(|(having, expected)| having[document] == *expected)
    };
    let wanted = query.offset.saturating_add(query.limit);
    let key = |document: usize| keys.get(document).copied().unwrap_or(0);
    let mut more = words.has_tails();
    if more {
        let narrowed = filters.any() || !conditions.is_empty() || query.sort != Sort::Relevance;
        let (_, total) = scores.best(0, key, |document| meets(document) && filters.pass(document));
        if narrowed || total < wanted {
            words.add_tails(&mut scores, &mut missing);
            more = false;
        }
        if let Some(missing) = missing.take() {
            return Ok(Step::Need(missing));
        }
    }
    scores.keep(meets);
    let (mut best, total) = scores.best(wanted, key, |document| filters.pass(document));
    best.drain(..query.offset.min(best.len()));
    let mut found: Vec<(Index<'_>, u32, &StoredDocument)> = Vec::new();
    for &number in &best {
        let Some((index, document)) = locate(number, &indexes) else {
            continue;
        };
        let stored = hits::stored(index, document, &mut missing).map_err(files::corrupt)?;
        found.extend(stored.map(|stored| (index, document, stored)));
    }
    if let Some(missing) = missing.take() {
        return Ok(Step::Need(missing));
    }
    let marked = words.wanted();
    let mut analysers = Analysers::default();
    let mut results = Results {
        total,
        more,
        corrected: corrected(&parsed.words, &words, &found, &mut analysers),
        hits: Vec::with_capacity(found.len()),
        facets: filters.counts(query, &scores),
    };
    for (index, document, stored) in found {
        let place = (index.number, document);
        let analyser = analysers.of(&stored.language);
        let mut hit = hits::hit(place, stored, &marked, analyser);
        hit.score += scores.of((document + index.base) as usize);
        // Only now is it known how the words stand together in a text.
        let at = match query.sort {
            Sort::Relevance => results
                .hits
                .partition_point(|known| known.score >= hit.score),
            _ => results.hits.len(),
        };
        results.hits.insert(at, hit);
    }
    Ok(Step::Done(results))
}

/// The indexes, or the roots that are missing.
fn open<'a>(caches: &[&'a Cache]) -> Result<Vec<Index<'a>>, Vec<(usize, Piece)>> {
    let mut indexes = Vec::new();
    let mut missing = Vec::new();
    let mut base = 0;
    for (number, &cache) in caches.iter().enumerate() {
        match cache.root() {
            Some(root) => {
                indexes.push(Index {
                    number,
                    cache,
                    root,
                    base,
                });
                base += root.documents;
            }
            None => missing.push((number, Piece::Whole(FileName::ROOT))),
        }
    }
    if missing.is_empty() {
        Ok(indexes)
    } else {
        Err(missing)
    }
}

fn is_field(name: &str, indexes: &[Index<'_>]) -> bool {
    let mut named = indexes
        .iter()
        .flat_map(|index| index.root.facets.iter().chain(&index.root.orders));
    named.any(|named| filters::is_called(named, name))
}

/// The index of a document and its id there.
fn locate<'a>(number: usize, indexes: &[Index<'a>]) -> Option<(Index<'a>, u32)> {
    let index = indexes
        .iter()
        .find(|index| index.documents().contains(&number))?;
    Some((*index, number as u32 - index.base))
}

/// The words of the query with the mistyped ones as the hits write them.
fn corrected(
    words: &str,
    found: &Words<'_>,
    hits: &[(Index<'_>, u32, &StoredDocument)],
    analysers: &mut Analysers,
) -> Option<String> {
    let mut corrected = String::new();
    let mut from = 0;
    for (typed, terms) in found.corrections() {
        let written = hits.iter().find_map(|(_, _, stored)| {
            hits::written(&terms, stored, analysers.of(&stored.language))
        });
        corrected.push_str(words.get(from..typed.range.start).unwrap_or_default());
        corrected.push_str(written.unwrap_or(terms[0]));
        from = typed.range.end;
    }
    if corrected.is_empty() {
        return None;
    }
    corrected.push_str(words.get(from..).unwrap_or_default());
    Some(corrected)
}
