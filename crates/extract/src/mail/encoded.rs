//! How messages write what is not ASCII.

use crate::codepage::{self, Codepage};

/// What base64 stands for; other characters are passed over.
pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// What quoted-printable stands for; in headers, `_` is a space.
pub(super) fn quoted(text: &[u8], in_header: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'_' if in_header => bytes.push(b' '),
            b'=' => {
                let digits = text.get(at..at + 2).unwrap_or_default();
                let digits = std::str::from_utf8(digits).unwrap_or("");
                if let Ok(byte) = u8::from_str_radix(digits, 16) {
                    bytes.push(byte);
                    at += 2;
                } else if digits.starts_with("\r\n") {
                    at += 2;
                } else if digits.starts_with('\n') {
                    at += 1;
                }
            }
            byte => bytes.push(byte),
        }
    }
    bytes
}

/// A header with its encoded words (RFC 2047) as text.
pub(super) fn words(value: &str) -> String {
    let mut text = String::new();
    // Words in one encoding may divide a character between them.
    let mut open: Option<(&str, Vec<u8>)> = None;
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?") {
        let mut fields = after.splitn(4, '?');
        let word = (fields.next(), fields.next(), fields.next(), fields.next());
        let (Some(charset), Some(encoding), Some(encoded), Some(end)) = word else {
            break;
        };
        let Some(end) = end.strip_prefix('=') else {
            break;
        };
        let bytes = match encoding {
            "B" | "b" => base64(encoded.as_bytes()),
            _ => quoted(encoded.as_bytes(), true),
        };
        // Spaces between encoded words only divide them.
        let is_beside = before.trim().is_empty();
        match &mut open {
            Some((known, more)) if is_beside && known.eq_ignore_ascii_case(charset) => {
                more.extend(bytes);
            }
            _ => {
                let is_first = open.is_none();
                flush(open.take(), &mut text);
                if !is_beside || is_first {
                    text.push_str(before);
                }
                open = Some((charset, bytes));
            }
        }
        rest = end;
    }
    flush(open, &mut text);
    text.push_str(rest);
    text
}

fn flush(open: Option<(&str, Vec<u8>)>, text: &mut String) {
    if let Some((charset, bytes)) = open {
        text.push_str(&decoded(&bytes, Some(charset)));
    }
}

/// Bytes in an encoding with a name; in UTF-8, whatever is said, if they can be nothing else.
pub(super) fn decoded(bytes: &[u8], charset: Option<&str>) -> String {
    let is_guessed = |name: &str| {
        ["utf-8", "us-ascii", "ascii", "unknown-8bit"]
            .iter()
            .any(|guessed| name.eq_ignore_ascii_case(guessed))
    };
    match charset.filter(|name| !is_guessed(name)) {
        Some(name) => Codepage::named(name).text(bytes),
        None => codepage::text(bytes),
    }
}

/// What stands for bytes that are written as in addresses.
pub(super) fn unescaped(text: &str) -> Vec<u8> {
    let escaped = text.replace('=', "=3D").replace('%', "=");
    quoted(escaped.as_bytes(), false)
}
