//! The files fetched so far, each checked and decoded before it is kept.

use std::fmt;

use crate::format::{
    Directory, FacetFile, FileName, Kind, LexiconShard, Malformed, OrderFile, Piece, Places, Root,
    RootError, StoredDocument, TO_END, Tail, TermBlock, VERSION, sum,
};

/// Files of one index.
#[derive(Default)]
pub struct Cache {
    root: Option<Root>,
    /// The bytes that the root is made of: others are of another edition.
    edition: Vec<u8>,
    held: Vec<(Piece, Held)>,
}

/// What was made of a piece, by the kind of its file.
pub(crate) enum Held {
    Directory(Directory),
    Terms(TermBlock),
    Positions(Vec<u8>),
    Tail(Tail),
    Lexicon(LexiconShard),
    Places(Places),
    Facet(FacetFile),
    Order(OrderFile),
    Document(StoredDocument),
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
        let file = piece.file;
        if file.kind() == Kind::Root {
            return self.insert_root(bytes);
        }
        let held = self.decode(piece, bytes);
        let held = held.map_err(|Malformed| Error::Corrupt(file))?;
        if self.get(piece).is_none() {
            self.held.push((piece, held));
        }
        Ok(())
    }

    fn insert_root(&mut self, bytes: Vec<u8>) -> Result<(), Error> {
        let root = Root::decode(&bytes).map_err(|error| match error {
            RootError::Version(version) => Error::Version(version),
            RootError::Malformed => Error::Corrupt(FileName::ROOT),
        })?;
        if self.edition != bytes {
            // Another edition: its files have other names, these go.
            self.held.clear();
            self.root = Some(root);
            self.edition = bytes;
        }
        Ok(())
    }

    fn decode(&self, piece: Piece, bytes: Vec<u8>) -> Result<Held, Malformed> {
        let documents = self.root.as_ref().map_or(0, |root| root.documents);
        let file = piece.file;
        match file.kind() {
            // Each has a sum of its own, which positions are checked for when
            // it is known where they begin.
            Kind::Documents => return StoredDocument::decode(&bytes).map(Held::Document),
            Kind::Terms if piece.to == TO_END => return Ok(Held::Positions(bytes)),
            Kind::Terms => return TermBlock::decode(&bytes, documents).map(Held::Terms),
            _ => {}
        }
        if sum(&bytes) != file.number() {
            return Err(Malformed);
        }
        match file.kind() {
            Kind::Directory => Directory::decode(&bytes).map(Held::Directory),
            Kind::Tail => Tail::decode(&bytes, documents).map(Held::Tail),
            Kind::Lexicon => LexiconShard::decode(&bytes).map(Held::Lexicon),
            Kind::Places => Places::decode(&bytes).map(Held::Places),
            Kind::Facet => FacetFile::decode(&bytes, documents).map(Held::Facet),
            Kind::Order => OrderFile::decode(&bytes, documents).map(Held::Order),
            Kind::Root | Kind::Terms | Kind::Documents => Err(Malformed),
        }
    }

    /// The root, once it has been fetched.
    pub fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    /// What was made of a piece, once it has been fetched.
    pub(crate) fn get(&self, piece: Piece) -> Option<&Held> {
        for (known, held) in &self.held {
            if *known == piece {
                return Some(held);
            }
        }
        None
    }
}
