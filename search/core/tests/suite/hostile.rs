//! Indexes as a bad writer might make them: sound names around anything. Also
//! what `fuzz/` runs on.

#![allow(dead_code)]

use search_core::format::{
    BLOCK_UNIT, Directory, DirectoryEntry, FacetFile, FacetValue, FileName, Kind, LexiconShard,
    NamedFile, OrderFile, Places, Root, SlicedFile, Split, StoredDocument, StoredSection, Tail,
    TermBlock, TermEntry, TermPositions, VERSION, positions, sum,
};
use search_core::tokens::{Analyser, Language, MAX_TERM, Role, query_terms};
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
        entries: vec![DirectoryEntry::whole(Vec::new(), file(kind))],
    };
    let terms = Directory {
        entries: DirectoryEntry::blocks(file(Kind::Terms), &[(Vec::new(), 1)]),
    };
    let named = |name: &str, label: &str, kind| NamedFile {
        name: name.to_owned(),
        label: label.to_owned(),
        file: file(kind),
    };
    Root {
        language: "it".to_owned(),
        documents,
        split: (3..documents.min(4))
            .map(|more| Split {
                first: 0,
                more: more - 1,
            })
            .collect(),
        terms,
        lexicon: listing(Kind::Lexicon),
        placed: documents,
        places: vec![file(Kind::Places)],
        facets: vec![named("tipo", "Tipo di pagina", Kind::Facet)],
        orders: vec![named("data", "Data", Kind::Order)],
    }
}

/// Bytes after their sum.
fn summed(bytes: &[u8]) -> Vec<u8> {
    [&sum(bytes).to_le_bytes(), bytes].concat()
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
    let _ = TermBlock::decode(bytes, bound);
    if let Ok(block) = TermBlock::decode(&summed(body), bound) {
        let counts: Vec<u32> = block.entries.iter().map(|entry| entry.count).collect();
        for wanted in [0, counts.len() / 2, counts.len().saturating_sub(1)] {
            let _ = positions::decode(&summed(body), &counts, wanted);
        }
        assert!(block.entries.iter().all(|entry| entry.count <= bound));
    }
    let _ = positions::decode(&summed(body), &[1, 3, bound.min(50)], 2);
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
    let _ = StoredDocument::decode(&summed(body));
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
    pub block: TermBlock,
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
        let mut block = parts.block;
        block.positions = 0..parts.positions.len() as u32;
        for entry in &mut block.entries {
            entry.tail = entry.tail.map(|_| tail);
        }
        let block = block.encode(parts.documents);
        let units = block.len() as u32 / BLOCK_UNIT;
        let terms = site.place(Kind::Terms, [block, parts.positions].concat());
        let terms = DirectoryEntry::blocks(terms, &[(Vec::new(), units)]).remove(0);
        let lexicon = site.place(Kind::Lexicon, parts.lexicon);
        let lexicon = DirectoryEntry::whole(Vec::new(), lexicon);
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

    fn listing(&mut self, listing: Listing, entry: DirectoryEntry, foreign: FileName) -> Directory {
        let of = |entry| Directory {
            entries: vec![entry],
        };
        let whole = |file| of(DirectoryEntry::whole(Vec::new(), file));
        match listing {
            Listing::Plain => of(entry),
            Listing::Directory => whole(self.place(Kind::Directory, of(entry).encode())),
            Listing::Nested => {
                let inner = self.place(Kind::Directory, of(entry).encode());
                whole(self.place(Kind::Directory, whole(inner).encode()))
            }
            Listing::Foreign => whole(foreign),
        }
    }

    /// Fetches a piece; whether that went well.
    fn fetch(&mut self, piece: Piece) -> bool {
        let file = piece.file;
        let bytes = match file.kind() {
            Kind::Documents => Some(self.document.as_slice()),
            _ => {
                let mut files = self.files.iter();
                let file = files.find(|(name, _)| *name == file);
                file.and_then(|(_, bytes)| piece.of(bytes))
            }
        };
        let bytes = bytes.map(<[u8]>::to_vec);
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

/// An index of a few documents, as a good writer makes it.
pub fn sound() -> Parts {
    let entry = |term: &str, documents: &[u32]| TermEntry {
        term: term.to_owned(),
        count: documents.len() as u32,
        documents: documents.to_vec(),
        impacts: documents.iter().map(|&id| (id % 32) as u8).collect(),
        tail: None,
    };
    let entries = vec![
        entry("36/2023", &[2]),
        entry("appalt", &[0, 1, 5]),
        entry("comun", &[0, 1, 2, 3, 4, 5]),
        entry("costru", &[3]),
        entry("costruzion", &[4]),
        entry("ent", &[1, 2]),
    ];
    let placed = entries.iter().map(|entry| {
        let mut term = TermPositions::default();
        for &document in &entry.documents {
            term.push(&[document, document + 9, 40]);
        }
        term
    });
    let positions = positions::encode(&placed.collect::<Vec<_>>());
    let facet = FacetFile {
        values: [("notizia", vec![0, 1]), ("voce", vec![2, 3, 5])]
            .map(|(value, documents)| FacetValue {
                key: String::new(),
                value: value.to_owned(),
                documents,
            })
            .into(),
    };
    let order = OrderFile {
        values: ["2024-01-31", "2025-06-30"].map(str::to_owned).into(),
        places: vec![0, 1, 2, 1, 2, 0],
    };
    let mut lexicon: Vec<Vec<u8>> = ["appalt", "comun", "costru", "costruzion"]
        .map(|term| term.bytes().rev().collect())
        .into();
    lexicon.sort();
    Parts {
        documents: 6,
        listing: Listing::Plain,
        block: TermBlock {
            positions: 0..0,
            entries,
        },
        positions,
        tail: Tail {
            documents: vec![1, 4],
        }
        .encode(6),
        lexicon: LexiconShard { reversed: lexicon }.encode(),
        places: Places {
            files: vec![SlicedFile {
                file: FileName::new(Kind::Documents, 1),
                slices: vec![2, 3, 1, 1, 4, 2],
            }],
        }
        .encode(),
        facet: facet.encode(6),
        order: order.encode(),
        document: StoredDocument {
            url: "/sua/".to_owned(),
            title: "L’appalto del Comune".to_owned(),
            summary: "Costruzione e appalti.".to_owned(),
            language: "it".to_owned(),
            sections: vec![StoredSection {
                anchor: "a".to_owned(),
                heading: "Enti".to_owned(),
                text: "Il comune, l’ente e il d.lgs. 36/2023. Costruire.".to_owned(),
            }],
            ..StoredDocument::default()
        },
    }
}

/// The payloads of an index, each under a number that [`fuzz_decode`] takes it
/// by.
pub fn seeds(parts: &Parts) -> Vec<Vec<u8>> {
    // Their sums are made when they are read: nothing would come behind them.
    let block = parts.block.encode(parts.documents);
    let payloads = [
        &block[4..].to_vec(),
        &parts.positions[4..].to_vec(),
        &parts.tail,
        &parts.lexicon,
        &parts.places,
        &parts.facet,
        &parts.order,
        &parts.document.encode(),
    ];
    let numbered = payloads.into_iter().zip(0_u8..);
    numbered
        .map(|(payload, number)| [&[number], payload.as_slice()].concat())
        .collect()
}

/// Puts a file in the place of one of a sound index and searches; the first
/// byte says which.
pub fn fuzz_decode(bytes: &[u8]) {
    let Some((&which, payload)) = bytes.split_first() else {
        return;
    };
    for bound in [1, 6, 1_000] {
        decode(payload, bound);
    }
    let mut parts = sound();
    parts.listing = match which / 8 % 4 {
        0 => Listing::Plain,
        1 => Listing::Directory,
        2 => Listing::Nested,
        _ => Listing::Foreign,
    };
    let replaced = payload.to_vec();
    match which % 8 {
        0 => match TermBlock::decode(&summed(payload), parts.documents) {
            Ok(block) => parts.block = block,
            Err(_) => return,
        },
        1 => parts.positions = summed(payload),
        // A term so frequent that it has a tail needs more documents.
        2 => return,
        3 => parts.lexicon = replaced,
        4 => parts.places = replaced,
        5 => parts.facet = replaced,
        6 => parts.order = replaced,
        _ => match StoredDocument::decode(payload) {
            Ok(document) => parts.document = document,
            Err(_) => return,
        },
    }
    let chosen = sum(payload) as usize;
    run_one_of(parts, QUERIES[chosen % QUERIES.len()], chosen);
}

/// Searches an index, or it and a sound one, as the number says: who looks for inputs tries more of
/// them instead.
fn run_one_of(parts: Parts, text: &str, chosen: usize) {
    let mut sites = vec![Site::new(parts)];
    if chosen / QUERIES.len() % 2 == 1 {
        sites.push(Site::new(sound()));
    }
    run_all(&mut sites, text);
}

/// Asks a sound index anything, and analyses it.
pub fn fuzz_query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for language in [Language::ITALIAN, Language::ENGLISH, Language::OTHER] {
        for role in [Role::Text, Role::Query] {
            let mut position = 0;
            Analyser::new(language).tokens(&text, role, |token| {
                assert!(text.get(token.range()).is_some_and(|word| !word.is_empty()));
                assert!((1..=MAX_TERM).contains(&token.term.len()));
                assert!(token.position >= position);
                position = token.position;
            });
        }
        let mut terms: Vec<String> = query_terms(&text, language)
            .into_iter()
            .map(|term| term.term)
            .collect();
        let count = terms.len();
        terms.sort();
        terms.dedup();
        assert_eq!(terms.len(), count, "each term once");
    }
    run_one_of(sound(), &text, sum(bytes) as usize);
}
