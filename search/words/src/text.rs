//! What the standard library has for texts too, in a fraction of the code: its
//! patterns search for anything, ours for one ASCII character.

use std::cmp::Ordering;

/// What is before an ASCII character and what is after; nothing if it is not
/// there.
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    for (place, &byte) in text.as_bytes().iter().enumerate() {
        if byte == at {
            return Some((&text[..place], &text[place + 1..]));
        }
    }
    None
}

/// What is before an ASCII character, or all there is, taking it and the
/// character from `rest`.
pub fn take<'a>(rest: &mut &'a str, until: u8) -> &'a str {
    let (taken, after) = cut(rest, until).unwrap_or((rest, ""));
    *rest = after;
    taken
}

/// What stands behind a word in its entry of a list, if it has one. The list has
/// spaces between its entries, each a word up to the first byte that is neither
/// a small letter nor beyond ASCII; they are in the order of their words' bytes.
pub fn entry<'a>(list: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let (mut from, mut to) = (0, list.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let (mut start, mut end) = (middle, middle);
        while start > from && list[start - 1] != b' ' {
            start -= 1;
        }
        while end < to && list[end] != b' ' {
            end += 1;
        }
        let (own, rest) = parted(&list[start..end]);
        match own.cmp(word) {
            Ordering::Equal => return Some(rest),
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start.saturating_sub(1).max(from),
        }
    }
    None
}

/// The word of an entry, and what stands behind it.
fn parted(entry: &[u8]) -> (&[u8], &[u8]) {
    let mut length = 0;
    while length < entry.len() && (entry[length].is_ascii_lowercase() || !entry[length].is_ascii())
    {
        length += 1;
    }
    entry.split_at(length)
}

/// Whether a list with spaces between its words has this one.
pub fn lists(list: &str, word: &str) -> bool {
    let mut rest = list;
    while !rest.is_empty() {
        if take(&mut rest, b' ') == word {
            return true;
        }
    }
    false
}

/// Whether the entries of a list are in the order in which [`entry`] looks for
/// them.
#[cfg(test)]
pub(crate) fn is_in_order(list: &str) -> bool {
    let words = list.split(' ').map(|entry| parted(entry.as_bytes()).0);
    let words: Vec<&[u8]> = words.collect();
    list.is_empty() || words.is_sorted_by(|word, next| word < next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_where_it_stands() {
        let list = "a anni-ann anno b bei c2ente è";
        assert!(is_in_order(list));
        for (word, expected) in [
            ("a", Some("")),
            ("anni", Some("-ann")),
            ("anno", Some("")),
            ("b", Some("")),
            ("bei", Some("")),
            ("c", Some("2ente")),
            ("è", Some("")),
            ("", None),
            ("ann", None),
            ("be", None),
            ("c2ente", None),
            ("z", None),
        ] {
            let found = entry(list.as_bytes(), word.as_bytes());
            assert_eq!(found, expected.map(str::as_bytes), "{word}");
        }
        assert_eq!(entry(b"", b"a"), None);
        assert!(!is_in_order("b a") && !is_in_order("a a"));
    }
}
