//! The rules of ARCHITECTURE.md, held against the source text.
//!
//! `cargo test --test suite architecture -- --nocapture` prints today's circles. What the rules
//! still tolerate is listed in `known/`, which may only shrink: an entry that is no longer needed
//! fails, and `UPDATE_GOLDEN=1` rewrites the lists.

mod graph;
mod limits;
mod names;
mod tables;
mod tests;
mod tokens;

use crate::support::{repository, updating};
use graph::Graph;
use limits::Wrong;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;
use tables::{Package, crates, imports, quoted, table, texts};
use tokens::{Token, tokens};

const MODULES: &str = "| module | in → out | may import |";
const CRATES: &str = "| crate | in → out | may use |";
const DOORS: &str = "| dependency | door | what for |";

/// The packages of the workspace, asked of Cargo once for all tests.
fn packages() -> &'static [Package] {
    static PACKAGES: OnceLock<Vec<Package>> = OnceLock::new();
    PACKAGES.get_or_init(tables::packages)
}

/// The sources of all packages.
fn sources() -> &'static BTreeMap<String, String> {
    static SOURCES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let folders = packages().iter().map(|of| format!("{}src", of.folder));
        texts(&folders.collect::<Vec<_>>())
    })
}

/// Which of them uses which.
fn graph() -> &'static Graph {
    static GRAPH: OnceLock<Graph> = OnceLock::new();
    GRAPH.get_or_init(|| graph::graph(&crates(packages()), sources()))
}

/// Fails if something is wrong that `known/` does not list, or no longer is.
fn hold(rule: &str, wrong: &Wrong) {
    let path = repository().join(format!("tests/suite/architecture/known/{rule}.txt"));
    if updating() {
        let list: String = wrong.keys().map(|key| format!("{key}\n")).collect();
        fs::write(&path, list).unwrap();
        return;
    }
    let known = fs::read_to_string(&path).unwrap();
    let known: BTreeSet<&str> = known.lines().collect();
    let mut failed: Vec<String> = wrong
        .iter()
        .filter(|(key, _)| !known.contains(key.as_str()))
        .map(|(_, said)| said.clone())
        .collect();
    let needless = known.iter().filter(|key| !wrong.contains_key(**key));
    failed.extend(needless.map(|key| format!("known/{rule}.txt: `{key}` is no longer needed")));
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

#[test]
fn no_file_is_in_a_circle() {
    let graph = graph();
    let mut wrong = Wrong::new();
    for circle in graph.circles() {
        let explained = graph.explained(&circle);
        println!("{explained}");
        wrong.extend(
            circle
                .into_iter()
                .map(|file| (file.to_owned(), explained.clone())),
        );
    }
    hold("circles", &wrong);
}

#[test]
fn every_file_is_a_module() {
    let files = &graph().files;
    for path in sources().keys() {
        assert!(files.contains_key(path), "no module leads to {path}");
    }
}

/// The module of the generator that a file belongs to, unless it is what holds them all.
fn module(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let name = below.split('/').next()?.trim_end_matches(".rs");
    (!matches!(name, "lib" | "main")).then_some(name)
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let table: BTreeMap<String, BTreeSet<String>> = imports(MODULES).into_iter().collect();
    let mut wrong = Wrong::new();
    for (file, used) in &graph().files {
        let Some(of) = module(file) else { continue };
        for (other, places) in used {
            let Some(import) = module(other).filter(|import| *import != of) else {
                continue;
            };
            if !table
                .get(of)
                .is_some_and(|allowed| allowed.contains(import))
            {
                let said = format!("{file}: `{of}` may not import `{import}`: {places:?}");
                wrong.insert(format!("{file} {import}"), said);
            }
        }
    }
    hold("imports", &wrong);
}

#[test]
fn the_table_lists_the_modules_that_there_are() {
    let found: BTreeSet<String> = sources()
        .keys()
        .filter_map(|path| module(path))
        .map(str::to_owned)
        .collect();
    let listed: BTreeSet<String> = imports(MODULES).into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, found);
}

#[test]
fn crates_use_only_the_crates_that_the_table_allows() {
    let found: BTreeMap<String, BTreeSet<String>> = packages()
        .iter()
        .map(|package| {
            let used = package
                .siblings
                .iter()
                .map(|name| name.replace('_', "-"))
                .collect();
            (package.name.clone(), used)
        })
        .collect();
    let listed: BTreeMap<String, BTreeSet<String>> = imports(CRATES).into_iter().collect();
    assert_eq!(listed, found);
}

/// Who alone may name a dependency, by the table of ARCHITECTURE.md: nobody in particular if it
/// is `everywhere`, or not named at all.
fn doors() -> BTreeMap<String, Option<Vec<String>>> {
    table(DOORS)
        .into_iter()
        .flat_map(|row| {
            let everywhere = row[1] == "everywhere" || row[1] == "not named";
            assert!(!row[2].is_empty(), "{} without a reason", row[0]);
            let doors = (!everywhere).then(|| quoted(&row[1]));
            quoted(&row[0])
                .into_iter()
                .map(move |name| (name.replace('-', "_"), doors.clone()))
        })
        .collect()
}

#[test]
fn the_table_lists_the_dependencies_that_there_are() {
    let found: BTreeSet<String> = packages()
        .iter()
        .flat_map(|of| of.dependencies.union(&of.siblings).cloned())
        .collect();
    let listed: BTreeSet<String> = doors().into_keys().collect();
    assert_eq!(listed, found);
}

#[test]
fn dependencies_have_one_door() {
    let (doors, packages) = (doors(), packages());
    let package = |path: &str| {
        packages
            .iter()
            .filter(|of| path.starts_with(&of.folder))
            .max_by_key(|of| of.folder.len())
            .map(|of| of.name.clone())
    };
    let own: BTreeSet<String> = packages.iter().flat_map(|of| of.siblings.clone()).collect();
    let graph = graph();
    let mut wrong = Wrong::new();
    for (name, doors) in doors
        .iter()
        .filter_map(|(name, doors)| Some((name, doors.as_ref()?)))
    {
        let behind: BTreeSet<_> = doors.iter().map(|door| package(door)).collect();
        // Our own crates may have several.
        assert!(
            own.contains(name) || behind.len() == doors.len(),
            "`{name}` has two doors in one package"
        );
        let files = graph.dependencies.get(name).cloned().unwrap_or_default();
        for (file, places) in &files {
            // A program of a package names its library.
            let own = package(file).is_some_and(|package| package.replace('-', "_") == *name);
            if !own && !doors.iter().any(|door| is_below(file, door)) {
                let lines: Vec<&usize> = places.keys().collect();
                let said =
                    format!("{file} names `{name}`, whose door is {doors:?}: lines {lines:?}");
                wrong.insert(format!("{file} {name}"), said);
            }
        }
        for door in doors {
            let used = files.keys().any(|file| is_below(file, door));
            assert!(used, "nobody names `{name}` in {door}");
        }
    }
    hold("doors", &wrong);
}

/// Whether a file is this file, or in this folder or the file of its module.
fn is_below(file: &str, door: &str) -> bool {
    match door.strip_suffix('/') {
        Some(folder) => file.starts_with(door) || file == format!("{folder}.rs"),
        None => file == door,
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut sources = sources().clone();
    sources.extend(texts(&["tests/suite".to_owned(), "benches".to_owned()]));
    for (path, text) in sources {
        assert!(
            text.starts_with("//! "),
            "{path} has no module documentation"
        );
    }
}

/// Besides the commands: how long a query took, and where Cargo is.
const KNOWING: [&str; 2] = [
    "search/client/src/bin/rebuild.rs",
    "search/core/src/native.rs",
];

#[test]
fn only_commands_print_and_know_clock_and_environment() {
    let printing = ["println", "print", "eprintln", "eprint", "dbg"];
    let knowing = [
        ("std", "env"),
        ("SystemTime", "now"),
        ("Instant", "now"),
        ("Utc", "now"),
        ("Local", "now"),
    ];
    let mut found = BTreeMap::new();
    for (path, text) in sources() {
        if module(path) == Some("cli") {
            continue;
        }
        let tokens = tokens(text);
        let is = |i: usize, word: &str| tokens.get(i).is_some_and(|token: &Token| token.is(word));
        for (i, token) in tokens.iter().enumerate() {
            let prints = printing.iter().any(|word| token.is(word)) && is(i + 1, "!");
            assert!(!prints, "{path}:{} prints", token.line);
            let knows =
                |(of, what): &(&str, &str)| token.is(of) && is(i + 1, "::") && is(i + 2, what);
            if token.is("SystemTime") || knowing.iter().any(knows) {
                found.insert(path.as_str(), token.line);
            }
        }
    }
    let paths: Vec<&str> = found.keys().copied().collect();
    assert_eq!(paths, KNOWING, "clock or environment: {found:?}");
}

#[test]
fn only_the_boundaries_to_javascript_are_unsafe() {
    for (path, text) in sources() {
        let unsafe_code = |token: &Token| token.is("unsafe") || token.is("unsafe_code");
        let found = tokens(text).iter().any(unsafe_code);
        assert!(
            !found || path.starts_with("search/client/") || path == "search/words/src/boundary.rs",
            "{path} is unsafe"
        );
    }
}

#[test]
fn files_stay_readable_in_one_sitting() {
    hold("files", &limits::long_files(sources()));
}

#[test]
fn functions_fit_on_a_screen() {
    hold("functions", &limits::long_functions(sources()));
}

#[test]
fn nothing_fails_silently_or_aloud() {
    hold("words", &limits::wrong_words(sources()));
}

#[test]
fn the_map_is_short() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    assert!(text.lines().count() < 200);
}
