//! Menus: their entries in their places, and by page.

use super::address::normal;
use super::left::{Left, What};
use super::page::wanted;
use super::plan::Plan;
use super::settings::{Entry, Settings, is_elsewhere};
use std::collections::{BTreeMap, HashMap};

/// An entry of a menu that says below which other one it stands.
pub(super) struct Placed {
    pub entry: Entry,
    /// What entries below it call it.
    pub name: Option<String>,
    pub parent: Option<String>,
}

/// Entries in their places, in the order given. What names none that there is comes last.
pub(super) fn nested(items: Vec<Placed>) -> Vec<Entry> {
    let (top, mut inner): (Vec<Placed>, Vec<Placed>) =
        items.into_iter().partition(|item| item.parent.is_none());
    let mut entries: Vec<Entry> = Vec::new();
    for mut item in top {
        take_below(item.name.as_deref(), &mut inner, &mut item.entry.below);
        entries.push(item.entry);
    }
    entries.extend(inner.into_iter().map(|item| item.entry));
    entries
}

/// Moves what stands below a name to where it belongs.
fn take_below(name: Option<&str>, inner: &mut Vec<Placed>, below: &mut Vec<Entry>) {
    let is_below = |item: &Placed| name.is_some() && item.parent.as_deref() == name;
    let (own, rest) = std::mem::take(inner).into_iter().partition(is_below);
    *inner = rest;
    for mut item in own {
        take_below(item.name.as_deref(), inner, &mut item.entry.below);
        below.push(item.entry);
    }
}

/// The menus of a site, whose entries lead to old addresses.
pub(super) struct Menus {
    main: Vec<Entry>,
    footer: Vec<Entry>,
    of_languages: BTreeMap<String, Vec<Entry>>,
}

impl Menus {
    /// Takes them out of the settings.
    pub(super) fn take(settings: &mut Settings) -> Self {
        Self {
            main: std::mem::take(&mut settings.menu),
            footer: std::mem::take(&mut settings.footer),
            of_languages: std::mem::take(&mut settings.menus),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &[Entry]> {
        let of_all = [self.main.as_slice(), &self.footer];
        let of_languages = self.of_languages.values().map(Vec::as_slice);
        of_all.into_iter().chain(of_languages)
    }

    /// Gives them back to the settings, with entries that lead to pages.
    pub(super) fn give(self, plan: &mut Plan, old: &HashMap<String, (usize, String)>) {
        let mut left = Vec::new();
        let mut by_page = |menu, home: &str, levels| {
            let goals = Goals { plan, old, home };
            goals.resolve(menu, levels, &mut left)
        };
        let menu = by_page(self.main, "/", 2);
        let footer = by_page(self.footer, "/", 1);
        let of_languages = self.of_languages.into_iter();
        let of_languages = of_languages.map(|(language, menu)| {
            let home = format!("/{language}/");
            (language, by_page(menu, &home, 2))
        });
        plan.settings.menus = of_languages.collect();
        (plan.settings.menu, plan.settings.footer) = (menu, footer);
        plan.left.extend(left);
    }
}

/// What entries of a menu may lead to.
struct Goals<'a> {
    plan: &'a Plan,
    /// The pages by old address.
    old: &'a HashMap<String, (usize, String)>,
    /// The address of the home, which is there in any case.
    home: &'a str,
}

impl Goals<'_> {
    /// The entries of a menu of so many levels by page; what leads to none is told. What leads nowhere
    /// itself leads to the first below it; on the last level, what is below an entry stands behind it.
    fn resolve(&self, menu: Vec<Entry>, levels: usize, left: &mut Vec<Left>) -> Vec<Entry> {
        let mut resolved = Vec::new();
        for mut entry in menu {
            let target = entry.target.take().unwrap_or_default();
            entry.target = self.goal(&target, entry.label.as_deref(), left);
            let deeper = (levels - 1).max(1);
            let mut below = self.resolve(std::mem::take(&mut entry.below), deeper, left);
            if levels > 1 {
                entry.target = entry.target.or_else(|| first_free(&below, &resolved));
                entry.below = std::mem::take(&mut below);
            }
            match entry.target {
                Some(_) => add(&mut resolved, entry, left),
                None => {
                    let name = entry.label.unwrap_or(target);
                    tell(What::MenuEntry(name), left);
                }
            }
            for entry in below {
                add(&mut resolved, entry, left);
            }
        }
        resolved
    }

    /// Where an entry leads: to a page, or to an address. A menu knows pages alone: places in them, and
    /// files, have whole addresses, if it is known where the site is published.
    fn goal(&self, target: &str, label: Option<&str>, left: &mut Vec<Left>) -> Option<String> {
        // A sign alone heads a group.
        if matches!(target, "" | "#") || target.contains("://") {
            let is_whole = is_elsewhere(target) && label.is_some();
            return is_whole.then(|| target.to_owned());
        }
        let address = normal(target);
        // Some programs leave out the ending.
        let found = self.old.get(&address).or_else(|| {
            let whole = format!("{}.html", target.trim_end_matches('/'));
            self.old.get(&whole)
        });
        let base = self.plan.settings.base_url();
        let base = base.filter(|_| label.is_some());
        let whole = |address: &str| Some(format!("{}{address}", base?.trim_end_matches('/')));
        let page = match found {
            // The home has no name but this.
            Some((_, page)) if page.is_empty() => "/".to_owned(),
            Some((_, page)) => page.clone(),
            None if address == self.home => address.clone(),
            None if self.is_file(&address) => return whole(&address),
            None => {
                return Some(target.to_owned()).filter(|to| is_elsewhere(to) && label.is_some());
            }
        };
        let Some(place) = target.find(['#', '?']).map(|at| &target[at..]) else {
            return Some(page);
        };
        let page_of = |(page, _): &(usize, String)| wanted(&self.plan.pages[*page]);
        let address = found.and_then(page_of).unwrap_or(address);
        whole(&format!("{address}{place}")).or_else(|| {
            let name = label.unwrap_or(target).to_owned();
            tell(What::MenuPlace(name, place.to_owned()), left);
            Some(page)
        })
    }

    /// Whether there is a file at an address that is published as it is.
    fn is_file(&self, address: &str) -> bool {
        let own = address.trim_matches('/');
        let mut files = self.plan.files.iter();
        files.any(|file| match &file.old {
            Some(old) => old.trim_matches('/') == own,
            None => file.to == own,
        })
    }
}

/// Where the first entry below one leads, to which none beside that does, if there is one.
fn first_free(below: &[Entry], beside: &[Entry]) -> Option<String> {
    let mut targets = below.iter().filter_map(|entry| entry.target.as_ref());
    let is_free = |to: &&String| beside.iter().all(|entry| entry.target.as_ref() != Some(to));
    let free = targets.clone().find(is_free);
    free.or_else(|| targets.next()).cloned()
}

/// Adds an entry to those beside it. They lead to different pages: where one of them leads to its page
/// already, what is below it stands beside them.
fn add(entries: &mut Vec<Entry>, entry: Entry, left: &mut Vec<Left>) {
    let is_same = |other: &&Entry| other.target == entry.target;
    let is_page = entry.target.as_deref().is_some_and(|to| !is_elsewhere(to));
    let Some(same) = entries.iter().find(is_same).filter(|_| is_page) else {
        return entries.push(entry);
    };
    if same.label != entry.label {
        let name = entry.label.or(entry.target).unwrap_or_default();
        tell(What::MenuTwice(name), left);
    }
    for below in entry.below {
        add(entries, below, left);
    }
}

fn tell(what: What, left: &mut Vec<Left>) {
    left.push(Left::new(what, "content/casa.yaml", None));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_below_those_that_they_name() {
        let placed = |name: &str, parent: &str| Placed {
            entry: Entry {
                label: Some(name.to_owned()),
                ..Entry::default()
            },
            name: Some(name.to_owned()),
            parent: Some(parent.to_owned()).filter(|parent| !parent.is_empty()),
        };
        let menu = nested(vec![
            placed("deep", "b"),
            placed("lost", "nobody"),
            placed("a", ""),
            placed("b", "a"),
            placed("c", "a"),
            placed("round", "round"),
            placed("d", ""),
        ]);
        let labels = |entries: &[Entry]| -> Vec<String> {
            let labels = entries.iter().filter_map(|entry| entry.label.clone());
            labels.collect()
        };
        assert_eq!(labels(&menu), ["a", "d", "lost", "round"]);
        assert_eq!(labels(&menu[0].below), ["b", "c"]);
        assert_eq!(labels(&menu[0].below[0].below), ["deep"]);
    }
}
