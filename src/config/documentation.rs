//! What sites of documentation have besides their pages: versions in folders, sections to print,
//! plain texts, and feeds that bring whole texts.

use super::menu::{MenuItem, menu_item};
use crate::diagnostic::Diagnostic;
use crate::yaml::{MapReader, Node};

/// What the configuration says of it.
#[derive(Clone, Debug, Default)]
pub struct Documentation {
    /// The versions, in the order in which readers choose among them.
    pub editions: Vec<Edition>,
    /// The sections that can be printed as a whole.
    pub printed: Vec<MenuItem>,
    /// Whether the text of each page is published as Markdown, and a list of these texts.
    pub markdown: bool,
    /// Whether feeds bring texts instead of summaries.
    pub whole_feeds: bool,
}

/// A version of the documentation: a folder with all of its pages.
#[derive(Clone, Debug)]
pub struct Edition {
    /// What it is called, and where its folder is; empty for the top.
    pub folder: MenuItem,
    /// Where it stands in time.
    pub age: Age,
}

/// Where a version stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Age {
    /// It is not out yet.
    Next,
    /// It is what readers want unless they say otherwise.
    Current,
    /// A newer one has taken its place.
    Old,
}

impl Age {
    /// Its name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Current => "current",
            Self::Old => "old",
        }
    }
}

impl Edition {
    /// What it is called: its label, or the last name of its folder.
    pub fn label(&self) -> &str {
        let folder = &self.folder.page;
        let name = folder.rsplit_once('/').map_or(&**folder, |(_, name)| name);
        self.folder.label.as_deref().unwrap_or(name)
    }

    /// The path in its folder of a page at this path in the site's own language, if it is there.
    pub fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        let folder = self.folder.page.as_str();
        match path.strip_prefix(folder)? {
            rest if folder.is_empty() || rest.is_empty() => Some(rest),
            rest => rest.strip_prefix('/'),
        }
    }
}

impl Documentation {
    /// The version that holds the page at this path in the site's own language: of folders in each
    /// other the inner one.
    pub fn edition_of(&self, path: &str) -> Option<usize> {
        let all = self.editions.iter().enumerate();
        let holds = all.filter(|(_, edition)| edition.below(path).is_some());
        let inner = holds.max_by_key(|(_, edition)| edition.folder.page.len());
        inner.map(|(i, _)| i)
    }
}

/// Reads what the configuration says of it.
pub(super) fn documentation(reader: &mut MapReader<'_>) -> Documentation {
    let contents = [("summary", false), ("text", true)];
    let printed = reader.list("print").iter();
    Documentation {
        printed: printed
            .map(|node| menu_item(node, 1, reader.diagnostics()))
            .collect(),
        markdown: reader.boolean("markdown", false),
        whole_feeds: reader.one_of("feeds", &contents).unwrap_or(false),
        editions: editions(reader.list("versions"), reader.diagnostics()),
    }
}

/// The versions of a list, the newest first: the first is the current one where none says so.
fn editions(nodes: &[Node], diagnostics: &mut Vec<Diagnostic>) -> Vec<Edition> {
    let read: Vec<(MenuItem, bool)> = nodes
        .iter()
        .map(|node| edition(node, diagnostics))
        .collect();
    let current = read.iter().position(|(_, is_current)| *is_current);
    let current = current.unwrap_or(0);
    let age = |i: usize| match i.cmp(&current) {
        std::cmp::Ordering::Less => Age::Next,
        std::cmp::Ordering::Equal => Age::Current,
        std::cmp::Ordering::Greater => Age::Old,
    };
    let editions = read.into_iter().enumerate();
    let editions = editions.map(|(i, (folder, _))| Edition {
        folder,
        age: age(i),
    });
    editions.collect()
}

fn edition(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> (MenuItem, bool) {
    let (mut item, is_current) = match node.as_text() {
        Some(_) => (menu_item(node, 1, diagnostics), false),
        None => {
            let mut reader = MapReader::new(node, "versions", diagnostics);
            let item = MenuItem {
                label: reader.text("label"),
                page: reader.required_text("folder"),
                url: None,
                span: reader.node("folder").map_or(node.span, |node| node.span),
                children: Vec::new(),
            };
            let is_current = reader.boolean("current", false);
            reader.finish();
            (item, is_current)
        }
    };
    item.page = item.folder().to_owned();
    (item, is_current)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    fn read(text: &str) -> (Documentation, Vec<&'static str>) {
        let node = yaml::parse(text, 0, text.len(), FileId(0)).unwrap();
        let mut problems = Vec::new();
        let mut reader = MapReader::new(&node, "casa.yaml", &mut problems);
        let found = documentation(&mut reader);
        reader.finish();
        (found, problems.iter().map(|p| p.problem.code()).collect())
    }

    #[test]
    fn versions_stand_in_time_around_the_current_one() {
        let ages = |text: &str| -> Vec<(String, &'static str)> {
            let (found, said) = read(text);
            assert!(said.is_empty(), "{said:?}");
            let all = found.editions.iter();
            all.map(|edition| (edition.label().to_owned(), edition.age.name()))
                .collect()
        };
        let named = |label: &str, age| (label.to_owned(), age);
        assert_eq!(
            ages("versions: [docs/v2/, docs/v1]"),
            [named("v2", "current"), named("v1", "old")]
        );
        let text = "versions:\n- {folder: next, label: Next}\n- {folder: ., label: 2.0, current: true}\n- {folder: v1}\n";
        assert_eq!(
            ages(text),
            [
                named("Next", "next"),
                named("2.0", "current"),
                named("v1", "old")
            ]
        );
    }

    #[test]
    fn a_page_belongs_to_the_innermost_folder() {
        let (found, _) = read("versions: [., v1, v1/beta]");
        for (path, edition) in [("", 0), ("a", 0), ("v10/a", 0), ("v1", 1), ("v1/beta/a", 2)] {
            assert_eq!(found.edition_of(path), Some(edition), "{path}");
        }
        assert_eq!(read("versions: [v2]").0.edition_of("blog/a"), None);
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        for (text, code) in [
            ("versions: [{label: 1.0}]", "missing-field"),
            ("versions: [{folder: a, corrente: true}]", "unknown-field"),
            ("feeds: whole", "unknown-kind"),
            ("markdown: perhaps", "wrong-type"),
        ] {
            assert_eq!(read(text).1, [code], "{text}");
        }
    }
}
