//! VitePress, and VuePress before it.

mod settings;
mod shown;

use super::address::below;
use super::data::{at, text};
use super::front::Front;
use super::left::{Left, What};
use super::lines::outside_code;
use super::patterns::{Patterns, leave, listed};
use super::plan::{Plan, page_name};
use super::script::{configuration, given, tell_computed};
use super::tree::{Tree, clean};
use crate::yaml::Node;
use settings::{leave_settings, settings, theme};

/// Where the configuration may be: the folder of the pages, and that of the program in it.
const FOLDERS: [(&str, &str); 4] = [
    ("", ".vitepress"),
    ("docs", "docs/.vitepress"),
    ("", ".vuepress"),
    ("docs", "docs/.vuepress"),
];
const ENDS: [&str; 4] = ["ts", "mts", "js", "mjs"];
/// The settings that are carried over.
const READ: [&str; 17] = [
    "title",
    "description",
    "lang",
    "base",
    "locales",
    "srcDir",
    "srcExclude",
    "cleanUrls",
    "rewrites",
    "sitemap",
    "themeConfig.nav",
    "themeConfig.sidebar",
    "themeConfig.editLink",
    "themeConfig.locales",
    "theme.navbar",
    "theme.sidebar",
    "theme.locales",
];

/// Whether a site is one of VitePress.
pub(super) fn is_one(tree: &Tree) -> bool {
    config(tree).is_some()
}

/// The folder of the pages, that of the program, and its configuration.
fn config(tree: &Tree) -> Option<(&'static str, &'static str, String)> {
    FOLDERS.into_iter().find_map(|(pages, own)| {
        let names = ["config", "config/index"].into_iter();
        let mut paths =
            names.flat_map(|name| ENDS.iter().map(move |end| format!("{own}/{name}.{end}")));
        Some((pages, own, paths.find(|path| tree.has(path))?))
    })
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some((pages, own, path)) = config(tree) else {
        return;
    };
    let Some((written, script)) = configuration(tree, &path, plan) else {
        return;
    };
    tell_computed(&script, &READ, (&written, &path), plan);
    let config = script.node;
    settings((&path, &config), plan);
    leave_settings(&config, (&written, &path), plan);
    redirects(tree, (&written, &path), plan);
    let rewrites = rewrites(&config);
    let unread = rewrites.iter().filter(|(from, _)| !is_read(from));
    let unread = unread.map(|(from, _)| Left::new(What::Pattern(from.clone()), &path, None));
    plan.left.extend(unread.collect::<Vec<_>>());
    let folder = match (pages, clean(text(&config, &["srcDir"]).unwrap_or_default())) {
        (pages, "") => pages.to_owned(),
        ("", source) => source.to_owned(),
        (pages, source) => format!("{pages}/{source}"),
    };
    let folder = folder.as_str();
    if let Some(edited) = theme(&config).and_then(|theme| at(theme, &["editLink", "pattern"])) {
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
                plan.left.push(Left::new(What::Routes, from, None));
            }
            Some(name) => {
                let published = rewritten(name, &rewrites);
                plan.page(tree, from, path, vec![address(&published, is_clean)]);
                plan.hero(&Front::of(&tree.text(from).unwrap_or_default()));
                if let Some(page) = plan.pages.last_mut().filter(|page| page.from == from) {
                    page.text = outside_code(&page.text, with_addresses);
                }
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
    shown::take(tree, folder, plan);
    let public = format!("{folder}/public");
    plan.statics(tree, public.trim_start_matches('/'));
    // That of VuePress.
    plan.statics(tree, &format!("{own}/public"));
    plan.leave_folder(tree, &format!("{own}/theme"));
}

/// A text whose attributes are the addresses that expressions make of them:
/// `:src="withBase('/a.svg')"`.
fn with_addresses(text: &str) -> String {
    const BEGINS: [&str; 4] = ["=\"withBase('", "=\"$withBase('", "=\"withBase(`", "=\"'"];
    const ENDS: [&str; 3] = ["')\"", "`)\"", "'\""];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let names = [" :src", " :href", " v-bind:src", " v-bind:href"];
    while let Some((at, name)) = names
        .iter()
        .filter_map(|name| Some((rest.find(name)?, *name)))
        .min()
    {
        let behind = &rest[at + name.len()..];
        let begin = BEGINS.iter().find(|begin| behind.starts_with(**begin));
        let found = begin.and_then(|begin| {
            let inside = &behind[begin.len()..];
            let end = inside.find(['\'', '`', '"', '\n'])?;
            let close = ENDS
                .iter()
                .find(|close| inside[end..].starts_with(**close))?;
            Some((&inside[..end], begin.len() + end + close.len()))
        });
        out.push_str(&rest[..at]);
        match found {
            Some((address, length)) => {
                let name = if name.ends_with("src") { "src" } else { "href" };
                out.push_str(&format!(" {name}=\"{address}\""));
                rest = &behind[length..];
            }
            None => {
                out.push_str(name);
                rest = behind;
            }
        }
    }
    out + rest
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

/// What stands for all that is behind.
const REST: &str = "(.*)";

/// Whether all that a rule says of paths is understood.
fn is_read(from: &str) -> bool {
    from.split('/').all(|part| {
        let bare = part.strip_suffix(REST).unwrap_or(part);
        !(bare.contains(['(', '?']) || bare.starts_with(':') && bare.contains('-'))
    })
}

/// What a rule makes of a path; nothing if it does not mean it.
fn follow(name: &str, from: &str, to: &str) -> Option<String> {
    let mut words: Vec<(&str, String)> = Vec::new();
    let mut parts = name.split('/');
    for part in from.split('/') {
        match part.strip_prefix(':').or((part == REST).then_some(part)) {
            Some(word) if word.ends_with(['*', '+']) || word.ends_with(REST) => {
                let rest: Vec<&str> = parts.by_ref().collect();
                let word = word.strip_suffix(REST).unwrap_or(word);
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

/// The addresses that a plugin of VuePress leads on.
fn redirects(tree: &Tree, script: (&str, &str), plan: &mut Plan) {
    let given = given(tree, "redirectPlugin", script);
    let given = given.as_ref().and_then(|script| script.node.get("config"));
    let given = given.map_or(&[][..], Node::entries).iter();
    let pairs = given.filter_map(|(from, to)| Some((from.text.clone(), to.as_text()?.to_owned())));
    plan.redirects.extend(pairs);
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
            ("src/:pkg/(.*)", ":pkg/index"),
            ("lib/:all(.*)", "x/:all"),
        ];
        let rules = rules.map(|(from, to)| (from.to_owned(), to.to_owned()));
        for (name, expected) in [
            ("api/cli", "reference/cli"),
            ("api/x/cli", "api/x/cli"),
            ("packages/core/src/a/b", "core/a/b"),
            ("a", "b/c"),
            ("d", "d"),
            ("src/core/a/b", "core/index"),
            ("lib/a/b", "x/a/b"),
        ] {
            assert_eq!(rewritten(name, &rules), expected, "{name}");
        }
        assert!(is_read("a/:b/(.*)") && !is_read(":a?/b") && !is_read(":a-b"));
        let text =
            "<img :src=\"withBase('/l.svg')\" alt=\"L\"> <a :href=\"'/a'\">a</a> <img :src=\"x\">";
        let expected = "<img src=\"/l.svg\" alt=\"L\"> <a href=\"/a\">a</a> <img :src=\"x\">";
        assert_eq!(with_addresses(text), expected);
    }
}
