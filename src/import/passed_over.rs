//! What of the other site is no file, and is passed over.

use super::left::{Left, What};
use super::plan::Plan;
use super::tree::Tree;
use crate::diagnostic::{Problem, WrongKind};
use crate::source::Leads;
use std::collections::HashSet;

/// Tells what is no file and stands beside pages.
pub(super) fn tell(tree: &Tree, plan: &mut Plan) {
    let pages = plan.pages.iter();
    let folders: HashSet<String> = pages.map(|page| folder(&page.from).to_owned()).collect();
    for found in tree.others() {
        if folders.contains(folder(&found.path)) {
            let link = || WrongKind::Link(Leads::of(&found.disk));
            let what = match found.kind.is_symlink() {
                true => What::Text(Box::new(Problem::WrongKind(link()))),
                false => What::Unreadable,
            };
            plan.left.push(Left::new(what, &found.path, None));
        }
    }
}

/// The folder of a path; empty at the top.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
