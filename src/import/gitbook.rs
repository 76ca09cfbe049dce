//! GitBook: what its service keeps in a repository, and the books of its former program and of
//! HonKit.

use super::address::{below, normal};
use super::data::{Data, at, text};
use super::front::Front;
use super::left::{Left, What};
use super::mdbook::{Named, resolved};
use super::plan::{Plan, page_name};
use super::script::configuration;
use super::tree::Tree;
use super::unread::tell_unread;
use crate::site::{parts, targets_of_book};
use crate::yaml::Node;

/// What the service keeps says so.
const SERVICE: [&str; 2] = [".gitbook.yaml", ".gitbook.yml"];
const PROGRAM: &str = "book.json";
const SCRIPT: &str = "book.js";
const SUMMARY: &str = "SUMMARY.md";
const README: &str = "README.md";
/// The books of a site, one a language.
const LANGUAGES: &str = "LANGS.md";
/// Files of tools beside the book.
const TOOLS: [&str; 4] = [PROGRAM, SCRIPT, "package.json", "package-lock.json"];
/// What the program's settings say that is read, or its own business.
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
    let is_book = tree.first(&[PROGRAM, SCRIPT]).is_some();
    let is_book = is_book && tree.below("").any(|(path, _)| path.ends_with(".md"));
    let is_kept = tree.first(&SERVICE).is_some() || tree.below(".gitbook").next().is_some();
    is_book || is_kept || (tree.has(SUMMARY) && tree.has(README))
}

/// What a configuration that is a script says.
fn of_script(tree: &Tree, plan: &mut Plan) -> Option<Node> {
    let (written, script) = configuration(tree, SCRIPT, plan)?;
    tell_unread(&script.node, ("", &KNOWN), (&written, SCRIPT), plan);
    Some(script.node)
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let none = Node::scalar("", crate::source::Span::start_of(crate::source::FileId(0)));
    let service = tree.first(&SERVICE);
    let config = match service.or_else(|| tree.first(&[PROGRAM, SCRIPT])) {
        None => None,
        Some(SCRIPT) => of_script(tree, plan),
        Some(path) => Data::read(tree, path, &mut plan.left).map(|data| {
            if service.is_none() {
                data.tell_others(&KNOWN, &mut plan.left);
            }
            data.node
        }),
    };
    let config = config.as_ref().unwrap_or(&none);
    if service.is_none() {
        let settings = &mut plan.settings;
        settings.title = text(config, &["title"]).map(str::to_owned);
        settings.description = text(config, &["description"]).map(str::to_owned);
        settings.language = text(config, &["language"]).map(str::to_owned);
        settings.owner = text(config, &["author"]).map(str::to_owned);
    }
    let root = text(config, &["root"]).unwrap_or_default();
    let root = resolved("", root).trim_matches('/').to_owned();
    let structure = |key: &str| {
        let path = at(config, &["structure", key]).and_then(Node::as_text);
        path.map(|path| path.trim_start_matches("./").to_owned())
    };
    let book = Book {
        readme: structure("readme").unwrap_or_else(|| README.to_owned()),
        summary: structure("summary").unwrap_or_else(|| SUMMARY.to_owned()),
        is_program: service.is_none() && tree.first(&[PROGRAM, SCRIPT]).is_some(),
        root,
        begin: String::new(),
    };
    book.redirects(tree, config, plan);
    let languages = tree.text(&book.at(LANGUAGES)).unwrap_or_default();
    let languages = targets_of_book(&languages);
    let languages: Vec<&str> = languages
        .iter()
        .map(|path| path.trim_matches(['.', '/']))
        .collect();
    if languages.is_empty() {
        return book.pages(tree, "", plan);
    }
    for (index, language) in languages.iter().enumerate() {
        let one = Book {
            root: book.at(language),
            begin: (*language).to_owned(),
            ..book.clone()
        };
        match index {
            0 => plan.settings.language = Some((*language).to_owned()),
            _ => plan.settings.languages.push(((*language).to_owned(), None)),
        }
        one.pages(tree, if index == 0 { "" } else { language }, plan);
    }
    book.beside(tree, &languages, plan);
}

#[derive(Clone)]
struct Book {
    /// The folder of the pages.
    root: String,
    /// The page at the beginning.
    readme: String,
    /// The contents.
    summary: String,
    /// Whether the program made it and not the service, whose addresses have no end.
    is_program: bool,
    /// What its addresses begin with: the folder of its language, of several.
    begin: String,
}

impl Book {
    /// The path of a file of the book in the site.
    fn at(&self, path: &str) -> String {
        in_folder(&self.root, path)
    }

    /// Old addresses lead to files, or elsewhere.
    fn redirects(&self, tree: &Tree, config: &Node, plan: &mut Plan) {
        for (from, to) in config.get("redirects").map_or(&[][..], Node::entries) {
            let Some(to) = to.as_text() else { continue };
            let from = normal(&from.text);
            let path = parts(to).0.trim_start_matches("./");
            let page = page_name(path, &["md"]).map(|name| self.address(name));
            match page {
                _ if to.contains("://") => plan.redirects.push((from, to.to_owned())),
                Some(page) if tree.has(&self.at(path)) => plan.redirects.push((from, page)),
                Some(_) => plan.left.push(Left::new(What::Address(from), to, None)),
                None => plan.redirects.push((from, normal(path))),
            }
        }
    }

    /// The pages that the contents name, or all where there are none, and the files beside them, to a
    /// folder.
    fn pages(&self, tree: &Tree, folder: &str, plan: &mut Plan) {
        let summary = tree.text(&self.at(&self.summary)).unwrap_or_default();
        let named = Named::of(&summary);
        // The first page is that of the folder.
        let is_taken = self.readme != README && !named.is_empty() && named.has(README);
        let is_renamed = !self.readme.contains('/') && !is_taken;
        let first = if is_renamed { &self.readme } else { README };
        let count = plan.pages.len();
        for (from, path) in tree.below(&self.root) {
            let is_shared = path.starts_with(OWN);
            let below = match path == first {
                true => README.to_owned(),
                false => path.replacen(OWN, HERE, usize::from(is_shared)),
            };
            let to = &*in_folder(folder, &below);
            let is_known = named.is_empty()
                || named.has(path)
                || path == self.readme
                || (self.is_program && path == "GLOSSARY.md");
            match page_name(path, &["md", "markdown"]) {
                _ if path == self.summary && named.is_empty() => {}
                _ if path == self.summary => {
                    let text = with_links_to_readme(&summary, "", first);
                    plan.texts.push((in_folder(folder, SUMMARY), text));
                }
                _ if path == LANGUAGES || TOOLS.contains(&path) => {}
                Some(_) if is_shared => plan.take_in(tree, from, to),
                _ if !is_shared && path.split('/').any(|name| name.starts_with('.')) => {}
                Some(name) if is_known => plan.page(tree, from, to, vec![self.address(name)]),
                Some(_) => {
                    if path != README {
                        plan.take_in(tree, from, to);
                    }
                    plan.left.push(Left::new(What::Unpublished, from, None));
                }
                None => plan.copy(tree, from, to),
            }
        }
        self.adapt(count, (folder, first), plan);
        for folder in ["_layouts", "styles"].iter().filter(|_| self.is_program) {
            plan.leave_folder(tree, folder);
        }
    }

    /// Makes the links of the pages from one on lead to where everything lies here, and tells of those
    /// that were in no list.
    fn adapt(&self, from: usize, (folder, first): (&str, &str), plan: &mut Plan) {
        for page in &mut plan.pages[from..] {
            let below = page.to.strip_prefix(folder).unwrap_or(&page.to);
            let up = "../".repeat(below.trim_start_matches('/').matches('/').count());
            let mut text = page.text.replace(OWN, HERE);
            if folder.is_empty() && !self.begin.is_empty() {
                // The book of the site's own language comes out of its folder.
                for begin in ["](", "](<", "src=\"", "href=\""] {
                    text = text.replace(&format!("{begin}{up}../"), &format!("{begin}{up}"));
                }
            }
            page.text = with_links_to_readme(&text, &up, first);
            if let Some(text) = shown(&page.text) {
                page.text = text;
                let what = What::Setting("hidden".to_owned());
                plan.left.push(Left::new(what, &page.from, None));
            }
        }
    }

    /// What lies beside the books of several languages.
    fn beside(&self, tree: &Tree, languages: &[&str], plan: &mut Plan) {
        for (from, path) in tree.below(&self.root) {
            let first = path.split('/').next().unwrap_or_default();
            if languages.contains(&first) || path == LANGUAGES || TOOLS.contains(&path) {
                continue;
            }
            match page_name(path, &["md", "markdown"]) {
                Some(_) => plan.left.push(Left::new(What::Unpublished, from, None)),
                None if path.starts_with('.') => {}
                None => plan.copy(tree, from, path),
            }
        }
    }

    /// The address of a page.
    fn address(&self, name: &str) -> String {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let is_first = self.readme.strip_suffix(".md") == Some(name) && folder.is_empty();
        let own = match (file, self.is_program) {
            _ if is_first => below("", ""),
            ("README", _) => below(folder, ""),
            (file, true) => below(folder, &format!("{file}.html")),
            (file, false) => below(folder, file),
        };
        match self.begin.as_str() {
            "" => own,
            begin => format!("/{begin}{own}"),
        }
    }
}

/// A path below a folder, or below the top.
fn in_folder(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}

/// A text that leads to `README.md`, which is `up` from it, where it led to the first page by another
/// name.
fn with_links_to_readme(text: &str, up: &str, first: &str) -> String {
    match first {
        README => text.to_owned(),
        first => ["](", "](./"].iter().fold(text.to_owned(), |text, begin| {
            text.replace(&format!("{begin}{up}{first}"), &format!("]({up}{README}"))
        }),
    }
}

/// A page without its wish to be in no list, by which it would not be published here; `None` if it
/// has none.
fn shown(text: &str) -> Option<String> {
    let front = Front::of(text);
    let (head, body) = text.split_at(front.body);
    let wish = front.text("hidden").filter(|hidden| *hidden == "true");
    wish.map(|_| head.replacen("hidden: true\n", "", 1) + body)
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
            begin: String::new(),
        };
        for (name, readme, is_program, expected) in [
            ("README", "README.md", false, "/"),
            ("a/README", "README.md", false, "/a/"),
            ("a/b-c", "README.md", false, "/a/b-c/"),
            ("a/b-c", "README.md", true, "/a/b-c.html"),
            ("intro", "intro.md", true, "/"),
            ("a/intro", "a/intro.md", true, "/a/intro.html"),
        ] {
            let found = book(readme, is_program).address(name);
            assert_eq!(found, expected, "{name} {readme}");
        }
    }
}
