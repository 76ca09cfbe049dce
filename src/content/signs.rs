//! Several short signs looked for in long texts, which mostly have none.

use memchr::{memchr, memmem};

/// Whether a text has one of some signs, none of which is empty.
pub(in crate::content) fn has_any(text: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| has(text, sign))
}

fn has(text: &str, sign: &str) -> bool {
    let (text, sign) = (text.as_bytes(), sign.as_bytes());
    memchr(sign[0], text).is_some_and(|at| memmem::find(&text[at..], sign).is_some())
}

/// Which bytes a text has, from one look at it: of most signs that says that they are not there.
#[derive(Clone, Debug)]
pub(in crate::content) struct Bytes([bool; 256]);

impl Bytes {
    /// Those of a text.
    pub(in crate::content) fn of(text: &str) -> Self {
        let mut bytes = Self([false; 256]);
        bytes.add(text);
        bytes
    }

    /// Adds those of a text.
    pub(in crate::content) fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0[usize::from(byte)] = true;
        }
    }

    /// Whether a text that has no other bytes has one of some signs, none of which is empty.
    pub(in crate::content) fn has_any(&self, text: &str, signs: &[&str]) -> bool {
        let may_be = |sign: &&&str| sign.bytes().all(|byte| self.0[usize::from(byte)]);
        signs.iter().filter(may_be).any(|sign| has(text, sign))
    }
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
            let signs = ["++", "【a", "="];
            assert_eq!(has_any(text, &signs), expected, "{text}");
            assert_eq!(Bytes::of(text).has_any(text, &signs), expected, "{text}");
        }
    }
}
