//! Bytes of a page to its text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How much of a page is looked at for the name of its encoding (HTML standard, 13.2.3.2).
const PRESCAN: usize = 1024;

/// The text of a page, and whether its encoding had to be guessed.
///
/// What is UTF-8 is read as UTF-8, whatever it says of itself; other bytes as their mark or their
/// `<meta>` says, or else as browsers read them in the West.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (
            encoding.decode_without_bom_handling(&bytes[mark..]).0,
            false,
        );
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), false);
    }
    let named = named(&bytes[..bytes.len().min(PRESCAN)]).filter(|encoding| *encoding != UTF_8);
    let text = named
        .unwrap_or(WINDOWS_1252)
        .decode_without_bom_handling(bytes)
        .0;
    (text, named.is_none())
}

/// The encoding that follows `charset=`, in `<meta charset>` or `<meta http-equiv>`.
fn named(start: &[u8]) -> Option<&'static Encoding> {
    let start = start.to_ascii_lowercase();
    let name = b"charset";
    let at = start
        .windows(name.len())
        .position(|window| window == name)?;
    let rest = start[at + name.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest.iter().position(|byte| b"\"' ;/>".contains(byte));
    Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_or_guessed() {
        let cases: &[(&[u8], &str, bool)] = &[
            ("perché".as_bytes(), "perché", false),
            (b"\xEF\xBB\xBFperch\xC3\xA9", "perché", false),
            (b"\xFF\xFEp\0e\0", "pe", false),
            (
                b"<meta charset=iso-8859-1>perch\xE9",
                "<meta charset=iso-8859-1>perché",
                false,
            ),
            (
                b"<META content='text/html; Charset = \"koi8-r\"'>\xC1",
                "<META content='text/html; Charset = \"koi8-r\"'>а",
                false,
            ),
            (
                b"<meta charset=utf-8>perch\xE9",
                "<meta charset=utf-8>perché",
                true,
            ),
            (b"perch\xE9 costa \x80 5", "perché costa € 5", true),
            (b"<meta charset=boh>\xE9", "<meta charset=boh>é", true),
        ];
        for (bytes, text, guessed) in cases {
            assert_eq!(decode(bytes), (Cow::Borrowed(*text), *guessed));
        }
    }
}
