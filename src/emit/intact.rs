//! What is still there of an earlier build.

use super::files::{Files, Record};
use super::folders::is_clean;
use super::manifest::read_manifest;
use crate::render::Key;
use crate::source::Stamp;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Whether the files of a published site are as they were when they were published.
pub fn is_intact(out: &Path, files: &Files) -> bool {
    let is_there = matches!(read_manifest(out), Ok(Some(paths)) if paths.len() == files.len());
    is_there
        && is_clean(out)
        && files
            .par_iter()
            .all(|(path, file)| is_as_it_was(out, path, file))
}

/// The files of an earlier build that are still as it published them.
pub(super) struct Intact<'a> {
    files: &'a Files,
    damaged: BTreeSet<&'a str>,
}

impl<'a> Intact<'a> {
    pub(super) fn new(out: &Path, files: &'a Files) -> Self {
        let damaged = files
            .par_iter()
            .filter(|(path, file)| !is_as_it_was(out, path, file));
        Self {
            files,
            damaged: damaged.map(|(path, _)| path.as_str()).collect(),
        }
    }

    pub(super) fn get(&self, path: &str) -> Option<&'a Record> {
        let file = self.files.get(path)?;
        (!self.damaged.contains(path)).then_some(file)
    }

    /// The files below a folder that were made from what `key` stands for; `None` if there are none,
    /// or if not all of them are as they were.
    pub(super) fn whole(
        &self,
        folder: &'a str,
        key: Option<Key>,
    ) -> Option<impl Iterator<Item = (&'a str, &'a Record)>> {
        let files = self.files.range(folder.to_owned()..);
        let files = files
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter(move |(_, file)| file.key == key)
            .map(|(path, file)| (path.as_str(), file));
        let is_whole = files.clone().all(|(path, _)| !self.damaged.contains(path));
        (is_whole && files.clone().next().is_some()).then_some(files)
    }
}

pub(super) fn is_as_it_was(out: &Path, path: &str, file: &Record) -> bool {
    let found = fs::symlink_metadata(out.join(path));
    found.is_ok_and(|found| found.is_file() && Stamp::of(&found) == file.stamp)
}
