//! The files beside the pages that are not published: documents that nothing leads to, such as a draft
//! with its comments or a version before the last, and what only pages use that are not published.

use super::address::{decoded_path, last_segment, parts};
use super::files::find;
use super::hidden::{is_document, is_of_the_web};
use super::model::Site;
use super::page::Page;
use crate::content::{Fields, Value};
use crate::source::{FileId, SourceFile};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// A file that no page leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unlinked {
    /// The file.
    pub file: FileId,
    /// A page that is not published does, or one that could not be read may.
    pub waits: bool,
}

impl Site {
    /// Of the documents, and of the files of pages that are not published, those that nothing leads
    /// to: no link, no field, no text of the site's data, configuration and templates.
    pub fn unlinked_files(&self) -> Vec<Unlinked> {
        let waiting = self.files_of_hidden();
        let is_asked = |id: FileId, file: &SourceFile| {
            file.is_asset()
                && !file.path.starts_with("content/_")
                && (is_document(&file.path) && !is_of_the_web(&file.path, &self.sources)
                    || waiting.contains(&id))
        };
        let all = self.sources.under("content/");
        let mut left: BTreeMap<FileId, &str> = all
            .filter(|(id, file)| is_asked(*id, file))
            .map(|(id, file)| (id, file.name()))
            .collect();
        if left.is_empty() {
            return Vec::new();
        }
        let asked: HashSet<&str> = left.values().copied().collect();
        let mut names = HashSet::new();
        for page in &self.pages {
            for file in page.files.iter().flatten() {
                left.remove(file);
            }
            names.extend(self.led_to_by(page, &asked, &mut left));
        }
        left.retain(|_, name| !names.contains(*name));
        // A page that only names a document does not lead to it, wherever its text is kept.
        let hidden = self.hidden.pages().iter().map(|hidden| &hidden.page);
        let pages = self.pages.iter().map(|page| page.parsed.file);
        let pages: HashSet<FileId> = pages.chain(hidden.map(|page| page.parsed.file)).collect();
        let texts = self.sources.iter().filter(|(id, _)| !pages.contains(id));
        let texts = texts.map(|(_, file)| file);
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
            waits: unread || waiting.contains(&file) || self.hidden.documents.contains(name),
        };
        left.into_iter().map(unlinked).collect()
    }

    /// What pages that are not published lead to, and what lies in the folder of one that has its own.
    fn files_of_hidden(&self) -> HashSet<FileId> {
        let mut files = HashSet::new();
        for hidden in self.hidden.pages() {
            let page = &hidden.page;
            let links = page.parsed.links.iter().map(|link| &*link.target);
            let named = page.parsed.files.iter().map(|file| &*file.target);
            let mut targets: Vec<&str> = links.chain(named).collect();
            each_text(&page.parsed.fields, &mut |text| targets.push(text));
            let paths = targets
                .iter()
                .map(|target| decoded_path(parts(target.trim()).0));
            files.extend(paths.filter_map(|path| find(page, &self.sources, &path)));
            let path = &self.sources.get(page.parsed.file).path;
            let folder = path.strip_suffix("/index.md");
            if let Some(folder) = folder.filter(|folder| *folder != "content") {
                let prefix = format!("{folder}/");
                let beside = self.sources.under(&prefix);
                let own =
                    |file: &SourceFile| file.is_asset() && !file.path[prefix.len()..].contains('/');
                files.extend(beside.filter(|(_, file)| own(file)).map(|(id, _)| id));
            }
        }
        files
    }

    /// Takes the files that the links of a page find out of those that are left; of what has the
    /// name of one that is asked for, gives the names of others, such as those with the whole
    /// address of the site.
    fn led_to_by(
        &self,
        page: &Page,
        asked: &HashSet<&str>,
        left: &mut BTreeMap<FileId, &str>,
    ) -> Vec<String> {
        let mut names = Vec::new();
        for link in &page.parsed.links {
            let path = decoded_path(parts(link.target.trim()).0);
            let name = last_segment(&path);
            if !asked.contains(name) {
                continue;
            }
            match find(page, &self.sources, &path) {
                Some(file) => {
                    left.remove(&file);
                }
                None => names.push(name.to_owned()),
            }
        }
        names
    }
}

/// Whether a text of a page's front matter names a document, for a template to link it.
fn says(page: &Page, name: &str) -> bool {
    let mut found = false;
    each_text(&page.parsed.fields, &mut |text| {
        found |= text.contains(name)
    });
    found
}

/// Hands over every text of a page's fields.
fn each_text<'a>(fields: &'a Fields, with: &mut impl FnMut(&'a str)) {
    fn of_value<'a>(value: &'a Value, with: &mut impl FnMut(&'a str)) {
        match value {
            Value::Text(text) => with(text),
            Value::Group(fields) => each_text(fields, with),
            Value::List(items) => items.iter().for_each(|item| of_value(item, with)),
            _ => {}
        }
    }
    for entry in &fields.0 {
        of_value(&entry.value, with);
    }
}
