//! Lists that the other program made by itself, and what there is of them here.

use super::address::normal;
use super::answer::{Own, answers};
use super::left::{Left, What};
use super::plan::{List, Plan};
use super::settings::Entry;
use crate::pipeline::Build;
use crate::slug::slug;
use std::collections::{BTreeSet, HashMap};

/// Leads the addresses of lists that are elsewhere here to where they are, and those of lists that are
/// not to what stands in their place.
pub(super) fn lead_on(plan: &mut Plan, first: &Build, old: &HashMap<String, (usize, String)>) {
    let lists = std::mem::take(&mut plan.lists);
    for list in lists {
        let address = normal(&list.address);
        if answers(first, &address) || old.contains_key(&address) {
            plan.lists.push(list);
            continue;
        }
        if let Some(route) = route(&list, first) {
            plan.redirects.push((address, route));
        } else if let Some(otherwise) = list.otherwise {
            let what = What::Elsewhere(address.clone(), otherwise.clone());
            plan.left.push(Left::new(what, "content/", None));
            plan.redirects.push((address, otherwise));
        } else {
            plan.lists.push(list);
        }
    }
}

/// Where the list of a term, or of the terms of a field, is here.
fn route(list: &List, first: &Build) -> Option<String> {
    let (field, term) = list.of.as_ref()?;
    let mut taxonomies = first.renderer.site().taxonomies.iter();
    let taxonomy = taxonomies.find(|own| own.name == slug(field))?;
    if term.is_empty() {
        return Some(taxonomy.route.as_str().to_owned());
    }
    let is_it =
        |label: &str| label.to_lowercase() == term.to_lowercase() || slug(label) == slug(term);
    let term = taxonomy.terms.iter().find(|own| is_it(&own.label))?;
    Some(term.route.as_str().to_owned())
}

/// The path and the name of the page that a list at an address is to have.
pub(super) fn page(address: &str, first: &Build) -> Option<(String, String)> {
    let taxonomies = first.renderer.site().taxonomies.iter();
    let mut lists = taxonomies.flat_map(|own| {
        let terms = own.terms.iter().map(|term| (&term.route, &term.label));
        terms.chain([(&own.route, &own.label)])
    });
    let (route, name) = lists.find(|(route, _)| route.as_str() == address)?;
    Some((route.as_str().trim_matches('/').to_owned(), name.clone()))
}

/// Gives the lists to which a menu leads pages of their own, since entries lead to pages.
pub(super) fn head(menu: &[Entry], plan: &mut Plan, first: &Build, own: &mut HashMap<String, Own>) {
    for entry in menu {
        let address = normal(entry.target.as_deref().unwrap_or_default());
        if let Some((path, name)) = page(&address, first)
            && !plan
                .pages
                .iter()
                .any(|page| page.to == format!("{path}/_index.md"))
        {
            plan.heading(&path, &name, vec![address.clone()]);
            let route = address;
            own.insert(format!("{path}/_index.md"), Own { route, path });
        }
        head(&entry.below, plan, first, own);
    }
}

/// Adds an address at which a list answers too: on a page of its own, which has a name and no text.
pub(super) fn add_alias(plan: &mut Plan, path: &str, name: String, address: String) {
    let to = format!("{path}/_index.md");
    if let Some(page) = plan.pages.iter_mut().find(|page| page.to == to) {
        return page.old.push(address);
    }
    plan.heading(path, &name, vec![format!("/{path}/"), address]);
}

/// Rules for feeds: to that of the page that was at the address of the list, else to that of all.
pub(super) fn feeds(
    plan: &Plan,
    first: &Build,
    old: &HashMap<String, (usize, String)>,
    own: &HashMap<String, Own>,
) -> Vec<(String, String)> {
    let feeds = plan.feeds.iter().map(|(from, list)| {
        let page = old.get(&normal(list)).map(|(page, _)| &plan.pages[*page]);
        let route = page.and_then(|page| Some(own.get(&page.to)?.route.as_str()));
        let own = route.map(|route| format!("{route}feed.xml"));
        let is_there = |feed: &String| answers(first, feed);
        let to = own
            .filter(is_there)
            .unwrap_or_else(|| "/feed.xml".to_owned());
        (normal(from), to)
    });
    let mut seen = BTreeSet::new();
    let is_new = |(from, to): &(String, String)| from != to && seen.insert(from.clone());
    feeds.filter(is_new).collect()
}
