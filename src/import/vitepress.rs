//! VitePress, and VuePress before it.

use super::address::below;
use super::data::{at, text};
use super::front::Front;
use super::left::{Left, What};
use super::patterns::{Patterns, leave, listed};
use super::plan::{Plan, page_name};
use super::script::configuration;
use super::settings::Entry;
use super::tree::{Tree, clean};
use crate::yaml::{Node, Value};

/// Where the configuration may be: the folder of the pages, and that of the program in it.
const FOLDERS: [(&str, &str); 4] = [
    ("", ".vitepress"),
    ("docs", "docs/.vitepress"),
    ("", ".vuepress"),
    ("docs", "docs/.vuepress"),
];
const ENDS: [&str; 4] = ["ts", "mts", "js", "mjs"];

/// Whether a site is one of VitePress.
pub(super) fn is_one(tree: &Tree) -> bool {
    config(tree).is_some()
}

/// The folder of the pages, that of the program, and its configuration.
fn config(tree: &Tree) -> Option<(&'static str, &'static str, String)> {
    FOLDERS.into_iter().find_map(|(pages, own)| {
        let mut paths = ENDS.iter().map(|end| format!("{own}/config.{end}"));
        Some((pages, own, paths.find(|path| tree.has(path))?))
    })
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some((pages, own, path)) = config(tree) else {
        return;
    };
    let Some((_, config)) = configuration(tree, &path, plan) else {
        return;
    };
    settings((&path, &config), plan);
    leave_settings(&config, &path, plan);
    let rewrites = rewrites(&config);
    let folder = match (pages, clean(text(&config, &["srcDir"]).unwrap_or_default())) {
        (pages, "") => pages.to_owned(),
        ("", source) => source.to_owned(),
        (pages, source) => format!("{pages}/{source}"),
    };
    let folder = folder.as_str();
    if let Some(edited) = at(&config, &["themeConfig", "editLink", "pattern"]) {
        let what = What::Setting("themeConfig.editLink.pattern".to_owned());
        let address = edited.as_text().and_then(|text| text.strip_suffix(":path"));
        plan.edited_at(address, folder, Left::new(what, &path, None));
    }
    let excluded = Patterns::new(listed(config.get("srcExclude")));
    excluded.tell(&path, plan);
    let is_clean = config.get("cleanUrls").and_then(Node::as_bool) == Some(true);
    for (from, path) in tree.below(folder) {
        if path.split('/').any(|name| name.starts_with('.')) || path.starts_with("public/") {
            continue;
        }
        if excluded.has(path) {
            leave(tree, from, path, plan);
            continue;
        }
        let at_top = folder.is_empty() && !path.contains('/');
        match page_name(path, &["md"]) {
            // Routes that a script fills.
            Some(name) if name.contains('[') => {
                plan.left.push(Left::new(What::Program, from, None));
            }
            Some(name) => {
                let published = rewritten(name, &rewrites);
                plan.page(tree, from, path, vec![address(&published, is_clean)]);
                plan.hero(&Front::of(&tree.text(from).unwrap_or_default()));
            }
            None if page_name(path, &["vue", "ts", "js", "mts"]).is_some() => {
                plan.take_in(tree, from, path);
                plan.left.push(Left::new(What::Program, from, None));
            }
            // Beside its pages lies what makes the site.
            None if at_top => {}
            None => plan.copy(tree, from, path),
        }
    }
    let public = format!("{folder}/public");
    plan.statics(tree, public.trim_start_matches('/'));
    plan.leave_folder(tree, &format!("{own}/theme"));
}

/// The address of a page.
fn address(name: &str, clean: bool) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match (file, clean) {
        ("index" | "README", _) => below(folder, ""),
        (_, true) => below(folder, file),
        (_, false) => below(folder, &format!("{file}.html")),
    }
}

/// Pages that are published elsewhere: `{ 'api/:page': 'reference/:page' }`, without their endings.
fn rewrites(config: &Node) -> Vec<(String, String)> {
    let entries = config.get("rewrites").map_or(&[][..], Node::entries);
    let bare = |path: &str| path.strip_suffix(".md").unwrap_or(path).to_owned();
    let pairs = entries.iter().filter_map(|(from, to)| {
        let to = to.as_text()?;
        Some((bare(&from.text), bare(to)))
    });
    pairs.collect()
}

/// The path at which a page is published, by the first rule that means it.
fn rewritten(name: &str, rules: &[(String, String)]) -> String {
    let mut found = rules.iter().filter_map(|(from, to)| follow(name, from, to));
    found.next().unwrap_or_else(|| name.to_owned())
}

/// What a rule makes of a path; nothing if it does not mean it.
fn follow(name: &str, from: &str, to: &str) -> Option<String> {
    let mut words: Vec<(&str, String)> = Vec::new();
    let mut parts = name.split('/');
    for part in from.split('/') {
        match part.strip_prefix(':') {
            Some(word) if word.ends_with(['*', '+']) => {
                let rest: Vec<&str> = parts.by_ref().collect();
                words.push((word, rest.join("/")));
            }
            // What else a pattern can say is not read.
            Some(word) if word.contains(['(', '?', '-']) => return None,
            Some(word) => words.push((word, parts.next()?.to_owned())),
            None => {
                parts.next().filter(|own| *own == part)?;
            }
        }
    }
    let filled = to.split('/').map(|part| {
        let known = words
            .iter()
            .find(|(word, _)| part.strip_prefix(':') == Some(*word));
        known.map_or_else(|| part.to_owned(), |(_, value)| value.clone())
    });
    let filled: Vec<String> = filled.collect();
    parts.next().is_none().then(|| filled.join("/"))
}

/// Tells the settings that mean nothing here.
fn leave_settings(config: &Node, path: &str, plan: &mut Plan) {
    let known = [
        "title",
        "description",
        "lang",
        "base",
        "srcDir",
        "srcExclude",
        "cleanUrls",
        "rewrites",
        "locales",
        "sitemap",
        "themeConfig",
        "lastUpdated",
        "outDir",
        "cacheDir",
        "ignoreDeadLinks",
    ];
    let own = [
        "nav",
        "sidebar",
        "search",
        "outline",
        "lastUpdated",
        "docFooter",
        "editLink",
    ];
    let theme = config.get("themeConfig").map_or(&[][..], Node::entries);
    let top = config.entries().iter();
    let top = top.filter(|(key, _)| !known.contains(&key.text.as_str()));
    let theme = theme
        .iter()
        .filter(|(key, _)| !own.contains(&key.text.as_str()));
    let names = top.map(|(key, _)| key.text.clone());
    let names = names.chain(theme.map(|(key, _)| format!("themeConfig.{}", key.text)));
    let names: Vec<String> = names.collect();
    let left = names
        .into_iter()
        .map(|name| Left::new(What::Setting(name), path, None));
    plan.left.extend(left);
}

fn settings((path, config): (&str, &Node), plan: &mut Plan) {
    let host = at(config, &["sitemap", "hostname"]).and_then(Node::as_text);
    let base = text(config, &["base"]).unwrap_or_default();
    plan.published_at(host, base, path);
    let said = |keys: &[&str]| text(config, keys).map(str::to_owned);
    let settings = &mut plan.settings;
    settings.title = said(&["title"]);
    settings.description = said(&["description"]);
    settings.language = said(&["lang"]);
    let locales = config.get("locales").map_or(&[][..], Node::entries);
    for (key, node) in locales {
        let said = |key: &str| text(node, &[key]).map(str::to_owned);
        match key.text.trim_matches('/') {
            "root" | "" => settings.language = said("lang").or(settings.language.take()),
            folder => settings.languages.push((folder.to_owned(), said("title"))),
        }
    }
    let menu = |node: &Node| -> Vec<Entry> {
        let nav = at(node, &["themeConfig", "nav"]).map_or(&[][..], Node::items);
        nav.iter()
            .map(|node| entry(node, ""))
            .filter(is_entry)
            .collect()
    };
    settings.menu = menu(config);
    settings.nav = sidebars(config);
    for (key, node) in locales {
        let (own, nav) = (menu(node), sidebars(node));
        match key.text.trim_matches('/') {
            "root" | "" if !own.is_empty() => settings.menu = own,
            "root" | "" => {}
            folder if !own.is_empty() => drop(settings.menus.insert(folder.to_owned(), own)),
            _ => {}
        }
        settings.nav.extend(nav);
    }
}

/// The entries of the sidebars of a theme, one after the other.
fn sidebars(config: &Node) -> Vec<Entry> {
    let Some(sidebar) = at(config, &["themeConfig", "sidebar"]) else {
        return Vec::new();
    };
    let lists: Vec<(&str, &Node)> = match sidebar.entries() {
        [] => vec![("", sidebar)],
        entries => entries
            .iter()
            .map(|(key, list)| (key.text.as_str(), list))
            .collect(),
    };
    let entries = lists.into_iter().flat_map(|(folder, list)| {
        let items = list.get("items").unwrap_or(list).items().iter();
        let base = text(list, &["base"]).unwrap_or_default();
        items.map(move |item| match item.value {
            // VuePress names pages by their paths from the folder whose sidebar it is.
            Value::Map(_) if item.get("children").is_none() => entry(item, base),
            _ => entry(item, folder),
        })
    });
    entries.filter(is_entry).collect()
}

/// An entry of a menu or of the order; links in it begin with its base, or that of what it is in.
fn entry(node: &Node, base: &str) -> Entry {
    let said = |keys: &[&str]| text(node, keys).map(str::to_owned);
    let base = text(node, &["base"]).unwrap_or(base);
    // VuePress: a path, or a path and a label.
    let mut pair = node.items().iter().filter_map(Node::as_text);
    if let Some(path) = pair.next() {
        return Entry {
            label: pair.next().map(str::to_owned),
            target: Some(from(base, path)),
            below: Vec::new(),
        };
    }
    let below = node.get("items").or_else(|| node.get("children"));
    let below = below.map_or(&[][..], Node::items);
    let below = below.iter().map(|node| entry(node, base));
    Entry {
        label: said(&["text", "title"]),
        target: said(&["link", "path"]).map(|link| from(base, &link)),
        below: below.filter(is_entry).collect(),
    }
}

/// An address from a folder.
fn from(base: &str, link: &str) -> String {
    match link.contains("://") || link.starts_with('/') && base.ends_with('/') {
        true => link.to_owned(),
        false => format!("{base}{link}"),
    }
}

fn is_entry(entry: &Entry) -> bool {
    entry.target.is_some() || entry.label.is_some() && !entry.below.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_vitepress_had_them() {
        for (name, clean, expected) in [
            ("index", false, "/"),
            ("guide/index", true, "/guide/"),
            ("guide/a", false, "/guide/a.html"),
            ("guide/a", true, "/guide/a/"),
        ] {
            assert_eq!(address(name, clean), expected, "{name}");
        }
        let rules = [
            ("api/:page", "reference/:page"),
            ("packages/:pkg/src/:rest*", ":pkg/:rest*"),
            ("a", "b/c"),
        ];
        let rules = rules.map(|(from, to)| (from.to_owned(), to.to_owned()));
        for (name, expected) in [
            ("api/cli", "reference/cli"),
            ("api/x/cli", "api/x/cli"),
            ("packages/core/src/a/b", "core/a/b"),
            ("a", "b/c"),
            ("d", "d"),
        ] {
            assert_eq!(rewritten(name, &rules), expected, "{name}");
        }
    }
}
