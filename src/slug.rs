//! Names for addresses and anchors.

use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Longest address segment in bytes, so that deep paths stay below the limits of file systems.
const MAX_BYTES: usize = 80;

/// Lower case without accents: "Perché" becomes "perche".
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Latin letters that are no other letter with a mark, and what is written for them.
const LETTERS: [(char, &str); 26] = [
    ('ß', "ss"),
    ('ł', "l"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ɖ', "d"),
    ('ɗ', "d"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ı', "i"),
    ('ɨ', "i"),
    ('ħ', "h"),
    ('ŋ', "ng"),
    ('ŧ', "t"),
    ('ĸ', "k"),
    ('ſ', "s"),
    ('ƒ', "f"),
    ('ƀ', "b"),
    ('ɓ', "b"),
    ('ə', "e"),
    ('ǝ', "e"),
    ('ɛ', "e"),
    ('ɔ', "o"),
    ('ʉ', "u"),
    ('ȷ', "j"),
];

/// A segment of an address: small letters, digits and single inner hyphens, at most 80 bytes. Latin
/// letters become `a-z`; those of other scripts are kept. Empty if nothing of the text can be kept.
pub fn slug(text: &str) -> String {
    let mut slug = anchor(text);
    while slug.len() > MAX_BYTES {
        slug.pop();
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A path with its letters and accents composed, as keyboards write them; some systems and archives
/// take them apart. The same text has one form (Unicode NFC).
pub fn composed(path: &str) -> Cow<'_, str> {
    match is_nfc(path) {
        true => Cow::Borrowed(path),
        false => Cow::Owned(path.nfc().collect()),
    }
}

/// The segment of a term, in which marks after a word tell it from others: "C++" is not "C".
pub fn term_slug(text: &str) -> String {
    if !text.contains(['+', '#']) {
        return slug(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut in_word = false;
    for c in text.chars() {
        match c {
            '+' if in_word => out.push_str("-plus-"),
            '#' if in_word => out.push_str("-sharp-"),
            c => {
                in_word = c.is_alphanumeric();
                out.push(c);
            }
        }
    }
    slug(&out)
}

/// The anchor of a heading: like [`slug`], of any length.
pub fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let separate = |out: &mut String| {
        if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    };
    if text.is_ascii() {
        for c in text.chars() {
            match c.is_ascii_alphanumeric() {
                true => out.push(c.to_ascii_lowercase()),
                false => separate(&mut out),
            }
        }
    } else {
        for c in text.nfc() {
            // A mark belongs to the letter before it; those of Latin letters are dropped.
            let is_mark = is_combining_mark(c);
            if c.is_alphanumeric() && !is_mark {
                push_letter(c, &mut out);
            } else if is_mark && out.ends_with(|last: char| !last.is_ascii()) {
                out.push(c);
            } else if !is_mark && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}') {
                separate(&mut out);
            }
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The anchor of a heading as GitHub makes it, and many after it: small letters, hyphens for spaces,
/// and nothing for other signs but hyphens and underscores.
pub fn github_anchor(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '-' => out.push('-'),
            '_' | 'a'..='z' | 'A'..='Z' | '0'..='9' => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            c if c.is_alphanumeric() || is_combining_mark(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Writes a letter as it stands in addresses.
fn push_letter(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let base = c.nfkd().filter(|&c| !is_combining_mark(c));
    let base: String = base.flat_map(char::to_lowercase).collect();
    let from = out.len();
    for letter in base.chars() {
        let written = LETTERS.iter().find(|(c, _)| *c == letter);
        match written {
            Some((_, written)) => out.push_str(written),
            None => out.push(letter),
        }
    }
    if !out[from..].bytes().all(|b| b.is_ascii_alphanumeric()) || out.len() == from {
        out.truncate(from);
        out.extend(c.to_lowercase().nfc());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_every_letter() {
        let cases = [
            (
                "Perché l’appalto è \"sotto soglia\"?",
                "perche-l-appalto-e-sotto-soglia",
            ),
            ("  --36/2023--  ", "36-2023"),
            ("Straße", "strasse"),
            ("STRASSE ẞ", "strasse-ss"),
            ("Łódź", "lodz"),
            ("Ørsted Æble œuf", "orsted-aeble-oeuf"),
            ("Đakovo Þór ð ı İ", "dakovo-thor-d-i-i"),
            ("ǿ ấ ṩ", "o-a-s"),
            ("e\u{301}", "e"),
            ("ﬁne", "fine"),
            ("1º maggio", "1o-maggio"),
            ("日本語", "日本語"),
            ("が か\u{3099}", "が-が"),
            ("Русский й", "русский-й"),
            ("ΑΘΉΝΑ", "αθήνα"),
            ("हिन्दी", "हिन्दी"),
            ("عربي", "عربي"),
            ("a\u{ad}b", "ab"),
            (";)", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
            assert_eq!(anchor(text), expected, "{text}");
        }
        assert_eq!(slug(&"a".repeat(200)).len(), 80);
        assert_eq!(slug(&"日".repeat(200)).len(), 78);
        assert_eq!(anchor(&"a".repeat(200)).len(), 200);
    }

    #[test]
    fn terms_keep_the_marks_that_tell_them_apart() {
        let cases = [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("F# e C++", "f-sharp-e-c-plus-plus"),
            ("#appalti", "appalti"),
            ("50+", "50-plus"),
        ];
        for (text, expected) in cases {
            assert_eq!(term_slug(text), expected, "{text}");
        }
    }
}
