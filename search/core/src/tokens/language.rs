//! The languages that texts and queries are analysed in.

/// A language that has an analyser of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Folding and splitting only.
    Other,
    /// English: Snowball's stemmer and stop words.
    English,
    /// Italian: elision, Snowball's stemmer with exceptions, stop words.
    Italian,
}

impl Language {
    /// The language of a BCP 47 tag, by its primary subtag.
    pub fn of_tag(tag: &str) -> Self {
        let letter = |at| {
            let letter = tag.as_bytes().get(at).unwrap_or(&b'-');
            letter.to_ascii_lowercase()
        };
        match [letter(0), letter(1), letter(2)] {
            [b'i', b't', b'-' | b'_'] => Self::Italian,
            [b'e', b'n', b'-' | b'_'] => Self::English,
            _ => Self::Other,
        }
    }
}
