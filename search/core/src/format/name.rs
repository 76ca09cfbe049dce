//! Names of files: the root's is fixed, the others' say what they contain.

use std::fmt;

use xxhash_rust::xxh64::xxh64;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The one file with a fixed name: where everything else is.
    Root,
    /// A range of the dictionary with its postings.
    Terms,
    /// Some documents' texts.
    Documents,
    /// The values of one facet and who has them.
    Facet,
    /// The documents whose weight is not 1.
    Weights,
}

impl Kind {
    /// The byte that stands for the kind, in headers and in names.
    pub const fn letter(self) -> u8 {
        match self {
            Self::Root => b'r',
            Self::Terms => b't',
            Self::Documents => b'd',
            Self::Facet => b'f',
            Self::Weights => b'w',
        }
    }

    fn of_letter(letter: u8) -> Option<Self> {
        [Self::Terms, Self::Documents, Self::Facet, Self::Weights]
            .into_iter()
            .find(|kind| kind.letter() == letter)
    }
}

/// The name of a file of an index. Two files of one name have one content,
/// apart from the root, which is checked by a sum of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName {
    kind: Kind,
    /// xxh64 of the payload; 0 for the root.
    hash: u64,
}

impl FileName {
    /// The file to begin with.
    pub const ROOT: Self = Self {
        kind: Kind::Root,
        hash: 0,
    };

    /// The name of a payload of `kind`, which is not the root.
    pub fn of(kind: Kind, payload: &[u8]) -> Self {
        Self::with_hash(kind, hash(payload))
    }

    pub(super) fn with_hash(kind: Kind, hash: u64) -> Self {
        Self { kind, hash }
    }

    /// What the file holds.
    pub fn kind(self) -> Kind {
        self.kind
    }

    /// xxh64 (seed 0) of the payload; 0 for the root.
    pub fn hash(self) -> u64 {
        self.hash
    }

    /// The name that a path within the index's folder stands for.
    pub fn parse(path: &str) -> Option<Self> {
        if path == ROOT_PATH {
            return Some(Self::ROOT);
        }
        let stem = path.strip_prefix(FOLDER)?.strip_suffix(SUFFIX)?;
        let (letter, digits) = stem.split_at_checked(1)?;
        let digits_are_ours = digits.len() == 16
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        Some(Self {
            kind: Kind::of_letter(letter.as_bytes()[0])?,
            hash: u64::from_str_radix(digits, 16)
                .ok()
                .filter(|_| digits_are_ours)?,
        })
    }

    /// Path within the index's folder: `index.casa`, or
    /// `shards/t0123456789abcdef.casa`, which can be cached for ever.
    pub fn path(self) -> String {
        if self == Self::ROOT {
            return ROOT_PATH.to_owned();
        }
        let mut path = String::from(FOLDER);
        path.push(char::from(self.kind.letter()));
        for nibble in (0..16).rev() {
            let digit = (self.hash >> (nibble * 4)) & 0xf;
            path.push(char::from(b"0123456789abcdef"[digit as usize]));
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

/// The sum that names and guards files, xxh64 with seed 0: it detects damage,
/// not malice.
pub fn hash(bytes: &[u8]) -> u64 {
    xxh64(bytes, 0)
}
