//! Bytes as text, in whichever encoding. The only door to the library that knows them all.

use encoding_rs::{Encoding, WINDOWS_1252};

/// What the two code pages of DOS that Europe had have from 0x80 on: no browser reads them.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// How bytes of a file are to be read.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Codepage {
    /// One that browsers read.
    Known(&'static Encoding),
    /// What stands for the bytes from 0x80 on.
    Dos(&'static str),
}

impl Codepage {
    /// That of Windows in the West.
    pub(crate) const WESTERN: Self = Self::Known(WINDOWS_1252);

    /// That with a number of Windows, as RTF names them; the Western one for what is not known.
    pub(crate) fn numbered(number: i64) -> Self {
        let label = match number {
            437 => return Self::Dos(CP437),
            850 | 858 => return Self::Dos(CP850),
            866 => "ibm866",
            874 => "windows-874",
            932 => "shift_jis",
            936 => "gbk",
            949 => "euc-kr",
            950 => "big5",
            10000 => "macintosh",
            10007 => "x-mac-cyrillic",
            28592 => "iso-8859-2",
            65001 => "utf-8",
            1250..=1258 => return Self::named(&format!("windows-{number}")),
            _ => return Self::WESTERN,
        };
        Self::named(label)
    }

    /// That with a name of the Internet; the Western one for what is not known.
    pub(crate) fn named(label: &str) -> Self {
        Encoding::for_label(label.trim().as_bytes()).map_or(Self::WESTERN, Self::Known)
    }

    /// Whether a byte is the first of a character of two.
    pub(crate) fn is_lead(self, byte: u8) -> bool {
        let is_wide = |encoding: &'static Encoding| {
            !encoding.is_single_byte() && encoding != encoding_rs::UTF_8
        };
        // Half-width syllables of Japanese are the exception.
        let is_half = |encoding| encoding == encoding_rs::SHIFT_JIS && (0xa0..0xe0).contains(&byte);
        matches!(self, Self::Known(encoding) if byte > 0x80 && is_wide(encoding) && !is_half(encoding))
    }

    /// The text of bytes.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        match self {
            Self::Known(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(high) => {
                let high: Vec<char> = high.chars().collect();
                let character = |&byte: &u8| match byte.checked_sub(0x80) {
                    Some(at) => high[usize::from(at)],
                    None => char::from(byte),
                };
                bytes.iter().map(character).collect()
            }
        }
    }
}

/// The text of bytes of which nothing is known: as their mark says, in UTF-16 if every second is
/// zero, in UTF-8 if they are that, else in that of DOS or of old Macs if their commonest accents
/// say so, else in Windows-1252.
pub(crate) fn text(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Codepage::Known(encoding).text(&bytes[mark..]);
    }
    if let Some(encoding) = wide(bytes) {
        return Codepage::Known(encoding).text(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => western(bytes).text(bytes),
    }
}

/// How many bytes are looked at for zeros.
const LOOKED_AT: usize = 4096;

/// The kind of UTF-16 that Western text without a mark is in: nearly all its characters have a zero,
/// on the same side.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = || bytes[..bytes.len().min(LOOKED_AT)].chunks_exact(2);
    let zeros = |at: usize| pairs().filter(|pair| pair[at] == 0).count();
    let (first, second, all) = (zeros(0), zeros(1), pairs().count());
    let is_most = |zeros: usize, others: usize| zeros * 10 > all * 8 && others * 20 < all;
    match () {
        () if is_most(second, first) => Some(encoding_rs::UTF_16LE),
        () if is_most(first, second) => Some(encoding_rs::UTF_16BE),
        () => None,
    }
}

/// Which of three a Western text is in: what is an accent in one is a capital inside of words, a sign
/// or nothing in the others.
fn western(bytes: &[u8]) -> Codepage {
    let count = |accents: &[u8]| {
        let is_one = |pair: &&[u8]| pair[0].is_ascii_lowercase() && accents.contains(&pair[1]);
        bytes.windows(2).filter(is_one).count()
    };
    let windows = count(b"\xe0\xe8\xe9\xec\xf2\xf9\xe4\xf6\xfc\xdf");
    // `è` and `ì`; `à`, `è`, `é`, `ò`, `ù` and `ü`.
    let dos = count(b"\x8a\x8d");
    let mac = count(b"\x88\x8f\x8e\x98\x9d\x9f");
    match () {
        () if mac > dos && mac > windows => Codepage::Known(encoding_rs::MACINTOSH),
        () if dos > windows => Codepage::Dos(CP850),
        () => Codepage::WESTERN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_read() {
        assert_eq!(CP437.chars().count(), 128);
        assert_eq!(CP850.chars().count(), 128);
        assert_eq!(
            Codepage::numbered(850).text(b"citt\x85 \x8a pi\x97"),
            "città è più"
        );
        assert_eq!(Codepage::numbered(437).text(b"\xe1"), "ß");
        assert_eq!(Codepage::numbered(1251).text(b"\xcc\xe8\xf0"), "Мир");
        assert_eq!(Codepage::named("ISO-8859-15").text(b"\xa4"), "€");
        assert_eq!(Codepage::named("ignota").text(b"\xe0"), "à");
        assert_eq!(text(b"\xff\xfec\0i\0"), "ci");
        assert_eq!(text(b"citt\xe0"), "città");
        assert_eq!(text(b"citt\x85 cos\x8d"), "città così");
        assert_eq!(text(b"citt\xe0 \x8akoda\x85"), "città Škoda…");
        assert_eq!(text(b"citt\x88, pi\x9d: \xc7s\x93\xc8"), "città, più: «sì»");
        assert_eq!(
            text(b"l\x92ente c\x92\xe8 \x93ora\x94\x85"),
            "l’ente c’è “ora”…"
        );
        assert_eq!(text(b"c\0i\0t\0t\0\xe0\0"), "città");
        assert_eq!(text(b"\0c\0i\0t\0t\0\xe0"), "città");
        assert!(Codepage::numbered(932).is_lead(0x93) && !Codepage::numbered(932).is_lead(0xb1));
        assert!(!Codepage::WESTERN.is_lead(0xe0));
    }
}
