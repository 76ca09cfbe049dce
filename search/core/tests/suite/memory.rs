//! Indexes in memory, searched as readers' browsers do; also what the tests of
//! `search-index` and of the client run on.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use search_core::format::Kind;
use search_core::native::inflate;
use search_core::{Cache, Error, Marked, Piece, Query, Results, Step, search};

/// The files of an index, path -> bytes.
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    /// The index in a folder.
    pub fn read(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        for below in ["", "shards/"] {
            for entry in fs::read_dir(folder.join(below)).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_file() {
                    let name = path.file_name().expect("a name").to_string_lossy();
                    files.insert(format!("{below}{name}"), fs::read(&path).expect("a file"));
                }
            }
        }
        Self(files)
    }
}

/// The text of a marked excerpt, marks in brackets.
pub fn bracketed(marked: &Marked) -> String {
    let stretches = marked.stretches().enumerate();
    let shown = stretches.map(|(at, stretch)| match at % 2 {
        0 => stretch.to_owned(),
        _ => format!("[{stretch}]"),
    });
    shown.collect()
}

/// Most sets of files that a query may ask for one after another: the root,
/// words, corrections, what neighbours these, tails, places, texts.
const MOST_ROUNDS: usize = 9;

/// Indexes searched in memory as if they were one.
pub struct Memory {
    indexes: Vec<(Files, Cache)>,
    /// Pieces that were fetched.
    pub fetched: Vec<Piece>,
    /// Sets of them.
    pub rounds: usize,
}

impl Memory {
    pub fn new(index: impl Into<Files>) -> Self {
        Self::of([index])
    }

    pub fn of<T: Into<Files>>(indexes: impl IntoIterator<Item = T>) -> Self {
        let cached = |index: T| (index.into(), Cache::default());
        Self {
            indexes: indexes.into_iter().map(cached).collect(),
            fetched: Vec::new(),
            rounds: 0,
        }
    }

    /// Forgets all files, as for a reader's first query.
    pub fn forget(&mut self) {
        for (_, cache) in &mut self.indexes {
            *cache = Cache::default();
        }
    }

    /// Searches; `fetched` and `rounds` are then those of this query.
    pub fn search(&mut self, query: &Query) -> Results {
        self.try_search(query).expect("the index is sound")
    }

    /// Searches files that may be damaged.
    pub fn try_search(&mut self, query: &Query) -> Result<Results, Error> {
        self.fetched.clear();
        self.rounds = 0;
        loop {
            let caches: Vec<&Cache> = self.indexes.iter().map(|(_, cache)| cache).collect();
            match search(query, &caches)? {
                Step::Done(results) => return Ok(results),
                Step::Need(pieces) => {
                    self.rounds += 1;
                    assert!(self.rounds <= MOST_ROUNDS, "{query:?}");
                    for (at, piece) in pieces {
                        self.fetch(at, piece)?;
                    }
                }
            }
        }
    }

    /// The addresses of the hits for `text`.
    pub fn urls(&mut self, text: &str) -> Vec<String> {
        urls(&self.search(&Query::new(text)))
    }

    fn fetch(&mut self, at: usize, piece: Piece) -> Result<(), Error> {
        assert!(!self.fetched.contains(&piece) || self.indexes.len() > 1);
        self.fetched.push(piece);
        let (files, cache) = &mut self.indexes[at];
        let path = piece.file.path();
        let file = files.0.get(&path).expect("the index has the file");
        let bytes = piece.of(file).expect("the file has the piece");
        let bytes = match piece.file.kind() {
            Kind::Documents => inflate(bytes).expect("the slice inflates"),
            _ => bytes.to_vec(),
        };
        cache.insert(piece, bytes)
    }
}

pub fn urls(results: &Results) -> Vec<String> {
    results.hits.iter().map(|hit| hit.url.clone()).collect()
}
