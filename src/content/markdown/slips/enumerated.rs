//! Lines that are counted in a way that Markdown does not.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::Slip;

/// Two lines that count on from each other in such a way: `a)`, `(1)`, `i.`, `1°`, `1 -`, `①`.
pub(super) fn find(text: &Written, out: &mut Vec<Found>) {
    let mut last = Vec::new();
    let mut first = (0..0, "");
    for (line, range) in text.lines() {
        let (mark, counts) = enumerator(line).unwrap_or_default();
        let follows = |(count, n): &(Count, usize)| *n > 1 && last.contains(&(*count, n - 1));
        if counts.iter().any(follows) {
            let mark = first.1.to_owned();
            out.push((Slip::PastedList { mark }, first.0));
            return;
        }
        // Lines that are broken as they should be need no list.
        if text.is_broken(&range) {
            last.clear();
            continue;
        }
        (last, first) = (counts, (range, mark));
    }
}

/// How a line is counted, and with what sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    Digits(char),
    Letter(char),
    Roman(char),
    /// `1 - uno`
    Dash,
    /// `1.1 uno`, below its chapter.
    Below(usize),
    /// `① uno`
    Circled,
}

/// The sign of an item that Markdown does not know, and what its number may be.
fn enumerator(line: &str) -> Option<(&str, Vec<(Count, usize)>)> {
    if let Some(found) = dashed(line)
        .or_else(|| below(line))
        .or_else(|| circled(line))
    {
        return Some(found);
    }
    let inner = line.strip_prefix('(');
    let rest = inner.unwrap_or(line);
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (number, after) = rest.split_at(length);
    let is_capital = number.bytes().any(|byte| byte.is_ascii_uppercase());
    let number = number.to_ascii_lowercase();
    let mut chars = after.chars();
    let sign = chars
        .next()
        .filter(|sign| ['.', ')', '-', '°', 'º'].contains(sign))?;
    let spaced = chars.next().is_some_and(char::is_whitespace);
    if !spaced || inner.is_some() && sign != ')' || !(1..=5).contains(&number.len()) {
        return None;
    }
    let is_degree = sign == '°' || sign == 'º';
    // Capitals before a point are the first letters of names.
    let is_initial = is_capital && sign == '.';
    let mut counts = Vec::new();
    if let Ok(n) = number.parse() {
        // `1.` and `1)` are Markdown's own.
        if inner.is_some() || is_degree {
            counts.push((Count::Digits(')'), n));
        }
    } else if !is_degree {
        if let &[letter @ b'a'..=b'z'] = number.as_bytes()
            && !is_initial
        {
            counts.push((Count::Letter(sign), usize::from(letter - b'a') + 1));
        }
        let roman = ROMAN.iter().position(|roman| *roman == number.as_str());
        counts.extend(roman.map(|at| (Count::Roman(sign), at + 1)));
    }
    let mark = &line[..line.len() - after.len() + sign.len_utf8()];
    (!counts.is_empty()).then_some((mark, counts))
}

/// `1 - uno`, `1- uno`, `1 . uno`, `1.- uno`, `1 ) uno`, `1/ uno`
fn dashed(line: &str) -> Option<(&str, Vec<(Count, usize)>)> {
    let length = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(length);
    let signs = [
        " - ", " – ", "- ", "– ", " . ", ".- ", ". - ", " ) ", "/ ", "°) ", "º) ", "°. ", "º. ",
    ];
    let sign = signs.iter().find(|sign| rest.starts_with(**sign))?;
    let begins = rest[sign.len()..].starts_with(char::is_alphabetic);
    let number = number.parse().ok().filter(|n| *n < 100)?;
    let mark = line[..length + sign.len()].trim_end();
    begins.then(|| (mark, vec![(Count::Dash, number)]))
}

/// `1.1 uno`
fn below(line: &str) -> Option<(&str, Vec<(Count, usize)>)> {
    let (mark, said) = line.split_once(' ')?;
    let (chapter, place) = mark.trim_end_matches(['.', ')']).split_once('.')?;
    let digits = |text: &str| text.len() <= 2 && !text.starts_with('0');
    let begins = said.trim_start().starts_with(char::is_alphabetic);
    let (chapter, place) = Some((chapter, place)).filter(|(a, b)| digits(a) && digits(b))?;
    let (chapter, place) = (chapter.parse().ok()?, place.parse().ok()?);
    begins.then(|| (mark, vec![(Count::Below(chapter), place)]))
}

/// `① uno`, and digits that are drawn as keys.
fn circled(line: &str) -> Option<(&str, Vec<(Count, usize)>)> {
    let first = line.chars().next()?;
    let (number, length) = match first {
        '①'..='⑳' => (first as usize - '①' as usize + 1, first.len_utf8()),
        '1'..='9' if line[1..].starts_with(KEY) => (first as usize - '0' as usize, 1 + KEY.len()),
        _ => return None,
    };
    Some((&line[..length], vec![(Count::Circled, number)]))
}

/// What makes a key of the digit before it.
const KEY: &str = "\u{fe0f}\u{20e3}";

const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
