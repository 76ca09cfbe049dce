//! Several short signs looked for in long texts, which mostly have none.

use memchr::{memchr, memmem};

/// Whether a text has one of some signs, none of which is empty.
pub(in crate::content) fn has_any(text: &str, signs: &[&str]) -> bool {
    let text = text.as_bytes();
    signs.iter().map(|sign| sign.as_bytes()).any(|sign| {
        memchr(sign[0], text).is_some_and(|at| memmem::find(&text[at..], sign).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        let cases = [
            ("", false),
            ("a + b", false),
            ("+++", true),
            ("+", false),
            ("si【a】", true),
            ("si【b】 ひ", false),
            ("alla fine=", true),
        ];
        for (text, expected) in cases {
            assert_eq!(has_any(text, &["++", "【a", "="]), expected, "{text}");
        }
    }
}
