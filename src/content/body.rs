//! Rendered Markdown with holes where other pages have a say.
//!
//! A [`Body`] is HTML in which everything is final but the addresses of links and pictures, the
//! acronyms that a glossary may explain, and the components that a theme draws. While HTML is
//! being written a hole is a mark of private-use characters, which sources cannot contain because
//! the writer strips them; the marks survive the HTML sanitiser and are taken out at the end.

use super::fields::Fields;
use crate::source::Span;
use regex_lite::Regex;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::LazyLock;

/// HTML with holes, in order of place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Safe HTML, without what goes into the holes.
    pub html: String,
    /// The holes; places do not decrease.
    pub holes: Vec<Hole>,
}

/// A place in the HTML of a [`Body`] where something is put in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hole {
    /// Byte of the HTML before which it goes.
    pub at: u32,
    /// What goes in.
    pub kind: HoleKind,
}

/// What goes into a [`Hole`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum HoleKind {
    /// The address of the page's link with this index, in an attribute value.
    Link(u32),
    /// The same for a picture, with its size.
    Image(u32),
    /// An acronym, which is the next `len` bytes of the HTML: `<abbr>` if a glossary has it.
    Acronym {
        /// Length in bytes.
        len: u32,
    },
    /// A component.
    Component(Box<Component>),
}

/// A component as an editor wrote it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Its name, one that the theme declares.
    pub name: String,
    /// Its attributes.
    pub fields: Fields,
    /// What stands inside.
    pub body: Body,
    /// Its first line.
    pub span: Span,
}

/// Begins a mark.
const OPEN: char = '\u{E000}';
/// Ends a mark.
const CLOSE: char = '\u{E001}';

/// Whether a character is kept for marks.
pub(super) fn is_reserved(c: char) -> bool {
    c == OPEN || c == CLOSE
}

/// Whether a text has one of them.
pub(super) fn has_reserved(text: &str) -> bool {
    // Both begin with this byte; few texts have it, and looking for a byte is fast.
    text.as_bytes().contains(&0xee) && text.contains(is_reserved)
}

/// Writes a text at the end of another, without them.
pub(super) fn push_unreserved(text: &str, out: &mut String) {
    match has_reserved(text) {
        false => out.push_str(text),
        true => out.extend(text.chars().filter(|&c| !is_reserved(c))),
    }
}

/// HTML without the numeric entities of those characters, which the sanitiser would decode.
pub(super) fn without_reserved_entities(html: &str) -> Cow<'_, str> {
    static ENTITY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new("(?i)&#(x0*e00[01]|0*5734[45])(;|[^0-9a-f]|$)").ok());
    match &*ENTITY {
        Some(entity) if html.contains("&#") => entity.replace_all(html, "$2"),
        _ => Cow::Borrowed(html),
    }
}

/// The mark of the hole with this index.
pub(super) fn mark(index: usize) -> String {
    let mut mark = String::new();
    push_mark(index, &mut mark);
    mark
}

/// Writes the mark of the hole with this index.
pub(super) fn push_mark(index: usize, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{OPEN}{index}{CLOSE}");
}

/// Takes the marks out of `html`. A mark that the sanitiser removed leaves no hole; one that
/// stands twice (it cannot, unless the sanitiser copies) keeps only its first place.
pub(super) fn extract(html: &str, holes: &mut [Option<HoleKind>]) -> Body {
    let mut body = Body {
        html: String::with_capacity(html.len()),
        holes: Vec::new(),
    };
    let mut rest = html;
    while let Some(open) = rest.find(OPEN) {
        body.html.push_str(&rest[..open]);
        rest = &rest[open + OPEN.len_utf8()..];
        let Some(close) = rest.find(CLOSE) else { break };
        let kind = rest[..close]
            .parse()
            .ok()
            .and_then(|i: usize| holes.get_mut(i)?.take());
        if let Some(kind) = kind {
            body.holes.push(Hole {
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
    fn marks_become_holes() {
        let mut kinds = vec![Some(HoleKind::Link(7)), Some(HoleKind::Acronym { len: 3 })];
        let html = format!("<a href=\"{}\">x</a> {}SUA", mark(0), mark(1));
        let body = extract(&html, &mut kinds);
        assert_eq!(body.html, "<a href=\"\">x</a> SUA");
        assert_eq!(
            body.holes[0],
            Hole {
                at: 9,
                kind: HoleKind::Link(7)
            }
        );
        assert_eq!(
            body.holes[1],
            Hole {
                at: 17,
                kind: HoleKind::Acronym { len: 3 }
            }
        );
    }

    #[test]
    fn marks_cannot_be_written_as_entities() {
        for entity in [
            "&#xE000;",
            "&#XE001;",
            "&#x00e000;",
            "&#57344;",
            "&#057345;",
        ] {
            let html = without_reserved_entities(&format!("a{entity}0")).into_owned();
            assert!(!html.contains("&#"), "{entity} {html}");
        }
        assert_eq!(
            without_reserved_entities("&#xE0001; &#233;"),
            "&#xE0001; &#233;"
        );
    }
}
