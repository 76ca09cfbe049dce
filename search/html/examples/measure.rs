//! Measures the reading of HTML on one core: `cargo run --release -p search-html --example
//! measure DIR`.

use std::time::Instant;

use search_html::page;
use walkdir::WalkDir;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let files: Vec<Vec<u8>> = WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "html"))
        .filter_map(|entry| std::fs::read(entry.path()).ok())
        .collect();
    let bytes: usize = files.iter().map(Vec::len).sum();
    let clock = Instant::now();
    let pages = files.iter().filter(|html| page(html).is_ok()).count();
    let micros = clock.elapsed().as_micros() as f64;
    let count = files.len().max(1) as f64;
    println!(
        "{pages} pages of {} files, {:.0} bytes and {:.1} µs each",
        files.len(),
        bytes as f64 / count,
        micros / count
    );
}
