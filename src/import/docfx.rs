//! docfx.

use super::address::below;
use super::data::{Data, at, text};
use super::front::Front;
use super::mdbook::resolved;
use super::patterns::Patterns;
use super::plan::{Plan, page_name};
use super::tree::{Tree, clean};
use super::xref;
use crate::yaml::Node;

const CONFIG: &str = "docfx.json";
const REDIRECTIONS: &str = ".openpublishing.redirection.json";

/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 15] = [
    "build.content",
    "build.resource",
    "build.output",
    "build.dest",
    "build.globalMetadata._appTitle",
    "build.globalMetadata._appName",
    "build.globalMetadata._lang",
    "build.globalMetadata._enableSearch",
    "build.globalMetadata._disableContribution",
    "build.globalMetadata._disableToc",
    "build.globalMetadata._disableNavbar",
    "build.globalMetadata._gitContribute",
    "build.sitemap.baseUrl",
    "build.xref",
    "build.keepFileLink",
];

/// Whether a site is one of docfx.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.has(CONFIG)
}

/// A group of files: where they lie and where they were published.
struct Group {
    source: String,
    /// Patterns of their paths, and of those that are no part of it.
    files: Patterns,
    excluded: Patterns,
    destination: String,
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(config) = Data::read(tree, CONFIG, &mut plan.left) else {
        return;
    };
    let none = Node::scalar("", config.node.span);
    let build = config.node.get("build").unwrap_or(&none);
    let metadata = build.get("globalMetadata").unwrap_or(&none);
    let settings = &mut plan.settings;
    settings.title = text(metadata, &["_appTitle", "_appName"]).map(str::to_owned);
    settings.language = text(metadata, &["_lang"]).map(str::to_owned);
    let host = at(build, &["sitemap", "baseUrl"]).and_then(Node::as_text);
    settings.base_url = host.map(str::to_owned);
    config.tell_others(&KNOWN, &mut plan.left);
    edited(metadata, &config, plan);
    let lists = ["content", "resource"].into_iter();
    let lists = lists.flat_map(|key| build.get(key).map_or(&[][..], Node::items));
    let mut groups: Vec<Group> = lists.map(Group::of).collect();
    // The innermost folder says where a file goes.
    groups.sort_by_key(|group| std::cmp::Reverse(group.source.len()));
    for group in &groups {
        group.files.tell(CONFIG, plan);
        group.excluded.tell(CONFIG, plan);
    }
    for (from, path) in tree.below("") {
        let hidden = path.split('/').any(|name| name.starts_with(['.', '_']));
        let mut inside = groups.iter().filter_map(|group| group.path_of(path));
        match inside.next().filter(|_| !hidden && path != CONFIG) {
            Some(to) => file(tree, (from, &to), plan),
            None => plan.take_in(tree, from, path),
        }
    }
    redirections(tree, plan);
    xref::resolve(plan);
}

/// Reads where pages are edited.
fn edited(metadata: &Node, config: &Data, plan: &mut Plan) {
    let Some(node) = metadata.get("_gitContribute") else {
        return;
    };
    let branch = text(node, &["branch"]).unwrap_or("main");
    let address = text(node, &["repo"]).map(|repo| {
        let repo = repo.trim_end_matches('/').trim_end_matches(".git");
        format!("{repo}/edit/{branch}/")
    });
    let left = config.left("_gitContribute", node.span.start);
    plan.edited_at(address.as_deref(), "", left);
}

impl Group {
    fn of(node: &Node) -> Self {
        let texts = |key: &str| {
            let items = node.get(key).map_or(&[][..], Node::items);
            patterns(items.iter().filter_map(Node::as_text))
        };
        Self {
            source: clean(text(node, &["src", "cwd"]).unwrap_or_default()).to_owned(),
            files: match node.as_text() {
                Some(pattern) => patterns([pattern]),
                None => texts("files"),
            },
            excluded: texts("exclude"),
            destination: clean(text(node, &["dest"]).unwrap_or_default()).to_owned(),
        }
    }

    /// Where a file of the group is published.
    fn path_of(&self, path: &str) -> Option<String> {
        let rest = match self.source.as_str() {
            "" => path,
            source => path.strip_prefix(source)?.strip_prefix('/')?,
        };
        let to = format!("{}/{rest}", self.destination);
        (self.files.has(rest) && !self.excluded.has(rest))
            .then(|| to.trim_start_matches('/').to_owned())
    }
}

/// Patterns in which the stars of `**.md` go through folders, as those of `**/*.md` do.
fn patterns<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Patterns {
    let patterns = patterns.into_iter();
    Patterns::new(patterns.map(|pattern| clean(pattern).replace("**.", "**/*.")))
}

fn file(tree: &Tree, (from, to): (&str, &str), plan: &mut Plan) {
    let Some(name) = page_name(to, &["md"]) else {
        return plan.copy(tree, from, to);
    };
    let front = Front::of(&tree.text(from).unwrap_or_default());
    if let Some(leads) = front.text("redirect_url") {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        // What leads on does so from its own folder, or from the top.
        let leads = match leads.strip_prefix("~/") {
            Some(path) => format!("/{path}"),
            None if leads.contains("://") || leads.starts_with('/') => leads.to_owned(),
            None => resolved(folder, leads),
        };
        let leads = match page_name(&leads, &["md"]) {
            Some(name) => address(name),
            None => leads,
        };
        return plan.redirects.push((address(name), leads));
    }
    plan.page(tree, from, to, vec![address(name)]);
}

/// The address of a page.
fn address(name: &str) -> String {
    below("", &format!("{name}.html"))
}

/// The pages that lead on to others.
fn redirections(tree: &Tree, plan: &mut Plan) {
    if !tree.has(REDIRECTIONS) {
        return;
    }
    let Some(data) = Data::read(tree, REDIRECTIONS, &mut plan.left) else {
        return;
    };
    let list = data.node.get("redirections").map_or(&[][..], Node::items);
    for redirection in list {
        let from = text(redirection, &["source_path"]).and_then(|path| page_name(path, &["md"]));
        let to = text(redirection, &["redirect_url"]);
        if let (Some(from), Some(to)) = (from, to) {
            plan.redirects.push((address(from), to.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_docfx_had_them() {
        assert_eq!(address("index"), "/");
        assert_eq!(address("a/index"), "/a/");
        assert_eq!(address("a/B c"), "/a/B c.html");
        let all = patterns(["./articles/**.md"]);
        assert!(all.has("articles/a/b.md") && all.has("articles/a.md") && !all.has("a.md"));
    }
}
