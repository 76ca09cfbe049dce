//! What is open in the editor, which counts more than what is on disk.

use super::text::Lines;
use crate::folder;
use crate::slug::composed;
use crate::source::Sources;
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A text that is open.
pub struct Document {
    /// What the editor calls it.
    pub uri: Url,
    /// Which version of it this is.
    pub version: i32,
    /// What it says.
    pub text: String,
}

/// The texts that are open, by their paths below the root.
pub struct Documents {
    root: PathBuf,
    open: BTreeMap<String, Document>,
}

impl Documents {
    /// Nothing is open yet of the site in this folder.
    pub fn new(root: PathBuf) -> Self {
        let open = BTreeMap::new();
        Self { root, open }
    }

    /// The path below the root of what an editor names; `None` for what is no part of the site.
    pub fn path(&self, uri: &Url) -> Option<String> {
        let disk = uri.to_file_path().ok()?;
        let below = |disk: &Path| {
            let below = disk.strip_prefix(&self.root).ok()?;
            let path = below.to_str()?.replace('\\', "/");
            Some(composed(&path).into_owned())
        };
        let path = below(&disk).or_else(|| {
            // An editor may have been led here by another way.
            let folder = folder::canonical(disk.parent()?).ok()?;
            below(&folder.join(disk.file_name()?))
        })?;
        let is_source = path.starts_with("content/") || path.starts_with("themes/");
        is_source.then_some(path)
    }

    /// What an editor calls the file at a path below the root.
    pub fn uri(&self, path: &str) -> Option<Url> {
        match self.open.get(path) {
            Some(document) => Some(document.uri.clone()),
            None => Url::from_file_path(self.root.join(path)).ok(),
        }
    }

    /// What is open of the file at a path.
    pub fn get(&self, path: &str) -> Option<&Document> {
        self.open.get(path)
    }

    /// Takes over a text from disk; whether it is part of the site.
    pub fn open(&mut self, item: TextDocumentItem) -> bool {
        let Some(path) = self.path(&item.uri) else {
            return false;
        };
        let document = Document {
            uri: item.uri,
            version: item.version,
            text: item.text,
        };
        self.open.insert(path, document);
        true
    }

    /// Changes an open text, one change after the other; whether it is part of the site.
    pub fn change(
        &mut self,
        uri: &Url,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) -> bool {
        let path = self.path(uri);
        let Some(document) = path.and_then(|path| self.open.get_mut(&path)) else {
            return false;
        };
        document.version = version;
        for change in changes {
            match change.range {
                Some(range) => {
                    let bytes = Lines::of(&document.text).bytes(range);
                    document.text.replace_range(bytes, &change.text);
                }
                None => document.text = change.text,
            }
        }
        true
    }

    /// Gives a text back to the disk; its path, if it was open.
    pub fn close(&mut self, uri: &Url) -> Option<String> {
        let path = self.path(uri)?;
        self.open.remove(&path).map(|_| path)
    }

    /// The sources with what is open in the place of what is on disk.
    pub fn over(&self, mut sources: Sources) -> Sources {
        for (path, document) in &self.open {
            let disk = self.root.join(path);
            sources = sources.overlaid(path, disk, document.text.clone());
        }
        sources
    }
}
