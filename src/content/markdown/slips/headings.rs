//! Lines that were meant as headings.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::Slip;

/// Lines that begin with `#` and are none.
pub(super) fn find(text: &Written, out: &mut Vec<Found>) {
    let alone = text.lines.len() == 1;
    for (line, range) in text.lines() {
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        let Some(first) = rest.chars().next().filter(|_| level > 0) else {
            continue;
        };
        let spaced = first == ' ' || first == '\t';
        let slip = match level {
            1 => {
                let title = first.is_uppercase() && rest.contains(' ');
                let broken = first == '\u{a0}';
                (alone && title || broken).then_some(Slip::HashWithoutSpace { level })
            }
            2..=6 => {
                let begins = first.is_alphanumeric() || "«“\"\u{a0}\0".contains(first);
                begins.then_some(Slip::HashWithoutSpace { level })
            }
            _ => (spaced || first.is_alphanumeric()).then_some(Slip::TooManyHashes),
        };
        out.extend(slip.map(|slip| (slip, range)));
    }
}

/// Whether a heading that a line of hyphens makes was meant as text: it ends like a sentence, or is
/// as long as one.
pub(in crate::content::markdown) fn is_sentence(title: &str) -> bool {
    title.ends_with(['.', ';', ':', ',']) || title.split_whitespace().nth(15).is_some()
}

/// Whether a line all in bold may be a heading: short, and not ending like a sentence.
pub(super) fn may_be_title(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    (1..=10).contains(&words) && !text.ends_with(['.', ':', ';', ',', '!', '?', '…', ')'])
}

/// Whether a title is all in capitals, and not only acronyms.
pub(in crate::content) fn is_shouted(title: &str) -> bool {
    if title.chars().any(char::is_lowercase) {
        return false;
    }
    let length = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let words = title.split(|c: char| !c.is_alphabetic());
    let (longest, letters, count) = words
        .map(length)
        .filter(|length| *length > 0)
        .fold((0, 0, 0), |(longest, letters, count), length| {
            (length.max(longest), letters + length, count + 1)
        });
    longest >= 8 || longest >= 5 && letters >= 8 && count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_not_shouted() {
        let cases = [
            ("LA VISIONE DEL PROGETTO", true),
            ("CONTATTI E ORARI", true),
            ("CONTATTI", true),
            ("WEBINAR SULLA NUOVA PIATTAFORMA", true),
            ("UPI", false),
            ("SUA", false),
            ("SUA E SAPE", false),
            ("UNESCO", false),
            ("API REST", false),
            ("La SUA", false),
            ("2022", false),
            ("DPCM 14/04/2022", false),
        ];
        for (title, expected) in cases {
            assert_eq!(is_shouted(title), expected, "{title}");
        }
    }
}
