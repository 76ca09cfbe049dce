//! Docusaurus.

use super::address::{below, dated, normal};
use super::data::{at, text};
use super::front::Front;
use super::left::{Left, What};
use super::plan::{Plan, page_name};
use super::script::configuration;
use super::settings::Entry;
use super::tree::Tree;
use crate::yaml::Node;

const CONFIGS: [&str; 5] = [
    "docusaurus.config.ts",
    "docusaurus.config.js",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
];

/// Whether a site is one of Docusaurus.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// A folder of pages.
struct Part {
    /// The folder.
    folder: String,
    /// Where its pages were.
    route: String,
    /// Its folder below `content/`.
    to: String,
    is_blog: bool,
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some((_, config)) = configuration(tree, path, plan) else {
        return;
    };
    settings(&config, plan);
    for part in parts(&config, tree) {
        part.read(tree, plan);
        for (language, _) in plan.settings.languages.clone() {
            part.translated(&language).read(tree, plan);
        }
        part.further(plan);
    }
    leave_words(tree, plan);
    for (from, path) in tree.below("src/pages") {
        match page_name(path, &["md", "mdx"]) {
            Some(name) => {
                let front = Front::of(&tree.text(from).unwrap_or_default());
                let address = front.text("slug").map_or_else(|| folded("", name), normal);
                plan.page(tree, from, &format!("{name}.md"), vec![address]);
            }
            None => plan.left.push(Left::new(What::Program, from, None)),
        }
    }
    plan.statics(tree, "static");
    for folder in ["src/components", "src/theme", "src/css"] {
        plan.leave_folder(tree, folder);
    }
    redirects(&config, plan);
}

/// The options of a preset or a plugin, wherever they are given.
fn options<'a>(config: &'a Node, part: &str) -> Option<&'a Node> {
    let all = ["presets", "plugins"].into_iter();
    let lists = all.filter_map(|key| config.get(key));
    let mut entries = lists.flat_map(Node::items);
    entries.find_map(|entry| entry.items().get(1)?.get(part))
}

/// The folders of pages that a site has: documents, its other versions, what is new.
fn parts(config: &Node, tree: &Tree) -> Vec<Part> {
    let docs = options(config, "docs");
    let said = |node: Option<&Node>, key: &str, otherwise: &str| {
        let text = node.and_then(|node| text(node, &[key]));
        text.unwrap_or(otherwise).trim_matches('/').to_owned()
    };
    let folder = said(docs, "path", "docs");
    let route = said(docs, "routeBasePath", "docs");
    let versions = tree.text("versions.json").unwrap_or_default();
    let versions: Vec<&str> = versions.split('"').skip(1).step_by(2).collect();
    let part = |folder: String, route: String| Part {
        folder,
        to: route.clone(),
        route,
        is_blog: false,
    };
    let below_route = |name: &str| format!("{route}/{name}").trim_matches('/').to_owned();
    let mut parts = Vec::new();
    for (i, version) in versions.iter().enumerate() {
        let route = match i {
            0 => route.clone(),
            _ => below_route(version),
        };
        parts.push(part(format!("versioned_docs/version-{version}"), route));
    }
    let current = match versions.is_empty() {
        true => route.clone(),
        false => below_route("next"),
    };
    parts.push(part(folder, current));
    let blog = options(config, "blog");
    if blog.and_then(Node::as_bool) != Some(false) {
        let folder = said(blog, "path", "blog");
        let route = said(blog, "routeBasePath", "blog");
        parts.push(Part {
            is_blog: true,
            ..part(folder, route)
        });
    }
    parts
}

impl Part {
    fn read(&self, tree: &Tree, plan: &mut Plan) {
        for (from, path) in tree.below(&self.folder) {
            let Some(name) = page_name(path, &["md", "mdx"]) else {
                let to = format!("{}/{path}", self.to);
                plan.copy(tree, from, to.trim_start_matches('/'));
                continue;
            };
            // Parts of pages are taken in by others.
            if path.split('/').any(|part| part.starts_with('_')) {
                plan.take_in(tree, from, &format!("{}/{path}", self.to));
                continue;
            }
            let front = Front::of(&tree.text(from).unwrap_or_default());
            let address = match self.is_blog {
                true => self.post(name, &front),
                false => self.document(name, &front),
            };
            let to = format!("{}/{name}.md", self.to);
            plan.page(tree, from, to.trim_start_matches('/'), vec![address]);
            let tags = front.texts("tags").into_iter();
            for tag in tags.map(crate::slug::slug) {
                let from = below(&self.route, &format!("tags/{tag}"));
                plan.redirects.push((from, format!("/tags/{tag}/")));
            }
        }
    }

    /// The same in another language.
    fn translated(&self, language: &str) -> Self {
        let (plugin, folder) = match (self.is_blog, self.folder.rsplit_once('/')) {
            (true, _) => ("docusaurus-plugin-content-blog", ""),
            (false, Some(("versioned_docs", version))) => {
                ("docusaurus-plugin-content-docs", version)
            }
            (false, _) => ("docusaurus-plugin-content-docs", "current"),
        };
        let folder = format!("i18n/{language}/{plugin}/{folder}");
        Self {
            folder: folder.trim_end_matches('/').to_owned(),
            route: format!("{language}/{}", self.route),
            to: format!("{language}/{}", self.to)
                .trim_end_matches('/')
                .to_owned(),
            is_blog: self.is_blog,
        }
    }

    /// Adds the list of posts if it had more than one page.
    fn further(&self, plan: &mut Plan) {
        const ON_A_PAGE: usize = 10;
        let start = format!("{}/", self.folder);
        let posts = plan
            .pages
            .iter()
            .filter(|page| page.from.starts_with(&start));
        if self.is_blog && posts.count() > ON_A_PAGE {
            plan.further.push((below("", &self.route), "/page/"));
        }
    }

    /// The address of a document: numbers in names are its order.
    fn document(&self, name: &str, front: &Front) -> String {
        let parts: Vec<&str> = name.split('/').map(unnumbered).collect();
        let bare = parts.join("/");
        let folder = bare.rsplit_once('/').map_or("", |(folder, _)| folder);
        match (front.text("slug"), front.text("id")) {
            (Some(slug), _) if slug.starts_with('/') => below(&self.route, slug),
            (Some(slug), _) => below(&self.route, &format!("{folder}/{slug}")),
            (None, Some(id)) => below(&self.route, &format!("{folder}/{id}")),
            (None, None) => folded(&self.route, &bare),
        }
    }

    /// The address of a post: its day is in its name, or in that of its folder.
    fn post(&self, name: &str, front: &Front) -> String {
        if let Some(slug) = front.text("slug") {
            return below(&self.route, slug);
        }
        let name = name.strip_suffix("/index").unwrap_or(name);
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let path = match dated(file) {
            Some((day, rest)) => {
                format!("{folder}/{}/{}/{}/{rest}", day.year, day.month, day.day)
            }
            None => name.to_owned(),
        };
        below(&self.route, &path)
    }
}

/// Tells of the words of a translation that are no pages.
fn leave_words(tree: &Tree, plan: &mut Plan) {
    for (from, path) in tree.below("i18n") {
        let mut parts = path.split('/').skip(1);
        let is_page = parts.next().is_some_and(|plugin| {
            plugin == "docusaurus-plugin-content-docs" || plugin == "docusaurus-plugin-content-blog"
        });
        let is_carried = plan.pages.iter().any(|page| page.from == from);
        if !is_carried && (!is_page || path.ends_with(".json")) {
            plan.left.push(Left::new(What::Program, from, None));
        }
    }
}

/// The address of a page that may stand for its folder.
fn folded(route: &str, name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let own = folder.rsplit('/').next().unwrap_or_default();
    let stands = matches!(file.to_ascii_lowercase().as_str(), "index" | "readme") || file == own;
    below(route, if stands { folder } else { name })
}

/// A name without the number that says its place; a day or a version is no place.
fn unnumbered(name: &str) -> &str {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].trim_start();
    let sign = rest.len() - rest.trim_start_matches(['-', '_', '.']).len();
    let own = rest[sign..].trim_start();
    let is_more = own.starts_with(|c: char| c.is_ascii_digit());
    match digits > 0 && sign > 0 && !own.is_empty() && !is_more {
        true => own,
        false => name,
    }
}

fn settings(config: &Node, plan: &mut Plan) {
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
    let items = at(config, &["themeConfig", "navbar", "items"]).map_or(&[][..], Node::items);
    for item in items {
        let said = |keys: &[&str]| text(item, keys).map(str::to_owned);
        let target = said(&["to", "href"]);
        let is_entry = target.is_some() && said(&["label"]).is_some();
        if is_entry {
            settings.menu.push(Entry {
                label: said(&["label"]),
                target,
                below: Vec::new(),
            });
        }
    }
}

/// The addresses that a plugin leads on.
fn redirects(config: &Node, plan: &mut Plan) {
    let Some(list) = options(config, "redirects") else {
        return;
    };
    for redirect in list.items() {
        let Some(to) = text(redirect, &["to"]) else {
            continue;
        };
        let from = redirect.get("from").map_or(&[][..], Node::items);
        for from in from.iter().filter_map(Node::as_text) {
            plan.redirects.push((from.to_owned(), to.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_docusaurus_had_them() {
        let part = Part {
            folder: "docs".to_owned(),
            route: "docs".to_owned(),
            to: "docs".to_owned(),
            is_blog: false,
        };
        for (name, front, expected) in [
            ("intro", "", "/docs/intro/"),
            ("01-guides/02. My page", "", "/docs/guides/My page/"),
            ("01-guides/guides", "", "/docs/guides/"),
            ("a/README", "", "/docs/a/"),
            ("a/2020-01-02-x", "", "/docs/a/2020-01-02-x/"),
            ("a/b", "slug: /", "/docs/"),
            ("1-a/b", "slug: c", "/docs/a/c/"),
            ("a/b", "id: d", "/docs/a/d/"),
        ] {
            let front = Front::of(&format!("---\n{front}\n---\n"));
            assert_eq!(part.document(name, &front), expected, "{name}");
        }
        let none = Front::of("");
        assert_eq!(
            part.post("2020-01-02-a/index", &none),
            "/docs/2020/01/02/a/"
        );
        assert_eq!(part.post("x/2020-01-02-a", &none), "/docs/x/2020/01/02/a/");
    }
}
