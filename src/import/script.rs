//! Configurations that are programs.

use super::left::{Left, What};
use super::plan::Plan;
use super::tree::Tree;
use crate::source::FileId;
use crate::yaml::{Node, exported_by};

/// The text of a configuration and the object that it exports; where none can be read, that is left
/// in the plan.
pub(super) fn configuration(tree: &Tree, path: &str, plan: &mut Plan) -> Option<(String, Node)> {
    let script = tree.text(path).unwrap_or_default();
    let Some(config) = exported(&script) else {
        plan.left.push(Left::new(What::Unreadable, path, None));
        return None;
    };
    Some((script, config))
}

/// The object that a script exports; `None` if none is written in it.
pub(super) fn exported(text: &str) -> Option<Node> {
    exported_by(text, FileId(0)).map(|script| script.node)
}
