//! Measures indexing: `cargo run --release -p search-index --example measure
//! [DOCUMENTS [WORDS [VOCABULARY]]]`, 10,000 documents of 600 words by default.

#[path = "../tests/common/generate.rs"]
#[allow(dead_code)]
mod generate;

use std::time::Instant;

use rayon::prelude::*;
use search_index::{Options, analyse, build_analysed};

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse().ok())
        .collect();
    let number = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let (count, words, vocabulary) = (number(0, 10_000), number(1, 600), number(2, 60_000));
    let documents = generate::documents(count, words, vocabulary, 1);
    println!("{} MB before indexing", peak_memory());
    let options = Options {
        facets: [].into(),
        language: "it".to_owned(),
    };
    let clock = Instant::now();
    let analysed = documents.into_par_iter().map(|document| {
        let analysed = analyse(&document);
        (document, analysed)
    });
    let analysed = analysed.collect();
    println!("{:>5} ms analysis", clock.elapsed().as_millis());
    let index = build_analysed(analysed, &options).expect("the generator makes good documents");
    println!("{:>5} ms in all", clock.elapsed().as_millis());
    println!("{} MB at most", peak_memory());
    for kind in ["index", "shards/t", "shards/d", "shards/f"] {
        let files = index
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(kind));
        let sizes: Vec<usize> = files.map(|(_, bytes)| bytes.len()).collect();
        println!(
            "{:>9} bytes in {:>5} files: {kind}",
            sizes.iter().sum::<usize>(),
            sizes.len()
        );
    }
}

/// The process' peak in megabytes, where the system tells it.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
