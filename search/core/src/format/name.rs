//! Names of files: the root's is fixed, the others' say what they contain.

use std::fmt;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The one file with a fixed name: where everything else is.
    Root,
    /// A list of [`Kind::Terms`] or of [`Kind::Lexicon`], where the root has no
    /// room for them.
    Directory,
    /// A range of the dictionary with the documents of each term, and where in
    /// them it stands.
    Terms,
    /// The documents that a very frequent term is in without ranking there.
    Tail,
    /// A range of the terms spelt backwards, to find the mistyped.
    Lexicon,
    /// Where the texts of a range of documents are.
    Places,
    /// Texts of documents, each on its own.
    Documents,
    /// The values of one facet and who has them.
    Facet,
    /// The values that documents can be sorted by.
    Order,
}

const LETTERS: [(Kind, u8); 8] = [
    (Kind::Directory, b'i'),
    (Kind::Terms, b't'),
    (Kind::Tail, b'q'),
    (Kind::Lexicon, b'l'),
    (Kind::Places, b'x'),
    (Kind::Documents, b'd'),
    (Kind::Facet, b'f'),
    (Kind::Order, b'o'),
];

impl Kind {
    /// The letter that stands for the kind, in files and in their names.
    pub fn letter(self) -> u8 {
        let known = LETTERS.iter().find(|(kind, _)| *kind == self);
        known.map_or(b'r', |&(_, letter)| letter)
    }

    /// The kind that a letter stands for, but for the root's.
    pub(super) fn of_letter(letter: u8) -> Option<Self> {
        let known = LETTERS.iter().find(|&&(_, known)| known == letter);
        known.map(|&(kind, _)| kind)
    }
}

/// The name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName {
    kind: Kind,
    number: u32,
}

impl FileName {
    /// The root's name.
    pub const ROOT: Self = Self {
        kind: Kind::Root,
        number: 0,
    };

    /// The name of a file that is not the root, by its number: the [`sum`] of
    /// its bytes.
    pub const fn new(kind: Kind, number: u32) -> Self {
        Self { kind, number }
    }

    /// What the file holds.
    pub const fn kind(self) -> Kind {
        self.kind
    }

    /// What tells files of one kind apart.
    pub const fn number(self) -> u32 {
        self.number
    }

    /// The name that a path within the index's folder stands for.
    pub fn parse(path: &str) -> Option<Self> {
        if path == ROOT_PATH {
            return Some(Self::ROOT);
        }
        let stem = path.strip_prefix(FOLDER)?.strip_suffix(SUFFIX)?.as_bytes();
        let (&letter, digits) = stem.split_first()?;
        if digits.len() != 8 {
            return None;
        }
        let mut number = 0;
        for &digit in digits {
            let value = DIGITS.iter().position(|&known| known == digit)?;
            number = number << 4 | value as u32;
        }
        Some(Self {
            kind: Kind::of_letter(letter)?,
            number,
        })
    }

    /// Path within the index's folder: `index.casa`, or `shards/t01234567.casa`,
    /// which can be cached for ever.
    pub fn path(self) -> String {
        if self == Self::ROOT {
            return ROOT_PATH.to_owned();
        }
        let mut path = String::from(FOLDER);
        path.push(char::from(self.kind.letter()));
        for nibble in (0..8).rev() {
            let digit = self.number >> (nibble * 4) & 0xf;
            path.push(char::from(DIGITS[digit as usize]));
        }
        path.push_str(SUFFIX);
        path
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

const ROOT_PATH: &str = "index.casa";
const FOLDER: &str = "shards/";
const SUFFIX: &str = ".casa";
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The sum that names and guards files, FNV-1a of 32 bits: it detects damage,
/// not malice, and takes readers a tenth of the code that a faster one would.
pub fn sum(bytes: &[u8]) -> u32 {
    let mut sum = 0x811c_9dc5_u32;
    for &byte in bytes {
        sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    sum
}
