//! Which raw HTML in Markdown is published.

use crate::html::Tag;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Tags that text needs and Markdown lacks; no script, style, form, frame, SVG or MathML.
pub(super) const TAGS: &[&str] = &[
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

/// Attributes allowed on single tags besides.
const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "download"]),
    (
        "img",
        &["src", "alt", "width", "height", "loading", "align"],
    ),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("p", &["align"]),
    ("h1", &["align"]),
    ("h2", &["align"]),
    ("h3", &["align"]),
    ("h4", &["align"]),
    ("h5", &["align"]),
    ("h6", &["align"]),
    ("hr", &["align", "size", "width"]),
    ("table", &["align", "width", "summary"]),
    ("tbody", &["align"]),
    ("tfoot", &["align"]),
    ("thead", &["align"]),
    ("tr", &["align", "valign"]),
    (
        "td",
        &[
            "colspan",
            "rowspan",
            "headers",
            "align",
            "valign",
            "width",
            "data-label",
        ],
    ),
    (
        "th",
        &[
            "colspan", "rowspan", "headers", "scope", "abbr", "align", "valign", "width",
        ],
    ),
    ("col", &["span", "width"]),
    ("colgroup", &["span"]),
    ("div", &["tabindex", "align"]),
    ("pre", &["tabindex"]),
    ("details", &["open", "name"]),
    ("time", &["datetime"]),
    ("blockquote", &["cite"]),
    ("q", &["cite"]),
    ("del", &["cite", "datetime"]),
    ("ins", &["cite", "datetime"]),
];

/// Whether an element stands between lines and not within one.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 22] = [
        "aside",
        "blockquote",
        "center",
        "details",
        "div",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ];
    BLOCKS.contains(&name)
}

/// Removes everything that is not allowed, and balances the tags.
pub(super) fn clean(html: &str) -> String {
    finished(SANITISER.clean(html).to_string())
}

/// HTML that the sanitiser has written, or would have, as it is published.
pub(super) fn finished(clean: String) -> String {
    match clean.contains("=\"\"") {
        true => without_empty_values(&clean),
        false => clean,
    }
}

/// Attributes that say all by being there.
const WITHOUT_VALUE: [&str; 3] = ["open", "reversed", "download"];

/// The same HTML, as the sanitiser writes it, with these attributes as they are mostly written.
fn without_empty_values(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("=\"\"") {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        // A text has neither the one sign nor the other around what looks like an attribute.
        let tag = out.rsplit(['<', '>']).next().unwrap_or("");
        let in_tag =
            out[..out.len() - tag.len()].ends_with('<') && behind[3..].starts_with([' ', '>']);
        let name = tag.rsplit(' ').next().unwrap_or("");
        let drops =
            in_tag && tag.matches('"').count().is_multiple_of(2) && WITHOUT_VALUE.contains(&name);
        if !drops {
            out.push_str("=\"\"");
        }
        rest = &behind[3..];
    }
    out.push_str(rest);
    out
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(CODE))
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(attributes_of_tags())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        // What is wider than the page is scrolled by the keyboard too.
        .set_tag_attribute_value("pre", "tabindex", "0")
        .attribute_filter(|element, attribute, value| {
            Some(without_px(element, attribute, value).into())
        });
    builder
});

fn attributes_of_tags() -> HashMap<&'static str, HashSet<&'static str>> {
    let all = TAG_ATTRIBUTES.iter();
    all.map(|(tag, attributes)| (*tag, attributes.iter().copied().collect()))
        .collect()
}

/// A value of an attribute, as it is published: pictures are so many pixels wide.
pub(super) fn without_px<'v>(tag: &str, attribute: &str, value: &'v str) -> &'v str {
    match (tag, attribute) {
        ("img", "width" | "height") => value.strip_suffix("px").unwrap_or(value),
        _ => value,
    }
}

/// What addresses may begin with.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether the sanitiser leaves an address as it is.
pub(super) fn is_published_address(address: &str) -> bool {
    match ammonia::Url::parse(address) {
        Ok(url) => SCHEMES.contains(&url.scheme()),
        Err(error) => error == ammonia::url::ParseError::RelativeUrlWithoutBase,
    }
}

/// The same of a formula that we have made.
pub(super) fn clean_formula(html: &str) -> String {
    FORMULAS.clean(html).to_string()
}

/// What a formula is made of.
const FORMULA: [&str; 24] = [
    "math",
    "mrow",
    "mi",
    "mo",
    "mn",
    "mtext",
    "mspace",
    "ms",
    "msup",
    "msub",
    "msubsup",
    "mover",
    "munder",
    "munderover",
    "mfrac",
    "msqrt",
    "mroot",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "mmultiscripts",
];

static FORMULAS: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(FORMULA))
        .generic_attributes(HashSet::from([
            "display",
            "mathvariant",
            "stretchy",
            "fence",
            "separator",
            "form",
            "lspace",
            "rspace",
            "width",
            "height",
            "depth",
            "accent",
            "accentunder",
            "linethickness",
            "displaystyle",
            "scriptlevel",
            "largeop",
            "movablelimits",
            "symmetric",
            "minsize",
            "maxsize",
            "columnalign",
            "columnspan",
            "rowspan",
        ]))
        .link_rel(None);
    builder
});

/// What of a tag will not be published and its author would miss: all of it, or handlers, styles,
/// other forms of a picture and addresses that run code.
pub(super) fn removed(tag: &Tag) -> Vec<String> {
    let name = &tag.name;
    if !TAGS.contains(&name.as_str()) {
        return vec![format!("<{name}>")];
    }
    let attributes = tag.attributes.iter().filter(|(attribute, value)| {
        let is_handler = attribute.starts_with("on") && attribute.len() > 2;
        let is_address = ["href", "src", "cite"].contains(&attribute.as_str());
        let is_noticed = ["style", "srcset"].contains(&attribute.as_str());
        is_handler || is_noticed || is_address && runs_code(value)
    });
    attributes
        .map(|(attribute, _)| format!("<{name} {attribute}>"))
        .collect()
}

/// Whether a value is an address that browsers run; they skip spaces and control characters.
fn runs_code(value: &str) -> bool {
    let letters = value.chars();
    let letters = letters.filter(|c| !c.is_control() && !c.is_whitespace());
    let start: String = letters.take(12).collect::<String>().to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"]
        .iter()
        .any(|scheme| start.starts_with(scheme))
}

/// Whether the sanitiser has to see a tag: one that is published, or that goes with everything in
/// it. Of others only the inside stays.
pub(super) fn is_read(tag: &str) -> bool {
    TAGS.contains(&tag) || CODE.contains(&tag)
}

/// Whether an attribute of an allowed tag is published.
pub(super) fn allows_attribute(tag: &str, attribute: &str) -> bool {
    ATTRIBUTES.contains(&attribute)
        || TAG_ATTRIBUTES
            .iter()
            .any(|(name, attributes)| *name == tag && attributes.contains(&attribute))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{Token, tokens};

    #[test]
    fn scripts_go_and_text_stays() {
        assert_eq!(clean("<p onclick=x>a<script>b()</script></p>"), "<p>a</p>");
        assert_eq!(clean("<a href=\"javascript:x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<b>open"), "<b>open</b>");
    }

    #[test]
    fn elements_are_written_as_browsers_are_to_read_them() {
        for (html, expected) in [
            (
                "<details open name='a \"'>b open=\"\" <p title='c open='>d</p></details>",
                "<details open name=\"a &quot;\">b open=\"\" <p title=\"c open=\">d</p></details>",
            ),
            (
                "<img alt='' width=96px height=45%>",
                "<img alt=\"\" width=\"96\" height=\"45%\">",
            ),
            ("<pre>a</pre>", "<pre tabindex=\"0\">a</pre>"),
            (
                "<hr width='50%' color=red><del datetime=2026-01-15 char=a>b</del>",
                "<hr width=\"50%\"><del datetime=\"2026-01-15\">b</del>",
            ),
        ] {
            assert_eq!(clean(html), expected);
        }
    }

    #[test]
    fn what_is_removed_is_named() {
        let html = "<p>a<iframe src=x></iframe><b onclick=y title='a > b'><a href=' JavaScript:x'><img srcset=x>";
        let found: Vec<String> = tokens(html)
            .iter()
            .filter_map(|token| match token {
                Token::Start(tag) => Some(removed(tag)),
                _ => None,
            })
            .flatten()
            .collect();
        assert_eq!(
            found,
            ["<iframe>", "<b onclick>", "<a href>", "<img srcset>"]
        );
    }

    #[test]
    fn attributes_are_those_of_the_sanitiser() {
        assert!(allows_attribute("img", "alt"));
        assert!(allows_attribute("img", "title"));
        assert!(!allows_attribute("img", "srcset"));
        assert!(!allows_attribute("b", "href"));
        assert_eq!(SANITISER.clone_tag_attributes(), attributes_of_tags());
        let all = TAGS.iter().copied().collect();
        assert_eq!(SANITISER.clone_tags(), all);
    }
}
