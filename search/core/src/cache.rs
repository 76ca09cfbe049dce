//! The files fetched so far, each checked and decoded before it is kept.

use std::fmt;

use crate::format::{
    Directory, FacetFile, FileName, Kind, LexiconShard, Malformed, OrderFile, Places, Root,
    RootError, Slice, StoredDocument, Tail, TermShard, VERSION, sum,
};

/// Files of one index.
#[derive(Default)]
pub struct Cache {
    root: Option<Root>,
    directories: Vec<(FileName, Directory)>,
    terms: Vec<(FileName, TermShard)>,
    positions: Vec<(FileName, Vec<u8>)>,
    tails: Vec<(FileName, Tail)>,
    lexicons: Vec<(FileName, LexiconShard)>,
    places: Vec<(FileName, Places)>,
    facets: Vec<(FileName, FacetFile)>,
    orders: Vec<(FileName, OrderFile)>,
    documents: Vec<(Slice, StoredDocument)>,
}

/// What has to be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A file, as it is.
    Whole(FileName),
    /// A range of a file's bytes: how many at its end are padding, then one
    /// document, deflated.
    Part(Slice),
}

impl Piece {
    /// The file that it is or is part of.
    pub fn file(&self) -> FileName {
        match self {
            Self::Whole(file) => *file,
            Self::Part(slice) => slice.file,
        }
    }
}

/// Why a file, and with it the search, is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The file is damaged, or another file under its name.
    Corrupt(FileName),
    /// The index is of a version that this code does not read.
    Version(u8),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Corrupt(name) => write!(f, "{name} is damaged"),
            Self::Version(version) => write!(
                f,
                "the index has version {version} of the format, and this program reads {VERSION}"
            ),
        }
    }
}

impl std::error::Error for Error {}

impl Cache {
    /// Keeps a piece: a whole file's bytes, or what inflating a part gave.
    ///
    /// # Errors
    ///
    /// The bytes are not what the name says; the cache stays as it was.
    pub fn insert(&mut self, piece: Piece, bytes: Vec<u8>) -> Result<(), Error> {
        let file = piece.file();
        let corrupt = |Malformed| Error::Corrupt(file);
        if file.kind() == Kind::Root {
            return self.insert_root(&bytes);
        }
        let documents = self.root.as_ref().map_or(0, |root| root.documents);
        if let Piece::Part(slice) = piece {
            let document = StoredDocument::decode(&bytes).map_err(corrupt)?;
            keep(&mut self.documents, slice, document);
            return Ok(());
        }
        // Positions have the number of their term shard, which has their sum.
        if file.kind() != Kind::Positions && sum(&bytes) != file.number() {
            return Err(Error::Corrupt(file));
        }
        match file.kind() {
            Kind::Directory => {
                let directory = Directory::decode(&bytes).map_err(corrupt)?;
                keep(&mut self.directories, file, directory);
            }
            Kind::Terms => {
                let shard = TermShard::decode(&bytes, documents).map_err(corrupt)?;
                keep(&mut self.terms, file, shard);
            }
            Kind::Positions => keep(&mut self.positions, file, bytes),
            Kind::Tail => {
                let tail = Tail::decode(&bytes, documents).map_err(corrupt)?;
                keep(&mut self.tails, file, tail);
            }
            Kind::Lexicon => {
                let shard = LexiconShard::decode(&bytes).map_err(corrupt)?;
                keep(&mut self.lexicons, file, shard);
            }
            Kind::Places => {
                let places = Places::decode(&bytes).map_err(corrupt)?;
                keep(&mut self.places, file, places);
            }
            Kind::Facet => {
                let facet = FacetFile::decode(&bytes, documents).map_err(corrupt)?;
                keep(&mut self.facets, file, facet);
            }
            Kind::Order => {
                let order = OrderFile::decode(&bytes, documents).map_err(corrupt)?;
                keep(&mut self.orders, file, order);
            }
            Kind::Root | Kind::Documents => return Err(Error::Corrupt(file)),
        }
        Ok(())
    }

    fn insert_root(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let root = Root::decode(bytes).map_err(|error| match error {
            RootError::Version(version) => Error::Version(version),
            RootError::Malformed => Error::Corrupt(FileName::ROOT),
        })?;
        if self.root.as_ref() != Some(&root) {
            // Another edition: its files have other names, these go.
            *self = Self {
                root: Some(root),
                ..Self::default()
            };
        }
        Ok(())
    }

    /// The root, once it has been fetched.
    pub fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    pub(crate) fn directory(&self, file: FileName) -> Option<&Directory> {
        get(&self.directories, file)
    }

    pub(crate) fn terms(&self, file: FileName) -> Option<&TermShard> {
        get(&self.terms, file)
    }

    pub(crate) fn positions(&self, file: FileName) -> Option<&Vec<u8>> {
        get(&self.positions, file)
    }

    pub(crate) fn tail(&self, file: FileName) -> Option<&Tail> {
        get(&self.tails, file)
    }

    pub(crate) fn lexicon(&self, file: FileName) -> Option<&LexiconShard> {
        get(&self.lexicons, file)
    }

    pub(crate) fn places(&self, file: FileName) -> Option<&Places> {
        get(&self.places, file)
    }

    pub(crate) fn facet(&self, file: FileName) -> Option<&FacetFile> {
        get(&self.facets, file)
    }

    pub(crate) fn order(&self, file: FileName) -> Option<&OrderFile> {
        get(&self.orders, file)
    }

    pub(crate) fn document(&self, slice: Slice) -> Option<&StoredDocument> {
        get(&self.documents, slice)
    }
}

fn keep<K: PartialEq, T>(list: &mut Vec<(K, T)>, key: K, value: T) {
    if !list.iter().any(|(known, _)| *known == key) {
        list.push((key, value));
    }
}

fn get<K: PartialEq, T>(list: &[(K, T)], key: K) -> Option<&T> {
    let found = list.iter().find(|(known, _)| *known == key);
    found.map(|(_, value)| value)
}
