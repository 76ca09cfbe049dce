//! Zola.

use super::address::{below, dated, normal};
use super::data::{Data, at, text};
use super::front::Front;
use super::plan::{Plan, page_name};
use super::tree::Tree;
use crate::slug::slug;
use crate::yaml::Node;

const CONFIGS: [&str; 2] = ["config.toml", "zola.toml"];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 14] = [
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
    let said = |keys: &[&str]| text(node, keys).map(str::to_owned);
    let settings = &mut plan.settings;
    settings.title = said(&["title"]);
    settings.description = said(&["description"]);
    settings.base_url = said(&["base_url"]);
    settings.owner = said(&["author"]);
    settings.language = Some(said(&["default_language"]).unwrap_or_else(|| "en".to_owned()));
    let languages = node.get("languages").map_or(&[][..], Node::entries);
    for (tag, node) in languages {
        let title = text(node, &["title"]).map(str::to_owned);
        settings.languages.push((tag.text.clone(), title));
    }
    let tags: Vec<&str> = languages.iter().map(|(tag, _)| tag.text.as_str()).collect();
    let keeps = at(node, &["slugify", "paths"]).and_then(Node::as_text);
    let keeps = keeps.is_some_and(|paths| paths != "on");
    for (from, path) in tree.below("content") {
        let Some(name) = page_name(path, &["md"]) else {
            plan.copy(tree, from, path);
            continue;
        };
        let suffix = name.rsplit_once('.').filter(|(_, tag)| tags.contains(tag));
        let (name, prefix) = suffix.unwrap_or((name, ""));
        let front = Front::of(&tree.text(from).unwrap_or_default());
        let mut old = vec![below(prefix, &address(name, &front, keeps))];
        old.extend(front.texts("aliases").into_iter().map(normal));
        plan.page(tree, from, path, old);
        lists(&front, plan);
    }
    plan.statics(tree, "static");
    for folder in ["templates", "themes", "sass"] {
        plan.leave_folder(tree, folder);
    }
    if text(node, &["generate_feeds", "generate_feed"]) == Some("true") {
        let rule = ("/atom.xml".to_owned(), "/feed.xml".to_owned());
        plan.redirects.push(rule);
    }
}

/// Adds the lists of the terms of a page.
fn lists(front: &Front, plan: &mut Plan) {
    let taxonomies = front.node.as_ref().and_then(|node| node.get("taxonomies"));
    for (name, terms) in taxonomies.map_or(&[][..], Node::entries) {
        let terms = terms.items().iter().filter_map(Node::as_text);
        let lists = terms.map(|term| format!("/{}/{}/", slug(&name.text), slug(term)));
        plan.lists.extend(lists);
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
            ("blog/a/index", "slug: B c", "/blog/b-c/"),
            ("blog/a", "path: x/y", "/x/y/"),
        ] {
            let front = Front::of(&format!("---\n{front}\n---\n"));
            assert_eq!(address(name, &front, false), expected, "{name}");
        }
    }
}
