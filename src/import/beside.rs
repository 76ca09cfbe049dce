//! Files that texts show or lead to and that lie elsewhere than what is carried over: pictures in
//! `src/assets` of Astro, `@site/static` of Docusaurus.

use super::plan::{Copied, Plan, page_name};
use super::tree::Tree;
use crate::site::join_path;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What stands before the address of a file.
const BEFORE: [&str; 3] = ["](", "src=\"", "href=\""];
/// What paths begin with that have a meaning, and the folders that they mean.
const NAMED: [(&str, &str); 5] = [
    ("@site/", ""),
    ("@assets/", "src/assets/"),
    ("~/", "src/"),
    ("~/", ""),
    ("@/", "src/"),
];

/// Adds such files, and writes where they are in the texts that name them.
pub(super) fn take(tree: &Tree, plan: &mut Plan) {
    let mut at: HashMap<&Path, String> = HashMap::new();
    let all = tree.below("").filter_map(|(path, _)| tree.disk(path));
    let all: HashSet<&Path> = all.collect();
    for file in &plan.files {
        if let Some(disk) = all.get(file.disk.as_path()) {
            at.entry(disk).or_insert_with(|| file.to.clone());
        }
    }
    let mut added = Vec::new();
    for page in &mut plan.pages {
        let mut out = String::new();
        let mut rest = page.text.as_str();
        while let Some((start, length)) = next(rest) {
            let (before, path) = rest.split_at(start);
            let (path, behind) = path.split_at(length);
            out.push_str(before);
            rest = behind;
            let Some(found) = meant(tree, &page.from, path) else {
                out.push_str(path);
                continue;
            };
            let Some(disk) = tree.disk(&found) else {
                continue;
            };
            let new = at.entry(disk).or_insert_with(|| {
                let to = found.strip_prefix("src/").unwrap_or(&found).to_owned();
                added.push(Copied {
                    disk: disk.to_owned(),
                    to: to.clone(),
                    old: None,
                });
                to
            });
            let folder = page.to.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_there = join_path(&format!("{folder}/"), path).as_deref() == Some(new);
            match is_there {
                true => out.push_str(path),
                false => out.push_str(&format!("/{new}")),
            }
        }
        if !out.is_empty() {
            page.text = out + rest;
        }
    }
    plan.files.extend(added);
}

/// Where the next address in a text begins, and how long it is.
fn next(text: &str) -> Option<(usize, usize)> {
    let found = BEFORE.iter().filter_map(|sign| {
        let at = text.find(sign)? + sign.len();
        Some(at + usize::from(text[at..].starts_with('<')))
    });
    let start = found.min()?;
    let is_end = |c: char| c.is_whitespace() || "()\"'<>#?".contains(c);
    let length = text[start..].find(is_end).unwrap_or(text.len() - start);
    Some((start, length))
}

/// The path of the file that an address means, if it is one of the other site and no page.
fn meant(tree: &Tree, from: &str, path: &str) -> Option<String> {
    let found = found(tree, from, path)?;
    let is_page = page_name(&found, &["md", "mdx", "markdown", "html"]).is_some();
    (!is_page).then_some(found)
}

/// The path of the file that an address in one at `from` means, if there is one.
pub(super) fn found(tree: &Tree, from: &str, path: &str) -> Option<String> {
    let named = NAMED.iter().filter_map(|(sign, folder)| {
        let rest = path.strip_prefix(sign)?;
        Some(format!("{folder}{rest}"))
    });
    let named = named.reduce(|first, other| match tree.has(&first) {
        true => first,
        false => other,
    });
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let found = match named {
        Some(path) => path,
        None if path.starts_with('.') => join_path(&format!("{folder}/"), path)?,
        None => return None,
    };
    tree.has(&found).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_one_after_the_other() {
        let text = "![a](../b.png \"t\") <img src=\"./c.png\"> [d](<e f>)";
        let (start, length) = next(text).unwrap();
        assert_eq!(&text[start..start + length], "../b.png");
        let rest = &text[start + length..];
        let (start, length) = next(rest).unwrap();
        assert_eq!(&rest[start..start + length], "./c.png");
        assert_eq!(next("a"), None);
    }
}
