//! TOML as the same tree that YAML gives: what other generators begin their pages with.
//!
//! In: the text of a document. Out: a [`Node`] tree, or the first syntax error.

use super::node::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Span, is_control};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads the TOML that stands in `text[start..end]` of `file`.
///
/// # Errors
/// The diagnostic of the first syntax error.
pub fn parse_toml(
    text: &str,
    start: usize,
    end: usize,
    file: FileId,
) -> Result<Node, Box<Diagnostic>> {
    let source = Source {
        text: &text[start..end],
        start,
        file,
    };
    match DeTable::parse(source.text) {
        Ok(table) => Ok(Node {
            value: source.map(table.get_ref()),
            span: Span::new(file, start, start),
        }),
        Err(error) => {
            let mut at = error.span().unwrap_or(0..0);
            let mut reason = error.message().to_owned();
            // The reader goes on to the next line and finds no field there.
            if let Some(quote) = open_text(&source.text[..at.start]) {
                "invalid basic string".clone_into(&mut reason);
                at = quote..quote + 1;
            }
            if let Some(meant) = meant(source.text, at.start) {
                meant.clone_into(&mut reason);
            }
            let problem = Problem::TomlSyntax { reason };
            let span = source.span(at);
            Err(Box::new(Diagnostic::new(problem, span)))
        }
    }
}

/// What is wrong with the value on the line of an error, where its writer hears more of that than
/// of what the reader expected.
fn meant(text: &str, at: usize) -> Option<&'static str> {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line = text[start..].lines().next()?;
    let (_, value) = line.split_once('=')?;
    let value = value.trim();
    let word = value.to_lowercase();
    let numbers = value.split(['/', '.', '-']);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_date = numbers.clone().count() == 3 && numbers.clone().all(is_number);
    Some(match () {
        () if value.is_empty() => "missing value",
        () if is_date => "a date is written year-month-day",
        () if ["true", "false", "si", "sì", "no", "yes", "vero", "falso"].contains(&&*word) => {
            "true and false are written in small letters"
        }
        () if value.starts_with('\'') && value.matches('\'').count() > 2 => {
            "a text with an apostrophe goes between double quotation marks"
        }
        () => return None,
    })
}

/// The mark of a text that is not closed on the last line but one, where a text of one line ends.
fn open_text(before: &str) -> Option<usize> {
    let end = before.rfind('\n')?;
    let start = before[..end].rfind('\n').map_or(0, |i| i + 1);
    let line = &before[start..end];
    let from = line.find('=')? + 1;
    let value = line[from..].trim_start();
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let is_open = !value[1..].contains(mark);
    is_open.then(|| start + line.len() - value.len())
}

/// Where a document stands.
struct Source<'a> {
    text: &'a str,
    start: usize,
    file: FileId,
}

impl Source<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        // An error may reach over the line that it is in.
        let line = self.text[range.start..].find('\n');
        let end = line.map_or(range.end, |end| range.end.min(range.start + end));
        Span::new(self.file, self.start + range.start, self.start + end)
    }

    fn map(&self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<(Key, Node)> = table
            .iter()
            .map(|(key, value)| {
                let key = Key {
                    text: key.get_ref().to_string(),
                    span: self.span(key.span()),
                };
                (key, self.node(value))
            })
            .collect();
        // The library has them in order of their names.
        entries.sort_by_key(|(key, _)| key.span);
        Value::Map(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let written = || self.text[value.span()].to_owned();
        let plain = |text: String| Value::Scalar { text, plain: true };
        let whole = self.span(value.span());
        let first = Span::new(self.file, whole.start as usize, whole.start as usize);
        let (value, span) = match value.get_ref() {
            DeValue::String(text) => {
                let text = text.chars().filter(|&c| !is_control(c)).collect();
                let plain = false;
                (Value::Scalar { text, plain }, whole)
            }
            DeValue::Integer(number) => {
                let decimal = i64::from_str_radix(number.as_str(), number.radix());
                (
                    plain(decimal.map_or_else(|_| written(), |n| n.to_string())),
                    whole,
                )
            }
            DeValue::Float(number) => (plain(number.as_str().to_owned()), whole),
            DeValue::Boolean(_) | DeValue::Datetime(_) => (plain(written()), whole),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.node(item));
                (Value::List(items.collect()), first)
            }
            DeValue::Table(table) => (self.map(table), first),
        };
        Node { value, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_where_they_stand() {
        let text = "+++\ntitle = \"È\"\nn = 1_000\nx = 0x10\nd = 2018-12-14\nok = true\n\
            tags = [\"a\", 'b']\na.b = 1.5\n[c]\ne = \"f\"\n+++\n";
        let node = parse_toml(text, 4, text.len() - 4, FileId(0)).unwrap();
        let mut found = Vec::new();
        for (key, node) in node.entries() {
            let at = &text[key.span.start as usize..key.span.end as usize];
            let written = &text[node.span.start as usize..node.span.end as usize];
            found.push(format!("{} {at} {written} {:?}", key.text, node.as_text()));
        }
        let expected = [
            "title title \"È\" Some(\"È\")",
            "n n 1_000 Some(\"1000\")",
            "x x 0x10 Some(\"16\")",
            "d d 2018-12-14 Some(\"2018-12-14\")",
            "ok ok true Some(\"true\")",
            "tags tags  None",
            "a a  None",
            "c c  None",
        ];
        assert_eq!(found, expected);
        assert_eq!(node.get("ok").and_then(Node::as_bool), Some(true));
        let items: Vec<_> = node
            .get("tags")
            .unwrap()
            .items()
            .iter()
            .map(Node::as_text)
            .collect();
        assert_eq!(items, [Some("a"), Some("b")]);
        assert_eq!(
            node.get("c").unwrap().get("e").unwrap().as_text(),
            Some("f")
        );
    }

    #[test]
    fn errors_are_where_they_are() {
        for (text, at) in [
            ("a = \n", 4),
            ("a = 1\na = 2\n", 6),
            ("a = \"b\n", 6),
            ("titolo: A\n", 8),
            ("a = \"b\nsu due righe\"\n", 4),
            ("a = 'b'\nsu due righe\n", 11),
        ] {
            let error = parse_toml(text, 0, text.len(), FileId(0)).unwrap_err();
            assert_eq!(error.span.start, at, "{text:?} {:?}", error.problem);
        }
    }
}
