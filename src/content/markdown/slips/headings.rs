//! Lines that were meant as headings.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::Slip;
use crate::slug::anchor;

/// Lines that begin with `#` and are none; `own` is the text as it is written.
pub(super) fn find(text: &Written, own: &str, out: &mut Vec<Found>) {
    let alone = text.lines.len() == 1;
    out.extend(escaped(own).filter(|_| alone));
    out.extend(foreign(text).filter(|_| alone));
    for (line, range) in text.lines() {
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        let Some(first) = rest.chars().next().filter(|_| level > 0) else {
            continue;
        };
        let spaced = first == ' ' || first == '\t';
        let slip = match level {
            1 => {
                let tags = rest.contains(" #");
                let title = first.is_uppercase() && rest.contains(' ') && !tags;
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

/// A line that is a heading to other programs.
fn foreign(text: &Written) -> Option<Found> {
    let (line, range) = text.lines().next()?;
    let begins = |rest: &str| rest.starts_with(' ') && rest.trim().starts_with(char::is_uppercase);
    let equals = line.len() - line.trim_start_matches('=').len();
    let (sign, rest) = match line.as_bytes() {
        [b'=', ..] if equals <= 6 => line.split_at(equals),
        [b'h', b'1'..=b'6', b'.', ..] => line.split_at(3),
        [b'!', b'!', b' ', ..] => line.split_at(2),
        _ => {
            let rest = line.trim_start_matches('＃');
            line.split_at(line.len() - rest.len())
        }
    };
    let named = !sign.is_empty() && (begins(rest) || sign.starts_with('＃'));
    let sentence = rest.ends_with(['.', ';', ',']) || rest.chars().nth(80).is_some();
    let sign = sign.to_owned();
    (named && !sentence).then_some((Slip::ForeignHeading { sign }, range))
}

/// Signs of a heading in the midst of a line.
pub(super) fn inside(text: &Written) -> Option<Found> {
    let found = text.masked.match_indices(" ##").find_map(|(at, _)| {
        let rest = text.masked[at + 1..].trim_start_matches('#');
        let level = text.masked.len() - at - 1 - rest.len();
        let title = rest.strip_prefix(' ')?;
        let begins = title.starts_with(char::is_uppercase) && level <= 6;
        let behind = || {
            !text.masked[..at].trim_end_matches(['#', ' ']).is_empty()
                && !text.masked[..at].ends_with('\n')
        };
        (begins && behind()).then_some(at + 1..at + 1 + level)
    });
    found.map(|at| (Slip::HashInside, at))
}

/// A heading whose signs are escaped.
fn escaped(own: &str) -> Option<Found> {
    let line = own.strip_prefix("\\#")?;
    let rest = line.trim_start_matches(['#', '\\']);
    let signs = own[..own.len() - rest.len()].matches('#').count();
    let found = (2..=6).contains(&signs) && rest.starts_with(' ');
    found.then_some((Slip::EscapedHeading, 0..own.len() - rest.len()))
}

/// What braces at the end of a heading say that is no anchor, and what to write instead.
pub(in crate::content::markdown) fn braces(heading: &str) -> Option<Slip> {
    let line = heading.trim_end().trim_end_matches('#').trim_end();
    let at = line.rfind('{')?;
    let written = &line[at..];
    let before = line[..at].chars().next_back();
    let (inside, closed) = match written[1..].strip_suffix('}') {
        Some(inside) => (inside, true),
        None => (&written[1..], false),
    };
    // Values in quotation marks, formulas and what other programs fill in.
    if before.is_none_or(|c| !c.is_whitespace()) || inside.contains(['"', '\'', '}', '`', '%']) {
        return None;
    }
    let is_read = |word: &str| {
        let named = word.starts_with(['#', '.', ':']) && word.len() > 1;
        named || word.contains('=') || word == "-" || word.starts_with("data-")
    };
    let right = match closed {
        true => inside.split_whitespace().all(is_read),
        false => !inside.starts_with('#'),
    };
    let name = anchor(inside);
    (!right && !name.is_empty()).then(|| Slip::HeadingBraces {
        written: written.to_owned(),
        instead: format!("{{#{name}}}"),
    })
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
    let words = words.filter(|word| !word.is_empty());
    // Acronyms of taxes and bodies end like no word of Italian: IRPEF, CONSIP.
    let is_acronym = |word: &&str| {
        length(word) < 8 && !word.ends_with(['A', 'E', 'I', 'O', 'U', 'À', 'È', 'É', 'Ì', 'Ò', 'Ù'])
    };
    let (longest, letters, count) = words
        .map(|word| match is_acronym(&word) && length(word) >= 5 {
            true => 1,
            false => length(word),
        })
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
    fn braces_give_anchors_or_are_told() {
        let cases = [
            ("## La visione {#visione}", None),
            ("## La visione {#visione .a b=c}", None),
            ("## La visione {#visione} ##", None),
            ("## La visione {#la visione}", Some("{#la-visione}")),
            ("## La visione {#visione", Some("{#visione}")),
            ("## La visione {visione}", Some("{#visione}")),
            ("## La visione {{ x }}", None),
            ("## La visione {% x %}", None),
            ("## L'insieme `{a}`", None),
            ("## L'insieme \\{a}", None),
        ];
        for (heading, expected) in cases {
            let found = match braces(heading) {
                Some(Slip::HeadingBraces { instead, .. }) => Some(instead),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "{heading}");
        }
    }

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
            ("IVA E IRPEF", false),
            ("ORARI E SEDI", true),
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
