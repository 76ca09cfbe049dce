//! What the tests share: corpora, queries, an index in memory.

#![allow(dead_code)]

pub mod generate;

use std::collections::BTreeMap;
use std::path::Path;

use search_core::format::FileName;
use search_core::native::inflate;
use search_core::{Cache, Query, Results, Step, search};
use search_index::{Document, Index, Options, Section};

pub fn options() -> Options {
    Options {
        facets: [("tipo".to_owned(), "Tipo di pagina".to_owned())].into(),
        language: "it".to_owned(),
    }
}

/// The corpus of `fixtures/corpus.txt`: `# url | title | type | synonyms`, then
/// text, with sections under `## heading @anchor`.
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
                    .collect(),
                filters: [("tipo".to_owned(), vec![fields[2].to_owned()])].into(),
                date: None,
                weight: 1.0,
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
        synonyms: Vec::new(),
        filters: [("tipo".to_owned(), vec![kind.to_owned()])].into(),
        date: None,
        weight: 1.0,
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

/// An index searched in memory, with as many rounds as it takes.
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    cache: Cache,
}

impl Memory {
    pub fn new(index: Index) -> Self {
        Self {
            files: index.files,
            cache: Cache::default(),
        }
    }

    pub fn search(&mut self, query: &Query) -> Results {
        loop {
            match search(query, &self.cache).expect("the index is sound") {
                Step::Done(results) => return results,
                Step::Need(names) => names.into_iter().for_each(|name| self.fetch(name)),
            }
        }
    }

    fn fetch(&mut self, name: FileName) {
        let bytes = self
            .files
            .get(&name.path())
            .expect("the index has the file");
        let payload = inflate(bytes).expect("the file inflates");
        self.cache
            .insert(name, payload)
            .expect("the file is what its name says");
    }
}
