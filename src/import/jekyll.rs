//! Jekyll.

mod address;
mod menu;
mod site;
mod tree;

use super::address::{below, normal};
use super::data::{Data, text};
use super::front::{Field, Front};
use super::left::{Left, What};
use super::patterns::listed;
use super::plan::{List, Moved, Plan, page_name};
use super::template::of_template;
use super::tree::{Tree, clean};
use super::values::filled;
use crate::yaml::Node;
use address::published;
use site::Site;

const CONFIGS: [&str; 2] = ["_config.yml", "_config.yaml"];
const ENDS: [&str; 4] = ["md", "markdown", "html", "htm"];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 30] = [
    "aux_links",
    "header_pages",
    "nav_external_links",
    "collections_dir",
    "defaults",
    "paginate_path",
    "title",
    "tagline",
    "description",
    "url",
    "baseurl",
    "lang",
    "locale",
    "author",
    "email",
    "permalink",
    "collections",
    "exclude",
    "include",
    "markdown",
    "kramdown",
    "highlighter",
    "plugins",
    "gems",
    "paginate",
    "timezone",
    "future",
    "source",
    "destination",
    "encoding",
];

/// Whether a site is one of Jekyll's.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some(config) = Data::read(tree, path, &mut plan.left) else {
        return;
    };
    let site = Site::new(config);
    site.settings(plan);
    let excluded = listed(site.config.node.get("exclude"));
    let own = site.said(&["collections_dir"]).unwrap_or_default();
    for (from, path) in tree.below("") {
        let is_excluded = excluded.iter().any(|name| {
            let rest = path.strip_prefix(name.trim_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        // Collections that lie in a folder of their own are published as if they were at the top.
        let name = path.strip_prefix(clean(&own)).filter(|_| !own.is_empty());
        let name = name.and_then(|rest| rest.strip_prefix("/_"));
        let name = name.map_or(path, |rest| &path[path.len() - rest.len() - 1..]);
        if !is_excluded && !site.is_own(name) {
            site.file(tree, (from, name), plan);
        }
    }
    menu::read(&site, tree, plan);
    site.posts(plan);
    self::tree::order(plan);
    plan.data(tree, "_data");
    for (name, _) in site.hidden() {
        let folder = format!("{}/_{name}", clean(&own));
        plan.leave_folder(tree, folder.trim_start_matches('/'));
    }
    for folder in ["_layouts", "_includes", "_sass", "_plugins"] {
        plan.leave_folder(tree, folder);
    }
    for page in &mut plan.pages {
        page.text = filled(&with_paths(&page.text), "site", &site.config.node);
    }
}

impl Site {
    /// Collections that are not published.
    fn hidden(&self) -> impl Iterator<Item = (&str, &Node)> {
        let declared = self.config.node.get("collections");
        let declared = declared.map_or(&[][..], Node::entries).iter();
        let hidden = declared.filter(|(_, node)| text(node, &["output"]) != Some("true"));
        hidden
            .map(|(name, node)| (name.text.as_str(), node))
            .filter(|(name, _)| *name != "posts")
    }

    /// Tells what is said for all pages of a kind and means nothing here.
    fn leave_defaults(&self, plan: &mut Plan) {
        const READ: [&str; 4] = ["permalink", "categories", "category", "published"];
        let defaults = self
            .config
            .node
            .get("defaults")
            .map_or(&[][..], Node::items);
        for values in defaults.iter().filter_map(|entry| entry.get("values")) {
            for (key, _) in values.entries() {
                if !READ.contains(&key.text.as_str()) {
                    let name = format!("defaults: {}", key.text);
                    plan.left.push(self.config.left(&name, key.span.start));
                }
            }
        }
    }

    /// Gives the posts a page of their own, to which what listed them leads.
    fn posts(&self, plan: &mut Plan) {
        let has = |start: &str| plan.pages.iter().any(|page| page.to.starts_with(start));
        let is_written = has("posts/index.md") || has("posts/_index.md");
        if has("posts/") && !is_written {
            let is_italian = plan
                .settings
                .language
                .as_deref()
                .is_some_and(|tag| tag.starts_with("it"));
            plan.heading(
                "posts",
                if is_italian { "Articoli" } else { "Posts" },
                Vec::new(),
            );
        }
    }

    fn settings(&self, plan: &mut Plan) {
        let settings = &mut plan.settings;
        settings.title = self.said(&["title", "name"]);
        settings.tagline = self.said(&["tagline"]);
        settings.description = self.said(&["description"]);
        let base = self.said(&["baseurl"]).unwrap_or_default();
        let language = self.said(&["lang", "locale"]);
        settings.language = language.map(|language| language.replace('_', "-"));
        let author = self.config.node.get("author");
        let name = author.and_then(|node| node.as_text().or_else(|| text(node, &["name"])));
        settings.owner = name.map(str::to_owned);
        let address = author.and_then(|node| text(node, &["email"]));
        settings.email = self.said(&["email"]).or(address.map(str::to_owned));
        let host = self.said(&["url"]);
        plan.published_at(host.as_deref(), &base, self.config.path());
        self.config.tell_others(&KNOWN, &mut plan.left);
        self.leave_defaults(plan);
        self.further(plan);
        let plugins = self.config.node.get("plugins").map_or(&[][..], Node::items);
        let has_feed = plugins
            .iter()
            .any(|plugin| plugin.as_text() == Some("jekyll-feed"));
        if has_feed {
            plan.list_at("/feed.xml".to_owned(), "/");
        }
    }

    /// Adds the list of posts, if it had more than one page.
    fn further(&self, plan: &mut Plan) {
        if self.config.node.get("paginate").is_none() {
            return;
        }
        let path = self.said(&["paginate_path"]);
        let path = path.unwrap_or_else(|| "/page:num/".to_owned());
        let before = path.split(":num").next().unwrap_or_default();
        let (list, sign) = before.rsplit_once('/').unwrap_or(("", before));
        match list.rsplit_once('/') {
            // The number is a name of its own.
            _ if !sign.is_empty() => plan.further.push((below("", list), format!("/{sign}"))),
            Some((above, name)) => plan.further.push((below("", above), format!("/{name}/"))),
            None => plan.further.push((below("", ""), format!("/{list}/"))),
        }
    }

    /// Whether a file belongs to the program and is not published.
    fn is_own(&self, path: &str) -> bool {
        const FILES: [&str; 5] = [
            "Gemfile",
            "Gemfile.lock",
            "CNAME.md",
            "package.json",
            "package-lock.json",
        ];
        let first = path.split('/').next().unwrap_or_default();
        let is_collection = self
            .collections
            .iter()
            .any(|(name, _)| first == format!("_{name}"));
        let hidden = path.split('/').any(|name| {
            let is_source = matches!(name, "_posts" | "_drafts") || is_collection && name == first;
            (name.starts_with(['_', '.', '#', '~']) && !is_source) || name == "vendor"
        });
        let included = self.config.node.get("include").map_or(&[][..], Node::items);
        let is_included = included.iter().filter_map(Node::as_text).any(|name| {
            let rest = path.strip_prefix(name.trim_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        let hidden = hidden && !is_included;
        hidden && path != ".htaccess" || FILES.contains(&path)
    }

    /// Adds a file, whose path in the site may be another than that in its folder.
    fn file(&self, tree: &Tree, (from, path): (&str, &str), plan: &mut Plan) {
        let Some(name) = page_name(path, &ENDS) else {
            let begins = |start: &str| tree.text(from).is_some_and(|text| text.starts_with(start));
            // What begins like a page is made by a template.
            match page_name(from, &["scss", "sass"]).is_some() || begins("---\n") {
                true => plan.left.push(Left::new(What::Program, from, None)),
                false => self.copy(tree, (from, path), plan),
            }
            return;
        };
        let is_html = from.ends_with(".html") || from.ends_with(".htm");
        let body = tree.text(from).unwrap_or_default();
        let front = Front::of(&body);
        if is_html && front.node.is_none() {
            return plan.copy(tree, from, path);
        }
        if is_html && (body.contains("{%") || body.contains("{{")) {
            let lists = body.contains("paginator") || body.contains("site.posts");
            let address = self.address(name, &front);
            let address = List {
                address,
                of: None,
                otherwise: lists.then(|| "/posts/".to_owned()),
            };
            plan.lists.push(address);
            return plan.left.push(Left::new(of_template(&body), from, None));
        }
        let is_shown = front
            .text("published")
            .or_else(|| self.default(name, "published")?.as_text());
        if is_shown == Some("false") {
            return plan.left.push(Left::new(What::Unpublished, from, None));
        }
        let to = format!("{}.md", published(name));
        let mut old = vec![self.address(name, &front)];
        if let Some(folder) =
            stands_for_folder(tree, name).filter(|_| front.text("permalink").is_none())
        {
            old.insert(0, below("", folder));
        }
        old.extend(front.texts("redirect_from").into_iter().map(normal));
        if let Some(to) = front.texts("redirect_to").first() {
            let rules = old.into_iter().map(|from| (from, (*to).to_owned()));
            return plan.redirects.extend(rules);
        }
        plan.page(tree, from, &to, old);
        if let Some(page) = plan.pages.last_mut().filter(|page| page.from == from) {
            add_fields(&front, page);
        }
        if name.split('/').any(|part| part == "_drafts")
            && let Some(page) = plan.pages.last_mut()
        {
            // Nobody has seen it.
            page.old.clear();
            page.fields.push(("draft", "true".to_owned()));
        }
    }

    /// Adds a file, which in a collection is where the pages beside it are.
    fn copy(&self, tree: &Tree, (from, path): (&str, &str), plan: &mut Plan) {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let to = published(path);
        plan.copy(tree, from, &to);
        if let Some(file) = plan.files.last_mut().filter(|_| path.starts_with('_')) {
            let address = self.address(stem, &Front::of(""));
            let folder = address
                .trim_end_matches('/')
                .rsplit_once('/')
                .map_or("", |(above, _)| above);
            let own = from.rsplit('/').next().unwrap_or(from);
            file.old = Some(format!("{folder}/{own}")).filter(|old| *old != format!("/{to}"));
        }
    }
}

/// The folder of a `README` in which there is no other first page: GitHub publishes it as that.
fn stands_for_folder<'a>(tree: &Tree, name: &'a str) -> Option<&'a str> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let at = |end: &str| format!("{folder}/index.{end}");
    let has_index = ENDS
        .iter()
        .any(|end| tree.has(at(end).trim_start_matches('/')));
    (file.eq_ignore_ascii_case("readme") && !has_index).then_some(folder)
}

/// Adds what fields mean to Jekyll alone: several words in a text are several tags, and what it calls
/// the excerpt is the summary.
fn add_fields(front: &Front, page: &mut Moved) {
    for key in ["tags", "categories"] {
        let words: Vec<&str> = front
            .text(key)
            .into_iter()
            .flat_map(str::split_whitespace)
            .collect();
        if words.len() > 1 {
            let words = words.into_iter().map(str::to_owned);
            page.instead.push((key, Field::List(words.collect())));
        }
    }
    let is_summed_up = ["description", "summary"]
        .iter()
        .any(|key| front.text(key).is_some());
    if let Some(excerpt) = front.text("excerpt").filter(|_| !is_summed_up) {
        page.fields.push(("summary", excerpt.to_owned()));
    }
}

/// A text in which tags that name a file are its path: `{% post_url 2020-01-02-a %}`.
fn with_paths(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{% ") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let Some(end) = tag.find("%}") else {
            rest = tag;
            break;
        };
        let inside = tag[2..end].trim();
        match inside.split_once(' ') {
            Some(("post_url", name)) => out.push_str(&format!("/posts/{}.md", name.trim())),
            Some(("link", path)) => {
                let path = path.trim();
                let name = page_name(path, &ENDS).unwrap_or(path);
                out.push_str(&format!("/{}.md", published(name)));
            }
            _ => out.push_str(&tag[..end + 2]),
        }
        rest = &tag[end + 2..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_name_a_file_are_its_path() {
        let text = "[a]({% post_url 2020-01-02-a %}) {% raw %}x [b]({% link _docs/b.md %})";
        let expected = "[a](/posts/2020-01-02-a.md) {% raw %}x [b](/docs/b.md)";
        assert_eq!(with_paths(text), expected);
    }
}
