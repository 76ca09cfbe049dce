//! The search: a pure function of a query and the files at hand.
//!
//! It never waits. Where files are missing it names them all at once; the
//! caller fetches them together (a *round*) and asks again. From an empty
//! cache that is three rounds: the root; the words; the texts of the hits.

mod clauses;
mod files;
mod filters;
mod hits;
mod neighbours;
mod phrases;
mod scores;
mod spelling;
mod syntax;
mod tally;
mod words;

use crate::cache::{Cache, Error};
use crate::excerpt::{Wanted, is_blank};
use crate::format::{FileName, Piece};
use crate::query::{Query, Sort, Spelling};
use crate::results::{Hit, Results};
use crate::tokens::Language;

use files::{Index, Missing};
use filters::Filters;
use hits::{Analysers, Shown};
use scores::{Ranked, Scores};
use syntax::Parsed;
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
    let indexes = match open(caches) {
        Ok(indexes) => indexes,
        Err(roots) => return Ok(Step::Need(roots)),
    };
    let tag = match query.language.as_str() {
        "" => indexes.first().map_or("", |index| &index.root.language),
        tag => tag,
    };
    let language = Language::of_tag(tag);
    let mut parsed = syntax::parse(&query.text, &|name| is_field(name, &indexes));
    let step = answer(query, &parsed, language, &mut Vec::new(), &indexes)?;
    let empty = matches!(&step, Step::Done(results) if results.total == 0);
    if !empty || query.spelling == Spelling::AsTyped || !parsed.can_loosen() {
        return Ok(step);
    }
    // Who quotes what stands nowhere, beside other words, wants what has these.
    parsed.phrases.clear();
    Ok(
        match answer(query, &parsed, language, &mut Vec::new(), &indexes)? {
            Step::Done(mut results) if results.total > 0 => {
                results.corrected.get_or_insert(parsed.words);
                Step::Done(results)
            }
            step => step,
        },
    )
}

/// Of the best documents, those whose texts say whether a mistyped word may
/// have been what stands for it.
const JUDGED: usize = 10;

/// What a query that is taken apart finds, as far as the files go. Of the terms
/// that are `refused`, none stands for a mistyped word.
fn answer(
    query: &Query,
    parsed: &Parsed,
    language: Language,
    refused: &mut Vec<String>,
    indexes: &[Index<'_>],
) -> Result<Step, Error> {
    let mut missing = Missing::default();
    let words = Words::read(query, parsed, language, refused, indexes, &mut missing);
    let mut filters = Filters::read(query, &parsed.fields, indexes, &mut missing);
    let keys = filters::sort_keys(&query.sort, indexes, &mut missing);
    mask(parsed, language, indexes, &mut filters, &mut missing)?;
    if query.limit > 0 {
        hits::prefetch(indexes, &mut missing);
    }
    if let Some(missing) = missing.take() {
        return Ok(Step::Need(missing));
    }
    let mut scores = scored(query, parsed, &words, indexes, false, &mut missing);
    let pass = |document| filters.pass(document, None);
    let asked = query.offset.saturating_add(query.limit);
    let judged = if words.are_corrected() { JUDGED } else { 0 };
    let most = asked.max(judged);
    let mut more = words.has_tails();
    if more {
        let narrowed = filters.any() || query.sort != Sort::Relevance;
        if narrowed || scores.best(0, &keys, &pass).1.total < most {
            scores = scored(query, parsed, &words, indexes, true, &mut missing);
            more = false;
        }
    }
    if let Some(missing) = missing.take() {
        return Ok(Step::Need(missing));
    }
    let (best, passing) = scores.best(most, &keys, &pass);
    let wanted = words.wanted();
    let judged = best.get(..judged).unwrap_or(&best);
    let judged = read(judged, &words, &wanted, indexes, &mut missing)?;
    let best = best.get(query.offset..asked.min(best.len())).unwrap_or(&[]);
    let shown = read(best, &words, &wanted, indexes, &mut missing)?;
    if let Some(missing) = missing.take() {
        return Ok(Step::Need(missing));
    }
    if words.refuse(&judged, &wanted, refused) {
        return answer(query, parsed, language, refused, indexes);
    }
    let corrected = words.corrected(&parsed.words, &judged, &wanted);
    let hits = show(&shown, &wanted, &scores, query);
    Ok(Step::Done(Results {
        total: passing.total,
        all: passing.full,
        more,
        corrected,
        hits,
        facets: filters.counts(query, &scores),
    }))
}

/// The scores of all documents that have any of the words, those of tails among
/// them if these are `here`.
fn scored(
    query: &Query,
    parsed: &Parsed,
    words: &Words<'_>,
    indexes: &[Index<'_>],
    here: bool,
    missing: &mut Missing,
) -> Scores {
    let mut scores = if is_blank(&parsed.words) {
        Scores::all(indexes)
    } else {
        words.score(indexes, here, missing)
    };
    scores.weigh(query, indexes);
    scores
}

/// Lets pass only what has the phrases and nothing of what is excluded.
fn mask(
    parsed: &Parsed,
    language: Language,
    indexes: &[Index<'_>],
    filters: &mut Filters<'_>,
    missing: &mut Missing,
) -> Result<(), Error> {
    for (texts, excluded) in [(&parsed.phrases, false), (&parsed.excluded, true)] {
        for text in texts {
            if let Some(mut having) = phrases::having(text, language, indexes, missing)? {
                for having in &mut having {
                    *having ^= excluded;
                }
                filters.mask(having);
            }
        }
    }
    Ok(())
}

/// The texts of the best documents, as far as they are here, with what is
/// wanted in them.
fn read<'a>(
    best: &[Ranked],
    words: &Words<'_>,
    wanted: &[Wanted<'_>],
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Result<Vec<Shown<'a>>, Error> {
    let mut found = Vec::new();
    for ranked in best {
        let Some((index, document)) = locate(ranked.document, indexes) else {
            continue;
        };
        let part = words.best_part(index, document);
        match hits::stored(index, part, missing) {
            Ok(Some(stored)) => found.push((index, document, stored)),
            Ok(None) => {}
            Err(file) => return Err(Error::Corrupt(file)),
        }
    }
    let mut shown = Vec::with_capacity(found.len());
    // Texts are looked through once all are here.
    if missing.len() == 0 {
        let mut analysers = Analysers::default();
        for found in found {
            shown.push(Shown::read(found, wanted, &mut analysers));
        }
    }
    Ok(shown)
}

/// What was found as it is shown.
fn show(shown: &[Shown<'_>], wanted: &[Wanted<'_>], scores: &Scores, query: &Query) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::with_capacity(shown.len());
    for shown in shown {
        let mut hit = shown.hit(wanted);
        hit.score *= query.weight(shown.index.number);
        let document = (shown.document + shown.index.base) as usize;
        hit.score += scores.of(document);
        hit.all = scores.is_full(document);
        let mut at = hits.len();
        // Only now is it known how the words stand together in a text.
        while at > 0
            && query.sort == Sort::Relevance
            && hits[at - 1].all == hit.all
            && hits[at - 1].score < hit.score
        {
            at -= 1;
        }
        hits.insert(at, hit);
    }
    hits
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
            None => missing.push((number, Piece::whole(FileName::ROOT))),
        }
    }
    if missing.is_empty() {
        Ok(indexes)
    } else {
        Err(missing)
    }
}

fn is_field(name: &str, indexes: &[Index<'_>]) -> bool {
    let is = |list| filters::named(list, name).is_some();
    let mut indexes = indexes.iter();
    indexes.any(|index| is(&index.root.facets) || is(&index.root.orders))
}

/// The index of a document and its id there.
fn locate<'a>(number: usize, indexes: &'a [Index<'a>]) -> Option<(&'a Index<'a>, u32)> {
    let mut indexes = indexes.iter();
    let index = indexes.find(|index| index.documents().contains(&number))?;
    Some((index, number as u32 - index.base))
}
