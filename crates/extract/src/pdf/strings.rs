//! Text in the strings of a PDF, and as its fonts write it.

use unicode_normalization::UnicodeNormalization;

/// Begins and ends the language of a text in a string of UTF-16.
const ESCAPE: u16 = 0x1b;

/// A text string (ISO 32000, 7.9.2.2).
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Many programs write UTF-8 without saying so.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| document_character(byte)).collect(),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let mut units = Vec::with_capacity(bytes.len() / 2);
    let mut in_escape = false;
    for pair in bytes.chunks_exact(2) {
        let unit = unit([pair[0], pair[1]]);
        if unit == ESCAPE {
            in_escape = !in_escape;
        } else if !in_escape {
            units.push(unit);
        }
    }
    String::from_utf16_lossy(&units)
}

/// A byte of PDFDocEncoding, where it differs from Latin 1 in what is text.
fn document_character(byte: u8) -> char {
    match byte {
        0x80 => '•',
        0x83 => '…',
        0x84 => '—',
        0x85 => '–',
        0x8d => '“',
        0x8e => '”',
        0x8f => '‘',
        0x90 => '’',
        0x92 => '™',
        0x93 => 'ﬁ',
        0x94 => 'ﬂ',
        0xa0 => '€',
        byte => char::from(byte),
    }
}

/// A text as it is looked for: ligatures and forms of letters as the letters that they are.
pub(super) fn plain(text: &str) -> String {
    let is_form = |c: char| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let is_private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}');
    if !text.contains(|c: char| is_form(c) || is_private(c) || c.is_control()) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_form(c) => plain.extend(c.nfkc()),
            '\0' => {}
            // Signs of a font of signs, of which nothing is known: most are bullets.
            c if is_private(c) => plain.push(' '),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_text_in_whichever_encoding() {
        assert_eq!(text(b"\xFE\xFF\x00c\x00i\x00t\x00t\x00\xE0"), "città");
        assert_eq!(text(b"\xFE\xFF\x00\x1b\x00i\x00t\x00\x1b\x00c"), "c");
        assert_eq!(text("città".as_bytes()), "città");
        assert_eq!(text(b"citt\xE0"), "città");
        assert_eq!(plain("eﬃcace\0 uﬀicio"), "efficace ufficio");
    }
}
