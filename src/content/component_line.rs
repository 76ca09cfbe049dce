//! The line that opens or closes a component, as its author wrote it.

use super::foreign::Block;
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Span};
use crate::yaml::{Key, Node, Value};

/// One component line.
#[derive(Debug)]
pub(super) enum Line {
    /// Opens a component.
    Open {
        /// Its name.
        name: String,
        /// Where the name stands.
        span: Span,
        /// Its attributes, a map.
        attributes: Node,
        /// What stands behind the name and is no attribute: a title, in other generators.
        title: Option<Title>,
        /// The values that are not between quotation marks.
        unquoted: Vec<(String, Span)>,
        /// Whether all of it could be read; what could not has been reported.
        is_readable: bool,
    },
    /// Opens a block of another program, which every theme shows.
    Block {
        /// What it is.
        block: Block,
        /// Where its beginning stands.
        span: Span,
    },
    /// A formula within a line.
    Formula {
        /// In the language of TeX.
        tex: String,
        /// Whether it stands by itself.
        display: bool,
        /// Where it stands.
        span: Span,
    },
    /// Closes the innermost component.
    Close {
        /// Where it stands.
        span: Span,
    },
}

/// A title behind the name of a component.
#[derive(Debug)]
pub(super) struct Title {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is in brackets, so that nothing else can be meant.
    pub bracketed: bool,
}

impl Title {
    fn new(text: &str, span: Span, bracketed: bool) -> Self {
        Self {
            text: text.to_owned(),
            span,
            bracketed,
        }
    }
}

/// Reads a line, from its first colon; `place` says where in the file an offset of it is.
pub(super) fn read_line(
    line: &str,
    place: &dyn Fn(usize) -> usize,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Line {
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let name_start = colons + (rest.len() - rest.trim_start().len());
    let rest = rest.trim_start();
    let span = |start: usize, end: usize| Span::new(file, place(start), place(end));
    if rest.is_empty() {
        return Line::Close {
            span: span(0, line.len()),
        };
    }
    let opened = rest.len() - rest.trim_start_matches(['{', '.']).len();
    let (rest, name_start) = (&rest[opened..], name_start + opened);
    let name_len = length_of_name(rest, opened > 0);
    let name_span = span(name_start, name_start + name_len);
    let mut at = name_start + name_len;
    // Where other generators close what they opened before the name.
    at += usize::from(opened > 0 && line[at..].starts_with('}'));
    let mut title = None;
    let bracketed = line[at..].strip_prefix('[').and_then(|rest| rest.find(']'));
    if let Some(length) = bracketed {
        let (start, end) = (at + 1, at + 1 + length);
        title = Some(Title::new(&line[start..end], span(start, end), true));
        at = end + 1;
    }
    let braces = line[at..].starts_with('{') || opened > 0 && !line[..at].ends_with('}');
    let end = end_of_attributes(line, at, braces);
    at += usize::from(line[at..end].starts_with('{'));
    let line = &line[..end];
    let read = read_attributes(line, at, span);
    let mut unreadable = read.rest.map(|at| span(at, line.len()));
    if let Some(at) = read.rest
        && read.entries.is_empty()
        && title.is_none()
        && is_title(&line[at..])
    {
        unreadable = None;
        let text = line[at..].trim_end_matches([':', ' ']);
        title = Some(Title::new(text, span(at, line.len()), false));
    }
    // Of a line without a name it is told that it has none.
    let told = unreadable.filter(|_| name_len > 0);
    diagnostics.extend(told.map(|place| Diagnostic::new(Problem::ComponentSyntax, place)));
    Line::Open {
        name: rest[..name_len].to_owned(),
        span: name_span,
        attributes: Node {
            value: Value::Map(read.entries),
            span: name_span,
        },
        title,
        unquoted: read.unquoted,
        is_readable: unreadable.is_none(),
    }
}

/// How long the name is that a text begins with.
fn length_of_name(text: &str, in_braces: bool) -> usize {
    let is_in_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let length = text.find(|c| !is_in_name(c)).unwrap_or(text.len());
    // What has a value is an attribute, where a name should be.
    let is_attribute = in_braces && text[length..].starts_with('=');
    if is_attribute { 0 } else { length }
}

/// Where the attributes of a line end: before the brace or the colons that close it in other
/// generators.
fn end_of_attributes(line: &str, at: usize, braces: bool) -> usize {
    match braces && line.ends_with('}') {
        true => line.len() - 1,
        false if line.ends_with(":::") => line.trim_end_matches(':').len().max(at),
        false => line.len(),
    }
}

/// The attributes of a line.
#[derive(Default)]
struct Attributes {
    entries: Vec<(Key, Node)>,
    /// The values that are not between quotation marks.
    unquoted: Vec<(String, Span)>,
    /// Where something begins that is no attribute.
    rest: Option<usize>,
}

/// Reads the attributes that stand in a line from `at` on.
fn read_attributes(line: &str, mut at: usize, span: impl Fn(usize, usize) -> Span) -> Attributes {
    let mut read = Attributes::default();
    loop {
        at += line[at..].len() - line[at..].trim_start().len();
        if at >= line.len() {
            break;
        }
        let Some((key, value, next)) = read_attribute(line, at) else {
            read.rest = Some(at);
            break;
        };
        let (value_start, value_end) = value;
        let text = line[value_start..value_end].to_owned();
        if !line[..value_start].ends_with(['"', '\'']) {
            let place = span(value_start, value_end);
            read.unquoted.push((text.clone(), place));
        }
        read.entries.push((
            Key {
                text: key.to_owned(),
                span: span(at, at + key.len()),
            },
            Node::scalar(text, span(value_start, value_end)),
        ));
        at = next;
    }
    read
}

/// Whether what stands behind a name was not meant as an attribute.
fn is_title(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    !word.contains('=') && word.starts_with(|c: char| c.is_alphanumeric() || "\"«“'*_`".contains(c))
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
        return Some((key, (value + 1, end), end + 1));
    }
    // As programs that write letters have them.
    let typed = [('«', '»'), ('“', '”'), ('„', '“'), ('‘', '’')];
    let closing = typed.iter().find(|(open, _)| *open == quote);
    if let Some((_, closing)) = closing
        && let inside = value + quote.len_utf8()
        && let Some(length) = line[inside..].find(*closing)
    {
        let end = inside + length;
        return Some((key, (inside, end), end + closing.len_utf8()));
    }
    let end = line[value..].find(char::is_whitespace);
    let end = end.map_or(line.len(), |length| value + length);
    Some((key, (value, end), end))
}
