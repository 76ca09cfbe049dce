//! Characters that are not what was meant.

use crate::content::markdown::run::{Found, Written, near};
use crate::diagnostic::Slip;
use std::ops::Range;

/// Names of characters that are written without thinking.
const NAMES: [&str; 30] = [
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
pub(in crate::content) fn broken(text: &str) -> Option<(Slip, Range<usize>)> {
    // Two bytes say whether there may be one; all are looked at, since many go in one step.
    let may_begin = |pair: &[u8]| {
        let (a, b) = (pair[0], pair[1]);
        (a == 0xc3) & ((b == 0x83) | (b == 0xa2))
            | (a == 0xc2) & (b < 0xa0)
            | (a == 0xef) & (b == 0xbf)
            | (a == 0xe2) & (b == 0x80)
    };
    let may = text
        .as_bytes()
        .windows(2)
        .fold(false, |found, pair| found | may_begin(pair));
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

/// Whether a character is the second byte of an accented letter, and not what may follow a capital.
fn is_second(c: char, before: Option<char>) -> bool {
    let capital = before.is_some_and(char::is_uppercase);
    matches!(c, '\u{a0}'..='\u{bf}' | '\u{80}'..='\u{9f}') && !capital
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_characters_are_told_from_letters() {
        let cases = [
            ("perchÃ© no", Some("Ã©")),
            ("Ã¨ vero", Some("Ã¨")),
            ("lâ€™avviso", Some("â€")),
            ("lâ\u{80}\u{99}avviso", Some("â\u{80}")),
            ("l\u{92}avviso", Some("U+0092")),
            ("perch\u{fffd}", Some("U+FFFD")),
            ("a\u{202e}b", Some("U+202E")),
            ("AMANHÃ» e NÃO, però", None),
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
