//! Front matter: read, and with other fields written into it.

use super::data::parse;
use crate::content::front_bounds;
use crate::source::FileId;
use crate::yaml::{self, Node, Value, written};
use std::ops::Range;

/// What a text begins with.
pub(super) struct Front {
    /// Its fields; `None` if there are none, or they cannot be read.
    pub node: Option<Node>,
    /// The bytes of the YAML between the lines of hyphens, if that is its form.
    yaml: Option<Range<usize>>,
    /// Where the text begins.
    pub body: usize,
    /// The line that cannot be read.
    pub wrong: Option<usize>,
}

impl Front {
    /// Reads the front matter of a file.
    pub(super) fn of(text: &str) -> Self {
        let none = |body| Self {
            node: None,
            yaml: None,
            body,
            wrong: None,
        };
        let begin = text.len() - text.trim_start_matches('\u{feff}').len();
        if let Some(bounds) = front_bounds(text) {
            let Some(close) = text[bounds.end..].split_inclusive('\n').next() else {
                return none(begin);
            };
            let body = bounds.end + close.len();
            let read = yaml::parse(text, bounds.start, bounds.end, FileId(0));
            let line = |at: u32| super::data::line_of(text, at as usize);
            return Self {
                wrong: read.as_ref().err().map(|problem| line(problem.span.start)),
                node: read.ok(),
                yaml: Some(bounds),
                body,
            };
        }
        let (language, inside, body) = match other(text, begin) {
            Some(found) => found,
            None => return none(begin),
        };
        match parse(&text[inside.clone()], language) {
            Ok(node) => Self {
                node: Some(node),
                yaml: None,
                body,
                wrong: None,
            },
            Err(line) => Self {
                wrong: line,
                ..none(0)
            },
        }
    }

    /// A field as a text.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.node.as_ref()?.get(key)?.as_text()
    }

    /// A field as texts.
    pub(super) fn texts(&self, key: &str) -> Vec<&str> {
        let node = self.node.as_ref().and_then(|node| node.get(key));
        let items = node.map_or(&[][..], Node::items);
        items.iter().filter_map(Node::as_text).collect()
    }
}

/// What front matter that is a script begins with.
pub(super) const SCRIPT: [&str; 4] = [
    "---js\n",
    "---js\r\n",
    "---javascript\n",
    "---javascript\r\n",
];

/// Front matter in TOML or JSON, or in a script of which only values are read: its language, its bytes, and where the text begins.
fn other(text: &str, begin: usize) -> Option<(&'static str, Range<usize>, usize)> {
    let rest = &text[begin..];
    if let Some(inside) = rest.strip_prefix("+++") {
        let from = begin + 3 + inside.find('\n')? + 1;
        let to = from + text[from..].find("\n+++")? + 1;
        let line = text[to..].split_inclusive('\n').next()?;
        return Some(("toml", from..to, to + line.len()));
    }
    if let Some(inside) = SCRIPT.iter().find_map(|begin| rest.strip_prefix(begin)) {
        let from = text.len() - inside.len();
        let to = from + inside.find("\n---")? + 1;
        let line = text[to..].split_inclusive('\n').next()?;
        return Some(("js", from..to, to + line.len()));
    }
    if rest.starts_with("{\n") || rest.starts_with("{\r\n") {
        let to = begin + rest.find("\n}")? + 2;
        let line = text[to..].split_inclusive('\n').next().unwrap_or_default();
        return Some(("json", begin..to, to + line.len()));
    }
    None
}

/// A value to be written.
#[derive(Clone)]
pub(super) enum Field {
    Text(String),
    /// A number or a truth value.
    Plain(String),
    List(Vec<String>),
    /// To be taken away.
    Gone,
}

/// The front matter of a file as YAML, with these fields in the place of those of their names;
/// empty if there is nothing to say. Front matter that cannot be read stays as it is, and says
/// nothing of the fields.
pub(super) fn with_fields(text: &str, front: &Front, fields: &[(&str, Field)]) -> String {
    if front.wrong.is_some() {
        return text[..front.body].to_owned();
    }
    let is_set = |key: &str| fields.iter().any(|(name, _)| *name == key);
    let mut out = match (&front.yaml, &front.node) {
        (Some(bounds), _) => without(&text[bounds.clone()], is_set),
        (None, Some(node)) => {
            let mut out = String::new();
            for (key, value) in node.entries().iter().filter(|(key, _)| !is_set(&key.text)) {
                write_entry(&mut out, &key.text, value, 0);
            }
            out
        }
        (None, None) => String::new(),
    };
    for (key, field) in fields {
        match field {
            Field::Text(text) => out.push_str(&format!("{key}: {}\n", written(text))),
            Field::Plain(text) => out.push_str(&format!("{key}: {text}\n")),
            Field::List(items) => {
                out.push_str(&format!("{key}:\n"));
                for item in items {
                    out.push_str(&format!("  - {}\n", written(item)));
                }
            }
            Field::Gone => {}
        }
    }
    match out.trim().is_empty() {
        true => String::new(),
        false => format!("---\n{out}---\n"),
    }
}

/// The lines of YAML without those of the fields that are set.
fn without(yaml: &str, is_set: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(yaml.len());
    let mut is_gone = false;
    for line in yaml.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '\t', '\n', '\r', '#', '-']);
        if begins {
            let key = line.split(':').next().unwrap_or_default();
            is_gone = is_set(key.trim().trim_matches(['"', '\'']));
        }
        if !is_gone {
            out.push_str(line);
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Writes an entry of a map as a block of YAML.
fn write_entry(out: &mut String, key: &str, node: &Node, depth: usize) {
    let indent = "  ".repeat(depth);
    out.push_str(&format!("{indent}{}:", written(key)));
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            for (key, value) in entries {
                write_entry(out, &key.text, value, depth + 1);
            }
        }
        Value::List(items) if items.iter().any(|item| !item.entries().is_empty()) => {
            out.push('\n');
            for item in items {
                out.push_str(&format!("{indent}  - {}\n", flow(item)));
            }
        }
        _ => out.push_str(&format!(" {}\n", flow(node))),
    }
}

/// A value on one line.
fn flow(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Scalar { text, plain: true } => match is_one_word(text) {
            true => text.clone(),
            false => written(text).into_owned(),
        },
        Value::Scalar { text, .. } => written(text).into_owned(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", written(&key.text), flow(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Whether a plain value may stand as it is: a number, a date, a word.
fn is_one_word(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "+-.:_".contains(c);
    !text.is_empty() && text.chars().all(is_plain) && !text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_written_in_the_place_of_others() {
        let set = |text: &str| {
            let fields = [
                ("url", Field::Text("/a/".to_owned())),
                ("slug", Field::Gone),
            ];
            let front = Front::of(text);
            let body = &text[front.body..];
            with_fields(text, &front, &fields) + body
        };
        for (text, expected) in [
            ("b\n", "---\nurl: \"/a/\"\n---\nb\n"),
            (
                "---\ntitle: T # x\nslug: s\nurl:\n  - y\ntags: [a]\n---\nb\n",
                "---\ntitle: T # x\ntags: [a]\nurl: \"/a/\"\n---\nb\n",
            ),
            (
                "+++\ntitle = \"T: 1\"\ndate = 2020-01-02T03:04:05Z\nslug = 's'\n[extra]\na = [1, \"x\"]\n+++\nb\n",
                "---\ntitle: \"T: 1\"\ndate: 2020-01-02T03:04:05Z\nextra:\n  a: [1, x]\nurl: \"/a/\"\n---\nb\n",
            ),
            (
                "{\n\"title\": \"T\"\n}\nb\n",
                "---\ntitle: T\nurl: \"/a/\"\n---\nb\n",
            ),
            ("---\na: [\n---\nb\n", "---\na: [\n---\nb\n"),
        ] {
            assert_eq!(set(text), expected);
        }
    }
}
