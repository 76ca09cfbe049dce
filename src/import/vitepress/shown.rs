//! Files that pages show or take in and that lie above the folder of the pages.

use crate::import::lines::outside_code;
use crate::import::plan::{Moved, Plan};
use crate::import::tree::Tree;
use crate::site::join_path;

/// Where they are here for the pages to take them in.
const HERE: &str = "beside-the-pages";

/// Takes them in, and names where they are in the texts that do.
pub(super) fn take(tree: &Tree, folder: &str, plan: &mut Plan) {
    if folder.is_empty() {
        return;
    }
    let mut pages = std::mem::take(&mut plan.pages);
    for page in &mut pages {
        let text = std::mem::take(&mut page.text);
        page.text = outside_code(&text, |line| {
            let found = asked(line).and_then(|path| Some((path, above(tree, folder, page, path)?)));
            let Some((path, found)) = found else {
                return line.to_owned();
            };
            let to = format!("{HERE}/{found}");
            plan.take_in(tree, &found, &to);
            line.replacen(path, &format!("/{to}"), 1)
        });
    }
    plan.pages = pages;
}

/// The path that a line asks for: `<<< path`, `@[code](path)`, `<!-- @include: path -->`.
fn asked(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = if let Some(rest) = line.strip_prefix("<<< ") {
        rest
    } else if line.starts_with("@[code") {
        line.split_once("](")?.1
    } else {
        let rest = line.strip_prefix("<!--")?.trim_start();
        rest.strip_prefix("@include:")?
    };
    let is_end = |c: char| c.is_whitespace() || "{[#)".contains(c);
    let path = rest.trim_start().split(is_end).next()?;
    Some(path).filter(|path| !path.is_empty())
}

/// The file that a path means, if it is above the folder of the pages.
fn above(tree: &Tree, folder: &str, page: &Moved, path: &str) -> Option<String> {
    let own = page.from.rsplit_once('/').map_or("", |(own, _)| own);
    let found = match path.strip_prefix("@/") {
        Some(path) => join_path(&format!("{folder}/"), path)?,
        None if path.starts_with('.') => join_path(&format!("{own}/"), path)?,
        None => return None,
    };
    let inside = found.strip_prefix(folder);
    let is_inside = inside.is_some_and(|rest| rest.starts_with('/'));
    (!is_inside && tree.has(&found)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_ask_for_paths() {
        for (line, expected) in [
            ("<<< ../a.js{2 ts}", Some("../a.js")),
            ("@[code{1-2} js](@/../a.js)\n", Some("@/../a.js")),
            ("<!-- @include: ./a.md#b -->", Some("./a.md")),
            ("<!-- a -->", None),
            ("a", None),
        ] {
            assert_eq!(asked(line), expected, "{line}");
        }
    }
}
