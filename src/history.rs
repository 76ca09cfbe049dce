//! What git knows of the changes to the pages of a site.
//!
//! In: the folder of a site in a git checkout. Out: a [`History`]: for each page the commits that
//! changed its text, by path of the file. The only module that runs git, and only for commands:
//! builds are handed the result.

use crate::folder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How many changes are kept of a page.
const MOST_CHANGES: usize = 10;
/// The trailer of a commit message that is written for readers. Subjects are not: they speak to
/// those who maintain the site, often in another language.
const NOTE: &str = "For-readers";
/// What each commit begins with; no path begins so.
const COMMIT: char = '\u{1}';

/// The changes to the pages of a site, up to a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    commit: String,
    /// By path of the file below the site's folder, the newest first.
    changes: BTreeMap<String, Vec<Change>>,
    /// What files are called now, by the last part of the path that they had, without extension.
    moved: BTreeMap<String, String>,
}

/// A change to a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Change {
    /// The commit's id.
    pub commit: String,
    /// The day on which it was made, as ISO text.
    pub date: String,
    /// What it says for readers.
    pub note: Option<String>,
}

impl History {
    /// The commit up to which this is the history.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// The last changes to the file at a path below the site's folder, the newest first.
    pub fn of(&self, path: &str) -> &[Change] {
        self.changes.get(path).map_or(&[], Vec::as_slice)
    }

    /// What the file of a page is called now that was called so; `name` is without folder and
    /// extension.
    pub fn moved(&self, name: &str) -> Option<&str> {
        self.moved.get(name).map(String::as_str)
    }

    /// Reads what `git log` writes in [`Checkout::history`].
    fn read(commit: &str, log: &str) -> Self {
        let mut changes: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        // Going back in time: by what a file was called, what it is called now.
        let mut renamed: HashMap<&str, &str> = HashMap::new();
        let mut fields = log.split('\0');
        let mut current = None;
        while let Some(field) = fields.next() {
            if let Some(id) = field.strip_prefix(COMMIT) {
                let date = fields.next().unwrap_or_default();
                let note = fields.next().map(str::trim).filter(|note| !note.is_empty());
                current = Some(Change {
                    commit: id.to_owned(),
                    date: date.to_owned(),
                    note: note.map(str::to_owned),
                });
                continue;
            }
            let status = field.trim_start_matches('\n');
            let (Some(change), Some(path)) = (&current, fields.next()) else {
                continue;
            };
            let mut path = renamed.get(path).copied().unwrap_or(path);
            if status.starts_with('R') {
                let Some(after) = fields.next() else { continue };
                let now = renamed.remove(after).unwrap_or(after);
                let before = std::mem::replace(&mut path, now);
                renamed.insert(before, now);
            }
            // What only moved says what it said before.
            if !matches!(status, "R100" | "D") {
                let of_page = changes.entry(path.to_owned()).or_default();
                if of_page.len() < MOST_CHANGES {
                    of_page.push(change.clone());
                }
            }
        }
        let moved = renamed.iter().filter_map(|(before, now)| {
            let (name, _) = before.rsplit('/').next()?.split_once('.')?;
            Some((name.to_owned(), (*now).to_owned()))
        });
        Self {
            commit: commit.to_owned(),
            changes,
            moved: moved.collect(),
        }
    }
}

/// A site in a git checkout.
pub struct Checkout {
    root: PathBuf,
    commit: String,
}

impl Checkout {
    /// The checkout that the site in `root` is in; `None` if it is in none, if git does not have
    /// its content, if there is no git, or if the checkout is shallow: its oldest commit then
    /// seems to have made every page.
    pub fn find(root: &Path) -> Option<Self> {
        // To start git takes longer than to look whether there is anything for it.
        let folder = folder::canonical(root).ok()?;
        folder.ancestors().find(|f| f.join(".git").exists())?;
        let state = [
            "rev-parse",
            "--is-shallow-repository",
            "HEAD",
            "HEAD:./content",
        ];
        let state = git(root, &state)?;
        let mut lines = state.lines();
        let is_whole = lines.next() == Some("false");
        let commit = lines.next().filter(|_| is_whole)?;
        Some(Self {
            root: root.to_owned(),
            commit: commit.to_owned(),
        })
    }

    /// The commit that is checked out.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// Its history without the changes: enough to tell it from another.
    pub fn unread(&self) -> History {
        History::read(&self.commit, "")
    }

    /// Its history; `None` if git fails.
    pub fn history(&self) -> Option<History> {
        let format = format!(
            "--format={COMMIT}%H%x00%cs%x00%(trailers:key={NOTE},valueonly,unfold,separator=%x20)"
        );
        let log = [
            "log",
            "-z",
            "-M",
            "--relative",
            "--name-status",
            "--diff-merges=off",
            &format,
        ];
        let pages = [
            &self.commit,
            "--",
            "content/*.md",
            "content/*.markdown",
            "content/*.mdx",
        ];
        let log = git(&self.root, &[&log[..], &pages[..]].concat())?;
        Some(History::read(&self.commit, &log))
    }
}

/// What keeps a site from having a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoHistory {
    /// It is in no checkout.
    NoCheckout,
    /// There is no git.
    NoGit,
    /// The checkout does not go back to the beginning.
    Shallow,
    /// Git does not know its content, or refuses to read what belongs to somebody else.
    Unknown,
}

/// Why [`Checkout::find`] finds nothing; `None` if it does.
pub fn missing(root: &Path) -> Option<NoHistory> {
    if Checkout::find(root).is_some() {
        return None;
    }
    let folder = folder::canonical(root).unwrap_or_else(|_| root.to_owned());
    let is_checkout = folder.ancestors().any(|f| f.join(".git").exists());
    let shallow = || git(root, &["rev-parse", "--is-shallow-repository"]);
    Some(match (is_checkout, git(root, &["--version"])) {
        (false, _) => NoHistory::NoCheckout,
        (true, None) => NoHistory::NoGit,
        (true, Some(_)) if shallow().is_some_and(|said| said.trim() == "true") => {
            NoHistory::Shallow
        }
        (true, Some(_)) => NoHistory::Unknown,
    })
}

/// The text of a file at a revision; `None` if git does not have it. `path` is below the site's
/// folder, and may be that of today where the file was called otherwise.
pub fn text_at(root: &Path, revision: &str, path: &str) -> Option<String> {
    // It would be read as an option.
    if revision.starts_with('-') {
        return None;
    }
    let at = |path: &str| git(root, &["show", &format!("{revision}:./{path}")]);
    at(path).or_else(|| {
        let renamed = ["diff", "-z", "-M", "--relative", "--name-status"];
        let renamed = [&renamed[..], &["--diff-filter=R", revision, "--"]].concat();
        let renamed = git(root, &renamed)?;
        let fields: Vec<&str> = renamed.split('\0').collect();
        let found = fields.chunks_exact(3).find(|of| of[2] == path)?;
        at(found[1])
    })
}

/// What git answers.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    // In a hook, these name the repository of whoever runs it.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = output.status.success().then_some(output.stdout)?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_history_when_it_moves() {
        let log = "\u{1}c\x002026-03-01\x00\x00\nR100\0content/b.md\0content/c.md\0\
                   \u{1}b\x002026-02-01\0Nuovi importi\0\nR090\0content/a.md\0content/b.md\0M\0content/x.md\0\
                   \u{1}merge\x002026-01-15\0\0\
                   \u{1}a\x002026-01-01\0\0\nA\0content/a.md\0D\0content/y.md\0";
        let history = History::read("c", log);
        let of = |path| -> Vec<(&str, Option<&str>)> {
            let changes = history.of(path).iter();
            changes
                .map(|c| (c.date.as_str(), c.note.as_deref()))
                .collect()
        };
        let notes = vec![("2026-02-01", Some("Nuovi importi")), ("2026-01-01", None)];
        assert_eq!(of("content/c.md"), notes);
        assert_eq!(of("content/x.md"), notes[..1]);
        assert_eq!(of("content/a.md"), []);
        assert_eq!(of("content/y.md"), []);
    }
}
