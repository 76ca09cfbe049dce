//! A vault of Obsidian, as Obsidian Publish has it.

use super::address::below;
use super::front::Front;
use super::left::{Left, What};
use super::plan::{Plan, page_name};
use super::tree::Tree;

/// Whether a folder is a vault.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.below(".obsidian").next().is_some()
}

/// Reads a vault.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    for (from, path) in tree.below("") {
        if path.split('/').any(|name| name.starts_with('.')) {
            continue;
        }
        match page_name(path, &["md"]) {
            Some(name) => note(tree, (from, name), plan),
            None if page_name(path, &["canvas", "base"]).is_some() => {
                plan.left.push(Left::new(What::Program, from, None));
            }
            None => plan.copy(tree, from, path),
        }
    }
}

fn note(tree: &Tree, (from, name): (&str, &str), plan: &mut Plan) {
    let front = Front::of(&tree.text(from).unwrap_or_default());
    if front.text("publish") == Some("false") {
        return plan.left.push(Left::new(What::Unpublished, from, None));
    }
    let own = below("", &name.replace(' ', "+"));
    let mut old = vec![below("", name), own];
    if let Some(permalink) = front.text("permalink") {
        old.insert(0, below("", permalink));
    }
    plan.page(tree, from, &format!("{name}.md"), old);
    if let Some(page) = plan.pages.last_mut() {
        // There they are other names of the note, and no addresses.
        page.text = page.text.replacen("\naliases:", "\nother_names:", 1);
        // Its title is the name of its file, which is no address here.
        let title = name.rsplit('/').next().unwrap_or(name);
        page.fields.push(("title", title.to_owned()));
    }
}
