//! The menus and the sidebars of Docusaurus.

use super::options::options;
use super::order::Order;
use super::part::{Part, folded, slug_of};
use crate::config::Sidebars;
use crate::import::address::below;
use crate::import::data::{at, line_of, parse, text};
use crate::import::left::{Left, What};
use crate::import::plan::Plan;
use crate::import::script::exported_in;
use crate::import::settings::Entry;
use crate::import::tree::Tree;
use crate::yaml::Node;
use std::collections::HashMap;

/// Reads the menus; what leads to a sidebar leads to the first of its documents.
pub(super) fn menus(config: &Node, firsts: &HashMap<String, String>, plan: &mut Plan) {
    let route = options(config, "docs").and_then(|node| text(node, &["routeBasePath"]));
    let route = route.unwrap_or("docs").trim_matches('/');
    let items = at(config, &["themeConfig", "navbar", "items"]).map_or(&[][..], Node::items);
    let entries = items.iter().filter_map(|item| entry(item, route, firsts));
    plan.settings.menu = entries.collect();
    let columns = at(config, &["themeConfig", "footer", "links"]).map_or(&[][..], Node::items);
    let links = columns.iter().flat_map(|column| match column.get("items") {
        Some(items) => items.items(),
        // A foot without columns.
        None => std::slice::from_ref(column),
    });
    plan.settings.footer = links
        .filter_map(|item| entry(item, route, firsts))
        .collect();
}

/// An entry of a menu; those that switch or search are none.
fn entry(item: &Node, route: &str, firsts: &HashMap<String, String>) -> Option<Entry> {
    let said = |keys: &[&str]| text(item, keys).map(str::to_owned);
    let of_page = text(item, &["docId"]).map(|id| folded(route, id));
    let below = item.get("items").map_or(&[][..], Node::items);
    let is_sidebar = text(item, &["type"]) == Some("docSidebar");
    let of_sidebar = is_sidebar.then(|| {
        let first = text(item, &["sidebarId"]).and_then(|id| firsts.get(id));
        first.map_or_else(|| self::below("", route), Clone::clone)
    });
    let target = said(&["to", "href"]).map(|to| match to.strip_prefix("pathname://") {
        Some(path) => path.to_owned(),
        None => to,
    });
    let target = target.or(of_page).or(of_sidebar);
    let entry = Entry {
        label: said(&["label"]).or_else(|| said(&["aria-label"])),
        target,
        below: below
            .iter()
            .filter_map(|item| self::entry(item, route, firsts))
            .collect(),
    };
    let leads = entry.target.is_some() || !entry.below.is_empty();
    (entry.label.is_some() && leads).then_some(entry)
}

/// Leads the lists that sidebars make by themselves to the first of their documents, and makes the
/// order of the site of them; the old address of the first document of each.
pub(super) fn sidebars(
    config: &Node,
    parts: &[Part],
    tree: &Tree,
    plan: &mut Plan,
) -> HashMap<String, String> {
    let mut firsts = HashMap::new();
    for part in parts {
        let mut names = part.sidebars.iter();
        let Some((name, script)) = names.find_map(|name| Some((name, tree.text(name)?))) else {
            continue;
        };
        let is_json = name.ends_with(".json");
        let read = exported_in(tree, (&script, name)).filter(|_| !is_json);
        let found = match is_json {
            true => parse(&script, "json").ok(),
            false => read.as_ref().map(|read| read.node.clone()),
        };
        for (_, items) in found.as_ref().map_or(&[][..], Node::entries) {
            categories(items, &part.route, plan);
            tell_html(items, (&script, name), plan);
        }
        let sidebars = match is_json {
            true => found.as_ref().map(Sidebars::of),
            false => read.map(Sidebars::of_script),
        };
        match sidebars {
            Some(sidebars) => {
                let order = Order::new(part, plan);
                order.read(sidebars, (config, name, &script), &mut firsts, plan);
            }
            // Data run nothing: they are damaged.
            None if is_json => plan.left.push(Left::new(What::Unreadable, name, None)),
            None => plan.left.push(Left::new(What::Program, name, None)),
        }
    }
    firsts
}

/// Tells of what is HTML among the entries of a sidebar.
fn tell_html(items: &Node, (script, name): (&str, &str), plan: &mut Plan) {
    for item in items.items() {
        if let Some(inside) = item.get("items") {
            tell_html(inside, (script, name), plan);
        }
        if text(item, &["type"]) == Some("html") {
            let line = line_of(script, item.span.start as usize);
            let what = What::Setting("type: html".to_owned());
            plan.left.push(Left::new(what, name, Some(line)));
        }
    }
}

/// Leads the lists of the categories among the entries of a sidebar.
fn categories(items: &Node, route: &str, plan: &mut Plan) {
    for item in items.items() {
        let Some(inside) = item.get("items") else {
            continue;
        };
        categories(inside, route, plan);
        let link = |key: &str| at(item, &["link", key]).and_then(Node::as_text);
        if link("type") != Some("generated-index") {
            continue;
        }
        let label = text(item, &["label"]).unwrap_or_default();
        let path =
            link("slug").map_or_else(|| format!("category/{}", slug_of(label)), str::to_owned);
        let mut ids = inside.items().iter();
        let id = ids.find_map(|item| item.as_text().or_else(|| text(item, &["id"])));
        let otherwise = id.map_or_else(|| below("", route), |id| folded(route, id));
        plan.list_at(below(route, &path), &otherwise);
    }
}
