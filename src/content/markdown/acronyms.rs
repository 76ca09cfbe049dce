//! Words of capitals that a glossary may explain.

/// The next thing in `text` that may be an acronym, and where: two or more capitals, with the
/// digits, full stops and small letters of "D.Lgs.", "L2" or "PA" around them.
pub(super) fn next_acronym(text: &str) -> Option<(usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '.';
    let mut from = 0;
    // Few words begin with a capital, and bytes are looked at sooner than characters.
    let may_begin = |byte: &u8| matches!(byte, b'A'..=b'Z' | 0xc3..);
    while let Some(found) = text.as_bytes()[from..].iter().position(may_begin) {
        let at = from + found;
        let rest = &text[at..];
        let body = &rest[..rest.find(|c| !inside(c)).unwrap_or(rest.len())];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        from = at + body.len().max(first);
        if text[..at].ends_with(inside) || !body.starts_with(char::is_uppercase) {
            continue;
        }
        let dotted = body.trim_end_matches('.').contains('.');
        let acronym = if dotted {
            body
        } else {
            body.trim_end_matches('.')
        };
        let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
        if capitals >= 2 && acronym.len() <= 16 {
            return Some((at, acronym));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_found_with_their_dots() {
        assert_eq!(next_acronym("la SUA di Treviso"), Some((3, "SUA")));
        assert_eq!(next_acronym("con la SUA."), Some((7, "SUA")));
        assert_eq!(next_acronym("il D.Lgs. 36"), Some((3, "D.Lgs.")));
        assert_eq!(next_acronym("dell’ANAC e"), Some((7, "ANAC")));
        assert_eq!(next_acronym("Provincia di Treviso"), None);
        let cases = [
            ("", None),
            ("SUA", Some((0, "SUA"))),
            ("una L2, poi PA", Some((12, "PA"))),
            ("L2B e C", Some((0, "L2B"))),
            ("PagoPA.", Some((0, "PagoPA"))),
            ("D.Lgs.).", Some((0, "D.Lgs."))),
            ("minuscola, Maiuscola; È PA", Some((25, "PA"))),
            ("aSUA bPA", None),
            ("ABCDEFGHILMNOPQR", Some((0, "ABCDEFGHILMNOPQR"))),
            ("ABCDEFGHILMNOPQRS", None),
            ("ABCDEFGHILMNOPQRS SUA", Some((18, "SUA"))),
        ];
        for (text, expected) in cases {
            assert_eq!(next_acronym(text), expected, "{text}");
        }
    }
}
