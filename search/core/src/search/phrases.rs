//! Words that have to stand together, or not to be there at all.

use crate::cache::{Error, Piece};
use crate::format::{FileName, Kind, TermPositions, positions, sum};
use crate::tokens::{Analyser, Language, Role};

use super::files::{Found, Index, Missing, corrupt};

/// A term of a phrase and how far from its first it stands.
struct Part {
    term: String,
    offset: u32,
}

/// By document of all indexes, whether it has `text` as it stands, but for the
/// endings that the stemmer takes off; incomplete while files are missing.
/// Nothing if there is no word in it.
pub(super) fn having(
    text: &str,
    language: Language,
    indexes: &[Index<'_>],
    missing: &mut Missing,
) -> Result<Option<Vec<bool>>, Error> {
    let mut parts: Vec<Part> = Vec::new();
    let mut first = None;
    Analyser::new(language).tokens(text, Role::Query, |token| {
        let start = *first.get_or_insert(token.position);
        parts.push(Part {
            term: token.term.to_owned(),
            offset: token.position - start,
        });
    });
    if parts.is_empty() {
        return Ok(None);
    }
    let mut having = Vec::new();
    for &index in indexes {
        having.resize(index.documents().end, false);
        let mut found: Vec<Found<'_>> = Vec::new();
        for part in &parts {
            if parts.len() > 1 {
                // Their names are known before the terms are here.
                foresee(index, &part.term, missing);
            }
            found.extend(missing.term(index, &part.term));
        }
        if found.len() < parts.len() {
            continue;
        }
        let documents: Vec<Vec<u32>> = found.iter().map(|found| found.all(missing)).collect();
        let mut placed = Vec::new();
        if parts.len() > 1 {
            for found in &found {
                placed.push(read_positions(found, missing)?);
            }
        }
        for (at, &document) in documents[0].iter().enumerate() {
            if placed.iter().any(Option::is_none) {
                break;
            }
            let stands = || {
                let mut lists: Vec<&[u32]> = Vec::new();
                for (documents, placed) in documents.iter().zip(&placed) {
                    let place = documents.binary_search(&document).ok()?;
                    lists.push(placed.as_ref()?.of(place));
                }
                let (first, rest) = lists.split_first()?;
                let here = |&&start: &&u32| {
                    rest.iter().zip(&parts[1..]).all(|(list, part)| {
                        let position = start.saturating_add(part.offset);
                        list.binary_search(&position).is_ok()
                    })
                };
                first.iter().find(here)
            };
            let at = at.min(documents[0].len());
            if parts.len() == 1 || stands().is_some() {
                having[(documents[0][at] + index.base) as usize] = true;
            }
        }
    }
    Ok(Some(having))
}

/// Has the positions of a term fetched along with it.
fn foresee(index: Index<'_>, term: &str, missing: &mut Missing) {
    if let Some(file) = missing.file(index, &index.root.terms, term.as_bytes()) {
        let file = FileName::new(Kind::Positions, file.number());
        missing.note(index, Piece::Whole(file), index.cache.positions(file));
    }
}

/// Where a term stands in each of its documents, once that is here.
fn read_positions(
    found: &Found<'_>,
    missing: &mut Missing,
) -> Result<Option<TermPositions>, Error> {
    let file = FileName::new(Kind::Positions, found.file.number());
    let bytes = found.index.cache.positions(file);
    let Some(bytes) = missing.note(found.index, Piece::Whole(file), bytes) else {
        return Ok(None);
    };
    if sum(bytes) != found.shard.positions {
        return Err(corrupt(file));
    }
    let counts: Vec<u32> = found
        .shard
        .entries
        .iter()
        .map(|entry| entry.count)
        .collect();
    let positions = positions::decode(bytes, &counts, found.place);
    positions.map(Some).map_err(|_| corrupt(file))
}
