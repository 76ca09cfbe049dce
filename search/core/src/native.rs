//! Searching a built site's folder with the code that readers' browsers run.
//!
//! In: the folder that holds `search/`, and a query. Out: an [`Answer`] with
//! what a browser would have transferred to give it.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::Query;

/// A built site opened for searching; keeps the files that it has read.
pub struct Folder {}

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
    /// BM25 score; comparable only within one answer.
    pub score: f32,
}

/// Why a folder cannot be searched.
#[derive(Debug)]
pub enum Error {}

impl fmt::Display for Error {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Error {}

impl Folder {
    /// Opens the site built in `site`, whose index is in `site/search/`.
    pub fn open(_site: &Path) -> Result<Self, Error> {
        todo!()
    }

    /// Runs `query`.
    pub fn search(&mut self, _query: &Query, _start: Start) -> Result<Answer, Error> {
        todo!()
    }
}
