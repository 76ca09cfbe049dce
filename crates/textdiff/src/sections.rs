//! Which section of one version is which of the other, wherever it stands and whatever its number.

use crate::align::{Bag, LEAST_ALIKE};
use crate::block::{Block, Kind};
use crate::headings::Name;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Pairs of sections that are compared by what they say; of more, only neighbours are.
const MOST_COMPARED: usize = 40_000;

/// A heading with all up to the next one; the first of a text may have none.
pub(crate) struct Part<'a> {
    /// Where it is among the blocks, heading and all.
    pub blocks: Range<usize>,
    /// Its heading.
    pub heading: Option<&'a Block>,
    /// What it is called; nothing without a heading.
    pub name: Name<'a>,
    /// What the section is called that it is a part of.
    above: String,
}

/// Cuts a text at its headings.
pub(crate) fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let level = |block: &Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let mut starts: Vec<usize> = (0..blocks.len())
        .filter(|i| *i == 0 || level(&blocks[*i]).is_some())
        .collect();
    starts.push(blocks.len());
    // The headings above, each with its level.
    let mut above: Vec<(u8, String)> = Vec::new();
    let mut parts = Vec::new();
    for bounds in starts.windows(2) {
        let first = &blocks[bounds[0]];
        let heading = level(first).map(|level| (level, first));
        let name = Name::of(heading.map_or("", |(_, block)| block.cells.first().map_or("", |t| t)));
        if let Some((level, _)) = heading {
            above.retain(|(other, _)| *other < level);
        }
        parts.push(Part {
            blocks: bounds[0]..bounds[1],
            heading: heading.map(|(_, block)| block),
            above: above.last().map_or(String::new(), |(_, key)| key.clone()),
            name: Name { ..name },
        });
        if let (Some((level, _)), Some(part)) = (heading, parts.last()) {
            above.push((level, part.name.key.clone()));
        }
    }
    parts
}

/// For each section of the new version the one of the old that it was.
pub(crate) fn matched(
    old: (&[Block], &[Part<'_>]),
    new: (&[Block], &[Part<'_>]),
) -> Vec<Option<usize>> {
    let mut found = Found {
        old: vec![None; old.1.len()],
        new: vec![None; new.1.len()],
    };
    // The same name in the same place, then anywhere; of several the first is the first.
    found.by_key(old.1, new.1, |part| {
        (part.above.clone(), part.name.key.clone())
    });
    found.by_key(old.1, new.1, |part| (String::new(), part.name.key.clone()));
    found.by_text(old, new);
    found.new
}

/// What sections are looked for by: whether they have a heading, what they are a part of, what they
/// are called.
type Key = (bool, (String, String));

/// What was found so far.
struct Found {
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

impl Found {
    fn pair(&mut self, i: usize, j: usize) {
        (self.old[i], self.new[j]) = (Some(j), Some(i));
    }

    fn by_key(
        &mut self,
        old: &[Part<'_>],
        new: &[Part<'_>],
        key: impl Fn(&Part<'_>) -> (String, String),
    ) {
        let mut known: BTreeMap<Key, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let entry = |part: &Part<'_>| (part.heading.is_some(), key(part));
        for (i, part) in old
            .iter()
            .enumerate()
            .filter(|(i, _)| self.old[*i].is_none())
        {
            known.entry(entry(part)).or_default().0.push(i);
        }
        for (j, part) in new
            .iter()
            .enumerate()
            .filter(|(j, _)| self.new[*j].is_none())
        {
            known.entry(entry(part)).or_default().1.push(j);
        }
        for (i, j) in known
            .into_values()
            .flat_map(|(old, new)| old.into_iter().zip(new))
        {
            self.pair(i, j);
        }
    }

    /// Pairs those of another name that say much the same, the most alike first.
    fn by_text(&mut self, old: (&[Block], &[Part<'_>]), new: (&[Block], &[Part<'_>])) {
        let mut known = HashMap::new();
        let a = bags(old, &self.old, &mut known);
        let b = bags(new, &self.new, &mut known);
        let reach = match a.len() * b.len() <= MOST_COMPARED {
            true => usize::MAX,
            false => MOST_COMPARED / a.len().max(1),
        };
        let mut pairs = Vec::new();
        for (x, (i, of_old)) in a.iter().enumerate() {
            let near = b.iter().skip(x.saturating_sub(reach / 2)).take(reach);
            let alike = near.map(|(j, of_new)| (of_old.likeness(of_new), *i, *j));
            pairs.extend(alike.filter(|(likeness, ..)| *likeness >= LEAST_ALIKE));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, j) in pairs {
            if self.old[i].is_none() && self.new[j].is_none() {
                self.pair(i, j);
            }
        }
    }
}

/// The words of the sections with a heading that have no partner yet.
fn bags<'a>(
    (blocks, parts): (&'a [Block], &[Part<'_>]),
    partners: &[Option<usize>],
    known: &mut HashMap<&'a str, u32>,
) -> Vec<(usize, Bag)> {
    let alone = parts.iter().enumerate();
    let alone = alone.filter(|(i, part)| partners[*i].is_none() && part.heading.is_some());
    let bag = |(i, part): (usize, &Part<'_>)| {
        let texts = blocks[part.blocks.clone()]
            .iter()
            .flat_map(|block| &block.cells);
        (i, Bag::of(texts, known))
    };
    alone.map(bag).collect()
}

/// Which of the old sections, in the order of the new version, did not keep their place: all but a
/// longest row of those that still follow each other (C. Schensted, 1961).
pub(crate) fn moved(order: &[usize]) -> Vec<bool> {
    // By length of a row: the place of its last, the smallest there is.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; order.len()];
    for (at, old) in order.iter().enumerate() {
        let length = ends.partition_point(|end| order[*end] < *old);
        before[at] = length.checked_sub(1).map(|i| ends[i]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut moved = vec![true; order.len()];
    let mut kept = ends.last().copied();
    while let Some(at) = kept {
        moved[at] = false;
        kept = before[at];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_jumps_over_others_has_moved() {
        assert_eq!(moved(&[0, 1, 2]), [false; 3]);
        assert_eq!(moved(&[3, 0, 1, 2]), [true, false, false, false]);
        assert_eq!(moved(&[1, 2, 0, 3]), [false, false, true, false]);
        assert_eq!(moved(&[]), []);
    }
}
