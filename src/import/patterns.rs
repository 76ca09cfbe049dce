//! Patterns by which other programs choose files.

use globset::{GlobBuilder, GlobSet};

use super::left::{Left, What};
use super::plan::Plan;
use super::tree::Tree;
use crate::yaml::Node;

/// Patterns, of which one is enough: `*` is any part of a name, `**` any folders, `?` one sign, `[ab]`
/// one of these, `{a,b}` one of several.
#[derive(Clone, Default)]
pub(super) struct Patterns {
    set: GlobSet,
    /// Those that cannot be read.
    unread: Vec<String>,
}

impl Patterns {
    pub(super) fn new<P: AsRef<str>>(patterns: impl IntoIterator<Item = P>) -> Self {
        Self::with(patterns, true)
    }

    /// The same where a star goes through folders.
    pub(super) fn through_folders<P: AsRef<str>>(patterns: impl IntoIterator<Item = P>) -> Self {
        Self::with(patterns, false)
    }

    fn with<P: AsRef<str>>(patterns: impl IntoIterator<Item = P>, within_folder: bool) -> Self {
        let mut set = GlobSet::builder();
        let mut unread = Vec::new();
        for pattern in patterns {
            let pattern = pattern.as_ref();
            let read = GlobBuilder::new(pattern)
                .literal_separator(within_folder)
                .build();
            match read {
                Ok(glob) => _ = set.add(glob),
                Err(_) => unread.push(pattern.to_owned()),
            }
        }
        let set = set.build().expect("each pattern was read by itself");
        Self { set, unread }
    }

    /// Whether a path is as one of them says.
    pub(super) fn has(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// Tells those that cannot be read, of a configuration at this path.
    pub(super) fn tell(&self, path: &str, plan: &mut Plan) {
        tell(&self.unread, path, plan);
    }
}

/// Tells patterns that cannot be read, which choose nothing.
pub(super) fn tell(unread: &[String], path: &str, plan: &mut Plan) {
    let left = unread
        .iter()
        .map(|pattern| Left::new(What::Pattern(pattern.clone()), path, None));
    plan.left.extend(left);
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
            ("v?/[ab].md", "v1/a.md", true),
            ("v?/[ab].md", "v1/c.md", false),
        ] {
            assert_eq!(
                Patterns::new([pattern]).has(path),
                expected,
                "{pattern} {path}"
            );
        }
        assert!(Patterns::through_folders(["*.md"]).has("s/a.md"));
    }

    #[test]
    fn what_cannot_be_read_chooses_nothing_and_is_kept() {
        let patterns = Patterns::new(["[z-a].md", "b.md"]);
        assert!(patterns.has("b.md") && !patterns.has("z.md"));
        assert_eq!(patterns.unread, ["[z-a].md"]);
    }
}
