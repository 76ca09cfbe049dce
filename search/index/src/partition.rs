//! Where lists are cut into files: where the hash of an item says so, within
//! limits, so that what changes in one place moves no border elsewhere.

use std::ops::Range;

use crate::document::hash;

/// Where a list is cut into parts of about `size`: before an item whose key
/// hashes well once a part is nearly full, or where it would be twice as large.
pub(crate) fn borders<T>(
    list: &[T],
    key: impl Fn(&T) -> &[u8],
    size_of: impl Fn(&T) -> usize,
    size: usize,
) -> Vec<usize> {
    let mut borders = Vec::new();
    let mut filled = 0;
    for (at, item) in list.iter().enumerate() {
        let more = size_of(item);
        let lucky = || hash(key(item)).is_multiple_of(8);
        let full = filled > size / 4 * 3;
        let cut = filled + more > size * 2 || full && (more > size || lucky());
        if at > 0 && cut {
            borders.push(at);
            filled = 0;
        }
        filled += more;
    }
    borders
}

/// The parts of a list of so many items.
pub(crate) fn ranges(length: usize, borders: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(0).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(length));
    starts
        .zip(ends)
        .filter(|(start, end)| start < end)
        .map(|(start, end)| start..end)
}

pub(crate) fn parts<T>(list: Vec<T>, borders: &[usize]) -> Vec<Vec<T>> {
    let lengths: Vec<usize> = ranges(list.len(), borders)
        .map(|range| range.len())
        .collect();
    let mut items = list.into_iter();
    let part = |length| items.by_ref().take(length).collect();
    lengths.into_iter().map(part).collect()
}

/// For each part the shortest text that is after all keys before it and not
/// after its own.
pub(crate) fn separators<T>(
    list: &[T],
    borders: &[usize],
    key: impl Fn(&T) -> &[u8],
) -> Vec<Vec<u8>> {
    let first = (!list.is_empty()).then(Vec::new);
    let others = borders.iter().map(|&at| {
        let (before, after) = (key(&list[at - 1]), key(&list[at]));
        let shared = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        after[..=shared].to_vec()
    });
    first.into_iter().chain(others).collect()
}

/// Where each of the parts of a list begins that are this long.
pub(crate) fn starts(lengths: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut next = 0;
    let starts = lengths.map(|length| {
        let start = next;
        next += length as usize;
        start
    });
    starts.collect()
}
