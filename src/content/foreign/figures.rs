//! Markdown in HTML where its author asks for it, as MkDocs reads it: `<figure markdown>` with a
//! picture and a `<figcaption>`, `<div markdown>` without empty lines.

use super::block::Block;
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};
use std::ops::Range;

/// Reads what a text has.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId) {
    if !prepared.has_any(&[" markdown"]) {
        return;
    }
    let text = &*prepared.text;
    let (mut edits, mut marks) = (Vec::new(), Vec::new());
    let mut end = 0;
    for (start, _) in text.match_indices('<') {
        let hidden = || prepared.structure().code_at(start).is_some();
        let Some(element) = element(text, start).filter(|_| start >= end && !hidden()) else {
            continue;
        };
        if element.name != "figure" {
            edits.extend(apart(text, &element));
            continue;
        }
        let place = |at| prepared.original(at);
        let span = Span::new(file, place(start), place(element.inside.start));
        let mut mark = |line| {
            marks.push(line);
            line_mark(prepared.lines.len() + marks.len() - 1)
        };
        let (own, caption) = captioned(&text[element.inside.clone()]);
        let block = Block::Figure { caption };
        let opened = mark(Line::Block { block, span });
        let closed = mark(Line::Close { span });
        end = element.end;
        edits.push(Edit {
            range: start..end,
            text: format!("{opened}\n\n{own}\n\n{closed}"),
        });
    }
    edits.sort_by_key(|edit| edit.range.start);
    prepared.lines.extend(marks);
    prepared.edit(edits);
}

/// An element whose text is Markdown.
struct Element<'a> {
    name: &'a str,
    /// What is between its tags.
    inside: Range<usize>,
    /// Where it ends.
    end: usize,
}

/// The element that begins at a place at the beginning of a line.
fn element(text: &str, start: usize) -> Option<Element<'_>> {
    let line = text[..start].rsplit('\n').next().unwrap_or_default();
    let tag = &text[start + 1..];
    let (tag, _) = tag.split_once('>').filter(|_| line.trim().is_empty())?;
    let (name, attributes) = tag.split_once(char::is_whitespace)?;
    let is_asked = |word: &str| {
        word == "markdown" || word.starts_with("markdown=") && !word.ends_with("\"0\"")
    };
    if !attributes.split_whitespace().any(is_asked) {
        return None;
    }
    let from = start + tag.len() + 2;
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let (mut at, mut depth) = (from, 1_usize);
    loop {
        let next = at + text[at..].find('<')?;
        if text[next..].starts_with(&closing) {
            depth -= 1;
            if depth == 0 {
                let end = next + closing.len();
                let inside = from..next;
                return Some(Element { name, inside, end });
            }
        } else if text[next..].starts_with(&opening) {
            depth += 1;
        }
        at = next + 1;
    }
}

/// Empty lines behind the tag that begins an element, before the one that ends it, and behind that: what
/// follows would go on with the HTML.
fn apart(text: &str, element: &Element<'_>) -> Vec<Edit> {
    let Range { start, end } = element.inside;
    let inside = &text[start..end];
    let is_block = inside.starts_with('\n') && inside.trim_end_matches(' ').ends_with('\n');
    let mut edits = Vec::new();
    if is_block && !inside.trim().is_empty() && !inside.starts_with("\n\n") {
        edits.push(start..start);
    }
    if is_block && !inside.trim_end_matches(' ').ends_with("\n\n") {
        let indent = inside.len() - inside.trim_end_matches(' ').len();
        edits.push(end - indent..end - indent);
    }
    let mut behind = text[element.end..].splitn(2, '\n');
    let is_last = behind.next().is_some_and(|rest| rest.trim().is_empty());
    let next = behind.next().filter(|_| is_block && is_last);
    let next = next.map(|rest| rest.split('\n').next().unwrap_or_default().trim());
    if next.is_some_and(|next| !next.is_empty() && !next.starts_with('<')) {
        let line = text[element.end..].find('\n').unwrap_or_default();
        edits.push(element.end + line + 1..element.end + line + 1);
    }
    let edits = edits.into_iter().map(|range| Edit {
        range,
        text: "\n".to_owned(),
    });
    edits.collect()
}

/// The content of a figure without its indentation, and its caption.
fn captioned(inside: &str) -> (String, String) {
    let caption = || {
        let start = inside.find("<figcaption")?;
        let from = start + inside[start..].find('>')? + 1;
        let length = inside[from..].find("</figcaption>")?;
        Some((
            start..from + length + "</figcaption>".len(),
            from..from + length,
        ))
    };
    let (own, caption) = match caption() {
        Some((whole, text)) => (
            format!("{}{}", &inside[..whole.start], &inside[whole.end..]),
            inside[text]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
        None => (inside.to_owned(), String::new()),
    };
    let lines: Vec<&str> = own.trim().lines().map(str::trim).collect();
    (lines.join("\n"), caption)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_read_where_it_is_asked_for() {
        for (text, expected) in [
            (
                "<figure markdown=\"span\">\n  ![a](b.png)\n  <figcaption>c *d*</figcaption>\n</figure>\n",
                "<?0?>\n\n![a](b.png)\n\n<?1?>\n",
            ),
            (
                "<div class=\"x\" markdown>\n*a*\n</div>\n",
                "<div class=\"x\" markdown>\n\n*a*\n\n</div>\n",
            ),
            (
                "<div markdown>\n\n*a*\n\n</div>\n",
                "<div markdown>\n\n*a*\n\n</div>\n",
            ),
            (
                "<div markdown=\"0\">\n*a*\n</div>\n",
                "<div markdown=\"0\">\n*a*\n</div>\n",
            ),
            ("a <figure markdown>", "a <figure markdown>"),
            (
                "<div markdown=\"1\">\na\n</div>\n```js\nx\n```\n",
                "<div markdown=\"1\">\n\na\n\n</div>\n\n```js\nx\n```\n",
            ),
        ] {
            let found = Prepared::after(text, |prepared| read(prepared, FileId(0)));
            assert_eq!(found, expected, "{text}");
        }
    }
}
