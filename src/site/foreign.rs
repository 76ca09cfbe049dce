//! Paths as other programs write them, where they have one answer.
//!
//! `@/a.md` from the top, in letters of other case, and below a prefix under which the site stood:
//! `/docs/a/`. Which prefix that is follows from the links themselves.

mod known;

pub(super) use known::Foreign;

use super::address::{decoded_path, join_path, last_segment, page_name, parts};
use super::ids::PageId;
use super::model::Site;
use super::page::{Page, folder_of};
use crate::source::FileId;
use known::Names;
use std::collections::{BTreeMap, HashMap};

/// How many links have to lead somewhere without a prefix for it to be believed.
const ENOUGH: usize = 3;
/// How many names a prefix has at most.
const LONGEST: usize = 2;

/// Finds the page that a path means for a page, as our own links are written.
pub(super) type Find<'a> = &'a dyn Fn(&Page, &str) -> Option<PageId>;

impl Foreign {
    /// The page that a path means which is none of ours.
    pub fn page(&self, site: &Site, find: Find<'_>, from: &Page, path: &str) -> Option<PageId> {
        if !site.schema.open {
            return None;
        }
        if let Some(path) = path.strip_prefix("@/").or(path.strip_prefix("~/")) {
            return find(from, &format!("/{path}"));
        }
        if let Some(path) = path.strip_prefix("@site/") {
            // Below the folder of the whole site, in which that of the pages is one.
            let below = path.split_once('/').map(|(_, below)| below);
            let paths = [Some(path), below].into_iter().flatten();
            let mut found = paths.map(|path| find(from, &format!("/{path}")));
            return found.find_map(|page| page);
        }
        let without = || {
            let prefix = self.prefix.get_or_init(|| prefix(site, find)).as_deref()?;
            let rest = path.strip_prefix(prefix)?;
            let is_whole = rest.is_empty() || rest.starts_with('/');
            is_whole.then(|| find(from, &format!("{rest}/")))?
        };
        without()
            .or_else(|| self.other_case(site, from, path))
            .or_else(|| self.by_name(site, from, path))
            .or_else(|| self.without_numbers(site, from, path))
    }

    /// The file with a name, wherever it is, as Obsidian knows it.
    pub fn file(&self, site: &Site, path: &str) -> Option<FileId> {
        if !site.schema.open || path.contains('/') {
            return None;
        }
        let files = self.pages.files.get_or_init(|| {
            let mut files: HashMap<String, Option<FileId>> = HashMap::new();
            for (id, file) in site.sources.under("content/") {
                if file.is_asset() {
                    let name = last_segment(&file.path).to_lowercase();
                    let known = files.entry(name).or_insert(Some(id));
                    *known = known.filter(|known| *known == id);
                }
            }
            files
        });
        files.get(&path.to_lowercase()).copied().flatten()
    }

    /// The page whose path has numbers that say its place and are none of its address, as
    /// Docusaurus knows it.
    fn without_numbers(&self, site: &Site, from: &Page, path: &str) -> Option<PageId> {
        let bare = self.pages.bare.get_or_init(|| {
            let mut bare: HashMap<String, Option<PageId>> = HashMap::new();
            for (id, page) in site.ids().zip(&site.pages) {
                let known = bare.entry(unnumbered(&page.path)).or_insert(Some(id));
                *known = known.filter(|known| *known == id);
            }
            bare
        });
        let folder = folder_of(&site.sources, from.parsed.file);
        let folders = [folder, &from.route.as_str()[1..]];
        folders.into_iter().find_map(|folder| {
            let path = join_path(folder, path)?;
            let path = path.trim_end_matches('/');
            let name = [".mdx", ".md", ".html"]
                .iter()
                .find_map(|end| path.strip_suffix(end));
            bare.get(&unnumbered(name.unwrap_or(path)))
                .copied()
                .flatten()
        })
    }

    /// The page with a name, wherever it is, as Hugo and Obsidian know it.
    fn by_name(&self, site: &Site, from: &Page, path: &str) -> Option<PageId> {
        let names = self.pages.names.get_or_init(|| {
            let mut names = Names::new();
            for (id, page) in site.ids().zip(&site.pages) {
                let name = page.path.rsplit('/').next().unwrap_or_default();
                let known = names
                    .entry((page.language, name.to_lowercase()))
                    .or_insert(Some(id));
                *known = known.filter(|known| *known == id);
            }
            names
        });
        let name = path.to_lowercase();
        let is_name = !name.contains(['/', '.']);
        // Wikis of code write hyphens for the spaces of a name.
        let hyphened = name.replace(' ', "-");
        let mut written = [name, hyphened].into_iter().filter(|_| is_name);
        written.find_map(|name| names.get(&(from.language, name)).copied().flatten())
    }

    fn other_case(&self, site: &Site, from: &Page, path: &str) -> Option<PageId> {
        let lower = self.pages.lower.get_or_init(|| {
            let mut lower: HashMap<String, Option<PageId>> = HashMap::new();
            for (id, page) in site.ids().zip(&site.pages) {
                let paths = [
                    page.path.to_lowercase(),
                    page.route.as_str()[1..].to_lowercase(),
                ];
                for path in paths {
                    let path = path.trim_matches('/').to_owned();
                    let known = lower.entry(path).or_insert(Some(id));
                    *known = known.filter(|known| *known == id);
                }
            }
            lower
        });
        let folder = folder_of(&site.sources, from.parsed.file);
        let folders = [folder, &from.route.as_str()[1..]];
        folders.into_iter().find_map(|folder| {
            let path = join_path(folder, path)?.to_lowercase();
            let ends = [
                ".md",
                ".mdx",
                ".markdown",
                ".html",
                "/index",
                "/_index",
                "/readme",
            ];
            let mut name = path.as_str();
            for end in ends {
                name = name.strip_suffix(end).unwrap_or(name);
            }
            lower.get(name).copied().flatten()
        })
    }
}

/// The page at a path in a language into which it is not translated.
pub(super) fn untranslated(site: &Site, path: &str) -> Option<PageId> {
    let (language, own) = site.config.language_of(path);
    let is_one = site.schema.open && language > 0;
    is_one.then(|| site.by_path.get(own)).flatten().copied()
}

/// The path of a file in a folder as an address, where pages are called by the names of their files.
pub(super) fn bare<'p>(site: &Site, folder: &str, path: &'p str) -> &'p str {
    match site.schema.open && !folder.is_empty() {
        true => page_name(path, true),
        false => path,
    }
}

/// A path without the numbers that its names begin with: `02-guide/1.first` is `guide/first`.
fn unnumbered(path: &str) -> String {
    let names = path.split('/').map(|name| {
        let own = name.trim_start_matches(|c: char| c.is_ascii_digit());
        let bare = own.trim_start_matches(['-', '_', '.', ' ']);
        let is_number = own.len() < name.len() && bare.len() < own.len();
        let is_more = bare.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit());
        if is_number && !is_more { bare } else { name }
    });
    names.collect::<Vec<_>>().join("/")
}

/// The beginning of paths from the top without which most of them lead somewhere.
fn prefix(site: &Site, find: Find<'_>) -> Option<String> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for page in &site.pages {
        for link in page.parsed.links.iter().filter(|link| !link.image) {
            let path = decoded_path(parts(link.target.trim()).0);
            if !path.starts_with('/') || path.starts_with("//") || find(page, &path).is_some() {
                continue;
            }
            let ends = path.match_indices('/').map(|(at, _)| at).skip(1);
            for end in ends.take(LONGEST) {
                let (own, all) = counts.entry(path[..end].to_owned()).or_default();
                *all += 1;
                let rest = &path[end..];
                *own += usize::from(rest.len() > 1 && find(page, rest).is_some());
            }
        }
    }
    let believed = counts
        .into_iter()
        .filter(|(_, (own, all))| *own >= ENOUGH && own * 2 > *all);
    let most = believed.max_by_key(|(_, (own, _))| *own);
    most.map(|(prefix, _)| prefix)
}
