//! Fields by which other programs keep a page from being found, or give it an address, and values
//! that they would have filled in, which mean nothing here: the author must hear of it.

use super::drafts::truth;
use crate::diagnostic::{Diagnostic, Problem, Slip, Unheard};
use crate::yaml::{Key, Node};

/// Fields that keep a page from being found where they say `true`.
const EXCLUDE: [&str; 6] = [
    "archived",
    "unlisted",
    "excludesearch",
    "excludefromsearch",
    "sitemapexclude",
    "eleventyexcludefromcollections",
];
/// The same where they say `false`, or hold a map that excludes.
const INCLUDE: [&str; 5] = [
    "sitemap",
    "search",
    "searchable",
    "insearchindex",
    "pagefind",
];

/// Fields that say which page stands instead of this one.
const REDIRECT: [&str; 4] = ["redirect", "redirectto", "redirecturl", "redirectlink"];

/// What a value is if it is nothing but what a template should have filled in.
fn unfilled(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is = |opens, closes| text.starts_with(opens) && text.ends_with(closes);
    match () {
        () if is("{{", "}}") => Some("{{ … }}"),
        () if is("{%", "%}") => Some("{% … %}"),
        () => None,
    }
}

/// Reports such fields.
pub(super) fn check(entries: &[(Key, Node)], diagnostics: &mut Vec<Diagnostic>) {
    for (key, node) in entries {
        if let Some(construct) = node.as_text().and_then(unfilled) {
            let construct = construct.to_owned();
            let slip = Slip::ForeignSyntax {
                construct,
                count: 1,
            };
            diagnostics.push(Diagnostic::new(Problem::Slip { slip }, node.span));
        }
        let name: String = key.text.chars().filter(|c| !"_-".contains(*c)).collect();
        let name = name.to_ascii_lowercase();
        let says = |node: &Node, yes: bool| node.as_text().and_then(truth) == Some(yes);
        let excludes = |(key, node): &(Key, Node)| {
            matches!(key.text.as_str(), "exclude" | "disable") && says(node, true)
        };
        let is_hiding = match &*name {
            "robots" => node.as_text().is_some_and(|text| text.contains("noindex")),
            name if EXCLUDE.contains(&name) => says(node, true),
            name if INCLUDE.contains(&name) => {
                says(node, false) || node.entries().iter().any(excludes)
            }
            _ => false,
        };
        let is_text = |of: fn(&str) -> bool| node.as_text().is_some_and(of);
        // Zola's.
        let is_address = name == "path" && is_text(|text| text.starts_with('/'));
        let is_redirect =
            REDIRECT.contains(&&*name) && is_text(|text| text.contains('/') || text.contains('.'));
        let wish = match () {
            () if is_hiding => Unheard::Hiding,
            () if is_address => Unheard::Address,
            () if is_redirect => Unheard::Redirect,
            () => continue,
        };
        let field = key.text.clone();
        diagnostics.push(Diagnostic::new(Problem::NoEffect { field, wish }, key.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    #[test]
    fn wishes_that_are_not_heard_are_told() {
        let told = |field: &str| {
            let node = yaml::parse(field, 0, field.len(), FileId(0)).unwrap();
            let mut diagnostics = Vec::new();
            check(node.entries(), &mut diagnostics);
            diagnostics.len()
        };
        for field in [
            "archived: true",
            "robots: noindex, nofollow",
            "sitemap: false",
            "sitemap: {exclude: true}",
            "unlisted: yes",
            "search: {exclude: true}",
            "in_search_index: false",
            "path: /a/",
            "title: '{{ title }}'",
            "redirect_to: /nuova/",
            "redirect: https://example.org/",
        ] {
            assert_eq!(told(field), 1, "{field}");
        }
        for field in [
            "noindex: true",
            "robots: index",
            "sitemap: {priority: 0.5}",
            "search: true",
            "search: {boost: 2}",
            "path: src/a.md",
            "title: noindex",
        ] {
            assert_eq!(told(field), 0, "{field}");
        }
    }
}
