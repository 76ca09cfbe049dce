//! What was meant by a link that leads nowhere: the page, file or heading most like it.

use super::address::{join_path, last_segment, relative};
use super::files;
use super::model::Site;
use super::page::{Page, folder_of};
use crate::config::LanguageId;
use crate::diagnostic::{Candidates, is_near_name, nearest};
use crate::slug::fold;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Of how many headings of a page a suggestion is chosen: a page of thousands is made by a program.
const MOST_ANCHORS: usize = 200;

/// Finds out what was meant.
pub(super) struct Meant<'a> {
    site: &'a Site,
    /// Whether it is to be told, and so looked for.
    pub is_told: bool,
    /// The last segments of the paths of the pages of each language; made when a link is broken.
    names: OnceLock<Vec<Candidates<'a>>>,
}

impl<'a> Meant<'a> {
    pub fn new(site: &'a Site, is_told: bool) -> Self {
        Self {
            site,
            is_told,
            names: OnceLock::new(),
        }
    }

    /// The heading of a page most like one that is not there.
    pub fn anchor(&self, page: &Page, anchor: &str) -> Option<String> {
        let most = if self.is_told { MOST_ANCHORS } else { 0 };
        let headings = page.parsed.headings.iter().take(most);
        nearest(anchor, headings.map(|heading| heading.id.as_str()))
    }

    /// A link to the file of a translation that there is not: the file in the site's own language.
    fn without_language(&self, from: &Page, path: &str) -> Option<String> {
        let (name, tag) = path.strip_suffix(".md")?.rsplit_once('.')?;
        let mut locales = self.site.config.locales();
        locales.find(|locale| locale.language.eq_ignore_ascii_case(tag))?;
        let own = format!("{name}.md");
        let sources = &self.site.sources;
        let file = join_path(folder_of(sources, from.parsed.file), &own)?;
        sources.find(&format!("content/{file}"))?;
        Some(own)
    }

    /// The file most like one that is not there.
    pub fn file(&self, from: &Page, path: &str) -> Option<String> {
        let file = || files::nearest_file(from, &self.site.sources, path);
        self.is_told.then(file).flatten()
    }

    fn names_in(&self, language: LanguageId) -> Candidates<'a> {
        let pages = self.site.pages.iter();
        let pages = pages.filter(|page| page.language == language);
        let names: BTreeSet<&str> = pages.map(|page| last_segment(&page.path)).collect();
        Candidates::new(names)
    }

    /// The path of the page most like a broken one, as a link would write it.
    pub fn page(&self, from: &Page, path: &str) -> Option<String> {
        if !self.is_told {
            return None;
        }
        if let Some(own) = self.without_language(from, path) {
            return Some(own);
        }
        let wanted = fold(last_segment(path.trim_end_matches('/')).trim_end_matches(".md"));
        let names = self.names.get_or_init(|| {
            let languages = 0..=self.site.config.languages.len();
            languages.map(|language| self.names_in(language)).collect()
        });
        // A page of the own language first: its translation may have the old name still.
        let own = names.get(from.language).into_iter();
        let mut nearest = own.chain(names).filter_map(|names| names.nearest(&wanted));
        let found = nearest.find(|found| is_near_name(&wanted, found))?;
        let folders = folders_of(path);
        let is_near = |page: &&Arc<Page>| {
            let own = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            own.split('/').any(|name| folders.contains(name))
        };
        let named = || {
            let pages = self.site.pages.iter();
            pages.filter(|p| last_segment(&p.path) == found)
        };
        let same = |page: &&Arc<Page>| page.language == from.language;
        // Elsewhere a page that is called alike is hardly the one, unless it is the only one.
        let is_moved = found == wanted
            && last_segment(&from.path) != found
            && named().filter(same).count() == 1;
        let near = named().filter(|page| folders.is_empty() || is_moved || is_near(page));
        let page = near.min_by_key(|page| page.language != from.language)?;
        let sources = &self.site.sources;
        let file = &sources.get(page.parsed.file).path;
        let file = file.strip_prefix("content/")?;
        Some(relative(folder_of(sources, from.parsed.file), file))
    }
}

/// The names of the folders that a path writes.
fn folders_of(path: &str) -> BTreeSet<&str> {
    let (folders, _) = path
        .trim_end_matches('/')
        .rsplit_once('/')
        .unwrap_or(("", path));
    let names = folders.split('/');
    names
        .filter(|name| !matches!(*name, "" | "." | ".."))
        .collect()
}
