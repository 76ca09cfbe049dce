//! MkDocs, also with the theme Material.

mod config;
mod languages;
mod meta;

use super::address::{below, day, pattern, spoken};
use super::called::called;
use super::data::{Data, at, named, text};
use super::front::{Field, Front};
use super::left::{Left, What};
use super::patterns::{Patterns, leave, listed, tell};
use super::plan::{Moved, Plan, page_name};
use super::tree::Tree;
use super::values::filled;
use crate::load::Ignored;
use crate::slug::slug;
use crate::yaml::Node;
use languages::Languages;

const CONFIGS: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 18] = [
    "exclude_docs",
    "draft_docs",
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
    "strict",
    "INHERIT",
];
/// Plugins that are read, or of which the new site has what they do.
const PLUGINS_READ: [&str; 8] = [
    "search",
    "material/search",
    "redirects",
    "blog",
    "material/blog",
    "i18n",
    "awesome-pages",
    "literate-nav",
];

/// Whether a site is one of MkDocs.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// The plugin for blogs.
struct Blog {
    folder: String,
    /// What authors are called, by key.
    authors: Option<Node>,
    format: String,
    /// Whether each author has a list.
    lists_authors: bool,
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some(data) = config::read(tree, path, &KNOWN, plan) else {
        return;
    };
    let config = &data.node;
    settings(config, plan);
    plan.settings.nav = config::nav(config.get("nav"), path, plan);
    sources(&data, plan);
    for plugin in config.get("plugins").map_or(&[][..], Node::items) {
        let (name, node) = named(plugin);
        match name {
            "redirects" => redirects(node, plan),
            "exclude" if node.is_none_or(|node| node.get("regex").is_none()) => {}
            name if PLUGINS_READ.contains(&name) => {}
            name => {
                let name = format!("plugins: {name}");
                plan.left.push(data.left(&name, plugin.span.start));
            }
        }
    }
    for extension in config
        .get("markdown_extensions")
        .map_or(&[][..], Node::items)
    {
        if let (name, Some(node)) = named(extension)
            && node.get("auto_append").is_some()
        {
            let name = format!("{name}: auto_append");
            plan.left.push(data.left(&name, extension.span.start));
        }
    }
    let docs = text(config, &["docs_dir"]).unwrap_or("docs");
    let unpublished = unpublished(config, path, plan);
    pages(tree, config, (docs, unpublished), plan);
    take_in(tree, config, docs, plan);
    if let Some(folder) = at(config, &["theme", "custom_dir"]).and_then(Node::as_text) {
        plan.leave_folder(tree, folder.trim_end_matches('/'));
    }
}

/// Adds the pages and the files beside them, but those that are not published.
fn pages(
    tree: &Tree,
    config: &Node,
    (docs, unpublished): (&str, impl Fn(&str) -> bool),
    plan: &mut Plan,
) {
    let flat = config.get("use_directory_urls").and_then(Node::as_bool) == Some(false);
    let blog = blog(tree, config, docs);
    let languages = Languages::of(config);
    languages.settings(plan);
    for (from, path) in tree.below(docs) {
        if unpublished(path) {
            leave(tree, from, path, plan);
            continue;
        }
        let Some(placed) = languages.place(path) else {
            plan.left.push(Left::new(What::Unpublished, from, None));
            continue;
        };
        let Some(name) = page_name(&placed.path, &["md", "markdown"]) else {
            // What begins with a dot is not published.
            match path.split('/').any(|name| name.starts_with('.')) && !path.ends_with(".pages") {
                // What authors are called is written into the pages.
                true if path.ends_with("/.authors.yml") => {}
                true => plan.left.push(Left::new(What::Program, from, None)),
                false => plan.copy(tree, from, &placed.to),
            }
            continue;
        };
        let post = blog.as_ref().and_then(|blog| {
            let post = name.strip_prefix(&blog.folder)?.strip_prefix("/posts/")?;
            let text = tree.text(from)?;
            let front = Front::of(&text);
            blog.lists(&placed.prefix, &front, plan);
            Some(blog.address(post, &front, &text))
        });
        let is_post = post.is_some();
        let old = post.unwrap_or_else(|| address(name, flat));
        plan.page(tree, from, &placed.to, vec![below(&placed.prefix, &old)]);
        if let Some(page) = plan.pages.last_mut().filter(|page| page.from == from) {
            let left = fields(page, blog.as_ref(), is_post);
            plan.left.extend(left);
        }
    }
    if let Some(blog) = &blog {
        blog.heading(plan);
    }
    if languages.fall_back {
        plan.fall_back("");
    }
}

/// Reads what a page says of itself in ways that MkDocs alone knows; what means nothing here is told.
fn fields(page: &mut Moved, blog: Option<&Blog>, is_post: bool) -> Option<Left> {
    if let Some(text) = meta::with_front(&page.text) {
        page.text = text;
    }
    page.text = meta::without_contents(&page.text);
    let front = Front::of(&page.text);
    let authors = blog.and_then(|blog| blog.authors.as_ref());
    page.instead.extend(dates(&front));
    let authors = called(&front, "authors", authors, "name");
    page.instead.extend(authors);
    let node = front.node.as_ref().filter(|_| is_post)?;
    node.get("links")?;
    let what = What::Setting("links".to_owned());
    Some(Left::new(what, &page.from, None))
}

/// Which files are not published, by their paths in the folder of the pages.
fn unpublished(config: &Node, path: &str, plan: &mut Plan) -> impl Fn(&str) -> bool + use<> {
    let lines = ["exclude_docs", "draft_docs"].map(|key| text(config, &[key]).unwrap_or_default());
    let ignored = lines.map(|lines| {
        let (ignored, unread) = Ignored::by(lines);
        tell(&unread, path, plan);
        ignored
    });
    let plugins = config.get("plugins").map_or(&[][..], Node::items);
    let excluded = plugins
        .iter()
        .map(named)
        .find(|(name, _)| *name == "exclude");
    let globs = listed(excluded.and_then(|(_, node)| node?.get("glob")));
    let globs = Patterns::through_folders(globs);
    globs.tell(path, plan);
    move |path| ignored.iter().any(|ignored| ignored.has(path)) || globs.has(path)
}

/// Adds what texts may take in: values, and files outside of the pages.
fn take_in(tree: &Tree, config: &Node, docs: &str, plan: &mut Plan) {
    let plugins = config.get("plugins").map_or(&[][..], Node::items);
    if let Some(extra) = config.get("extra")
        && plugins.iter().any(|plugin| named(plugin).0 == "macros")
    {
        for page in &mut plan.pages {
            page.text = filled(&page.text, "", extra);
        }
    }
    for base in snippets(config) {
        for (from, path) in tree.below(base) {
            plan.take_in(tree, from, path);
        }
    }
    // Paths count from the folder of the configuration where it says nothing.
    let takes_in = snippet_extension(config).is_some();
    for (from, path) in tree.below("") {
        let inside = path.strip_prefix(docs);
        let is_inside = inside.is_some_and(|rest| rest.starts_with('/'));
        let is_text = page_name(path, &["md", "txt", "yml", "py", "json"]).is_some();
        if is_text && (takes_in || !is_inside) {
            plan.take_in(tree, from, path);
        }
    }
}

/// The extension by which pages take in texts, with its settings.
fn snippet_extension(config: &Node) -> Option<(&str, Option<&Node>)> {
    let extensions = config
        .get("markdown_extensions")
        .map_or(&[][..], Node::items);
    let mut extensions = extensions.iter().map(named);
    extensions.find(|(name, _)| *name == "pymdownx.snippets")
}

/// The folders of texts that pages take in.
fn snippets(config: &Node) -> Vec<&str> {
    let found = snippet_extension(config);
    let base = found.and_then(|(_, node)| node?.get("base_path"));
    let folders = base
        .map_or(&[][..], Node::items)
        .iter()
        .filter_map(Node::as_text);
    folders
        .map(|folder| folder.trim_matches(['.', '/']))
        .collect()
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
}

/// Reads where the pages are edited, which hosts that the program knows have without a word.
fn sources(data: &Data, plan: &mut Plan) {
    let config = &data.node;
    let docs = text(config, &["docs_dir"]).unwrap_or("docs");
    let is_known = |repo: &str| {
        ["://github.com/", "://gitlab.com/"]
            .iter()
            .any(|host| repo.contains(host))
    };
    let entries = config.entries().iter();
    let key = |name: &str| entries.clone().find(|(key, _)| key.text == name);
    let Some((repo, key)) = text(config, &["repo_url"]).zip(key("edit_uri").or(key("repo_url")))
    else {
        return;
    };
    let own = match config.get("edit_uri") {
        Some(node) => node.as_text().unwrap_or_default().to_owned(),
        None if is_known(repo) => format!("edit/master/{docs}/"),
        None => String::new(),
    };
    let edited = match own.contains("://") {
        true => own,
        false => format!("{}/{}", repo.trim_end_matches('/'), own.trim_matches('/')),
    };
    let otherwise = data.left(&key.0.text, key.0.span.start);
    plan.edited_at(Some(&edited), docs, otherwise);
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
fn blog(tree: &Tree, config: &Node, docs: &str) -> Option<Blog> {
    let mut plugins = config.get("plugins")?.items().iter().map(named);
    let (_, node) = plugins.find(|(name, _)| matches!(*name, "blog" | "material/blog"))?;
    let said = |key: &str| node.and_then(|node| text(node, &[key])).map(str::to_owned);
    let folder = said("blog_dir").unwrap_or_else(|| "blog".to_owned());
    let authors = tree.text(&format!("{docs}/{folder}/.authors.yml"));
    let authors = authors.and_then(|text| super::data::parse(&text, "yml").ok());
    Some(Blog {
        authors: authors.and_then(|node| node.get("authors").cloned()),
        folder,
        format: said("post_url_format").unwrap_or_else(|| "{date}/{slug}".to_owned()),
        lists_authors: said("authors_profiles").as_deref() == Some("true"),
    })
}

impl Blog {
    /// Gives it a page, if it has posts and nobody wrote one.
    fn heading(&self, plan: &mut Plan) {
        let posts = format!("{}/posts/", self.folder);
        let index = format!("{}/index.md", self.folder);
        let has = |start: &str| plan.pages.iter().any(|page| page.to.starts_with(start));
        if has(&posts) && !has(&index) {
            plan.heading(
                &self.folder,
                &spoken(&self.folder),
                vec![below("", &self.folder)],
            );
        }
    }

    /// Adds the lists in which a post stands.
    fn lists(&self, prefix: &str, front: &Front, plan: &mut Plan) {
        let folder = format!("{prefix}/{}", self.folder);
        let home = below("", &folder);
        for category in front.texts("categories") {
            let address = below(&folder, &format!("category/{}", slug(category)));
            plan.list(address, "categories", category, &home);
        }
        for author in front
            .texts("authors")
            .into_iter()
            .filter(|_| self.lists_authors)
        {
            let address = below(&folder, &format!("author/{author}"));
            if !plan.lists.iter().any(|list| list.address == address) {
                plan.list_at(address, &home);
            }
        }
        if let Some(day) = date(front).and_then(day) {
            let address = below(&folder, &format!("archive/{}", day.year));
            if !plan.lists.iter().any(|list| list.address == address) {
                plan.list_at(address, &home);
            }
        }
    }

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
        let date = date(front).and_then(day);
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

/// The dates of a page that has several: those on which it was written, and changed.
fn dates(front: &Front) -> Vec<(&'static str, Field)> {
    let dates = front.node.as_ref().and_then(|node| node.get("date"));
    let said = |key: &str| dates.and_then(|dates| super::data::text(dates, &[key]));
    let Some(created) = said("created") else {
        return Vec::new();
    };
    let updated = said("updated").filter(|_| front.text("updated").is_none());
    let updated = updated.map(|date| ("updated", Field::Plain(date.to_owned())));
    let created = ("date", Field::Plain(created.to_owned()));
    [created].into_iter().chain(updated).collect()
}

/// The date of a post, which may have several.
fn date(front: &Front) -> Option<&str> {
    let date = front.node.as_ref()?.get("date")?;
    date.as_text().or_else(|| text(date, &["created"]))
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
            authors: None,
            format: "{date}/{slug}".to_owned(),
            lists_authors: false,
        };
        let text = "---\ndate:\n  created: 2023-02-01\n---\n# My First!\n";
        let address = blog.address("x", &Front::of(text), text);
        assert_eq!(address, "/blog/2023/02/01/my-first/");
    }
}
