//! How deep elements of raw HTML stand in each other: what reads HTML takes time for each of them.

use crate::source::Span;
use std::collections::BTreeMap;

/// Most elements inside each other.
pub(super) const MAX_DEPTH: usize = 256;

/// Elements without an end.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];

/// Elements that the next of their kind ends; they stand in each other only through others.
const ENDED: [&str; 14] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "rp", "rt", "caption",
    "colgroup",
];

/// Elements that go on in the next block until they are closed.
const FORMATTING: [&str; 10] = [
    "a", "b", "code", "em", "i", "s", "small", "strong", "tt", "u",
];

/// Elements that end with the paragraph or heading that they stand in.
const INLINE: [&str; 17] = [
    "abbr", "bdi", "bdo", "cite", "del", "dfn", "ins", "kbd", "mark", "q", "ruby", "samp", "span",
    "sub", "sup", "time", "var",
];

/// The elements that are open, each with where it begins.
#[derive(Default)]
pub(super) struct Nesting {
    stack: Vec<(String, Span)>,
    formatting: BTreeMap<String, Vec<Span>>,
    formatted: usize,
    /// By name, those that may hold no blocks, and whether each holds some.
    wrappers: BTreeMap<String, Vec<bool>>,
}

impl Nesting {
    /// An element begins that may hold no blocks.
    pub(super) fn wrap(&mut self, name: &str, holds_blocks: bool) {
        let open = self.wrappers.entry(name.to_owned()).or_default();
        open.push(holds_blocks);
    }

    /// The last of this name ends; whether it holds blocks.
    pub(super) fn unwraps(&mut self, name: &str) -> bool {
        let open = self.wrappers.get_mut(name);
        open.and_then(Vec::pop).unwrap_or(false)
    }

    /// An element begins; whether it may.
    pub(super) fn open(&mut self, name: &str, span: Span) -> bool {
        if VOID.contains(&name) || ENDED.contains(&name) {
            return true;
        }
        // A link ends the one before.
        if name == "a" {
            self.close(name);
        }
        if self.stack.len() + self.formatted >= MAX_DEPTH {
            return false;
        }
        match FORMATTING.contains(&name) {
            true => {
                let open = self.formatting.entry(name.to_owned()).or_default();
                open.push(span);
                self.formatted += 1;
            }
            false => self.stack.push((name.to_owned(), span)),
        }
        true
    }

    /// An element ends; whether it was open, or needs no beginning.
    pub(super) fn close(&mut self, name: &str) -> bool {
        let open = self.formatting.get_mut(name).and_then(Vec::pop);
        if open.is_some() {
            self.formatted -= 1;
        } else if let Some(at) = self.stack.iter().rposition(|(open, _)| open == name) {
            self.stack.truncate(at);
        } else {
            return VOID.contains(&name) || ENDED.contains(&name) || name == "a";
        }
        true
    }

    /// The element of the same look that is open, and that the end of another was meant to end; it
    /// is open no longer.
    pub(super) fn meant_by(&mut self, name: &str) -> Option<&'static str> {
        const ALIKE: [(&str, &str); 4] =
            [("b", "strong"), ("strong", "b"), ("i", "em"), ("em", "i")];
        let (_, open) = ALIKE.iter().find(|(written, _)| *written == name)?;
        self.formatting.get_mut(*open)?.pop()?;
        self.formatted -= 1;
        Some(open)
    }

    /// Whether an element is open.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.stack.iter().any(|(open, _)| open == name)
    }

    /// The first of each kind that nothing has closed, and where it begins.
    pub(super) fn left_open(self) -> impl Iterator<Item = (String, Span)> {
        let formatting = self.formatting.into_iter();
        let formatting = formatting.filter_map(|(name, spans)| Some((name, *spans.first()?)));
        let mut stack = self.stack.into_iter();
        let outermost = stack.find(|(name, _)| !INLINE.contains(&name.as_str()));
        formatting.chain(outermost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn only_what_stands_in_each_other_counts() {
        let span = Span::new(FileId(0), 0, 0);
        let mut nesting = Nesting::default();
        for _ in 0..10 * MAX_DEPTH {
            for name in ["p", "br", "li", "a", "div", "b"] {
                assert!(nesting.open(name, span));
            }
            nesting.close("a");
            nesting.close("b");
            nesting.close("div");
        }
        let deep = (0..2 * MAX_DEPTH).filter(|_| {
            nesting.close("span");
            nesting.open("div", span)
        });
        assert_eq!(deep.count(), MAX_DEPTH);
    }
}
