//! The folders of pages of Docusaurus: documents in their versions and languages, and blogs.

use super::options::instances;
use crate::config::{document_name, unnumbered};
use crate::import::address::{below, dated};
use crate::import::called::called;
use crate::import::data::{at, parse, text};
use crate::import::front::{Field, Front};
use crate::import::imported::is_import;
use crate::import::left::{Left, What};
use crate::import::patterns::{Patterns, leave, listed};
use crate::import::plan::{Plan, page_name};
use crate::import::tree::{Tree, clean};
use crate::yaml::Node;

/// A folder of pages.
pub(super) struct Part {
    /// Of documents, what those are called that it is of, if they are not the only ones.
    pub(super) id: Option<String>,
    /// The folder.
    pub(super) folder: String,
    /// Where its pages were.
    pub(super) route: String,
    /// Its folder below `content/`.
    pub(super) to: String,
    /// The folder of its translations below that of a language.
    words: String,
    /// Of documents, the folder of the version below that.
    version: Option<String>,
    /// The folder in the site's own language.
    origin: String,
    /// What that version is called, if there are several, and whether it is the current one.
    pub(super) edition: Option<(String, bool)>,
    /// Of documents, the files that may say their order, the first that is there.
    pub(super) sidebars: Vec<String>,
    /// What its owner keeps from being published.
    pub(super) excluded: Patterns,
    /// Of a blog, how many posts its lists have.
    posts_on_page: usize,
    /// Of a blog, what its list is called, and what is said of it.
    titles: (Option<String>, Option<String>),
}

/// The folders of pages that a site has: documents, their other versions, what is new.
pub(super) fn parts(config: &Node, tree: &Tree) -> Vec<Part> {
    let mut parts = Vec::new();
    for (id, node) in instances(config, "docs") {
        let route = said(node, "routeBasePath", "docs");
        let before = id.map_or(String::new(), |id| format!("{id}_"));
        let versions = tree
            .text(&format!("{before}versions.json"))
            .unwrap_or_default();
        let versions: Vec<&str> = versions.split('"').skip(1).step_by(2).collect();
        let last = versions.first().copied().unwrap_or("current");
        let last = said(node, "lastVersion", last);
        let has_several = !versions.is_empty();
        // What is written for the next one is the newest.
        for version in ["current"].into_iter().chain(versions) {
            let label = node.and_then(|node| at(node, &["versions", version, "label"])?.as_text());
            let own = if version == "current" {
                "Next"
            } else {
                version
            };
            let label = label.unwrap_or(own).to_owned();
            let path = node.and_then(|node| at(node, &["versions", version, "path"])?.as_text());
            let path = match (path, version) {
                (Some(path), _) => path.trim_matches('/'),
                (None, version) if version == last => "",
                (None, "current") => "next",
                (None, version) => version,
            };
            let route = format!("{route}/{path}").trim_matches('/').to_owned();
            parts.push(Part {
                id: id.map(str::to_owned),
                folder: match version {
                    "current" => said(node, "path", "docs"),
                    version => format!("{before}versioned_docs/version-{version}"),
                },
                sidebars: sidebars(node, &before, version),
                words: format!(
                    "docusaurus-plugin-content-docs{}",
                    id.map_or(String::new(), |id| format!("-{id}"))
                ),
                version: Some(match version {
                    "current" => "current".to_owned(),
                    version => format!("version-{version}"),
                }),
                to: route.clone(),
                route,
                origin: String::new(),
                edition: has_several.then(|| (label, version == last)),
                excluded: excluded(node),
                posts_on_page: 0,
                titles: (None, None),
            });
        }
    }
    parts.extend(blogs(config));
    parts
}

/// The files that may say the order of a version.
fn sidebars(node: Option<&Node>, before: &str, version: &str) -> Vec<String> {
    if version != "current" {
        let file = format!("{before}versioned_sidebars/version-{version}-sidebars.json");
        return vec![file];
    }
    let file = said(node, "sidebarPath", "sidebars.js");
    let name = file.rsplit('/').next().unwrap_or(&file);
    vec![name.to_owned(), "sidebars.ts".to_owned()]
}

fn excluded(node: Option<&Node>) -> Patterns {
    Patterns::new(listed(node.and_then(|node| node.get("exclude"))))
}

/// A setting that is a path, or part of an address.
fn said(node: Option<&Node>, key: &str, otherwise: &str) -> String {
    let text = node.and_then(|node| text(node, &[key]));
    clean(text.unwrap_or(otherwise)).to_owned()
}

/// The folders of posts.
fn blogs(config: &Node) -> Vec<Part> {
    let blogs = instances(config, "blog").into_iter();
    let blogs = blogs.map(|(id, node)| {
        let route = said(node, "routeBasePath", "blog");
        let count = said(node, "postsPerPage", "10");
        let title = |key: &str| text(node?, &[key]).map(str::to_owned);
        Part {
            id: None,
            folder: said(node, "path", "blog"),
            sidebars: Vec::new(),
            words: format!(
                "docusaurus-plugin-content-blog{}",
                id.map_or(String::new(), |id| format!("-{id}"))
            ),
            version: None,
            to: route.clone(),
            route,
            origin: String::new(),
            edition: None,
            excluded: excluded(node),
            posts_on_page: count.parse().unwrap_or(usize::MAX),
            titles: (title("blogTitle"), title("blogDescription")),
        }
    });
    blogs.collect()
}

impl Part {
    pub(super) fn read(&self, tree: &Tree, plan: &mut Plan) {
        let named = self.beside(tree, "tags.yml");
        let authors = self.beside(tree, "authors.yml");
        for (from, path) in tree.below(&self.folder) {
            if self.excluded.has(path) {
                leave(tree, from, &format!("{}/{path}", self.to), plan);
                continue;
            }
            let Some(name) = page_name(path, &["md", "mdx"]) else {
                let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
                if file.starts_with("_category_.") {
                    self.category(tree, from, folder, plan);
                }
                // What they are called is written into the pages.
                if matches!(path, "authors.yml" | "tags.yml") {
                    continue;
                }
                let to = format!("{}/{path}", self.to);
                plan.copy(tree, from, to.trim_start_matches('/'));
                continue;
            };
            // Parts of pages are taken in by others.
            if path.split('/').any(|part| part.starts_with('_')) {
                let to = format!("{}/{name}.md", self.to);
                plan.take_in(tree, from, to.trim_start_matches('/'));
                continue;
            }
            let front = Front::of(&tree.text(from).unwrap_or_default());
            if front.text("draft") == Some("true") {
                plan.left.push(Left::new(What::Unpublished, from, None));
                continue;
            }
            let address = match self.is_blog() {
                true => self.post(name, &front),
                false => self.document(name, &front),
            };
            let to = format!("{}/{name}.md", self.to);
            plan.page(tree, from, to.trim_start_matches('/'), vec![address]);
            if let Some(page) = plan.pages.last_mut().filter(|page| page.from == from) {
                // Files of both endings are MDX there.
                page.is_mdx |= page.text.lines().any(is_import);
                let authors = called(&front, "authors", authors.as_ref(), "name");
                let tags = called(&front, "tags", named.as_ref(), "label");
                page.instead.extend(authors.into_iter().chain(tags));
                // Days that are no part of one name are read by nobody else.
                let day = day_in(name).filter(|_| self.is_blog() && front.text("date").is_none());
                if let Some((_, day, _)) =
                    day.filter(|(_, day, _)| dated(&format!("{day}-")).is_none())
                {
                    page.instead.push(("date", Field::Plain(written_day(day))));
                }
            }
            self.list_tags(&front, named.as_ref(), plan);
        }
    }

    /// What a file says that lies beside the pages, or beside those that they are translations of.
    fn beside(&self, tree: &Tree, name: &str) -> Option<Node> {
        let folders = [&self.folder, &self.origin].into_iter();
        let mut texts = folders.filter_map(|folder| tree.text(&format!("{folder}/{name}")));
        parse(&texts.next()?, "yml").ok()
    }

    /// Adds the lists of the tags that a page has, whose addresses may be set.
    fn list_tags(&self, front: &Front, named: Option<&Node>, plan: &mut Plan) {
        let home = below("", &self.route);
        let tags = front.texts("tags");
        let node = front.node.as_ref().and_then(|node| node.get("tags"));
        let own = node.map_or(&[][..], Node::items).iter();
        // A tag of one page may say itself what others say in a file.
        let own = own.filter_map(|node| Some((text(node, &["label"])?, Some(node))));
        let named = tags
            .iter()
            .map(|tag| (*tag, named.and_then(|node| node.get(tag))));
        let all: Vec<(&str, Option<&Node>)> = named.chain(own).collect();
        for &(tag, named) in &all {
            let segment = named.and_then(|node| node.get("permalink")?.as_text());
            let segment =
                segment.map_or_else(|| slug_of(tag), |own| own.trim_matches('/').to_owned());
            let label = named.and_then(|node| text(node, &["label"]));
            plan.list(
                below(&self.route, &format!("tags/{segment}")),
                "tags",
                label.unwrap_or(tag),
                &home,
            );
        }
        if !all.is_empty() {
            plan.list(below(&self.route, "tags"), "tags", "", &home);
        }
    }

    /// Whether its folder was chosen and is not among what is imported.
    pub(super) fn is_missing(&self, tree: &Tree) -> bool {
        !["docs", "blog"].contains(&self.folder.as_str())
            && tree.below(&self.folder).next().is_none()
    }

    /// Whether its pages are posts.
    fn is_blog(&self) -> bool {
        self.version.is_none()
    }

    /// The same in another language.
    pub(super) fn translated(&self, language: &str) -> Self {
        let version = self.version.as_deref().unwrap_or_default();
        let folder = format!("i18n/{language}/{}/{version}", self.words);
        Self {
            id: self.id.clone(),
            folder: folder.trim_end_matches('/').to_owned(),
            sidebars: Vec::new(),
            route: format!("{language}/{}", self.route),
            to: format!("{language}/{}", self.to)
                .trim_end_matches('/')
                .to_owned(),
            words: String::new(),
            version: self.version.clone(),
            origin: self.folder.clone(),
            edition: None,
            excluded: self.excluded.clone(),
            posts_on_page: self.posts_on_page,
            titles: self.titles.clone(),
        }
    }

    /// Adds the lists that a blog has by itself.
    pub(super) fn lists(&self, tree: &Tree, plan: &mut Plan) {
        if !self.is_blog() {
            return;
        }
        let home = below("", &self.route);
        let start = format!("{}/", self.folder);
        let posts = plan
            .pages
            .iter()
            .filter(|page| page.from.starts_with(&start));
        let posts = posts.count();
        if posts == 0 {
            return;
        }
        if posts > self.posts_on_page {
            plan.further.push((home.clone(), "/page/".to_owned()));
        }
        let indexes = ["_index.md", "index.md"].map(|name| format!("{}/{name}", self.to));
        if !plan.pages.iter().any(|page| indexes.contains(&page.to)) {
            let (title, description) = &self.titles;
            let title = title.as_deref().unwrap_or("Blog");
            plan.heading(&self.to, title, vec![home.clone()]);
            if let Some((page, description)) = plan.pages.last_mut().zip(description.clone()) {
                page.fields.push(("description", description));
            }
        }
        for feed in ["rss.xml", "atom.xml"] {
            plan.feed(&format!("{home}{feed}"), &home);
        }
        plan.list_at(below(&self.route, "archive"), &home);
        let authors = self.beside(tree, "authors.yml");
        let authors = authors.as_ref().map_or(&[][..], Node::entries).iter();
        let with_page: Vec<&str> = authors
            .filter(|(_, node)| {
                node.get("page")
                    .is_some_and(|page| page.as_bool() != Some(false))
            })
            .map(|(key, _)| key.text.as_str())
            .collect();
        for author in with_page.iter().map(|key| format!("authors/{key}")) {
            plan.list_at(below(&self.route, &author), &home);
        }
        if !with_page.is_empty() {
            plan.list_at(below(&self.route, "authors"), &home);
        }
    }

    /// Adds the list of a folder that makes one by itself.
    fn category(&self, tree: &Tree, from: &str, folder: &str, plan: &mut Plan) {
        let end = from.rsplit('.').next().unwrap_or_default();
        let node = tree.text(from).and_then(|text| parse(&text, end).ok());
        let Some(node) = node else {
            return;
        };
        let own = folder.rsplit('/').next().map_or("", unnumbered);
        let label = text(&node, &["label"]).unwrap_or(own);
        if at(&node, &["link", "type"]).and_then(Node::as_text) == Some("generated-index") {
            let slug = at(&node, &["link", "slug"]).and_then(Node::as_text);
            let path = slug.map_or_else(|| format!("category/{}", slug_of(label)), str::to_owned);
            let folder = format!("{}/{folder}", self.to);
            let address = below(&self.route, &path);
            plan.heading(
                folder.trim_start_matches('/'),
                label,
                vec![below("", &folder), address],
            );
        }
    }

    /// The address of a document: numbers in names are its order.
    fn document(&self, name: &str, front: &Front) -> String {
        let bare = document_name(name);
        let folder = bare.rsplit_once('/').map_or("", |(folder, _)| folder);
        match (front.text("slug"), front.text("id")) {
            (Some(slug), _) if slug.starts_with('/') => below(&self.route, slug),
            (Some(slug), _) => below(&self.route, &format!("{folder}/{slug}")),
            (None, Some(id)) => below(&self.route, &format!("{folder}/{id}")),
            (None, None) => folded(&self.route, &bare),
        }
    }

    /// The address of a post: its day is in its name, or in those of its folders, which stand behind
    /// it there.
    fn post(&self, name: &str, front: &Front) -> String {
        if let Some(slug) = front.text("slug") {
            return below(&self.route, slug);
        }
        let name = name.strip_suffix("/index").unwrap_or(name);
        let path = match day_in(name) {
            Some((folder, day, rest)) => format!("{}/{folder}{rest}", day.replace('-', "/")),
            None => name.to_owned(),
        };
        below(&self.route, &path)
    }
}

/// The last day in a path, its parts apart by hyphens or slashes, and what stands before and behind
/// it.
fn day_in(path: &str) -> Option<(&str, &str, &str)> {
    let starts = path.char_indices().rev().map(|(at, _)| at);
    let mut found = starts.filter_map(|at| {
        let mut end = at;
        for (i, most) in [4, 2, 2].into_iter().enumerate() {
            if i > 0 {
                end += path[end..].starts_with(['-', '/']).then_some(1)?;
            }
            let digits = path[end..]
                .bytes()
                .take(most)
                .take_while(u8::is_ascii_digit);
            let digits = digits.count();
            end += digits;
            (if i == 0 { digits == 4 } else { digits > 0 }).then_some(())?;
        }
        let rest = path[end..].strip_prefix(['-', '/']).unwrap_or(&path[end..]);
        Some((&path[..at], &path[at..end], rest))
    });
    found.next()
}

/// A day whose parts may have one digit, as days are written here.
fn written_day(day: &str) -> String {
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let parts: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
    parts.join("-")
}

/// The address of a page that may stand for its folder.
pub(super) fn folded(route: &str, name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let own = folder.rsplit('/').next().unwrap_or_default();
    let stands = matches!(file.to_ascii_lowercase().as_str(), "index" | "readme") || file == own;
    below(route, if stands { folder } else { name })
}

/// The segment of an address that a label has.
pub(super) fn slug_of(label: &str) -> String {
    crate::slug::slug(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_docusaurus_had_them() {
        let part = Part {
            id: None,
            sidebars: Vec::new(),
            folder: "docs".to_owned(),
            route: "docs".to_owned(),
            to: "docs".to_owned(),
            words: String::new(),
            version: Some("current".to_owned()),
            origin: "docs".to_owned(),
            edition: None,
            excluded: Patterns::default(),
            posts_on_page: 0,
            titles: (None, None),
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
        for (name, expected) in [
            ("x/2020-01-02-a", "/docs/2020/01/02/x/a/"),
            ("2020/01-02-a", "/docs/2020/01/02/a/"),
            ("2020/01/02/a", "/docs/2020/01/02/a/"),
            ("x/2020/1-2-a", "/docs/2020/1/2/x/a/"),
            ("x/2020", "/docs/x/2020/"),
        ] {
            assert_eq!(part.post(name, &none), expected, "{name}");
        }
        assert_eq!(written_day("2020/1-2"), "2020-01-02");
    }
}
