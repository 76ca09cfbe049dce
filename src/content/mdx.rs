//! MDX → Markdown: what only its own program runs is left out, what it wraps stays.
//!
//! Every byte that is left out becomes a space, so that all else keeps its place for messages.

use super::foreign::{end_of_element, is_element, leads_somewhere};
use crate::diagnostic::{Diagnostic, Problem};
use crate::html::name_of_tag;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// The text of a page in MDX as Markdown, and what was left out besides imports and exports, once
/// for each element.
pub fn markdown(text: &str, file: FileId) -> (String, Vec<Diagnostic>) {
    let mut out = text.as_bytes().to_vec();
    let mut found: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
    let mut at = body(text);
    let mut fence: Option<Fence> = None;
    // Elements that are read as links later on and are not yet closed.
    let mut links: Vec<&str> = Vec::new();
    let mut is_module = false;
    let mut after_blank = true;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let line = &text[at..end];
        let own = line.trim();
        let mark = Fence::of(line, at);
        let begins_module =
            after_blank && (own.starts_with("import ") || own.starts_with("export "));
        // A module goes on to the next blank line.
        is_module = fence.is_none() && (is_module && !own.is_empty() || begins_module);
        let mut next = end + 1;
        match (&fence, mark) {
            (Some(open), Some(mark)) if mark.closes(open) => {
                open.align(&mark, &mut out);
                fence = None;
            }
            (Some(_), _) => {}
            (None, Some(mark)) => fence = Some(mark),
            (None, None) if is_module => blank(&mut out, at..end),
            (None, None) => {
                let (elements, last) = elements(text, at, end, &mut links);
                for (name, range) in elements {
                    blank(&mut out, range.clone());
                    if !name.is_empty() {
                        let span = Span::new(file, range.start, range.end);
                        found.entry(name).or_insert((0, span)).0 += 1;
                    }
                }
                // An element may go on over lines.
                next = next.max(text[last..].find('\n').map_or(text.len(), |i| last + i) + 1);
            }
        }
        after_blank = own.is_empty();
        at = next;
    }
    let removed = found.into_iter().map(|(name, (count, span))| {
        let construct = format!("<{name}>");
        Diagnostic::new(Problem::HtmlRemoved { construct, count }, span)
    });
    let text = String::from_utf8(out).expect("whole characters became spaces");
    (text, removed.collect())
}

/// A line that begins or ends a block of code.
struct Fence<'a> {
    /// Its signs and what stands behind them.
    own: &'a str,
    /// How many signs there are.
    signs: usize,
    /// The bytes of the line.
    line: Range<usize>,
}

impl<'a> Fence<'a> {
    fn of(line: &'a str, start: usize) -> Option<Self> {
        let own = line.trim();
        let sign = own.chars().next().filter(|c| "`~".contains(*c))?;
        let signs = own.len() - own.trim_start_matches(sign).len();
        let is_code = sign == '`' && own[signs..].contains('`');
        let line = start..start + line.trim_end().len();
        (signs >= 3 && !is_code).then_some(Self { own, signs, line })
    }

    fn closes(&self, open: &Self) -> bool {
        self.own.len() == self.signs
            && self.signs >= open.signs
            && open.own.starts_with(&self.own[..1])
    }

    fn indent(&self) -> usize {
        self.line.len() - self.own.len()
    }

    /// Indents both ends alike: there is no code by indentation in MDX, so an end may stand anywhere.
    fn align(&self, end: &Self, out: &mut [u8]) {
        let indent = self.indent().min(end.indent());
        for fence in [self, end] {
            let line = &mut out[fence.line.clone()];
            line[indent..].rotate_left(fence.indent() - indent);
            // A tab is wider than its byte.
            line[..indent].fill(b' ');
        }
    }
}

/// Where the text begins, behind the front matter.
fn body(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---") else {
        return 0;
    };
    rest.find("\n---").map_or(0, |at| at + 7)
}

/// Puts spaces in the place of bytes, but for the ends of lines.
fn blank(out: &mut [u8], range: Range<usize>) {
    out[range]
        .iter_mut()
        .filter(|b| **b != b'\n')
        .for_each(|b| *b = b' ');
}

/// A tag by the name of its element, no name for the end of one, and its place.
type Element<'a> = (&'a str, Range<usize>);

/// The tags of components, and comments, that begin in a line, outside of code; and where the last
/// of them ends.
/// Links stay, to be read later on.
fn elements<'a>(
    text: &'a str,
    start: usize,
    end: usize,
    links: &mut Vec<&'a str>,
) -> (Vec<Element<'a>>, usize) {
    let mut found = Vec::new();
    let mut at = start;
    let mut in_code = false;
    while at < end {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let tag = rest.strip_prefix("</").or(rest.strip_prefix('<'));
        let is_component =
            tag.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_uppercase() || c == '>'));
        let length = match c {
            '`' => {
                in_code = !in_code;
                None
            }
            '\\' => {
                at += 1;
                None
            }
            _ if in_code => None,
            '{' if rest.starts_with("{/*") => rest.find("*/}").map(|i| i + 3),
            '<' if is_component && !is_known(rest) && !is_link(text, at, links) => {
                end_of_element(&rest[1..]).map(|at| at + 2)
            }
            _ => None,
        };
        match length {
            Some(length) => {
                let name = match rest.strip_prefix('<') {
                    Some(tag) if !tag.starts_with('/') => {
                        let named = |c: char| c.is_alphanumeric() || c == '.';
                        &tag[..tag.find(|c| !named(c)).unwrap_or(tag.len())]
                    }
                    _ => "",
                };
                found.push((name, at..at + length));
                at += length;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    (found, at.min(text.len()))
}

/// Whether a tag is one that is read later on.
fn is_known(tag: &str) -> bool {
    is_element(name_of_tag(tag))
}

/// Whether a component that begins or ends at a place is read as a link later on.
fn is_link<'a>(text: &'a str, at: usize, links: &mut Vec<&'a str>) -> bool {
    let name = name_of_tag(&text[at..]);
    if text[at..].starts_with("</") {
        let open = links.iter().rposition(|link| *link == name);
        return open.map(|open| links.truncate(open)).is_some();
    }
    let is_alone =
        end_of_element(&text[at + 1..]).is_some_and(|end| text[at..=at + end].ends_with('/'));
    let leads = leads_somewhere(text, at);
    links.extend(Some(name).filter(|_| leads && !is_alone));
    leads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_mdx_runs_is_left_out_and_the_rest_stays() {
        let text = "---\ntitle: <A>\n---\nimport X from 'x'\nimport {\n  Y,\n} from 'y'\n\nText <B/> `<C>` {/* no */}end.\n\n\
            <Go to=\"/x/\">**y** <B/></Go>\n\n\
            <Stage a={1 > 0} b=\">\">\n1. One\n</Stage>\n\n<Chart\n  title=\"t\"\n/>\n\n```jsx\nimport Z from 'z'\n<D />\n```\n\nan import is no module\n";
        let (out, said) = markdown(text, FileId(0));
        assert_eq!(out.len(), text.len());
        let words: Vec<&str> = out.split_whitespace().collect();
        assert_eq!(
            words.join(" "),
            "--- title: <A> --- Text `<C>` end. <Go to=\"/x/\">**y** </Go> 1. One ```jsx import Z from 'z' <D /> ``` an import is no module"
        );
        let said: Vec<String> = said
            .into_iter()
            .map(|d| match d.problem {
                Problem::HtmlRemoved { construct, count } => format!("{construct} {count}"),
                other => other.code().to_owned(),
            })
            .collect();
        assert_eq!(said, ["<B> 2", "<Chart> 1", "<Stage> 1"]);
    }

    #[test]
    fn ends_of_code_stand_below_its_beginning() {
        for (text, expected) in [
            ("  ```js\n  a\n      ```\nb", "  ```js\n  a\n  ```    \nb"),
            ("    ```js\n    a\n  ```\n", "  ```js  \n    a\n  ```\n"),
            ("  \t```js\n    a\n    ```\n", "   ```js\n    a\n   ``` \n"),
            (
                "````md\n  ```js\n  ```\n````\n<A/>",
                "````md\n  ```js\n  ```\n````\n    ",
            ),
            ("```js\na\n```js\n<A/>\n```", "```js\na\n```js\n<A/>\n```"),
        ] {
            assert_eq!(markdown(text, FileId(0)).0, expected, "{text}");
        }
    }
}
