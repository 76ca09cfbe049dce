//! Names for addresses and anchors.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

/// A segment of an address: `a-z`, `0-9` and single inner hyphens, at most 80 bytes; empty if
/// nothing of the text can be kept.
pub fn slug(text: &str) -> String {
    let mut slug = hyphenate(text, |c| c.is_ascii_alphanumeric());
    slug.truncate(MAX_BYTES);
    slug.trim_end_matches('-').to_owned()
}

/// The anchor of a heading: like [`slug`], but letters of all scripts are kept.
pub(super) fn anchor(text: &str) -> String {
    hyphenate(text, char::is_alphanumeric)
}

fn hyphenate(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if keep(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_ascii_letters_and_digits() {
        assert_eq!(
            slug("Perché l’appalto è \"sotto soglia\"?"),
            "perche-l-appalto-e-sotto-soglia"
        );
        assert_eq!(slug("  --36/2023--  "), "36-2023");
        assert_eq!(slug("日本"), "");
        assert_eq!(slug(&"a".repeat(200)).len(), 80);
        assert_eq!(anchor("日本 è"), "日本-e");
    }
}
