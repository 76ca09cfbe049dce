//! MkDocs, also with the theme Material.

use super::address::{below, day, pattern};
use super::data::{Data, at, text};
use super::front::Front;
use super::plan::{Plan, page_name};
use super::settings::Entry;
use super::tree::Tree;
use crate::slug::slug;
use crate::yaml::Node;

const CONFIGS: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 16] = [
    "site_name",
    "site_url",
    "site_description",
    "site_author",
    "site_dir",
    "docs_dir",
    "use_directory_urls",
    "nav",
    "repo_url",
    "repo_name",
    "edit_uri",
    "theme",
    "plugins",
    "markdown_extensions",
    "copyright",
    "strict",
];
/// Extensions of Markdown whose signs are not read here, by the beginning of their names.
const PLUGINS_READ: [&str; 4] = ["search", "redirects", "blog", "material/blog"];

/// Whether a site is one of MkDocs.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// The plugin for blogs.
struct Blog {
    folder: String,
    format: String,
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some(data) = Data::read(tree, path, &mut plan.left) else {
        return;
    };
    let config = &data.node;
    settings(config, plan);
    data.tell_others(&KNOWN, &mut plan.left);
    for plugin in config.get("plugins").map_or(&[][..], Node::items) {
        let (name, node) = named(plugin);
        match name {
            "redirects" => redirects(node, plan),
            name if PLUGINS_READ.contains(&name) => {}
            name => {
                let name = format!("plugins: {name}");
                plan.left.push(data.left(&name, plugin.span.start));
            }
        }
    }
    let docs = text(config, &["docs_dir"]).unwrap_or("docs").to_owned();
    let flat = config.get("use_directory_urls").and_then(Node::as_bool) == Some(false);
    let blog = blog(config);
    for (from, path) in tree.below(&docs) {
        let Some(name) = page_name(path, &["md", "markdown"]) else {
            // What begins with a dot is not published.
            match path.split('/').any(|name| name.starts_with('.')) && !path.ends_with(".pages") {
                true => {}
                false => plan.copy(tree, from, path),
            }
            continue;
        };
        let post = blog.as_ref().and_then(|blog| {
            let post = name.strip_prefix(&blog.folder)?.strip_prefix("/posts/")?;
            let text = tree.text(from)?;
            Some(blog.address(post, &Front::of(&text), &text))
        });
        let old = post.unwrap_or_else(|| address(name, flat));
        plan.page(tree, from, path, vec![old]);
    }
    for (from, path) in tree.below("") {
        let inside = path.strip_prefix(docs.as_str());
        let is_text = page_name(path, &["md", "txt", "yml", "py", "json"]).is_some();
        if is_text && !inside.is_some_and(|rest| rest.starts_with('/')) {
            plan.take_in(tree, from, path);
        }
    }
    if let Some(folder) = at(config, &["theme", "custom_dir"]).and_then(Node::as_text) {
        plan.leave_folder(tree, folder.trim_end_matches('/'));
    }
}

/// The name of something that may have settings, and these.
fn named(node: &Node) -> (&str, Option<&Node>) {
    match (node.as_text(), node.entries().first()) {
        (Some(name), _) => (name, None),
        (None, Some((key, value))) => (key.text.as_str(), Some(value)),
        (None, None) => ("", None),
    }
}

/// The address of a page; names keep their letters.
fn address(name: &str, flat: bool) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match (file, flat) {
        ("index" | "README", _) => below(folder, ""),
        (_, true) => below(folder, &format!("{file}.html")),
        (_, false) => below(folder, &format!("{file}/")),
    }
}

fn settings(config: &Node, plan: &mut Plan) {
    let said = |key: &str| text(config, &[key]).map(str::to_owned);
    let settings = &mut plan.settings;
    settings.title = said("site_name");
    settings.base_url = said("site_url");
    settings.description = said("site_description");
    settings.owner = said("site_author");
    let language = at(config, &["theme", "language"]).or(at(config, &["theme", "locale"]));
    let language = language.and_then(Node::as_text);
    settings.language = Some(language.unwrap_or("en").replace('_', "-"));
    settings.nav = config.get("nav").map_or(Vec::new(), nav);
}

/// The order of the pages.
fn nav(node: &Node) -> Vec<Entry> {
    let entry = |node: &Node| match (node.as_text(), node.entries().first()) {
        (Some(target), _) => Some(Entry {
            target: Some(target.to_owned()),
            ..Entry::default()
        }),
        (None, Some((key, value))) => Some(Entry {
            label: Some(key.text.clone()),
            target: value.as_text().map(str::to_owned),
            below: match value.as_text() {
                Some(_) => Vec::new(),
                None => nav(value),
            },
        }),
        (None, None) => None,
    };
    node.items().iter().filter_map(entry).collect()
}

/// The addresses that a plugin leads on.
fn redirects(node: Option<&Node>, plan: &mut Plan) {
    let maps = node.and_then(|node| node.get("redirect_maps"));
    for (from, to) in maps.map_or(&[][..], Node::entries) {
        let of_file = |path: &str| match page_name(path, &["md"]) {
            Some(name) if !path.contains("://") => address(name, false),
            _ => path.to_owned(),
        };
        if let Some(to) = to.as_text() {
            let to = to.split('#').next().unwrap_or_default();
            plan.redirects.push((of_file(&from.text), of_file(to)));
        }
    }
}

/// The plugin for blogs, if it is used.
fn blog(config: &Node) -> Option<Blog> {
    let mut plugins = config.get("plugins")?.items().iter().map(named);
    let (_, node) = plugins.find(|(name, _)| matches!(*name, "blog" | "material/blog"))?;
    let said = |key: &str| node.and_then(|node| text(node, &[key])).map(str::to_owned);
    Some(Blog {
        folder: said("blog_dir").unwrap_or_else(|| "blog".to_owned()),
        format: said("post_url_format").unwrap_or_else(|| "{date}/{slug}".to_owned()),
    })
}

impl Blog {
    fn address(&self, post: &str, front: &Front, body: &str) -> String {
        let heading = || {
            let mut lines = body[front.body..].lines();
            lines
                .find_map(|line| line.strip_prefix("# "))
                .map(str::to_owned)
        };
        let title = front.text("title").map(str::to_owned).or_else(heading);
        let name = front.text("slug").map(str::to_owned);
        let name = name.unwrap_or_else(|| title.map_or(String::new(), |title| slug(&title)));
        let date = front.node.as_ref().and_then(|node| node.get("date"));
        let date = date.and_then(|date| date.as_text().or_else(|| text(date, &["created"])));
        let date = date.and_then(day);
        let date = date.map(|day| format!("{}/{}/{}", day.year, day.month, day.day));
        let file = post.rsplit('/').next().unwrap_or(post);
        let shape = self.format.replace('{', ":").replace('}', "");
        let path = pattern(&shape, |word| match word {
            "date" => date.clone(),
            "slug" => Some(name.clone()),
            "file" => Some(file.to_owned()),
            _ => None,
        });
        below(&self.folder, &format!("{path}/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_mkdocs_had_them() {
        for (name, flat, expected) in [
            ("index", false, "/"),
            ("README", true, "/"),
            ("a/index", true, "/a/"),
            ("a/My Page", false, "/a/My Page/"),
            ("a/b", true, "/a/b.html"),
        ] {
            assert_eq!(address(name, flat), expected, "{name}");
        }
        let blog = Blog {
            folder: "blog".to_owned(),
            format: "{date}/{slug}".to_owned(),
        };
        let text = "---\ndate:\n  created: 2023-02-01\n---\n# My First!\n";
        let address = blog.address("x", &Front::of(text), text);
        assert_eq!(address, "/blog/2023/02/01/my-first/");
    }
}
