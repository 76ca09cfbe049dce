//! Indexes as a bad writer might make them: sound names around anything. Also
//! what `search/fuzz` runs on.

#![allow(dead_code)]

use search_core::format::{
    Directory, DirectoryEntry, FacetFile, FileName, Kind, LexiconShard, NamedFile, OrderFile,
    Places, Root, StoredDocument, Tail, TermShard, VERSION, positions, sum,
};
use search_core::{
    Cache, Facets, LastWord, Piece, Query, Range, Results, Sort, Spelling, Step, search,
};

/// Most sets of files that any query asks for one after another.
const MOST_ROUNDS: usize = 12;

/// Queries that use all files.
pub const QUERIES: [&str; 24] = [
    "",
    "appalt",
    "appalto comune",
    "apalto",
    "comunr",
    "costruzione enti",
    "costruzionr entii appaltoo",
    "\"appalto comune\"",
    "\"comune appalto ente\" bando",
    "\"di che\" la",
    "\"",
    "-\"appalto comune\" -bando",
    "-appalto",
    "tipo:voce appalto",
    "-tipo:voce",
    "tipo:\"voce\" data:2025",
    "data:2024..2025 comune",
    "-data:..2025 comune",
    "ignota:voce comune",
    "app",
    "c",
    "com",
    "36/2023 art. 5-bis",
    "abcdefgh zzzzzzzz",
];

/// A root that refers to one file of each kind, all with the number 1.
pub fn root(documents: u32) -> Root {
    let file = |kind| FileName::new(kind, 1);
    let listing = |kind| Directory {
        entries: vec![DirectoryEntry {
            first: Vec::new(),
            file: file(kind),
        }],
    };
    let named = |name: &str, label: &str, kind| NamedFile {
        name: name.to_owned(),
        label: label.to_owned(),
        file: file(kind),
    };
    Root {
        language: "it".to_owned(),
        documents,
        terms: listing(Kind::Terms),
        lexicon: listing(Kind::Lexicon),
        placed: documents,
        places: vec![file(Kind::Places)],
        facets: vec![named("tipo", "Tipo di pagina", Kind::Facet)],
        orders: vec![named("data", "Data", Kind::Order)],
    }
}

/// Decodes `bytes` as a file of each kind, with the letters and sums that this
/// takes.
pub fn decode(bytes: &[u8], bound: u32) {
    let body = bytes.split_first().map_or(bytes, |(_, body)| body);
    let as_kind = |kind: Kind| {
        let mut payload = vec![kind.letter()];
        payload.extend_from_slice(body);
        payload
    };
    if let Ok(shard) = TermShard::decode(&as_kind(Kind::Terms), bound) {
        let counts: Vec<u32> = shard.entries.iter().map(|entry| entry.count).collect();
        for wanted in [0, counts.len() / 2, counts.len().saturating_sub(1)] {
            let _ = positions::decode(&as_kind(Kind::Positions), &counts, wanted);
        }
        assert!(shard.entries.iter().all(|entry| entry.count <= bound));
    }
    let _ = positions::decode(&as_kind(Kind::Positions), &[1, 3, bound.min(50)], 2);
    if let Ok(tail) = Tail::decode(&as_kind(Kind::Tail), bound) {
        assert!(tail.documents.iter().all(|&document| document < bound));
    }
    if let Ok(facet) = FacetFile::decode(&as_kind(Kind::Facet), bound) {
        let mut documents = facet.values.iter().flat_map(|value| &value.documents);
        assert!(documents.all(|&document| document < bound));
    }
    if let Ok(order) = OrderFile::decode(&as_kind(Kind::Order), bound.min(10_000)) {
        let mut places = order.places.iter();
        assert!(places.all(|&place| place as usize <= order.values.len()));
    }
    let _ = LexiconShard::decode(&as_kind(Kind::Lexicon));
    let _ = Directory::decode(&as_kind(Kind::Directory));
    if let Ok(places) = Places::decode(&as_kind(Kind::Places)) {
        for at in [0, 1, 1_000, 1 << 20] {
            let _ = places.slice(at);
        }
    }
    let mut root = vec![b'c', b'a', b's', b'a', VERSION, b'r'];
    root.extend_from_slice(body);
    root.extend(sum(&root).to_le_bytes());
    let _ = Root::decode(&root);
    let _ = Root::decode(bytes);
    let mut contents = sum(body).to_le_bytes().to_vec();
    contents.extend_from_slice(body);
    let _ = StoredDocument::decode(&contents);
    let _ = StoredDocument::decode(bytes);
}

/// How a listing leads to its files.
#[derive(Clone, Copy, Debug)]
pub enum Listing {
    /// The root names them.
    Plain,
    /// A directory does.
    Directory,
    /// Directories of directories.
    Nested,
    /// It names files of another kind.
    Foreign,
}

/// The payloads of an index, as they are but for what names others.
#[derive(Clone, Debug)]
pub struct Parts {
    pub documents: u32,
    pub listing: Listing,
    pub shard: TermShard,
    pub positions: Vec<u8>,
    pub tail: Vec<u8>,
    pub lexicon: Vec<u8>,
    pub places: Vec<u8>,
    pub facet: Vec<u8>,
    pub order: Vec<u8>,
    pub document: StoredDocument,
}

/// An index whose names are sound.
pub struct Site {
    files: Vec<(FileName, Vec<u8>)>,
    document: Vec<u8>,
    cache: Cache,
}

impl Site {
    pub fn new(parts: Parts) -> Self {
        let mut site = Self {
            files: Vec::new(),
            document: parts.document.encode(),
            cache: Cache::default(),
        };
        let tail = site.place(Kind::Tail, parts.tail);
        let mut shard = parts.shard;
        shard.positions = sum(&parts.positions);
        for entry in &mut shard.entries {
            entry.tail = entry.tail.map(|_| tail);
        }
        let terms = site.place(Kind::Terms, shard.encode(parts.documents));
        let twin = FileName::new(Kind::Positions, terms.number());
        site.files.push((twin, parts.positions));
        let lexicon = site.place(Kind::Lexicon, parts.lexicon);
        let facet = site.place(Kind::Facet, parts.facet);
        let mut root = root(parts.documents);
        root.places = vec![site.place(Kind::Places, parts.places)];
        root.facets[0].file = facet;
        root.orders[0].file = site.place(Kind::Order, parts.order);
        root.terms = site.listing(parts.listing, terms, facet);
        root.lexicon = site.listing(parts.listing, lexicon, facet);
        site.files.push((FileName::ROOT, root.encode()));
        site
    }

    fn place(&mut self, kind: Kind, payload: Vec<u8>) -> FileName {
        let name = FileName::new(kind, sum(&payload));
        self.files.push((name, payload));
        name
    }

    fn listing(&mut self, listing: Listing, file: FileName, foreign: FileName) -> Directory {
        let of = |file| Directory {
            entries: vec![DirectoryEntry {
                first: Vec::new(),
                file,
            }],
        };
        match listing {
            Listing::Plain => of(file),
            Listing::Directory => of(self.place(Kind::Directory, of(file).encode())),
            Listing::Nested => {
                let inner = self.place(Kind::Directory, of(file).encode());
                of(self.place(Kind::Directory, of(inner).encode()))
            }
            Listing::Foreign => of(foreign),
        }
    }

    /// Fetches a piece; whether that went well.
    fn fetch(&mut self, piece: Piece) -> bool {
        let bytes = match piece {
            Piece::Part(_) => Some(&self.document),
            Piece::Whole(file) => {
                let mut files = self.files.iter();
                files
                    .find(|(name, _)| *name == file)
                    .map(|(_, bytes)| bytes)
            }
        };
        let bytes = bytes.cloned();
        bytes.is_some_and(|bytes| self.cache.insert(piece, bytes).is_ok())
    }
}

/// Searches, as far as the files allow.
pub fn run(sites: &mut [Site], query: &Query) -> Option<Results> {
    for _ in 0..MOST_ROUNDS {
        let caches: Vec<&Cache> = sites.iter().map(|site| &site.cache).collect();
        match search(query, &caches) {
            Err(_) => return None,
            Ok(Step::Done(results)) => {
                check(query, &results);
                return Some(results);
            }
            Ok(Step::Need(pieces)) => {
                assert!(!pieces.is_empty());
                for (at, piece) in pieces {
                    if !sites[at].fetch(piece) {
                        return None;
                    }
                }
            }
        }
    }
    panic!("{query:?} asks for files again and again");
}

fn check(query: &Query, results: &Results) {
    assert!(results.hits.len() <= query.limit.min(results.total));
    for hit in &results.hits {
        let passages = hit.passages.iter().chain([&hit.excerpt]);
        let texts = passages.map(|passage| &passage.text).chain([&hit.title]);
        for marked in texts {
            let length: usize = marked.stretches().map(str::len).sum();
            assert_eq!(length, marked.text.len());
        }
        assert!(hit.score.is_finite() && hit.score >= 0.0);
    }
}

/// Runs `text` in all the ways that there are.
pub fn run_all(sites: &mut [Site], text: &str) {
    let mut query = Query::new(text);
    run(sites, &query);
    query.facets = Facets::All;
    query.last_word = LastWord::Growing;
    query.sort = Sort::Ascending("data".to_owned());
    query.offset = 3;
    run(sites, &query);
    query.sort = Sort::Descending("Data".to_owned());
    query.spelling = Spelling::AsTyped;
    query.offset = 0;
    query.limit = 0;
    query.ranges = vec![Range {
        order: "data".to_owned(),
        from: "2024".to_owned(),
        to: "2025".to_owned(),
    }];
    run(sites, &query);
    query.limit = usize::MAX;
    query.offset = usize::MAX;
    run(sites, &query);
}
