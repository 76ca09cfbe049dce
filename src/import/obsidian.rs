//! A vault of Obsidian, as Obsidian Publish has it.

use super::address::below;
use super::front::{Field, Front};
use super::left::{Left, What};
use super::lines::outside_code;
use super::plan::{Moved, Plan, page_name};
use super::tree::Tree;
use std::collections::HashMap;

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
    let names = other_names(plan);
    for page in &mut plan.pages {
        page.text = by_own_name(&page.text, &names);
    }
}

/// The other names of notes, in small letters, with the notes' own; what is the name of a note is none.
fn other_names(plan: &Plan) -> HashMap<String, String> {
    let own = |page: &Moved| page.to.strip_suffix(".md").map(str::to_owned);
    let own: Vec<String> = plan.pages.iter().filter_map(own).collect();
    let is_note = |name: &str| {
        let short = |own: &String| own.rsplit('/').next().map(str::to_lowercase);
        own.iter().any(|own| short(own).as_deref() == Some(name))
    };
    let mut names = HashMap::new();
    for page in &plan.pages {
        let front = Front::of(&page.text);
        let list = front.texts("other_names").into_iter();
        for other in list.chain(front.text("other_names")) {
            let other = other.to_lowercase();
            let to = page.to.strip_suffix(".md");
            if let Some(to) = to.filter(|_| !is_note(&other)) {
                names.entry(other).or_insert_with(|| to.to_owned());
            }
        }
    }
    names
}

/// A text whose links name notes by their own names: `[[alias]]` becomes `[[note|alias]]`.
fn by_own_name(text: &str, names: &HashMap<String, String>) -> String {
    let mut parts = text.split("[[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let inside = part.split("]]").next().unwrap_or_default();
        let end = inside.find(['|', '#', '\\']).unwrap_or(inside.len());
        let (name, rest) = part.split_at(end);
        out.push_str("[[");
        match names.get(&name.trim().to_lowercase()) {
            Some(own) if rest.starts_with("]]") => out.push_str(&format!("{own}|{name}{rest}")),
            Some(own) => out.push_str(&format!("{own}{rest}")),
            None => out.push_str(part),
        }
    }
    out
}

/// The tags in a text: `#word`, with letters in it.
fn tags_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    outside_code(text, |line| {
        // What stands between two signs is code.
        for part in line.split('`').step_by(2) {
            let is_end = |c: char| !(c.is_alphanumeric() || "_-/".contains(c));
            for (at, _) in part.match_indices('#') {
                let tag = &part[at + 1..];
                let tag = &tag[..tag.find(is_end).unwrap_or(tag.len())];
                let is_apart = part[..at]
                    .chars()
                    .next_back()
                    .is_none_or(char::is_whitespace);
                if is_apart && tag.contains(char::is_alphabetic) {
                    found.push(tag.trim_end_matches('/').to_owned());
                }
            }
        }
        String::new()
    });
    found
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
        let front = Front::of(&page.text);
        let own = front.texts("tags").into_iter().map(str::to_owned);
        let own: Vec<String> = own.collect();
        let mut tags = own.clone();
        for tag in tags_in(&page.text[front.body..]) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > own.len() {
            page.instead.push(("tags", Field::List(tags)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_a_sign_are_tags() {
        let text = "# H\n#one and #two/a-b, c#three `#four` #5 #6a\n```\n#seven\n```\n";
        assert_eq!(tags_in(text), ["one", "two/a-b", "6a"]);
    }
}
