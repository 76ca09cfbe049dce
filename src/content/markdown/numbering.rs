//! The numbers of a list, as they are written and as they are published.

use crate::diagnostic::{Misread, Slip};
use std::ops::Range;

/// How the items of a list are numbered.
#[derive(Default)]
pub(super) struct Numbers {
    /// The first number; `None` in a list without.
    first: Option<u64>,
    /// Where it begins.
    at: usize,
    /// How many items there have been.
    items: u64,
    /// Whether one of them has been reported.
    told: bool,
    /// How far the first is indented, where that can be said.
    indent: Option<usize>,
}

impl Numbers {
    /// Those of a list that begins.
    pub(super) fn from(first: Option<u64>, at: usize, indent: Option<usize>) -> Self {
        Self {
            first,
            at,
            indent,
            ..Self::default()
        }
    }

    /// What is wrong with an item that is meant to stand in one of this list, and is indented too
    /// little for that.
    pub(super) fn inside(&self, indent: Option<usize>) -> Option<Slip> {
        let first = self.first?;
        let deeper = indent? >= self.indent? + 2;
        let spaces = first.to_string().len() + 2;
        deeper.then_some(Slip::ListIndent { spaces })
    }

    /// What is wrong with the next item, which begins with this text: its number is another one.
    pub(super) fn next(&mut self, item: &str, indent: Option<usize>) -> Option<Slip> {
        let first = self.first?;
        let published = first + self.items;
        self.items += 1;
        let item = item.trim_start_matches(' ');
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let written: u64 = item[..digits].parse().ok()?;
        if written == 1
            && published > first
            && !self.told
            && let Some(slip) = self.inside(indent)
        {
            self.told = true;
            return Some(slip);
        }
        // All may have the number of the first.
        if written == published || written == first || std::mem::replace(&mut self.told, true) {
            return None;
        }
        Some(Slip::ListNumber { written, published })
    }

    /// A list of one item with the number of a year is a sentence.
    pub(super) fn year(&self) -> Option<(Slip, Range<usize>)> {
        let number = self.first.filter(|first| (1000..3000).contains(first))?;
        let digits = self.at..self.at + 5;
        (self.items == 1).then_some((Slip::YearList { number }, digits))
    }
}

/// From how many lists on it is certain that they were meant as one.
const CERTAIN: usize = 3;

/// Lists of one item each, all of which begin with 1, with nothing but text between them.
#[derive(Default)]
pub(super) struct Restarts {
    /// How many there have been.
    lists: usize,
    /// How deep they stand.
    depth: usize,
    /// Where the second begins.
    second: Range<usize>,
    /// Whether a text stands behind the last.
    parted: bool,
}

impl Restarts {
    /// A list begins; what is wrong with it, and where.
    pub(super) fn list(
        &mut self,
        first: Option<u64>,
        depth: usize,
        at: Range<usize>,
    ) -> Option<(Slip, Range<usize>)> {
        if self.lists > 0 && depth > self.depth {
            return None;
        }
        let goes_on = depth == self.depth && self.parted;
        let lists = if goes_on { self.lists } else { 0 };
        *self = match first {
            Some(1) => Self {
                lists: lists + 1,
                depth,
                second: if lists == 1 { at } else { self.second.clone() },
                parted: false,
            },
            _ => Self::default(),
        };
        let slip = Slip::Misread(Misread::ListRestarts);
        (self.lists == CERTAIN).then(|| (slip, self.second.clone()))
    }

    /// A list has ended.
    pub(super) fn end(&mut self, list: &Numbers, depth: usize) {
        if depth == self.depth && list.items > 1 {
            *self = Self::default();
        }
    }

    /// A text stands behind the last list: one that leads to the next is no part of its item.
    pub(super) fn text(&mut self, depth: usize, text: &str, is_title: bool) {
        if depth != self.depth || self.lists == 0 {
            return;
        }
        match text.trim_end().ends_with(':') || is_title {
            true => *self = Self::default(),
            false => self.parted = true,
        }
    }

    /// Something else stands there, of which code belongs to the item as a text does.
    pub(super) fn other(&mut self, depth: usize, is_code: bool) {
        match is_code && depth == self.depth && self.lists > 0 {
            true => self.parted = true,
            false if depth <= self.depth => *self = Self::default(),
            false => {}
        }
    }
}
