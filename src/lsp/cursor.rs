//! What is written at a place of a page.
//!
//! In: the text of a page as it is open, and a byte of it. Out: a [`Place`].

use super::front::{self, Written};
use crate::content::front_bounds;
use std::ops::Range;

/// What is written at a place.
#[derive(Debug, PartialEq)]
pub enum Place<'a> {
    /// A field of the front matter.
    Front(Written<'a>),
    /// The address of a link or a picture.
    Target {
        /// What is there of it.
        typed: Range<usize>,
        /// Whether it is a picture's.
        image: bool,
    },
    /// The name of a component.
    Component {
        /// What is there of it.
        typed: Range<usize>,
        /// How many colons stand before it.
        colons: usize,
    },
    /// The name of an attribute.
    Attribute {
        /// The component.
        component: &'a str,
        /// What is there of the name.
        typed: Range<usize>,
        /// The attributes that are there.
        beside: Vec<&'a str>,
    },
    /// The value of an attribute.
    AttributeValue {
        /// The component.
        component: &'a str,
        /// The attribute.
        attribute: &'a str,
        /// What is there of the value, without its quotation marks.
        typed: Range<usize>,
    },
}

/// What is written at a byte of a text; `None` if it is nothing but text.
pub fn place_at(text: &str, byte: usize) -> Option<Place<'_>> {
    let front = front_bounds(text);
    if let Some(bounds) = front.filter(|bounds| bounds.start <= byte && byte <= bounds.end) {
        let written = front::written_at(text, bounds, byte)?;
        return match written {
            Written::Value { .. } | Written::Lines => {
                Some(target_at(text, byte).unwrap_or(Place::Front(written)))
            }
            Written::Key { .. } => Some(Place::Front(written)),
        };
    }
    component_at(text, byte).or_else(|| target_at(text, byte))
}

/// The line that a byte is in.
fn line_at(text: &str, byte: usize) -> Range<usize> {
    let start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |i| byte + i);
    start..start + text[start..end].trim_end_matches('\r').len()
}

/// The address in round brackets behind square ones, or behind those of a definition.
fn target_at(text: &str, byte: usize) -> Option<Place<'_>> {
    let line = line_at(text, byte);
    let before = &text[line.start..byte];
    let (start, image) = match before.rfind("](") {
        Some(at) => (at + 2, is_image(&before[..at])),
        None => {
            let end = before.find("]: ").filter(|_| before.starts_with('['))?;
            (end + 3, false)
        }
    };
    let ends = |c: char| c == ')' || c.is_whitespace();
    if before[start..].contains(ends) {
        return None;
    }
    let rest = &text[byte..line.end];
    let end = byte + rest.find(ends).unwrap_or(rest.len());
    let typed = line.start + start..end;
    Some(Place::Target { typed, image })
}

/// Whether the bracket that closes at the end of a line's beginning is a picture's.
fn is_image(before: &str) -> bool {
    let mut depth = 0_usize;
    for (i, c) in before.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return before[..i].ends_with('!'),
            '[' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// The line that opens a component.
fn component_at(text: &str, byte: usize) -> Option<Place<'_>> {
    let line = line_at(text, byte);
    let written = text[line.clone()].trim_start();
    let start = line.end - written.len();
    let colons = written.len() - written.trim_start_matches(':').len();
    let name = start + colons;
    if colons < 3 || byte < name {
        return None;
    }
    let rest = &text[name..line.end];
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    let end = name + end.unwrap_or(rest.len());
    let component = &text[name..end];
    if byte <= end {
        let typed = name..end;
        return Some(Place::Component { typed, colons });
    }
    attribute_at(text, component, end..line.end, byte)
}

/// The attribute of a component that a byte stands in.
fn attribute_at<'a>(
    text: &'a str,
    component: &'a str,
    range: Range<usize>,
    byte: usize,
) -> Option<Place<'a>> {
    let mut beside = Vec::new();
    let mut found = None;
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let start = at + rest.len() - rest.trim_start().len();
        let rest = &text[start..range.end];
        let end = rest.find(|c: char| c == '=' || c.is_whitespace());
        let end = start + end.unwrap_or(rest.len());
        let name = start..end;
        at = end;
        let mut value = None;
        if text[end..range.end].starts_with('=') {
            let quoted = text[end + 1..range.end].starts_with('"');
            let from = end + 1 + usize::from(quoted);
            let until = |c: char| if quoted { c == '"' } else { c.is_whitespace() };
            let rest = &text[from..range.end];
            let to = from + rest.find(until).unwrap_or(rest.len());
            value = Some(from..to);
            at = (to + usize::from(quoted)).min(range.end);
        }
        match value {
            Some(typed) if typed.start <= byte && byte <= typed.end => {
                let attribute = &text[name];
                return Some(Place::AttributeValue {
                    component,
                    attribute,
                    typed,
                });
            }
            _ if name.start <= byte && byte <= name.end => found = Some(name),
            _ => beside.push(&text[name]),
        }
        if at == start {
            break;
        }
    }
    let typed = found.unwrap_or(byte..byte);
    Some(Place::Attribute {
        component,
        typed,
        beside,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written at the caret, as text.
    fn at(marked: &str) -> String {
        let byte = marked.find('^').unwrap();
        let text = marked.replacen('^', "", 1);
        match place_at(&text, byte) {
            Some(Place::Front(_)) => "front".to_owned(),
            Some(Place::Target { typed, image }) => {
                format!("{} {}", if image { "image" } else { "link" }, &text[typed])
            }
            Some(Place::Component { typed, colons }) => format!("{colons} {}", &text[typed]),
            Some(Place::Attribute {
                component,
                typed,
                beside,
            }) => format!("{component} {} {}", &text[typed], beside.join(",")),
            Some(Place::AttributeValue {
                component,
                attribute,
                typed,
            }) => format!("{component} {attribute}={}", &text[typed]),
            None => "text".to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_known_by_its_line() {
        let cases = [
            ("a ^b", "text"),
            ("[a](b^c) d", "link bc"),
            ("[a](^", "link "),
            ("![a [b]](c^)", "image c"),
            ("![a](b) [c](d^)", "link d"),
            ("[a](b) c^", "text"),
            ("[a](b \"c^\")", "text"),
            ("[a]: b^", "link b"),
            ("---\na: x\n---\n[è](b^)", "link b"),
            ("---\na: [x](y^)\n---\n", "link y"),
            ("---\na: |\n  [x](y^)\n---\n", "link y"),
            ("---\na^\n---\n", "front"),
            (":::^", "3 "),
            ("::::mo^d titolo=\"x\"", "4 mod"),
            (":::a ^", "a  "),
            (":::a b=\"c\" d^", "a d b"),
            (":::a b=\"c^ d\" e", "a b=c d"),
            (":::a b=\"^", "a b="),
            (":::a b=^c d=\"e\"", "a b=c"),
            (":::a b=\"c\"^ d=\"e\"", "a  b,d"),
        ];
        for (marked, expected) in cases {
            assert_eq!(at(marked), expected, "{marked:?}");
        }
    }
}
