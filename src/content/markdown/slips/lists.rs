//! Lines that were meant as items of a list.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::Slip;
use std::ops::Range;

/// Signs that word processors put before items, and that are nothing in Markdown.
const BULLETS: [char; 12] = [
    '•', '·', '▪', '●', '○', '◦', '‣', '■', '□', '➢', '✓', '\u{f0b7}',
];

/// The most that an item is numbered with: four digits are a year.
const MOST_DIGITS: usize = 3;

/// The longest line before a list that is not simply the first of a text in short lines.
const SHORT: usize = 60;

/// Lists that are published as text; one message a kind.
pub(super) fn find(text: &Written, out: &mut Vec<Found>) {
    pasted(text, out);
    without_space(text, out);
    in_paragraph(text, out);
}

fn pasted(text: &Written, out: &mut Vec<Found>) {
    let mut dashes: Vec<Range<usize>> = Vec::new();
    let mut letters: Vec<(u8, Range<usize>)> = Vec::new();
    for (line, range) in text.lines() {
        let mut chars = line.chars();
        let (Some(mark), next) = (chars.next(), chars.next()) else {
            continue;
        };
        let spaced = next.is_some_and(|c| c == '\t' || c == ' ' || c == '\u{a0}');
        let tabbed = next == Some('\t');
        if BULLETS.contains(&mark) && next.is_some_and(|c| c != mark)
            || spaced && mark == '\u{a7}' && tabbed
            || tabbed && ['o', '–', '—'].contains(&mark)
        {
            out.push((Slip::PastedList { mark }, range));
            return;
        }
        if spaced && mark == '–' {
            dashes.push(range.clone());
        }
        let after = chars.next().is_some_and(char::is_whitespace);
        if mark.is_ascii_lowercase() && next == Some(')') && after {
            letters.push((mark as u8, range));
        }
    }
    if let Some(first) = dashes.first().filter(|_| dashes.len() > 1) {
        out.push((Slip::PastedList { mark: '–' }, first.clone()));
    }
    let follow = |pair: &[(u8, Range<usize>)]| pair[0].0 + 1 == pair[1].0;
    if let Some(pair) = letters.windows(2).find(|pair| follow(pair)) {
        let first = pair[0].1.clone();
        out.push((Slip::PastedList { mark: ')' }, first));
    }
}

/// `-uno` and `1.uno`, twice in a row.
fn without_space(text: &Written, out: &mut Vec<Found>) {
    let mut before: Option<(char, usize, Range<usize>)> = None;
    for (line, range) in text.lines() {
        let (mark, number, rest) = match line.chars().next() {
            Some(mark @ ('-' | '*' | '+')) => (mark, 0, &line[1..]),
            Some('0'..='9') => match numbered(line) {
                Some((number, mark, rest)) => (mark, number, rest),
                None => {
                    before = None;
                    continue;
                }
            },
            _ => {
                before = None;
                continue;
            }
        };
        let letters = rest.chars().take(2).filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            before = None;
            continue;
        }
        match &before {
            Some((same, last, first))
                if *same == mark && (mark == '-' || *last + 1 == number || number == 0) =>
            {
                out.push((Slip::ListWithoutSpace { mark }, first.clone()));
                return;
            }
            _ => before = Some((mark, number, range)),
        }
    }
}

/// A numbered list that does not begin with 1 cannot begin inside a paragraph.
fn in_paragraph(text: &Written, out: &mut Vec<Found>) {
    let mut before: Option<&str> = None;
    let mut last: Option<(usize, Range<usize>)> = None;
    for (line, range) in text.lines() {
        let item = numbered(line)
            .filter(|(_, _, rest)| rest.starts_with([' ', '\t']) && !rest.trim().is_empty());
        if let (Some((number, _, _)), Some(above)) = (item, before) {
            if let Some((_, first)) = last.as_ref().filter(|(last, _)| last + 1 == number) {
                out.push((Slip::ListInParagraph, first.clone()));
                return;
            }
            // One line alone may be a sentence that was broken before a number.
            let ends = above.ends_with(':');
            if number != 1 && (ends || begins_list(above, line)) {
                out.push((Slip::ListInParagraph, range));
                return;
            }
            last = Some((number, range));
        }
        before = Some(line);
    }
}

/// Whether the line above one that begins with a number is no line broken in the midst of a
/// sentence.
fn begins_list(above: &str, line: &str) -> bool {
    let length = above.chars().count();
    length < SHORT && line.len() + length > 2 * length && !above.ends_with(['.', ','])
}

/// The number at the beginning of a line, the sign behind it and what follows.
fn numbered(line: &str) -> Option<(usize, char, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=MOST_DIGITS).contains(&digits) {
        return None;
    }
    let rest = &line[digits..];
    let mark = rest.chars().next().filter(|c| ['.', ')'].contains(c))?;
    Some((line[..digits].parse().ok()?, mark, &rest[1..]))
}
