//! Expressions of MDX, between braces: what is written in them as it is, and what is computed.

use crate::diagnostic::{Diagnostic, Problem, Slip};
use std::ops::Range;

/// How far the end of one is looked for, in bytes.
const FAR: usize = 4_000;
/// The same of a module.
const FAR_OF_MODULE: usize = 20_000;

/// What an expression stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// A text, which is written in it here.
    Text(Range<usize>),
    /// What only a program knows, on lines of its own or over several.
    Block,
    /// The same within a line, which could not be read without it.
    Inline,
}

/// What the expression that begins at a place stands for, and where it ends; `None` for braces that
/// mean something else.
pub(super) fn at(text: &str, start: usize) -> Option<(Expression, usize)> {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    let rest = &text[start + 1..];
    let is_other = rest.starts_with(['{', '#', '.', ':', '%', '=', '+', '-', '~', '>'])
        || before.ends_with(['$', ']', '{'])
        || before.trim_start().starts_with(":::")
        || !before.matches('$').count().is_multiple_of(2);
    if is_other {
        return None;
    }
    let near = &rest[..rest.floor_char_boundary(FAR)];
    let inside = &near[..closing(near, FAR)?];
    let end = start + inside.len() + 2;
    if let Some(own) = literal(inside) {
        let from = start + 1 + own.start;
        return Some((Expression::Text(from..from + own.len()), end));
    }
    let behind = text[end..].split('\n').next().unwrap_or("");
    let is_alone = before.trim().is_empty() && behind.trim().is_empty();
    let is_block = is_alone || inside.contains('\n');
    Some((
        if is_block {
            Expression::Block
        } else {
            Expression::Inline
        },
        end,
    ))
}

/// Where the text stands that an expression is nothing but.
fn literal(inside: &str) -> Option<Range<usize>> {
    let own = inside.trim();
    let quote = own.chars().next().filter(|c| "\"'`".contains(*c))?;
    let text = own.strip_prefix(quote)?.strip_suffix(quote)?;
    let is_text = !text.contains(quote) && !text.contains("${") && !text.contains('\\');
    let start = inside.len() - inside.trim_start().len() + 1;
    is_text.then(|| start..start + text.len())
}

/// Where the bracket is that closes one before a text, within so many bytes: quoted texts are passed
/// over, as far as they end on their line or are templates.
fn closing(text: &str, far: usize) -> Option<usize> {
    let near = &text[..text.floor_char_boundary(far)];
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = near[at..].chars().next() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' if depth == 0 => return Some(at),
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        at += quoted(&near[at..]).unwrap_or(c.len_utf8());
    }
    None
}

/// How long the quoted text is that a text begins with.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| "\"'`".contains(*c))?;
    let end = text[1..].find(quote)?;
    let is_one = quote == '`' || !text[1..=end].contains('\n');
    is_one.then_some(end + 2)
}

/// Where a module ends that begins at a place: with the line on which all its brackets are closed,
/// before an empty one; if they never are, before the first.
pub(super) fn end_of_module(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let near = &rest[..rest.floor_char_boundary(FAR_OF_MODULE)];
    let (mut depth, mut at) = (0_i32, 0);
    let mut first = None;
    while let Some(c) = near[at..].chars().next() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            '\n' if near[at + 1..]
                .split('\n')
                .next()
                .unwrap_or("")
                .trim()
                .is_empty() =>
            {
                if depth <= 0 {
                    return start + at;
                }
                first.get_or_insert(start + at);
            }
            _ => {}
        }
        at += quoted(&near[at..]).unwrap_or(c.len_utf8());
    }
    match depth <= 0 && near.len() == rest.len() {
        true => text.len(),
        false => first.unwrap_or(start + near.len()),
    }
}

/// Writes the attributes of a tag of HTML as HTML has them, each in its place. Whether some are
/// computed, which are left out.
pub(super) fn attributes(tag: &str, out: &mut [u8]) -> Vec<String> {
    let mut computed = Vec::new();
    let mut at = 0;
    while let Some(found) = tag[at..].find(['"', '\'', '{', '=']) {
        let here = at + found;
        at = here + 1;
        if tag[here..].starts_with(['"', '\'']) {
            at = here + quoted(&tag[here..]).unwrap_or(1);
            continue;
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
        let name = tag[..here].trim_end_matches(is_name).len();
        if tag[name..here] == *"className" {
            out[name..here].copy_from_slice(b"    class");
        }
        let Some(inside) = tag[here..].strip_prefix("={") else {
            continue;
        };
        let Some(length) = closing(inside, FAR) else {
            continue;
        };
        let value = &inside[..length];
        let whole = here + 1..here + length + 3;
        at = whole.end;
        match written(value).filter(|_| !value.contains('\n')) {
            Some(value) => {
                out[whole.clone()].fill(b' ');
                let new = format!("\"{value}\"");
                out[whole.start..whole.start + new.len()].copy_from_slice(new.as_bytes());
            }
            None => {
                computed.push(tag[name..here].to_owned());
                let place = name..whole.end;
                out[place]
                    .iter_mut()
                    .filter(|b| **b != b'\n')
                    .for_each(|b| *b = b' ');
            }
        }
    }
    computed
}

/// The value of an attribute that is written in an expression: a text, a number, a file.
fn written(value: &str) -> Option<&str> {
    let value = value.trim();
    if let Some(own) = literal(value) {
        return Some(&value[own]).filter(|own| !own.contains(['"', '\n']));
    }
    let is_word = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_word || value == "true" {
        return Some(value);
    }
    let call = ["require(", "useBaseUrl("];
    let inside = call.iter().find_map(|call| value.strip_prefix(call))?;
    let (own, rest) = inside.split_once(')')?;
    let own = literal(own).map(|place| &own[place])?;
    matches!(rest, "" | ".default").then_some(own)
}

/// Says that so many expressions are published as they are, the first of them at a place.
pub(super) fn told(count: usize, span: crate::source::Span) -> Diagnostic {
    let construct = "{ … }".to_owned();
    let slip = Slip::ForeignSyntax { construct, count };
    Diagnostic::new(Problem::Slip { slip }, span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_texts_or_computed() {
        for (text, expected) in [
            ("a {'b'} c", Some(("b", " c"))),
            ("a {\" \"}", Some((" ", ""))),
            ("{`a\nb`}", Some(("a\nb", ""))),
            ("a {b.c} d", Some(("inline", " d"))),
            ("a {`${b}`} d", Some(("inline", " d"))),
            ("  {b}  \n", Some(("block", "  \n"))),
            (
                "a {b.map((c) => (\n  <p>don't {c}</p>\n))} d",
                Some(("block", " d")),
            ),
            ("a {b", None),
            ("## A {#b}", None),
            ("a { .b}", Some(("inline", ""))),
            ("$x^{2}$", None),
            ("[a]{b}", None),
            ("${b}", None),
        ] {
            let start = text.find('{').unwrap();
            let found = at(text, start);
            let found = found.as_ref().map(|(expression, end)| {
                let said = match expression {
                    Expression::Text(range) => &text[range.clone()],
                    Expression::Block => "block",
                    Expression::Inline => "inline",
                };
                (said, &text[*end..])
            });
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn modules_end_where_their_brackets_do() {
        for (text, expected) in [
            ("import a from 'a'\n\nb", "import a from 'a'"),
            (
                "export const a = {\n  b: 1,\n\n  c: ')',\n}\n\nd",
                "export const a = {\n  b: 1,\n\n  c: ')',\n}",
            ),
            ("export const a = 1", "export const a = 1"),
            ("export (\n\na", "export ("),
        ] {
            assert_eq!(&text[..end_of_module(text, 0)], expected, "{text}");
        }
    }

    #[test]
    fn attributes_are_written_as_html_has_them() {
        for (tag, expected, left_out) in [
            (
                "<img src={require('./a.png').default} width={30} />",
                "<img src=\"./a.png\" width=\"30\" />",
                "",
            ),
            (
                "<div className=\"a\" style={{b: 'c'}}>",
                "<div class=\"a\" >",
                "style",
            ),
            (
                "<a href={useBaseUrl('/a')} onClick={() => b(\"{\")}>",
                "<a href=\"/a\" >",
                "onClick",
            ),
            (
                "<a title=\"{b}\" c={\"d\"}>",
                "<a title=\"{b}\" c=\"d\" >",
                "",
            ),
        ] {
            let mut out = tag.as_bytes().to_vec();
            let computed = attributes(tag, &mut out);
            assert_eq!(out.len(), tag.len(), "{tag}");
            let out = String::from_utf8(out).unwrap();
            let words: Vec<&str> = out.split_whitespace().collect();
            assert_eq!(words.join(" "), expected, "{tag}");
            assert_eq!(computed.join(" "), left_out, "{tag}");
        }
    }
}
