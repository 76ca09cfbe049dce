//! The versions of pages: which replaces which, and where what differs between them is shown.

use crate::site::{PageId, Route, Site, last_segment};
use crate::slug::slug;
use crate::theme::difference::TEMPLATE;
use crate::theme::{self, Strings};
use std::collections::{BTreeMap, BTreeSet};

/// The versions of all pages that have several.
#[derive(Debug, Default)]
pub struct Versions {
    /// By page, what it replaces, each with the address of what differs.
    replaced: BTreeMap<PageId, Vec<(PageId, Option<Route>)>>,
    /// By page, all versions of it, the newest first.
    all: BTreeMap<PageId, Vec<PageId>>,
}

/// A version of a page.
pub struct Version<'a> {
    /// The page.
    pub page: PageId,
    /// What it replaces, each with the address of what differs, if the theme shows it.
    pub replaced: &'a [(PageId, Option<Route>)],
}

impl Versions {
    /// Finds the versions of the pages of a site.
    pub fn new(site: &Site, strings: &Strings) -> Self {
        let replaced = site.replaced();
        let all = families(&replaced);
        let are_shown = theme::has_template(site, TEMPLATE);
        let with_routes = replaced.into_iter().map(|(id, old)| {
            let page = site.page(id);
            // It becomes a part of an address, so it may not lead elsewhere.
            let segment = slug(strings.differences_segment(page.language));
            let base = page.route.child(&segment);
            let route = |(i, old): (usize, &PageId)| match i {
                0 => base.clone(),
                _ => base.child(&slug(last_segment(&site.page(*old).path))),
            };
            let routes: Vec<Route> = old.iter().enumerate().map(route).collect();
            let routes = routes.into_iter().map(|route| are_shown.then_some(route));
            (id, old.into_iter().zip(routes).collect())
        });
        Self {
            replaced: with_routes.collect(),
            all,
        }
    }

    /// Every difference that is shown: the new page, the old one, the address.
    pub fn differences(&self) -> impl Iterator<Item = (PageId, PageId, &Route)> {
        let all = self.replaced.iter();
        all.flat_map(|(new, replaced)| {
            let shown = replaced.iter();
            shown.filter_map(|(old, route)| Some((*new, *old, route.as_ref()?)))
        })
    }

    /// The pages that replace others and that none replaces.
    pub fn newest(&self) -> impl Iterator<Item = PageId> {
        let all = self.all.iter();
        let newest = all.filter(|(id, versions)| versions.first() == Some(*id));
        newest.map(|(id, _)| *id)
    }

    /// The newest version of a page that has several.
    pub fn newest_of(&self, id: PageId) -> Option<PageId> {
        self.all.get(&id)?.first().copied()
    }

    /// The versions of a page, the newest first, itself among them; none if it is the only one.
    pub fn of(&self, id: PageId) -> impl Iterator<Item = Version<'_>> {
        let all = self.all.get(&id).map_or(&[][..], Vec::as_slice).iter();
        all.map(|page| Version {
            page: *page,
            replaced: self.replaced.get(page).map_or(&[][..], Vec::as_slice),
        })
    }
}

/// By page, all that are tied to it by replacing each other, each before what it replaces.
fn families(replaced: &BTreeMap<PageId, Vec<PageId>>) -> BTreeMap<PageId, Vec<PageId>> {
    let mut tied: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for (new, old) in replaced
        .iter()
        .flat_map(|(new, old)| old.iter().map(move |old| (new, old)))
    {
        tied.entry(*new).or_default().push(*old);
        tied.entry(*old).or_default().push(*new);
    }
    let mut families: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for first in tied.keys() {
        if families.contains_key(first) {
            continue;
        }
        let mut family = BTreeSet::new();
        let mut open = vec![*first];
        while let Some(id) = open.pop() {
            if family.insert(id) {
                open.extend(&tied[&id]);
            }
        }
        let ordered = ordered(&family, replaced);
        families.extend(family.into_iter().map(|id| (id, ordered.clone())));
    }
    families
}

/// Pages so that each stands before what it replaces. In a circle, which is reported as a mistake,
/// the rest stands in the order of the site.
fn ordered(family: &BTreeSet<PageId>, replaced: &BTreeMap<PageId, Vec<PageId>>) -> Vec<PageId> {
    let mut rest = family.clone();
    let mut ordered = Vec::with_capacity(family.len());
    while let Some(any) = rest.first().copied() {
        let is_replaced = |id: &PageId| {
            let mut by = rest.iter().filter_map(|new| replaced.get(new));
            by.any(|old| old.contains(id))
        };
        let next = rest.iter().copied().find(|id| !is_replaced(id));
        let next = next.unwrap_or(any);
        rest.remove(&next);
        ordered.push(next);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_from_the_newest() {
        let id = PageId;
        let replaced: BTreeMap<PageId, Vec<PageId>> = [
            (id(1), vec![id(5)]),
            (id(5), vec![id(0), id(3)]),
            (id(7), vec![id(8)]),
        ]
        .into();
        let families = families(&replaced);
        assert_eq!(families[&id(3)], [id(1), id(5), id(0), id(3)]);
        assert_eq!(families[&id(8)], [id(7), id(8)]);
        assert_eq!(families.len(), 6);
        let circle: BTreeMap<PageId, Vec<PageId>> =
            [(id(1), vec![id(2)]), (id(2), vec![id(1)])].into();
        assert_eq!(super::families(&circle)[&id(2)], [id(1), id(2)]);
    }
}
