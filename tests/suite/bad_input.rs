//! What is wrong with a site is found, at the right place, and said in the right words.
//!
//! The cases are data, in `bad_input/*.txt`. `=== name` begins a case; `>>> path` a file of it,
//! added to the small sound site of `_base.txt`; `<<<` what is expected: a line for each problem,
//! in order. In files, ␉ stands for a tab, ⍽ for a no-break space, ␍ for a carriage return, ␣ for a
//! space at the end of a line, ␦ for a byte that is not UTF-8, ␇ for a control character and ◆ for a
//! byte order mark.

use crate::support::{Site, difference, listed, repository, updating};
use casa::Language;
use std::fs;

/// One site and what is wrong with it.
struct Case {
    name: String,
    files: Vec<(String, String)>,
    expected: String,
}

fn read_cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut expecting = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case {
                name: name.to_owned(),
                files: Vec::new(),
                expected: String::new(),
            });
            expecting = false;
            continue;
        }
        // Lines before the first case are remarks.
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(path) = line.strip_prefix(">>> ") {
            case.files.push((path.to_owned(), String::new()));
        } else if line == "<<<" {
            expecting = true;
        } else if expecting {
            case.expected += &format!("{line}\n");
        } else if let Some((_, content)) = case.files.last_mut() {
            *content += &format!("{line}\n");
        }
    }
    for case in &mut cases {
        case.expected.truncate(case.expected.trim_end().len());
    }
    cases
}

fn write_cases(before: &str, cases: &[Case], found: &[String]) -> String {
    let mut out = String::from(before);
    for (case, found) in cases.iter().zip(found) {
        out += &format!("=== {}\n", case.name);
        for (path, content) in &case.files {
            out += &format!(">>> {path}\n{content}");
        }
        out += &format!("<<<\n{found}\n\n");
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn bytes(content: &str) -> Vec<u8> {
    let text = content
        .replace('␉', "\t")
        .replace('⍽', "\u{a0}")
        .replace('␍', "\r")
        .replace('␣', " ")
        .replace('␇', "\u{7}")
        .replace('◆', "\u{feff}");
    let mut bytes = Vec::new();
    for (i, piece) in text.split('␦').enumerate() {
        if i > 0 {
            bytes.push(0xff);
        }
        bytes.extend_from_slice(piece.as_bytes());
    }
    bytes
}

/// Writes a file of a case: `path -> target` is a symbolic link, `path/` a folder, `-path` takes what
/// is there away and `path (no newline)` ends without one.
fn put(site: &Site, path: &str, content: &str) {
    if let Some(path) = path.strip_prefix('-') {
        let path = site.path(path);
        match path.is_dir() {
            true => fs::remove_dir_all(path).unwrap(),
            false => fs::remove_file(path).unwrap(),
        }
    } else if let Some(path) = path.strip_suffix('/') {
        fs::create_dir_all(site.path(path)).unwrap();
    } else if let Some((link, target)) = path.split_once(" -> ") {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, site.path(link)).unwrap();
        #[cfg(not(unix))]
        let _ = (link, target);
    } else if let Some(path) = path.strip_suffix(" (no newline)") {
        site.write(path, bytes(content.trim_end_matches('\n')));
    } else {
        site.write(path, bytes(content));
    }
}

fn base() -> Vec<(String, String)> {
    let text = fs::read_to_string(folder().join("_base.txt")).unwrap();
    read_cases(&text).swap_remove(0).files
}

fn folder() -> std::path::PathBuf {
    repository().join("tests/suite/bad_input")
}

/// What is found wrong with a case, as `casa check` finds it.
fn found(base: &[(String, String)], case: &Case, language: Language) -> String {
    let site = Site::new();
    for (path, content) in base.iter().chain(&case.files) {
        put(&site, path, content);
    }
    let mut built = site.build(false, language);
    if !built.has_errors() {
        built.check();
    }
    let found = listed(&built.diagnostics());
    // The other renderer of diagnostics must hold out as well.
    built.report();
    found.trim_end().to_owned()
}

fn check(file: &str) {
    let language = if file == "english" {
        Language::English
    } else {
        Language::Italian
    };
    let path = folder().join(format!("{file}.txt"));
    let text = fs::read_to_string(&path).unwrap();
    let before = &text[..text.find("=== ").unwrap()];
    let cases = read_cases(&text);
    let base = base();
    let results: Vec<String> = cases
        .iter()
        .map(|case| found(&base, case, language))
        .collect();
    if updating() {
        fs::write(&path, write_cases(before, &cases, &results)).unwrap();
        return;
    }
    let wrong: Vec<String> = cases
        .iter()
        .zip(&results)
        .filter_map(|(case, found)| {
            Some(format!(
                "{}\n{}",
                case.name,
                difference(&case.expected, found)?
            ))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_base_site_is_sound() {
    let case = Case {
        name: String::new(),
        files: Vec::new(),
        expected: String::new(),
    };
    assert_eq!(found(&base(), &case, Language::Italian), "");
}

#[test]
fn in_yaml() {
    check("yaml");
}

#[test]
fn in_fields() {
    check("fields");
}

#[test]
fn in_references_and_links() {
    check("links");
}

#[test]
fn in_text() {
    check("text");
}

#[test]
fn in_what_is_read_otherwise() {
    check("misread");
}

#[test]
fn in_files() {
    check("files");
}

#[test]
fn in_schema_configuration_and_theme() {
    check("setup");
}

#[test]
fn in_a_folder_of_markdown() {
    check("open");
}

#[test]
fn said_in_english() {
    check("english");
}
