//! Emphasis that is published as its signs.

use crate::content::markdown::run::{Found, MASK, Written};
use crate::diagnostic::{Misread, Slip};
use std::ops::Range;

/// Signs of two characters that stand alone, or with a space inside; one message a sign.
pub(super) fn find(text: &Written, own: &str, above: &str, out: &mut Vec<Found>) {
    // `__` is part of too many names.
    for mark in ["**", "~~"] {
        if let Some(found) = glued(&text.masked, own, mark) {
            out.push(found);
        } else if let Some((slip, at)) = first(&text.masked, mark)
            && !goes_on(own, at, mark, above)
        {
            out.push((slip, at..at + mark.len()));
        }
    }
    out.extend(half(&text.masked, own, "**"));
    out.extend(half(&text.masked, own, "__"));
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

/// Stars between numbers, as for a product, that Markdown takes for emphasis.
pub(in crate::content::markdown) fn multiplied(text: &str, range: &Range<usize>) -> Option<Found> {
    let inside = text[range.clone()].strip_prefix('*')?.strip_suffix('*')?;
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = |text: &str| text.chars().all(|c| is_digit(c) || matches!(c, '.' | ','));
    let start = text[..range.start].trim_end_matches(is_digit).len();
    let end = text.len() - text[range.end..].trim_start_matches(is_digit).len();
    (start < range.start && end > range.end && is_number(inside)).then(|| {
        let written = text[start..end].to_owned();
        let meant = written.replace('*', " × ");
        let slip = Slip::Misread(Misread::Multiplied { written, meant });
        (slip, start..end)
    })
}

/// Whether signs end what the paragraph above has begun, where it is told.
fn goes_on(own: &str, at: usize, mark: &str, above: &str) -> bool {
    let ends = own[..at].ends_with(|c: char| !c.is_whitespace());
    let paragraph = above.trim_end().rsplit("\n\n").next().unwrap_or("");
    ends && !paragraph.matches(mark).count().is_multiple_of(2)
}

/// Two signs around a text, one of which stands between a letter and a punctuation mark: Markdown
/// takes neither for emphasis.
fn glued(masked: &str, own: &str, mark: &str) -> Option<Found> {
    let places = places(masked, mark);
    let mut pairs = places.windows(2);
    pairs.find_map(|pair| {
        let [open, close] = pair else {
            return None;
        };
        let before = |at: usize| own[..at].chars().next_back();
        let after = |at: usize| own[at..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let inside = &own[open.end..close.start];
        let spaced =
            inside.starts_with(char::is_whitespace) || inside.ends_with(char::is_whitespace);
        if inside.is_empty() || inside.len() > 200 || spaced {
            return None;
        }
        let opens = inside.starts_with(|c| "«“\"'’(".contains(c));
        let closes = inside.ends_with(|c| ".,;:!?)]»”\"'’…%".contains(c));
        let at_open = letter(before(open.start)) && opens;
        let at_close = letter(after(close.end)) && closes;
        let at = match (at_open, at_close) {
            (true, _) if at_close || outside(after(close.end)) => open,
            (false, true) if outside(before(open.start)) && before(open.start) != Some('(') => {
                close
            }
            _ => return None,
        };
        let mark = mark.to_owned();
        Some((Slip::Misread(Misread::EmphasisGlued { mark }), at.clone()))
    })
}

/// A sign of code before a word, and no other in the text; or two before it and one behind.
pub(super) fn open_code(text: &str) -> Option<Found> {
    let at = text.find('`')?;
    let length = text[at..].bytes().take_while(|byte| *byte == b'`').count();
    let rest = &text[at + length..];
    let begins = text[..at].is_empty() || text[..at].ends_with([' ', '\n', '(']);
    let word = rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let other = rest.find('`').map(|next| {
        let other = rest[next..]
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        let after = &rest[next + other..];
        let ends = rest[..next].ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric);
        other != length && ends && !after.contains('`')
    });
    let alone = length == 1 && other.is_none() || length < 3 && other == Some(true);
    let mark = text[at..at + length].to_owned();
    (begins && word && alone).then_some((Slip::OpenEmphasis { mark }, at..at + length))
}

/// Two signs before a text and one behind it, or the other way about: Markdown has understood one.
fn half(masked: &str, own: &str, mark: &str) -> Option<Found> {
    let bytes = masked.as_bytes();
    let sign = mark.as_bytes()[0];
    let mut places = own.match_indices(mark).map(|(at, _)| at);
    let at = places.find(|&at| {
        let (a, b) = (bytes[at], bytes[at + 1]);
        let is_sign = |text: &str, ends: bool| {
            let byte = if ends {
                text.bytes().next_back()
            } else {
                text.bytes().next()
            };
            byte == Some(sign)
        };
        let alone = !is_sign(&own[..at], true) && !is_sign(&own[at + 2..], false);
        let behind = b == sign && own[..at].ends_with(char::is_alphanumeric);
        let before = a == sign && own[at + 2..].starts_with(char::is_alphanumeric);
        alone && (a == 0 && behind || b == 0 && before)
    })?;
    let mark = mark.to_owned();
    Some((Slip::OpenEmphasis { mark }, at..at + 2))
}

fn first(text: &str, mark: &str) -> Option<(Slip, usize)> {
    let places = places(text, mark);
    let (first, rest) = places.split_first()?;
    let owned = mark.to_owned();
    // Two of them that face each other over spaces.
    let pair = rest.len() == 1;
    let spaces = rest.first().is_some_and(|next| {
        let inside = &text[first.end..next.start];
        let few = inside.len() < 200 && !inside.trim().is_empty();
        let before = text[..first.start].chars().next_back();
        let after = text[next.end..].chars().next();
        let apart = before.is_none_or(char::is_whitespace)
            && after.is_none_or(|c| c.is_whitespace() || ".,;:!?".contains(c));
        // The space stands on the wrong side of the sign: `**uno **due`.
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let begins =
            inside.starts_with(char::is_alphabetic) && before.is_none_or(char::is_whitespace);
        let ends = inside.ends_with(char::is_alphabetic);
        let crossed = pair
            && (begins && inside.ends_with(' ') && letter(after)
                || ends
                    && inside.starts_with(' ')
                    && letter(before)
                    && after.is_none_or(|c| !c.is_alphanumeric()));
        few && (apart && (inside.starts_with(' ') || inside.ends_with(' ')) || crossed)
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
    fn signs_between_letters_and_punctuation_are_found() {
        let cases = [
            ("L'accordo**«SUA»**è firmato", Some(9)),
            ("Testo **«SUA»**è firmata", Some(15)),
            ("**Nota:**testo", Some(7)),
            ("L'accordo**(SUA)** è", Some(9)),
            ("Testo **importante della** qui", None),
            ("f(**kwargs), g(**args)", None),
            ("a**b** e (c)**d", None),
            ("src/**/x.md e y/**/z", None),
        ];
        for (text, expected) in cases {
            let found = glued(text, text, "**").map(|(_, at)| at.start);
            assert_eq!(found, expected, "{text}");
        }
    }

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
            ("**Importante **per tutti", "**", Some((spaces("**"), 0))),
            ("La** SUA** è", "**", Some((spaces("**"), 2))),
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
