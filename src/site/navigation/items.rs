//! What files and the configuration write down of the order: trees of labels and targets.
//!
//! In: the files that [`OrderFile`] knows, and `nav:` of the configuration. Out: for each folder
//! that has one, its tree, not yet held against the pages that there are.

use super::written::{Item, Written};
use super::{sidebars, summary};
use crate::config::{Config, OrderFile};
use crate::diagnostic::{Diagnostic, Problem, Slip};
use crate::source::{FileId, Sources};
use crate::yaml::{self, Node, Value};

/// The section of the configuration that writes the order down.
pub const SECTION: &str = "nav";

/// The most entries that are read of a tree: it would be no help to anybody.
const MOST: usize = 20_000;

/// What programs call the label of an entry, where it leads, and what is below it.
const LABELS: [&str; 4] = ["title", "name", "label", "text"];
const TARGETS: [&str; 7] = [
    "url",
    "href",
    "page",
    "link",
    "path",
    "topicHref",
    "homepage",
];
const LISTS: [&str; 5] = ["items", "children", "nav", "docs", "pages"];

/// Everything that is written of the order of a site.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// By folder; of one with several the first counts.
    pub folders: Vec<Written>,
    /// Files that are read for this, and so are no pages.
    pub files: Vec<FileId>,
    /// Whether pages may be named as Docusaurus names its documents.
    pub has_documents: bool,
}

impl Order {
    /// Reads it all; what cannot be read is reported.
    pub fn read(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut order = Self::default();
        if let Some(node) = config.section(SECTION) {
            order.folders.push(Written {
                items: items(node),
                ..Written::default()
            });
        }
        for (id, file) in sources.iter() {
            let Some(kind) = OrderFile::at(&file.path).filter(|_| !file.is_left_out()) else {
                continue;
            };
            let written = match kind {
                OrderFile::Summary => of_summary(file.read().text(), id, diagnostics),
                OrderFile::Sidebars => sidebars::read(sources, id, diagnostics),
                _ => of_yaml(kind, sources, id, diagnostics),
            };
            let Some(written) = written else { continue };
            order.files.push(id);
            order.has_documents |= kind == OrderFile::Sidebars;
            let folder = match kind {
                OrderFile::MkDocs | OrderFile::Data => String::new(),
                OrderFile::Sidebars => written.folder,
                _ => folder_of(&file.path).to_owned(),
            };
            order.folders.push(Written { folder, ..written });
        }
        order
    }

    /// What is written of a folder, by the first that writes something.
    pub fn items_of(&self, folder: &str) -> Option<&Written> {
        let mut found = self.folders.iter();
        found.find(|written| written.folder == folder && !written.items.is_empty())
    }
}

/// The folder of a file below `content/`.
fn folder_of(path: &str) -> &str {
    let below = path.strip_prefix("content/").unwrap_or("");
    below.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What the contents of a book say; lines that are no entries are told.
fn of_summary(text: &str, id: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Written> {
    let (written, odd) = summary::read(text, id)?;
    for span in odd {
        let slip = Slip::NoEntry;
        diagnostics.push(Diagnostic::new(Problem::Slip { slip }, span));
    }
    Some(written)
}

/// What a file in YAML or JSON says.
fn of_yaml(
    kind: OrderFile,
    sources: &Sources,
    id: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Written> {
    if kind == OrderFile::MkDocs {
        // Its other sections name functions of Python, by tags that mean nothing here.
        let text = sources.get(id).text();
        let (from, to) = section(text, SECTION)?;
        let node = match yaml::parse(text, from, to, id) {
            Ok(node) => node,
            Err(problem) => {
                diagnostics.push(*problem);
                return None;
            }
        };
        return Some(Written {
            items: items(node.get(SECTION)?),
            ..Written::default()
        });
    }
    let node = yaml::parse_file(sources, id, diagnostics)?;
    let text = |keys: &[&str]| keys.iter().find_map(|key| node.get(key)?.as_text());
    let number = |key: &str| node.get(key)?.as_text()?.parse::<f64>().ok();
    Some(Written {
        label: text(&["title", "label"]).map(str::to_owned),
        order: number("position"),
        items: match kind {
            OrderFile::Category => Vec::new(),
            OrderFile::Pages => node
                .get(SECTION)
                .or(node.get("arrange"))
                .map_or(Vec::new(), items),
            OrderFile::Data => longest(&node),
            _ => items(node.get("items").unwrap_or(&node)),
        },
        ..Written::default()
    })
}

/// Where a section of a file begins and ends, by the lines that begin at the margin.
fn section(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut from = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or("");
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        match from {
            None if begins && key == name => from = Some(at),
            Some(from) if begins => return Some((from, at)),
            _ => {}
        }
        at += line.len();
    }
    from.map(|from| (from, at))
}

/// Of several menus the one with most entries: the tree of the pages, and not the line at the top.
fn longest(node: &Node) -> Vec<Item> {
    fn count(items: &[Item]) -> usize {
        items.iter().map(|item| 1 + count(&item.items)).sum()
    }
    let lists = match &node.value {
        Value::List(_) => vec![items(node)],
        _ => node.entries().iter().map(|(_, list)| items(list)).collect(),
    };
    let mut longest = Vec::new();
    for list in lists {
        if count(&list) > count(&longest) {
            longest = list;
        }
    }
    longest
}

/// The entries of a list.
fn items(node: &Node) -> Vec<Item> {
    let list = match &node.value {
        Value::List(list) => list.as_slice(),
        _ => &[],
    };
    list.iter().take(MOST).filter_map(item).collect()
}

/// An entry: a path, a label with a path or a list, or a map that names its parts.
fn item(node: &Node) -> Option<Item> {
    let span = Some(node.span);
    if let Some(text) = node.as_text() {
        return Some(match text {
            "..." | "*" => Item {
                rest: true,
                span,
                ..Item::default()
            },
            path => Item {
                target: Some(path.to_owned()),
                span,
                ..Item::default()
            },
        });
    }
    let text = |keys: &[&str]| {
        let mut values = keys.iter().filter_map(|key| node.get(key));
        values.find_map(|value| Some((value.as_text()?.to_owned(), value.span)))
    };
    let label = text(&LABELS);
    let list = LISTS.iter().find_map(|key| node.get(key));
    if let (Some((label, _)), true) = (&label, node.entries().len() > 1) {
        let target = text(&TARGETS);
        return Some(Item {
            label: Some(label.clone()),
            span: target.as_ref().map(|(_, span)| *span).or(span),
            target: target.map(|(target, _)| target),
            items: list.map_or(Vec::new(), items),
            rest: false,
        });
    }
    let (key, value) = node.entries().first()?;
    if TARGETS.contains(&key.text.as_str())
        && let Some(target) = value.as_text()
    {
        return Some(Item {
            target: Some(target.to_owned()),
            span: Some(value.span),
            ..Item::default()
        });
    }
    Some(Item {
        label: Some(key.text.clone()),
        target: value.as_text().map(str::to_owned),
        span: Some(value.span)
            .filter(|_| value.as_text().is_some())
            .or(Some(key.span)),
        items: items(value),
        rest: key.text == "...",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree in one line: `label>target[items]`.
    fn said(items: &[Item]) -> String {
        let one = |item: &Item| {
            let label = item.label.as_deref().unwrap_or("");
            let target = item
                .target
                .as_deref()
                .map_or(String::new(), |t| format!(">{t}"));
            let below = match item.items.is_empty() {
                true => String::new(),
                false => format!("[{}]", said(&item.items)),
            };
            let rest = if item.rest { "…" } else { "" };
            format!("{label}{target}{below}{rest}")
        };
        items.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn read(path: &str, text: &str) -> (String, Option<String>, Option<f64>) {
        let sources = Sources::from_texts([(path, text)]);
        let mut diagnostics = Vec::new();
        let config = crate::config::read(&sources, "", &[SECTION], &mut diagnostics);
        let order = Order::read(&sources, &config, &mut diagnostics);
        assert_eq!(diagnostics, [], "{text}");
        let first = order.folders.into_iter().next().unwrap_or_default();
        (said(&first.items), first.label, first.order)
    }

    #[test]
    fn each_program_writes_its_order_in_its_own_way() {
        let cases = [
            (
                "mkdocs.yml",
                "site_name: X\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji: !!python/name:material.x\nnav:\n  - index.md\n  - Guide:\n    - One: guide/one.md\n    - guide/two.md\n  - Code: https://example.org/\nplugins: [search]\n",
                ">index.md Guide[One>guide/one.md >guide/two.md] Code>https://example.org/",
            ),
            (
                "content/guide/.pages",
                "nav:\n  - one.md\n  - ...\n  - Two: two.md\n",
                ">one.md … Two>two.md",
            ),
            (
                "content/toc.yml",
                "- name: A\n  href: a.md\n  items:\n  - name: B\n    href: b.md\n- name: C\n  expanded: true\n  items: [{name: D, href: d.md}]\n",
                "A>a.md[B>b.md] C[D>d.md]",
            ),
            (
                "content/_data/navigation.yml",
                "main:\n  - title: Home\n    url: /\ndocs:\n  - title: Start\n    children:\n      - title: Quick\n        url: /docs/quick/\n",
                "Start[Quick>/docs/quick/]",
            ),
            (
                "content/casa.yaml",
                "title: X\nnav:\n  - Guide:\n      - a.md\n  - {label: B, page: b}\n",
                "Guide[>a.md] B>b",
            ),
        ];
        for (path, text, expected) in cases {
            assert_eq!(read(path, text).0, expected, "{path}");
        }
    }

    #[test]
    fn folders_have_names_and_places() {
        let json =
            "{\"label\": \"API\", \"position\": 2.5, \"link\": {\"type\": \"generated-index\"}}";
        let (_, label, order) = read("content/api/_category_.json", json);
        assert_eq!((label.as_deref(), order), (Some("API"), Some(2.5)));
        let (_, label, _) = read("content/api/.pages", "title: The API\n");
        assert_eq!(label.as_deref(), Some("The API"));
    }
}
