//! The documents beside the pages, and those among them that nothing leads to: a draft with its
//! comments, a version before the last.

use super::address::{decoded, parts};
use super::files::find;
use super::hidden::{document_name, is_document};
use super::model::Site;
use super::page::Page;
use crate::content::Value;
use crate::source::{FileId, SourceFile};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// A document that no page leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unlinked {
    /// The document.
    pub file: FileId,
    /// A page that is not published does, or one that could not be read may.
    pub waits: bool,
}

impl Site {
    /// The documents that nothing leads to: no link, no field, no text of the site's data,
    /// configuration and templates.
    pub fn unlinked_documents(&self) -> Vec<Unlinked> {
        let is_asked = |file: &SourceFile| {
            file.is_asset() && !file.path.starts_with("content/_") && is_document(&file.path)
        };
        let all = self.sources.under("content/");
        let mut left: BTreeMap<FileId, &str> = all
            .filter(|(_, file)| is_asked(file))
            .map(|(id, file)| (id, file.name()))
            .collect();
        if left.is_empty() {
            return Vec::new();
        }
        let mut names = HashSet::new();
        for page in &self.pages {
            for file in page.files.iter().flatten() {
                left.remove(file);
            }
            names.extend(self.led_to_by(page, &mut left));
        }
        left.retain(|_, name| !names.contains(*name));
        let texts = self.sources.iter().map(|(_, file)| file);
        for file in texts.filter(|file| !file.is_asset() && !file.is_page()) {
            if left.is_empty() {
                break;
            }
            left.retain(|_, name| !file.text().contains(*name));
        }
        left.retain(|_, name| !self.pages.iter().any(|page| says(page, name)));
        // What a page leads to that could not be read is not known.
        let unread = |page: &Arc<Page>| page.parsed.hold.unread;
        let unread = self.hidden.unread || self.pages.iter().any(unread);
        let unlinked = |(file, name): (FileId, &str)| Unlinked {
            file,
            waits: unread || self.hidden.documents.contains(name),
        };
        left.into_iter().map(unlinked).collect()
    }

    /// Takes the documents that the links of a page find out of those that are left; gives the
    /// names of others, such as those with the whole address of the site.
    fn led_to_by(&self, page: &Page, left: &mut BTreeMap<FileId, &str>) -> Vec<String> {
        let mut names = Vec::new();
        for link in &page.parsed.links {
            let target = link.target.trim();
            let Some(name) = document_name(target) else {
                continue;
            };
            match find(page, &self.sources, &decoded(parts(target).0)) {
                Some(file) => {
                    left.remove(&file);
                }
                None => names.push(name),
            }
        }
        names
    }
}

/// Whether a text of a page's front matter names a document, for a template to link it.
fn says(page: &Page, name: &str) -> bool {
    fn in_value(value: &Value, name: &str) -> bool {
        match value {
            Value::Text(text) => text.contains(name),
            Value::Group(fields) => fields.0.iter().any(|entry| in_value(&entry.value, name)),
            Value::List(items) => items.iter().any(|item| in_value(item, name)),
            _ => false,
        }
    }
    let fields = page.parsed.fields.0.iter();
    fields.into_iter().any(|entry| in_value(&entry.value, name))
}
