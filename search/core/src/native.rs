//! Searching a built site's folder with the code that readers' browsers run.
//!
//! In: the folder that holds `search/`, and a query. Out: an [`Answer`] with
//! what a browser would have transferred to give it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use crate::format::{FileName, Kind, MAX_PAYLOAD, TO_END};
use crate::{Cache, Hit, Marked, Piece, Query, Results, Step};

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
    /// How many documents match any of the words, shown or not.
    pub total: usize,
    /// How many of these have all the words; they come first.
    pub all: usize,
    /// Whether there may be more: a word is in too many documents to fetch.
    pub more: bool,
    /// The query with its mistyped words corrected, if the hits are for that.
    pub corrected: Option<String>,
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

impl Answer {
    /// The answers of several indexes to one query as one, with the first `limit`
    /// hits. Where one has all the words as they were typed, what another has corrected is not meant.
    pub fn merged(answers: Vec<Self>, limit: usize) -> Option<Self> {
        let typed = |answer: &Self| (answer.all > 0 || answer.more) && answer.corrected.is_none();
        let some_typed = answers.iter().any(typed);
        let counts = |answer: &Self| match some_typed {
            true => typed(answer),
            false => answer.total > 0,
        };
        answers.into_iter().reduce(|all, one| {
            // Of both, the one that counts is the answer, at the cost of both.
            let (mut all, one) = match counts(&all) {
                true => (all, one),
                false => (one, all),
            };
            all.bytes += one.bytes;
            all.requests += one.requests;
            all.rounds = all.rounds.max(one.rounds);
            all.micros += one.micros;
            if !counts(&one) {
                return all;
            }
            all.total += one.total;
            all.all += one.all;
            all.more |= one.more;
            all.corrected = all.corrected.or(one.corrected);
            all.hits.extend(one.hits);
            // Those of one index stay in their order where they are equal.
            all.hits
                .sort_by(|a, b| b.all.cmp(&a.all).then(b.score.total_cmp(&a.score)));
            all.hits.truncate(limit);
            all
        })
    }
}

/// One document of an [`Answer`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerHit {
    /// Address of the page, as it was indexed.
    pub url: String,
    /// Title, as plain text.
    pub title: String,
    /// Whether the page has all the words.
    pub all: bool,
    /// BCP 47 tag of the page's language.
    pub language: String,
    /// Date as ISO 8601; empty if there is none.
    pub date: String,
    /// Filter -> values.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Name and text of what else a hit shows.
    pub meta: BTreeMap<String, String>,
    /// Best passage as HTML: escaped text, matched words in `<mark>`.
    pub excerpt: String,
    /// Heading of the passage's section; empty if it has none.
    pub heading: String,
    /// Fragment of the passage's section; empty if it has none.
    pub anchor: String,
    /// Passages of other sections, best first.
    pub passages: Vec<AnswerPassage>,
    /// BM25 score times the document's weight; comparable only within one answer.
    pub score: f32,
}

/// A passage of an [`AnswerHit`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerPassage {
    /// Heading of its section.
    pub heading: String,
    /// Fragment of its section.
    pub anchor: String,
    /// The passage as HTML.
    pub excerpt: String,
}

impl From<Hit> for AnswerHit {
    fn from(hit: Hit) -> Self {
        let passages = hit.passages.into_iter().map(|passage| AnswerPassage {
            excerpt: marked_html(&passage.text),
            heading: passage.heading,
            anchor: passage.anchor,
        });
        let mut filters: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in hit.filters {
            filters.entry(name).or_default().push(value);
        }
        Self {
            url: hit.url,
            title: hit.title.text,
            all: hit.all,
            language: hit.language,
            date: hit.date,
            filters,
            meta: hit.meta.into_iter().collect(),
            excerpt: marked_html(&hit.excerpt.text),
            heading: hit.excerpt.heading,
            anchor: hit.excerpt.anchor,
            passages: passages.collect(),
            score: hit.score,
        }
    }
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
    /// There is no index of this language, but of these.
    Language(String, Vec<String>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Inflate(path) => write!(f, "{} is damaged", path.display()),
            Self::Index(error) => error.fmt(f),
            Self::Language(tag, there) => {
                write!(f, "no index of `{tag}`; there are: {}", there.join(", "))
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(_, error) => Some(error),
            Self::Inflate(_) | Self::Language(..) => None,
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
        Ok(Self::at(site.join("search"))?.0)
    }

    /// The same with the index of a language, which is in a folder of its tag unless it is the
    /// main one; `pt-BR` is given that of `pt` where it has none of its own.
    ///
    /// # Errors
    ///
    /// As [`Folder::open`]; or there is no such index.
    pub fn open_in(site: &Path, language: &str) -> Result<Self, Error> {
        let (main, own) = Self::at(site.join("search"))?;
        let own = own.to_ascii_lowercase();
        let mut tag = language.to_ascii_lowercase();
        loop {
            if tag == own {
                return Ok(main);
            }
            let index = main.index.join(&tag);
            if !tag.is_empty() && index.join(FileName::ROOT.path()).is_file() {
                return Ok(Self::at(index)?.0);
            }
            let Some((before, _)) = tag.rsplit_once('-') else {
                break;
            };
            tag = before.to_owned();
        }
        let mut there = vec![own];
        there.extend(main.others()?);
        Err(Error::Language(language.to_owned(), there))
    }

    /// Opens the indexes of all languages, the main one first.
    ///
    /// # Errors
    ///
    /// As [`Folder::open`].
    pub fn open_all(site: &Path) -> Result<Vec<Self>, Error> {
        let main = Self::open(site)?;
        let others = main.others()?;
        let others: Result<Vec<Self>, Error> = others
            .iter()
            .map(|tag| Ok(Self::at(main.index.join(tag))?.0))
            .collect();
        let mut all = vec![main];
        all.extend(others?);
        Ok(all)
    }

    /// The folders of the other languages' indexes, in order.
    fn others(&self) -> Result<Vec<String>, Error> {
        let read = |error| Error::Read(self.index.clone(), error);
        let mut others = Vec::new();
        for entry in fs::read_dir(&self.index).map_err(read)? {
            let entry = entry.map_err(read)?;
            if entry.path().join(FileName::ROOT.path()).is_file() {
                others.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        others.sort();
        Ok(others)
    }

    /// Opens the index in a folder, and tells its language.
    fn at(index: PathBuf) -> Result<(Self, String), Error> {
        let mut folder = Self {
            index,
            cache: Cache::default(),
        };
        // Only to fail early: what the root costs belongs to the first query.
        let root = Piece::whole(FileName::ROOT);
        folder.fetch(&[(0, root)], &mut Cost::default())?;
        let cache = std::mem::take(&mut folder.cache);
        let language = cache.root().map(|root| root.language.clone());
        Ok((folder, language.unwrap_or_default()))
    }

    /// Runs `query` and counts what it costs.
    ///
    /// # Errors
    ///
    /// A file that the query needs is missing, damaged or of another version.
    pub fn search(&mut self, query: &Query, start: Start) -> Result<Answer, Error> {
        let clock = Instant::now();
        let (results, cost) = self.results(query, start)?;
        Ok(Answer {
            query: query.text.clone(),
            total: results.total,
            all: results.all,
            more: results.more,
            corrected: results.corrected,
            hits: results.hits.into_iter().map(AnswerHit::from).collect(),
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
            let path = self.index.join(piece.file.path());
            let bytes = read(&path, piece).map_err(|error| Error::Read(path.clone(), error))?;
            cost.requests += 1;
            cost.bytes += bytes.len() as u64;
            let bytes = match piece.file.kind() {
                Kind::Documents => inflate(&bytes).ok_or(Error::Inflate(path))?,
                _ => bytes,
            };
            self.cache.insert(piece, bytes)?;
        }
        Ok(())
    }
}

/// The bytes of a piece of a file.
fn read(path: &Path, piece: Piece) -> io::Result<Vec<u8>> {
    if piece.to == 0 {
        return fs::read(path);
    }
    let mut file = fs::File::open(path)?;
    file.seek(SeekFrom::Start(u64::from(piece.from)))?;
    let length = u64::from(piece.to.saturating_sub(piece.from));
    let mut bytes = Vec::new();
    let read = file.take(length).read_to_end(&mut bytes)?;
    match piece.to == TO_END || read as u64 == length {
        true => Ok(bytes),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
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
