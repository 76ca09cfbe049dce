//! Rendered Markdown with placeholders where other pages have a say.
//!
//! A [`Body`] is HTML in which everything is final but the addresses of links and pictures, the
//! acronyms that a glossary may explain, and the components that a theme draws. While HTML is
//! being written a placeholder is a sentinel of private-use characters, which sources cannot contain because
//! the writer strips them; the sentinels survive the HTML sanitiser and are taken out at the end.

use super::values::{Fields, Value};
use crate::html::{self, Token};
use crate::source::{Span, is_control};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::Write;

/// HTML with placeholders, in order of place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Safe HTML, without what goes into the placeholders.
    pub html: String,
    /// The placeholders; places do not decrease.
    pub placeholders: Vec<Placeholder>,
}

/// A place in the HTML of a [`Body`] where something is put in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placeholder {
    /// Byte of the HTML before which it goes.
    pub at: u32,
    /// What goes in.
    pub kind: PlaceholderKind,
}

/// What goes into a [`Placeholder`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PlaceholderKind {
    /// The address of the page's link with this index, in an attribute value.
    Link(u32),
    /// A picture.
    Image(Box<Image>),
    /// An acronym, which is the next `len` bytes of the HTML: `<abbr>` if a glossary has it.
    Acronym {
        /// Length in bytes.
        len: u32,
    },
    /// A component.
    Component(Box<Component>),
    /// A formula: MathML that we have made.
    Formula(String),
    /// A word of the theme's, by its name among the strings.
    Word(String),
    /// What readers fill in.
    Blank {
        /// Which of those of the page.
        id: String,
        /// What shows before.
        shown: String,
    },
}

/// The element of a picture, but for its address and what follows from that: its size, and the
/// other forms in which there is the same picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// Index of its address among the links of the page.
    pub link: u32,
    /// Attributes before the address: names and values.
    pub before: Vec<(String, String)>,
    /// Attributes after it.
    pub after: Vec<(String, String)>,
}

/// A component as an editor wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Its name, one that the theme declares.
    pub name: String,
    /// Its attributes.
    pub fields: Fields,
    /// Those of them that are Markdown.
    pub markdown: Vec<Body>,
    /// What stands inside.
    pub body: Body,
    /// Its first line.
    pub span: Span,
}

/// Elements inside a line of text; all others begin a new one.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];

impl Body {
    /// What it says without markup, a line a block; of components, what an editor wrote.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.html.len());
        self.push_text(&mut out);
        out.truncate(out.trim_end().len());
        out
    }

    fn push_text(&self, out: &mut String) {
        let mut at = 0;
        for placeholder in &self.placeholders {
            if let PlaceholderKind::Blank { shown, .. } = &placeholder.kind {
                push_words(&self.html[at..placeholder.at as usize], out);
                at = placeholder.at as usize;
                push_text(shown, out);
            }
            if let PlaceholderKind::Component(component) = &placeholder.kind {
                push_words(&self.html[at..placeholder.at as usize], out);
                at = placeholder.at as usize;
                for entry in &component.fields.0 {
                    if let Value::Text(text) = &entry.value {
                        end_line(out);
                        out.push_str(text);
                    }
                }
                end_line(out);
                component.body.push_text(out);
                end_line(out);
            }
        }
        push_words(&self.html[at..], out);
    }
}

/// Writes what HTML says, without its tags.
fn push_words(html: &str, out: &mut String) {
    for token in html::tokens(html) {
        match token {
            Token::Text(text) => push_text(&text, out),
            Token::OpenComment { .. } => {}
            Token::Start(html::Tag { name, .. }) | Token::End(name) => match name.as_str() {
                "td" | "th" => push_text(" ", out),
                name if INLINE.contains(&name) => {}
                _ => end_line(out),
            },
        }
    }
}

/// Writes text, white space as one space.
fn push_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c.is_whitespace() && c != '\u{a0}' {
            true if out.is_empty() || out.ends_with([' ', '\n']) => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
}

/// Begins a new line, if something stands on this one.
fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Begins a sentinel.
const OPEN: char = '\u{E000}';
/// Ends a sentinel.
const CLOSE: char = '\u{E001}';

/// Whether a character is kept for sentinels, or can stand in no document: an entity (`&#1;`) may
/// mean one.
pub(super) fn is_reserved(c: char) -> bool {
    c == OPEN || c == CLOSE || is_control(c)
}

/// Whether a text has one of them.
pub(super) fn has_reserved(text: &str) -> bool {
    // Few texts have one of these bytes. All are looked at, since without a way out in the middle
    // many are looked at in one step.
    let may_begin = |b: u8| {
        (b < b' ') & (b != b'\t') & (b != b'\n') & (b != b'\r') | (b == 0x7f) | (b & 0xfe == 0xee)
    };
    text.bytes().fold(false, |found, b| found | may_begin(b)) && text.contains(is_reserved)
}

/// A text without them.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    match has_reserved(text) {
        false => Cow::Borrowed(text),
        true => text.chars().filter(|&c| !is_reserved(c)).collect(),
    }
}

/// Writes a text at the end of another, without them.
pub(super) fn push_unreserved(text: &str, out: &mut String) {
    out.push_str(&cleaned(text));
}

/// A text of its own without them.
pub(super) fn unreserved(text: &str) -> String {
    cleaned(text).into_owned()
}

/// The sentinel of the placeholder with this index.
pub(super) fn sentinel(index: usize) -> String {
    let mut sentinel = String::new();
    push_sentinel(index, &mut sentinel);
    sentinel
}

/// Writes the sentinel of the placeholder with this index.
pub(super) fn push_sentinel(index: usize, out: &mut String) {
    write!(out, "{OPEN}{index}{CLOSE}").expect("a text takes what is written");
}

/// Takes the sentinels out of `html`. A sentinel that the sanitiser removed leaves no placeholder; one that
/// stands twice (it cannot, unless the sanitiser copies) keeps only its first place.
pub(super) fn extract(html: &str, placeholders: &mut [Option<PlaceholderKind>]) -> Body {
    let mut body = Body {
        html: String::with_capacity(html.len()),
        placeholders: Vec::new(),
    };
    let mut rest = html;
    while let Some(open) = rest.find(OPEN) {
        body.html.push_str(&rest[..open]);
        rest = &rest[open + OPEN.len_utf8()..];
        let Some(close) = rest.find(CLOSE) else { break };
        let kind = rest[..close]
            .parse()
            .ok()
            .and_then(|i: usize| placeholders.get_mut(i)?.take());
        if let Some(kind) = kind {
            body.placeholders.push(Placeholder {
                at: body.html.len() as u32,
                kind,
            });
        }
        rest = &rest[close + CLOSE.len_utf8()..];
    }
    body.html.push_str(rest);
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentinels_become_placeholders() {
        let mut kinds = vec![
            Some(PlaceholderKind::Link(7)),
            Some(PlaceholderKind::Acronym { len: 3 }),
        ];
        let html = format!("<a href=\"{}\">x</a> {}SUA", sentinel(0), sentinel(1));
        let body = extract(&html, &mut kinds);
        assert_eq!(body.html, "<a href=\"\">x</a> SUA");
        assert_eq!(
            body.placeholders[0],
            Placeholder {
                at: 9,
                kind: PlaceholderKind::Link(7)
            }
        );
        assert_eq!(
            body.placeholders[1],
            Placeholder {
                at: 17,
                kind: PlaceholderKind::Acronym { len: 3 }
            }
        );
    }

    #[test]
    fn the_text_of_a_body_has_a_line_a_block() {
        let html = "<p>Un <a href=\"\" title=\"a > b\">rimando</a>\ne &lt;b&gt; &amp;amp;.</p>\n<ul>\n<li>x</li></ul><table><tr><td>1</td><td>2</td></tr></table>";
        let component = Component {
            name: "nota".to_owned(),
            fields: Fields(Vec::new()),
            markdown: Vec::new(),
            body: Body {
                html: "<p>Dentro</p>".to_owned(),
                placeholders: Vec::new(),
            },
            span: Span::start_of(crate::source::FileId(0)),
        };
        let body = Body {
            html: html.to_owned(),
            placeholders: vec![Placeholder {
                at: html.len() as u32,
                kind: PlaceholderKind::Component(Box::new(component)),
            }],
        };
        assert_eq!(body.text(), "Un rimando e <b> &amp;.\nx\n1 2\nDentro");
    }

    #[test]
    fn characters_of_sentinels_are_kept_out() {
        let cases = [
            ("", ""),
            ("perch\u{e9} \u{ee}", "perch\u{e9} \u{ee}"),
            ("a\u{e000}1\u{e001}b", "a1b"),
            ("\u{e000}\u{e000}", ""),
            // The first byte is theirs, the character is not.
            ("\u{e002}a\u{e001}", "\u{e002}a"),
        ];
        for (text, expected) in cases {
            assert_eq!(unreserved(text), expected, "{text:?}");
            assert_eq!(has_reserved(text), text != expected, "{text:?}");
        }
    }
}
