//! YAML as a tree in which every key and value knows where it stands.
//!
//! In: the text of a document. Out: a [`Node`] tree, or the one syntax error that stops reading.
//! The only door to the YAML library. It gives scalars as they were written and leaves what they
//! mean to whoever knows the expected type, so that `012` can be a text and `no` a word.

mod explain;
mod map_reader;

pub use map_reader::{MapReader, report_duplicates};

use crate::diagnostic::{Diagnostic, Problem, SyntaxCause};
use crate::source::{FileId, Sources, Span, offset_of};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

/// Deepest nesting accepted; front matter in use stays below 6.
const MAX_DEPTH: usize = 16;
/// Most scalars, lists and maps accepted in one document.
const MAX_NODES: usize = 20_000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Its bytes; for lists and maps, an empty span at their first byte.
    pub span: Span,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// A text, number, date or truth value.
    Scalar {
        /// The value with quotes and escapes taken away.
        text: String,
        /// Written without quotes, so it may stand for a number or a truth value.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the document; keys may repeat.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key's text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// A plain scalar, for values that do not come from YAML.
    pub fn scalar(text: impl Into<String>, span: Span) -> Self {
        Self {
            value: Value::Scalar {
                text: text.into(),
                plain: true,
            },
            span,
        }
    }

    /// The entries of a map; empty for anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|(k, _)| k.text == key)
            .map(|(_, node)| node)
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Plain `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Scalar { text, plain: true } => match text.as_str() {
                "true" | "True" | "TRUE" => Some(true),
                "false" | "False" | "FALSE" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Reads a whole file; a syntax error is reported.
pub fn parse_file(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = sources.get(file).text();
    parse(text, 0, text.len(), file)
        .map_err(|diagnostic| diagnostics.push(*diagnostic))
        .ok()
}

/// Reads the YAML that stands in `text[start..end]` of `file`.
///
/// # Errors
/// The diagnostic of the first syntax error, of an anchor or merge key (their expansion is how
/// YAML bombs work, and nothing here needs them), or of a tree beyond the limits.
pub fn parse(text: &str, start: usize, end: usize, file: FileId) -> Result<Node, Box<Diagnostic>> {
    let source = &text[start..end];
    let at = |offset: usize| {
        let from = floor_boundary(source, offset.min(source.len()));
        let to = source[from..]
            .chars()
            .next()
            .filter(|&c| c != '\n')
            .map_or(from, |c| from + c.len_utf8());
        Span::new(file, start + from, start + to)
    };
    let options = serde_yaml::options! {
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
        budget: serde_yaml::budget! { max_depth: MAX_DEPTH, max_nodes: MAX_NODES, max_anchors: 0, max_aliases: 0 },
    };
    let raw: Spanned<Raw> =
        serde_yaml::from_str_with_options(source, options).map_err(|error| {
            let offset = error.location().map_or(0, |location| {
                offset_of(source, location.line() as usize, location.column() as usize)
            });
            let offset = floor_boundary(source, offset.min(source.len()));
            let (cause, offset) = explain::explain(&error.to_string(), source, offset);
            Box::new(Diagnostic::new(Problem::YamlSyntax { cause }, at(offset)))
        })?;
    let node = node(raw, source, start, file);
    match tag_before(&node, text) {
        // The library drops tags, and with them what was meant as text: `titolo: !Attenzione`.
        Some(offset) => {
            let cause = SyntaxCause::ReservedCharacter('!');
            let problem = Problem::YamlSyntax { cause };
            Err(Box::new(Diagnostic::new(problem, at(offset - start))))
        }
        None => Ok(node),
    }
}

/// The place of a tag (`!name`) before a value of the tree.
fn tag_before(node: &Node, text: &str) -> Option<usize> {
    let from = node.span.start as usize;
    let line = text[..from].rfind('\n').map_or(0, |i| i + 1);
    let before = text[line..from].trim_end();
    let token = before.rfind([' ', '\t']).map_or(0, |i| i + 1);
    if before[token..].starts_with('!') && !before.ends_with([':', ',', '[', '{']) {
        return Some(line + token);
    }
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| tag_before(item, text)),
        Value::Map(entries) => entries
            .iter()
            .find_map(|(_, value)| tag_before(value, text)),
        _ => None,
    }
}

fn floor_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// What the library hands over, before spans are made ours.
enum Raw {
    Null,
    /// A boolean or number: its text is taken from the source.
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

fn node(raw: Spanned<Raw>, source: &str, start: usize, file: FileId) -> Node {
    let place = raw.referenced.span();
    let from = place.byte_offset().unwrap_or(0) as usize;
    let mut to = from + place.byte_len().unwrap_or(0) as usize;
    if matches!(raw.value, Raw::List(_) | Raw::Map(_)) {
        to = from;
    }
    let written = source.get(from..to).unwrap_or("");
    let span = Span::new(file, start + from, start + from + written.trim_end().len());
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Plain => Value::Scalar {
            text: written.trim().to_owned(),
            plain: true,
        },
        Raw::Text(text) => {
            let plain = !written.starts_with(['"', '\'']) && !text.contains('\n');
            Value::Scalar { text, plain }
        }
        Raw::List(items) => Value::List(
            items
                .into_iter()
                .map(|item| node(item, source, start, file))
                .collect(),
        ),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key = node(key, source, start, file);
                    let text = key.as_text().unwrap_or_default().to_owned();
                    (
                        Key {
                            text,
                            span: key.span,
                        },
                        node(value, source, start, file),
                    )
                })
                .collect(),
        ),
    };
    Node { value, span }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}
