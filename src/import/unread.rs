//! Settings that are neither carried over nor followed here, at any depth.

use super::data::line_of;
use super::left::{Left, What};
use super::plan::Plan;
use crate::yaml::{Node, Value};

/// The settings of an object that are none of the known ones, with the byte at which each stands. The
/// names of known ones have dots between their keys, `*` is any key, and what is within one is known.
pub(super) fn unread(node: &Node, known: &[&str]) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    look(node, &mut Vec::new(), known, &mut found);
    found
}

fn look<'a>(
    node: &'a Node,
    keys: &mut Vec<&'a str>,
    known: &[&str],
    found: &mut Vec<(String, u32)>,
) {
    for (key, value) in node.entries() {
        keys.push(&key.text);
        // How many keys more a known name has, if it begins with these.
        let more = known.iter().filter_map(|name| {
            let mut names = name.split('.');
            let is_same = keys.iter().all(|key| {
                let name = names.next();
                name == Some("*") || name == Some(key)
            });
            is_same.then(|| names.count())
        });
        match more.min() {
            Some(0) => {}
            Some(_) if matches!(value.value, Value::Map(_)) => look(value, keys, known, found),
            _ => found.push((keys.join("."), key.span.start)),
        }
        keys.pop();
    }
}

/// Tells them, of an object in a script or a file; `before` stands before their names.
pub(super) fn tell_unread(
    node: &Node,
    (before, known): (&str, &[&str]),
    (text, path): (&str, &str),
    plan: &mut Plan,
) {
    for (name, at) in unread(node, known) {
        let what = What::Setting(format!("{before}{name}"));
        let line = line_of(text, at as usize);
        plan.left.push(Left::new(what, path, Some(line)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::parse;

    #[test]
    fn settings_that_nobody_reads_are_found_at_any_depth() {
        let node = parse(
            "a: 1\nb: {c: 1, d: {e: 1}}\nf: {x: {g: 1, h: 1}}\ni: {j: 1}\nk: 1\n",
            "yml",
        );
        let known = ["a", "b.c", "f.*.g", "i", "k.l"];
        let names = unread(&node.unwrap(), &known)
            .into_iter()
            .map(|(name, _)| name);
        assert_eq!(names.collect::<Vec<_>>(), ["b.d", "f.x.h", "k"]);
    }
}
