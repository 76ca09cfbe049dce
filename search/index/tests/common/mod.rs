//! What the tests share: corpora, queries, an index in memory.

#![allow(dead_code)]

pub mod generate;

use std::collections::BTreeMap;
use std::path::Path;

use search_core::format::{Root, TermEntry, TermShard};
use search_core::native::inflate;
use search_core::{Cache, Marked, Piece, Query, Results, Step, search};
use search_index::{Document, Index, Options, Section, build};

pub fn options() -> Options {
    let labels = [
        ("tipo", "Tipo di pagina"),
        ("data", "Data di pubblicazione"),
    ];
    let own = |(name, label): (&str, &str)| (name.to_owned(), label.to_owned());
    Options {
        labels: labels.into_iter().map(own).collect(),
        language: "it".to_owned(),
        aliases: Vec::new(),
    }
}

/// The groups of names that the portal has.
pub fn aliases() -> Vec<Vec<String>> {
    let groups = [
        &[
            "SUA",
            "Stazione Unica Appaltante",
            "centrale di committenza",
        ][..],
        &["SAPE", "SEAV", "Servizio Europa", "ufficio Europa"],
        &["SIT", "CST", "Servizi Innovazione"],
    ];
    let owned = |group: &&[&str]| group.iter().map(|&name| name.to_owned()).collect();
    groups.iter().map(owned).collect()
}

/// A document of one text.
pub fn document(url: &str, title: &str, text: &str) -> Document {
    Document {
        url: url.to_owned(),
        title: title.to_owned(),
        lang: "it".to_owned(),
        sections: vec![Section {
            text: text.to_owned(),
            ..Section::default()
        }],
        ..Document::default()
    }
}

/// An index of `documents`, with [`options`].
pub fn index(documents: Vec<Document>) -> Index {
    build(documents, &options()).expect("an index")
}

/// The corpus of `fixtures/corpus.txt`: `# url | title | type | synonyms` and
/// perhaps `| date`, then text, with sections under `## heading @anchor`.
pub fn corpus() -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for line in include_str!("../fixtures/corpus.txt").lines() {
        if let Some(fields) = line.strip_prefix("# ") {
            let fields: Vec<&str> = fields.split('|').map(str::trim).collect();
            let language = if fields[0] == "/en/" { "en" } else { "it" };
            documents.push(Document {
                url: fields[0].to_owned(),
                title: fields[1].to_owned(),
                summary: String::new(),
                lang: language.to_owned(),
                sections: vec![section(None, "")],
                synonyms: fields[3]
                    .split(';')
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect(),
                filters: [("tipo".to_owned(), vec![fields[2].to_owned()])].into(),
                sort: fields
                    .get(4)
                    .map(|date| ("data".to_owned(), (*date).to_owned()))
                    .into_iter()
                    .collect(),
                date: fields.get(4).map(|date| (*date).to_owned()),
                ..Document::default()
            });
            continue;
        }
        let document = documents
            .last_mut()
            .expect("the corpus begins with a document");
        if let Some(heading) = line.strip_prefix("## ") {
            let (heading, anchor) = heading.split_once(" @").expect("a heading has an anchor");
            document.sections.push(section(Some(anchor), heading));
        } else {
            let last = document
                .sections
                .last_mut()
                .expect("a document has a section");
            last.text.push_str(line);
        }
    }
    documents
}

/// The queries of `fixtures/queries.txt`.
pub fn queries() -> Vec<String> {
    include_str!("../fixtures/queries.txt")
        .lines()
        .map(str::to_owned)
        .collect()
}

/// The portal's own pages, roughly read, or none where they are not.
pub fn portal() -> Vec<Document> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut documents = Vec::new();
    read_pages(&content, &content, &mut documents);
    documents
}

fn read_pages(root: &Path, folder: &Path, documents: &mut Vec<Document>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_pages(root, &path, documents);
        } else if path.extension().is_some_and(|extension| extension == "md")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            documents.push(page(&relative.to_string_lossy(), &text));
        }
    }
}

fn page(path: &str, text: &str) -> Document {
    let (matter, body) = text
        .strip_prefix("---\n")
        .and_then(|text| text.split_once("\n---\n"))
        .unwrap_or(("", text));
    let field = |name: &str| {
        let mut lines = matter.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        value
            .unwrap_or_default()
            .trim()
            .trim_matches('"')
            .to_owned()
    };
    let mut sections = vec![section(None, "")];
    for line in body.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => sections.push(section(Some(&format!("s{}", sections.len())), heading)),
            None => {
                let text = &mut sections.last_mut().expect("there is one").text;
                text.push_str(line);
                text.push(' ');
            }
        }
    }
    let kind = path.split(['/', '\\']).next().unwrap_or_default();
    Document {
        url: format!("/{}/", path.trim_end_matches(".md")),
        title: field("titolo"),
        summary: field("sommario"),
        lang: "it".to_owned(),
        sections,
        filters: [("tipo".to_owned(), vec![kind.to_owned()])].into(),
        ..Document::default()
    }
}

fn section(anchor: Option<&str>, heading: &str) -> Section {
    Section {
        anchor: anchor.map(str::to_owned),
        heading: heading.to_owned(),
        text: String::new(),
    }
}

/// Queries of one to four words from the documents' own texts, from a seed.
pub fn drawn_queries(documents: &[Document], count: usize, seed: u64) -> Vec<String> {
    let texts = documents.iter().flat_map(|document| {
        document
            .sections
            .iter()
            .map(|section| section.text.as_str())
    });
    let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
    let mut random = generate::Random(seed);
    let query = |_| {
        let length = 1 + random.below(4);
        let drawn: Vec<&str> = (0..length)
            .map(|_| words[random.below(words.len())])
            .collect();
        drawn.join(" ")
    };
    (0..count).map(query).collect()
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
    indexes: Vec<(BTreeMap<String, Vec<u8>>, Cache)>,
    /// Pieces that were fetched.
    pub fetched: Vec<Piece>,
    /// Sets of them.
    pub rounds: usize,
}

impl Memory {
    pub fn new(index: Index) -> Self {
        Self::of([index])
    }

    pub fn of(indexes: impl IntoIterator<Item = Index>) -> Self {
        let cached = |index: Index| (index.files, Cache::default());
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
        self.fetched.clear();
        self.rounds = 0;
        loop {
            let caches: Vec<&Cache> = self.indexes.iter().map(|(_, cache)| cache).collect();
            match search(query, &caches).expect("the index is sound") {
                Step::Done(results) => return results,
                Step::Need(pieces) => {
                    self.rounds += 1;
                    assert!(self.rounds <= MOST_ROUNDS, "{query:?}");
                    pieces
                        .into_iter()
                        .for_each(|(at, piece)| self.fetch(at, piece));
                }
            }
        }
    }

    /// The addresses of the hits for `text`.
    pub fn urls(&mut self, text: &str) -> Vec<String> {
        urls(&self.search(&Query::new(text)))
    }

    fn fetch(&mut self, at: usize, piece: Piece) {
        assert!(!self.fetched.contains(&piece) || self.indexes.len() > 1);
        self.fetched.push(piece);
        let (files, cache) = &mut self.indexes[at];
        let path = piece.file().path();
        let file = files.get(&path).expect("the index has the file");
        let bytes = match piece {
            Piece::Whole(_) => file.clone(),
            Piece::Part(slice) => {
                inflate(&file[slice.from as usize..slice.to as usize]).expect("the slice inflates")
            }
        };
        cache
            .insert(piece, bytes)
            .expect("the piece is what its name says");
    }
}

pub fn urls(results: &Results) -> Vec<String> {
    results.hits.iter().map(|hit| hit.url.clone()).collect()
}

/// All terms of an index with their postings, in order; it has no directories.
pub fn dictionary(index: &Index) -> (Root, Vec<TermEntry>) {
    let root = Root::decode(&index.files["index.casa"]).expect("the root is sound");
    let mut entries = Vec::new();
    for listed in &root.terms.entries {
        let bytes = &index.files[&listed.file.path()];
        let shard = TermShard::decode(bytes, root.documents).expect("the shard is sound");
        assert!(shard.entries[0].term.as_bytes() >= listed.first.as_slice());
        entries.extend(shard.entries);
    }
    assert!(entries.is_sorted_by(|a, b| a.term < b.term));
    (root, entries)
}
