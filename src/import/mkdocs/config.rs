//! The configuration of MkDocs, with those that it is based on, and the order that it writes.

use crate::import::data::{Data, text};
use crate::import::left::{Left, What};
use crate::import::plan::Plan;
use crate::import::settings::Entry;
use crate::import::tree::Tree;
use crate::site::join_path;
use crate::yaml::{Node, Value};

/// How many configurations may be based on one another.
const DEEPEST: usize = 4;

/// Reads a configuration, and in the place of what it does not say those that it is based on
/// (`INHERIT`); settings that are not known are told, each in its file.
pub(super) fn read(tree: &Tree, path: &str, known: &[&str], plan: &mut Plan) -> Option<Data> {
    let mut data = Data::read(tree, path, &mut plan.left)?;
    data.tell_others(known, &mut plan.left);
    let mut path = path.to_owned();
    let mut base = text(&data.node, &["INHERIT"]).map(str::to_owned);
    for _ in 0..DEEPEST {
        let Some(name) = base.take() else {
            break;
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let found = join_path(&format!("{folder}/"), &name).filter(|path| tree.has(path));
        let Some(found) = found else {
            plan.left.push(Left::new(What::Folder(name), &path, None));
            break;
        };
        let Some(inherited) = Data::read(tree, &found, &mut plan.left) else {
            break;
        };
        inherited.tell_others(known, &mut plan.left);
        base = text(&inherited.node, &["INHERIT"]).map(str::to_owned);
        merge(&mut data.node, &inherited.node);
        path = found;
    }
    Some(data)
}

/// Adds to a map what it does not say itself.
fn merge(own: &mut Node, base: &Node) {
    let Value::Map(entries) = &mut own.value else {
        return;
    };
    for (key, value) in base.entries() {
        match entries.iter_mut().find(|(own, _)| own.text == key.text) {
            Some((_, own)) => merge(own, value),
            None => entries.push((key.clone(), value.clone())),
        }
    }
}

/// The order of the pages; what is chosen by a pattern or lies outside of the site is told.
pub(super) fn nav(node: Option<&Node>, path: &str, plan: &mut Plan) -> Vec<Entry> {
    let mut entries = Vec::new();
    for node in node.map_or(&[][..], Node::items) {
        let (label, value) = match node.entries().first() {
            Some((key, value)) => (Some(key.text.clone()), value),
            None => (None, node),
        };
        let target = value.as_text();
        if let Some(target) = target.filter(|target| !is_place(target)) {
            let what = What::Computed(target.to_owned());
            plan.left.push(Left::new(what, path, None));
            continue;
        }
        let below = match target {
            None if label.is_some() => nav(Some(value), path, plan),
            _ => Vec::new(),
        };
        if target.is_some() || label.is_some() {
            entries.push(Entry {
                label: label.filter(|label| !label.is_empty()),
                target: target.map(str::to_owned),
                below,
            });
        }
    }
    entries
}

/// Whether an entry leads to one place that is known here.
fn is_place(target: &str) -> bool {
    target.contains("://") || !target.contains('*') && !target.starts_with("../")
}
