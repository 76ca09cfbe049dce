//! Emphasis that is published as its signs.

use crate::content::markdown::run::{Found, MASK, Written};
use crate::diagnostic::Slip;
use std::ops::Range;

/// Signs of two characters that stand alone, or with a space inside; one message a sign.
pub(super) fn find(text: &Written, own: &str, out: &mut Vec<Found>) {
    // `__` is part of too many names.
    for mark in ["**", "~~"] {
        if let Some((slip, at)) = first(&text.masked, mark) {
            out.push((slip, at..at + mark.len()));
        }
    }
    out.extend(half(&text.masked, own));
    // Of three before a word Markdown has understood two.
    let masked = text.masked.as_bytes();
    let third = own.match_indices("***").map(|(at, _)| at);
    let mut third = third.filter(|at| {
        masked[*at] == b'*'
            && masked[at + 1] == 0
            && masked[at + 2] == 0
            && !own[..*at].ends_with('*')
    });
    if let Some(at) = third.next() {
        let mark = "*".to_owned();
        out.push((Slip::OpenEmphasis { mark }, at..at + 3));
    }
}

/// A sign of code before a word, and no other in the text.
pub(super) fn open_code(text: &str) -> Option<Found> {
    let mut places = text.match_indices('`').map(|(at, _)| at);
    let at = places.next().filter(|_| places.next().is_none())?;
    let begins = text[..at].is_empty() || text[..at].ends_with([' ', '\n', '(']);
    let word = text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let mark = "`".to_owned();
    (begins && word).then_some((Slip::OpenEmphasis { mark }, at..at + 1))
}

/// Two signs before a text and one behind it, or the other way about: Markdown has understood one.
fn half(masked: &str, own: &str) -> Option<Found> {
    let bytes = masked.as_bytes();
    let mut places = own.match_indices("**").map(|(at, _)| at);
    let at = places.find(|&at| {
        let (a, b) = (bytes[at], bytes[at + 1]);
        let alone = !own[..at].ends_with('*') && !own[at + 2..].starts_with('*');
        let behind = b == b'*' && own[..at].ends_with(char::is_alphanumeric);
        let before = a == b'*' && own[at + 2..].starts_with(char::is_alphanumeric);
        alone && (a == 0 && behind || b == 0 && before)
    })?;
    let mark = "**".to_owned();
    Some((Slip::OpenEmphasis { mark }, at..at + 2))
}

fn first(text: &str, mark: &str) -> Option<(Slip, usize)> {
    let places = places(text, mark);
    let (first, rest) = places.split_first()?;
    let owned = mark.to_owned();
    // Two of them that face each other over spaces.
    let spaces = rest.first().is_some_and(|next| {
        let inside = &text[first.end..next.start];
        let few = inside.len() < 200 && !inside.trim().is_empty();
        let before = text[..first.start].chars().next_back();
        let after = text[next.end..].chars().next();
        let apart = before.is_none_or(char::is_whitespace)
            && after.is_none_or(|c| c.is_whitespace() || ".,;:!?".contains(c));
        few && apart && (inside.starts_with(' ') || inside.ends_with(' '))
    });
    if spaces {
        return Some((Slip::EmphasisSpaces { mark: owned }, first.start));
    }
    let open = places.iter().find(|place| is_open(text, place, mark))?;
    Some((Slip::OpenEmphasis { mark: owned }, open.start))
}

/// Where exactly these signs stand.
fn places(text: &str, mark: &str) -> Vec<Range<usize>> {
    let sign = mark.as_bytes()[0];
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == sign) {
        let start = at + found;
        let length = bytes[start..].iter().take_while(|b| **b == sign).count();
        at = start + length;
        if length == mark.len() {
            places.push(start..at);
        }
    }
    places
}

/// Whether signs begin or end a word, as they do where they are meant: powers, patterns of file
/// names and arguments of functions are none.
fn is_open(text: &str, place: &Range<usize>, mark: &str) -> bool {
    let before = text[..place.start].chars().next_back();
    let rest = &text[place.end..];
    let after = rest.chars().next();
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "«“\"'’".contains(c));
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == MASK);
    let word: &str = rest
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or("");
    let is_code = word.contains('_') || ["args", "kwargs"].contains(&word);
    let begins = outside(before) && letter(after) && !is_code;
    let ends = letter(before) && after.is_none_or(|c| c.is_whitespace() || ".,;:!?".contains(c));
    match mark {
        "**" => begins || ends,
        _ => begins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_that_are_meant_count() {
        let open = |mark: &str| Slip::OpenEmphasis {
            mark: mark.to_owned(),
        };
        let spaces = |mark: &str| Slip::EmphasisSpaces {
            mark: mark.to_owned(),
        };
        let cases = [
            ("Testo **importante della", "**", Some((open("**"), 6))),
            ("Testo importante** della", "**", Some((open("**"), 16))),
            (
                "Testo ** importante ** della",
                "**",
                Some((spaces("**"), 6)),
            ),
            ("Testo **importante ** della", "**", Some((spaces("**"), 6))),
            ("2**3 e 4 ** 5", "**", None),
            ("src/**/x.md e **/y", "**", None),
            ("f(**kwargs) e **kwargs", "**", None),
            ("Testo ~~tolto dal", "~~", Some((open("~~"), 6))),
            ("~~~", "~~", None),
        ];
        for (text, mark, expected) in cases {
            assert_eq!(first(text, mark), expected, "{text}");
        }
    }
}
