//! Menus: their entries in their places, and by page.

use super::address::normal;
use super::left::{Left, What};
use super::plan::Plan;
use super::settings::{Entry, Settings, is_elsewhere};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
        let left = &mut plan.left;
        let mut by_page = |menu, levels| resolve(menu, levels, old, left, &mut BTreeSet::new());
        plan.settings.menu = by_page(self.main, 2);
        plan.settings.footer = by_page(self.footer, 1);
        let of_languages = self.of_languages.into_iter();
        let of_languages = of_languages.map(|(language, menu)| (language, by_page(menu, 2)));
        plan.settings.menus = of_languages.collect();
    }
}

/// The entries of a menu of so many levels by page; what leads to none is told. What leads nowhere
/// itself leads to the first below it; on the last level, what is below an entry stands behind it.
fn resolve(
    menu: Vec<Entry>,
    levels: usize,
    old: &HashMap<String, (usize, String)>,
    left: &mut Vec<Left>,
    seen: &mut BTreeSet<String>,
) -> Vec<Entry> {
    let mut resolved = Vec::new();
    for mut entry in menu {
        let target = entry.target.take().unwrap_or_default();
        let page = match target.is_empty() || target.contains("://") {
            true => None,
            false => old.get(&normal(&target)).or_else(|| {
                // Some programs leave out the ending.
                old.get(&format!("{}.html", target.trim_end_matches('/')))
            }),
        };
        let is_taken = page.is_some_and(|(_, page)| !seen.insert(page.clone()));
        entry.target = match page {
            Some(_) if is_taken => None,
            // The home has no name but this.
            Some((_, page)) if page.is_empty() => Some("/".to_owned()),
            Some((_, page)) => Some(page.clone()),
            None => Some(target.clone()).filter(|to| is_elsewhere(to) && entry.label.is_some()),
        };
        let deeper = (levels - 1).max(1);
        let mut below = resolve(std::mem::take(&mut entry.below), deeper, old, left, seen);
        if levels > 1 {
            let first = below.first().and_then(|entry| entry.target.clone());
            entry.target = entry.target.or(first);
            entry.below = std::mem::take(&mut below);
        }
        match entry.target {
            Some(_) => resolved.push(entry),
            None if is_taken => {}
            None => {
                let name = entry.label.unwrap_or(target);
                left.push(Left::new(What::MenuEntry(name), "content/casa.yaml", None));
            }
        }
        resolved.extend(below);
    }
    resolved
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
