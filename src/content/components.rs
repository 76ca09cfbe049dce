//! Component lines: `:::name key="value"` opens one and `:::` closes it.
//!
//! Markdown does not know them. Before parsing, each such line is replaced by a processing
//! instruction, which CommonMark takes as a block of its own wherever it stands; it carries the
//! index of the line here. An offset map leads from the changed text back to the file.

use super::body::{is_reserved, mark};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Span};
use crate::yaml::{Key, Node, Value};
use std::borrow::Cow;

/// Text ready for the Markdown parser.
pub(super) struct Prepared<'a> {
    /// The text with component lines replaced.
    pub text: Cow<'a, str>,
    /// The component lines, by index.
    pub lines: Vec<Line>,
    /// Where unchanged stretches begin: offset in `text`, offset in the file.
    map: Vec<(usize, usize)>,
}

/// One component line.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// Opens a component.
    Open {
        /// Its name.
        name: String,
        /// Where the name stands.
        span: Span,
        /// Its attributes, a map.
        attributes: Node,
    },
    /// Closes the innermost component.
    Close {
        /// Where it stands.
        span: Span,
    },
}

impl Prepared<'_> {
    /// The offset in the file of an offset in the prepared text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let i = self
            .map
            .partition_point(|&(new, _)| new <= offset)
            .saturating_sub(1);
        let (new, old) = self.map[i];
        old + (offset - new)
    }
}

/// The index that a replaced line carries, if `html` is one.
pub(super) fn line_index(html: &str) -> Option<usize> {
    html.trim()
        .strip_prefix("<?")?
        .strip_suffix("?>")?
        .trim_matches(is_reserved)
        .parse()
        .ok()
}

/// Finds the component lines of `text[start..]`; offsets are those of the whole file.
pub(super) fn prepare<'a>(
    text: &'a str,
    start: usize,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Prepared<'a> {
    let body = &text[start..];
    let mut prepared = Prepared {
        text: Cow::Borrowed(body),
        lines: Vec::new(),
        map: vec![(0, start)],
    };
    if !body.contains(":::") && !body.contains(is_reserved) {
        return prepared;
    }
    let mut out = String::with_capacity(body.len());
    let mut fence: Option<(char, usize)> = None;
    let mut at = start;
    for line in body.split_inclusive('\n') {
        let content = line.trim_end();
        let trimmed = content.trim_start();
        let indent = content.len() - trimmed.len();
        fence = next_fence(fence, trimmed);
        if fence.is_none() && indent < 4 && trimmed.starts_with(":::") {
            let from = at + indent;
            let component = read_line(trimmed, from, file, diagnostics);
            out.push_str(&format!("<?{}?>", mark(prepared.lines.len())));
            prepared.lines.push(component);
            let ending = &line[content.len()..];
            prepared.map.push((out.len(), at + content.len()));
            out.push_str(ending);
        } else if line.contains(is_reserved) {
            for (i, piece) in line.split(is_reserved).enumerate() {
                // Both reserved characters are three bytes long.
                let skipped = i * 3;
                let before: usize = line.split(is_reserved).take(i).map(str::len).sum();
                prepared.map.push((out.len(), at + before + skipped));
                out.push_str(piece);
            }
        } else {
            out.push_str(line);
        }
        at += line.len();
    }
    prepared.text = Cow::Owned(out);
    prepared
}

/// Whether the next line is inside fenced code, given this line.
fn next_fence(open: Option<(char, usize)>, line: &str) -> Option<(char, usize)> {
    let first = line.chars().next().filter(|&c| c == '`' || c == '~');
    let run = first.map_or(0, |f| line.chars().take_while(|&c| c == f).count());
    match (open, first) {
        (None, Some(c)) if run >= 3 && !(c == '`' && line[run..].contains('`')) => Some((c, run)),
        (Some((c, least)), Some(f)) if c == f && run >= least && line[run..].trim().is_empty() => {
            None
        }
        _ => open,
    }
}

fn read_line(line: &str, from: usize, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Line {
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let name_start = colons + (rest.len() - rest.trim_start().len());
    let rest = rest.trim_start();
    let span = |start: usize, end: usize| Span::new(file, from + start, from + end);
    if rest.is_empty() {
        return Line::Close {
            span: span(0, line.len()),
        };
    }
    let name_len = rest
        .find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .unwrap_or(rest.len());
    let name_span = span(name_start, name_start + name_len);
    let mut entries = Vec::new();
    let mut at = name_start + name_len;
    loop {
        at += line[at..].len() - line[at..].trim_start().len();
        if at >= line.len() {
            break;
        }
        let Some((key, value, next)) = read_attribute(line, at) else {
            diagnostics.push(Diagnostic::new(
                Problem::ComponentSyntax,
                span(at, line.len()),
            ));
            break;
        };
        let (value_start, value_end) = value;
        let text = line[value_start..value_end].to_owned();
        entries.push((
            Key {
                text: key.to_owned(),
                span: span(at, at + key.len()),
            },
            Node::scalar(text, span(value_start, value_end)),
        ));
        at = next;
    }
    Line::Open {
        name: rest[..name_len].to_owned(),
        span: name_span,
        attributes: Node {
            value: Value::Map(entries),
            span: name_span,
        },
    }
}

/// `key="value"` or `key=value` at `at`: the key, the value's range, and where to go on.
fn read_attribute(line: &str, at: usize) -> Option<(&str, (usize, usize), usize)> {
    let rest = &line[at..];
    let key_len = rest.find('=')?;
    let key = &rest[..key_len];
    if key.is_empty()
        || !key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    {
        return None;
    }
    let value = at + key_len + 1;
    let quote = line[value..].chars().next()?;
    if quote == '"' || quote == '\'' {
        let end = value + 1 + line[value + 1..].find(quote)?;
        Some((key, (value + 1, end), end + 1))
    } else {
        let end = line[value..]
            .find(char::is_whitespace)
            .map_or(line.len(), |i| value + i);
        Some((key, (value, end), end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_replaced_and_offsets_lead_back() {
        let text = "a\n:::callout tipo=\"nota\" n=1\nb\n:::\n```\n:::x\n```\n";
        let mut diagnostics = Vec::new();
        let prepared = prepare(text, 0, FileId(0), &mut diagnostics);
        assert_eq!(diagnostics, []);
        assert_eq!(prepared.lines.len(), 2);
        let b = prepared.text.find("b\n").unwrap();
        assert_eq!(prepared.original(b), text.find("b\n").unwrap());
        assert!(prepared.text.contains(":::x"));
        let Line::Open {
            name, attributes, ..
        } = &prepared.lines[0]
        else {
            panic!()
        };
        assert_eq!(name, "callout");
        assert_eq!(attributes.get("tipo").unwrap().as_text(), Some("nota"));
        assert_eq!(attributes.get("n").unwrap().as_text(), Some("1"));
    }

    #[test]
    fn broken_attributes_are_reported_where_they_stand() {
        let mut diagnostics = Vec::new();
        prepare(":::callout tipo=\"nota\n", 0, FileId(0), &mut diagnostics);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].span, Span::new(FileId(0), 11, 21));
    }
}
