//! The tables of ARCHITECTURE.md, and the packages as Cargo knows them.

use super::graph::Crate;
use crate::support::repository;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A package of the workspace.
pub struct Package {
    pub name: String,
    /// Its folder below the repository; empty for the first.
    pub folder: String,
    /// Its normal dependencies, as code names them; from elsewhere, and of the workspace.
    pub dependencies: BTreeSet<String>,
    pub siblings: BTreeSet<String>,
    /// Its library and its programs, by the name that others call it.
    pub roots: Vec<String>,
}

/// The packages of the workspace.
pub fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(repository())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = metadata["packages"].as_array().unwrap();
    list.iter().map(package).collect()
}

fn package(package: &serde_json::Value) -> Package {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let dependencies = package["dependencies"].as_array().unwrap();
    let normal = dependencies.iter().filter(|of| of["kind"].is_null());
    let (siblings, others): (Vec<_>, Vec<_>) = normal.partition(|of| of["path"].is_string());
    let named = |of: &serde_json::Value| {
        let name = of["rename"].as_str().or(of["name"].as_str()).unwrap();
        name.replace('-', "_")
    };
    let mut roots: Vec<(bool, String)> = Vec::new();
    for target in package["targets"].as_array().unwrap() {
        let kinds: Vec<String> = target["kind"]
            .as_array()
            .unwrap()
            .iter()
            .map(text)
            .collect();
        let library = kinds.iter().any(|kind| kind.ends_with("lib"));
        if library || kinds.iter().any(|kind| kind == "bin") {
            roots.push((!library, below(&text(&target["src_path"]))));
        }
    }
    // The library first: it is what its name means elsewhere.
    roots.sort();
    Package {
        // Published as `casa-…`; code names it without.
        name: text(&package["name"])
            .trim_start_matches("casa-")
            .to_owned(),
        folder: below(&text(&package["manifest_path"]))
            .trim_end_matches("Cargo.toml")
            .to_owned(),
        dependencies: others.into_iter().map(named).collect(),
        siblings: siblings.into_iter().map(named).collect(),
        roots: roots.into_iter().map(|(_, root)| root).collect(),
    }
}

/// A path below the repository.
fn below(path: &str) -> String {
    let root = fs::canonicalize(repository()).unwrap();
    let path = fs::canonicalize(path).unwrap();
    path.strip_prefix(&root)
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

/// The libraries and programs of the packages.
pub fn crates(packages: &[Package]) -> Vec<Crate> {
    let mut crates = Vec::new();
    for package in packages {
        let name = package.name.replace('-', "_");
        for root in &package.roots {
            let mut dependencies = package.dependencies.clone();
            dependencies.extend(package.siblings.iter().cloned());
            crates.push(Crate {
                name: name.clone(),
                root: root.clone(),
                dependencies,
            });
        }
    }
    crates
}

/// The text of every Rust file below these folders of the repository.
pub fn texts(folders: &[String]) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut open: Vec<_> = folders
        .iter()
        .map(|folder| repository().join(folder))
        .collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                texts.insert(below_repository(&path), fs::read_to_string(&path).unwrap());
            }
        }
    }
    texts
}

fn below_repository(path: &Path) -> String {
    let below = path.strip_prefix(repository()).unwrap();
    below.to_string_lossy().replace('\\', "/")
}

/// The rows of the table of ARCHITECTURE.md that begins with this head.
pub fn table(head: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let start = text.find(head).unwrap_or_else(|| panic!("no table {head}"));
    text[start..]
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|row| {
            row.trim_matches('|')
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// The names between the backquotes of a cell.
pub fn quoted(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// What each module, or each crate, may import, in the order of its rows.
pub fn imports(head: &str) -> Vec<(String, BTreeSet<String>)> {
    let rows = table(head);
    let name = |row: &Vec<String>| quoted(&row[0]).remove(0);
    let all: BTreeSet<String> = rows.iter().map(name).collect();
    let mut table: Vec<(String, BTreeSet<String>)> = Vec::new();
    for row in &rows {
        let allowed = match row[2].as_str() {
            "–" => BTreeSet::new(),
            "all" => all.clone(),
            "all above" => table.iter().map(|(name, _)| name.clone()).collect(),
            list => without_parentheses(list)
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect(),
        };
        table.push((name(row), allowed));
    }
    table
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
