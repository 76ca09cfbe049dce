//! What a text may hold, from one look at its bytes, which says of most that it is only to be written.

/// What a text may hold.
#[derive(Clone, Copy)]
pub(super) struct Signs(u8);

impl Signs {
    /// A sign that every address has.
    pub(super) const OF_ADDRESS: u8 = 1;
    /// What may begin a character that is kept for sentinels.
    pub(super) const RESERVED: u8 = 2;
    /// Two capitals, or letters beyond ASCII.
    pub(super) const CAPITALS: u8 = 4;
    /// One of them.
    const CAPITAL: u8 = 8;
    /// What HTML writes otherwise.
    pub(super) const ESCAPED: u8 = 16;

    pub(super) fn of(text: &str) -> Self {
        let mut signs = 0;
        for byte in text.bytes() {
            let found = BYTES[usize::from(byte)];
            // Of two capitals the second finds the first.
            signs |= found | ((found & signs & Self::CAPITAL) >> 1);
        }
        Self(signs)
    }

    /// Whether there may be one of some.
    pub(super) fn has(self, wanted: u8) -> bool {
        self.0 & wanted != 0
    }
}

const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = match byte as u8 {
            b':' | b'/' | b'@' | b'w' => Signs::OF_ADDRESS,
            b'\t' | b'\n' | b'\r' => 0,
            b'A'..=b'Z' => Signs::CAPITAL,
            b'&' | b'<' | b'>' | b'"' => Signs::ESCAPED,
            0..b' ' | 0x7f => Signs::RESERVED,
            0xee | 0xef => Signs::RESERVED | Signs::CAPITAL,
            0xc3.. => Signs::CAPITAL,
            _ => 0,
        };
        byte += 1;
    }
    bytes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_only_to_be_written_have_no_signs() {
        let cases = [
            ("Una frase, come tante.", 0),
            ("La Provincia", Signs::CAPITALS),
            ("è più", Signs::CAPITALS),
            ("a & b", Signs::ESCAPED),
            ("\"a\"", Signs::ESCAPED),
            ("https", 0),
            ("www", Signs::OF_ADDRESS),
            ("a\u{e000}b", Signs::RESERVED),
            ("a\u{1}b", Signs::RESERVED),
        ];
        for (text, expected) in cases {
            assert_eq!(Signs::of(text).0 & !Signs::CAPITAL, expected, "{text}");
        }
    }
}
