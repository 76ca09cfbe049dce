//! The numbers of a list, as they are written and as they are published.

use crate::diagnostic::Slip;
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
