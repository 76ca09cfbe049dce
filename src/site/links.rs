//! Links and files: from what a page says to what it means.

use super::address::{Route, join_path, percent_decode};
use super::meta::{Image, image_parts};
use super::page::{Page, PageId, path_of};
use super::taxonomies::Taxonomy;
use super::{Site, folder_of};
use crate::config::Config;
use crate::content::{Link, fold};
use crate::diagnostic::{Diagnostic, Problem, Words, nearest};
use crate::schema::Schema;
use crate::source::{FileId, Sources};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, with what follows its address (`?q=…`, `#anchor`).
    Page(PageId, String),
    /// A file of the site.
    File(FileId),
    /// A page that the generator makes.
    Route(Route, String),
    /// An address elsewhere, or an anchor of the same page, as written.
    Verbatim(String),
    /// Nowhere; reported.
    Broken,
}

/// What resolving a page gives.
pub(super) struct Resolved {
    pub links: Vec<Target>,
    pub files: Vec<Option<FileId>>,
    pub image: Option<Image>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What is needed to resolve links.
pub(super) struct Resolver<'a> {
    pub pages: &'a [Page],
    pub by_path: &'a HashMap<String, PageId>,
    pub routes: &'a HashMap<Route, PageId>,
    pub taxonomies: &'a [Taxonomy],
    pub sources: &'a Sources,
    pub config: &'a Config,
    pub schema: &'a Schema,
    pub hidden: &'a HashSet<String>,
    /// The last segments of the paths of pages, for suggestions; made when a link is broken.
    pub names: OnceLock<Words<'a>>,
}

/// What is known of links from an earlier version of the site, in which every page had the address
/// that it has now.
pub(super) struct Known<'a> {
    pages: &'a [Arc<Page>],
    /// By page, whether it says something else now.
    changed: Vec<bool>,
}

impl<'a> Known<'a> {
    /// `None` if there are other addresses now.
    pub(super) fn new(before: &'a Site, pages: &[Page], taxonomies: &[Taxonomy]) -> Option<Self> {
        let same_addresses = before.pages.len() == pages.len()
            && before
                .pages
                .iter()
                .zip(pages)
                .all(|(a, b)| a.path == b.path && a.route == b.route)
            && generated(&before.taxonomies).eq(generated(taxonomies));
        let both = before.pages.iter().zip(pages);
        same_addresses.then(|| Self {
            pages: &before.pages,
            changed: both
                .map(|(a, b)| !Arc::ptr_eq(&a.parsed, &b.parsed))
                .collect(),
        })
    }

    /// The links of a page, if neither it nor a page that they lead to has changed, and none of
    /// these is superseded: what is said of those depends on further pages.
    pub(super) fn links_of(&self, id: PageId) -> Option<Resolved> {
        let page = &self.pages[id.0 as usize];
        let is_as_it_was = |target: &Target| match target {
            Target::Page(id, _) => {
                !self.changed[id.0 as usize] && !self.pages[id.0 as usize].superseded()
            }
            _ => true,
        };
        let kept = page.sound && !self.changed[id.0 as usize];
        (kept && page.links.iter().all(is_as_it_was)).then(|| Resolved {
            links: page.links.clone(),
            files: page.files.clone(),
            image: page.image.clone(),
            diagnostics: Vec::new(),
        })
    }
}

/// The addresses of the pages that taxonomies make.
fn generated(taxonomies: &[Taxonomy]) -> impl Iterator<Item = &Route> {
    taxonomies
        .iter()
        .flat_map(|t| std::iter::once(&t.route).chain(t.terms.iter().map(|term| &term.route)))
}

/// Extensions of files that are pictures.
const PICTURES: [&str; 7] = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

impl Resolver<'_> {
    /// Resolves the links and files of one page.
    pub(super) fn resolve(&self, id: PageId) -> Resolved {
        let page = &self.pages[id.0 as usize];
        let mut diagnostics = Vec::new();
        let links = page
            .parsed
            .links
            .iter()
            .map(|link| self.link(id, link, &mut diagnostics))
            .collect();
        let files: Vec<Option<FileId>> = page
            .parsed
            .files
            .iter()
            .map(|file| {
                let found = self.file(page, &decoded(&file.target));
                let picture = found.is_some_and(|id| is_picture(&self.sources.get(id).path));
                if found.is_none() || file.image && !picture {
                    let suggestion = self.nearest_file(page, &file.target);
                    let target = file.target.clone();
                    let problem = match file.image {
                        true => Problem::MissingImage { target, suggestion },
                        false => Problem::MissingFile { target, suggestion },
                    };
                    diagnostics.push(Diagnostic::new(problem, file.span));
                    return None;
                }
                found
            })
            .collect();
        let content_type = &self.schema.types[page.content_type()];
        let image = image_parts(&page.parsed, content_type).and_then(|(index, alt, credits)| {
            let file = files[index as usize]?;
            Some(Image { file, alt, credits })
        });
        Resolved {
            links,
            files,
            image,
            diagnostics,
        }
    }

    fn link(&self, id: PageId, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let page = &self.pages[id.0 as usize];
        let target = link.target.trim();
        let report = |problem| Diagnostic::new(problem, link.span);
        if let Some(scheme) = scheme(target) {
            let allowed = ["http", "https", "mailto", "tel"].contains(&scheme.as_str());
            if !allowed {
                diagnostics.push(report(Problem::UnsafeLink { scheme }));
                return Target::Broken;
            }
            return Target::Verbatim(target.to_owned());
        }
        if target.starts_with("//") {
            return Target::Verbatim(target.to_owned());
        }
        let end = target.find(['?', '#']).unwrap_or(target.len());
        let (path, suffix) = target.split_at(end);
        let anchor = suffix
            .find('#')
            .map(|i| &suffix[i + 1..])
            .filter(|anchor| !anchor.is_empty());
        let path = decoded(path);
        if path.is_empty() {
            if let Some(anchor) = anchor {
                self.check_anchor(page, page, anchor, target, link, diagnostics);
            }
            return Target::Verbatim(target.to_owned());
        }
        if link.image {
            return match self
                .file(page, &path)
                .filter(|id| is_picture(&self.sources.get(*id).path))
            {
                Some(file) => Target::File(file),
                None => {
                    let suggestion = self.nearest_file(page, &path);
                    diagnostics.push(report(Problem::MissingImage {
                        target: path.into_owned(),
                        suggestion,
                    }));
                    Target::Broken
                }
            };
        }
        if let Some(found) = self.page(page, &path) {
            let other = &self.pages[found.0 as usize];
            if let Some(anchor) = anchor {
                self.check_anchor(page, other, anchor, target, link, diagnostics);
            }
            if other.superseded() && found != id && !self.says_what_replaces(page, found) {
                diagnostics.push(report(Problem::SupersededLink {
                    target: other.meta.title.clone(),
                }));
            }
            return Target::Page(found, suffix.to_owned());
        }
        if let Some(file) = self.file(page, &path) {
            return Target::File(file);
        }
        if let Some(route) = self.generated(&path) {
            return Target::Route(route, suffix.to_owned());
        }
        let joined =
            join_path(folder_of(self.sources, page.parsed.file), &path).unwrap_or_default();
        let problem = if self
            .hidden
            .contains(&*self.config.localised(joined.trim_end_matches(".md")))
        {
            Problem::UnpublishedLink {
                target: path.into_owned(),
            }
        } else {
            match is_file_name(&path) {
                true => Problem::MissingFile {
                    suggestion: self.nearest_file(page, &path),
                    target: path.into_owned(),
                },
                false => Problem::BrokenLink {
                    suggestion: self.nearest_page(page, &path),
                    target: path.into_owned(),
                },
            }
        };
        diagnostics.push(report(problem));
        Target::Broken
    }

    /// Whether a page that links to a superseded one also says what replaces it: it links or
    /// refers to the replacement, or it is the replacement, or it is out of force itself.
    fn says_what_replaces(&self, page: &Page, superseded: PageId) -> bool {
        if page.superseded() || page.references.contains(&Some(superseded)) {
            return true;
        }
        let replacements = self.replacements(superseded);
        let links = page.parsed.links.iter().filter(|link| !link.image);
        links
            .filter_map(|link| {
                self.page(
                    page,
                    link.target.split(['?', '#']).next().unwrap_or_default(),
                )
            })
            .chain(page.references.iter().flatten().copied())
            .any(|id| replacements.contains(&id))
    }

    /// The pages that replace one: those it is tied to by a field that may not lead in a circle.
    fn replacements(&self, id: PageId) -> Vec<PageId> {
        let named = |page: &Page| -> Vec<PageId> {
            let references = page.parsed.references.iter().zip(&page.references);
            references
                .filter(|(r, _)| r.acyclic)
                .filter_map(|(_, target)| *target)
                .collect()
        };
        let mut replacements = named(&self.pages[id.0 as usize]);
        let groups = self.pages[id.0 as usize]
            .backlinks
            .iter()
            .flat_map(|group| &group.pages);
        replacements.extend(groups.filter(|by| named(&self.pages[by.0 as usize]).contains(&id)));
        replacements
    }

    /// The page meant by a path: that of a file, relative to this file or to the top, or an
    /// address of the site, relative to this page's address. A translation leads to translations
    /// where there are any, except to itself: there it leads to what it translates.
    fn page(&self, from: &Page, path: &str) -> Option<PageId> {
        let folder = folder_of(self.sources, from.parsed.file);
        let by_file = join_path(folder, path).and_then(|path| {
            let file = path.trim_end_matches('/');
            let name = file.strip_suffix(".md").or(file.strip_suffix(".markdown"));
            let name = name.unwrap_or(file);
            let path = self.config.localised(name);
            let (path, _) = path_of(&path);
            // A name that says its language means it, and a page means itself by no link.
            let free = from.language > 0 && path_of(name).0 == path;
            let translated = free.then(|| self.config.path_in(from.language, path));
            let translated = translated.filter(|path| *path != from.path);
            let translated = translated.and_then(|path| self.by_path.get(&path));
            translated.or_else(|| self.by_path.get(path)).copied()
        });
        let by_route = || {
            let path = join_path(&from.route.as_str()[1..], path)?;
            self.routes
                .get(&Route::page(path.trim_end_matches("/index.html")))
                .copied()
        };
        by_file.or_else(by_route)
    }

    /// The file meant by a path relative to this file, to this page's address or to the top.
    fn file(&self, from: &Page, path: &str) -> Option<FileId> {
        let folder = folder_of(self.sources, from.parsed.file);
        let folders = [folder, from.route.as_str().trim_start_matches('/')];
        let found = folders.into_iter().find_map(|folder| {
            self.sources
                .find(&format!("content/{}", join_path(folder, path)?))
        })?;
        self.sources.get(found).is_asset().then_some(found)
    }

    /// The page of a taxonomy or term at an address.
    fn generated(&self, path: &str) -> Option<Route> {
        let route = Route::page(&join_path("", path)?);
        generated(self.taxonomies)
            .find(|found| **found == route)
            .cloned()
    }

    fn check_anchor(
        &self,
        from: &Page,
        page: &Page,
        anchor: &str,
        target: &str,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let anchor = decoded(anchor);
        let known = |id: &str| page.parsed.headings.iter().any(|h| h.id == id);
        if known(&anchor) || page.parsed.anchors.iter().any(|id| *id == anchor) || anchor == "top" {
            return;
        }
        let shown = if std::ptr::eq(from, page) {
            &page.meta.title
        } else {
            target
        };
        let shown = shown.split('#').next().unwrap_or(target);
        let suggestion = nearest(&anchor, page.parsed.headings.iter().map(|h| h.id.as_str()));
        let problem = Problem::BrokenAnchor {
            target: shown.to_owned(),
            anchor: anchor.into_owned(),
            suggestion: suggestion.map(|id| format!("#{id}")),
        };
        diagnostics.push(Diagnostic::new(problem, link.span));
    }

    /// The path of the page most like a broken one, as a link would write it.
    fn nearest_page(&self, from: &Page, path: &str) -> Option<String> {
        let wanted = fold(last_segment(path.trim_end_matches('/')).trim_end_matches(".md"));
        let names = self.names.get_or_init(|| {
            let names: BTreeSet<&str> = self.pages.iter().map(|p| last_segment(&p.path)).collect();
            Words::new(names)
        });
        let found = names.nearest(&wanted)?;
        let pages = self.pages.iter().filter(|p| last_segment(&p.path) == found);
        let page = pages.min_by_key(|page| page.language != from.language)?;
        let file = &self.sources.get(page.parsed.file).path;
        let file = file.strip_prefix("content/")?;
        Some(relative(folder_of(self.sources, from.parsed.file), file))
    }

    fn nearest_file(&self, from: &Page, target: &str) -> Option<String> {
        let folder = folder_of(self.sources, from.parsed.file);
        let prefix = format!("content/{folder}");
        let below = self
            .sources
            .under(&prefix)
            .filter(|(_, file)| file.is_asset());
        nearest(
            target,
            below
                .filter_map(|(_, file)| file.path.strip_prefix(&prefix))
                .filter(|path| *path != target),
        )
    }
}

/// The last segment of a path.
fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The path from a folder to a file, both below the same top.
fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

/// Whether a path ends like that of a file other than a page.
fn is_file_name(path: &str) -> bool {
    let name = last_segment(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let short = (2..=5).contains(&extension.len()) && extension.chars().all(char::is_alphanumeric);
    short && !matches!(extension, "md" | "markdown" | "html" | "htm")
}

fn is_picture(path: &str) -> bool {
    let extension = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    PICTURES.contains(&extension.as_str())
}

/// The scheme of an address, lower case; control characters and spaces, which browsers skip, do
/// not hide it.
fn scheme(target: &str) -> Option<String> {
    target.find(':')?;
    let clean: String = target
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let (scheme, _) = clean.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// A path or anchor as it was meant; what is not UTF-8 once decoded stays as it was written.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    String::from_utf8(percent_decode(text).0).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Gives each page the pages whose text links to it, unless a field says so already.
pub(super) fn add_mentions(pages: &mut [Page]) {
    let mut mentions: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    for (i, page) in pages.iter().enumerate() {
        for target in &page.links {
            if let Target::Page(id, _) = target
                && id.0 as usize != i
                && pages[id.0 as usize].language == page.language
            {
                mentions[id.0 as usize].push(PageId(i as u32));
            }
        }
    }
    for (page, mut mentions) in pages.iter_mut().zip(mentions) {
        mentions.dedup();
        mentions.retain(|id| !page.backlinks.iter().any(|group| group.pages.contains(id)));
        page.mentions = mentions;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_disguises() {
        assert_eq!(
            scheme("java\tscript:alert(1)").as_deref(),
            Some("javascript")
        );
        assert_eq!(scheme(" JAVASCRIPT:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("pagina.md"), None);
    }

    #[test]
    fn paths_are_shown_as_links_write_them() {
        assert_eq!(relative("notizie/", "documenti/a.md"), "../documenti/a.md");
        assert_eq!(relative("a/b/", "a/c.md"), "../c.md");
        assert_eq!(relative("", "a.md"), "a.md");
    }

    #[test]
    fn percent_signs_are_decoded_where_they_can_be() {
        assert_eq!(decoded("a%20b%C3%A8"), "a bè");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%ff"), "%ff");
    }
}
