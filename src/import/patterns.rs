//! Patterns by which other programs choose files.

use super::left::{Left, What};
use super::plan::Plan;
use super::tree::Tree;
use crate::yaml::Node;

/// Whether a path is as a pattern says: `*` is any part of a name, `**` any folders, `{a,b}` one of
/// several.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    if let Some((before, rest)) = pattern.split_once('{')
        && let Some((all, behind)) = rest.split_once('}')
    {
        let mut all = all.split(',');
        return all.any(|one| matches(&format!("{before}{one}{behind}"), path));
    }
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == path;
    };
    let Some(path) = path.strip_prefix(first) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix('*') else {
        let reach = path.find('/').unwrap_or(path.len());
        return ends(path)
            .take_while(|at| *at <= reach)
            .any(|at| matches(rest, &path[at..]));
    };
    match rest.strip_prefix('/') {
        // Whole folders.
        Some(rest) => ends(path)
            .filter(|at| *at == 0 || path[..*at].ends_with('/'))
            .any(|at| matches(rest, &path[at..])),
        None => ends(path).any(|at| matches(rest, &path[at..])),
    }
}

/// Where a text can be cut.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()])
}

/// The patterns in a list of a configuration.
pub(super) fn listed(node: Option<&Node>) -> Vec<&str> {
    let items = node.map_or(&[][..], Node::items);
    items.iter().filter_map(Node::as_text).collect()
}

/// Tells of a file that its owner keeps from being published; texts may take it in.
pub(super) fn leave(tree: &Tree, from: &str, path: &str, plan: &mut Plan) {
    plan.left.push(Left::new(What::Unpublished, from, None));
    plan.take_in(tree, from, path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_files() {
        for (pattern, path, expected) in [
            ("a.md", "a.md", true),
            ("*.md", "a.md", true),
            ("*.md", "s/a.md", false),
            ("**/*.md", "a.md", true),
            ("**/*.md", "s/t/a.md", true),
            ("**/a.md", "ba.md", false),
            ("wip/**", "wip/s/a.md", true),
            ("wip/**", "wip.md", false),
            ("**/_*.{js,md}", "s/_a.md", true),
            ("**/wip/**", "s/wip/a.md", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
