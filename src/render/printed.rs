//! Which sections are published as one page, and what is in each.

use crate::site::{PageId, PageKind, Route, Site};
use crate::slug::slug;
use crate::theme::{self, Strings};
use std::collections::{BTreeMap, HashMap};

/// The template of a section as one page; a theme without it has no such pages.
pub const TEMPLATE: &str = "print.html";

/// The sections that are published as one page, each with its address.
#[derive(Debug, Default)]
pub struct Printed(BTreeMap<PageId, Route>);

impl Printed {
    /// Those that the configuration names, in all languages of the site.
    pub fn new(site: &Site, strings: &Strings) -> Self {
        if !theme::has_template(site, TEMPLATE) {
            return Self::default();
        }
        let named = site.config.documentation.printed.iter();
        let languages = 0..=site.config.languages.len();
        let all = named.flat_map(|item| {
            let in_language = |id| site.find_in(id, item.folder());
            languages.clone().map(in_language)
        });
        let sections = all.flatten().filter_map(|id| {
            let page = site.page(id);
            let segment = slug(strings.print_segment(page.language));
            (page.kind != PageKind::Page).then(|| (id, page.route.child(&segment)))
        });
        Self(sections.collect())
    }

    /// Where a section is as one page.
    pub fn route(&self, section: PageId) -> Option<&Route> {
        self.0.get(&section)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &Route)> {
        self.0.iter().map(|(id, route)| (*id, route))
    }
}

/// The pages of a section in the order in which they are read, it first, each with how many levels
/// stand above it.
pub fn pages(site: &Site, section: PageId) -> Vec<(PageId, usize)> {
    let entry = site.navigation.of_page(section);
    let order = entry.map_or_else(Vec::new, |entry| site.navigation.pages(entry));
    let order = order.into_iter().enumerate().map(|(i, id)| (id, i));
    let mut found = vec![(section, 0)];
    collect(site, &order.collect(), (section, 0), &mut found);
    found
}

/// Adds what is below a section. Lists that keep an order of their own stand behind the rest.
fn collect(
    site: &Site,
    order: &HashMap<PageId, usize>,
    (section, above): (PageId, usize),
    found: &mut Vec<(PageId, usize)>,
) {
    let page = site.page(section);
    let mut below: Vec<PageId> = page
        .children
        .iter()
        .chain(&page.sections)
        .copied()
        .collect();
    below.sort_by_key(|id| order.get(id).copied().unwrap_or(usize::MAX));
    for id in below {
        found.push((id, above + 1));
        collect(site, order, (id, above + 1), found);
    }
}
