//! The languages that texts and queries are analysed in.

use search_words::LANGUAGES;

use crate::text::lists;

/// A language by the primary subtag of its BCP 47 tag, which chooses stemmer,
/// stop words and how numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

/// Languages that part thousands with a dot, and with a comma.
const DOTS: &str = "it de es pt nl da tr id el ro sl hr sr bs mk ca eu gl is vi";
const COMMAS: &str = "en he ja zh ko th ar hi";

/// Languages whose stemmers keep the first letter of a word.
const INITIALS: &str = "ca cs da de en es fi fr hu it no pl pt ro ru sv";

/// Languages where what stands before an apostrophe leans on what follows.
const ELIDING: &str = "it fr ca oc";

/// Languages that write what is made of several words as one.
const COMPOUNDING: &str = "da de et fi hu is nb nl nn no sv";

/// By what tag of two letters the language of a BCP 47 tag is known, if anything
/// is known of it.
#[cfg(not(target_arch = "wasm32"))]
pub fn known(tag: &str) -> Option<String> {
    let [first, second] = Language::of_tag(tag).known()?;
    Some([char::from(first), char::from(second)].iter().collect())
}

impl Language {
    /// No language that is known.
    pub const OTHER: Self = Self([b'-'; 2]);
    /// English.
    pub const ENGLISH: Self = Self(*b"en");
    /// Italian.
    pub const ITALIAN: Self = Self(*b"it");

    /// The language of a BCP 47 tag, by its primary subtag of two letters.
    pub fn of_tag(tag: &str) -> Self {
        let letter = |at| {
            let letter = tag.as_bytes().get(at).unwrap_or(&b'-');
            letter.to_ascii_lowercase()
        };
        let two = [letter(0), letter(1)];
        let is_end = matches!(letter(2), b'-' | b'_');
        if is_end && two.iter().all(u8::is_ascii_lowercase) {
            Self(two)
        } else {
            Self::OTHER
        }
    }

    /// What parts groups of three digits, if a mark does that no other number
    /// has.
    pub(crate) fn thousands(self) -> Option<u8> {
        match () {
            () if self.is_of(DOTS) => Some(b'.'),
            () if self.is_of(COMMAS) => Some(b','),
            () => None,
        }
    }

    /// What parts decimals, where thousands are parted by a mark or by spaces.
    pub(super) fn decimals(self) -> u8 {
        match self.thousands() {
            Some(b',') => b'.',
            _ => b',',
        }
    }

    /// Whether a word may lean on the next one (`l’ufficio`).
    pub(super) fn elides(self) -> bool {
        self.is_of(ELIDING)
    }

    /// What is written together with a word before it: nothing, articles, and short
    /// words that mean little.
    pub(crate) fn leaning(self) -> &'static str {
        match &self.0 {
            b"ar" => " ال وال بال لل و",
            b"he" => " ה ב ל ו מ",
            _ => "",
        }
    }

    /// Whether words are often parts of others (`Netzgerät`).
    pub(crate) fn compounds(self) -> bool {
        self.is_of(COMPOUNDING)
    }

    /// The tag by which [`search_words`] knows it, if it does.
    pub(super) fn known(self) -> Option<[u8; 2]> {
        // Norwegian of either kind; Bosnian, whose stop words are Croatian's.
        let tag = match &self.0 {
            b"nb" | b"nn" => *b"no",
            b"bs" => *b"hr",
            tag => *tag,
        };
        Self(tag).is_of(LANGUAGES).then_some(tag)
    }

    /// Whether words begin with the letter that their stems begin with.
    pub(super) fn keeps_initials(self) -> bool {
        self.known().is_none_or(|tag| Self(tag).is_of(INITIALS))
    }

    fn is_of(self, list: &str) -> bool {
        std::str::from_utf8(&self.0).is_ok_and(|tag| lists(list, tag))
    }
}
