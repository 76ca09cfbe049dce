//! How deep elements of raw HTML stand in each other: what reads HTML takes time for each of them.

use std::collections::HashMap;

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
const FORMATTING: [&str; 9] = ["b", "code", "em", "i", "s", "small", "strong", "tt", "u"];

/// The elements that are open.
#[derive(Default)]
pub(super) struct Nesting {
    stack: Vec<String>,
    formatting: HashMap<String, usize>,
    formatted: usize,
}

impl Nesting {
    /// An element begins; whether it may.
    pub(super) fn open(&mut self, name: &str) -> bool {
        // A link ends the one before.
        if VOID.contains(&name) || ENDED.contains(&name) || name == "a" {
            return true;
        }
        if self.stack.len() + self.formatted >= MAX_DEPTH {
            return false;
        }
        match FORMATTING.contains(&name) {
            true => {
                *self.formatting.entry(name.to_owned()).or_default() += 1;
                self.formatted += 1;
            }
            false => self.stack.push(name.to_owned()),
        }
        true
    }

    /// An element ends.
    pub(super) fn close(&mut self, name: &str) {
        if let Some(open) = self.formatting.get_mut(name).filter(|open| **open > 0) {
            *open -= 1;
            self.formatted -= 1;
        } else if let Some(at) = self.stack.iter().rposition(|open| open == name) {
            self.stack.truncate(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_in_each_other_counts() {
        let mut nesting = Nesting::default();
        for _ in 0..10 * MAX_DEPTH {
            for name in ["p", "br", "li", "a", "div", "b"] {
                assert!(nesting.open(name));
            }
            nesting.close("b");
            nesting.close("div");
        }
        let deep = (0..2 * MAX_DEPTH).filter(|_| {
            nesting.close("span");
            nesting.open("div")
        });
        assert_eq!(deep.count(), MAX_DEPTH);
    }
}
