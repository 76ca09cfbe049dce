//! Searching a built site's folder with the code that readers' browsers run.
//!
//! In: the folder that holds `search/`, and a query. Out: an [`Answer`] with
//! what a browser would have transferred to give it.

use std::fmt;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use crate::format::{FileName, MAX_PAYLOAD};
use crate::{Cache, Marked, Piece, Query, Results, Step};

/// A built site opened for searching; keeps the files that it has read.
pub struct Folder {
    /// Where `index.casa` is.
    index: PathBuf,
    cache: Cache,
}

/// Whether a query may use the files that earlier ones fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// From an empty cache, as a reader's first query.
    Cold,
    /// From whatever earlier queries left.
    Warm,
}

/// What a query found and what it cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The words as typed.
    pub query: String,
    /// How many documents match, shown or not.
    pub total: usize,
    /// The best documents, best first.
    pub hits: Vec<AnswerHit>,
    /// Bytes transferred (compressed) for this query.
    pub bytes: u64,
    /// Files fetched for this query.
    pub requests: u32,
    /// Sets of files fetched one after another for this query.
    pub rounds: u32,
    /// Wall time of this query, in microseconds.
    pub micros: u64,
}

/// One document of an [`Answer`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerHit {
    /// Address of the page, as it was indexed.
    pub url: String,
    /// Title, as plain text.
    pub title: String,
    /// Best passage as HTML: escaped text, matched words in `<mark>`.
    pub excerpt: String,
    /// BM25 score times the document's weight; comparable only within one answer.
    pub score: f32,
}

/// What fetching for a query cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Bytes transferred (compressed).
    pub bytes: u64,
    /// Files fetched.
    pub requests: u32,
    /// Sets of files fetched one after another.
    pub rounds: u32,
}

/// Why a folder cannot be searched.
#[derive(Debug)]
pub enum Error {
    /// A file cannot be read; the root if there is no index at all.
    Read(PathBuf, io::Error),
    /// A file does not inflate.
    Inflate(PathBuf),
    /// A file is damaged or of another version.
    Index(crate::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Inflate(path) => write!(f, "{} is damaged", path.display()),
            Self::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(_, error) => Some(error),
            Self::Inflate(_) => None,
            Self::Index(error) => Some(error),
        }
    }
}

impl From<crate::Error> for Error {
    fn from(error: crate::Error) -> Self {
        Self::Index(error)
    }
}

impl Folder {
    /// Opens the site built in `site`, whose index is in `site/search/`.
    ///
    /// # Errors
    ///
    /// There is no index there, or its root is damaged or of another version.
    pub fn open(site: &Path) -> Result<Self, Error> {
        let mut folder = Self {
            index: site.join("search"),
            cache: Cache::default(),
        };
        // Only to fail early: what the root costs belongs to the first query.
        let root = Piece::Whole(FileName::ROOT);
        folder.fetch(&[(0, root)], &mut Cost::default())?;
        folder.cache = Cache::default();
        Ok(folder)
    }

    /// Runs `query` and counts what it costs.
    ///
    /// # Errors
    ///
    /// A file that the query needs is missing, damaged or of another version.
    pub fn search(&mut self, query: &Query, start: Start) -> Result<Answer, Error> {
        let clock = Instant::now();
        let (results, cost) = self.results(query, start)?;
        let hits = results.hits.iter().map(|hit| AnswerHit {
            url: hit.url.clone(),
            title: hit.title.text.clone(),
            excerpt: marked_html(&hit.excerpt.text),
            score: hit.score,
        });
        Ok(Answer {
            query: query.text.clone(),
            total: results.total,
            hits: hits.collect(),
            bytes: cost.bytes,
            requests: cost.requests,
            rounds: cost.rounds,
            micros: u64::try_from(clock.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    /// [`Folder::search`] with all that a search finds, facets included.
    ///
    /// # Errors
    ///
    /// As [`Folder::search`].
    pub fn results(&mut self, query: &Query, start: Start) -> Result<(Results, Cost), Error> {
        if start == Start::Cold {
            self.cache = Cache::default();
        }
        let mut cost = Cost::default();
        loop {
            match crate::search(query, &[&self.cache])? {
                Step::Done(results) => return Ok((results, cost)),
                Step::Need(pieces) => self.fetch(&pieces, &mut cost)?,
            }
        }
    }

    fn fetch(&mut self, pieces: &[(usize, Piece)], cost: &mut Cost) -> Result<(), Error> {
        cost.rounds += 1;
        for &(_, piece) in pieces {
            let path = self.index.join(piece.file().path());
            let bytes = read(&path, piece).map_err(|error| Error::Read(path.clone(), error))?;
            cost.requests += 1;
            cost.bytes += bytes.len() as u64;
            let bytes = match piece {
                Piece::Whole(_) => bytes,
                Piece::Part(_) => inflate(&bytes).ok_or(Error::Inflate(path))?,
            };
            self.cache.insert(piece, bytes)?;
        }
        Ok(())
    }
}

/// The bytes of a piece of a file.
fn read(path: &Path, piece: Piece) -> io::Result<Vec<u8>> {
    let Piece::Part(slice) = piece else {
        return fs::read(path);
    };
    let mut bytes = vec![0; (slice.to - slice.from) as usize];
    let mut file = fs::File::open(path)?;
    file.seek(SeekFrom::Start(u64::from(slice.from)))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// What a slice contains: a byte says how many at the end are padding, and raw
/// deflate follows.
pub fn inflate(slice: &[u8]) -> Option<Vec<u8>> {
    let (&padding, rest) = slice.split_first()?;
    let end = rest.len().checked_sub(usize::from(padding))?;
    miniz_oxide::inflate::decompress_to_vec_with_limit(&rest[..end], MAX_PAYLOAD).ok()
}

/// Marked text as HTML: everything escaped, matched words in `<mark>`.
pub fn marked_html(marked: &Marked) -> String {
    let mut html = String::with_capacity(marked.text.len() + 16);
    for (index, stretch) in marked.stretches().enumerate() {
        let marks = index % 2 == 1;
        html.push_str(if marks { "<mark>" } else { "" });
        for c in stretch.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                _ => html.push(c),
            }
        }
        html.push_str(if marks { "</mark>" } else { "" });
    }
    html
}
