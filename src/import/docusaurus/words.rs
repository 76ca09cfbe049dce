//! The words of translations of Docusaurus: those of its menu become the menu of their language.

use crate::import::address::below;
use crate::import::data::{parse, text};
use crate::import::left::{Left, What};
use crate::import::plan::{Plan, page_name};
use crate::import::settings::{Entry, is_elsewhere};
use crate::import::tree::Tree;
use crate::yaml::Node;
use std::collections::HashSet;

const MENU: &str = "docusaurus-theme-classic/navbar.json";

fn menu_of(language: &str) -> String {
    format!("i18n/{language}/{MENU}")
}

/// Tells of the words of a translation that are no pages.
pub(super) fn leave(tree: &Tree, plan: &mut Plan) {
    let carried: HashSet<&str> = plan.pages.iter().map(|page| page.from.as_str()).collect();
    let taken = plan.taken_in.iter().map(|file| file.disk.as_path());
    let taken: HashSet<_> = taken.collect();
    let languages = plan.settings.languages.iter();
    let menus: HashSet<String> = languages.map(|(tag, _)| menu_of(tag)).collect();
    let words = tree.below("i18n").filter_map(|(from, _)| {
        let is_page = page_name(from, &["md", "mdx"]).is_some();
        let is_taken = tree.disk(from).is_some_and(|disk| taken.contains(disk));
        let is_left = is_page && !carried.contains(from) && !is_taken;
        match from.ends_with(".json") {
            true => (!menus.contains(from)).then_some((What::Words, from)),
            false => is_left.then_some((What::Program, from)),
        }
    });
    let left: Vec<Left> = words
        .map(|(what, from)| Left::new(what, from, None))
        .collect();
    plan.left.extend(left);
}

/// Makes the menu of each language of which there are words for it.
pub(super) fn menus(tree: &Tree, plan: &mut Plan) {
    let languages: Vec<String> = plan
        .settings
        .languages
        .iter()
        .map(|(tag, _)| tag.clone())
        .collect();
    for tag in languages {
        let path = menu_of(&tag);
        let Some(written) = tree.text(&path) else {
            continue;
        };
        let Ok(words) = parse(&written, "json") else {
            plan.left.push(Left::new(What::Unreadable, &path, None));
            continue;
        };
        let settings = &mut plan.settings;
        let title = word(&words, "title").map(str::to_owned);
        for (own, known) in &mut settings.languages {
            if *own == tag && known.is_none() {
                known.clone_from(&title);
            }
        }
        let menu = settings
            .menu
            .iter()
            .map(|entry| translated(entry, &tag, &words));
        let menu: Vec<Entry> = menu.collect();
        if !menu.is_empty() {
            settings.menus.insert(tag, menu);
        }
    }
}

fn word<'a>(words: &'a Node, key: &str) -> Option<&'a str> {
    text(words.get(key)?, &["message"])
}

/// An entry as it is called in a language, which leads to the page in that.
fn translated(entry: &Entry, tag: &str, words: &Node) -> Entry {
    let label = entry.label.as_ref().map(|label| {
        let word = word(words, &format!("item.label.{label}"));
        word.unwrap_or(label).to_owned()
    });
    let target = entry
        .target
        .as_ref()
        .map(|target| match is_elsewhere(target) {
            true => target.clone(),
            false => below(tag, target),
        });
    let inside = entry.below.iter();
    Entry {
        label,
        target,
        below: inside.map(|entry| translated(entry, tag, words)).collect(),
    }
}
