//! Front matter as nearly all files have it, for whoever changes it: between two lines of hyphens.

use crate::source::FileId;
use crate::yaml::{self, Node};
use std::borrow::Cow;
use std::ops::Range;

/// The bytes between the lines of hyphens, if a text begins with such; to its end if none closes.
pub fn front_bounds(text: &str) -> Option<Range<usize>> {
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text[begin..].split_inclusive('\n').next()?;
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return None;
    }
    let from = begin + first.len();
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(from..at);
        }
        at += line.len();
    }
    Some(from..text.len())
}

/// The front matter of a text between two lines of hyphens, if it can be read; `file` is where it
/// stands.
pub fn front_node(text: &str, file: FileId) -> Option<Node> {
    let bounds = front_bounds(text)?;
    yaml::parse(text, bounds.start, bounds.end, file).ok()
}

/// A file with its front matter in the normal form; `None` if there is front matter that has none,
/// such as one that cannot be read.
pub fn in_normal_form(text: &str) -> Option<Cow<'_, str>> {
    let Some(bounds) = front_bounds(text) else {
        return Some(Cow::Borrowed(text));
    };
    let front = &text[bounds.clone()];
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
    if front.lines().all(says_nothing) {
        return Some(Cow::Borrowed(text));
    }
    // One that nothing closes is not understood.
    text[bounds.end..].lines().next()?;
    let ends = if front.contains("\r\n") { "\r\n" } else { "\n" };
    let normal = yaml::normal(&front.replace("\r\n", "\n"))?;
    let normal = normal.replace('\n', ends);
    let (before, after) = (&text[..bounds.start], &text[bounds.end..]);
    Some(match normal == front {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("{before}{normal}{after}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_where_it_is_closed() {
        assert_eq!(front_bounds("---\na: 1\n---\nx"), Some(4..9));
        assert_eq!(front_bounds("\u{feff}---\r\na\r\n---"), Some(8..11));
        assert_eq!(front_bounds("---\na: 1\n"), Some(4..9));
        assert_eq!(front_bounds("# A\n---\n"), None);
        assert_eq!(front_bounds("---"), None);
    }

    #[test]
    fn only_front_matter_changes() {
        let cases = [
            (
                "---\na:  1\n---\n\nb:  2\n",
                Some("---\na: 1\n---\n\nb:  2\n"),
            ),
            (
                "---\r\na:  1\r\n---\r\nb\r\n",
                Some("---\r\na: 1\r\n---\r\nb\r\n"),
            ),
            ("# A\n", Some("# A\n")),
            ("---\n# a\n---\n", Some("---\n# a\n---\n")),
            ("---\na:  1\n", None),
            ("---\na: [\n---\n", None),
        ];
        for (text, expected) in cases {
            assert_eq!(in_normal_form(text).as_deref(), expected, "{text:?}");
        }
    }
}
