//! Terms that begin as a word does and are probably of its family: the
//! stemmer leaves `costru` and `costruzion` apart.

use super::files::{Expansion, Index, Missing};

/// What a neighbour that is all beginning would count; of the word itself, 1.
const WORTH: f32 = 0.6;

/// Letters that two terms have in common at least.
const SHARED: usize = 3;

/// Most neighbours of a term, the nearest.
const MOST: usize = 8;

/// Blocks that neighbours may be in; where there are more, the beginning in
/// common is too short to say much.
const MOST_BLOCKS: usize = 2;

/// The neighbours of a term. How near they are is the share of the longer one
/// that both have in common, at least a half, of [`WORTH`].
pub(super) fn of<'a>(
    term: &str,
    indexes: &'a [Index<'a>],
    missing: &mut Missing,
) -> Vec<Expansion<'a>> {
    let mut near = Vec::new();
    if term.len() < SHARED || !term.bytes().all(is_of_letters) {
        return near;
    }
    let half = SHARED.max(term.len().div_ceil(2));
    let mut family = Vec::new();
    for index in indexes {
        // Where the terms that begin so are in other blocks than the term's, a
        // longer beginning has to do.
        for end in half..=term.len() {
            // Not where a letter of two bytes would be cut.
            let Some(beginning) = term.get(..end) else {
                continue;
            };
            let terms = &index.root.terms;
            let pieces = missing.pieces(index, terms, beginning.as_bytes(), MOST_BLOCKS);
            if pieces.len() <= MOST_BLOCKS {
                missing.terms(index, &pieces, beginning, term, &mut family);
                break;
            }
        }
    }
    for mut expansion in family {
        let nearness = nearness(term, expansion.term());
        if nearness >= 0.5 {
            expansion.nearness = nearness * WORTH;
            expansion.rank(&mut near, MOST);
        }
    }
    near
}

/// Whether a byte is of a letter of Latin, or of a script up to Arabic, whose
/// letters take two: those beyond have no beginnings that words share.
fn is_of_letters(byte: u8) -> bool {
    byte.is_ascii_lowercase() || (0x80..0xe0).contains(&byte)
}

fn nearness(a: &str, b: &str) -> f32 {
    let mut shared = 0;
    while shared < a.len() && a.as_bytes().get(shared) == b.as_bytes().get(shared) {
        shared += 1;
    }
    shared as f32 / a.len().max(b.len()) as f32
}
