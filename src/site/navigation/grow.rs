//! Grows the tree of a site: what is written of a folder, and behind it what is in the folder.

use super::items::Order;
use super::written::Item;
use super::{Entry, EntryId, Goal, Navigation};
use crate::config::Config;
use crate::schema::Schema;
use crate::site::address::{Route, anchor_of, decoded, decoded_path, join_path, parts};
use crate::site::anchors::{self, Meaning};
use crate::site::elsewhere;
use crate::site::ids::PageId;
use crate::site::page::{Page, PageKind, path_of};
use crate::site::sections::{by_place, is_list_of_its_own};
use crate::source::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Deepest folder or list that is followed.
const DEEPEST: usize = 16;

/// What the tree grows from.
pub(super) struct Ground<'a> {
    pub pages: &'a [Page],
    pub by_path: &'a HashMap<String, PageId>,
    pub config: &'a Config,
    pub schema: &'a Schema,
    pub order: &'a Order,
    /// Pages by their addresses; made where something is written.
    pub by_route: HashMap<&'a Route, PageId>,
    /// Pages by the names that Docusaurus gives to documents; made where something goes by these.
    pub documents: HashMap<String, PageId>,
}

impl Ground<'_> {
    /// Where an entry of a folder's order leads; `None` if there is no such page.
    pub fn goal(&self, folder: &str, target: &str) -> Option<Goal> {
        let has_scheme = target.contains("://") || target.starts_with("mailto:");
        if has_scheme && elsewhere::leads(target, &self.config.base_url) {
            return Some(Goal::Elsewhere(target.to_owned()));
        }
        let path = decoded_path(parts(target).0);
        // From the top, as docfx writes it.
        let path = path
            .strip_prefix('~')
            .filter(|rest| rest.starts_with('/'))
            .unwrap_or(&path);
        let is_order = |name: &str| matches!(name, "toc.yml" | "toc.yaml" | "SUMMARY.md");
        let path = match path.rsplit_once('/') {
            Some((folder, name)) if is_order(name) => folder,
            _ => path,
        };
        let joined = join_path(&format!("{folder}/"), path);
        let from_top = join_path("", path);
        let found = |path: &str| {
            let ends = [".md", ".mdx", ".markdown", ".html"];
            let name = ends.iter().find_map(|end| path.strip_suffix(end));
            let name = self.config.localised(name.unwrap_or(path));
            let by_path = self.by_path.get(path_of(&name).0);
            by_path.or_else(|| self.by_route.get(&Route::page(&name)))
        };
        let mut paths = [joined.as_deref(), from_top.as_deref()]
            .into_iter()
            .flatten();
        let page = paths
            .find_map(found)
            .or_else(|| self.documents.get(path_of(joined.as_deref()?).0));
        let page = *page?;
        let Some(anchor) = anchor_of(target) else {
            return Some(Goal::Page(page));
        };
        let anchor = decoded(anchor);
        Some(match self.meaning(page, &anchor) {
            Some(Meaning::Top) => Goal::Page(page),
            Some(Meaning::Anchor(id)) => Goal::Place(page, id.into_owned()),
            None => Goal::Place(page, anchor.into_owned()),
        })
    }

    /// What an anchor means on a page.
    fn meaning<'b>(&'b self, page: PageId, anchor: &'b str) -> Option<Meaning<'b>> {
        let page = &self.pages[page.0 as usize];
        match page.parsed.anchors.iter().any(|own| own == anchor) {
            true => Some(Meaning::Anchor(Cow::Borrowed(anchor))),
            false => anchors::meaning(page, anchor),
        }
    }

    /// The folder of a page's own entries: that of its section.
    fn folder(&self, page: PageId) -> Option<&str> {
        let page = &self.pages[page.0 as usize];
        (page.kind != PageKind::Page).then_some(&*page.path)
    }
}

/// An entry that leads nowhere: to no page, or to one that does not have the anchor.
pub(super) struct Lost {
    pub target: String,
    pub anchor: Option<String>,
    pub span: Span,
}

/// A tree that grows.
pub(super) struct Growing<'a> {
    ground: &'a Ground<'a>,
    tree: Navigation,
    /// Pages that some folder's order names: they stand there and nowhere else.
    named: HashSet<PageId>,
    /// Those of them that are named by places on them alone: the first stands for the page.
    by_place: HashSet<PageId>,
    lost: Vec<Lost>,
}

impl<'a> Growing<'a> {
    pub fn new(ground: &'a Ground<'a>) -> Self {
        let mut growing = Self {
            ground,
            tree: Navigation::default(),
            named: HashSet::new(),
            by_place: HashSet::new(),
            lost: Vec::new(),
        };
        for written in &ground.order.folders {
            growing.name(&written.folder, &written.items);
        }
        let named = &growing.named;
        let is_home = |page: &PageId| ground.pages[page.0 as usize].kind == PageKind::Home;
        growing
            .by_place
            .retain(|page| !named.contains(page) && !is_home(page));
        growing.named.extend(&growing.by_place);
        growing
    }

    /// Remembers the pages that are named, and what leads to none.
    fn name(&mut self, folder: &str, items: &[Item]) {
        for item in items {
            match item
                .target
                .as_deref()
                .map(|target| (target, self.ground.goal(folder, target)))
            {
                Some((_, Some(Goal::Page(page)))) => drop(self.named.insert(page)),
                Some((target, Some(Goal::Place(page, anchor)))) => {
                    self.by_place.insert(page);
                    if self.ground.meaning(page, &anchor).is_none() {
                        self.lost.extend(item.span.map(|span| Lost {
                            target: parts(target).0.to_owned(),
                            anchor: Some(anchor),
                            span,
                        }));
                    }
                }
                Some((target, None)) => {
                    self.lost.extend(item.span.map(|span| Lost {
                        target: target.to_owned(),
                        anchor: None,
                        span,
                    }));
                }
                _ => {}
            }
            self.name(folder, &item.items);
        }
    }

    /// Grows the tree below the home of each language.
    pub fn grow(mut self, homes: &[Option<PageId>]) -> (Navigation, Vec<Lost>) {
        for home in homes {
            let top = home.map(|home| {
                let id = self.push(None, None, Some(Goal::Page(home)));
                self.section(home, id, 0);
                id
            });
            self.tree.tops.push(top);
        }
        (self.tree, self.lost)
    }

    fn push(
        &mut self,
        parent: Option<EntryId>,
        label: Option<String>,
        goal: Option<Goal>,
    ) -> EntryId {
        let id = self.tree.entries.len() as EntryId;
        if let Some(Goal::Page(page)) = goal {
            self.tree.of_page.entry(page).or_insert(id);
        }
        self.tree.entries.push(Entry {
            label,
            goal,
            parent,
            children: Vec::new(),
        });
        if let Some(parent) = parent {
            self.tree.entries[parent as usize].children.push(id);
        }
        id
    }

    /// The entries of a section.
    fn section(&mut self, section: PageId, below: EntryId, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let folder = self.ground.folder(section).unwrap_or("");
        let written = self.ground.order.items_of(folder);
        let mut is_complete = false;
        if let Some(written) = written {
            for item in &written.items {
                is_complete |= item.rest;
                self.item(folder, item, (section, below), depth + 1);
            }
        }
        if !is_complete {
            self.rest(section, below, depth);
        }
    }

    /// An entry of a folder's order.
    fn item(
        &mut self,
        folder: &str,
        item: &Item,
        (section, below): (PageId, EntryId),
        depth: usize,
    ) {
        if item.rest {
            return self.rest(section, below, depth);
        }
        let goal = item
            .target
            .as_deref()
            .and_then(|target| self.ground.goal(folder, target));
        if item.target.is_some() && goal.is_none() || depth > DEEPEST {
            return;
        }
        let goal = match goal {
            Some(Goal::Place(page, _)) if self.by_place.remove(&page) => Some(Goal::Page(page)),
            goal => goal,
        };
        let page = match goal {
            Some(Goal::Page(page)) => Some(page),
            _ => None,
        };
        // The home is what all stands below, and a second time a page says nothing new.
        let is_home =
            page.is_some_and(|page| self.ground.pages[page.0 as usize].kind == PageKind::Home);
        if page.is_some_and(|page| self.tree.of_page.contains_key(&page)) && item.items.is_empty() {
            return;
        }
        let id = match is_home {
            true => below,
            false => self.push(Some(below), item.label.clone(), goal),
        };
        for item in &item.items {
            self.item(folder, item, (section, id), depth + 1);
        }
        let own = page.filter(|page| item.items.is_empty() && self.ground.folder(*page).is_some());
        if let Some(page) = own.filter(|_| !is_home) {
            self.section(page, id, depth + 1);
        }
        let entry = self.tree.entry(id);
        if entry.goal.is_none() && entry.children.is_empty() {
            self.take_back(id);
        }
    }

    /// What is in a section and named nowhere.
    fn rest(&mut self, section: PageId, below: EntryId, depth: usize) {
        let pages = self.ground.pages;
        let page = &pages[section.0 as usize];
        let mut inside = page.sections.clone();
        if !is_list_of_its_own(pages, &page.children, self.ground.schema) {
            inside.extend(&page.children);
        }
        inside.retain(|id| !self.named.contains(id));
        by_place(pages, &mut inside, self.ground.schema);
        for id in inside {
            let page = &pages[id.0 as usize];
            let entry = self.push(Some(below), None, Some(Goal::Page(id)));
            if page.kind == PageKind::Page {
                continue;
            }
            self.section(id, entry, depth + 1);
            // A folder without a page of its own has nothing to say once its pages stand elsewhere.
            let is_empty = self.tree.entry(entry).children.is_empty()
                && page.children.iter().all(|id| self.named.contains(id));
            if page.parsed.front.is_none() && is_empty {
                self.take_back(entry);
            }
        }
    }

    /// Takes back the last entry.
    fn take_back(&mut self, id: EntryId) {
        debug_assert_eq!(
            id as usize + 1,
            self.tree.entries.len(),
            "nothing stands behind it"
        );
        let entry = self.tree.entries.pop();
        let Some(entry) = entry else { return };
        if let Some(Goal::Page(page)) = entry.goal {
            self.tree.of_page.remove(&page);
        }
        if let Some(parent) = entry.parent {
            self.tree.entries[parent as usize].children.pop();
        }
    }
}
