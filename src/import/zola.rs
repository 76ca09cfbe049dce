//! Zola.

use super::address::{below, dated, normal, spoken};
use super::data::{Data, at, text};
use super::front::Front;
use super::left::{Left, What};
use super::patterns::{Patterns, leave, listed};
use super::plan::{Plan, page_name};
use super::tree::Tree;
use crate::slug::slug;
use crate::yaml::{Key, Node};

const CONFIGS: [&str; 2] = ["config.toml", "zola.toml"];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 16] = [
    "base_url",
    "title",
    "description",
    "author",
    "default_language",
    "languages",
    "taxonomies",
    "slugify",
    "markdown",
    "build_search_index",
    "generate_feeds",
    "generate_feed",
    "feed_filename",
    "feed_filenames",
    "minify_html",
    "ignored_content",
];

/// Whether a site is one of Zola's.
pub(super) fn is_one(tree: &Tree) -> bool {
    let Some(path) = tree.first(&CONFIGS) else {
        return false;
    };
    tree.text(path)
        .is_some_and(|text| text.contains("base_url"))
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some(config) = Data::read(tree, path, &mut plan.left) else {
        return;
    };
    config.tell_others(&KNOWN, &mut plan.left);
    let node = &config.node;
    let languages = node.get("languages").map_or(&[][..], Node::entries);
    settings(node, languages, plan);
    let tags: Vec<&str> = languages.iter().map(|(tag, _)| tag.text.as_str()).collect();
    let keeps = at(node, &["slugify", "paths"]).and_then(Node::as_text);
    let keeps = keeps.is_some_and(|paths| paths != "on");
    let site = Site::new(node);
    let ignored = Patterns::through_folders(listed(node.get("ignored_content")));
    ignored.tell(path, plan);
    for (from, path) in tree.below("content") {
        if ignored.has(path) {
            leave(tree, from, path, plan);
            continue;
        }
        let Some(name) = page_name(path, &["md"]) else {
            plan.copy(tree, from, path);
            continue;
        };
        let suffix = name.rsplit_once('.').filter(|(_, tag)| tags.contains(tag));
        let (name, prefix) = suffix.unwrap_or((name, ""));
        let front = Front::of(&tree.text(from).unwrap_or_default());
        let own = below(prefix, &address(name, &front, keeps));
        let is_section = name.rsplit('/').next() == Some("_index");
        if let Some(to) = front.text("redirect_to") {
            plan.redirects.push((own, to.to_owned()));
            continue;
        }
        let is_rendered = front.text("render") != Some("false");
        if !is_rendered && !is_section {
            plan.left.push(Left::new(What::Unpublished, from, None));
            continue;
        }
        let mut old = vec![own.clone()];
        old.extend(front.texts("aliases").into_iter().map(normal));
        plan.page(tree, from, path, if is_rendered { old } else { Vec::new() });
        if is_section {
            site.section(&own, &front, plan);
        }
        site.lists(prefix, &front, plan);
    }
    site.home("", node, plan);
    for (tag, node) in languages {
        site.home(&tag.text, node, plan);
    }
    plan.colocate();
    plan.statics(tree, "static");
    for folder in ["templates", "themes", "sass"] {
        plan.leave_folder(tree, folder);
    }
}

/// Reads what is said of the site as a whole.
fn settings(node: &Node, languages: &[(Key, Node)], plan: &mut Plan) {
    let said = |keys: &[&str]| text(node, keys).map(str::to_owned);
    let settings = &mut plan.settings;
    settings.title = said(&["title"]);
    settings.description = said(&["description"]);
    settings.base_url = said(&["base_url"]);
    settings.owner = said(&["author"]);
    settings.language = Some(said(&["default_language"]).unwrap_or_else(|| "en".to_owned()));
    for (tag, node) in languages {
        let title = text(node, &["title"]).map(str::to_owned);
        settings.languages.push((tag.text.clone(), title));
    }
}

/// What its configuration says of lists.
struct Site<'a> {
    /// The names of the feeds.
    feeds: Vec<&'a str>,
    /// The taxonomies that have lists, by what addresses of their language begin with.
    taxonomies: Vec<(&'a str, &'a Node)>,
}

impl<'a> Site<'a> {
    fn new(config: &'a Node) -> Self {
        let feeds = config.get("feed_filenames").map_or(&[][..], Node::items);
        let mut feeds: Vec<&str> = feeds.iter().filter_map(Node::as_text).collect();
        if feeds.is_empty() {
            feeds.push(text(config, &["feed_filename"]).unwrap_or("atom.xml"));
        }
        let languages = config
            .get("languages")
            .map_or(&[][..], Node::entries)
            .iter();
        let languages = languages.map(|(tag, node)| (tag.text.as_str(), node));
        let taxonomies = languages.chain([("", config)]).flat_map(|(prefix, node)| {
            let all = node.get("taxonomies").map_or(&[][..], Node::items).iter();
            all.map(move |node| (prefix, node))
        });
        let is_shown = |(_, node): &(&str, &Node)| text(node, &["render"]) != Some("false");
        Self {
            feeds,
            taxonomies: taxonomies.filter(is_shown).collect(),
        }
    }

    fn feeds(&self, list: &str, plan: &mut Plan) {
        for name in &self.feeds {
            let feed = format!("{list}{name}");
            if !plan.feeds.iter().any(|(known, _)| *known == feed) {
                plan.feed(&feed, list);
            }
        }
    }

    /// The feeds of all in a language.
    fn home(&self, prefix: &str, node: &Node, plan: &mut Plan) {
        if text(node, &["generate_feeds", "generate_feed"]) == Some("true") {
            self.feeds(&below(prefix, ""), plan);
        }
    }

    /// The feeds and the further pages of a section.
    fn section(&self, address: &str, front: &Front, plan: &mut Plan) {
        if ["generate_feeds", "generate_feed"]
            .iter()
            .any(|key| front.text(key) == Some("true"))
        {
            self.feeds(address, plan);
        }
        if front.text("paginate_by").is_some_and(|count| count != "0") {
            plan.further.push((address.to_owned(), "/page/".to_owned()));
        }
    }

    /// The lists of the terms of a page.
    fn lists(&self, prefix: &str, front: &Front, plan: &mut Plan) {
        let taxonomies = front.node.as_ref().and_then(|node| node.get("taxonomies"));
        for (name, terms) in taxonomies.map_or(&[][..], Node::entries) {
            let mut all = self.taxonomies.iter();
            let is_it = |own: &&(&str, &Node)| {
                own.0 == prefix && text(own.1, &["name"]) == Some(&name.text)
            };
            let Some((_, own)) = all.find(is_it) else {
                continue;
            };
            let home = below(prefix, "");
            plan.settings.taxonomy(&name.text, &spoken(&name.text));
            let terms = terms.items().iter().filter_map(Node::as_text);
            for term in terms.chain([""]) {
                let list = below(prefix, &format!("{}/{}", slug(&name.text), slug(term)));
                plan.list(list.clone(), &name.text, term, &home);
                if term.is_empty() && text(own, &["feed"]) == Some("true") {
                    self.feeds(&format!("{list}:term/"), plan);
                }
                if !term.is_empty() && text(own, &["paginate_by"]).is_some() {
                    plan.further.push((list, "/page/".to_owned()));
                }
            }
        }
    }
}

/// The address of a page; `name` is its path without ending and language.
fn address(name: &str, front: &Front, keeps: bool) -> String {
    let slugged = |name: &str| match keeps {
        true => name.to_owned(),
        false => slug(name),
    };
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let folder = folder.split('/').map(slugged).collect::<Vec<_>>().join("/");
    if let Some(path) = front.text("path") {
        return normal(path);
    }
    let (folder, own) = match (file, folder.rsplit_once('/')) {
        ("_index", _) => return below(&folder, ""),
        ("index", Some((above, own))) => (above.to_owned(), own.to_owned()),
        ("index", None) => (String::new(), folder),
        (file, _) => (folder.clone(), file.to_owned()),
    };
    // Behind the day of a name may be a time, and a line below.
    let day = own.get(..10).filter(|_| own.get(10..11) == Some("_"));
    let own = day.map_or(own.clone(), |day| format!("{day}-{}", &own[11..]));
    let bare = dated(&own).map_or(own.as_str(), |(_, rest)| rest);
    let own = front.text("slug").map_or_else(|| slugged(bare), slugged);
    below(&folder, &format!("{own}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_zola_had_them() {
        for (name, front, expected) in [
            ("_index", "", "/"),
            ("blog/_index", "", "/blog/"),
            ("blog/2020-01-02-My Post", "", "/blog/my-post/"),
            ("blog/2020-01-02_My Post", "", "/blog/my-post/"),
            ("blog/a/index", "slug: B c", "/blog/b-c/"),
            ("blog/a", "path: x/y", "/x/y/"),
        ] {
            let front = Front::of(&format!("---\n{front}\n---\n"));
            assert_eq!(address(name, &front, false), expected, "{name}");
        }
    }
}
