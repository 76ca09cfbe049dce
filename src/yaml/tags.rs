//! Tags before values, `!name`: the library drops them, and with them what was meant as text.

use super::{Node, Value};

/// How far before a value its tag is looked for, in bytes.
const LONGEST_TAG: usize = 100;

/// The place of a tag before a value of the tree.
pub(super) fn before(node: &Node, text: &str) -> Option<usize> {
    let from = node.span.start as usize;
    // A tag is a word; on a long line, as JSON has, no more than that is looked at.
    let near = text.floor_char_boundary(from.saturating_sub(LONGEST_TAG));
    let line = text[near..from].rfind('\n').map_or(near, |i| near + i + 1);
    let before = text[line..from].trim_end();
    if let Some(at) = at_end_of(before) {
        return Some(line + at);
    }
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| self::before(item, text)),
        Value::Map(entries) => entries
            .iter()
            .find_map(|(_, value)| self::before(value, text)),
        _ => None,
    }
}

/// The tag that the text before a value ends with. A name and an item may end in `!` too: a tag is
/// where a value begins.
fn at_end_of(before: &str) -> Option<usize> {
    let word = before.rfind([' ', '\t']).map_or(0, |i| i + 1);
    let opened = before[word..].trim_start_matches(['[', '{']);
    let token = before.len() - opened.len();
    let begins_value = before[..token]
        .trim_end()
        .ends_with([':', '-', '[', '{', ',', '?']);
    let ends_other = opened.ends_with([',', '[', '{']);
    let is_name = opened.ends_with(':') && !begins_value;
    (opened.starts_with('!') && !ends_other && !is_name).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_where_a_value_begins() {
        for (before, expected) in [
            ("titolo: !Importante:", Some(8)),
            ("titolo: !Importante", Some(8)),
            ("- !webinar:", Some(2)),
            ("tag: [!webinar", Some(6)),
            ("tag: [a, !b", Some(9)),
            ("!important", Some(0)),
            ("Attenzione !:", None),
            ("tag: [Attenzione !,", None),
            ("tag: [a!", None),
            ("wow!:", None),
            ("a:", None),
        ] {
            assert_eq!(at_end_of(before), expected, "{before}");
        }
    }
}
