//! Eleventy.

use super::address::{below, dated, day, normal};
use super::data::{parse, text};
use super::front::{Field, Front, SCRIPT};
use super::left::{Left, What};
use super::menu::{Placed, nested};
use super::patterns::{Patterns, leave, tell};
use super::plan::{Plan, page_name};
use super::settings::Entry;
use super::template::of_template;
use super::tree::{Tree, clean};
use crate::load::Ignored;
use crate::site::join_path;
use crate::slug::slug;

const CONFIGS: [&str; 5] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
];
/// Languages of templates in which pages may be written, and what the names of scripts end in that make
/// pages.
const TEMPLATES: [&str; 5] = ["njk", "liquid", "hbs", "html", "webc"];
const SCRIPTS: [&str; 4] = [".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts"];
const IGNORE: &str = ".eleventyignore";

/// Whether a site is one of Eleventy.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let script = tree.text(path).unwrap_or_default();
    let input = argument(&script, "input").unwrap_or_default();
    let input = input.trim_start_matches("./").trim_matches('/').to_owned();
    let output = argument(&script, "output").unwrap_or_else(|| "_site".to_owned());
    let passed = passed_through(&script, &input, tree);
    let data = argument(&script, "data").unwrap_or_else(|| "_data".to_owned());
    if let Some(data) = join_path(&format!("{input}/"), &data) {
        metadata(tree, &data, plan);
    }
    let (ignored, unread) = Ignored::by(&tree.text(IGNORE).unwrap_or_default());
    tell(&unread, IGNORE, plan);
    let ignores = calls(&script, "ignores.add(").into_iter().flatten();
    let ignores = Patterns::new(ignores.map(|pattern| clean(&pattern).to_owned()));
    ignores.tell(path, plan);
    let mut items = Vec::new();
    for (from, path) in tree.below(&input) {
        if ignored.has(from) || ignores.has(from) {
            leave(tree, from, path, plan);
            continue;
        }
        let is_own = path.split('/').any(|name| name.starts_with(['_', '.']));
        let is_output = from.starts_with(&format!("{}/", output.trim_start_matches("./")));
        if is_own || is_output || path == "README.md" || (input.is_empty() && is_of_tools(path)) {
            continue;
        }
        let is_script = SCRIPTS.iter().any(|end| path.ends_with(end));
        match (page_name(path, &["md"]), page_name(path, &TEMPLATES)) {
            (Some(name), _) => page(tree, (from, name), plan),
            (None, Some(name)) => template(tree, (from, name), (plan, &mut items)),
            (None, None) if is_script => plan.left.push(Left::new(What::Program, from, None)),
            (None, None) => {}
        }
    }
    for (from, to) in &passed {
        plan.copy(tree, from, to.trim_start_matches('/'));
        let files: Vec<(&str, &str)> = tree.below(from).collect();
        for (file, path) in files {
            let to = format!("{to}/{path}");
            plan.copy(tree, file, to.trim_start_matches('/'));
        }
    }
    let includes = format!("{input}/_includes");
    plan.leave_folder(tree, includes.trim_start_matches('/'));
    menu(items, plan);
}

/// Makes the menu of what pages say for the plugin for navigation: a name, a place among others, and
/// the page above.
fn menu(mut items: Vec<(f64, Placed)>, plan: &mut Plan) {
    for page in &plan.pages {
        items.extend(item(&Front::of(&page.text), page.old.first().cloned()));
    }
    items.sort_by(|a, b| a.0.total_cmp(&b.0));
    plan.settings.menu = nested(items.into_iter().map(|(_, placed)| placed).collect());
}

/// What a page at an address says of its place in the menu: its number, and its entry.
fn item(front: &Front, address: Option<String>) -> Option<(f64, Placed)> {
    let node = front.node.as_ref()?.get("eleventyNavigation")?;
    let said = |keys: &[&str]| text(node, keys).map(str::to_owned);
    let order: Option<f64> = said(&["order"]).and_then(|order| order.parse().ok());
    let placed = Placed {
        entry: Entry {
            label: said(&["title", "key"]),
            target: address,
            below: Vec::new(),
        },
        name: said(&["key"]),
        parent: said(&["parent"]),
    };
    Some((order.unwrap_or(f64::MAX), placed))
}

/// Adds a template in which nothing is computed as a page. The others are told, with their addresses and
/// what they say of the menu.
fn template(
    tree: &Tree,
    (from, name): (&str, &str),
    (plan, items): (&mut Plan, &mut Vec<(f64, Placed)>),
) {
    let text = tree.text(from).unwrap_or_default();
    let front = Front::of(&text);
    let is_computed = ["{{", "{%", "{#"].iter().any(|sign| text.contains(sign));
    // A component is written in signs of its own.
    if !is_computed && !from.ends_with(".webc") && front.node.is_some() {
        return page(tree, (from, name), plan);
    }
    plan.left.push(Left::new(of_template(&text), from, None));
    let is_list = front
        .node
        .as_ref()
        .is_some_and(|node| node.get("pagination").is_some());
    let address = match front.text("permalink") {
        Some("false") => None,
        Some(shape) => filled(shape, name, &front),
        None => Some(plain(name)),
    };
    if let Some(address) = address.filter(|_| !is_list) {
        items.extend(item(&front, Some(address.clone())));
        plan.gone.push((address, from.to_owned()));
    }
}

/// Whether a file at the top belongs to tools.
fn is_of_tools(path: &str) -> bool {
    let is_script = page_name(path, &["json", "js", "mjs", "cjs", "ts"]).is_some();
    !path.contains('/') && is_script && !SCRIPTS.iter().any(|end| path.ends_with(end))
}

/// The text that a key of an object has.
fn argument(script: &str, key: &str) -> Option<String> {
    let is_inner = |c: char| c.is_alphanumeric() || "_$".contains(c);
    let text = |at: usize| {
        let (before, rest) = (&script[..at], &script[at + key.len()..]);
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        let rest = rest.strip_prefix(':')?.trim_start();
        let quote = rest.chars().next().filter(|c| "\"'`".contains(*c))?;
        let text = rest[1..].split(quote).next()?;
        (!before.ends_with(is_inner)).then(|| text.to_owned())
    };
    script.match_indices(key).find_map(|(at, _)| text(at))
}

/// The texts that each call of a function is given.
fn calls(script: &str, name: &str) -> Vec<Vec<String>> {
    let calls = script.split(name).skip(1);
    let inside = calls.map(|call| call.split(')').next().unwrap_or_default());
    let texts = |inside: &str| {
        let texts = inside.split(['"', '\'', '`']).skip(1).step_by(2);
        texts.map(str::to_owned).collect()
    };
    inside.map(texts).collect()
}

/// The files and folders that are published as they are: from where, and to where. What is named alone
/// keeps its place in the folder of the pages.
fn passed_through(script: &str, input: &str, tree: &Tree) -> Vec<(String, String)> {
    let place = |path: &str| {
        let below = path.strip_prefix(input).filter(|_| !input.is_empty());
        below.unwrap_or(path).trim_start_matches('/').to_owned()
    };
    let mut found = Vec::new();
    let are_pairs = script.split("addPassthroughCopy(").skip(1);
    let are_pairs = are_pairs.map(|call| call.trim_start().starts_with('{'));
    for (texts, are_pairs) in calls(script, "addPassthroughCopy(").iter().zip(are_pairs) {
        if are_pairs {
            let pairs = texts.chunks(2);
            found.extend(pairs.map(|pair| {
                let (from, to) = (clean(&pair[0]), clean(&pair[pair.len() - 1]));
                (from.to_owned(), to.to_owned())
            }));
            continue;
        }
        for path in texts.iter().map(|path| clean(path)) {
            match path.contains('*') {
                false => found.push((path.to_owned(), place(path))),
                true => {
                    let chosen = Patterns::new([path]);
                    let files = tree.below("").filter(|(file, _)| chosen.has(file));
                    found.extend(files.map(|(file, _)| (file.to_owned(), place(file))));
                }
            }
        }
    }
    found
}

/// What the site is called, where many keep it.
fn metadata(tree: &Tree, data: &str, plan: &mut Plan) {
    for name in [
        "metadata.json",
        "site.json",
        "metadata.js",
        "site.js",
        "metadata.mjs",
        "site.mjs",
    ] {
        let Some(written) = tree.text(&format!("{data}/{name}")) else {
            continue;
        };
        let node = match name.ends_with(".json") {
            true => parse(&written, "json").ok(),
            false => super::script::exported(&written),
        };
        let Some(node) = node else {
            continue;
        };
        let said = |keys: &[&str]| text(&node, keys).map(str::to_owned);
        plan.settings.title = said(&["title", "name"]);
        plan.settings.description = said(&["description"]);
        plan.settings.language = said(&["language", "lang"]);
        plan.settings.base_url = said(&["url"]);
        return;
    }
}

fn page(tree: &Tree, (from, name): (&str, &str), plan: &mut Plan) {
    let text = tree.text(from).unwrap_or_default();
    let front = Front::of(&text);
    if is_script(&text) && front.node.is_none() {
        plan.gone.push((plain(name), from.to_owned()));
        return plan.left.push(Left::new(What::Program, from, None));
    }
    let of_folder = of_folder(tree, from);
    let shape = front.text("permalink").map(str::to_owned).or(of_folder);
    let address = match shape.as_deref() {
        Some("false") => {
            return plan.left.push(Left::new(What::Unpublished, from, None));
        }
        Some(shape) => filled(shape, name, &front),
        None => Some(plain(name)),
    };
    if address.is_none() {
        let what = What::Setting(format!("permalink: {}", shape.unwrap_or_default()));
        plan.left.push(Left::new(what, from, None));
    }
    plan.page(
        tree,
        from,
        &format!("{name}.md"),
        address.into_iter().collect(),
    );
    let date = front.text("date").filter(|date| is_computed_date(date));
    if let (Some(date), Some(page)) = (date, plan.pages.last_mut()) {
        page.instead.push(("date", Field::Gone));
        let what = What::Setting(format!("date: {date}"));
        plan.left.push(Left::new(what, from, None));
    }
}

/// Whether a date is that of a file, or of its last change.
fn is_computed_date(date: &str) -> bool {
    let names = [
        "last modified",
        "created",
        "git last modified",
        "git created",
    ];
    names.iter().any(|name| date.eq_ignore_ascii_case(name))
}

/// Whether what a page begins with is a script.
fn is_script(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    SCRIPT.iter().any(|begin| text.starts_with(begin))
}

/// The pattern of addresses that the nearest folder with one gives its pages.
fn of_folder(tree: &Tree, from: &str) -> Option<String> {
    const ENDINGS: [&str; 5] = [
        "json",
        "11tydata.json",
        "11tydata.js",
        "11tydata.cjs",
        "11tydata.mjs",
    ];
    let above = |path: &&str| path.rsplit_once('/').map(|(folder, _)| folder.len());
    let folders = std::iter::successors(Some(from), |path| above(path).map(|end| &path[..end]));
    folders.skip(1).find_map(|folder| {
        let name = folder.rsplit('/').next()?;
        let paths = ENDINGS.map(|ending| format!("{folder}/{name}.{ending}"));
        paths.iter().find_map(|path| shape(&tree.text(path)?, path))
    })
}

/// The pattern of addresses in the data of a folder; what is computed stands as a value that nobody
/// knows here.
fn shape(data: &str, path: &str) -> Option<String> {
    let node = match path.ends_with(".json") {
        true => parse(data, "json").ok(),
        false => super::script::exported(data),
    };
    let said = node.and_then(|node| text(&node, &["permalink"]).map(str::to_owned));
    said.or_else(|| {
        let (_, code) = data.split_once("permalink")?;
        let code = code
            .trim_start_matches(['"', '\'', ':', ' '])
            .lines()
            .next()?;
        (!path.ends_with(".json"))
            .then(|| format!("{{{{ {} }}}}", code.trim().trim_end_matches(',')))
    })
}

/// The address of a page that says none: without the day in its name.
fn plain(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match dated(file).map_or(file, |(_, rest)| rest) {
        "index" => below(folder, ""),
        file => below(folder, &format!("{file}/")),
    }
}

/// A pattern with the values of a page; `None` if more is computed than is known here.
fn filled(shape: &str, name: &str, front: &Front) -> Option<String> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let file = dated(file).map_or(file, |(_, rest)| rest);
    let mut out = String::new();
    let mut rest = shape;
    while let Some(at) = rest.find("{{") {
        let (before, tag) = rest.split_at(at);
        let end = tag.find("}}")?;
        let words: String = tag[2..end].chars().filter(|c| !c.is_whitespace()).collect();
        let title = || Some(slug(front.text("title")?));
        let date = || front.text("date").and_then(day);
        out.push_str(before);
        out.push_str(&match words.as_str() {
            "page.fileSlug" | "page.fileSlug|slugify" | "page.fileSlug|slug" => file.to_owned(),
            "title|slugify" | "title|slug" | "title|slugify|url" => title()?,
            "slug" => front.text("slug")?.to_owned(),
            "page.filePathStem" => plain(name).trim_end_matches('/').to_owned(),
            "page.date|date:'%Y'" | "page.date|date:\"%Y\"" => date()?.year.to_owned(),
            "page.date|date:'%m'" | "page.date|date:\"%m\"" => date()?.month.to_owned(),
            "page.date|date:'%d'" | "page.date|date:\"%d\"" => date()?.day.to_owned(),
            _ => return None,
        });
        rest = &tag[end + 2..];
    }
    Some(normal(&(out + rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_eleventy_had_them() {
        let front = Front::of("---\ntitle: A b\ndate: 2020-03-04\n---\n");
        for (shape, name, expected) in [
            ("", "posts/2020-01-02-x", Some("/posts/x/")),
            ("", "a/index", Some("/a/")),
            (
                "/b/{{ page.fileSlug }}/",
                "posts/2020-01-02-x",
                Some("/b/x/"),
            ),
            ("{{ title | slugify }}.html", "x", Some("/a-b.html")),
            ("/{{ page.date | date: '%Y' }}/{{ x }}/", "x", None),
        ] {
            let found = match shape {
                "" => Some(plain(name)),
                shape => filled(shape, name, &front),
            };
            assert_eq!(found.as_deref(), expected, "{shape}");
        }
        let script = "{metadata: {data: x}, \"output\": 'o', moredata: \"no\", dir: {data : `d`}}";
        let found = ["data", "output", "input"].map(|key| argument(script, key));
        assert_eq!(found, [Some("d".to_owned()), Some("o".to_owned()), None]);
    }
}
