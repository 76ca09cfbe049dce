//! What the configuration of Docusaurus says of the site, its menus and its sidebars.

use super::options::options;
use super::order::Order;
use super::part::{Part, folded, slug_of};
use crate::config::Sidebars;
use crate::import::address::below;
use crate::import::data::{at, line_of, parse, text};
use crate::import::left::{Left, What};
use crate::import::plan::Plan;
use crate::import::script::exported;
use crate::import::settings::Entry;
use crate::import::tree::Tree;
use crate::source::FileId;
use crate::yaml::Node;

/// Reads what is said of the site as a whole.
pub(super) fn settings(config: &Node, tree: &Tree, plan: &mut Plan) {
    let said = |keys: &[&str]| text(config, keys).map(str::to_owned);
    let settings = &mut plan.settings;
    settings.title = said(&["title"]);
    settings.tagline = said(&["tagline"]);
    let base = said(&["baseUrl"]).unwrap_or_default();
    settings.base_url = said(&["url"]).map(|url| format!("{}{base}", url.trim_end_matches('/')));
    settings.owner = said(&["organizationName"]);
    let language = at(config, &["i18n", "defaultLocale"]).and_then(Node::as_text);
    let own = language.unwrap_or("en").to_owned();
    let languages = at(config, &["i18n", "locales"]).map_or(&[][..], Node::items);
    let languages = languages.iter().filter_map(Node::as_text);
    let languages = languages.filter(|tag| *tag != own);
    settings.languages = languages.map(|tag| (tag.to_owned(), None)).collect();
    settings.language = Some(own);
    let route = options(config, "docs").and_then(|node| text(node, &["routeBasePath"]));
    let route = route.unwrap_or("docs").trim_matches('/');
    let items = at(config, &["themeConfig", "navbar", "items"]).map_or(&[][..], Node::items);
    settings.menu = items.iter().filter_map(|item| entry(item, route)).collect();
    let first = |item: &&Node| text(item, &["type"]) == Some("docSidebar");
    for item in items.iter().filter(first) {
        let Some((id, label)) = text(item, &["sidebarId"]).zip(text(item, &["label"])) else {
            continue;
        };
        let script = tree
            .text("sidebars.js")
            .or_else(|| tree.text("sidebars.ts"));
        let sidebar = script.and_then(|script| {
            exported(&script)?
                .get(id)?
                .items()
                .first()?
                .as_text()
                .map(str::to_owned)
        });
        let same = |entry: &&mut Entry| entry.label.as_deref() == Some(label);
        if let Some((page, entry)) = sidebar.zip(settings.menu.iter_mut().find(same)) {
            entry.target = Some(folded(route, &page));
        }
    }
    let columns = at(config, &["themeConfig", "footer", "links"]).map_or(&[][..], Node::items);
    let links = columns
        .iter()
        .flat_map(|column| column.get("items").map_or(&[][..], Node::items));
    settings.footer = links.filter_map(|item| entry(item, route)).collect();
}

/// An entry of a menu; those that switch or search are none.
fn entry(item: &Node, route: &str) -> Option<Entry> {
    let said = |keys: &[&str]| text(item, keys).map(str::to_owned);
    let of_page = text(item, &["docId"]).map(|id| folded(route, id));
    let below = item.get("items").map_or(&[][..], Node::items);
    let is_sidebar = text(item, &["type"]) == Some("docSidebar");
    let of_sidebar = is_sidebar.then(|| self::below("", route));
    let target = said(&["to", "href"]).or(of_page).or(of_sidebar);
    let entry = Entry {
        label: said(&["label"]).or_else(|| said(&["aria-label"])),
        target,
        below: below
            .iter()
            .filter_map(|item| self::entry(item, route))
            .collect(),
    };
    let leads = entry.target.is_some() || !entry.below.is_empty();
    (entry.label.is_some() && leads).then_some(entry)
}

/// Leads the lists that sidebars make by themselves to the first of their documents, and makes the
/// order of the site of them.
pub(super) fn sidebars(config: &Node, parts: &[Part], tree: &Tree, plan: &mut Plan) {
    for part in parts {
        let mut names = part.sidebars.iter();
        let Some((name, script)) = names.find_map(|name| Some((name, tree.text(name)?))) else {
            continue;
        };
        let is_json = name.ends_with(".json");
        let found = match is_json {
            true => parse(&script, "json").ok(),
            false => exported(&script),
        };
        for (_, items) in found.as_ref().map_or(&[][..], Node::entries) {
            categories(items, &part.route, plan);
        }
        let sidebars = match is_json {
            true => found.as_ref().map(Sidebars::of),
            false => Sidebars::read(&script, FileId(0)),
        };
        match sidebars {
            Some(sidebars) => {
                let order = Order::new(part, plan);
                order.read(sidebars, (config, name, &script), plan);
            }
            // Data run nothing: they are damaged.
            None if is_json => plan.left.push(Left::new(What::Unreadable, name, None)),
            None => plan.left.push(Left::new(What::Program, name, None)),
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

/// Reads where documents, or else posts, are edited.
pub(super) fn sources(config: &Node, (path, script): (&str, &str), plan: &mut Plan) {
    let kinds = ["docs", "blog"].into_iter();
    let mut said = kinds.filter_map(|kind| options(config, kind)?.get("editUrl"));
    if let Some(node) = said.next() {
        let line = line_of(script, node.span.start as usize);
        let what = What::Setting("editUrl".to_owned());
        plan.edited_at(node.as_text(), "", Left::new(what, path, Some(line)));
    }
}

/// Tells the settings that mean nothing here.
pub(super) fn tell_others(config: &Node, (path, script): (&str, &str), plan: &mut Plan) {
    const KNOWN: [&str; 16] = [
        "title",
        "tagline",
        "url",
        "baseUrl",
        "organizationName",
        "projectName",
        "i18n",
        "presets",
        "plugins",
        "themeConfig",
        "onBrokenLinks",
        "onBrokenMarkdownLinks",
        "trailingSlash",
        "deploymentBranch",
        "navbar",
        "footer",
    ];
    let theme = config.get("themeConfig").map_or(&[][..], Node::entries);
    for (key, _) in config.entries().iter().chain(theme) {
        if !KNOWN.contains(&key.text.as_str()) {
            let line = line_of(script, key.span.start as usize);
            let what = What::Setting(key.text.clone());
            plan.left.push(Left::new(what, path, Some(line)));
        }
    }
}
