//! Configurations and front matter of other programs, read as trees.

use super::left::{Left, What};
use super::tree::Tree;
use super::unread::unread;
use crate::source::FileId;
use crate::yaml::{self, Node};

/// A configuration and where it stands, for telling which of its settings mean nothing here.
pub(super) struct Data {
    /// What it says.
    pub node: Node,
    path: String,
    text: String,
}

impl Data {
    /// Reads a file as its name says; what cannot be read is told.
    pub(super) fn read(tree: &Tree, path: &str, left: &mut Vec<Left>) -> Option<Self> {
        let text = without_tags(&tree.text(path)?);
        let end = path.rsplit('.').next().unwrap_or_default();
        match parse(&text, end) {
            Ok(node) => Some(Self {
                node,
                path: path.to_owned(),
                text,
            }),
            Err(line) => {
                left.push(Left::new(What::Unreadable, path, line));
                None
            }
        }
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// One that is in no file.
    #[cfg(test)]
    pub(super) fn of(node: Node) -> Self {
        Self {
            node,
            path: String::new(),
            text: String::new(),
        }
    }

    /// Tells the settings that are none of the known ones, whose names have dots between their keys.
    pub(super) fn tell_others(&self, known: &[&str], left: &mut Vec<Left>) {
        for (name, at) in unread(&self.node, known) {
            left.push(self.left(&name, at));
        }
    }

    /// A setting that means nothing here.
    pub(super) fn left(&self, name: &str, at: u32) -> Left {
        let line = line_of(&self.text, at as usize);
        Left::new(What::Setting(name.to_owned()), &self.path, Some(line))
    }
}

/// The line of a byte.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.bytes().filter(|byte| *byte == b'\n').count() + 1
}

/// Reads a text in a language by its usual ending.
///
/// # Errors
/// The line that cannot be read.
pub(super) fn parse(text: &str, end: &str) -> Result<Node, Option<usize>> {
    let (file, length) = (FileId(0), text.len());
    let read = match end {
        "toml" => yaml::parse_toml(text, 0, length, file),
        "json" => yaml::parse_json(text, 0, length, file),
        // What it computes is nothing that could be read.
        "js" => return yaml::declared_by(text, file).ok_or(Some(1)),
        _ => yaml::parse(text, 0, length, file),
    };
    read.map_err(|problem| Some(line_of(text, problem.span.start as usize)))
}

/// YAML without the tags by which programs name functions, which mean nothing here; every byte
/// keeps its place.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let tag = [": !", "- !"].iter().find_map(|sign| line.find(sign));
        match tag {
            Some(at) if !line[..at].contains(['"', '\'', '#']) => {
                let rest = &line[at + 2..];
                let length = rest.find([' ', '\n', '\r']).unwrap_or(rest.len());
                out.push_str(&line[..at + 2]);
                out.push_str(&" ".repeat(length));
                out.push_str(&rest[length..]);
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// The text of a setting.
pub(super) fn text<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a str> {
    let mut values = keys.iter().filter_map(|key| node.get(key)?.as_text());
    values.find(|text| !text.trim().is_empty())
}

/// The setting at a path of keys.
pub(super) fn at<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    keys.iter().try_fold(node, |node, key| node.get(key))
}

/// The name of something that may have settings, and these.
pub(super) fn named(node: &Node) -> (&str, Option<&Node>) {
    match (node.as_text(), node.entries().first()) {
        (Some(name), _) => (name, None),
        (None, Some((key, value))) => (key.text.as_str(), Some(value)),
        (None, None) => ("", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_functions_are_passed_over() {
        let text = "a: !!python/name:x.y\nb: !ENV [A, b]\nc:\n  - !relative $x\nd: \"x: !y\"\n";
        let read = parse(&without_tags(text), "yml").unwrap();
        assert!(read.get("a").is_some_and(Node::is_empty));
        assert_eq!(read.get("b").map(|b| b.items().len()), Some(2));
        assert_eq!(text_of(&read, "d"), Some("x: !y"));
        assert_eq!(parse("a: [", "yml"), Err(Some(1)));
    }

    fn text_of<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
        text(node, &[key])
    }
}
