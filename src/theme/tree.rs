//! The tree beside a page: the order of its section, or of the whole site.
//!
//! It is drawn once for all pages that stand beside each other, by the theme's template, and the
//! link to each of them is marked in it: drawn for every page, it would take longer than the rest.

use super::site_view::{leads_out, title, top_entries, url};
use super::templates::{Context, Templates};
use super::view::{TreeEntryView, TreeView};
use crate::content::escape;
use crate::diagnostic::Diagnostic;
use crate::site::{EntryId, PageId, Site};
use std::sync::{Arc, OnceLock};

/// The template of the tree; a theme without it has none.
const TEMPLATE: &str = "tree.html";
/// Most entries of a level that are shown at once: the list of the section has them all.
const MOST_BESIDE: usize = 50;
/// Most entries of a tree that is shown with all that can be opened in it.
const MOST_CLOSED: usize = 80;
/// From how many pages beside each other a drawn tree is kept.
const KEPT_FROM: usize = 8;

/// A tree that was drawn, or that could not be.
type Drawn = OnceLock<Result<Arc<str>, Box<Diagnostic>>>;

/// The trees of a site.
#[derive(Default)]
pub struct Trees {
    /// By entry and part of what stands below it; empty where few pages would use it again.
    drawn: Vec<Vec<Drawn>>,
    /// By language, the entries of the menu: the tree is that of the one that a page stands below.
    menus: Vec<Vec<EntryId>>,
}

/// Which tree a page has.
#[derive(Clone, Copy)]
struct Scope {
    /// The entry whose tree it is.
    root: EntryId,
    /// The entry that is open: the page's own, or the one above.
    open: EntryId,
    /// Which part of what stands below that, where there is too much of it.
    part: usize,
}

impl Trees {
    /// The trees of a site, none of them drawn; nothing where the theme has no template for them.
    pub fn new(site: &Site, templates: &Templates) -> Self {
        if !templates.has(TEMPLATE) {
            return Self::default();
        }
        let parts = |below: usize| match below >= KEPT_FROM {
            true => below.div_ceil(MOST_BESIDE),
            false => 0,
        };
        let entries = site.navigation.entries.iter();
        let parts = entries.map(|entry| parts(entry.children.len()));
        Self {
            drawn: parts
                .map(|parts| (0..parts).map(|_| Drawn::new()).collect())
                .collect(),
            menus: (0..=site.config.languages.len())
                .map(|language| top_entries(site, language))
                .collect(),
        }
    }

    /// The tree beside a page, as HTML; `None` where there is none.
    ///
    /// # Errors
    /// If the template is wrong.
    pub fn of_page(
        &self,
        site: &Site,
        templates: &Templates,
        id: PageId,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let Some(scope) = self.scope(site, id) else {
            return Ok(None);
        };
        let language = site.page(id).language;
        let draw = || draw(site, templates, language, scope).map(Arc::from);
        let kept = self.drawn[scope.open as usize].get(scope.part);
        let drawn = match kept {
            Some(kept) => kept.get_or_init(draw).clone(),
            None => draw(),
        };
        Ok(Some(marked(&drawn?, &site.url(&site.page(id).route))))
    }

    fn scope(&self, site: &Site, id: PageId) -> Option<Scope> {
        let tree = &site.navigation;
        let page = site.page(id);
        let own = tree.of_page(id).filter(|_| !self.drawn.is_empty())?;
        let top = tree.top(page.language).filter(|top| *top != own)?;
        let entry = tree.entry(own);
        let open = match entry.children.is_empty() {
            true => entry.parent?,
            false => own,
        };
        let first = tree
            .above(own)
            .find(|id| tree.entry(*id).parent == Some(top))?;
        let grouped = self.menus[page.language].contains(&first);
        let root = match grouped && !tree.entry(first).children.is_empty() {
            true => first,
            false => top,
        };
        let below = &tree.entry(open).children;
        let place = below.iter().position(|id| *id == own).unwrap_or(0);
        let scope = Scope {
            root,
            open,
            part: place / MOST_BESIDE,
        };
        (tree.count(root) > 1).then_some(scope)
    }
}

/// Draws a tree.
fn draw(
    site: &Site,
    templates: &Templates,
    language: usize,
    scope: Scope,
) -> Result<String, Box<Diagnostic>> {
    let tree = &site.navigation;
    let way: Vec<EntryId> = tree.above(scope.open).collect();
    let drawing = Drawing {
        site,
        way: &way,
        scope,
        with_closed: tree.count(scope.root) <= MOST_CLOSED,
    };
    let (entries, hidden) = drawing.level(scope.root);
    let is_whole = tree.top(language) == Some(scope.root);
    let view = TreeView {
        title: (!is_whole).then(|| title(site, scope.root)),
        url: url(site, scope.root).filter(|_| !is_whole),
        entries,
        hidden,
    };
    let mut context = Context::new();
    context.insert("tree", view);
    let mut out = Vec::new();
    templates.render(language, TEMPLATE, &context, None, &mut out)?;
    Ok(String::from_utf8(out).expect("templates write text"))
}

/// A tree that is being drawn.
struct Drawing<'a> {
    site: &'a Site,
    /// The entry that is open and all above it.
    way: &'a [EntryId],
    scope: Scope,
    /// Whether what is closed is there too, to be opened.
    with_closed: bool,
}

impl Drawing<'_> {
    /// The entries below one, and how many of them there is no room for.
    fn level(&self, id: EntryId) -> (Vec<TreeEntryView>, usize) {
        let all = &self.site.navigation.entry(id).children;
        let open = all.iter().position(|id| self.way.contains(id));
        let part = match id == self.scope.open {
            true => self.scope.part,
            false => open.unwrap_or(0) / MOST_BESIDE,
        };
        let shown = all.chunks(MOST_BESIDE).nth(part).unwrap_or(&[]);
        let views = shown.iter().map(|id| self.view(*id)).collect();
        (views, all.len() - shown.len())
    }

    fn view(&self, id: EntryId) -> TreeEntryView {
        let open = self.way.contains(&id);
        let entry = self.site.navigation.entry(id);
        let (children, hidden) = match open || self.with_closed {
            true => self.level(id),
            false => (Vec::new(), 0),
        };
        let first = || {
            let page = self.site.navigation.first_page(id)?;
            Some(self.site.url(&self.site.page(page).route))
        };
        TreeEntryView {
            title: title(self.site, id),
            // What cannot be opened here leads to where it is open.
            url: url(self.site, id).or_else(|| first().filter(|_| children.is_empty())),
            external: leads_out(self.site, id),
            open,
            more: children.is_empty() && !entry.children.is_empty(),
            children,
            hidden,
        }
    }
}

/// A tree in which the link to an address is that of the page which is shown.
fn marked(tree: &str, url: &str) -> String {
    let link = format!("href=\"{}\"", escape(url));
    match tree.find(&link) {
        Some(at) => {
            let (before, after) = tree.split_at(at + link.len());
            format!("{before} aria-current=\"page\"{after}")
        }
        None => tree.to_owned(),
    }
}
