//! Links: from what a page says to what it means, among all that the site will publish.

use super::address::{
    Route, anchor_of, decoded, decoded_path, join_path, page_name, parts, without_index,
};
use super::anchors::{self, Meaning};
use super::days;
use super::elsewhere::{self, Address, is_file_name};
use super::files::{find, is_picture, leads_out, missing};
use super::foreign;
use super::freshness;
use super::ids::{PageId, Target};
use super::meant::Meant;
use super::mentions::mentions;
use super::model::Site;
use super::page::{Page, folder_of, path_of};
use crate::content::{Link, is_note_anchor, template};
use crate::diagnostic::{Diagnostic, FEW, FileCause, Problem, Slip};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is published at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A page, or what leads on to it.
    Page(PageId),
    /// Anything else.
    Other,
}

/// What the site publishes where; nothing else exists for its links.
pub type Addresses<'a> = &'a (dyn Fn(&Route) -> Option<Found> + Sync);

/// Finds out where the links of all pages lead, reports those that lead nowhere, and tells each page
/// of those that link to it. `before` is an earlier version with the same files and schema, of which
/// is kept what has not changed; `suggests` asks for what was meant
/// by those that lead nowhere, however many they are.
pub fn link(
    mut site: Site,
    addresses: Addresses<'_>,
    before: Option<&Site>,
    suggests: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let known = before.and_then(|before| Known::new(before, &site, addresses));
    if let Some(before) = before.filter(|_| known.is_some()) {
        site.foreign = Arc::new(before.foreign.of_same_addresses());
    }
    let mut resolver = Resolver {
        site: &site,
        addresses,
        meant: Meant::new(&site, suggests),
    };
    let mut resolved: Vec<Resolved> = (0..site.pages.len() as u32)
        .into_par_iter()
        .map(PageId)
        .map(|id| {
            let known = known.as_ref().and_then(|known| known.links_of(id));
            known.unwrap_or_else(|| resolver.resolve(site.page(id)))
        })
        .collect();
    let mut of_hidden = Vec::new();
    let count = resolved.iter().map(|page| page.diagnostics.len());
    if !suggests && count.sum::<usize>() <= FEW {
        // So few are told one by one.
        resolver.meant.is_told = true;
        for (page, resolved) in site.pages.iter().zip(&mut resolved) {
            if !resolved.diagnostics.is_empty() {
                *resolved = resolver.resolve(page);
            }
        }
    }
    for hidden in site.hidden.pages() {
        let found = resolver.resolve(&hidden.page);
        of_hidden.push(found.links);
        diagnostics.extend(hidden.reported(found.diagnostics));
    }
    let targets = resolved.iter().map(|resolved| &resolved.links[..]);
    let mentions = mentions(&site, targets);
    let hidden = Arc::get_mut(&mut site.hidden).expect("nobody else has a site without links");
    for (page, links) in hidden.pages_mut().zip(of_hidden) {
        page.links = links;
    }
    for ((page, resolved), mentions) in site.pages.iter_mut().zip(resolved).zip(mentions) {
        let page = Arc::get_mut(page).expect("nobody else has pages whose links are not known");
        page.links = resolved.links;
        page.sound = resolved.diagnostics.is_empty();
        page.mentions = mentions;
        diagnostics.extend(resolved.diagnostics);
    }
    days::announce(&site, diagnostics);
    freshness::announce(&site, diagnostics);
    site
}

/// What is wrong with where the links of a page lead, on a site that is there already.
pub(super) fn of_page(site: &Site, addresses: Addresses<'_>, page: &Page) -> Vec<Diagnostic> {
    let resolver = Resolver {
        site,
        addresses,
        meant: Meant::new(site, true),
    };
    resolver.resolve(page).diagnostics
}

/// What resolving a page gives.
struct Resolved {
    links: Vec<Target>,
    diagnostics: Vec<Diagnostic>,
}

/// What is needed to resolve links.
struct Resolver<'a> {
    site: &'a Site,
    addresses: Addresses<'a>,
    meant: Meant<'a>,
}

/// What is known of links from an earlier version of the site, in which every page had the address
/// that it has now.
struct Known<'a> {
    pages: &'a [Arc<Page>],
    addresses: Addresses<'a>,
    /// By page, whether it says something else now.
    changed: Vec<bool>,
}

impl<'a> Known<'a> {
    /// `None` if pages have other addresses now.
    fn new(before: &'a Site, now: &Site, addresses: Addresses<'a>) -> Option<Self> {
        let both = before.pages.iter().zip(&now.pages);
        let same_addresses = before.pages.len() == now.pages.len()
            && both
                .clone()
                .all(|(a, b)| a.path == b.path && a.route == b.route);
        same_addresses.then(|| Self {
            pages: &before.pages,
            addresses,
            changed: both
                .map(|(a, b)| !Arc::ptr_eq(&a.parsed, &b.parsed))
                .collect(),
        })
    }

    /// The links of a page, if neither it nor what they lead to has changed, and none of these is
    /// superseded: what is said of those depends on further pages.
    fn links_of(&self, id: PageId) -> Option<Resolved> {
        let page = &self.pages[id.0 as usize];
        let is_as_it_was = |target: &Target| match target {
            Target::Page(id, _) => {
                !self.changed[id.0 as usize] && !self.pages[id.0 as usize].superseded()
            }
            Target::Route(route, _) => (self.addresses)(route) == Some(Found::Other),
            _ => true,
        };
        let kept = page.sound && !self.changed[id.0 as usize];
        (kept && page.links.iter().all(is_as_it_was)).then(|| Resolved {
            links: page.links.clone(),
            diagnostics: Vec::new(),
        })
    }
}

impl Resolver<'_> {
    /// Resolves the links of one page.
    fn resolve(&self, page: &Page) -> Resolved {
        let mut diagnostics = Vec::new();
        let links = page.parsed.links.iter();
        let links = links
            .map(|link| self.link(page, link, &mut diagnostics))
            .collect();
        let mut told = BTreeSet::new();
        diagnostics.retain(|diagnostic| match &diagnostic.problem {
            Problem::ExternalImage { host } => told.insert(host.clone()),
            // One cause, however often a page has it.
            Problem::BrokenLink { target, .. }
            | Problem::MissingFile { target, .. }
            | Problem::MissingImage { target, .. } => told.insert(target.clone()),
            _ => true,
        });
        Resolved { links, diagnostics }
    }

    fn link(&self, page: &Page, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let written = link.target.trim();
        let target = match elsewhere::read(written, &self.site.config.base_url) {
            Address::Path(target) => target,
            Address::Elsewhere(host) => {
                if let Some(host) = host.filter(|_| link.image && !self.site.schema.open) {
                    let host = host.to_owned();
                    diagnostics.push(Diagnostic::new(Problem::ExternalImage { host }, link.span));
                }
                return Target::Verbatim(written.to_owned());
            }
            Address::Wrong(problem) => return self.broken(problem, link, diagnostics),
        };
        let target = self.below_prefix(page, &target);
        let (path, suffix) = parts(target);
        let anchor = anchor_of(suffix);
        let path = decoded_path(path);
        if path.is_empty() {
            return self.within(page, target, link, diagnostics);
        }
        let sources = &self.site.sources;
        if link.image {
            return self.picture(page, &path, link, diagnostics);
        }
        let to_page = |found, diagnostics: &mut Vec<Diagnostic>| {
            let other = self.site.page(found);
            let meant = anchor.and_then(|anchor| {
                self.check_anchor((page, other), anchor, target, link, diagnostics)
            });
            let is_same = other.path == page.path;
            if other.superseded() && !is_same && !self.says_what_replaces(page, found) {
                let target = other.meta.title.clone();
                diagnostics.push(Diagnostic::new(
                    Problem::SupersededLink { target },
                    link.span,
                ));
            }
            Target::Page(found, meant.unwrap_or_else(|| suffix.to_owned()))
        };
        if let Some(found) = self.page(page, &path) {
            return to_page(found, diagnostics);
        }
        let named = || self.site.foreign.file(self.site, &path);
        if let Some(file) = find(page, sources, &path).or_else(named) {
            return Target::File(file);
        }
        if self.site.config.is_external(target) {
            return Target::Verbatim(written.to_owned());
        }
        match self.generated(page, &path) {
            Some((_, Found::Page(found))) => to_page(found, diagnostics),
            Some((route, Found::Other)) => Target::Route(route, suffix.to_owned()),
            None => match self.elsewhere_written(page, &path) {
                Some(found) => to_page(found, diagnostics),
                None => self.broken(self.unknown(page, &path, target), link, diagnostics),
            },
        }
    }

    /// A path without the prefix that the site is published below, unless it leads somewhere with it.
    fn below_prefix<'t>(&self, page: &Page, target: &'t str) -> &'t str {
        let Some(rest) = elsewhere::below(target, &self.site.config.base_url) else {
            return target;
        };
        let path = decoded_path(parts(target).0);
        let is_there =
            self.page(page, &path).is_some() || find(page, &self.site.sources, &path).is_some();
        if is_there { target } else { rest }
    }

    /// The page that a path means as another program writes it.
    fn elsewhere_written(&self, page: &Page, path: &str) -> Option<PageId> {
        let find = |from: &Page, path: &str| self.page(from, path);
        self.site.foreign.page(self.site, &find, page, path)
    }

    /// A link to an anchor of its own page.
    fn within(
        &self,
        page: &Page,
        target: &str,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let anchor = anchor_of(parts(target).1);
        let meant = anchor
            .and_then(|anchor| self.check_anchor((page, page), anchor, target, link, diagnostics));
        let own = self.site.by_path.get(&page.path);
        match (meant, own) {
            (Some(anchor), Some(own)) if anchor.is_empty() => Target::Page(*own, anchor),
            (Some(anchor), _) if !anchor.is_empty() => Target::Verbatim(anchor),
            _ => Target::Verbatim(target.to_owned()),
        }
    }

    /// The picture at a path; a file that browsers do not show as one is offered as it is.
    fn picture(
        &self,
        page: &Page,
        path: &str,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let sources = &self.site.sources;
        let named = || self.site.foreign.file(self.site, path);
        let Some(file) = find(page, sources, path).or_else(named) else {
            let suggestion = || self.meant.file(page, path);
            let problem = missing(page, sources, path.to_owned(), true, suggestion);
            return self.broken(problem, link, diagnostics);
        };
        if !is_picture(&sources.get(file).path) {
            let target = path.to_owned();
            diagnostics.push(Diagnostic::new(Problem::PictureKind { target }, link.span));
        }
        Target::File(file)
    }

    /// Reports a link that leads nowhere. Without a schema it stays as it was written: something
    /// else on the host may know it.
    fn broken(&self, problem: Problem, link: &Link, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let target = match &problem {
            Problem::UnpublishedLink { .. } => Target::Unpublished,
            Problem::UnsafeLink { scheme } if elsewhere::runs(scheme) => Target::Broken,
            _ if self.site.schema.open => Target::Verbatim(link.target.trim().to_owned()),
            _ => Target::Broken,
        };
        diagnostics.push(Diagnostic::new(problem, link.span));
        target
    }

    /// What to say of a path at which nothing is published; `written` is the whole address.
    fn unknown(&self, page: &Page, path: &str, written: &str) -> Problem {
        let target = path.to_owned();
        if self.is_hidden(page, path) {
            return Problem::UnpublishedLink { target };
        }
        if let Some(construct) = template(written) {
            let slip = Slip::ForeignSyntax {
                construct,
                count: 1,
            };
            return Problem::Slip { slip };
        }
        if let Some(problem) = elsewhere::meant(written) {
            return problem;
        }
        let other = self.otherwise_written(page, path);
        match is_file_name(path) {
            true => missing(page, &self.site.sources, target, false, || {
                other.or_else(|| self.meant.file(page, path))
            }),
            false => match other.or_else(|| self.meant.page(page, path)) {
                None if leads_out(page, &self.site.sources, path) => {
                    Problem::File(FileCause::Outside { target })
                }
                suggestion => Problem::BrokenLink { target, suggestion },
            },
        }
    }

    /// A path as it would lead somewhere: with slashes for backslashes, or in small letters.
    fn otherwise_written(&self, page: &Page, path: &str) -> Option<String> {
        let slashes = path.replace('\\', "/");
        let lower = slashes.to_lowercase();
        let mut others = [slashes, lower].into_iter().filter(|other| other != path);
        others.find(|other| {
            self.page(page, other).is_some() || find(page, &self.site.sources, other).is_some()
        })
    }

    /// Whether a path is that of a page that is not to be published.
    fn is_hidden(&self, page: &Page, path: &str) -> bool {
        let folder = folder_of(&self.site.sources, page.parsed.file);
        join_path(folder, path).is_some_and(|joined| {
            let name = page_name(&joined, self.site.schema.open);
            let path = self.site.config.localised(name);
            self.site
                .hidden
                .contains(path_of(&path).0, &format!("/{joined}/"))
        })
    }

    /// Whether a page that links to a superseded one also says what replaces it: it links or
    /// refers to the replacement, or it is the replacement, or it is out of force itself.
    fn says_what_replaces(&self, page: &Page, superseded: PageId) -> bool {
        if page.superseded() || page.references.contains(&Some(superseded)) {
            return true;
        }
        let replacements = self.site.replacements(superseded);
        let links = page.parsed.links.iter().filter(|link| !link.image);
        let base = &self.site.config.base_url;
        links
            .filter_map(|link| match elsewhere::read(link.target.trim(), base) {
                Address::Path(target) => self.page(page, &decoded_path(parts(&target).0)),
                _ => None,
            })
            .chain(page.references.iter().flatten().copied())
            .any(|id| replacements.contains(&id))
    }

    /// The page meant by a path: that of a file, relative to this file or to the top, or an
    /// address of the site, relative to this page's address. A translation leads to translations
    /// where there are any, except to itself: there it leads to what it translates.
    fn page(&self, from: &Page, path: &str) -> Option<PageId> {
        let site = self.site;
        let folder = folder_of(&site.sources, from.parsed.file);
        let by_file = join_path(folder, path).and_then(|path| {
            let file = path.trim_end_matches('/');
            let name = page_name(file, site.schema.open);
            let path = site.config.localised(name);
            let (path, _) = path_of(&path);
            // A name that says its language means it, and a page means itself by no link.
            let free = from.language > 0 && path_of(name).0 == path;
            let translated = free.then(|| site.config.path_in(from.language, path));
            let translated = translated.filter(|path| *path != from.path);
            let translated = translated.and_then(|path| site.by_path.get(&path));
            let found = translated.or_else(|| site.by_path.get(path)).copied();
            found.or_else(|| foreign::untranslated(site, path))
        });
        let by_route = || {
            let path = join_path(&from.route.as_str()[1..], path)?;
            let route = Route::page(page_name(without_index(&path), site.schema.open));
            match (self.addresses)(&route)? {
                Found::Page(id) => Some(id),
                Found::Other => None,
            }
        };
        by_file.or_else(by_route)
    }

    /// What else is published at an address from the top, or relative to this page's address or
    /// file.
    fn generated(&self, from: &Page, path: &str) -> Option<(Route, Found)> {
        let folder = folder_of(&self.site.sources, from.parsed.file);
        let folders = ["", &from.route.as_str()[1..], folder];
        let paths = folders
            .into_iter()
            .filter_map(|folder| Some((folder, join_path(folder, path)?)));
        let routes = paths.filter(|(_, path)| !path.is_empty());
        let routes = routes.flat_map(|(folder, joined)| {
            let name = foreign::bare(self.site, folder, &joined);
            let page = Route::page(without_index(name));
            let file = (!path.ends_with('/')).then(|| Route::file(&joined));
            [Some(page), file]
        });
        routes.flatten().find_map(|route| {
            let found = (self.addresses)(&route)?;
            Some((route, found))
        })
    }

    /// Reports an anchor that a page does not have. What stands in its place is returned, where it
    /// is written as another program does: with its sign, or nothing for the beginning of the page.
    fn check_anchor(
        &self,
        (from, page): (&Page, &Page),
        anchor: &str,
        target: &str,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let anchor = decoded(anchor);
        // The theme has something of the same name: the heading is meant.
        let is_taken = self.site.schema.taken_ids.contains(&*anchor);
        if let Some(id) = anchors::renamed(page, &anchor).filter(|_| is_taken) {
            return Some(format!("#{id}"));
        }
        let mut headings = page.parsed.headings.iter();
        if headings.any(|heading| heading.id == anchor)
            || page.parsed.anchors.iter().any(|id| *id == anchor)
            || anchor == "top"
            || is_note_anchor(&anchor)
            || is_taken
        {
            return None;
        }
        if self.site.schema.open
            && let Some(meaning) = anchors::meaning(page, &anchor)
        {
            return Some(match meaning {
                Meaning::Anchor(id) => format!("#{id}"),
                Meaning::Top => String::new(),
            });
        }
        let shown = if std::ptr::eq(from, page) {
            &page.meta.title
        } else {
            target
        };
        let shown = shown.split('#').next().unwrap_or(target);
        let suggestion = self.meant.anchor(page, &anchor);
        let problem = Problem::BrokenAnchor {
            target: shown.to_owned(),
            anchor: anchor.into_owned(),
            suggestion: suggestion.map(|id| format!("#{id}")),
        };
        diagnostics.push(Diagnostic::new(problem, link.span));
        None
    }
}
