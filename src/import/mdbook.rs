//! mdBook.

use super::address::below;
use super::data::{Data, at, text};
use super::left::{Left, What};
use super::plan::{Plan, page_name};
use super::tree::Tree;
use crate::site::{join_path, parts, percent_decode, targets_of_book};
use crate::yaml::Node;
use std::collections::BTreeSet;

const CONFIG: &str = "book.toml";
const SUMMARY: &str = "SUMMARY.md";
/// The page of all chapters.
const ALL: &str = "/print.html";

/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 16] = [
    "book.title",
    "book.description",
    "book.language",
    "book.authors",
    "book.src",
    "book.multilingual",
    "build",
    "rust",
    "output.html.site-url",
    "output.html.cname",
    "output.html.redirect",
    "output.html.git-repository-url",
    "output.html.edit-url-template",
    "output.html.print",
    "output.html.search",
    "output.html.playground",
];

/// Whether a site is one of mdBook.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.has(CONFIG)
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(data) = Data::read(tree, CONFIG, &mut plan.left) else {
        return;
    };
    let none = Node::scalar("", crate::source::Span::start_of(crate::source::FileId(0)));
    let book = data.node.get("book").unwrap_or(&none);
    let html = at(&data.node, &["output", "html"]).unwrap_or(&none);
    let settings = &mut plan.settings;
    settings.title = text(book, &["title"]).map(str::to_owned);
    settings.description = text(book, &["description"]).map(str::to_owned);
    settings.language = Some(text(book, &["language"]).unwrap_or("en").to_owned());
    let cname = text(html, &["cname"]).map(|name| format!("https://{name}"));
    let base = text(html, &["site-url"]).unwrap_or_default();
    plan.published_at(cname.as_deref(), base, CONFIG);
    let settings = &mut plan.settings;
    let authors = book.get("authors").map_or(&[][..], Node::items);
    let authors: Vec<&str> = authors.iter().filter_map(Node::as_text).collect();
    settings.owner = Some(authors.join(", "));
    data.tell_others(&KNOWN, &mut plan.left);
    edited(html, &data, plan);
    // All chapters one after the other.
    if at(html, &["print", "enable"]).and_then(Node::as_bool) != Some(false) {
        plan.redirects.push((ALL.to_owned(), "/".to_owned()));
        let what = What::Elsewhere(ALL.to_owned(), "/".to_owned());
        plan.left.push(Left::new(what, CONFIG, None));
    }
    for (from, to) in html.get("redirect").map_or(&[][..], Node::entries) {
        if let Some(to) = to.as_text() {
            // What leads on does so from its own folder.
            let folder = from.text.rsplit_once('/').map_or("", |(folder, _)| folder);
            let to = match to.contains("://") || to.starts_with('/') {
                true => to.to_owned(),
                false => resolved(folder, to),
            };
            plan.redirects.push((from.text.clone(), to));
        }
    }
    let folder = text(book, &["src"]).unwrap_or("src").to_owned();
    chapters(tree, &folder, plan);
}

/// Reads where chapters are edited, or else where the book is kept.
fn edited(html: &Node, data: &Data, plan: &mut Plan) {
    if let Some(node) = html.get("edit-url-template") {
        let address = node.as_text().and_then(|text| text.strip_suffix("{path}"));
        let left = data.left("output.html.edit-url-template", node.span.start);
        return plan.edited_at(address, "", left);
    }
    // An address without a branch is not enough.
    if let Some(node) = html.get("git-repository-url") {
        let left = data.left("output.html.git-repository-url", node.span.start);
        let address = node.as_text().map(|text| text.trim_end_matches('/'));
        plan.edited_at(address, "", left);
    }
}

/// The chapters that the contents name, and the files beside them.
fn chapters(tree: &Tree, folder: &str, plan: &mut Plan) {
    let summary = tree
        .text(&format!("{folder}/{SUMMARY}"))
        .unwrap_or_default();
    let named = Named::of(&summary);
    for (from, path) in tree.below(folder) {
        match page_name(path, &["md"]) {
            _ if path == SUMMARY => plan.copy(tree, from, path),
            Some(name) if named.has(path) => {
                plan.page(tree, from, path, vec![address(name)]);
            }
            Some(_) => {
                plan.take_in(tree, from, path);
                plan.left.push(Left::new(What::Unpublished, from, None));
            }
            None => plan.copy(tree, from, path),
        }
    }
    // Programs that chapters show lie beside the book.
    for (from, path) in tree.below("") {
        let inside = path.strip_prefix(folder);
        if !inside.is_some_and(|rest| rest.starts_with('/')) {
            plan.take_in(tree, from, path);
        }
    }
    let above = format!("../{folder}/");
    for page in &mut plan.pages {
        page.text = from_the_top(&page.text, &page.to, &above);
    }
}

/// The files that the contents name, however they do: by their path from the top, without its end, or
/// by that of the page, or of the folder.
pub(super) struct Named(BTreeSet<String>);

impl Named {
    pub(super) fn of(summary: &str) -> Self {
        // A link that is no entry, since it goes on in another line, names its page too.
        let links = summary.split("](").skip(1);
        let links = links.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()));
        let targets = targets_of_book(summary).into_iter().chain(links);
        let paths = targets.filter_map(|target| {
            let path = percent_decode(parts(&target).0).0;
            join_path("", &String::from_utf8(path).ok()?)
        });
        Self(paths.filter(|path| !path.is_empty()).collect())
    }

    /// Whether there is no entry.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a page at a path is among them.
    pub(super) fn has(&self, path: &str) -> bool {
        let (name, _) = path.rsplit_once('.').unwrap_or((path, ""));
        let folder = name.strip_suffix("/README").or(name.strip_suffix("/index"));
        let forms = [path.to_owned(), name.to_owned(), format!("{name}.html")];
        forms
            .iter()
            .map(String::as_str)
            .chain(folder)
            .any(|form| self.0.contains(form))
    }
}

/// The address of a chapter.
fn address(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match file {
        "README" | "index" => below(folder, ""),
        _ => below(folder, &format!("{file}.html")),
    }
}

/// A path from a folder.
pub(super) fn resolved(folder: &str, path: &str) -> String {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            ".." => {
                names.pop();
            }
            "" | "." => {}
            name => names.push(name),
        }
    }
    format!("/{}", names.join("/"))
}

/// A text in which the files beside the book that it takes in are looked for from the top.
fn from_the_top(text: &str, path: &str, own: &str) -> String {
    let depth = path.matches('/').count();
    let up = "../".repeat(depth + 1);
    let mut out = String::with_capacity(text.len());
    for (i, part) in text.split("{{#").enumerate() {
        if i > 0 {
            out.push_str("{{#");
        }
        let name = part.find([' ', '}']).unwrap_or(0);
        let takes = matches!(&part[..name], "include" | "rustdoc_include" | "playground");
        let target = part[name..].trim_start();
        match target.strip_prefix(&up).filter(|_| takes && i > 0) {
            Some(rest) if !target.starts_with(own) => {
                out.push_str(&format!("{} /{rest}", &part[..name]));
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_where_mdbook_had_them() {
        assert_eq!(address("README"), "/");
        assert_eq!(address("a/README"), "/a/");
        assert_eq!(address("a/b-c"), "/a/b-c.html");
        let summary = "# S\n- [A](a.md)\n  - [B](./b/c%20d.md)\n- [Draft]()\n- [E](/e/)\n- [F](x/../f.html#y)\n";
        let named = Named::of(summary);
        for (path, expected) in [
            ("a.md", true),
            ("b/c d.md", true),
            ("e/README.md", true),
            ("f.md", true),
            ("g.md", false),
        ] {
            assert_eq!(named.has(path), expected, "{path}");
        }
        assert_eq!(resolved("a/b", "../c.html"), "/a/c.html");
        let text = "x {{#include ../../lib/a.rs:2}} {{#title ../x}} {{#include b.rs}}";
        let expected = "x {{#include /lib/a.rs:2}} {{#title ../x}} {{#include b.rs}}";
        assert_eq!(from_the_top(text, "s/a.md", "../src/"), expected);
    }
}
