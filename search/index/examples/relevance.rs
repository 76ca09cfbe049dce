//! Measures relevance on questions with one right paragraph each:
//! `cargo run --release -p search-index --example relevance FILE`, where FILE
//! is JSON with `docs` (`id`, `text`) and `questions` (`q`, `doc`). With `edits`
//! after it, a random word of each question is mistyped.

#[path = "../tests/common/generate.rs"]
#[allow(dead_code)]
mod generate;

use generate::Random;
use search_core::Query;
use search_core::native::{Folder, Start};
use search_index::{Document, Options, Section, build};
use serde_json::Value;

fn main() {
    let path = std::env::args().nth(1).expect("the file as argument");
    let data = std::fs::read(path).expect("the file can be read");
    let data: Value = serde_json::from_slice(&data).expect("the file is JSON");
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let list = |key: &str| data[key].as_array().cloned().unwrap_or_default();
    let paragraphs = list("docs");
    let documents = paragraphs.iter().map(|paragraph| Document {
        url: text(paragraph, "id"),
        lang: "it".to_owned(),
        sections: vec![Section {
            text: text(paragraph, "text"),
            ..Section::default()
        }],
        ..Document::default()
    });
    let options = Options {
        language: "it".to_owned(),
        ..Options::default()
    };
    let documents: Vec<Document> = documents.collect();
    let count = documents.len();
    let index = build(documents, &options).expect("the documents are good");
    let site = tempfile::tempdir().expect("a folder for the index");
    for (path, bytes) in &index.files {
        let path = site.path().join("search").join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let mut sizes = std::collections::BTreeMap::new();
    for (path, bytes) in &index.files {
        let kind = path
            .strip_prefix("shards/")
            .map_or("root", |name| &name[..1]);
        let (files, size) = sizes.entry(kind.to_owned()).or_insert((0, 0));
        *files += 1;
        *size += bytes.len();
    }
    for (kind, (files, size)) in sizes {
        println!(
            "{kind}: {:.1} bytes a document, {files} files",
            size as f64 / count as f64
        );
    }
    let mut folder = Folder::open(site.path()).expect("the index opens");
    let (mut reciprocal, mut found, mut bytes, mut micros) = (0.0, 0.0, 0, 0);
    let questions = list("questions");
    let mistyped = std::env::args()
        .nth(2)
        .is_some_and(|argument| argument == "edits");
    let mut random = generate::Random(42);
    for question in &questions {
        let mut asked = text(question, "q");
        if mistyped {
            asked = mistype(&asked, &mut random);
        }
        let answer = folder
            .search(&Query::new(asked), Start::Cold)
            .expect("the search works");
        let right = text(question, "doc");
        bytes += answer.bytes;
        micros += answer.micros;
        if let Some(rank) = answer.hits.iter().position(|hit| hit.url == right) {
            reciprocal += 1.0 / (rank + 1) as f64;
            found += 1.0;
        }
    }
    let asked = questions.len() as f64;
    println!(
        "MRR@10 {:.4}, R@10 {:.4}",
        reciprocal / asked,
        found / asked
    );
    println!(
        "cold: {:.0} bytes, {:.0} us",
        bytes as f64 / asked,
        micros as f64 / asked
    );
}

/// `text` with a letter more, less or other, or two changed about, in one of
/// its words of four letters or more.
fn mistype(text: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let is_word = |word: &String| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let long: Vec<usize> = (0..words.len()).filter(|&at| is_word(&words[at])).collect();
    if long.is_empty() {
        return text.to_owned();
    }
    let word = &mut words[long[random.below(long.len())]];
    let letter = char::from(b'a' + random.below(26) as u8);
    let at = random.below(word.len());
    match random.below(4) {
        0 => word.insert(at, letter),
        1 => drop(word.remove(at)),
        2 => word.replace_range(at..=at, letter.encode_utf8(&mut [0; 4])),
        _ if at + 1 < word.len() => {
            let first = word.remove(at);
            word.insert(at + 1, first);
        }
        _ => word.push(letter),
    }
    words.join(" ")
}
