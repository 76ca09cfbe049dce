//! Where in the documents the terms of a block stand, for phrases.

use super::stream::{Malformed, Number, SUM, add_sum, after_sum};
use crate::coder::{Decoder, Encoder};

/// Most positions that a file may claim to hold, against forged ones.
const MOST_POSITIONS: usize = 1 << 24;

/// The positions of a term in each of its documents, in order of document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermPositions {
    /// All positions, ascending within a document.
    pub positions: Vec<u32>,
    /// Where in `positions` those of each document end.
    pub ends: Vec<u32>,
}

impl TermPositions {
    /// Adds the positions of one more document; there is at least one.
    pub fn push(&mut self, positions: &[u32]) {
        self.positions.extend_from_slice(positions);
        self.ends.push(self.positions.len() as u32);
    }

    /// Those in the document at this place; none if there are not so many
    /// documents.
    pub fn of(&self, at: usize) -> &[u32] {
        let Some(&end) = self.ends.get(at) else {
            return &[];
        };
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.positions[from as usize..end as usize]
    }
}

/// The bytes: their sum, and the positions of the terms of a block, in order.
pub fn encode(terms: &[TermPositions]) -> Vec<u8> {
    let mut out = Encoder::new(vec![0; SUM]);
    let mut models = Models::default();
    for term in terms {
        for at in 0..term.ends.len() {
            let positions = term.of(at);
            models.counts.write(&mut out, positions.len() as u32 - 1);
            let mut next = 0;
            for &position in positions {
                let model = models.gap(next);
                model.write(&mut out, position - next);
                next = position + 1;
            }
        }
    }
    let mut bytes = out.finish();
    add_sum(&mut bytes);
    bytes
}

/// The positions of the term at place `wanted`, of a block whose terms are in
/// `counts` documents.
pub fn decode(bytes: &[u8], counts: &[u32], wanted: usize) -> Result<TermPositions, Malformed> {
    let counts = &counts[..counts.len().min(wanted + 1)];
    let mut found = TermPositions::default();
    read(bytes, counts, &mut |at, positions| {
        if at == wanted {
            found.push(positions);
        }
    })?;
    Ok(found)
}

/// The positions of all terms of a block, which are in `counts` documents.
pub fn decode_all(bytes: &[u8], counts: &[u32]) -> Result<Vec<TermPositions>, Malformed> {
    let mut found = vec![TermPositions::default(); counts.len()];
    read(bytes, counts, &mut |at, positions| {
        found[at].push(positions);
    })?;
    Ok(found)
}

/// Calls `each` with the place of a term and its positions in a document, for
/// each of its documents.
fn read(
    bytes: &[u8],
    counts: &[u32],
    each: &mut dyn FnMut(usize, &[u32]),
) -> Result<(), Malformed> {
    let mut from = Decoder::new(after_sum(bytes)?);
    let mut models = Models::default();
    let mut positions = Vec::new();
    let mut all = 0;
    for (at, &count) in counts.iter().enumerate() {
        for _ in 0..count {
            let occurrences = models.counts.read(&mut from).saturating_add(1) as usize;
            all += occurrences;
            if all > MOST_POSITIONS || from.exhausted() {
                return Err(Malformed);
            }
            positions.clear();
            let mut next = 0_u32;
            for _ in 0..occurrences {
                let gap = models.gap(next).read(&mut from);
                let position = next.checked_add(gap).ok_or(Malformed)?;
                positions.push(position);
                next = position.saturating_add(1);
            }
            each(at, &positions);
        }
    }
    Ok(())
}

#[derive(Default)]
struct Models {
    counts: Number,
    first: Number,
    next: Number,
}

impl Models {
    fn gap(&mut self, next: u32) -> &mut Number {
        if next == 0 {
            &mut self.first
        } else {
            &mut self.next
        }
    }
}
