//! What is known of the other site once its program's rules have been applied to it.

use super::left::{Left, What};
use super::settings::Settings;
use super::tree::Tree;
use std::path::PathBuf;

/// What there is to be carried over.
#[derive(Default)]
pub(super) struct Plan {
    pub settings: Settings,
    pub pages: Vec<Moved>,
    /// Files that are published as they are.
    pub files: Vec<Copied>,
    /// Files that texts may take in, which are not carried over themselves.
    pub taken_in: Vec<Copied>,
    /// Old addresses of lists that nobody wrote.
    pub lists: Vec<String>,
    /// Lists of several pages: the address of each, and what stood behind it before the number.
    pub further: Vec<(String, &'static str)>,
    /// Old addresses that lead on to another: from and to.
    pub redirects: Vec<(String, String)>,
    pub left: Vec<Left>,
}

/// A page.
pub(super) struct Moved {
    /// Its path in the other site.
    pub from: String,
    /// Its path below `content/`.
    pub to: String,
    /// What is in its file.
    pub text: String,
    /// The addresses at which it was, its own first.
    pub old: Vec<String>,
    /// Fields to be written where it does not have them.
    pub fields: Vec<(&'static str, String)>,
    /// Fields to be written in the place of those that it has.
    pub lists: Vec<(&'static str, Vec<String>)>,
}

/// A file that stays as it is.
pub(super) struct Copied {
    /// Where it lies on disk.
    pub disk: PathBuf,
    /// Its path below `content/`.
    pub to: String,
}

impl Plan {
    /// Adds a file, below `content/`.
    pub(super) fn copy(&mut self, tree: &Tree, from: &str, to: &str) {
        if let Some(disk) = tree.disk(from) {
            self.files.push(Copied {
                disk: disk.to_owned(),
                to: to.to_owned(),
            });
        }
    }

    /// Adds a page; one that is no text is told.
    pub(super) fn page(&mut self, tree: &Tree, from: &str, to: &str, old: Vec<String>) {
        match tree.text(from) {
            Some(text) => self.pages.push(Moved {
                text: text.replace("\r\n", "\n"),
                from: from.to_owned(),
                to: to.to_owned(),
                old,
                fields: Vec::new(),
                lists: Vec::new(),
            }),
            None => self.left.push(Left::new(What::Unreadable, from, None)),
        }
    }

    /// Adds a file that texts may take in.
    pub(super) fn take_in(&mut self, tree: &Tree, from: &str, to: &str) {
        if let Some(disk) = tree.disk(from) {
            self.taken_in.push(Copied {
                disk: disk.to_owned(),
                to: to.to_owned(),
            });
        }
    }

    /// Adds the files that are published as they are from a folder.
    pub(super) fn statics(&mut self, tree: &Tree, folder: &str) {
        let files: Vec<(&str, &str)> = tree.below(folder).collect();
        for (from, to) in files {
            self.copy(tree, from, to);
        }
    }

    /// Adds the files of data at the top of a folder, which templates may read here too.
    pub(super) fn data(&mut self, tree: &Tree, folder: &str) {
        let files: Vec<(&str, &str)> = tree.below(folder).collect();
        for (from, path) in files {
            let is_data = page_name(path, &["yaml", "yml", "json", "csv", "toml"]).is_some();
            match is_data && !path.contains('/') {
                true => self.copy(tree, from, &format!("_data/{path}")),
                false => self.left.push(Left::new(What::Program, from, None)),
            }
        }
    }

    /// Tells of a folder of templates, styles or scripts, once.
    pub(super) fn leave_folder(&mut self, tree: &Tree, folder: &str) {
        if tree.below(folder).next().is_some() {
            let place = format!("{folder}/");
            self.left.push(Left::new(What::Program, &place, None));
        }
    }
}

/// The path of a page's file without its ending, if it is one.
pub(super) fn page_name<'a>(path: &'a str, ends: &[&str]) -> Option<&'a str> {
    let (name, end) = path.rsplit_once('.')?;
    let is_page = ends.contains(&end) && !name.ends_with('/') && !name.is_empty();
    is_page.then_some(name)
}
