//! Inputs that were damaged: seeds, changed again and again by numbers that come in the same order
//! every time. Whatever comes out, nothing panics, and what is read has an answer.
//!
//! A run of all tests takes seconds for it. `FUZZ=1000 cargo test --test suite fuzz::` takes so many
//! times as many rounds. An input is on disk while it is read, in `target/tmp/fuzz-…`, and stays
//! there if it ends the program. The seeds are those of `fuzz/`, where inputs are led by coverage;
//! what is found there is added to them.

mod targets;

use crate::properties::{exhaust, with_theme};
use crate::support::{self, Site, build, repository, tree};
use search_core::Query;
use search_core::native::{Folder, Start};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Numbers without an order that one can see (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end.max(1)
    }

    /// A stretch of so many things.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        from..(from + self.below(32)).min(length)
    }
}

/// What readers of many formats look for, or count with.
const TOKENS: &[&str] = &[
    "\0",
    "\u{feff}",
    "---\n",
    "+++\n",
    "```",
    ":::",
    "{{",
    "%}",
    "[[",
    "](",
    "![",
    "<!--",
    "-->",
    "]]>",
    "<p",
    "</",
    "&#",
    "&#x110000;",
    "\\u",
    "\\'",
    "\\bin99999999 ",
    "4294967296",
    "-1",
    "99999999999999999999",
    "1e999",
    "\n\n",
    "\r",
    "\t",
    "    ",
    "|",
    "\"",
    "'",
    "{",
    "}",
    "<<",
    ">>",
    "endobj",
    "stream\n",
    "/Kids",
    "=?",
    "?=",
    "--a b",
    "è",
    "\u{1f600}",
    "\u{202e}",
    "\u{e000}",
];

/// One of the seeds, changed in a few places.
fn changed(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let stretch = numbers.stretch(bytes.len());
        match numbers.below(8) {
            0 => drop(bytes.drain(stretch)),
            1 => {
                let again = bytes[stretch].repeat(1 + numbers.below(40));
                bytes.splice(at..at, again);
            }
            2 | 3 => {
                let token = TOKENS[numbers.below(TOKENS.len())];
                bytes.splice(at..at, token.bytes());
            }
            4 => {
                let other = &seeds[numbers.below(seeds.len())];
                let part = other[numbers.stretch(other.len())].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    bytes
}

/// Reads changed seeds for so many rounds, or as many times more as the environment says.
fn rounds(name: &str, rounds: usize, seeds: &[Vec<u8>], mut read: impl FnMut(&[u8], &mut Numbers)) {
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let times = std::env::var("FUZZ").map_or(1, |times| times.parse().unwrap());
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for round in 0..seeds.len() + rounds * times {
        let whole = seeds.get(round).cloned();
        let bytes = whole.unwrap_or_else(|| changed(seeds, &mut numbers));
        fs::write(&kept, &bytes).unwrap();
        let ended = catch_unwind(AssertUnwindSafe(|| read(&bytes, &mut numbers)));
        assert!(ended.is_ok(), "round {round}: {}", kept.display());
    }
    fs::remove_file(kept).unwrap();
}

/// What a target of `fuzz/` begins with.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = repository().join("fuzz/corpus").join(target);
    tree(&folder).into_values().collect()
}

#[test]
fn front_matter() {
    let seeds = corpus("front_matter");
    rounds("front-matter", 200, &seeds, |bytes, _| {
        targets::front_matter(bytes);
    });
}

#[test]
fn markdown() {
    rounds("markdown", 200, &corpus("markdown"), |bytes, _| {
        targets::markdown(bytes);
    });
}

/// All that a site makes of a page.
#[test]
fn pages_with_components() {
    let seeds = [corpus("components"), corpus("markdown")].concat();
    rounds("pages", 100, &seeds, |bytes, _| {
        targets::components(bytes);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let files = [("content/index.md".to_owned(), text)];
        exhaust(&build(with_theme(&files), true));
    });
}

#[test]
fn pages_of_other_generators() {
    rounds("html", 500, &corpus("html"), |bytes, _| {
        targets::html(bytes)
    });
}

/// A site with an index, and what is in its files.
fn indexed() -> Site {
    let site = Site::of(&[
        (
            "content/index.md",
            "# Prova\n\nLa stazione unica appaltante delle province.\n",
        ),
        (
            "content/gare.md",
            "---\ntags: [gare, appalti]\ndate: 2026-01-15\n---\n# Gare\n\nCome si fanno le gare d'appalto.\n",
        ),
        (
            "content/fondi.md",
            "# Fondi europei\n\n## Bandi\n\nProgetti, bandi, C++ e perché.\n",
        ),
    ]);
    let built = site.build(false, casa::Language::Italian);
    built.publish(site.path("public")).unwrap();
    site
}

#[test]
fn queries() {
    let site = indexed();
    let mut folders = Folder::open_all(&site.path("public")).unwrap();
    let texts = [
        "stazione unica appaltante",
        "\"gare d'appalto\" -fondi",
        "tag:gare OR tipo:norma",
        "perche' C++ .NET §",
        "bandi 2026-01-15..2026-02-01",
        "gare* appalt",
        "東京 προβα ",
    ];
    let seeds: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    rounds("queries", 300, &seeds, |bytes, _| {
        let query = Query::new(&*String::from_utf8_lossy(bytes));
        for folder in &mut folders {
            folder.search(&query, Start::Warm).unwrap();
        }
    });
}

#[test]
fn files_of_an_index() {
    let site = indexed();
    let folder = site.path("public/search");
    let files: Vec<(String, Vec<u8>)> = tree(&folder).into_iter().collect();
    let seeds: Vec<Vec<u8>> = files.iter().map(|(_, bytes)| bytes.clone()).collect();
    rounds("index", 150, &seeds, |bytes, numbers| {
        // What a seed became stands for any of the files.
        let (name, whole) = &files[numbers.below(files.len())];
        fs::write(folder.join(name), bytes).unwrap();
        if let Ok(mut folders) = Folder::open_all(&site.path("public")) {
            for text in ["gare appalti", "\"fondi europei\"", "perch"] {
                for folder in &mut folders {
                    // That a file is damaged is an answer too.
                    let _ = folder.search(&Query::new(text), Start::Cold);
                }
            }
        }
        fs::write(folder.join(name), whole).unwrap();
    });
}

#[test]
fn texts_tables_and_messages() {
    rounds("documents", 500, &corpus("documents"), |bytes, _| {
        targets::documents(bytes);
    });
}

#[test]
fn pdf() {
    let own = support::pdf("Nome", &["Prima pagina", "", "Terza"]);
    let seeds = [corpus("pdf"), vec![own]].concat();
    rounds("pdf", 300, &seeds, |bytes, _| targets::pdf(bytes));
}

#[test]
fn parts_of_office_files() {
    let seeds = corpus("office");
    for seed in &seeds {
        let (name, archive) = targets::office_file(seed).unwrap();
        let read = extract::read(&name, &archive).unwrap();
        assert!(!read.unwrap().passages.is_empty(), "{name}");
    }
    rounds("office", 300, &seeds, |bytes, _| targets::office(bytes));
}

/// Their parts are changed and packed again, so that more than the archive is read.
#[test]
fn office_files() {
    let site = Site::new();
    support::copy(&repository().join("tests/sites/documents"), site.root());
    let built = site.build(false, casa::Language::Italian);
    for extension in ["docx", "odt"] {
        let route = built
            .outputs()
            .find(|route| route.ends_with(extension))
            .unwrap();
        let parts = crate::office::parts(&built.render(route).unwrap());
        let seeds: Vec<Vec<u8>> = parts.iter().map(|(_, bytes)| bytes.clone()).collect();
        let name = format!("a.{extension}");
        assert!(
            extract::read(&name, &targets::packed(&parts))
                .unwrap()
                .is_ok(),
            "{name}"
        );
        rounds(&name.clone(), 150, &seeds, |bytes, numbers| {
            let mut parts = parts.clone();
            let part = numbers.below(parts.len());
            parts[part].1 = bytes.to_vec();
            let mut archive = targets::packed(&parts);
            // Now and then the archive itself is damaged too.
            if numbers.below(4) == 0 {
                let at = numbers.below(archive.len());
                archive[at] ^= 1 << numbers.below(8);
            }
            let _ = extract::read(&name, &archive);
        });
    }
}
