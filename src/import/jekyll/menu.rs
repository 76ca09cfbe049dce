//! The menu, as themes of Jekyll have it: `main` in `_data/navigation.yml` of Minimal Mistakes,
//! `header_pages` of minima, `aux_links` and `nav_external_links` of Just the Docs.

use super::site::Site;
use crate::import::data::{parse, text};
use crate::import::plan::Plan;
use crate::import::settings::Entry;
use crate::import::tree::Tree;
use crate::yaml::{Node, Value};

const DATA: [&str; 2] = ["_data/navigation.yml", "_data/navigation.yaml"];

/// Adds the entries of the menu to the settings.
pub(super) fn read(site: &Site, tree: &Tree, plan: &mut Plan) {
    let data = tree.first(&DATA).and_then(|path| tree.text(path));
    let data = data.and_then(|text| parse(&text, "yml").ok());
    let main = data.as_ref().and_then(|data| data.get("main"));
    let setting = |key: &str| site.config.node.get(key);
    let mut menu = listed(main);
    menu.extend(pages(setting("header_pages"), plan));
    for (name, address) in setting("aux_links").map_or(&[][..], Node::entries) {
        let address = address.items().first().and_then(Node::as_text);
        menu.extend(address.map(|address| entry(&name.text, address)));
    }
    menu.extend(listed(setting("nav_external_links")));
    plan.settings.menu = menu;
}

/// Pages by their files, in the order given.
fn pages(names: Option<&Node>, plan: &Plan) -> Vec<Entry> {
    let names = names.map_or(&[][..], Node::items).iter();
    let names = names.filter_map(Node::as_text);
    let page = |name: &str| {
        let page = plan.pages.iter().find(|page| page.from == name);
        let address = page.and_then(|page| page.old.first().cloned());
        Entry {
            target: address.or_else(|| Some(name.to_owned())),
            ..Entry::default()
        }
    };
    names.map(page).collect()
}

/// Entries with a title, an address and those below them.
fn listed(node: Option<&Node>) -> Vec<Entry> {
    let items = match node.map(|node| &node.value) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let read = |item: &Node| {
        let title = text(item, &["title"])?;
        let address = text(item, &["url"]).unwrap_or_default();
        let mut entry = entry(title, address);
        entry.below = listed(item.get("children").or_else(|| item.get("sublinks")));
        Some(entry)
    };
    items.iter().filter_map(read).collect()
}

/// An entry; an address without a scheme has that of the site.
fn entry(label: &str, address: &str) -> Entry {
    let target = match address.starts_with("//") {
        true => format!("https:{address}"),
        false => address.to_owned(),
    };
    Entry {
        label: Some(label.to_owned()),
        target: Some(target).filter(|target| !target.is_empty()),
        below: Vec::new(),
    }
}
