//! What the tests share: corpora, queries, an index in memory.

// Each test uses some of it.
#![allow(dead_code, unused_imports)]

pub mod generate;
#[path = "../../../core/tests/suite/memory.rs"]
mod memory;

use std::path::{Path, PathBuf};

use search_core::format::{Root, TermBlock, TermEntry};
use search_index::{Document, Index, Options, Section, build};

pub use memory::{Files, Memory, bracketed, urls};

impl From<Index> for Files {
    fn from(index: Index) -> Self {
        Self(index.files)
    }
}

pub fn options() -> Options {
    let labels = [
        ("tipo", "Tipo di pagina"),
        ("data", "Data di pubblicazione"),
    ];
    let own = |(name, label): (&str, &str)| (name.to_owned(), label.to_owned());
    Options {
        labels: labels.into_iter().map(own).collect(),
        language: "it".to_owned(),
        ..Options::default()
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

/// The corpus of `fixtures/corpus.txt`.
pub fn corpus() -> Vec<Document> {
    read_corpus(include_str!("../fixtures/corpus.txt"))
}

/// The index that `search-core` tests its ranking on, path -> bytes: that of
/// `search/core/tests/small/documents.txt`.
pub fn small() -> Index {
    let documents = read_corpus(include_str!("../../../core/tests/small/documents.txt"));
    let mut options = Options {
        aliases: aliases(),
        ..options()
    };
    options
        .labels
        .insert("tema".to_owned(), "Argomento".to_owned());
    build(documents, &options).expect("an index")
}

/// Where [`small`] is committed.
pub fn small_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/small/search")
}

/// Documents as a text: `# url | title | type | synonyms` and perhaps `| date |
/// amount | weight`, then what the line's first sign says: `>` the summary, `=`
/// a facet with its values, `~` what is shown beside, `##` a section with its
/// heading and `@anchor`; any other is text.
fn read_corpus(text: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for line in text.lines() {
        if let Some(cells) = line.strip_prefix("# ") {
            documents.push(begin_document(cells));
            continue;
        }
        let document = documents
            .last_mut()
            .expect("the corpus begins with a document");
        let named = |text: &str| {
            let (name, value) = text.split_once(": ").expect("a name and a value");
            (name.to_owned(), value.to_owned())
        };
        if let Some(heading) = line.strip_prefix("## ") {
            let (heading, anchor) = heading.split_once(" @").expect("a heading has an anchor");
            document.sections.push(section(Some(anchor), heading));
        } else if let Some(summary) = line.strip_prefix("> ") {
            summary.clone_into(&mut document.summary);
        } else if let Some(facet) = line.strip_prefix("= ") {
            let (name, values) = named(facet);
            document.filters.insert(name, list(&values));
        } else if let Some(shown) = line.strip_prefix("~ ") {
            document.meta.extend([named(shown)]);
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

/// The document that a line of cells begins.
fn begin_document(cells: &str) -> Document {
    let mut cells = cells.split('|').map(str::trim);
    let mut cell = || cells.next().unwrap_or_default().to_owned();
    let url = cell();
    let mut document = Document {
        lang: if url == "/en/" { "en" } else { "it" }.to_owned(),
        url,
        title: cell(),
        sections: vec![section(None, "")],
        filters: [("tipo".to_owned(), vec![cell()])].into(),
        synonyms: list(&cell()),
        ..Document::default()
    };
    for name in ["data", "importo"] {
        let value = cell();
        if !value.is_empty() {
            document.sort.insert(name.to_owned(), value);
        }
    }
    document.date = document.sort.get("data").cloned();
    let weight = cell();
    if !weight.is_empty() {
        document.weight = weight.parse().expect("a weight is a number");
    }
    document
}

/// What semicolons part.
fn list(text: &str) -> Vec<String> {
    let names = text.split(';').map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
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
        ..Section::default()
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

/// All terms of an index with their postings, in order; it has no directories.
pub fn dictionary(index: &Index) -> (Root, Vec<TermEntry>) {
    let root = Root::decode(&index.files["index.casa"]).expect("the root is sound");
    let mut entries = Vec::new();
    for listed in &root.terms.entries {
        let file = &index.files[&listed.piece.file.path()];
        let bytes = listed.piece.of(file).expect("the file has the block");
        let block = TermBlock::decode(bytes, root.documents).expect("the block is sound");
        assert!(block.entries[0].term.as_bytes() >= listed.first.as_slice());
        entries.extend(block.entries);
    }
    assert!(entries.is_sorted_by(|a, b| a.term < b.term));
    (root, entries)
}
