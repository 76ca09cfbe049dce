//! Jekyll.

use super::address::{Day, below, dated, day, normal, pattern};
use super::data::{Data, text};
use super::front::Front;
use super::left::{Left, What};
use super::plan::{Moved, Plan, page_name};
use super::tree::Tree;
use crate::slug::slug;
use crate::yaml::Node;

const CONFIGS: [&str; 2] = ["_config.yml", "_config.yaml"];
const ENDS: [&str; 4] = ["md", "markdown", "html", "htm"];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 25] = [
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

struct Site {
    config: Data,
    /// Collections that are published, with the pattern of their addresses.
    collections: Vec<(String, Option<String>)>,
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
    let excluded = site.config.node.get("exclude").map_or(&[][..], Node::items);
    let excluded: Vec<&str> = excluded.iter().filter_map(Node::as_text).collect();
    for (from, path) in tree.below("") {
        let is_excluded = excluded.iter().any(|name| {
            let rest = path.strip_prefix(name.trim_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        if !is_excluded && !site.is_own(path) {
            site.file(tree, from, plan);
        }
    }
    plan.data(tree, "_data");
    for folder in ["_layouts", "_includes", "_sass", "_plugins"] {
        plan.leave_folder(tree, folder);
    }
    for page in &mut plan.pages {
        page.text = with_paths(&page.text);
    }
}

impl Site {
    fn new(config: Data) -> Self {
        let declared = config.node.get("collections");
        let mut collections = Vec::new();
        for (name, node) in declared.map_or(&[][..], Node::entries) {
            if node.get("output").and_then(Node::as_bool) == Some(true) && name.text != "posts" {
                let shape = text(node, &["permalink"]).map(str::to_owned);
                collections.push((name.text.clone(), shape));
            }
        }
        Self {
            config,
            collections,
        }
    }

    fn said(&self, keys: &[&str]) -> Option<String> {
        text(&self.config.node, keys).map(str::to_owned)
    }

    fn settings(&self, plan: &mut Plan) {
        let settings = &mut plan.settings;
        settings.title = self.said(&["title", "name"]);
        settings.tagline = self.said(&["tagline"]);
        settings.description = self.said(&["description"]);
        let base = self.said(&["baseurl"]).unwrap_or_default();
        settings.base_url = self.said(&["url"]).map(|url| url + &base);
        let language = self.said(&["lang", "locale"]);
        settings.language = language.map(|language| language.replace('_', "-"));
        let author = self.config.node.get("author");
        let name = author.and_then(|node| node.as_text().or_else(|| text(node, &["name"])));
        settings.owner = name.map(str::to_owned);
        let address = author.and_then(|node| text(node, &["email"]));
        settings.email = self.said(&["email"]).or(address.map(str::to_owned));
        self.config.tell_others(&KNOWN, &mut plan.left);
        self.further(plan);
        let plugins = self.config.node.get("plugins").map_or(&[][..], Node::items);
        let has_feed = plugins
            .iter()
            .any(|plugin| plugin.as_text() == Some("jekyll-feed"));
        if has_feed {
            plan.lists.push("/feed.xml".to_owned());
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
        match sign {
            "page" => plan.further.push((below("", list), "/page")),
            "" if list.ends_with("page") => {
                let list = list.trim_end_matches("page");
                plan.further.push((below("", list), "/page/"));
            }
            _ => {
                let place = "_config.yml";
                let what = What::Setting("paginate_path".to_owned());
                plan.left.push(Left::new(what, place, None));
            }
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
        hidden && path != ".htaccess" || FILES.contains(&path)
    }

    fn file(&self, tree: &Tree, from: &str, plan: &mut Plan) {
        let Some(name) = page_name(from, &ENDS) else {
            match page_name(from, &["scss", "sass"]) {
                Some(_) => plan.left.push(Left::new(What::Program, from, None)),
                None => plan.copy(tree, from, from),
            }
            return;
        };
        let is_html = from.ends_with(".html") || from.ends_with(".htm");
        let body = tree.text(from).unwrap_or_default();
        let front = Front::of(&body);
        if is_html && front.node.is_none() {
            return plan.copy(tree, from, from);
        }
        if is_html && (body.contains("{%") || body.contains("{{")) {
            return plan.left.push(Left::new(What::Program, from, None));
        }
        let to = format!("{}.md", published(name));
        let mut old = vec![self.address(name, &front)];
        old.extend(front.texts("redirect_from").into_iter().map(normal));
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

    /// The address of a page.
    fn address(&self, name: &str, front: &Front) -> String {
        let style = self
            .said(&["permalink"])
            .unwrap_or_else(|| "date".to_owned());
        let parts = Parts::of(name, front);
        let is_post = parts.date.is_some();
        let own = front.text("permalink").map(str::to_owned);
        let first = name.split('/').next().unwrap_or_default();
        let mut collections = self.collections.iter();
        let collection = collections.find(|(own, _)| first.strip_prefix('_') == Some(own));
        let shape = match (own, is_post, collection) {
            (Some(own), _, _) => own,
            (None, true, _) => of_posts(&style).to_owned(),
            (None, false, Some((_, Some(shape)))) => shape.clone(),
            (None, false, Some(_)) => format!("/:collection/:path{}", suffix(&style)),
            (None, false, None) => format!("/:path/:basename{}", suffix(&style)),
        };
        let address = normal(&pattern(&shape, |word| parts.value(word)));
        match address
            .strip_suffix("/index/")
            .or(address.strip_suffix("/index.html"))
        {
            Some(folder) => format!("{folder}/"),
            None => address,
        }
    }
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
            page.lists.push((key, words.collect()));
        }
    }
    let is_summed_up = ["description", "summary"]
        .iter()
        .any(|key| front.text(key).is_some());
    if let Some(excerpt) = front.text("excerpt").filter(|_| !is_summed_up) {
        page.fields.push(("summary", excerpt.to_owned()));
    }
}

/// The pattern of a style of addresses.
fn of_posts(style: &str) -> &str {
    match style {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title.html",
        own => own,
    }
}

/// What the style of the posts means for the addresses of other pages.
fn suffix(style: &str) -> &'static str {
    match style {
        "date" | "none" | "ordinal" | "weekdate" => ".html",
        "pretty" => "/",
        own if own.ends_with('/') => "/",
        own if own.ends_with(":output_ext") || own.ends_with(".html") => ".html",
        _ => "",
    }
}

/// The path of a page below `content/`: folders whose names begin with `_` have no pages there.
fn published(name: &str) -> String {
    let parts = name.split('/').map(|part| match part {
        "_drafts" => "posts",
        part => part.trim_start_matches('_'),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What the words of a pattern stand for.
struct Parts<'a> {
    folder: &'a str,
    file: &'a str,
    /// Of posts, their day.
    date: Option<Day<'a>>,
    categories: String,
    slug: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(name: &'a str, front: &'a Front) -> Self {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let above = folder.split_once("_posts");
        let above = above.map(|(above, _)| above.trim_matches('/'));
        let named = above.and_then(|_| dated(file));
        let mut categories: Vec<String> = above.map_or(Vec::new(), |above| {
            above.split('/').map(str::to_owned).collect()
        });
        for key in ["category", "categories"] {
            let words = front.texts(key).into_iter().flat_map(str::split_whitespace);
            categories.extend(words.map(slug));
        }
        categories.retain(|category| !category.is_empty());
        categories.dedup();
        Self {
            folder,
            file: named.map_or(file, |(_, rest)| rest),
            date: front
                .text("date")
                .and_then(day)
                .filter(|_| named.is_some())
                .or(named.map(|(day, _)| day)),
            categories: categories.join("/"),
            slug: front.text("slug"),
        }
    }

    fn value(&self, word: &str) -> Option<String> {
        let first = self.folder.split('/').next().unwrap_or_default();
        Some(match word {
            "title" => self.slug.unwrap_or(self.file).to_owned(),
            "slug" => slug(self.slug.unwrap_or(self.file)),
            "name" => slug(self.file),
            "basename" => self.file.to_owned(),
            "categories" => self.categories.clone(),
            "collection" => first.trim_start_matches('_').to_owned(),
            "path" if first.starts_with('_') => below(&self.folder[first.len()..], self.file)
                .trim_matches('/')
                .to_owned(),
            "path" => self.folder.to_owned(),
            "output_ext" => ".html".to_owned(),
            word => return self.date.and_then(|day| day.part(word)),
        })
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
    use crate::import::data::parse;

    #[test]
    fn pages_are_where_jekyll_had_them() {
        let pretty = "permalink: pretty\n";
        let docs = "collections:\n  docs: {output: true}\n";
        for (config, name, front, expected) in [
            ("", "_posts/2020-01-02-A-b", "", "/2020/01/02/A-b.html"),
            (
                "",
                "x/_posts/2020-01-02-a",
                "categories: Y Z",
                "/x/y/z/2020/01/02/a.html",
            ),
            (pretty, "_posts/2020-01-02-a", "", "/2020/01/02/a/"),
            ("", "_posts/2020-01-02-a", "permalink: /p/:title", "/p/a/"),
            (
                "permalink: /:year/:slug\n",
                "_posts/2020-01-02-A",
                "",
                "/2020/a/",
            ),
            ("", "about", "", "/about.html"),
            (pretty, "s/about", "", "/s/about/"),
            ("", "s/index", "", "/s/"),
            (docs, "_docs/g/a", "", "/docs/g/a.html"),
            ("", "index", "", "/"),
        ] {
            let config = format!("a: b\n{config}");
            let site = Site::new(Data::of(parse(&config, "yml").unwrap()));
            let front = Front::of(&format!("---\n{front}\n---\n"));
            assert_eq!(site.address(name, &front), expected, "{name} {config}");
        }
        let text = "[a]({% post_url 2020-01-02-a %}) {% raw %}x [b]({% link _docs/b.md %})";
        let expected = "[a](/posts/2020-01-02-a.md) {% raw %}x [b](/docs/b.md)";
        assert_eq!(with_paths(text), expected);
    }
}
