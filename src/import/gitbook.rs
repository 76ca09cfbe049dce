//! GitBook: what its service keeps in a repository, and the books of its former program and of
//! HonKit.

use super::address::{below, normal};
use super::data::{Data, at, text};
use super::left::{Left, What};
use super::mdbook::{named, resolved};
use super::plan::{Plan, page_name};
use super::tree::Tree;
use crate::yaml::Node;

/// What the service keeps says so.
const SERVICE: [&str; 2] = [".gitbook.yaml", ".gitbook.yml"];
const PROGRAM: &str = "book.json";
const SUMMARY: &str = "SUMMARY.md";
/// What the program's settings say besides, which is read or only its own business.
const KNOWN: [&str; 9] = [
    "title",
    "description",
    "language",
    "author",
    "root",
    "structure",
    "gitbook",
    "honkit",
    "isbn",
];
/// Where the service keeps files and texts that pages share, and where they lie here.
const OWN: &str = ".gitbook/";
const HERE: &str = "gitbook/";

/// Whether a site is one of GitBook.
pub(super) fn is_one(tree: &Tree) -> bool {
    let is_book = tree.has(PROGRAM) && tree.below("").any(|(path, _)| path.ends_with(SUMMARY));
    let is_kept = tree.first(&SERVICE).is_some() || tree.below(".gitbook").next().is_some();
    is_book || is_kept || (tree.has(SUMMARY) && tree.has("README.md"))
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let path = tree.first(&SERVICE).or_else(|| tree.first(&[PROGRAM]));
    let data = path.and_then(|path| Data::read(tree, path, &mut plan.left));
    let none = Node::scalar("", crate::source::Span::start_of(crate::source::FileId(0)));
    let config = data.as_ref().map_or(&none, |data| &data.node);
    let is_program = path == Some(PROGRAM);
    if is_program {
        let settings = &mut plan.settings;
        settings.title = text(config, &["title"]).map(str::to_owned);
        settings.description = text(config, &["description"]).map(str::to_owned);
        settings.language = text(config, &["language"]).map(str::to_owned);
        settings.owner = text(config, &["author"]).map(str::to_owned);
    }
    if let Some(data) = data.as_ref().filter(|_| is_program) {
        data.tell_others(&KNOWN, &mut plan.left);
    }
    let root = text(config, &["root"]).unwrap_or_default();
    let root = resolved("", root).trim_matches('/').to_owned();
    let structure = |key: &str| {
        let path = at(config, &["structure", key]).and_then(Node::as_text);
        path.map(|path| path.trim_start_matches("./").to_owned())
    };
    let book = Book {
        readme: structure("readme").unwrap_or_else(|| "README.md".to_owned()),
        summary: structure("summary").unwrap_or_else(|| SUMMARY.to_owned()),
        root,
        is_program,
    };
    book.redirects(config, plan);
    book.pages(tree, plan);
}

struct Book {
    /// The folder of the pages.
    root: String,
    /// The page at the beginning.
    readme: String,
    /// The contents.
    summary: String,
    /// Whether the program made it and not the service, whose addresses have no end.
    is_program: bool,
}

impl Book {
    /// Old addresses lead to files.
    fn redirects(&self, config: &Node, plan: &mut Plan) {
        for (from, to) in config.get("redirects").map_or(&[][..], Node::entries) {
            if let Some(to) = to.as_text() {
                let to = match page_name(to, &["md"]) {
                    Some(name) => self.address(name.trim_start_matches("./")),
                    None => normal(to),
                };
                plan.redirects.push((normal(&from.text), to));
            }
        }
    }

    /// The pages that the contents name, and the files beside them.
    fn pages(&self, tree: &Tree, plan: &mut Plan) {
        let path = format!("{}/{}", self.root, self.summary);
        let summary = tree.text(path.trim_start_matches('/')).unwrap_or_default();
        let mut named = named(&summary);
        named.insert(self.readme.clone());
        for (from, path) in tree.below(&self.root) {
            let to = path.replacen(OWN, HERE, usize::from(path.starts_with(OWN)));
            match page_name(path, &["md", "markdown"]) {
                _ if path == self.summary => plan.copy(tree, from, SUMMARY),
                _ if path.starts_with(OWN) && page_name(path, &["md"]).is_some() => {
                    plan.take_in(tree, from, &to);
                }
                _ if to == path && path.split('/').any(|name| name.starts_with('.')) => {}
                _ if from == PROGRAM || path == "package.json" || path == "package-lock.json" => {}
                Some(name) if named.contains(path) => {
                    let to = match path == self.readme {
                        true => "README.md",
                        false => path,
                    };
                    plan.page(tree, from, to, vec![self.address(name)]);
                }
                Some(_) => {
                    plan.take_in(tree, from, path);
                    plan.left.push(Left::new(What::Unpublished, from, None));
                }
                None => plan.copy(tree, from, &to),
            }
        }
        for page in &mut plan.pages {
            page.text = page.text.replace(OWN, HERE);
        }
        for folder in ["_layouts", "styles"].iter().filter(|_| self.is_program) {
            plan.leave_folder(tree, folder);
        }
    }

    /// The address of a page.
    fn address(&self, name: &str) -> String {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let is_first = self.readme.strip_suffix(".md") == Some(name);
        match (file, self.is_program) {
            _ if is_first => below("", ""),
            ("README", _) => below(folder, ""),
            (file, true) => below(folder, &format!("{file}.html")),
            (file, false) => below(folder, file),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_where_gitbook_had_them() {
        let book = |readme: &str, is_program| Book {
            root: String::new(),
            readme: readme.to_owned(),
            summary: SUMMARY.to_owned(),
            is_program,
        };
        for (name, readme, is_program, expected) in [
            ("README", "README.md", false, "/"),
            ("a/README", "README.md", false, "/a/"),
            ("a/b-c", "README.md", false, "/a/b-c/"),
            ("a/b-c", "README.md", true, "/a/b-c.html"),
            ("a/intro", "a/intro.md", true, "/"),
        ] {
            let found = book(readme, is_program).address(name);
            assert_eq!(found, expected, "{name} {readme}");
        }
    }
}
