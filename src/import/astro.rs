//! Astro, also with Starlight.

use super::address::{below, normal};
use super::data::{at, text};
use super::front::Front;
use super::left::{Left, What};
use super::plan::{Plan, page_name};
use super::script::{configuration, given, tell_computed};
use super::settings::Entry;
use super::tree::Tree;
use super::unread::tell_unread;
use crate::yaml::{Node, Value};

const CONFIGS: [&str; 4] = [
    "astro.config.mjs",
    "astro.config.ts",
    "astro.config.js",
    "astro.config.mts",
];
const COLLECTIONS: &str = "src/content";
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 9] = [
    "site",
    "base",
    "redirects",
    "integrations",
    "trailingSlash",
    "outDir",
    "output",
    "publicDir",
    "server",
];
/// The same of Starlight.
const OF_STARLIGHT: [&str; 13] = [
    "title",
    "description",
    "locales.*.label",
    "locales.*.lang",
    "locales.*.dir",
    "defaultLocale",
    "sidebar",
    "editLink.baseUrl",
    "lastUpdated",
    "pagination",
    "pagefind",
    "tableOfContents",
    "disable404Route",
];
/// Those that are carried over.
const READ: [&str; 3] = ["site", "base", "redirects"];
const READ_OF_STARLIGHT: [&str; 5] = ["title", "description", "locales", "sidebar", "editLink"];

/// Whether a site is one of Astro.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some((script, read)) = configuration(tree, path, plan) else {
        return;
    };
    tell_computed(&read, &READ, (&script, path), plan);
    let config = read.node;
    tell_unread(&config, ("", &KNOWN), (&script, path), plan);
    let starlight = given(tree, "starlight", (&script, path)).map(|given| {
        tell_computed(&given, &READ_OF_STARLIGHT, (&script, path), plan);
        tell_unread(&given.node, ("", &OF_STARLIGHT), (&script, path), plan);
        given.node
    });
    settings((path, &config), starlight.as_ref(), plan);
    let folder = starlight.as_ref().and_then(own_folder);
    let sidebar = starlight.as_ref().and_then(|node| node.get("sidebar"));
    if sidebar.is_some_and(is_translated) {
        let what = What::Setting("sidebar: translations".to_owned());
        plan.left.push(Left::new(what, path, None));
    }
    let edited = starlight.as_ref();
    if let Some(edited) = edited.and_then(|node| at(node, &["editLink", "baseUrl"])) {
        let what = What::Setting("editLink.baseUrl".to_owned());
        plan.edited_at(edited.as_text(), "", Left::new(what, path, None));
    }
    for (from, path) in tree.below(COLLECTIONS) {
        if path.starts_with("i18n/") && page_name(path, &["json", "yaml", "yml"]).is_some() {
            plan.left.push(Left::new(What::Words, from, None));
            continue;
        }
        // The pages of Starlight are at the top.
        let path = path.strip_prefix("docs/").unwrap_or(path);
        let to = inside(path, folder.as_deref());
        let Some(name) = page_name(to, &["md", "mdx"]) else {
            match page_name(path, &["ts", "js", "mjs"]) {
                Some(_) => plan.left.push(Left::new(What::Program, from, None)),
                None => plan.copy(tree, from, to),
            }
            continue;
        };
        let front = Front::of(&tree.text(from).unwrap_or_default());
        let own = page_name(path, &["md", "mdx"]).unwrap_or(name);
        let old = front.text("slug").map_or_else(|| address(own), normal);
        plan.page(tree, from, &format!("{name}.md"), vec![old]);
        plan.hero(&front);
    }
    if starlight.is_some() {
        let begin = folder.map(|folder| format!("/{folder}"));
        plan.fall_back(&begin.unwrap_or_default());
    }
    for (from, path) in tree.below("src/pages") {
        match page_name(path, &["md", "mdx"]) {
            Some(name) => plan.page(tree, from, &format!("{name}.md"), vec![address(name)]),
            None => plan.left.push(Left::new(What::Program, from, None)),
        }
    }
    plan.statics(tree, "public");
    for folder in ["src/components", "src/layouts", "src/styles"] {
        plan.leave_folder(tree, folder);
    }
    for (from, to) in config.get("redirects").map_or(&[][..], Node::entries) {
        let to = to.as_text().or_else(|| text(to, &["destination"]));
        if let Some(to) = to {
            plan.redirects
                .push((pattern(&from.text, "*"), pattern(to, ":splat")));
        }
    }
}

/// An address with the words of a route as rules of hosts have them: `[...rest]` is all that is
/// behind, `[name]` one name.
fn pattern(address: &str, rest: &str) -> String {
    let names = address.split('/').map(|name| {
        let word = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        match word {
            Some(word) if word.starts_with("...") => rest.to_owned(),
            Some(word) => format!(":{word}"),
            None => name.to_owned(),
        }
    });
    names.collect::<Vec<_>>().join("/")
}

/// The folder of the site's own language, if its pages are not at the top.
fn own_folder(starlight: &Node) -> Option<String> {
    let locales = starlight.get("locales").map_or(&[][..], Node::entries);
    let mut keys = locales.iter().map(|(key, _)| key.text.as_str());
    let first = keys.clone().next()?;
    let own = text(starlight, &["defaultLocale"]).unwrap_or(first);
    (own != "root" && !keys.any(|key| key == "root")).then(|| own.to_owned())
}

/// A path in a folder, from there; any other as it is.
fn inside<'a>(path: &'a str, folder: Option<&str>) -> &'a str {
    let below = folder.and_then(|folder| path.strip_prefix(folder)?.strip_prefix('/'));
    below.unwrap_or(path)
}

/// Whether entries of an order, at any depth, are called otherwise in other languages.
fn is_translated(node: &Node) -> bool {
    match &node.value {
        Value::List(entries) => entries.iter().any(is_translated),
        _ => {
            let below = node.get("items");
            node.get("translations").is_some() || below.is_some_and(is_translated)
        }
    }
}

/// The address of a page: its names in small letters, with hyphens for spaces.
fn address(name: &str) -> String {
    if name == "404" {
        return "/404.html".to_owned();
    }
    let name = name
        .strip_suffix("index")
        .filter(|rest| rest.is_empty() || rest.ends_with('/'))
        .unwrap_or(name);
    let slugged = |name: &str| {
        let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let kept: String = name.to_lowercase().chars().filter(is_kept).collect();
        kept.replace(' ', "-")
    };
    let names: Vec<String> = name.split('/').map(slugged).collect();
    below("", &names.join("/"))
}

fn settings((path, config): (&str, &Node), starlight: Option<&Node>, plan: &mut Plan) {
    let said = |key: &str| text(config, &[key]).map(str::to_owned);
    let base = said("base").unwrap_or_default();
    let site = said("site");
    plan.published_at(site.as_deref(), &base, path);
    let settings = &mut plan.settings;
    let Some(starlight) = starlight else {
        return;
    };
    let said = |key: &str| text(starlight, &[key]).map(str::to_owned);
    // One for all, or one for each language.
    let titled = |key: &str| {
        let title = at(starlight, &["title", key]).and_then(Node::as_text);
        title.map(str::to_owned)
    };
    settings.description = said("description");
    let locales = starlight.get("locales").map_or(&[][..], Node::entries);
    let own = own_folder(starlight);
    for (key, locale) in locales {
        let lang = text(locale, &["lang"]).unwrap_or(&key.text);
        let is_own = key.text == "root" || own.as_deref() == Some(&key.text);
        let title = titled(lang).or_else(|| titled(&key.text));
        match is_own {
            true => {
                settings.language = Some(lang.to_owned());
                settings.title = title;
            }
            false => settings.languages.push((key.text.clone(), title)),
        }
    }
    settings.title = said("title").or(settings.title.take());
    let sidebar = starlight.get("sidebar").map_or(&[][..], Node::items);
    settings.nav = sidebar.iter().filter_map(entry).collect();
}

/// An entry of the order: a page, a link, a group, or all that is in a folder.
fn entry(node: &Node) -> Option<Entry> {
    if let Some(page) = node.as_text() {
        return Some(Entry {
            target: Some(page.to_owned()),
            ..Entry::default()
        });
    }
    let said = |keys: &[&str]| text(node, keys).map(str::to_owned);
    let folder = node.get("autogenerate");
    let folder = folder
        .and_then(|node| text(node, &["directory"]))
        .map(str::to_owned);
    let below = node.get("items").map_or(&[][..], Node::items);
    let entry = Entry {
        label: said(&["label"]),
        target: said(&["slug", "link"]).or(folder),
        below: below.iter().filter_map(entry).collect(),
    };
    (entry.target.is_some() || !entry.below.is_empty()).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_astro_had_them() {
        for (name, expected) in [
            ("index", "/"),
            ("guides/index", "/guides/"),
            ("guides/My Page 1.0", "/guides/my-page-10/"),
            ("reindex", "/reindex/"),
        ] {
            assert_eq!(address(name), expected, "{name}");
        }
        assert_eq!(pattern("/a/[b]/[...c]", "*"), "/a/:b/*");
        assert_eq!(pattern("/d/[...c]", ":splat"), "/d/:splat");
    }
}
