//! Headings: what a section is called, and its number.

use crate::words::{is_letter, tokens};

/// Words before the number of a part of a law or an act, in Italian and English.
const PARTS: &[&str] = &[
    "art", "articolo", "article", "capo", "titolo", "sezione", "section", "parte", "part",
    "allegato", "annex", "chapter", "capitolo", "punto", "scheda",
];
/// Words that belong to the number before them: "5-bis".
const ADDITIONS: &[&str] = &[
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
];

/// A heading.
pub(crate) struct Name<'a> {
    /// Its words in small letters without its number, by which it is known; all of them if it is
    /// nothing but a number.
    pub key: String,
    /// Its number with what stands before it, empty without one: "Art. 5-bis".
    pub number: &'a str,
    /// Whether it calls itself an article.
    pub article: bool,
}

impl<'a> Name<'a> {
    /// Reads a heading.
    pub(crate) fn of(heading: &'a str) -> Self {
        let end = number_end(heading);
        let (number, rest) = heading.split_at(end);
        let key = match words(rest) {
            key if key.is_empty() => words(heading),
            key => key,
        };
        let first = words(tokens(heading).first().unwrap_or(&""));
        Self {
            key,
            number: number.trim_end_matches(|c: char| !is_letter(c)),
            article: matches!(&*first, "art" | "articolo" | "article") && end > 0,
        }
    }
}

/// The words of a text in small letters.
fn words(text: &str) -> String {
    let words = tokens(text)
        .into_iter()
        .filter(|word| word.starts_with(is_letter));
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where the number ends that a heading begins with, with the signs after it: 0 without one.
fn number_end(heading: &str) -> usize {
    let tokens = tokens(heading);
    let word = |i: usize| tokens.get(i).copied().unwrap_or("");
    let skip_signs = |mut i: usize| {
        while i < tokens.len() && !word(i).starts_with(is_letter) {
            i += 1;
        }
        i
    };
    let named = PARTS.contains(&&*word(0).to_lowercase());
    let mut at = if named { skip_signs(1) } else { skip_signs(0) };
    let is_number = word(at).starts_with(|c: char| c.is_ascii_digit());
    let is_numbered = is_number || named && is_roman(word(at));
    if !is_numbered {
        return 0;
    }
    at = skip_signs(at + 1);
    while ADDITIONS.contains(&&*word(at).to_lowercase()) {
        at = skip_signs(at + 1);
    }
    tokens[..at].iter().map(|token| token.len()).sum()
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| b"IVXLC".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_without_its_number() {
        let cases = [
            ("Art. 1 – Oggetto", "Art. 1", "oggetto", true),
            ("Articolo 12-bis. Durata", "Articolo 12-bis", "durata", true),
            ("CAPO II – Organi", "CAPO II", "organi", false),
            ("3. Le soglie europee", "3", "le soglie europee", false),
            ("2.1 Ambito", "2.1", "ambito", false),
            ("Oggetto e durata", "", "oggetto e durata", false),
            ("Articoli che mancano", "", "articoli che mancano", false),
            ("Parte civile", "", "parte civile", false),
            ("Art. 3", "Art. 3", "art 3", true),
            ("10 giorni", "10", "giorni", false),
            ("", "", "", false),
        ];
        for (heading, number, key, article) in cases {
            let name = Name::of(heading);
            assert_eq!(
                (name.number, &*name.key, name.article),
                (number, key, article)
            );
        }
    }
}
