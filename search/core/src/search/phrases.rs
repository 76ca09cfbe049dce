//! Words that have to stand together, or not to be there at all.

use crate::cache::{Error, Held};
use crate::format::{Malformed, TermPositions, positions};
use crate::sorted;
use crate::tokens::{Analyser, Language, Role};

use super::files::{Found, Index, Missing};

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
    Analyser::new(language).tokens(text, Role::Text, |token| {
        if !token.part.is_literal() {
            return;
        }
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
    for index in indexes {
        having.resize(index.documents().end, false);
        let mut placed = Vec::new();
        for part in &parts {
            if parts.len() > 1 {
                // Where they are is known before the terms are here.
                prefetch(index, &part.term, missing);
            }
            if let Some(found) = missing.term(index, &part.term) {
                let documents = found.all(missing);
                let positions = match parts.len() {
                    1 => Some(TermPositions::default()),
                    _ => read_positions(&found, missing)?,
                };
                placed.extend(positions.map(|positions| Placed {
                    documents,
                    positions,
                    offset: part.offset,
                }));
            }
        }
        if placed.len() == parts.len() {
            let (first, rest) = placed.split_at(1);
            for (at, &document) in first[0].documents.iter().enumerate() {
                let starts = first[0].positions.of(at);
                if rest.is_empty() || starts.iter().any(|&start| stand(rest, document, start)) {
                    having[(index.page_of(document) + index.base) as usize] = true;
                }
            }
        }
    }
    Ok(Some(having))
}

/// A part of a phrase in an index.
struct Placed {
    documents: Vec<u32>,
    positions: TermPositions,
    offset: u32,
}

/// Whether the parts are where a phrase that begins at `start` has them.
fn stand(parts: &[Placed], document: u32, start: u32) -> bool {
    parts.iter().all(|part| {
        let position = start.saturating_add(part.offset);
        sorted::place(&part.documents, document)
            .is_some_and(|place| sorted::place(part.positions.of(place), position).is_some())
    })
}

/// Has the positions of a term fetched along with it.
fn prefetch<'a>(index: &'a Index<'a>, term: &str, missing: &mut Missing) {
    if let Some(entry) = missing.place(index, term) {
        missing.get(index, entry.positions());
    }
}

/// Where a term stands in each of its documents, once that is here.
fn read_positions(
    found: &Found<'_>,
    missing: &mut Missing,
) -> Result<Option<TermPositions>, Error> {
    let entry = found.entry();
    let Some(place) = missing.place(found.index, &entry.term) else {
        return Ok(None);
    };
    let Some(Held::Positions(bytes)) = missing.get(found.index, place.positions()) else {
        return Ok(None);
    };
    let mut counts = Vec::new();
    for entry in &found.block.entries {
        counts.push(entry.count);
    }
    let range = &found.block.positions;
    let range = range.start as usize..range.end as usize;
    let positions = bytes.get(range).ok_or(Malformed);
    match positions.and_then(|bytes| positions::decode(bytes, &counts, found.place)) {
        Ok(positions) => Ok(Some(positions)),
        Err(Malformed) => Err(Error::Corrupt(place.piece.file)),
    }
}
