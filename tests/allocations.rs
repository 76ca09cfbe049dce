//! How often parsing, building and rendering ask for memory, held against `allocations.txt`.
//!
//! Unlike time this is the same on every machine, so that it can be guarded wherever tests run.

#[path = "../benches/pages.rs"]
mod pages;

use allocation_counter::{AllocationInfo, measure};
use casa::internals::content::{self, DefaultFor, FileId, Keep, SpillFile};
use casa::internals::pipeline::{self, Sources};
use std::fmt::Write as _;
use std::path::Path;

/// Pages that are parsed, built and rendered.
const PAGES: usize = 50;
/// How far a count may be from the one in the file, in percent: compilers differ a little.
const TOLERANCE: f64 = 3.0;

#[test]
fn allocations_are_as_many_as_they_were() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/allocations.txt");
    // Counts are those of one thread, so that one has to do everything.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let found = pool.unwrap().install(|| {
        // What is made once for the whole process is none of the three.
        phases();
        phases()
    });
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let lines = found.iter().fold(String::new(), |mut text, (name, count)| {
            let (times, bytes) = (count.count_total, count.bytes_total);
            writeln!(text, "{name}: {times} allocations, {bytes} bytes").unwrap();
            text
        });
        std::fs::write(&file, lines).unwrap();
        return;
    }
    let text = std::fs::read_to_string(&file).unwrap();
    let mut differences = String::new();
    for (name, count) in &found {
        let expected = expected(&text, name);
        for (what, was, is) in [
            ("allocations", expected.0, count.count_total),
            ("bytes", expected.1, count.bytes_total),
        ] {
            let percent = (is as f64 / was as f64 - 1.0) * 100.0;
            if percent.abs() > TOLERANCE {
                writeln!(
                    differences,
                    "  {name}: {was} → {is} {what} ({percent:+.1}%)"
                )
                .unwrap();
            }
        }
    }
    assert!(
        differences.is_empty(),
        "\n{PAGES} pages ask for another amount of memory than before:\n{differences}\
         If that is meant: UPDATE_GOLDEN=1 cargo test --test allocations\n"
    );
}

/// What each phase asks for.
fn phases() -> [(&'static str, AllocationInfo); 3] {
    let texts: Vec<String> = (0..PAGES).map(|i| pages::text(i, PAGES)).collect();
    let schema = content::read_types(&Sources::default(), &mut Vec::new());
    let content_type = schema.default_for(DefaultFor::Pages);
    let keep = Keep {
        sources: None,
        spill: &SpillFile::default(),
        searchable: true,
    };
    let parse = measure(|| {
        for text in &texts {
            content::parse(text, FileId(0), content_type, &schema, None, keep);
        }
    });

    let ((_folder, sources), options) = (pages::sources(PAGES), pages::options());
    let mut built = None;
    let build = measure(|| built = Some(pipeline::build(sources, &options, None, |_| {})));

    let built = built.unwrap();
    assert!(built.diagnostics.is_empty());
    let render = measure(|| {
        let mut buffer = Vec::new();
        for (_, output) in built.outputs.iter() {
            buffer.clear();
            // Assets are read from the disk, and there are none but the theme's.
            output.render(&built.renderer, &mut buffer).unwrap();
        }
    });
    [("parse", parse), ("build", build), ("render", render)]
}

/// Allocations and bytes of a phase: the numbers of its line.
fn expected(text: &str, name: &str) -> (u64, u64) {
    let line = text.lines().find(|line| line.starts_with(name));
    let line = line.unwrap_or_else(|| panic!("no line about {name}"));
    let mut numbers = line.split(' ').filter_map(|word| word.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}
