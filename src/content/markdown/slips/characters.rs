//! Characters that are not what was meant.

use crate::content::markdown::run::{Found, Written, near};
use crate::diagnostic::Slip;
use std::ops::Range;

/// Names of characters that are written without thinking.
pub(super) const NAMES: [&str; 30] = [
    "nbsp", "agrave", "egrave", "eacute", "igrave", "ograve", "ugrave", "aacute", "iacute",
    "oacute", "uacute", "Agrave", "Egrave", "amp", "quot", "laquo", "raquo", "ldquo", "rdquo",
    "lsquo", "rsquo", "euro", "deg", "hellip", "ndash", "mdash", "middot", "ccedil", "ntilde",
    "uuml",
];

/// The first name of a character without the sign that ends it.
pub(super) fn open_entity(text: &Written) -> Option<Found> {
    text.masked.match_indices('&').find_map(|(at, _)| {
        let rest = &text.masked[at + 1..];
        let rest = near(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let found = NAMES.contains(&name) && !after.starts_with([';', '=']);
        let name = name.to_owned();
        found.then(|| {
            (
                Slip::OpenEntity { name: name.clone() },
                at..at + 1 + name.len(),
            )
        })
    })
}

/// The name of a character that there is none of.
pub(super) fn unknown_entity(text: &Written) -> Option<Found> {
    text.masked.match_indices('&').find_map(|(at, _)| {
        let rest = near(&text.masked[at + 1..]);
        let (name, _) = rest.split_once(';')?;
        let named = (3..=10).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
        let written = format!("&{name};");
        let known = || as_read(&written) != written;
        let slip = Slip::UnknownEntity {
            name: name.to_owned(),
        };
        (named && !known()).then(|| (slip, at..at + written.len()))
    })
}

/// A short text as Markdown reads it.
fn as_read(text: &str) -> String {
    let events = pulldown_cmark::Parser::new(text);
    let texts = events.filter_map(|event| match event {
        pulldown_cmark::Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    texts.collect()
}

/// A word with the hyphen that stood at the end of a line of another document, where the line ends
/// still.
pub(super) fn broken_word(own: &str) -> Option<Found> {
    broken_at(own, "-\n", 2)
}

/// The same where a space is left of the end of the line.
pub(super) fn hyphenated(own: &str) -> Option<Found> {
    broken_at(own, "- ", 3)
}

/// A word that is parted by a sign into parts of so many letters at least.
fn broken_at(own: &str, sign: &str, fewest: usize) -> Option<Found> {
    own.match_indices(sign).find_map(|(at, _)| {
        let is_letter = |c: &char| c.is_alphabetic();
        let start: String = own[..at].chars().rev().take_while(is_letter).collect();
        let end: String = own[at + 2..].chars().take_while(is_letter).collect();
        let lower = |text: &str| text.chars().all(char::is_lowercase);
        // `pre- e post-`: a word that is left out.
        let joins = [
            "e", "o", "ed", "od", "a", "and", "or", "und", "oder", "et", "ou", "y",
        ];
        let long = start.len() >= fewest && end.len() >= fewest;
        let split = long && !joins.contains(&&*end) && lower(&end);
        let apart =
            !own[..at - start.len()].ends_with('-') && !own[at + 2 + end.len()..].starts_with('-');
        let start: String = start.chars().rev().collect();
        let word = format!("{start}-{end}");
        (split && apart && lower(&start)).then(|| (Slip::BrokenWord { word }, at..at + 1))
    })
}

/// Tags that an author may begin, and does not end.
const TAGS: [&str; 14] = [
    "a", "abbr", "br", "code", "del", "div", "em", "img", "mark", "p", "small", "span", "strong",
    "sup",
];

/// A tag of HTML that is not one, since nothing closes it.
pub(super) fn open_tag(text: &Written) -> Option<Found> {
    text.masked.match_indices('<').find_map(|(at, _)| {
        let (name, after) = near(&text.masked[at + 1..]).split_once(' ')?;
        let attribute = after.split('=').next().unwrap_or("");
        let is_attribute = attribute
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c == '-');
        let meant = TAGS.contains(&name)
            && (name.len() > 2 && after.starts_with(char::is_alphabetic)
                || after.contains('=') && is_attribute);
        let tag = name.to_owned();
        meant.then(|| (Slip::OpenTag { tag }, at..at + 1 + name.len()))
    })
}

/// `<!-` where a comment was meant.
pub(super) fn comment(text: &Written) -> Option<Found> {
    let found = text.masked.match_indices("<!-").map(|(at, _)| at);
    let mut found = found.filter(|at| {
        let rest = &text.masked[at + 3..];
        !rest.starts_with('-') && near(rest).contains("->")
    });
    found.next().map(|at| (Slip::CommentSigns, at..at + 3))
}

/// Letters that were read in another encoding, what stands for lost ones, characters that no
/// keyboard has and those that turn the text that follows around.
pub fn broken(text: &str) -> Option<(Slip, Range<usize>)> {
    if let Some(range) = spelled(text) {
        let shown = text[range.clone()].to_owned();
        return Some((Slip::BrokenCharacters { shown }, range));
    }
    // Two bytes say whether there may be one; all are looked at, since many go in one step.
    let may_begin = |a: u8, b: u8| {
        (a == 0xc3) & ((b == 0x83) | (b == 0xa2))
            | (a == 0xc2) & (b < 0xa0)
            | (a == 0xc3) & (b == 0xaf)
            | (a == 0xef) & ((b == 0xbf) | (b == 0xac))
            | (a == 0xe2) & (b == 0x80)
    };
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let may = pairs.fold(false, |found, (a, b)| found | may_begin(*a, *b));
    if !may {
        return None;
    }
    let mut before = None;
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        let shown = match c {
            '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{202d}' | '\u{202e}' => {
                Some(format!("U+{:04X}", u32::from(c)))
            }
            // Letters that are drawn as one, as documents of print have them.
            '\u{fb00}'..='\u{fb06}' | '\u{2028}' | '\u{2029}' => Some(match c {
                '\u{2028}' | '\u{2029}' => format!("U+{:04X}", u32::from(c)),
                c => c.to_string(),
            }),
            'ï' => next()
                .filter(|next| *next == '»')
                .map(|next| format!("ï{next}¿")),
            // No word goes on with this capital.
            'Ã' if before.is_some_and(char::is_lowercase) => {
                Some(format!("Ã{}", next().unwrap_or_default()))
            }
            'Ã' => next()
                .filter(|next| is_second(*next, before))
                .map(|next| format!("Ã{next}")),
            'â' => next()
                .filter(|next| *next == '€' || *next == '\u{80}')
                .map(|next| format!("â{next}")),
            _ => None,
        };
        if let Some(shown) = shown {
            return Some((Slip::BrokenCharacters { shown }, at..at + c.len_utf8()));
        }
        before = Some(c);
    }
    None
}

/// A letter that a program has written as its number: `(cid:415)` of a PDF, `=C3=A0` of a mail,
/// `\u00e0` of JSON, each within a word.
fn spelled(text: &str) -> Option<Range<usize>> {
    ["(cid:", "=C3=", "\\u00"].iter().find_map(|sign| {
        let mut places = text.match_indices(sign);
        places.find_map(|(at, _)| {
            let number = &text[at + sign.len()..];
            let digits = number.bytes().take_while(u8::is_ascii_hexdigit).count();
            let length = sign.len()
                + match *sign {
                    "(cid:" => digits + usize::from(number[digits..].starts_with(')')),
                    _ => digits.min(2),
                };
            let is_number = length > sign.len() + 1;
            let is_within = text[..at].ends_with(char::is_alphabetic)
                || text[at + length..].starts_with(char::is_alphabetic);
            (is_number && is_within).then_some(at..at + length)
        })
    })
}

/// Whether a character is the second byte of an accented letter, and not what may follow a capital.
fn is_second(c: char, before: Option<char>) -> bool {
    let capital = before.is_some_and(char::is_uppercase);
    // Between these bytes Windows has other signs.
    let of_windows = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c);
    (matches!(c, '\u{a0}'..='\u{bf}' | '\u{80}'..='\u{9f}') || of_windows) && !capital
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_characters_are_told_from_letters() {
        let cases = [
            ("perchÃ© no", Some("Ã©")),
            ("Ã¨ vero", Some("Ã¨")),
            ("Ãˆ vero", Some("Ãˆ")),
            ("cittÃ  serve", Some("Ã ")),
            ("MANHÃ e NÃO", None),
            ("lâ€™avviso", Some("â€")),
            ("lâ\u{80}\u{99}avviso", Some("â\u{80}")),
            ("l\u{92}avviso", Some("U+0092")),
            ("perch\u{fffd}", Some("U+FFFD")),
            ("a\u{202e}b", Some("U+202E")),
            ("AMANHÃ» e NÃO, però", None),
            ("la ﬁrma", Some("ﬁ")),
            ("ï»¿Testo", Some("ï»¿")),
            ("naïf", None),
            ("così “va” – bene, pâté € 5", None),
            ("שלום\u{200f} e \u{2066}a\u{2069}", None),
        ];
        for (text, expected) in cases {
            let found = match broken(text) {
                Some((Slip::BrokenCharacters { shown }, _)) => Some(shown),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
