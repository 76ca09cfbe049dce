//! Terms that begin as a word does and are probably of its family: the
//! stemmer leaves `costru` and `costruzion` apart.

use super::files::{Found, Index, Missing};
use super::words::{count, join};

/// What a neighbour that is all beginning would count; of the word itself, 1.
pub(super) const WORTH: f32 = 0.6;

/// Letters that two terms have in common at least.
const SHARED: usize = 3;

/// Most neighbours of a term, the nearest.
const MOST: usize = 8;

/// Files that neighbours may be in; where there are more, the beginning in
/// common is too short to say much.
const MOST_FILES: usize = 2;

/// The neighbours of a term with how near they are: the share of the longer
/// one that both have in common, at least a half.
pub(super) fn of<'a>(
    term: &str,
    indexes: &[Index<'a>],
    missing: &mut Missing,
) -> Vec<(Vec<Found<'a>>, f32)> {
    let mut near = Vec::new();
    if term.len() < SHARED || !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return near;
    }
    let half = SHARED.max(term.len().div_ceil(2));
    let mut family: Vec<Vec<Found<'a>>> = Vec::new();
    for &index in indexes {
        // Where the terms that begin so are in other files than the term's, a
        // longer beginning has to do.
        for end in half..=term.len() {
            let beginning = &term[..end];
            let files = missing.files(index, &index.root.terms, beginning.as_bytes(), MOST_FILES);
            if files.len() > MOST_FILES {
                continue;
            }
            let related = |known: &str| known.starts_with(beginning) && known != term;
            for &file in &files {
                for found in missing.terms(index, file, &related) {
                    join(found, &mut family);
                }
            }
            break;
        }
    }
    for found in family {
        let nearness = nearness(term, &found[0].entry().term);
        if nearness >= 0.5 {
            let worse = |(known, before): &(Vec<Found<'a>>, f32)| {
                *before > nearness || *before == nearness && count(known) >= count(&found)
            };
            let at = near.partition_point(worse);
            near.insert(at, (found, nearness));
            near.truncate(MOST);
        }
    }
    near
}

fn nearness(a: &str, b: &str) -> f32 {
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    shared as f32 / a.len().max(b.len()) as f32
}
