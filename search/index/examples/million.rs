//! Builds an index of many generated documents in memory and writes it:
//! `cargo run --release -p search-index --example million FOLDER [DOCUMENTS]`,
//! a million by default. The documents are those of `benches/search/corpus.rs`.

#[path = "../../../benches/search/corpus.rs"]
#[allow(dead_code)]
mod corpus;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use search_index::{Document, Options, Section, build};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().expect("the folder to write to");
    let count = arguments
        .get(1)
        .map_or(1_000_000, |count| count.parse().expect("a number"));
    let generator = corpus::Corpus::new();
    let clock = Instant::now();
    let documents: Vec<Document> = (0..count)
        .into_par_iter()
        .map(|number| document(&corpus::ndjson(&generator, number)))
        .collect();
    println!("{:>8.1} s to generate", clock.elapsed().as_secs_f64());
    let clock = Instant::now();
    let options = Options {
        language: "it".to_owned(),
        ..Options::default()
    };
    let index = build(documents, &options).expect("the generator makes good documents");
    println!("{:>8.1} s to index", clock.elapsed().as_secs_f64());
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (path, bytes) in &index.files {
        let kind = path
            .strip_prefix("shards/")
            .map_or("root", |name| &name[..1]);
        let (files, size) = kinds.entry(kind).or_default();
        *files += 1;
        *size += bytes.len();
        let path = Path::new(folder).join("search").join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder"))?;
        std::fs::write(path, bytes)?;
    }
    for (kind, (files, size)) in kinds {
        let share = size as f64 / count as f64;
        println!("{kind:>4}: {size:>12} bytes in {files:>6} files, {share:>7.2} a document");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_else(|_| String::new());
    let peak = status.lines().find(|line| line.starts_with("VmHWM:"));
    println!("{}", peak.unwrap_or_default());
    Ok(())
}

fn document(line: &str) -> Document {
    let line: serde_json::Value = serde_json::from_str(line).expect("the generator writes JSON");
    let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    Document {
        url: text("url"),
        title: text("title"),
        lang: "it".to_owned(),
        sections: vec![Section {
            text: text("text"),
            ..Section::default()
        }],
        ..Document::default()
    }
}
