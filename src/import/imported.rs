//! What pages of MDX import and show: parts of texts, and pictures.

use super::beside::found;
use super::plan::{Plan, page_name};
use super::tree::Tree;
use std::collections::HashMap;
use std::path::PathBuf;

const PARTS: [&str; 2] = ["md", "mdx"];
const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico"];

/// Where parts are that lie beside what is carried over.
const TAKEN_IN: &str = "_imported";

/// Whether a line imports something.
pub(super) fn is_import(line: &str) -> bool {
    line.starts_with("import ") && line.contains(" from ") && line.contains(['"', '\''])
}

/// Has the texts that import parts and pictures take them in: of `import Part from './part.mdx'`,
/// `<Part />`; of `import pic from './p.png'`, `<Image src={pic} alt="a" />`.
pub(super) fn take(tree: &Tree, plan: &mut Plan) {
    let pages = plan.pages.iter();
    let mut at: HashMap<String, String> = pages
        .map(|page| (page.from.clone(), page.to.clone()))
        .collect();
    let taken = plan.taken_in.iter();
    let taken: HashMap<PathBuf, String> = taken
        .map(|file| (file.disk.clone(), file.to.clone()))
        .collect();
    let mut pages = std::mem::take(&mut plan.pages);
    for page in pages.iter_mut().filter(|page| page.is_mdx) {
        let from = page.from.clone();
        let part = |path: &str| {
            let found = found(tree, &from, path)?;
            let disk = tree.disk(&found)?;
            let known = taken.get(disk).cloned();
            let to = at.entry(found.clone()).or_insert_with(|| {
                known.unwrap_or_else(|| {
                    let name = page_name(&found, &PARTS).unwrap_or(&found);
                    let to = format!("{TAKEN_IN}/{name}.md");
                    plan.take_in(tree, &found, &to);
                    to
                })
            });
            Some(to.clone())
        };
        page.text = with_imported(&page.text, part);
    }
    plan.pages = pages;
}

/// A text with what it imports; `part` is where a part is below `content/`.
fn with_imported(text: &str, mut part: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = text.to_owned();
    for line in text.lines().filter(|line| is_import(line)) {
        let Some((name, path)) = line["import ".len()..].split_once(" from ") else {
            continue;
        };
        let path = path.trim_matches(|c: char| c.is_whitespace() || "'\";".contains(c));
        if page_name(path, &PARTS).is_some()
            && let Some(to) = part(path)
        {
            for tag in [format!("<{name} />"), format!("<{name}/>")] {
                out = out.replace(&tag, &format!("{{{{#include /{to}}}}}"));
            }
        }
        if page_name(path, &PICTURES).is_some() {
            out = with_picture(&out, name, path);
        }
    }
    out
}

/// A text in which tags that show an imported picture are that picture.
fn with_picture(text: &str, name: &str, path: &str) -> String {
    let sources = [
        format!("src={{{name}}}"),
        format!("src={{{name}.src}}"),
        format!("src={{require('{path}').default}}"),
    ];
    let mut out = text.to_owned();
    for source in &sources {
        out = out.replace(source.as_str(), &format!("src=\"{path}\""));
    }
    // The word of Astro for a picture.
    for word in ["<Image ", "<Image\n"] {
        let mut rest = std::mem::take(&mut out);
        while let Some(at) = rest.find(word) {
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
            let shows = rest[at..end].contains(&format!("src=\"{path}\""));
            let begin = if shows { "<img" } else { "<Image" };
            out.push_str(&rest[..at]);
            out.push_str(begin);
            rest = rest[at + "<Image".len()..].to_owned();
        }
        out.push_str(&rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_imported_stands_where_it_is_shown() {
        let text = "import Part from './a/part.mdx';\nimport pic from \"../p.png\"\nimport X from 'x'\n\n<Part />\n\n<Image src={pic} alt=\"a\" /> <img src={pic}/> <Image src={other} /> <X/>\n";
        let expected = "{{#include /x/part.md}}\n\n<img src=\"../p.png\" alt=\"a\" /> <img src=\"../p.png\"/> <Image src={other} /> <X/>\n";
        let part = |_: &str| Some("x/part.md".to_owned());
        let found = with_imported(text, part);
        assert_eq!(
            found.split_once("\n\n").map(|(_, rest)| rest),
            Some(expected)
        );
    }
}
