//! Values written as YAML, each part that occurs more than once in full only the first time.

use super::write::quoted;
use std::fmt::Write;
use std::sync::Arc;

/// Named values, in their order.
pub type Entries = Vec<(&'static str, Tree)>;

/// A value to be written.
#[derive(Clone, Debug)]
pub enum Tree {
    /// A text.
    Text(String),
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// Values below each other.
    List(Vec<Tree>),
    /// Values by name, in this order.
    Map(Entries),
    /// What stands in several places: its anchor, and what it is.
    Shared(String, Arc<Tree>),
}

impl Tree {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value as a file.
    pub fn file(&self) -> String {
        let mut writer = Writer::default();
        writer.value(self, 0);
        writer.out.push('\n');
        writer.out
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Anchors that are there already.
    anchors: Vec<String>,
}

impl Writer {
    /// Writes a value behind what names it.
    fn value(&mut self, tree: &Tree, indent: usize) {
        match tree {
            Tree::Text(text) => self.out.push_str(&quoted(text)),
            Tree::Boolean(is) => self.add(is),
            Tree::Number(number) => self.add(number),
            Tree::List(items) if items.is_empty() => self.out.push_str("[]"),
            Tree::Map(entries) if entries.is_empty() => self.out.push_str("{}"),
            Tree::List(items) => {
                for item in items {
                    self.line(indent);
                    self.out.push_str("- ");
                    self.item(item, indent + 2);
                }
            }
            Tree::Map(entries) => {
                self.line(indent);
                self.entries(entries, indent);
            }
            Tree::Shared(anchor, _) if self.anchors.contains(anchor) => {
                self.add(format_args!("*{anchor}"));
            }
            Tree::Shared(anchor, tree) => {
                self.anchors.push(anchor.clone());
                self.add(format_args!("&{anchor} "));
                self.value(tree, indent);
            }
        }
    }

    /// Writes an item behind its hyphen: a map begins on the same line.
    fn item(&mut self, tree: &Tree, indent: usize) {
        match tree {
            Tree::Map(entries) if !entries.is_empty() => self.entries(entries, indent),
            other => self.value(other, indent),
        }
    }

    fn entries(&mut self, entries: &[(&'static str, Tree)], indent: usize) {
        for (i, (name, value)) in entries.iter().enumerate() {
            if i > 0 {
                self.line(indent);
            }
            self.add(format_args!("{name}: "));
            self.value(value, indent + 2);
        }
    }

    /// Begins a line, unless it is the first.
    fn line(&mut self, indent: usize) {
        if !self.out.is_empty() {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn add(&mut self, value: impl std::fmt::Display) {
        write!(self.out, "{value}").expect("a text takes what is written");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_read_again() {
        let shared = || {
            let items = vec![Tree::text("uno: due"), Tree::text("")];
            Tree::Shared("parole".to_owned(), Arc::new(Tree::List(items)))
        };
        let tree = Tree::Map(vec![
            ("a", shared()),
            ("b", Tree::Map(vec![])),
            ("c", Tree::List(vec![])),
            (
                "d",
                Tree::List(vec![
                    Tree::Map(vec![("e", shared()), ("f", Tree::Number(1.0))]),
                    Tree::List(vec![Tree::Boolean(true), Tree::Number(0.5)]),
                ]),
            ),
        ]);
        let text = tree.file();
        assert_eq!(
            text,
            "a: &parole\n  - \"uno: due\"\n  - \"\"\nb: {}\nc: []\nd:\n  - e: *parole\n    f: 1\n  -\n    - true\n    - 0.5\n"
        );
        let read: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let words = serde_json::json!(["uno: due", ""]);
        assert_eq!(read["a"], words);
        assert_eq!(read["d"][0], serde_json::json!({"e": words, "f": 1}));
        assert_eq!(read["d"][1], serde_json::json!([true, 0.5]));
    }
}
