//! YAML as a tree in which every key and value knows where it stands.
//!
//! In: the text of a document. Out: a [`Node`] tree, or the one syntax error that stops reading.
//! The only door to the YAML library. It gives scalars as they were written and leaves what they
//! mean to whoever knows the expected type, so that `012` can be a text and `no` a word.

mod explain;
mod format;
mod lines;
mod lost;
mod map_reader;
mod node;
mod script;
mod signs;
mod tags;
mod toml;
mod tree;
mod write;

pub use format::normal;
pub use lost::lost_behind;
pub use map_reader::{MapReader, report_duplicates};
pub use node::{Key, Node, Value};
pub use script::{Script, declared_by, exported_among, exported_by, given_to};
pub use toml::parse_toml;
pub use tree::{Entries, Tree};
pub use write::{quoted, written};

use crate::diagnostic::{Diagnostic, Problem, SyntaxCause};
use crate::source::{FileId, Sources, Span, is_control, offset_of};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

/// Deepest nesting accepted; front matter in use stays below 6.
const MAX_DEPTH: usize = 16;
/// Most scalars, lists and maps accepted in front matter.
const MAX_NODES: usize = 20_000;
/// The same of a file of its own, which may hold data: a few hundred megabytes in memory.
const MAX_NODES_OF_FILE: usize = 2_000_000;

/// Reads a whole file, as JSON or TOML where its name says so; a syntax error is reported.
pub fn parse_file(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = sources.get(file).text();
    let path = &sources.get(file).path;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let read = match extension {
        "json" => json(text, 0, text.len(), file, MAX_NODES_OF_FILE),
        "toml" => parse_toml(text, 0, text.len(), file),
        _ => yaml(text, 0, text.len(), file, MAX_NODES_OF_FILE)
            .inspect(|node| lost::check(node, text, diagnostics)),
    };
    read.map_err(|diagnostic| diagnostics.push(*diagnostic))
        .ok()
}

/// Reads the YAML that stands in `text[start..end]` of `file`.
///
/// # Errors
/// The diagnostic of the first syntax error, of an anchor or merge key (their expansion is how
/// YAML bombs work, and nothing here needs them), or of a tree beyond the limits.
pub fn parse(text: &str, start: usize, end: usize, file: FileId) -> Result<Node, Box<Diagnostic>> {
    yaml(text, start, end, file, MAX_NODES)
}

fn yaml(
    text: &str,
    start: usize,
    end: usize,
    file: FileId,
    max_nodes: usize,
) -> Result<Node, Box<Diagnostic>> {
    let source = &text[start..end];
    let at = |offset: usize| {
        let from = source.floor_char_boundary(offset);
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
        budget: serde_yaml::budget! { max_depth: MAX_DEPTH, max_nodes: max_nodes, max_events: 3 * max_nodes, max_anchors: 0, max_aliases: 0 },
    };
    let raw: Spanned<Raw> =
        serde_yaml::from_str_with_options(source, options).map_err(|error| {
            let offset = error.location().map_or(0, |location| {
                offset_of(source, location.line() as usize, location.column() as usize)
            });
            let offset = source.floor_char_boundary(offset);
            let (cause, offset) = explain::explain(&error.to_string(), source, offset);
            Box::new(Diagnostic::new(Problem::YamlSyntax { cause }, at(offset)))
        })?;
    let node = node(raw, source, start, file);
    match tags::before(&node, text) {
        // The library drops tags, and with them what was meant as text: `titolo: !Attenzione`.
        Some(offset) => {
            let cause = SyntaxCause::ReservedCharacter('!');
            let problem = Problem::YamlSyntax { cause };
            Err(Box::new(Diagnostic::new(problem, at(offset - start))))
        }
        None => Ok(node),
    }
}

/// Reads the JSON that stands in `text[start..end]` of `file`, as the YAML that it is as well.
///
/// # Errors
/// The diagnostic of the first syntax error.
pub fn parse_json(
    text: &str,
    start: usize,
    end: usize,
    file: FileId,
) -> Result<Node, Box<Diagnostic>> {
    json(text, start, end, file, MAX_NODES)
}

fn json(
    text: &str,
    start: usize,
    end: usize,
    file: FileId,
    max_nodes: usize,
) -> Result<Node, Box<Diagnostic>> {
    let source = &text[start..end];
    // What is nearly JSON may be YAML, and would say something else than was meant.
    let plain = source.trim_start_matches('\u{feff}');
    let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(plain) else {
        return yaml(text, start, end, file, max_nodes);
    };
    let at = offset_of(plain, error.line(), error.column());
    let at = plain.floor_char_boundary(at);
    let at = start + (source.len() - plain.len()) + at;
    let reason = error.to_string();
    let reason = reason
        .split(" at line")
        .next()
        .unwrap_or(&reason)
        .to_owned();
    let (reason, at) = json_meant(text, start, at, reason);
    let span = Span::new(file, at, at);
    Err(Box::new(Diagnostic::new(
        Problem::JsonSyntax { reason },
        span,
    )))
}

/// Why JSON cannot be read, and where: of a comma too many or too few, the line that it is of.
fn json_meant(text: &str, start: usize, at: usize, reason: String) -> (String, usize) {
    let before = text[start..at].trim_end_matches(['}', ']']).trim_end();
    let end = start + before.len();
    let rest = text[at..].trim_start();
    let rest = if rest.is_empty() { "}" } else { rest };
    let is_name = reason.contains("key must be a string") || reason.contains("trailing comma");
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    match () {
        () if text[at..].starts_with("//") || text[at..].starts_with("/*") => {
            ("there are no comments in JSON".to_owned(), at)
        }
        () if is_name && before.ends_with(',') && rest.starts_with(['}', ']']) => {
            ("trailing comma".to_owned(), end - 1)
        }
        () if reason.contains("expected `,` or") && rest.starts_with('"') => (
            reason,
            text.floor_char_boundary(end.saturating_sub(1)).max(start),
        ),
        () if reason.contains("expected value") && !word.is_empty() => {
            let words = ["si", "sì", "no", "yes", "true", "false", "vero", "falso"];
            match words.contains(&&*word.to_lowercase()) {
                true => ("expected ident".to_owned(), at),
                false => ("string values must be quoted".to_owned(), at),
            }
        }
        () => (reason, at),
    }
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
        Raw::Text(mut text) => {
            if written.contains('\\') {
                text.retain(|c| !is_control(c));
            }
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
