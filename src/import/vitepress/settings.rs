//! What the configurations of VitePress and VuePress say of the site, its menus and its order.

use crate::import::data::{at, text};
use crate::import::left::{Left, What};
use crate::import::plan::{Plan, page_name};
use crate::import::settings::Entry;
use crate::import::unread::tell_unread;
use crate::yaml::{Node, Value};

/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 23] = [
    "title",
    "description",
    "lang",
    "base",
    "srcDir",
    "srcExclude",
    "cleanUrls",
    "rewrites",
    "sitemap.hostname",
    "lastUpdated",
    "outDir",
    "cacheDir",
    "ignoreDeadLinks",
    "bundler",
    "dest",
    "temp",
    "cache",
    "port",
    "host",
    "locales.*.label",
    "locales.*.lang",
    "locales.*.title",
    "locales.*.link",
];
/// The same of a theme.
const OF_THEME: [&str; 16] = [
    "nav",
    "navbar",
    "sidebar",
    "search",
    "outline",
    "lastUpdated",
    "docFooter",
    "editLink",
    "hostname",
    "repo",
    "docsRepo",
    "docsDir",
    "docsBranch",
    "contributors",
    "selectLanguageName",
    "selectLanguageText",
];
/// Where themes are told anything: those of VitePress and of VuePress 1, and that of VuePress 2.
const THEMES: [&str; 2] = ["themeConfig", "theme"];

/// What the theme is told.
pub(super) fn theme(config: &Node) -> Option<&Node> {
    let mut themes = THEMES.iter().filter_map(|key| config.get(key));
    themes.find(|theme| matches!(theme.value, Value::Map(_)))
}

/// Tells the settings that mean nothing here.
pub(super) fn leave_settings(config: &Node, script: (&str, &str), plan: &mut Plan) {
    let mut known: Vec<String> = KNOWN.map(str::to_owned).to_vec();
    let themes = THEMES.iter().flat_map(|theme| {
        let places = ["", "locales.*."].into_iter();
        places.map(move |place| format!("{theme}.{place}"))
    });
    for place in themes.chain(["locales.*.themeConfig.".to_owned()]) {
        known.extend(OF_THEME.map(|name| format!("{place}{name}")));
    }
    // The description of the home's language is that of the site.
    let roots = ["/", "root"].map(|root| format!("locales.{root}.description"));
    known.extend(roots);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    tell_unread(config, ("", &known), script, plan);
    let locales = config.get("locales").map_or(&[][..], Node::entries).iter();
    let of_languages = locales.filter_map(|(_, node)| node.get("themeConfig"));
    let navs = theme(config).into_iter().chain(of_languages);
    let navs = navs.filter_map(|theme| theme.get("nav"));
    let mut entries = navs.flat_map(Node::items);
    if entries.any(|item| item.get("component").is_some()) {
        let what = What::Setting("themeConfig.nav: component".to_owned());
        plan.left.push(Left::new(what, script.1, None));
    }
}

/// Reads what is said of the site as a whole.
pub(super) fn settings((path, config): (&str, &Node), plan: &mut Plan) {
    let theme = theme(config);
    let host = at(config, &["sitemap", "hostname"]).and_then(Node::as_text);
    let host = host.or_else(|| text(theme?, &["hostname"]));
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
            "root" | "" => {
                settings.language = said("lang").or(settings.language.take());
                settings.title = said("title").or(settings.title.take());
                settings.description = said("description").or(settings.description.take());
            }
            folder => settings.languages.push((folder.to_owned(), said("title"))),
        }
    }
    settings.menu = theme.map_or(Vec::new(), menu);
    settings.nav = theme.map_or(Vec::new(), sidebars);
    let of_theme = theme.and_then(|theme| theme.get("locales"));
    let of_theme = of_theme.map_or(&[][..], Node::entries).iter();
    let of_theme = of_theme.map(|(key, node)| (key, node));
    let own = locales
        .iter()
        .filter_map(|(key, node)| Some((key, node.get("themeConfig")?)));
    for (key, theme) in own.chain(of_theme) {
        let (own, nav) = (menu(theme), sidebars(theme));
        match key.text.trim_matches('/') {
            "root" | "" if !own.is_empty() => settings.menu = own,
            "root" | "" => {}
            folder if !own.is_empty() => drop(settings.menus.insert(folder.to_owned(), own)),
            _ => {}
        }
        settings.nav.extend(nav);
    }
    if let Some(theme) = theme {
        edited((path, theme), plan);
    }
}

/// Reads where VuePress has its pages edited.
fn edited((path, theme): (&str, &Node), plan: &mut Plan) {
    let Some(project) = text(theme, &["docsRepo", "repo"]) else {
        return;
    };
    let project = match project.contains("://") {
        true => project.trim_end_matches('/').to_owned(),
        false => format!("https://github.com/{project}"),
    };
    let branch = text(theme, &["docsBranch"]).unwrap_or("main");
    let folder = text(theme, &["docsDir"]).unwrap_or_default();
    let address = format!("{project}/edit/{branch}/{}", folder.trim_matches('/'));
    let what = What::Setting("docsRepo".to_owned());
    plan.edited_at(Some(&address), folder, Left::new(what, path, None));
}

/// The entries of the menu of a theme, in which VuePress may name pages by their files.
fn menu(theme: &Node) -> Vec<Entry> {
    let nav = theme.get("nav").or_else(|| theme.get("navbar"));
    let nav = nav.map_or(&[][..], Node::items).iter();
    let entries = nav.map(|node| match node.as_text() {
        Some(path) => Entry {
            target: Some(path.to_owned()),
            ..Entry::default()
        },
        None => entry(node, ""),
    });
    let entries = entries.filter(is_entry);
    entries.map(by_address).collect()
}

/// An entry whose target is an address.
fn by_address(mut entry: Entry) -> Entry {
    let target = entry.target.take();
    entry.target = target.map(|target| match page_name(&target, &["md"]) {
        Some(name) if !target.contains("://") => super::address(name, false),
        _ => target,
    });
    entry.below = entry.below.into_iter().map(by_address).collect();
    entry
}

/// The entries of the sidebars of a theme, one after the other.
fn sidebars(theme: &Node) -> Vec<Entry> {
    let Some(sidebar) = theme.get("sidebar") else {
        return Vec::new();
    };
    let lists: Vec<(&str, &Node)> = match sidebar.entries() {
        [] => vec![("", sidebar)],
        entries => entries
            .iter()
            .map(|(key, list)| (key.text.as_str(), list))
            .collect(),
    };
    // A word is a way to make one, not an entry.
    let lists = lists
        .into_iter()
        .filter(|(_, list)| list.as_text().is_none());
    let entries = lists.flat_map(|(folder, list)| {
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
    let own = text(node, &["base"]).map(str::to_owned);
    let prefix = text(node, &["prefix"]).map(|prefix| from(base, prefix));
    let own = own.or(prefix);
    let base = own.as_deref().unwrap_or(base);
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
