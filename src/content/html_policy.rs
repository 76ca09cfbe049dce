//! Which raw HTML in Markdown is published.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Tags that text needs and Markdown lacks; no script, style, form, frame, SVG or MathML.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
    "center",
];

/// Elements that go with everything in them.
pub(super) const CODE: [&str; 5] = ["script", "style", "template", "noscript", "iframe"];

/// Attributes allowed on every tag.
const ATTRIBUTES: &[&str] = &[
    "aria-label",
    "aria-hidden",
    "aria-describedby",
    "class",
    "dir",
    "id",
    "lang",
    "role",
    "title",
];

/// Whether a tag is published.
pub(super) fn allows(tag: &str) -> bool {
    TAGS.contains(&tag)
}

/// Removes everything that is not allowed, and balances the tags.
pub(super) fn clean(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(CODE))
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .add_tag_attributes("a", ["href", "hreflang"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "loading"])
        .add_tag_attributes("ol", ["start", "reversed", "type"])
        .add_tag_attributes("td", ["colspan", "rowspan", "headers", "align"])
        .add_tag_attributes(
            "th",
            ["colspan", "rowspan", "headers", "scope", "abbr", "align"],
        )
        .add_tag_attributes("col", ["span"])
        .add_tag_attributes("colgroup", ["span"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("pre", ["tabindex"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("blockquote", ["cite"])
        .add_tag_attributes("q", ["cite"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Names of the tags and event attributes in a piece of HTML that will not be published, in order.
pub(super) fn removed(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let name_len = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(rest.len());
        let name = rest[..name_len].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if !allows(&name) {
            found.push(format!("<{name}>"));
        } else {
            found.extend(dropped_attributes(&tag[name_len..], &name));
        }
        rest = &rest[tag.len()..];
    }
    found
}

/// Attributes whose loss an author notices: handlers, styles and addresses that run code.
fn dropped_attributes(attributes: &str, tag: &str) -> Vec<String> {
    let lower = attributes.to_ascii_lowercase();
    let mut found = Vec::new();
    for word in lower.split_ascii_whitespace() {
        let name = word.split('=').next().unwrap_or_default();
        if name == "style" || name.starts_with("on") && name.len() > 2 {
            found.push(format!("<{tag} {name}>"));
        }
    }
    if lower.contains("javascript:") || lower.contains("vbscript:") || lower.contains("data:") {
        found.push(format!("<{tag} href>"));
    }
    found
}

/// The value of an attribute in a piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// What it is.
    pub kind: AttributeKind,
    /// Where the value stands, without its quotes.
    pub range: Range<usize>,
}

/// Attributes that tie a page to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttributeKind {
    /// The address of a link.
    Link,
    /// The address of a picture whose size is not given.
    Picture,
    /// The address of a picture whose size is given.
    SizedPicture,
    /// An anchor.
    Id,
}

/// The quoted anchors and addresses without a scheme in the tags of a piece of HTML, in order.
pub(super) fn attributes(html: &str) -> Vec<Attribute> {
    // Byte offsets stay the same.
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut end = 0;
    for (start, _) in lower.match_indices('<') {
        let named = lower[start + 1..].starts_with(|c: char| c.is_ascii_lowercase());
        if start < end || !named {
            continue;
        }
        end = lower[start..].find('>').map_or(lower.len(), |i| start + i);
        let tag = &lower[start..end];
        let address = if tag.starts_with("<a ") {
            Some((" href=", AttributeKind::Link))
        } else if tag.starts_with("<img ") && (tag.contains(" width=") || tag.contains(" height="))
        {
            Some((" src=", AttributeKind::SizedPicture))
        } else if tag.starts_with("<img ") {
            Some((" src=", AttributeKind::Picture))
        } else {
            None
        };
        for (name, kind) in address.into_iter().chain([(" id=", AttributeKind::Id)]) {
            let Some(from) = tag.find(name).map(|i| start + i + name.len()) else {
                continue;
            };
            let Some(quote) = html[from..end]
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\''))
            else {
                continue;
            };
            let Some(length) = html[from + 1..end].find(quote) else {
                continue;
            };
            let range = from + 1..from + 1 + length;
            if kind == AttributeKind::Id || !html[range.clone()].contains(':') {
                found.push(Attribute { kind, range });
            }
        }
    }
    found.sort_by_key(|attribute| attribute.range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_go_and_text_stays() {
        assert_eq!(clean("<p onclick=x>a<script>b()</script></p>"), "<p>a</p>");
        assert_eq!(clean("<a href=\"javascript:x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<b>open"), "<b>open</b>");
        assert_eq!(
            removed("<p>a<iframe src=x><b onclick=y>"),
            ["<iframe>", "<b onclick>"]
        );
    }

    #[test]
    fn addresses_and_anchors_are_found() {
        let html = "<!--<< <A ID='x' Href=\"a.md#b\"><img src='c.png' width=3><a href=https://d><b id=\"e\">";
        let found: Vec<_> = attributes(html)
            .into_iter()
            .map(|a| (a.kind, &html[a.range]))
            .collect();
        let expected = [
            (AttributeKind::Id, "x"),
            (AttributeKind::Link, "a.md#b"),
            (AttributeKind::SizedPicture, "c.png"),
            (AttributeKind::Id, "e"),
        ];
        assert_eq!(found, expected);
    }
}
