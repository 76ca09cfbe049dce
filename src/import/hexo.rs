//! Hexo.

use super::address::{below, dated, day, normal, pattern};
use super::data::{Data, text};
use super::front::{Field, Front};
use super::left::{Left, What};
use super::plan::{Plan, page_name};
use super::settings::Entry;
use super::tree::{Tree, clean};
use crate::slug::slug;
use crate::yaml::Node;
use std::cell::Cell;

const CONFIG: &str = "_config.yml";
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 26] = [
    "title",
    "subtitle",
    "description",
    "author",
    "language",
    "timezone",
    "url",
    "root",
    "permalink",
    "source_dir",
    "public_dir",
    "tag_dir",
    "category_dir",
    "archive_dir",
    "code_dir",
    "i18n_dir",
    "new_post_name",
    "default_layout",
    "post_asset_folder",
    "titlecase",
    "render_drafts",
    "date_format",
    "time_format",
    "per_page",
    "pagination_dir",
    "theme",
];

/// Whether a site is one of Hexo's, whose configuration is called as that of Jekyll.
pub(super) fn is_one(tree: &Tree) -> bool {
    let says = |path: &str, signs: &[&str]| {
        let text = tree.text(path).unwrap_or_default();
        signs.iter().any(|sign| text.contains(sign))
    };
    let is_own = || says(CONFIG, &["\nnew_post_name:", "\nsource_dir:"]);
    tree.has(CONFIG) && (says("package.json", &["\"hexo\""]) || is_own())
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(config) = Data::read(tree, CONFIG, &mut plan.left) else {
        return;
    };
    config.tell_others(&KNOWN, &mut plan.left);
    let site = Site {
        config: &config.node,
    };
    site.settings(plan);
    site.menu(tree, plan);
    let source = site.said("source_dir").unwrap_or("source");
    for (from, path) in tree.below(source) {
        site.file(tree, (from, path), plan);
    }
    site.lists(plan);
    plan.colocate();
    plan.data(tree, &format!("{}/_data", clean(source)));
    for folder in ["themes", "scaffolds", "scripts"] {
        plan.leave_folder(tree, folder);
    }
}

struct Site<'a> {
    config: &'a Node,
}

impl Site<'_> {
    fn said(&self, key: &str) -> Option<&str> {
        text(self.config, &[key])
    }

    /// A folder of lists.
    fn folder(&self, key: &str, otherwise: &'static str) -> &str {
        self.said(key).unwrap_or(otherwise)
    }

    fn settings(&self, plan: &mut Plan) {
        let said = |key: &str| self.said(key).map(str::to_owned);
        let settings = &mut plan.settings;
        settings.title = said("title");
        settings.tagline = said("subtitle");
        settings.description = said("description");
        settings.owner = said("author");
        let languages = self.config.get("language").map_or(&[][..], Node::items);
        let own = languages.iter().find_map(Node::as_text);
        settings.language = own.map(|tag| tag.replace('_', "-"));
        let root = self.said("root").unwrap_or_default();
        plan.published_at(self.said("url"), root, CONFIG);
    }

    /// The menu, which the theme's configuration has: a map from names to addresses.
    fn menu(&self, tree: &Tree, plan: &mut Plan) {
        let Some(theme) = self.said("theme") else {
            return;
        };
        let path = format!("_config.{theme}.yml");
        let Some(data) = Data::read(tree, &path, &mut plan.left) else {
            return;
        };
        data.tell_others(&["menu"], &mut plan.left);
        let entries = data.node.get("menu").map_or(&[][..], Node::entries);
        let entries = entries.iter().filter_map(|(name, address)| {
            // Behind the address may be an icon.
            let address = address.as_text()?.split("||").next()?.trim();
            Some(Entry {
                label: Some(name.text.clone()),
                target: Some(address.to_owned()),
                below: Vec::new(),
            })
        });
        plan.settings.menu = entries.collect();
    }

    fn file(&self, tree: &Tree, (from, path): (&str, &str), plan: &mut Plan) {
        let post = ["_posts/", "_drafts/"].iter().find_map(|folder| {
            let rest = path.strip_prefix(folder)?;
            Some((*folder == "_drafts/", rest))
        });
        if post.is_none() && path.split('/').any(|name| name.starts_with(['_', '.'])) {
            return;
        }
        let Some(name) = page_name(path, &["md", "markdown", "html"]) else {
            let to = post.map_or(path.to_owned(), |(_, rest)| format!("posts/{rest}"));
            return plan.copy(tree, from, &to);
        };
        let front = Front::of(&tree.text(from).unwrap_or_default());
        if path.ends_with(".html") && front.node.is_none() {
            return plan.copy(tree, from, path);
        }
        match post {
            Some((is_draft, rest)) => self.post(tree, (from, rest), (&front, is_draft), plan),
            None => {
                let own = match front.text("permalink") {
                    Some(own) => normal(own),
                    None => normal(&format!("{name}.html")),
                };
                plan.page(tree, from, &format!("{name}.md"), vec![own]);
            }
        }
    }

    fn post(
        &self,
        tree: &Tree,
        (from, path): (&str, &str),
        (front, is_draft): (&Front, bool),
        plan: &mut Plan,
    ) {
        let name = path.rsplit_once('.').map_or(path, |(name, _)| name);
        let is_hidden = front.text("published") == Some("false");
        let address = self.address(name, front);
        if address.is_none() && !is_draft && !is_hidden {
            let what = What::NotCarried(format!("permalink: {}", self.shape()));
            plan.left.push(Left::new(what, from, None));
        }
        // What lies in a folder with its name belongs to it.
        let folder = from.rsplit_once('.').map_or(from, |(folder, _)| folder);
        let to = match tree.below(folder).next() {
            Some(_) => format!("posts/{name}/index.md"),
            None => format!("posts/{name}.md"),
        };
        let old = address.into_iter().filter(|_| !is_draft && !is_hidden);
        plan.page(tree, from, &to, old.collect());
        if let Some(page) = plan.pages.last_mut().filter(|_| is_draft) {
            page.fields.push(("draft", "true".to_owned()));
        }
        if is_draft || is_hidden {
            return;
        }
        let tags = self.folder("tag_dir", "tags");
        for tag in front.texts("tags") {
            let address = below(tags, &tag.trim().replace(' ', "-"));
            plan.list(address, "tags", tag, "/posts/");
        }
        let categories = front.node.as_ref().and_then(|node| node.get("categories"));
        let mut names = Vec::new();
        for category in categories.map_or(&[][..], Node::items) {
            let mut address = self.folder("category_dir", "categories").to_owned();
            for name in category.items().iter().filter_map(Node::as_text) {
                address = format!("{address}/{}", name.trim().replace(' ', "-"));
                plan.list(normal(&address), "categories", name, "/posts/");
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        // Those that stand below others are categories too.
        if let Some(page) = plan.pages.last_mut().filter(|_| !names.is_empty()) {
            page.instead.push(("categories", Field::List(names)));
        }
    }

    /// The pattern of addresses.
    fn shape(&self) -> &str {
        self.said("permalink")
            .unwrap_or(":year/:month/:day/:title/")
    }

    /// The address of a post; `None` if it depends on what nobody says.
    fn address(&self, name: &str, front: &Front) -> Option<String> {
        if let Some(own) = front.text("permalink") {
            return Some(normal(own));
        }
        let (folder, file) = name
            .rsplit_once('/')
            .map_or(("", name), |(folder, file)| (folder, file));
        let is_dated = self
            .said("new_post_name")
            .is_some_and(|name| name.contains(":day"));
        let named = dated(file).filter(|_| is_dated);
        let file = named.map_or(file, |(_, rest)| rest);
        let date = front
            .text("date")
            .and_then(day)
            .or(named.map(|(day, _)| day));
        let categories = front.node.as_ref().and_then(|node| node.get("categories"));
        let first = categories.and_then(|node| node.items().first());
        let category = || {
            let names = first.map_or(&[][..], Node::items).iter();
            let names = names.filter_map(Node::as_text);
            let names: Vec<String> = names.map(|name| name.replace(' ', "-")).collect();
            Some(names.join("/")).filter(|path| !path.is_empty())
        };
        let value = |word: &str| match word {
            "title" => Some(format!("{folder}/{file}")),
            "name" => Some(file.to_owned()),
            "post_title" => Some(slug(front.text("title")?)),
            "category" => category().or_else(|| {
                let otherwise = self.said("default_category");
                Some(otherwise.unwrap_or("uncategorized").to_owned())
            }),
            word => date.and_then(|day| day.part(word)),
        };
        let is_whole = Cell::new(true);
        let address = pattern(self.shape(), |word| {
            let value = value(word);
            is_whole.set(is_whole.get() && value.is_some());
            value
        });
        is_whole.get().then(|| normal(&address))
    }

    /// Adds the lists of all posts, and gives them a page.
    fn lists(&self, plan: &mut Plan) {
        let mut pages = plan.pages.iter();
        if !pages.any(|page| page.to.starts_with("posts/")) {
            return;
        }
        let archive = below("", self.folder("archive_dir", "archives"));
        match plan.pages.iter().any(|page| page.to == "posts/index.md") {
            true => plan.list_at(archive.clone(), "/posts/"),
            false => plan.heading("posts", "Posts", vec![archive.clone()]),
        }
        let further = self.folder("pagination_dir", "page");
        for list in ["/".to_owned(), archive] {
            plan.further.push((list, format!("/{further}/")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::parse;

    #[test]
    fn posts_are_where_hexo_had_them() {
        let dated =
            "new_post_name: :year-:month-:day-:title.md\npermalink: blog/:category/:title.html\n";
        for (config, name, front, expected) in [
            (
                "",
                "a b",
                "date: 2024-01-02 03:04:05",
                Some("/2024/01/02/a b/"),
            ),
            ("", "x/a", "date: 2024-01-02", Some("/2024/01/02/x/a/")),
            ("", "a", "title: A", None),
            ("", "a", "permalink: /own.html", Some("/own.html")),
            (
                dated,
                "2024-01-02-a",
                "",
                Some("/blog/uncategorized/a.html"),
            ),
            (
                dated,
                "a",
                "categories: [[B c, D], E]",
                Some("/blog/B-c/D/a.html"),
            ),
        ] {
            let config = parse(&format!("title: T\n{config}"), "yml").unwrap();
            let site = Site { config: &config };
            let front = Front::of(&format!("---\n{front}\n---\n"));
            assert_eq!(
                site.address(name, &front).as_deref(),
                expected,
                "{name} {}",
                site.shape()
            );
        }
    }
}
