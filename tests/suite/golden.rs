//! Whole sites under `tests/sites/`, each with one purpose, and everything they publish.
//! `themes/tiny` stands beside them: the theme of all that name one.
//!
//! `expected.txt` beside a site's `content/` holds the published tree: a line `=== path` for each
//! file, then its text. Files that the theme or the search bring along are only named. Where there
//! is an `expected-drafts.txt`, the site is built a second time with drafts.

use crate::office;
use crate::support::{Site, copy, listed, repository, updating};
use casa::Language;
use std::fmt::Write;
use std::fs;

/// The published tree as text.
fn dump(name: &str, drafts: bool) -> String {
    let sites = repository().join("tests/sites");
    let out = Site::new();
    copy(&sites.join(name).join("content"), &out.path("content"));
    copy(&sites.join("themes"), &out.path("themes"));
    let built = out.build(drafts, Language::Italian);
    let mut text = listed(&built.diagnostics());
    assert!(!built.has_errors(), "{text}");
    if !text.is_empty() {
        text.insert_str(0, "=== (said)\n");
    }
    built.publish(out.path("public")).unwrap();
    let mut files: Vec<_> = out.public().into_iter().collect();
    files.sort_by_cached_key(|(path, _)| without_hash(path));
    for (path, bytes) in files {
        if path == ".casa-manifest" || path.starts_with("search/") && path != "search/index.html" {
            continue;
        }
        let content = String::from_utf8_lossy(&bytes);
        if path.ends_with(".docx") || path.ends_with(".odt") {
            writeln!(text, "=== {path}\n{}", office::text(&bytes)).unwrap();
            continue;
        }
        if path.ends_with(".zip") {
            writeln!(text, "=== {path}").unwrap();
            for (name, bytes) in office::parts(&bytes) {
                let steps = name.starts_with("00-").then(|| office::text(&bytes));
                writeln!(text, "--- {name}\n{}", steps.unwrap_or_default()).unwrap();
            }
            continue;
        }
        match path.starts_with("assets/") || path.ends_with(".jpg") || path.ends_with(".png") {
            true => writeln!(text, "=== {path}").unwrap(),
            false => writeln!(text, "=== {path}\n{}", content.trim_end()).unwrap(),
        }
    }
    without_hash(&text)
}

/// The name of the folder of assets says what is in it, which is not what these tests are about.
fn without_hash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, piece) in text.split("assets/").enumerate() {
        let hash = piece.len() > 12 && piece.as_bytes()[..12].iter().all(u8::is_ascii_hexdigit);
        match (i, hash) {
            (0, _) => out.push_str(piece),
            (_, true) => write!(out, "assets/HASH{}", &piece[12..]).unwrap(),
            (_, false) => write!(out, "assets/{piece}").unwrap(),
        }
    }
    out
}

fn check(name: &str) {
    let folder = repository().join("tests/sites").join(name);
    let mut wrong = String::new();
    for (file, drafts) in [("expected.txt", false), ("expected-drafts.txt", true)] {
        let path = folder.join(file);
        let expected = fs::read_to_string(&path).unwrap_or_else(|_| String::new());
        if drafts && !path.exists() {
            continue;
        }
        let found = dump(name, drafts);
        if updating() {
            fs::write(&path, &found).unwrap();
        } else if expected != found {
            writeln!(wrong, "{name}/{file}:\n{}", by_file(&expected, &found)).unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "\n{wrong}\nUPDATE_GOLDEN=1 accepts what is new."
    );
}

/// What differs, file by file.
fn by_file(expected: &str, found: &str) -> String {
    let files = |text: &str| -> std::collections::BTreeMap<String, String> {
        let parts = format!("\n{text}");
        parts
            .split("\n=== ")
            .skip(1)
            .map(|part| part.split_once('\n').unwrap_or((part, "")))
            .map(|(path, content)| (path.to_owned(), content.to_owned()))
            .collect()
    };
    let (expected, found) = (files(expected), files(found));
    let mut out = String::new();
    for path in expected
        .keys()
        .chain(found.keys())
        .collect::<std::collections::BTreeSet<_>>()
    {
        match (expected.get(path), found.get(path)) {
            (Some(_), None) => writeln!(out, "{path}: is not published").unwrap(),
            (None, Some(_)) => writeln!(out, "{path}: was not expected").unwrap(),
            (Some(a), Some(b)) => {
                if let Some(difference) = crate::support::difference(a, b) {
                    write!(out, "{path}:\n{difference}").unwrap();
                }
            }
            (None, None) => {}
        }
    }
    out
}

#[test]
fn raw_html() {
    check("raw-html");
}

#[test]
fn content_alone() {
    check("minimal");
}

#[test]
fn a_schema_and_what_follows_from_it() {
    check("schema");
}

#[test]
fn documents() {
    check("documents");
}

#[test]
fn markdown() {
    check("markdown");
}

#[test]
fn drafts_future_and_expired_pages() {
    check("drafts");
}

#[test]
fn overrides_of_the_theme() {
    check("overrides");
}

#[test]
fn old_addresses_below_a_path() {
    check("addresses");
}

#[test]
fn data_and_pages_from_rows() {
    check("data");
}

#[test]
fn catalogues_and_their_facets() {
    check("catalogue");
}

#[test]
fn versions_and_what_differs_between_them() {
    check("versions");
}

#[test]
fn several_languages() {
    check("languages");
}

#[test]
fn a_form_that_follows_from_the_schema() {
    check("editing");
}

#[test]
fn open_data_and_calendars() {
    check("open-data");
}

#[test]
fn pictures_in_the_sizes_in_which_pages_show_them() {
    check("pictures");
}
