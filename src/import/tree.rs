//! The files of the other site.

use crate::folder::{self, Found};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Folders in which programs keep what is not written by anybody.
const LEFT_OUT: [&str; 10] = [
    ".git",
    ".hg",
    ".svn",
    ".venv",
    ".cache",
    ".docusaurus",
    ".jekyll-cache",
    "node_modules",
    "__pycache__",
    "bower_components",
];

/// A file that is all there is, such as an export.
fn alone(file: &Path) -> io::Result<Found> {
    let name = file.file_name().unwrap_or_default();
    Ok(Found {
        path: name.to_string_lossy().into_owned(),
        disk: file.to_owned(),
        kind: file.metadata()?.file_type(),
    })
}

/// A folder's path as configurations write it (`./docs/`), as it is here (`docs`).
pub(super) fn clean(folder: &str) -> &str {
    let mut rest = folder.trim_matches('/');
    while let Some(inside) = rest.strip_prefix("./") {
        rest = inside.trim_start_matches('/');
    }
    if rest == "." { "" } else { rest }
}

/// What is in the folder of a site by path, in order.
pub(super) struct Tree {
    files: Vec<Found>,
    others: Vec<Found>,
}

impl Tree {
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        if folder.is_file() {
            return Ok(Self {
                files: vec![alone(folder)?],
                others: Vec::new(),
            });
        }
        let found = folder::files(folder, |name| LEFT_OUT.contains(&name));
        let mut found: Vec<Found> = found.collect::<io::Result<_>>()?;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        // What a link leads to is no part of the site.
        let (files, others) = found.into_iter().partition(|found| found.kind.is_file());
        Ok(Self { files, others })
    }

    /// The folders in it down to a depth, those further up first.
    pub(super) fn folders(&self, depth: usize) -> Vec<String> {
        let mut found = BTreeSet::new();
        for file in &self.files {
            for (at, _) in file.path.match_indices('/').take(depth) {
                found.insert((
                    file.path[..at].matches('/').count(),
                    file.path[..at].to_owned(),
                ));
            }
        }
        found.into_iter().map(|(_, folder)| folder).collect()
    }

    /// What is in a folder, by path from there.
    pub(super) fn within(&self, folder: &str) -> Self {
        let files = self.below(folder).filter_map(|(path, inside)| {
            let found = self.get(path)?;
            Some(Found {
                path: inside.to_owned(),
                disk: found.disk.clone(),
                kind: found.kind,
            })
        });
        Self {
            files: files.collect(),
            others: Vec::new(),
        }
    }

    /// Links and programs' channels.
    pub(super) fn others(&self) -> &[Found] {
        &self.others
    }

    fn get(&self, path: &str) -> Option<&Found> {
        let found = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        found.ok().map(|at| &self.files[at])
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// The first of these paths at which there is a file.
    pub(super) fn first(&self, paths: &[&str]) -> Option<&str> {
        let found = paths.iter().find_map(|path| self.get(path));
        found.map(|file| file.path.as_str())
    }

    /// Where a file lies on disk.
    pub(super) fn disk(&self, path: &str) -> Option<&Path> {
        self.get(path).map(|file| file.disk.as_path())
    }

    /// What is in a file, if it is a text.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let bytes = std::fs::read(self.disk(path)?).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// The paths of the files in a folder, and the part of each that is below it.
    pub(super) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let folder = clean(folder);
        let inside = move |path: &'a str| match folder {
            "" => Some(path),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        };
        let paths = self.files.iter().map(|file| file.path.as_str());
        paths.filter_map(move |path| Some((path, inside(path)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_have_one_form() {
        for (written, expected) in [
            ("docs", "docs"),
            ("./docs/", "docs"),
            ("././a/b", "a/b"),
            (".", ""),
            ("./", ""),
            ("../docs", "../docs"),
            (".docs", ".docs"),
        ] {
            assert_eq!(clean(written), expected, "{written}");
        }
    }
}
