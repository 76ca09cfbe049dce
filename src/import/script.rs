//! Configurations that are programs.

use super::data::line_of;
use super::left::{Left, What};
use super::plan::Plan;
use super::tree::Tree;
use crate::site::join_path;
use crate::source::FileId;
use crate::yaml::{Node, Script, exported_among, exported_by, given_to};

/// How much of what is computed is said, in characters.
const SHOWN: usize = 40;
/// What the names of scripts may leave out.
const ENDS: [&str; 11] = [
    "",
    ".ts",
    ".mts",
    ".cts",
    ".js",
    ".mjs",
    ".cjs",
    ".json",
    "/index.ts",
    "/index.mts",
    "/index.js",
];

/// The text of a configuration and the object that it exports; where none can be read, that is left
/// in the plan.
pub(super) fn configuration(tree: &Tree, path: &str, plan: &mut Plan) -> Option<(String, Script)> {
    let text = tree.text(path).unwrap_or_default();
    let Some(script) = exported_in(tree, (&text, path)) else {
        plan.left.push(Left::new(What::Unreadable, path, None));
        return None;
    };
    Some((text, script))
}

/// The object that a script exports, whatever lies beside it.
pub(super) fn exported(text: &str) -> Option<Node> {
    exported_by(text, FileId(0)).map(|script| script.node)
}

/// The object that a script exports, with what it takes of others; `None` if none is written in it.
pub(super) fn exported_in(tree: &Tree, script: (&str, &str)) -> Option<Script> {
    exported_among(script, FileId(0), &|from, name| beside(tree, from, name))
}

/// The object that a script gives to a call of a name.
pub(super) fn given(tree: &Tree, name: &str, script: (&str, &str)) -> Option<Script> {
    given_to(name, script, FileId(0), &|from, name| {
        beside(tree, from, name)
    })
}

/// The script that another one names: its path, and its text.
fn beside(tree: &Tree, from: &str, name: &str) -> Option<(String, String)> {
    if !name.starts_with('.') {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = join_path(&format!("{folder}/"), name)?;
    // Scripts with types may be named as what they become.
    let bare = path.strip_suffix(".js").unwrap_or(&path);
    let paths = [path.as_str(), bare].into_iter();
    let mut paths = paths.flat_map(|path| ENDS.iter().map(move |end| format!("{path}{end}")));
    paths.find_map(|path| Some((path.clone(), tree.text(&path)?)))
}

/// Tells what is computed in the place of the settings that are carried over, each by its keys.
pub(super) fn tell_computed(
    script: &Script,
    read: &[&str],
    (text, path): (&str, &str),
    plan: &mut Plan,
) {
    for computed in &script.computed {
        let is_in = |name: &str| {
            let rest = computed.key.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if !read.iter().any(|name| is_in(name)) {
            continue;
        }
        let (start, end) = (computed.span.start as usize, computed.span.end as usize);
        let written = text[start..end].lines().next().unwrap_or_default();
        let construct = written.chars().take(SHOWN).collect();
        let what = What::Calculated(computed.key.clone(), construct);
        let line = line_of(text, start);
        plan.left.push(Left::new(what, path, Some(line)));
    }
}
