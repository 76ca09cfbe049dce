//! Which block of one version is which of the other, in order.

use crate::block::Block;
use crate::runs::runs;
use crate::words::{is_letter, tokens};
use std::collections::HashMap;

/// The part of their words that two texts have to share to be versions of one (Dice's coefficient).
pub(crate) const LEAST_ALIKE: f64 = 0.5;
/// How alike rows are at least that begin with the same cell: it names them.
const SAME_NAME: f64 = 0.6;
/// Blocks of each side that are compared with each other at once.
const MOST_COMPARED: usize = 128;

/// A block of the old version, of the new one, or of both: by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// Only the old version has it.
    Old(usize),
    /// Only the new version has it.
    New(usize),
    /// The index in each.
    Both(usize, usize),
}

impl Aligned {
    /// Its index in the old version.
    pub fn in_old(self) -> Option<usize> {
        match self {
            Self::Old(i) | Self::Both(i, _) => Some(i),
            Self::New(_) => None,
        }
    }

    /// Its index in the new version.
    pub fn in_new(self) -> Option<usize> {
        match self {
            Self::New(j) | Self::Both(_, j) => Some(j),
            Self::Old(_) => None,
        }
    }
}

/// Aligns two lists of blocks: what is the same first, then between that what is most alike.
pub(crate) fn align(old: &[Block], new: &[Block]) -> Vec<Aligned> {
    let mut numbers: HashMap<(u8, &[String]), u32> = HashMap::new();
    let (a, b) = (numbered(old, &mut numbers), numbered(new, &mut numbers));
    let mut aligned = Vec::with_capacity(old.len().max(new.len()));
    for run in runs(&a, &b) {
        if run.same {
            aligned.extend(run.old.zip(run.new).map(|(i, j)| Aligned::Both(i, j)));
            continue;
        }
        let (mut i, mut j) = (run.old.start, run.new.start);
        while i < run.old.end || j < run.new.end {
            let (next_i, next_j) = (
                run.old.end.min(i + MOST_COMPARED),
                run.new.end.min(j + MOST_COMPARED),
            );
            alike(&old[i..next_i], &new[j..next_j], (i, j), &mut aligned);
            (i, j) = (next_i, next_j);
        }
    }
    aligned
}

/// Numbers for blocks, the same for those that are the same to a reader.
fn numbered<'a>(blocks: &'a [Block], known: &mut HashMap<(u8, &'a [String]), u32>) -> Vec<u32> {
    let number = |block: &'a Block| {
        let next = known.len() as u32;
        *known.entry((block.class(), &block.cells)).or_insert(next)
    };
    blocks.iter().map(number).collect()
}

/// Aligns blocks so that the pairs are as alike as they can be in all, by the table of all
/// beginnings (S. B. Needleman, C. D. Wunsch, 1970). `from` is where the blocks begin.
fn alike(old: &[Block], new: &[Block], from: (usize, usize), aligned: &mut Vec<Aligned>) {
    let (bags_old, bags_new) = bags(old, new);
    let width = new.len() + 1;
    // The best sum from each pair of places on, and whether a pair is made there.
    let mut best = vec![0.0; (old.len() + 1) * width];
    let mut paired = vec![false; best.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let at = i * width + j;
            let skipped: f64 = f64::max(best[at + width], best[at + 1]);
            let likeness = likeness((&old[i], &bags_old[i]), (&new[j], &bags_new[j]));
            let pair = likeness + best[at + width + 1];
            paired[at] = likeness >= LEAST_ALIKE && pair >= skipped;
            best[at] = if paired[at] { pair } else { skipped };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let at = i * width + j;
        if i < old.len() && j < new.len() && paired[at] {
            aligned.push(Aligned::Both(from.0 + i, from.1 + j));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || best[at + width] >= best[at + 1]) {
            aligned.push(Aligned::Old(from.0 + i));
            i += 1;
        } else {
            aligned.push(Aligned::New(from.1 + j));
            j += 1;
        }
    }
}

/// How alike two blocks are, from 0 to 1.
fn likeness((a, x): (&Block, &Bag), (b, y): (&Block, &Bag)) -> f64 {
    if a.class() != b.class() {
        return 0.0;
    }
    let words = x.likeness(y);
    let named = a.cells.len() > 1 && !a.cells[0].is_empty() && a.cells.first() == b.cells.first();
    if named { words.max(SAME_NAME) } else { words }
}

/// The words of a text, each as often as it is there, in order of their number.
pub(crate) struct Bag(Vec<u32>);

impl Bag {
    /// The words of texts; `known` numbers them.
    pub(crate) fn of<'a>(
        texts: impl IntoIterator<Item = &'a String>,
        known: &mut HashMap<&'a str, u32>,
    ) -> Self {
        let mut bag = Vec::new();
        for token in texts.into_iter().flat_map(|text| tokens(text)) {
            let next = known.len() as u32;
            let number = *known.entry(token).or_insert(next);
            if token.starts_with(is_letter) {
                bag.push(number);
            }
        }
        bag.sort_unstable();
        Self(bag)
    }

    /// The words that two texts share, as a part of all that they have (Dice's coefficient).
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let (a, b) = (&self.0, &other.0);
        let (mut i, mut j, mut common) = (0, 0, 0_usize);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    (i, j, common) = (i + 1, j + 1, common + 1);
                }
            }
        }
        match a.len() + b.len() {
            0 => 0.0,
            all => 2.0 * common as f64 / all as f64,
        }
    }
}

fn bags<'a>(old: &'a [Block], new: &'a [Block]) -> (Vec<Bag>, Vec<Bag>) {
    let mut known = HashMap::new();
    let mut of = |blocks: &'a [Block]| -> Vec<Bag> {
        let bags = blocks.iter().map(|block| Bag::of(&block.cells, &mut known));
        bags.collect()
    };
    (of(old), of(new))
}
