//! HTML that says itself which tree it is: what the sanitiser makes of it can be told without
//! building one.
//!
//! All tags are written in lower case and with quoted values, every element ends where it should,
//! and no element stands where browsers would close or move another. Whatever else there is, even
//! if it would be harmless, is for the sanitiser.

use super::html_policy::{self, allows_attribute, is_published_address, without_px};
use memchr::{memchr, memchr2, memchr3};

/// What browsers do where an element begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It begins wherever text may.
    Inline,
    /// The same, and ends at once.
    Void,
    Link,
    /// It closes an open paragraph.
    Block,
    Paragraph,
    Heading,
    Rule,
    Preformatted,
    /// It closes others unless its parent is one of these.
    Only(&'static [&'static str]),
    /// The same, and ends at once.
    OnlyVoid(&'static [&'static str]),
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "a" => Kind::Link,
        "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "ins"
        | "kbd" | "mark" | "q" | "ruby" | "s" | "samp" | "small" | "span" | "strike" | "strong"
        | "sub" | "sup" | "time" | "tt" | "u" | "var" => Kind::Inline,
        "br" | "img" | "wbr" => Kind::Void,
        "aside" | "blockquote" | "center" | "details" | "div" | "dl" | "figcaption" | "figure"
        | "ol" | "section" | "summary" | "table" | "ul" => Kind::Block,
        "p" => Kind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "hr" => Kind::Rule,
        "pre" => Kind::Preformatted,
        "li" => Kind::Only(&["ol", "ul"]),
        "dd" | "dt" => Kind::Only(&["dl"]),
        "rp" | "rt" => Kind::Only(&["ruby"]),
        "caption" | "colgroup" | "tbody" | "tfoot" | "thead" => Kind::Only(&["table"]),
        "col" => Kind::OnlyVoid(&["colgroup"]),
        "tr" => Kind::Only(&["tbody", "tfoot", "thead"]),
        "td" | "th" => Kind::Only(&["tr"]),
        _ => return None,
    })
}

/// Whether browsers move text and other elements out of this one.
fn holds_only_parts(name: &str) -> bool {
    matches!(
        name,
        "table" | "colgroup" | "tbody" | "tfoot" | "thead" | "tr"
    )
}

/// Removes everything that is not allowed, and balances the tags, as the sanitiser does.
pub(super) fn clean(html: &str) -> String {
    match told(html) {
        Some(clean) => html_policy::finished(clean),
        None => html_policy::clean(html),
    }
}

/// What the sanitiser makes of HTML, if that can be told.
fn told(html: &str) -> Option<String> {
    let bytes = html.as_bytes();
    if memchr2(b'\r', 0, bytes).is_some() || html.starts_with('\u{feff}') {
        return None;
    }
    let mut reader = Reader {
        rest: html,
        out: String::with_capacity(html.len() + html.len() / 16),
        open: Vec::new(),
        paragraphs: 0,
        links: 0,
    };
    while let Some(at) = memchr(b'<', reader.rest.as_bytes()) {
        let (text, tag) = reader.rest.split_at(at);
        reader.text(text)?;
        reader.rest = &tag[1..];
        match reader.rest.strip_prefix('/') {
            Some(rest) => {
                reader.rest = rest;
                reader.end()?;
            }
            None => reader.start()?,
        }
    }
    reader.text(reader.rest)?;
    reader.open.is_empty().then_some(reader.out)
}

struct Reader<'a> {
    rest: &'a str,
    out: String,
    open: Vec<&'a str>,
    paragraphs: usize,
    links: usize,
}

impl<'a> Reader<'a> {
    fn text(&mut self, text: &str) -> Option<()> {
        let parent = self.open.last();
        if parent.is_some_and(|parent| holds_only_parts(parent)) {
            let is_space = |byte| matches!(byte, b' ' | b'\n' | b'\t');
            if !text.bytes().all(is_space) {
                return None;
            }
        }
        escaped(text, "\"", &mut self.out)
    }

    fn end(&mut self) -> Option<()> {
        let name = self.open.pop()?;
        self.rest = self.rest.strip_prefix(name)?.strip_prefix('>')?;
        match name {
            "p" => self.paragraphs -= 1,
            "a" => self.links -= 1,
            _ => {}
        }
        self.out.extend(["</", name, ">"]);
        Some(())
    }

    fn start(&mut self) -> Option<()> {
        let name = self.name();
        let kind = kind(name)?;
        if !self.may_begin(kind) {
            return None;
        }
        self.out.extend(["<", name]);
        let tabindex = self.attributes(name)?;
        match kind {
            Kind::Preformatted => {
                // The first end of a line in it is none.
                if self.rest.starts_with('\n') {
                    return None;
                }
                if !tabindex {
                    self.out.push_str(" tabindex=\"0\"");
                }
            }
            Kind::Paragraph => self.paragraphs += 1,
            Kind::Link => self.links += 1,
            _ => {}
        }
        self.out.push('>');
        if !matches!(kind, Kind::Void | Kind::Rule | Kind::OnlyVoid(_)) {
            self.open.push(name);
        }
        Some(())
    }

    /// Whether an element begins here without another being closed or moved.
    fn may_begin(&self, kind: Kind) -> bool {
        let parent = self.open.last().copied().unwrap_or("");
        let fits = match kind {
            Kind::Only(parents) | Kind::OnlyVoid(parents) => parents.contains(&parent),
            _ => !holds_only_parts(parent),
        };
        fits && match kind {
            Kind::Inline | Kind::Void => true,
            Kind::Link => self.links == 0,
            Kind::Heading => self.paragraphs == 0 && !is_heading(parent),
            _ => self.paragraphs == 0,
        }
    }

    /// A name of a tag or of an attribute.
    fn name(&mut self) -> &'a str {
        let bytes = self.rest.bytes();
        let is_of_name = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let length = bytes.take_while(is_of_name).count();
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        name
    }

    /// The attributes of a tag up to its end, and whether one is `tabindex`.
    fn attributes(&mut self, tag: &str) -> Option<bool> {
        let mut names: Vec<&str> = Vec::new();
        loop {
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Some(names.contains(&"tabindex"));
            }
            self.rest = self.rest.strip_prefix(' ')?;
            let name = self.name();
            self.rest = self.rest.strip_prefix("=\"")?;
            let (value, rest) = self.rest.split_at(memchr(b'"', self.rest.as_bytes())?);
            self.rest = &rest[1..];
            // Of two with one name browsers read the first.
            if name.is_empty() || names.contains(&name) {
                return None;
            }
            names.push(name);
            self.attribute(tag, name, value)?;
        }
    }

    fn attribute(&mut self, tag: &str, name: &str, value: &str) -> Option<()> {
        if !allows_attribute(tag, name) {
            return Some(());
        }
        if matches!(name, "href" | "src") && !is_relative(value) {
            let has_references = memchr(b'&', value.as_bytes()).is_some();
            let is_published = match has_references {
                true => is_published_address(&unescaped(value)),
                false => is_published_address(value),
            };
            match is_published {
                true => {}
                // It may have references that are not known here.
                false if has_references => return None,
                false => return Some(()),
            }
        }
        let value = match (tag, name) {
            ("pre", "tabindex") => "0",
            _ => without_px(tag, name, value),
        };
        self.out.extend([" ", name, "=\""]);
        escaped(value, "&quot;", &mut self.out)?;
        self.out.push('"');
        Some(())
    }
}

fn is_heading(name: &str) -> bool {
    matches!(kind(name), Some(Kind::Heading))
}

/// Whether an address has no scheme for certain: schemes begin with a letter.
fn is_relative(value: &str) -> bool {
    let first = value.bytes().next();
    first.is_none_or(|first| first > b' ' && first != b'&' && !first.is_ascii_alphabetic())
}

/// A value without the references that [`escaped`] knows.
fn unescaped(value: &str) -> String {
    let value = value.replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    let value = value.replace("&lt;", "<").replace("&gt;", ">");
    value.replace("&amp;", "&")
}

/// Writes a text as the sanitiser does, which writes quotation marks as `quote`; nothing comes of
/// it if it has references other than those that it writes.
fn escaped(text: &str, quote: &str, out: &mut String) -> Option<()> {
    let mut rest = text;
    // No-break spaces begin with C2.
    while let Some(at) = next_escaped(rest.as_bytes()) {
        let (before, behind) = rest.split_at_checked(at)?;
        out.push_str(before);
        let (written, length) = match behind.as_bytes()[0] {
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'&' => reference(behind, quote)?,
            _ if behind.starts_with('\u{a0}') => ("&nbsp;", 2),
            _ => (&behind[..2], 2),
        };
        out.push_str(written);
        rest = &behind[length..];
    }
    out.push_str(rest);
    Some(())
}

fn next_escaped(bytes: &[u8]) -> Option<usize> {
    let end = memchr3(b'&', b'>', b'<', bytes);
    memchr(0xc2, &bytes[..end.unwrap_or(bytes.len())]).or(end)
}

/// What is written of the reference that a text begins with, and its length.
fn reference<'q>(text: &str, quote: &'q str) -> Option<(&'q str, usize)> {
    [
        ("&lt;", "&lt;"),
        ("&gt;", "&gt;"),
        ("&amp;", "&amp;"),
        ("&quot;", quote),
        ("&nbsp;", "&nbsp;"),
    ]
    .into_iter()
    .find(|(reference, _)| text.starts_with(reference))
    .map(|(reference, written)| (written, reference.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::html_policy::TAGS;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// What is told is what the sanitiser says; whether anything was told.
    fn holds(html: &str) -> bool {
        let is_told = told(html).is_some();
        if is_told {
            assert_eq!(clean(html), html_policy::clean(html), "{html}");
        }
        is_told
    }

    #[test]
    fn what_pages_mostly_have_is_told() {
        for html in [
            "",
            "a > b \u{a0} &amp; &quot;c&quot; ©",
            "<p align=\"center\"><a href=\"https://e.org/\"><img src=\"a.png\" alt=\"&quot;\" width=\"10px\"></a><br>b</p>",
            "<p><a href=\"javascript:a\" style=\"b\">c</a></p>",
            "<div><h1 id=\"a\">b</h1><ul><li>c<ol><li>d</li></ol></li></ul><hr></div>",
            "<pre><code class=\"a\">b\n\n</code></pre><pre tabindex=\"5\">c</pre>",
            "<details open=\"\"><summary>a</summary><dl><dt>b</dt><dd><p>c</p></dd></dl></details>",
            "<table><caption>a</caption><colgroup><col span=\"2\"></colgroup>\n<thead><tr>\n<th>b</th></tr></thead><tbody><tr><td><p>c</p></td></tr></tbody></table>",
            "<b><b><b><b><b>a</b></b></b></b></b><ruby>a<rp>(</rp><rt>b</rt></ruby>",
            "<a href=\"\u{e000}1\u{e001}\">a</a>",
        ] {
            assert!(holds(html), "{html}");
        }
    }

    #[test]
    fn what_browsers_read_otherwise_is_left_to_the_sanitiser() {
        for html in [
            "<p>a<p>b</p></p>",
            "<p>a<div>b</div></p>",
            "<p><b>a</p></b>",
            "<a href=\"b\"><a href=\"c\">d</a></a>",
            "<li>a</li>",
            "<ul><li>a<li>b</li></li></ul>",
            "<table>a</table>",
            "<table><tr><td>a</td></tr></table>",
            "<pre>\na</pre>",
            "<h1><h2>a</h2></h1>",
            "<h1>a",
            "a</h1>",
            "<P>a</P>",
            "<p class=a>b</p>",
            "<p class=\"a\" class=\"b\">c</p>",
            "<script>a</script>",
            "<!-- a -->",
            "&copy; &#62;",
            "a\rb",
            "a\0b",
            "\u{feff}a",
            "<a href=\"&#106;avascript:a\">b</a>",
            "<svg><p>a</p></svg>",
        ] {
            assert!(!holds(html), "{html}");
        }
    }

    #[test]
    fn every_tag_that_is_published_is_known_and_no_other() {
        for tag in TAGS {
            let html = match kind(tag) {
                Some(Kind::Void | Kind::Rule) => format!("<{tag} class=\"a\">"),
                Some(Kind::Only(_) | Kind::OnlyVoid(_)) => continue,
                _ => format!("<{tag} class=\"a\"></{tag}>"),
            };
            assert!(holds(&html), "{html}");
        }
        assert!(TAGS.iter().all(|tag| kind(tag).is_some()));
        for tag in [
            "script", "style", "iframe", "svg", "math", "select", "form", "font", "x",
        ] {
            assert!(kind(tag).is_none(), "{tag}");
        }
    }

    /// One of some words.
    fn one(words: &'static str) -> impl Strategy<Value = &'static str> {
        select(words.split(' ').collect::<Vec<_>>())
    }

    fn several(parts: &'static [&'static str]) -> impl Strategy<Value = String> {
        vec(select(parts), 0..5).prop_map(|parts| parts.concat())
    }

    fn tag() -> impl Strategy<Value = &'static str> {
        let other = "script svg math select font nobr form button template textarea option x";
        prop_oneof![8 => select(TAGS), 1 => one(other)]
    }

    #[rustfmt::skip]
    fn attributes() -> impl Strategy<Value = String> {
        let name = one(
            "href src class id style onclick title width height align tabindex open download cite \
             data-label start size summary datetime char hreflang a:b",
        );
        let value = several(&[
            "a", " ", "&amp;", "&quot;", "&lt;", "<", ">", "\u{a0}", "&nbsp;", "&", "'", "px", "10",
            "%", "javascript:", "https://", "[", "e.org", "/", "#", "\t", "\n", "è", "http:", ":",
            "\u{e000}1\u{e001}", "mailto:", "data:", "//", "\\", "&#x6a;",
        ]);
        let attribute = (name, value).prop_map(|(name, value)| format!(" {name}=\"{value}\""));
        vec(attribute, 0..3).prop_map(|attributes| attributes.concat())
    }

    #[rustfmt::skip]
    fn text() -> impl Strategy<Value = String> {
        several(&[
            "a", " ", "\n", "&amp;", "&quot;", "&gt;", ">", "\u{a0}", "&nbsp;", "&", "è", "©", "\"",
            "'", "\u{c}", "&copy", "&#60;", "]]>", "--", "\u{feff}", "\u{80}", "\u{bf}",
        ])
    }

    fn leaf(void: &'static str) -> impl Strategy<Value = String> {
        let void = (one(void), attributes());
        let void = void.prop_map(|(tag, attributes)| format!("<{tag}{attributes}>"));
        prop_oneof![3 => text(), 1 => void]
    }

    /// Elements in elements, every one of which ends.
    fn tree() -> impl Strategy<Value = String> {
        leaf("br img hr wbr col").prop_recursive(8, 64, 5, |inside| {
            (tag(), attributes(), vec(inside, 0..5)).prop_map(|(tag, attributes, inside)| {
                format!("<{tag}{attributes}>{}</{tag}>", inside.concat())
            })
        })
    }

    /// What elements stand in, where they belong.
    #[rustfmt::skip]
    const SHAPES: &[(&str, &str)] = &[
        ("<ul>\n<li>", "</li>\n</ul>"),
        ("<ol><li>", "</li><li>a</li></ol>"),
        ("<dl><dt>a</dt><dd>", "</dd></dl>"),
        ("<ruby>a<rt>", "</rt></ruby>"),
        ("<table>\n<caption>", "</caption></table>"),
        ("<table><thead><tr><th>", "</th></tr></thead></table>"),
        ("<table><colgroup> <col></colgroup><tbody><tr><td>", "</td></tr></tbody>\n</table>"),
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<b class=\"a\">", "</b>"),
        ("<code>", "</code>"),
        ("<span>", "</span>"),
        ("<p>", "</p>"),
        ("<a href=\"b\">", "</a>"),
        ("<h2>", "</h2>"),
        ("<pre>", "</pre>"),
        ("<details><summary>a</summary>", "</details>"),
        ("<blockquote>", "</blockquote>"),
    ];

    /// The same, where much is told.
    fn good_tree() -> impl Strategy<Value = String> {
        leaf("br img hr wbr").prop_recursive(8, 64, 5, |inside| {
            (select(SHAPES), vec(inside, 0..5))
                .prop_map(|((before, after), inside)| format!("{before}{}{after}", inside.concat()))
        })
    }

    /// Pieces in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let begin = (tag(), attributes());
        let begin = begin.prop_map(|(tag, attributes)| format!("<{tag}{attributes}>"));
        let end = tag().prop_map(|tag| format!("</{tag}>"));
        let other = one("<!-- --> < </ <p <![CDATA[ <? <b/> </b").prop_map(str::to_owned);
        let piece = prop_oneof![text(), begin, end, other];
        vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 600,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_is_told_of_elements_is_what_the_sanitiser_says(html in vec(tree(), 0..4)) {
            holds(&html.concat());
        }

        #[test]
        fn the_same_of_elements_where_they_belong(html in vec(good_tree(), 0..4)) {
            holds(&html.concat());
        }

        #[test]
        fn the_same_of_pieces(html in pieces()) {
            holds(&html);
        }
    }
}
