//! The attributes by which a page says how it is indexed: `data-pagefind-*`, as documented by
//! Pagefind, or the same with `casa` in place of `pagefind`.

use crate::tree::{NodeId, Tree};

/// Value of the mark `name` (`body`, `filter`, …) on an element.
pub(crate) fn mark<'a>(tree: &'a Tree, node: NodeId, name: &str) -> Option<&'a str> {
    tree.attributes(node)
        .find_map(|(known, value)| (strip(known)? == name).then_some(value))
}

/// Marks of an element: names without their prefix, and values.
pub(crate) fn marks(tree: &Tree, node: NodeId) -> impl Iterator<Item = (&str, &str)> {
    tree.attributes(node)
        .filter_map(|(name, value)| Some((strip(name)?, value)))
}

fn strip(name: &str) -> Option<&str> {
    let rest = name.strip_prefix("data-")?;
    rest.strip_prefix("pagefind-")
        .or_else(|| rest.strip_prefix("casa-"))
}

/// Where a captured value is.
#[derive(Debug, PartialEq)]
pub(crate) enum From<'a> {
    /// In the element's text.
    Text,
    /// In another attribute of the element.
    Attribute(&'a str),
    /// In the mark itself.
    Here(&'a str),
}

/// What a filter, a piece of metadata or a sort key names: `author, image[src], date:2022-06-01`.
/// A value in the mark itself goes to the end of it.
pub(crate) fn captures(mut rest: &str) -> Vec<(&str, From<'_>)> {
    let mut found = Vec::new();
    while let Some(end) = rest.find([',', ':', '[']) {
        let (name, after) = (rest[..end].trim(), &rest[end + 1..]);
        let (from, next) = match rest.as_bytes()[end] {
            b':' => (From::Here(after.trim()), ""),
            b'[' => {
                let (attribute, next) = after.split_once(']').unwrap_or((after, ""));
                let next = next.trim_start();
                (
                    From::Attribute(attribute.trim()),
                    next.strip_prefix(',').unwrap_or(next),
                )
            }
            _ => (From::Text, after),
        };
        found.push((name, from));
        rest = next;
    }
    found.push((rest.trim(), From::Text));
    found.retain(|(name, _)| !name.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::From::{Attribute, Here, Text};
    use super::*;

    #[test]
    fn captures_are_read() {
        let cases: &[(&str, &[(&str, From<'_>)])] = &[
            ("author", &[("author", Text)]),
            (" author ", &[("author", Text)]),
            ("image[src]", &[("image", Attribute("src"))]),
            ("date:2022-06-01", &[("date", Here("2022-06-01"))]),
            (
                "heading, tag[data-section], tag[ data-category ] ,author:Free text: to, the [end]",
                &[
                    ("heading", Text),
                    ("tag", Attribute("data-section")),
                    ("tag", Attribute("data-category")),
                    ("author", Here("Free text: to, the [end]")),
                ],
            ),
            ("a,,b,", &[("a", Text), ("b", Text)]),
            ("link[xlink:href]", &[("link", Attribute("xlink:href"))]),
            ("open[src", &[("open", Attribute("src"))]),
            ("", &[]),
            (" , :x", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(captures(text), *expected, "{text}");
        }
    }
}
