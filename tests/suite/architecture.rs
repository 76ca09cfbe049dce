//! The rules of ARCHITECTURE.md, held against the source text.

use crate::support::repository;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A source file: path below the repository, and its code without comments.
struct Source {
    path: String,
    text: String,
    code: String,
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|f| repository().join(f)).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(read(&path));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!files.is_empty());
    files
}

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let code: Vec<&str> = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect();
    let below = path.strip_prefix(repository()).unwrap();
    Source {
        path: below.to_string_lossy().replace('\\', "/"),
        code: code.join("\n"),
        text,
    }
}

/// The module of the generator that a file of `src/` belongs to.
fn module(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap();
    below.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The modules that a piece of code names through `crate::`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (i, _) in code.match_indices("crate::") {
        // Not the end of another name, such as `$crate::` or `some_crate::`.
        if code[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[i + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(names_of_group(group)),
            None => found.extend(first_name(rest)),
        }
    }
    found
}

fn first_name(text: &str) -> Option<String> {
    let name: String = text
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The first names of the items of `{a, b::c, d::{e, f}}`, without its first brace.
fn names_of_group(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut item = 0;
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.extend(first_name(group[item..i].trim_start()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(first_name(group[item..i].trim_start()));
                item = i + 1;
            }
            _ => {}
        }
    }
    names
}

/// The table of ARCHITECTURE.md: what each module may import, in the order of its rows.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let start = text
        .find("| module | in → out | may import |")
        .expect("the table of modules");
    let rows = text[start..]
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells: Vec<(String, String)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].trim_matches('`').to_owned(), cells[2].to_owned())
        })
        .collect();
    let all: BTreeSet<String> = cells.iter().map(|(name, _)| name.clone()).collect();
    let mut table: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (name, allowed) in cells {
        let allowed = match allowed.as_str() {
            "–" => BTreeSet::new(),
            "all" => all.clone(),
            "all above" => table.iter().map(|(name, _)| name.clone()).collect(),
            list => without_parentheses(list)
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect(),
        };
        table.push((name, allowed));
    }
    table
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth -= 1;
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let table: BTreeMap<String, BTreeSet<String>> = table().into_iter().collect();
    let mut wrong = Vec::new();
    for source in sources(&["src"]) {
        let module = module(&source.path);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(allowed) = table.get(module) else {
            wrong.push(format!(
                "{}: ARCHITECTURE.md does not list `{module}`",
                source.path
            ));
            continue;
        };
        for import in imports(&source.code) {
            if import != module && !allowed.contains(&import) {
                wrong.push(format!(
                    "{}: `{module}` may not import `{import}`",
                    source.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_lists_the_modules_that_there_are() {
    let found: BTreeSet<String> = sources(&["src"])
        .iter()
        .map(|source| module(&source.path).to_owned())
        .filter(|module| !matches!(module.as_str(), "lib" | "main"))
        .collect();
    let listed: BTreeSet<String> = table().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, found);
}

#[test]
fn every_file_says_what_it_is_for() {
    let folders = [
        "src",
        "search/core/src",
        "search/index/src",
        "search/html/src",
        "search/client/src",
        "tests/suite",
        "benches",
    ];
    let folders: Vec<&str> = folders
        .into_iter()
        .filter(|folder| repository().join(folder).is_dir())
        .collect();
    for source in sources(&folders) {
        assert!(
            source.text.starts_with("//! "),
            "{} has no module documentation",
            source.path
        );
    }
}

#[test]
fn dependencies_have_one_door() {
    let doors: &[(&str, &[&str])] = &[
        ("ammonia", &["src/content/"]),
        ("annotate_snippets", &["src/report"]),
        ("atom_syndication", &["src/render/"]),
        ("clap", &["src/cli"]),
        ("imagesize", &["src/render/"]),
        ("include_dir", &["src/load"]),
        ("indicatif", &["src/cli"]),
        ("notify", &["src/watch"]),
        ("pulldown_cmark", &["src/content/"]),
        ("rustix", &["src/emit"]),
        ("search_client", &["src/render/", "src/cli/index"]),
        ("search_core", &["src/cli/search", "src/search"]),
        ("search_html", &["src/cli/index"]),
        ("serde_yaml", &["src/yaml"]),
        ("tantivy", &[]),
        ("tera", &["src/render"]),
        ("tiny_http", &["src/serve"]),
        // Publishing looks for files that are not ours.
        ("ttf_parser", &["src/render/preview"]),
        ("quick_xml", &["src/attachments/"]),
        ("walkdir", &["src/load", "src/emit"]),
    ];
    for source in sources(&["src"]) {
        for (name, homes) in doors {
            let home = homes.iter().any(|home| source.path.starts_with(home));
            let used = uses(&source.code, &format!("{name}::"));
            assert!(home || !used, "{} uses `{name}`", source.path);
        }
    }
}

/// Whether code contains a path that begins so.
fn uses(code: &str, path: &str) -> bool {
    code.match_indices(path)
        .any(|(i, _)| !code[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

#[test]
fn only_commands_print_and_know_clock_and_environment() {
    for source in sources(&["src"])
        .iter()
        .filter(|source| module(&source.path) != "cli")
    {
        for word in ["println!", "print!", "eprintln!", "eprint!", "dbg!"] {
            assert!(!uses(&source.code, word), "{} prints", source.path);
        }
        for word in [
            "std::env::",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
        ] {
            assert!(!source.code.contains(word), "{} uses {word}", source.path);
        }
    }
}

#[test]
fn only_the_search_client_is_unsafe() {
    for source in sources(&[
        "src",
        "search/core/src",
        "search/index/src",
        "search/html/src",
    ]) {
        let found = source.code.contains("unsafe ") || source.code.contains("allow(unsafe_code)");
        assert!(!found, "{} is unsafe", source.path);
    }
}

#[test]
fn files_stay_readable_in_one_sitting() {
    for source in sources(&["src"]) {
        let lines = source.text.lines().count();
        assert!(
            lines <= 900,
            "{} has {lines} lines: split it by concept",
            source.path
        );
    }
}
