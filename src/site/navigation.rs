//! The order in which a site is read: one tree for each of its languages.
//!
//! In: the pages in their folders, and what files and the configuration write down of their order.
//! Out: [`Navigation`]: entries with their labels, from which follow the tree beside a page, the
//! menu, and the pages before and after. Folders without a written order go by the place that pages
//! and folders give themselves, then by numbers in names, then by title.

mod grow;
mod items;
mod reading;
mod sidebars;
mod summary;
mod written;

pub use items::SECTION;
pub(super) use reading::{arrange, name, read};
pub use summary::targets as targets_of_book;

use super::ids::PageId;
use std::collections::HashMap;

/// The most entries of a menu in one line.
const MOST_IN_MENU: usize = 7;

/// An entry by its place in [`Navigation::entries`].
pub type EntryId = u32;

/// The order of a site.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// All entries; those below one stand behind it.
    pub entries: Vec<Entry>,
    /// By language, the entry of its home: all others stand below it.
    tops: Vec<Option<EntryId>>,
    /// Whether something besides the folders says it.
    is_written: bool,
    of_page: HashMap<PageId, EntryId>,
}

/// An entry of the tree.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it says, if that is not the name of its page.
    pub label: Option<String>,
    /// Where it leads, if anywhere.
    pub goal: Option<Goal>,
    /// The entry above.
    pub parent: Option<EntryId>,
    /// Entries below, in order.
    pub children: Vec<EntryId>,
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To a page.
    Page(PageId),
    /// To a place on a page, by its anchor.
    Place(PageId, String),
    /// To an address that is none of the site's.
    Elsewhere(String),
}

impl Navigation {
    /// An entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// The entry of a page, if it stands in the tree.
    pub fn of_page(&self, page: PageId) -> Option<EntryId> {
        self.of_page.get(&page).copied()
    }

    /// The entry of a language's home.
    pub fn top(&self, language: usize) -> Option<EntryId> {
        self.tops.get(language).copied().flatten()
    }

    /// The entries below the home of a language that a menu has room for; none where there are too
    /// many, and the whole tree stands beside each page. Pages beside folders are in the tree only.
    pub fn menu(&self, language: usize, is_section: impl Fn(PageId) -> bool) -> Vec<EntryId> {
        let top = self.top(language).map(|top| self.entry(top));
        let all = top.map_or(&[][..], |top| &top.children);
        let is_group = |id: &&EntryId| {
            let entry = self.entry(**id);
            let is_of_menu = match entry.goal {
                Some(Goal::Page(page)) => is_section(page),
                Some(Goal::Place(..) | Goal::Elsewhere(_)) => true,
                None => false,
            };
            is_of_menu || !entry.children.is_empty()
        };
        let groups: Vec<EntryId> = match self.is_written && all.len() <= MOST_IN_MENU {
            true => all.to_vec(),
            false => all.iter().filter(is_group).copied().collect(),
        };
        match groups.len() <= MOST_IN_MENU {
            true => groups,
            false => Vec::new(),
        }
    }

    /// An entry and all above it.
    pub fn above(&self, id: EntryId) -> impl Iterator<Item = EntryId> {
        std::iter::successors(Some(id), |id| self.entry(*id).parent)
    }

    /// The page that an entry leads to, or the first of those below it that do.
    pub fn first_page(&self, id: EntryId) -> Option<PageId> {
        let entry = self.entry(id);
        match entry.goal {
            Some(Goal::Page(page) | Goal::Place(page, _)) => Some(page),
            _ => entry.children.iter().find_map(|id| self.first_page(*id)),
        }
    }

    /// How many entries there are below one, at any depth.
    pub fn count(&self, id: EntryId) -> usize {
        let children = &self.entry(id).children;
        children.iter().map(|id| 1 + self.count(*id)).sum()
    }

    /// The pages below an entry, in the order in which they are read.
    pub fn pages(&self, id: EntryId) -> Vec<PageId> {
        fn collect(tree: &Navigation, id: EntryId, pages: &mut Vec<PageId>) {
            for child in &tree.entry(id).children {
                if let Some(Goal::Page(page)) = tree.entry(*child).goal {
                    pages.push(page);
                }
                collect(tree, *child, pages);
            }
        }
        let mut pages = Vec::new();
        collect(self, id, &mut pages);
        pages
    }
}
