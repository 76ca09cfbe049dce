//! Front matter as it is while somebody writes it: lines, where a parser wants a document.
//!
//! In: a text and a byte of it. Out: which field is written there, by the names above it.

use std::ops::Range;

/// What is written in a front matter at a place.
#[derive(Debug, PartialEq)]
pub enum Written<'a> {
    /// The name of a field, in the field at a path.
    Key {
        /// The fields around it, from the outermost.
        path: Vec<&'a str>,
        /// What is there of the name.
        typed: Range<usize>,
        /// The fields beside it.
        beside: Vec<&'a str>,
        /// A colon follows.
        closed: bool,
    },
    /// The value of the field at a path, or an item of it.
    Value {
        /// The fields around it, and itself.
        path: Vec<&'a str>,
        /// What is there of the value.
        typed: Range<usize>,
    },
    /// A text of several lines.
    Lines,
}

/// A line of front matter.
struct Line<'a> {
    /// Where it begins in the text, and where what it says does.
    start: usize,
    content: usize,
    /// Where it ends, without its line end.
    end: usize,
    /// How far the hyphen of an item is from the margin, if it has one.
    item: Option<usize>,
    /// The name before its colon, and where its value begins.
    key: Option<(&'a str, usize)>,
}

impl Line<'_> {
    /// How far what it says is from the margin.
    fn indent(&self) -> usize {
        self.content - self.start
    }

    fn is_blank(&self) -> bool {
        self.content == self.end
    }
}

fn line(text: &str, start: usize, end: usize) -> Line<'_> {
    let spaces = |at: usize| {
        let rest = &text[at..end];
        at + rest.len() - rest.trim_start_matches(' ').len()
    };
    let mut content = spaces(start);
    let mut item = None;
    while text[content..end].starts_with("- ") || &text[content..end] == "-" {
        item.get_or_insert(content - start);
        content = spaces(content + 1);
    }
    if text[content..end].starts_with('#') {
        content = end;
    }
    let name = text[content..end].split_once(':').filter(|(name, after)| {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let ends = after.is_empty() || after.starts_with(' ');
        ends && !name.is_empty() && name.chars().all(plain)
    });
    let key = name.map(|(name, _)| (name, spaces(content + name.len() + 1)));
    Line {
        start,
        content,
        end,
        item,
        key,
    }
}

fn lines(text: &str, range: Range<usize>) -> Vec<Line<'_>> {
    let mut at = range.start;
    text[range]
        .split_inclusive('\n')
        .map(|whole| {
            let start = at;
            at += whole.len();
            line(
                text,
                start,
                start + whole.trim_end_matches(['\r', '\n']).len(),
            )
        })
        .collect()
}

/// A field that lines below may belong to.
struct Above<'a> {
    indent: usize,
    name: &'a str,
    value: usize,
    end: usize,
}

/// What is written at a byte of a front matter with these bounds.
pub fn written_at(text: &str, bounds: Range<usize>, byte: usize) -> Option<Written<'_>> {
    let mut lines = lines(text, bounds);
    if lines.last().is_none_or(|last| last.end < byte) {
        // An empty line that the cursor stands in at the end.
        lines.push(line(text, byte, byte));
    }
    let own = lines.iter().position(|line| byte <= line.end)?;
    let mut above: Vec<Above<'_>> = Vec::new();
    for line in &lines[..own] {
        leave(&mut above, line, false);
        if let Some((name, value)) = line.key.filter(|_| !is_in_text(&above, text)) {
            above.push(Above {
                indent: line.indent(),
                name,
                value,
                end: line.end,
            });
        }
    }
    let line = &lines[own];
    leave(&mut above, line, line.is_blank() && line.item.is_none());
    if is_in_text(&above, text) {
        return Some(Written::Lines);
    }
    let mut path: Vec<&str> = above.iter().map(|above| above.name).collect();
    match line.key {
        Some((name, value)) if byte > line.content + name.len() => {
            path.push(name);
            Some(in_value(text, path, value.min(byte)..line.end, byte))
        }
        _ => {
            let open = above.last().filter(|above| {
                let value = &text[above.value..above.end];
                value.starts_with(['[', '{']) && !value.trim_end().ends_with([']', '}'])
            });
            if let Some(open) = open {
                return Some(in_value(text, path, open.value..line.end, byte));
            }
            let typed = line.content
                ..line
                    .key
                    .map_or(line.end, |(name, _)| line.content + name.len());
            Some(Written::Key {
                path,
                typed,
                beside: beside(&lines, own),
                closed: line.key.is_some(),
            })
        }
    }
}

/// Leaves the fields that a line does not belong to. An empty line belongs to what its spaces say.
fn leave(above: &mut Vec<Above<'_>>, line: &Line<'_>, is_cursor: bool) {
    if line.is_blank() && line.item.is_none() && !is_cursor {
        return;
    }
    let indent = line.item.map_or(line.indent(), |item| item + 1);
    while above.last().is_some_and(|last| last.indent >= indent) {
        above.pop();
    }
}

/// Whether lines below belong to a text that `|` or `>` announces.
fn is_in_text(above: &[Above<'_>], text: &str) -> bool {
    above
        .last()
        .is_some_and(|last| text[last.value..last.end].starts_with(['|', '>']))
}

/// The names of the fields of the same map as a line's.
fn beside<'a>(lines: &[Line<'a>], own: usize) -> Vec<&'a str> {
    let indent = lines[own].indent();
    let name = |line: &Line<'a>| {
        line.key
            .filter(|_| line.indent() == indent)
            .map(|key| key.0)
    };
    let mut found = Vec::new();
    if lines[own].item.is_none() {
        for line in lines[..own].iter().rev().filter(|line| !line.is_blank()) {
            if line.indent() < indent {
                break;
            }
            found.extend(name(line));
            if line.item.is_some() && line.indent() == indent {
                break;
            }
        }
    }
    for line in lines[own + 1..].iter().filter(|line| !line.is_blank()) {
        if line.indent() < indent || line.item.is_some_and(|item| item < indent) {
            break;
        }
        found.extend(name(line));
    }
    found
}

/// A list or a map on one line that is open.
struct Open<'a> {
    is_map: bool,
    /// How many fields are around it.
    depth: usize,
    /// The fields that it has so far.
    names: Vec<&'a str>,
}

/// What is written at a byte of a value, which may be a list or a map on one line.
fn in_value<'a>(
    text: &'a str,
    mut path: Vec<&'a str>,
    value: Range<usize>,
    byte: usize,
) -> Written<'a> {
    let mut quote = None;
    let mut start = value.start;
    let mut open: Vec<Open<'_>> = Vec::new();
    let flow = text[value.clone()].starts_with(['[', '{']);
    for (i, c) in text[value.start..byte].char_indices().filter(|_| flow) {
        let at = value.start + i;
        match (quote, c) {
            (Some(mark), c) => {
                quote = (c != mark).then_some(mark);
                continue;
            }
            (None, '"' | '\'') => {
                quote = Some(c);
                continue;
            }
            (None, '[' | '{') => open.push(Open {
                is_map: c == '{',
                depth: path.len(),
                names: Vec::new(),
            }),
            (None, ']' | '}') => drop(open.pop()),
            (None, ',') => path.truncate(open.last().map_or(path.len(), |open| open.depth)),
            (None, ':') => match open.last_mut() {
                Some(map) if map.is_map && map.depth == path.len() => {
                    let name = text[start..at].trim();
                    map.names.push(name);
                    path.push(name);
                }
                _ => continue,
            },
            _ => continue,
        }
        start = at + 1;
    }
    let end = ending(text, start..value.end, flow);
    let from = &text[start..end.max(byte)];
    let begin = (start + from.len() - from.trim_start().len()).min(byte);
    let typed = begin..end.max(byte);
    match open.pop() {
        Some(map) if map.is_map && map.depth == path.len() => Written::Key {
            closed: text[typed.end..].starts_with(':'),
            beside: map.names,
            path,
            typed,
        },
        _ => Written::Value { path, typed },
    }
}

/// Where a value that begins somewhere ends: at a mark of the list or map that it is in, at a
/// comment, at the end of the line.
fn ending(text: &str, range: Range<usize>, flow: bool) -> usize {
    let rest = &text[range.clone()];
    let lead = rest.len() - rest.trim_start().len();
    let mut quote = None;
    let mut before = ' ';
    for (i, c) in rest.char_indices().skip_while(|(i, _)| *i < lead) {
        match (quote, c) {
            (Some(mark), c) if c == mark => return range.start + i + c.len_utf8(),
            (None, '"' | '\'') if i == lead => quote = Some(c),
            (None, ',' | ']' | '}' | ':') if flow => {
                return range.start + rest[..i].trim_end().len();
            }
            (None, '#') if before == ' ' => return range.start + rest[..i].trim_end().len(),
            _ => {}
        }
        before = c;
    }
    range.start + rest.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::front_bounds as bounds;

    /// What is written at the caret, as text.
    fn at(marked: &str) -> String {
        let byte = marked.find('^').unwrap();
        let text = marked.replacen('^', "", 1);
        let bounds = bounds(&text).unwrap();
        match written_at(&text, bounds, byte) {
            Some(Written::Key {
                path,
                typed,
                beside,
                closed,
            }) => {
                let closed = if closed { ":" } else { "" };
                let typed = &text[typed];
                format!(
                    "key {}/{typed}{closed} {}",
                    path.join("/"),
                    beside.join(",")
                )
            }
            Some(Written::Value { path, typed }) => {
                format!("value {}={}", path.join("/"), &text[typed])
            }
            Some(Written::Lines) => "text".to_owned(),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn fields_are_known_by_the_lines_above() {
        let cases = [
            ("---\nti^\n---\n", "key /ti "),
            ("---\n^\n---\n", "key / "),
            ("---\na: 1\n^\nb: 2\n---\n", "key / a,b"),
            ("---\na: 1\nb^: 2\n---\n", "key /b: a"),
            ("---\na: x^y\n---\n", "value a=xy"),
            ("---\na: ^\n---\n", "value a="),
            ("---\na:^\n---\n", "value a="),
            ("---\na: \"x^\" # z\n---\n", "value a=\"x\""),
            ("---\na: x^ # z\n---\n", "value a=x"),
            ("---\na: [x, y^z]\n---\n", "value a=yz"),
            ("---\na: [x, ^]\n---\n", "value a="),
            ("---\na: [^]\n---\n", "value a="),
            ("---\na: [\"x, ^y\", z]\n---\n", "value a=\"x, y\""),
            ("---\na: {b: c^}\n---\n", "value a/b=c"),
            ("---\na: {b: c, d^}\n---\n", "key a/d b"),
            ("---\na: [{b: c}, {b: d^}]\n---\n", "value a/b=d"),
            ("---\na:\n  - b: c\n    d^\n---\n", "key a/d b"),
            (
                "---\na:\n  - b: c\n    e: f\n  - d^\n    e: g\n---\n",
                "key a/d e",
            ),
            ("---\na:\n  - b: c^\n---\n", "value a/b=c"),
            ("---\na:\n  - x^\n---\n", "key a/x "),
            ("---\na:\n- x^\n---\n", "key a/x "),
            ("---\na:\n- x\nb^\n---\n", "key /b a"),
            ("---\na:\n  b: c\n  ^\n---\n", "key a/ b"),
            ("---\na:\n  b: c\n^\n---\n", "key / a"),
            ("---\na: |\n  b: ^c\n---\n", "text"),
            ("---\na: |\n  b: c\nd^\n---\n", "key /d a"),
            ("---\na: {b: [c, d^]}\n---\n", "value a/b=d"),
            ("---\na: {b: [c, d], e^}\n---\n", "key a/e b"),
            ("---\na: {^: c}\n---\n", "key a/: "),
            ("---\na: >-\n  b: ^c\n---\n", "text"),
            ("---\na: [x,\n  y^\n---\n", "value a=y"),
            ("---\na: 1\n^", "key / a"),
            ("---\nè: è^x\n---\n", "value è=èx"),
        ];
        for (marked, expected) in cases {
            assert_eq!(at(marked), expected, "{marked:?}");
        }
    }
}
