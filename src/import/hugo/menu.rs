//! Menus as Hugo has them: entries by name, of the configuration and of pages.

use super::site::get;
use crate::import::front::Front;
use crate::import::menu::{Placed, nested};
use crate::import::settings::Entry;
use crate::yaml::Node;

/// An entry that is not yet in its place.
pub(super) struct Item {
    /// The name of its menu.
    pub menu: String,
    /// The number of its language.
    pub language: usize,
    weight: i64,
    name: Option<String>,
    identifier: Option<String>,
    parent: Option<String>,
    target: Option<String>,
    /// The page that it names by its file.
    page: Option<String>,
}

impl Item {
    /// An entry as it is written.
    pub(super) fn read(node: &Node, menu: &str, language: usize) -> Self {
        let said = |key: &str| get(node, key).and_then(Node::as_text).map(str::to_owned);
        let weight = said("weight").and_then(|weight| weight.parse().ok());
        Self {
            menu: menu.to_owned(),
            language,
            // Those without one are the last.
            weight: weight.filter(|weight| *weight != 0).unwrap_or(i64::MAX),
            name: said("name"),
            identifier: said("identifier"),
            parent: said("parent"),
            target: said("pageRef").or_else(|| said("url")),
            page: said("pageRef"),
        }
    }

    /// Leads it to the page that it names by its file, whose address `of` knows.
    pub(super) fn lead(&mut self, of: impl Fn(&str) -> Option<String>) {
        let page = self.page.as_deref().and_then(|page| of(&file_name(page)));
        self.target = page.or(self.target.take());
    }

    /// What entries below it call it.
    fn called(&self) -> Option<&str> {
        self.identifier.as_deref().or(self.name.as_deref())
    }
}

/// A page's path as it is named: without what makes it that of its folder.
pub(super) fn file_name(path: &str) -> String {
    let path = path.trim_matches('/').to_lowercase();
    let path = path.strip_suffix(".md").unwrap_or(&path);
    let ends = ["/_index", "/index"];
    let folder = ends.iter().find_map(|end| path.strip_suffix(end));
    match path {
        "_index" | "index" => String::new(),
        path => folder.unwrap_or(path).to_owned(),
    }
}

/// The entries that a page asks for: `menu: main`, a list of names, or a map from these.
pub(super) fn of_page(front: &Front, language: usize, address: &str) -> Vec<Item> {
    let node = front.node.as_ref();
    let menus = node.and_then(|node| node.get("menus").or_else(|| node.get("menu")));
    let Some(menus) = menus else {
        return Vec::new();
    };
    let title = front.text("linkTitle").or_else(|| front.text("title"));
    let own = |mut item: Item| {
        item.target = Some(address.to_owned());
        item.page = None;
        item.name = item.name.or_else(|| title.map(str::to_owned));
        item
    };
    let named = menus.entries().iter();
    let named = named.map(|(menu, node)| own(Item::read(node, &menu.text, language)));
    let plain = menus.items().iter().filter_map(Node::as_text);
    let plain = plain.map(|menu| own(Item::read(menus, menu, language)));
    named.chain(plain).collect()
}

/// Entries in their places, in order.
pub(super) fn in_order(mut items: Vec<Item>) -> Vec<Entry> {
    items.sort_by(|a, b| (a.weight, &a.name).cmp(&(b.weight, &b.name)));
    let placed = |item: Item| Placed {
        name: item.called().map(str::to_owned),
        parent: item.parent,
        entry: Entry {
            label: item.name,
            target: item.target,
            below: Vec::new(),
        },
    };
    nested(items.into_iter().map(placed).collect())
}
