//! Two sequences of numbers as runs that are the same in both and runs that are not.

use std::ops::Range;

/// Edits after which the search for the fewest gives up, and takes the way that got furthest: the
/// rest is compared from there. It bounds the time for texts that have little in common.
pub const MOST_EDITS: usize = 512;

/// A stretch of both sequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// In the old one.
    pub old: Range<usize>,
    /// In the new one; as long, where both are the same.
    pub new: Range<usize>,
    /// Whether both are the same.
    pub same: bool,
}

/// The runs of two sequences, in order, without gaps; of two neighbours one is the same.
pub fn runs(old: &[u32], new: &[u32]) -> Vec<Run> {
    let mut matches = Vec::new();
    let mut furthest = Furthest::default();
    // The part that is to be compared next is at the end.
    let mut open = vec![Part::All(0..old.len(), 0..new.len())];
    while let Some(part) = open.pop() {
        match part {
            Part::Same(old, new, length) => push(&mut matches, (old, new, length)),
            Part::All(a, b) => split(old, new, a, b, &mut furthest, &mut open),
        }
    }
    between(&matches, old.len(), new.len())
}

/// What is left to do, in the order of the sequences.
enum Part {
    /// To be compared.
    All(Range<usize>, Range<usize>),
    /// Known to be the same: from where in the old one, in the new one, how long.
    Same(usize, usize, usize),
}

/// Takes off what two parts begin and end with, and cuts the rest where a best way through it is.
fn split(
    old: &[u32],
    new: &[u32],
    a: Range<usize>,
    b: Range<usize>,
    furthest: &mut Furthest,
    open: &mut Vec<Part>,
) {
    let (x, y) = (&old[a.clone()], &new[b.clone()]);
    let before = x.iter().zip(y).take_while(|(x, y)| x == y).count();
    let (x, y) = (&x[before..], &y[before..]);
    let pairs = x.iter().rev().zip(y.iter().rev());
    let after = pairs.take_while(|(x, y)| x == y).count();
    let (x, y) = (&x[..x.len() - after], &y[..y.len() - after]);
    let (start_a, start_b) = (a.start + before, b.start + before);
    open.push(Part::Same(a.end - after, b.end - after, after));
    if !x.is_empty() && !y.is_empty() {
        let (u, v) = furthest.middle(x, y);
        open.push(Part::All(
            start_a + u..a.end - after,
            start_b + v..b.end - after,
        ));
        open.push(Part::All(start_a..start_a + u, start_b..start_b + v));
    }
    open.push(Part::Same(a.start, b.start, before));
}

fn push(matches: &mut Vec<(usize, usize, usize)>, (old, new, length): (usize, usize, usize)) {
    match matches.last_mut() {
        _ if length == 0 => {}
        Some(last) if (last.0 + last.2, last.1 + last.2) == (old, new) => last.2 += length,
        _ => matches.push((old, new, length)),
    }
}

/// Runs of which these are the same.
fn between(matches: &[(usize, usize, usize)], old: usize, new: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut a, mut b) = (0, 0);
    for &(x, y, length) in matches.iter().chain([&(old, new, 0)]) {
        if a < x || b < y {
            runs.push(Run {
                old: a..x,
                new: b..y,
                same: false,
            });
        }
        (a, b) = (x + length, y + length);
        if length > 0 {
            runs.push(Run {
                old: x..a,
                new: y..b,
                same: true,
            });
        }
    }
    runs
}

/// A diagonal that no way leads to.
const NOWHERE: isize = -1;

/// How far each diagonal gets with a number of edits, from both ends.
#[derive(Default)]
struct Furthest {
    forward: Vec<isize>,
    backward: Vec<isize>,
}

impl Furthest {
    /// A point on a way with the fewest edits from one end of two sequences to the other, about
    /// half way; after [`MOST_EDITS`] the one that got furthest from the beginning. Neither the
    /// beginning nor the end, if the sequences are not empty and begin and end differently.
    fn middle(&mut self, old: &[u32], new: &[u32]) -> (usize, usize) {
        let grid = Grid { old, new };
        let (n, m) = grid.size();
        let delta = n - m;
        let limit = ((n + m + 1) / 2).min(MOST_EDITS as isize);
        // A diagonal `k` holds the points at which x - y = k, and is kept at `k + limit + 1`.
        let at = |k: isize| (k + limit + 1) as usize;
        for reached in [&mut self.forward, &mut self.backward] {
            reached.clear();
            reached.resize(2 * limit as usize + 3, NOWHERE);
            // As if an edit had led to the beginning.
            reached[at(1)] = 0;
        }
        for edits in 0..=limit {
            for k in diagonals(edits, n, m) {
                let begin = grid.enter(&self.forward, at(k), k);
                let x = grid.follow(begin, k, |x, y| (x, y));
                self.forward[at(k)] = x;
                let opposite = delta - k;
                let met = delta % 2 != 0 && opposite.abs() < edits && x != NOWHERE;
                if met && is_past(x, self.backward[at(opposite)], n) {
                    return (begin as usize, (begin - k) as usize);
                }
            }
            for k in diagonals(edits, n, m) {
                let begin = grid.enter(&self.backward, at(k), k);
                let x = grid.follow(begin, k, |x, y| (n - 1 - x, m - 1 - y));
                self.backward[at(k)] = x;
                let opposite = delta - k;
                let met = delta % 2 == 0 && opposite.abs() <= edits && x != NOWHERE;
                if met && is_past(x, self.forward[at(opposite)], n) {
                    return ((n - x) as usize, (m - (x - k)) as usize);
                }
            }
        }
        let ends = diagonals(limit, n, m).map(|k| (self.forward[at(k)], k));
        let ends = ends.filter(|(x, _)| *x != NOWHERE);
        let best = ends.max_by_key(|(x, k)| (2 * x - k, *x));
        // All of the one goes and all of the other comes, where there is no way at all.
        best.map_or((old.len(), 0), |(x, k)| (x as usize, (x - k) as usize))
    }
}

/// Whether two ways on one diagonal, from both ends, have met.
fn is_past(x: isize, other: isize, n: isize) -> bool {
    other != NOWHERE && x + other >= n
}

/// The diagonals that a number of edits can lead to, inside of the sequences.
fn diagonals(edits: isize, n: isize, m: isize) -> impl Iterator<Item = isize> {
    let inside = move |edge: isize| match edits > edge {
        true => edge - (edits - edge) % 2,
        false => edits,
    };
    (-inside(m)..=inside(n)).step_by(2)
}

/// Two sequences, one along each side.
struct Grid<'a> {
    old: &'a [u32],
    new: &'a [u32],
}

impl Grid<'_> {
    fn size(&self) -> (isize, isize) {
        (self.old.len() as isize, self.new.len() as isize)
    }

    /// Where a way enters a diagonal, by one edit from the diagonals beside it.
    fn enter(&self, reached: &[isize], at: usize, k: isize) -> isize {
        let (n, m) = self.size();
        let (below, above) = (reached[at - 1], reached[at + 1]);
        let right = match below != NOWHERE && below < n {
            true => below + 1,
            false => NOWHERE,
        };
        let down = match above != NOWHERE && above - k <= m {
            true => above,
            false => NOWHERE,
        };
        right.max(down)
    }

    /// How far a way gets on a diagonal without edits; `place` says where in the sequences a point
    /// is.
    fn follow(
        &self,
        begin: isize,
        k: isize,
        place: impl Fn(isize, isize) -> (isize, isize),
    ) -> isize {
        let (n, m) = self.size();
        let mut x = begin;
        while x != NOWHERE && x < n && x - k < m {
            let (a, b) = place(x, x - k);
            if self.old[a as usize] != self.new[b as usize] {
                break;
            }
            x += 1;
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The length of the longest common subsequence, by the table of all prefixes.
    fn common(old: &[u32], new: &[u32]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut diagonal = 0;
            for (j, b) in new.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if a == b {
                    diagonal + 1
                } else {
                    above.max(row[j])
                };
                diagonal = above;
            }
        }
        row[new.len()]
    }

    fn same(runs: &[Run]) -> usize {
        let same = runs.iter().filter(|run| run.same);
        same.map(|run| run.old.len()).sum()
    }

    fn check(old: &[u32], new: &[u32]) -> Vec<Run> {
        let found = runs(old, new);
        let (mut a, mut b) = (0, 0);
        for run in &found {
            assert_eq!((run.old.start, run.new.start), (a, b));
            assert!(!run.old.is_empty() || !run.new.is_empty());
            if run.same {
                assert_eq!(old[run.old.clone()], new[run.new.clone()]);
            }
            (a, b) = (run.old.end, run.new.end);
        }
        assert_eq!((a, b), (old.len(), new.len()));
        assert!(found.windows(2).all(|pair| pair[0].same != pair[1].same));
        found
    }

    proptest! {
        #[test]
        fn no_shorter_way_is_there(
            old in prop::collection::vec(0..4_u32, 0..40),
            new in prop::collection::vec(0..4_u32, 0..40),
        ) {
            prop_assert_eq!(same(&check(&old, &new)), common(&old, &new));
        }
    }

    #[test]
    fn long_texts_without_anything_in_common_end_soon() {
        let old: Vec<u32> = (0..20_000).collect();
        let new: Vec<u32> = (20_000..40_000).collect();
        assert_eq!(same(&check(&old, &new)), 0);
        // Words that come back everywhere, in another order.
        let shuffled = |factor: u64| (0..20_000_u64).map(move |i| (i * factor % 97 % 50) as u32);
        let (old, new): (Vec<u32>, Vec<u32>) = (shuffled(31).collect(), shuffled(57).collect());
        check(&old, &new);
    }
}
