//! What of a difference is shown, and what is folded.

use std::ops::Range;
use textdiff::{Change, Pair, Section};

/// Blocks that are the same on each side of a change: they say where it is.
const AROUND: usize = 1;
/// Fewer blocks than these are not worth folding.
const LEAST_FOLDED: usize = 3;

/// Blocks of a section, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which of its pairs.
    pub pairs: Range<usize>,
    /// They are the same, and far from any change.
    pub folded: bool,
}

/// The stretches of a list of blocks, in order.
pub fn stretches(pairs: &[Pair]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (same, run) in runs(pairs.len(), |i| pairs[i].is_same()) {
        let start = run.start + if run.start == 0 { 0 } else { AROUND };
        let end = run
            .end
            .saturating_sub(if run.end == pairs.len() { 0 } else { AROUND });
        let is_long = end.saturating_sub(start) >= LEAST_FOLDED;
        let parts = match same && is_long {
            true => vec![
                (run.start..start, false),
                (start..end, true),
                (end..run.end, false),
            ],
            false => vec![(run, false)],
        };
        for (part, folded) in parts.into_iter().filter(|(part, _)| !part.is_empty()) {
            match stretches.last_mut().filter(|last| !last.folded && !folded) {
                Some(last) => last.pairs.end = part.end,
                None => stretches.push(Stretch {
                    pairs: part,
                    folded,
                }),
            }
        }
    }
    stretches
}

/// Sections one after the other that are the same, or a single one that is not: which, and whether
/// they are the same.
pub fn groups(sections: &[Section]) -> Vec<(Range<usize>, bool)> {
    let is_same = |i: usize| sections[i].change == Change::Same && !sections[i].moved;
    let mut groups = Vec::new();
    for (same, run) in runs(sections.len(), is_same) {
        match same {
            true => groups.push((run, true)),
            false => groups.extend(run.map(|i| (i..i + 1, false))),
        }
    }
    groups
}

/// Runs of numbers for which the same holds.
fn runs(count: usize, holds: impl Fn(usize) -> bool) -> Vec<(bool, Range<usize>)> {
    let mut runs: Vec<(bool, Range<usize>)> = Vec::new();
    for i in 0..count {
        let now = holds(i);
        match runs.last_mut().filter(|(before, _)| *before == now) {
            Some((_, run)) => run.end = i + 1,
            None => runs.push((now, i..i + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use textdiff::{Aligned, Block, Kind, compare};

    /// The stretches of texts of one word a block, folded ones in parentheses.
    fn shown(old: &str, new: &str) -> String {
        let blocks = |text: &str| -> Vec<Block> {
            let words = text.split_whitespace();
            words
                .map(|word| Block::new(Kind::Paragraph, word))
                .collect()
        };
        let (old, new) = (blocks(old), blocks(new));
        let difference = compare(&old, &new);
        let pairs = &difference.sections[0].pairs;
        let text = |stretch: Stretch| {
            let words = pairs[stretch.pairs].iter().map(|pair| match pair.place {
                Aligned::Both(_, j) => new[j].text(),
                Aligned::New(j) => format!("+{}", new[j].text()),
                Aligned::Old(i) => format!("-{}", old[i].text()),
            });
            let words = words.collect::<Vec<_>>().join(" ");
            if stretch.folded {
                format!("({words})")
            } else {
                words
            }
        };
        stretches(pairs)
            .into_iter()
            .map(text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn long_stretches_far_from_a_change_are_folded() {
        assert_eq!(shown("a b c d e f x", "a b c d e f"), "(a b c d e) f -x");
        assert_eq!(shown("a b c", "a b c x"), "a b c +x");
        assert_eq!(shown("x a b c d e y", "a b c d e"), "-x a (b c d) e -y");
        assert_eq!(shown("x a b c d y", "a b c d"), "-x a b c d -y");
        assert_eq!(shown("a b c d", "a b c d"), "(a b c d)");
    }
}
