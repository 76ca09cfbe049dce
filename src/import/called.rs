//! Authors and tags that pages name by a key, as the files say that they are called.

use super::data::text;
use super::front::{Field, Front};
use crate::yaml::Node;

/// A field of a page with the names of what it lists, which `known` has by key under `name`; nothing
/// where they are called as they stand.
pub(super) fn called(
    front: &Front,
    field: &'static str,
    known: Option<&Node>,
    name: &str,
) -> Option<(&'static str, Field)> {
    let items = front.node.as_ref()?.get(field)?.items();
    let own = |item: &Node| {
        let key = item.as_text();
        let named = key.and_then(|key| text(known?.get(key)?, &[name]));
        let named = named.or_else(|| text(item, &["name", name])).or(key)?;
        Some(named.to_owned())
    };
    let names: Vec<String> = items.iter().filter_map(own).collect();
    let is_same = items
        .iter()
        .map(Node::as_text)
        .eq(names.iter().map(|name| Some(name.as_str())));
    (!is_same).then_some((field, Field::List(names)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::parse;

    #[test]
    fn keys_are_the_names_that_they_stand_for() {
        let known = parse("jane: {name: Jane Doe}\nbob: {title: Boss}\n", "yml").unwrap();
        let named = |front: &str| {
            let front = Front::of(&format!("---\n{front}\n---\n"));
            match called(&front, "authors", Some(&known), "name")?.1 {
                Field::List(names) => Some(names.join(" & ")),
                _ => None,
            }
        };
        for (front, expected) in [
            ("authors: jane", Some("Jane Doe")),
            ("authors: [jane, bob]", Some("Jane Doe & bob")),
            ("authors: {name: Ann, url: x}", Some("Ann")),
            ("authors: [{name: Ann}, jane]", Some("Ann & Jane Doe")),
            ("authors: [bob]", None),
            ("title: a", None),
        ] {
            assert_eq!(named(front).as_deref(), expected, "{front}");
        }
    }
}
