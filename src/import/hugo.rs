//! Hugo.

use super::address::{Day, below, day, normal, pattern};
use super::data::{Data, text};
use super::front::Front;
use super::left::{Left, What};
use super::plan::{Plan, page_name};
use super::settings::Entry;
use super::tree::Tree;
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

const CONFIGS: [&str; 12] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 26] = [
    "paginate",
    "baseurl",
    "title",
    "languagecode",
    "locale",
    "defaultcontentlanguage",
    "defaultcontentlanguageinsubdir",
    "languages",
    "permalinks",
    "uglyurls",
    "taxonomies",
    "menu",
    "menus",
    "params",
    "contentdir",
    "staticdir",
    "publishdir",
    "disablepathtolower",
    "enablerobotstxt",
    "enablegitinfo",
    "hascjklanguage",
    "buildfuture",
    "builddrafts",
    "disablekinds",
    "copyright",
    "enableemoji",
];

/// Whether a site is one of Hugo's.
pub(super) fn is_one(tree: &Tree) -> bool {
    let Some(path) = tree.first(&CONFIGS) else {
        return false;
    };
    // Zola calls its own the same.
    let is_zola = || {
        tree.text(path)
            .is_some_and(|text| text.contains("base_url"))
    };
    !path.ends_with("config.toml") || path.contains('/') || !is_zola()
}

/// What its configuration says.
struct Site {
    main: Data,
    /// Sections that have a file of their own.
    parts: Vec<(String, Data)>,
    /// Its languages, its own first, with the folder of each that has one.
    languages: Vec<(String, Option<String>)>,
    in_subfolder: bool,
    folder: String,
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some(main) = Data::read(tree, path, &mut plan.left) else {
        return;
    };
    let mut parts = Vec::new();
    for (path, name) in tree.below("config/_default") {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if !matches!(stem, "hugo" | "config")
            && let Some(data) = Data::read(tree, path, &mut plan.left)
        {
            parts.push((stem.to_owned(), data));
        }
    }
    let site = Site::new(main, parts);
    site.settings(plan);
    site.pages(tree, plan);
    site.further(plan);
    let statics = site.value("staticDir").and_then(Node::as_text);
    let statics = statics.unwrap_or("static").to_owned();
    plan.statics(tree, &statics);
    plan.data(tree, "data");
    for folder in ["layouts", "themes", "assets", "archetypes", "i18n"] {
        plan.leave_folder(tree, folder);
    }
}

/// The value of a key, whatever the case of its letters.
fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let mut entries = node.entries().iter();
    let found = entries.find(|(own, _)| own.text.eq_ignore_ascii_case(key));
    found.map(|(_, value)| value)
}

impl Site {
    fn new(main: Data, parts: Vec<(String, Data)>) -> Self {
        let mut site = Self {
            main,
            parts,
            languages: Vec::new(),
            in_subfolder: false,
            folder: String::new(),
        };
        let said = |key: &str| site.value(key).and_then(Node::as_text).map(str::to_owned);
        let folder = said("contentDir").unwrap_or_else(|| "content".to_owned());
        let in_subfolder = said("defaultContentLanguageInSubdir").as_deref() == Some("true");
        let first = said("defaultContentLanguage").unwrap_or_else(|| "en".to_owned());
        let languages = site.value("languages").map_or(&[][..], Node::entries);
        let mut languages: Vec<(String, Option<String>)> = languages
            .iter()
            .map(|(tag, node)| {
                let folder = get(node, "contentDir").and_then(Node::as_text);
                (tag.text.clone(), folder.map(str::to_owned))
            })
            .collect();
        languages.sort_by_key(|(tag, _)| *tag != first);
        (site.languages, site.in_subfolder, site.folder) = (languages, in_subfolder, folder);
        site
    }

    /// A setting, from the file of its own if it has one.
    fn value(&self, key: &str) -> Option<&Node> {
        let mut parts = self.parts.iter();
        let part = parts.find(|(name, _)| name.eq_ignore_ascii_case(key));
        let own = part.map(|(_, data)| &data.node);
        own.or_else(|| get(&self.main.node, key))
    }

    fn settings(&self, plan: &mut Plan) {
        let said = |key: &str| self.value(key).and_then(Node::as_text).map(str::to_owned);
        let settings = &mut plan.settings;
        settings.title = said("title");
        settings.base_url = said("baseURL");
        let own = self.languages.first().map(|(tag, _)| tag.clone());
        let code = said("languageCode").or_else(|| said("locale"));
        settings.language = own.or(code).or_else(|| said("defaultContentLanguage"));
        let params = self.value("params");
        let param = |keys: &[&str]| params.and_then(|node| text(node, keys)).map(str::to_owned);
        settings.description = param(&["description", "Description"]);
        settings.tagline = param(&["subtitle", "tagline"]);
        settings.owner = param(&["author"]);
        for (i, (tag, _)) in self.languages.iter().enumerate() {
            let node = self.value("languages").and_then(|node| get(node, tag));
            let title = node.and_then(|node| get(node, "title")?.as_text());
            let title = title.map(str::to_owned);
            match i {
                0 => settings.title = title.or(settings.title.take()),
                _ => settings.languages.push((tag.clone(), title)),
            }
        }
        let names = ["menu", "menus"];
        let menus = names.iter().find_map(|name| self.value(name));
        let main = menus.and_then(|menus| get(menus, "main"));
        settings.menu = main.map_or(Vec::new(), menu);
        for (key, node) in self.main.node.entries() {
            if !KNOWN.contains(&key.text.to_ascii_lowercase().as_str()) {
                plan.left.push(self.main.left(&key.text, key.span.start));
            } else if key.text.eq_ignore_ascii_case("params") {
                self.leave_params(node, plan);
            }
        }
    }

    fn leave_params(&self, params: &Node, plan: &mut Plan) {
        let known = ["description", "subtitle", "tagline", "author"];
        for (key, _) in params.entries() {
            if !known.contains(&key.text.to_ascii_lowercase().as_str()) {
                let name = format!("params.{}", key.text);
                plan.left.push(self.main.left(&name, key.span.start));
            }
        }
    }

    fn pages(&self, tree: &Tree, plan: &mut Plan) {
        let mut folders: Vec<(&str, usize)> = Vec::new();
        for (i, (_, folder)) in self.languages.iter().enumerate() {
            folders.extend(folder.as_deref().map(|folder| (folder, i)));
        }
        folders.push((&self.folder, 0));
        let others: Vec<String> = folders.iter().map(|(f, _)| format!("{f}/")).collect();
        for (folder, language) in folders {
            for (from, path) in tree.below(folder) {
                // It is another language's.
                let nested = |other: &&String| from.starts_with(other.as_str());
                if others
                    .iter()
                    .filter(nested)
                    .any(|other| other.len() > folder.len() + 1)
                {
                    continue;
                }
                let to = match language {
                    0 => path.to_owned(),
                    i => format!("{}/{path}", self.languages[i].0),
                };
                self.file(tree, (from, path, to), language, plan);
            }
        }
    }

    fn file(
        &self,
        tree: &Tree,
        (from, path, to): (&str, &str, String),
        language: usize,
        plan: &mut Plan,
    ) {
        let ends = ["md", "markdown", "html", "htm"];
        let Some(name) = page_name(path, &ends) else {
            // Other forms of text are pages there too.
            match page_name(path, &["adoc", "asciidoc", "org", "rst", "pandoc", "pdc"]) {
                Some(_) => plan.left.push(Left::new(What::Unreadable, from, None)),
                None => plan.copy(tree, from, &to),
            }
            return;
        };
        let suffix = name.rsplit_once('.');
        let suffix = suffix.and_then(|(name, tag)| {
            let mut tags = self.languages.iter();
            Some((name, tags.position(|(own, _)| own == tag)?))
        });
        let (name, language) = suffix.unwrap_or((name, language));
        let to = match to.strip_suffix(".html").or(to.strip_suffix(".htm")) {
            Some(stem) => format!("{stem}.md"),
            None => to,
        };
        let front = Front::of(&tree.text(from).unwrap_or_default());
        let old = self.addresses(name, &front, language);
        plan.page(tree, from, &to, old);
        for plural in self.taxonomies() {
            let terms = front.texts(&plural).into_iter();
            let lists = terms.map(|term| format!("/{plural}/{}/", urlized(term, false)));
            plan.lists.extend(lists);
        }
    }

    /// What pages are sorted by, by the field and segment of each.
    fn taxonomies(&self) -> Vec<String> {
        let own = self.value("taxonomies").map_or(&[][..], Node::entries);
        let own: Vec<String> = own
            .iter()
            .filter_map(|(_, plural)| Some(plural.as_text()?.to_owned()))
            .collect();
        match own.is_empty() {
            true => vec!["tags".to_owned(), "categories".to_owned()],
            false => own,
        }
    }

    /// Adds the lists that had more than one page: those of the sections at the top, and of all.
    fn further(&self, plan: &mut Plan) {
        let size = self.value("paginate").or_else(|| {
            let pagination = self.value("pagination")?;
            get(pagination, "pagerSize")
        });
        let size = size
            .and_then(Node::as_text)
            .and_then(|size| size.parse().ok());
        let size: usize = size.unwrap_or(10);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for page in plan
            .pages
            .iter()
            .filter(|page| !page.to.ends_with("_index.md"))
        {
            let section = page.to.split_once('/').map_or("", |(section, _)| section);
            for list in BTreeSet::from(["", section]) {
                *counts.entry(list.to_owned()).or_default() += 1;
            }
        }
        let long = counts.into_iter().filter(|(_, count)| *count > size);
        let long = long.map(|(section, _)| (below("", &section), "/page/"));
        plan.further.extend(long);
    }

    /// The addresses of a page, its own first; `name` is its path without ending and language.
    fn addresses(&self, name: &str, front: &Front, language: usize) -> Vec<String> {
        let prefix = match language > 0 || self.in_subfolder {
            true => self.languages.get(language).map_or("", |(tag, _)| tag),
            false => "",
        };
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let kept = self.flag("disablePathToLower");
        let section: Vec<String> = folder.split('/').map(|name| urlized(name, kept)).collect();
        let section = section.join("/");
        let own = match front.text("url") {
            Some(url) if url.starts_with('/') => normal(url),
            Some(url) => below(prefix, url),
            None => below(prefix, &self.path((folder, &section), file, front)),
        };
        let mut old = vec![own];
        for alias in front.texts("aliases") {
            old.push(match alias.starts_with('/') {
                true => normal(alias),
                false => below(prefix, &format!("{section}/{alias}")),
            });
        }
        old
    }

    fn flag(&self, key: &str) -> bool {
        self.value(key).and_then(Node::as_bool) == Some(true)
    }

    /// The path of a page that says no address.
    fn path(&self, (folder, section): (&str, &str), file: &str, front: &Front) -> String {
        if file == "_index" {
            return format!("{section}/");
        }
        let kept = self.flag("disablePathToLower");
        let (section, file) = match file {
            // It is its folder's page.
            "index" => match section.rsplit_once('/') {
                Some((above, own)) => (above, own.to_owned()),
                None => ("", section.to_owned()),
            },
            file => (section, urlized(file, kept)),
        };
        let slug = front.text("slug").map(|slug| urlized(slug, true));
        let first = folder.split('/').next().unwrap_or_default();
        let permalinks = self.value("permalinks");
        let of_pages = permalinks.and_then(|node| get(node, "page"));
        let shape = of_pages.filter(|node| !node.entries().is_empty());
        let shape = shape.or(permalinks).and_then(|node| get(node, first));
        let path = match shape.and_then(Node::as_text) {
            Some(shape) => {
                let parts = Parts {
                    section,
                    file: &file,
                    slug: slug.as_deref(),
                    front,
                };
                pattern(shape, |word| parts.value(word))
            }
            None => format!("{section}/{}", slug.as_deref().unwrap_or(&file)),
        };
        let ugly = self.value("uglyURLs");
        let is_ugly = ugly.is_some_and(|node| match &node.value {
            Value::Map(_) => get(node, first).and_then(Node::as_bool) == Some(true),
            _ => node.as_bool() == Some(true),
        });
        match is_ugly && !path.ends_with(".html") && !path.trim_matches('/').is_empty() {
            true => format!("{}.html", path.trim_end_matches('/')),
            false => path,
        }
    }
}

/// What the words of a pattern stand for.
struct Parts<'a> {
    section: &'a str,
    file: &'a str,
    slug: Option<&'a str>,
    front: &'a Front,
}

impl Parts<'_> {
    fn value(&self, word: &str) -> Option<String> {
        let dates = ["date", "publishDate", "lastmod"];
        let date = || dates.iter().find_map(|key| day(self.front.text(key)?));
        let title = || {
            let title = self.front.text("title").map(|title| urlized(title, false));
            title.unwrap_or_else(|| self.file.to_owned())
        };
        let slug = || self.slug.map(str::to_owned);
        Some(match word {
            "title" => title(),
            "slug" => slug().unwrap_or_else(title),
            "filename" | "contentbasename" => self.file.to_owned(),
            "slugorfilename" | "slugorcontentbasename" => {
                slug().unwrap_or_else(|| self.file.to_owned())
            }
            "section" => self.section.split('/').next()?.to_owned(),
            "sections" => self.section.to_owned(),
            "sections[1:]" => self
                .section
                .split_once('/')
                .map_or("", |(_, r)| r)
                .to_owned(),
            "sections[last]" => self.section.rsplit('/').next()?.to_owned(),
            word => return date().and_then(|day: Day<'_>| day.part(word)),
        })
    }
}

/// A segment of an address as Hugo makes it.
fn urlized(text: &str, keeps_case: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_whitespace() && out.ends_with('-') => {}
            c if c.is_whitespace() => out.push('-'),
            c if c.is_alphanumeric() || "._-+~".contains(c) => out.push(c),
            _ => {}
        }
    }
    match keeps_case {
        true => out,
        false => out.to_lowercase(),
    }
}

/// The entries of a menu in order.
fn menu(node: &Node) -> Vec<Entry> {
    let weight = |node: &Node| {
        let weight = get(node, "weight").and_then(Node::as_text);
        weight
            .and_then(|w| w.parse::<i64>().ok())
            .unwrap_or(i64::MAX)
    };
    let mut items: Vec<&Node> = node.items().iter().collect();
    items.sort_by_key(|node| weight(node));
    let said = |node: &Node, key: &str| get(node, key).and_then(Node::as_text).map(str::to_owned);
    let entry = |node: &Node| Entry {
        label: said(node, "name"),
        target: said(node, "pageRef").or_else(|| said(node, "url")),
        below: Vec::new(),
    };
    let mut entries: Vec<(Option<String>, Entry)> = Vec::new();
    let (top, inner): (Vec<&Node>, Vec<&Node>) = items
        .into_iter()
        .partition(|node| said(node, "parent").is_none());
    for node in top {
        let name = said(node, "identifier").or_else(|| said(node, "name"));
        entries.push((name, entry(node)));
    }
    for node in inner {
        let parent = said(node, "parent");
        match entries.iter_mut().find(|(name, _)| *name == parent) {
            Some((_, above)) => above.below.push(entry(node)),
            None => entries.push((None, entry(node))),
        }
    }
    entries.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::parse;

    fn addresses(config: &str, name: &str, front: &str) -> String {
        let main = Data::of(parse(config, "toml").unwrap());
        let site = Site::new(main, Vec::new());
        let front = Front::of(&format!("---\n{front}\n---\n"));
        site.addresses(name, &front, 0).join(" ")
    }

    #[test]
    fn pages_are_where_hugo_had_them() {
        let dated = "[permalinks]\nposts = '/:year/:month/:slug/'\n";
        for (config, name, front, expected) in [
            ("", "_index", "", "/"),
            ("", "posts/_index", "", "/posts/"),
            ("", "Posts/My Post", "", "/posts/my-post/"),
            ("", "posts/a_b/index", "slug: C d", "/posts/C-d/"),
            ("", "a", "url: x/y.html", "/x/y.html"),
            ("", "s/a", "aliases: [b, /c]", "/s/a/ /s/b/ /c/"),
            ("disablePathToLower = true\n", "s/A", "", "/s/A/"),
            ("uglyURLs = true\n", "s/a", "", "/s/a.html"),
            ("uglyURLs = true\n", "s/_index", "", "/s/"),
            (
                dated,
                "posts/a",
                "title: It's A\ndate: 2020-03-04",
                "/2020/03/its-a/",
            ),
            (dated, "notes/a", "title: B", "/notes/a/"),
        ] {
            assert_eq!(addresses(config, name, front), expected, "{name} {front}");
        }
    }
}
