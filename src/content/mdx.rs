//! MDX → Markdown: what only its own program runs is left out, what it wraps stays.
//!
//! Every byte that is left out becomes a space of its own kind, so that all else keeps its place for
//! messages.

mod expression;

use super::foreign::{GONE, end_of_element, is_element, leads_somewhere};
use crate::diagnostic::{Diagnostic, Problem};
use crate::html::name_of_tag;
use crate::source::{FileId, Span};
use expression::Expression;
use std::collections::BTreeMap;
use std::ops::Range;

/// How far the end of a tag of HTML is looked for, in bytes.
const FAR: usize = 2_000;

/// The text of a page in MDX as Markdown, and what was left out besides imports and exports, once
/// for each element.
pub fn markdown(text: &str, file: FileId) -> (String, Vec<Diagnostic>) {
    let mut reader = Reader {
        text,
        out: text.as_bytes().to_vec(),
        found: BTreeMap::new(),
        kept: None,
        links: Vec::new(),
    };
    reader.lines();
    let span = |place: Range<usize>| Span::new(file, place.start, place.end);
    let removed = reader.found.into_iter().map(|(construct, (count, place))| {
        Diagnostic::new(Problem::HtmlRemoved { construct, count }, span(place))
    });
    let kept = reader.kept.into_iter();
    let kept = kept.map(|(count, place)| expression::told(count, span(place)));
    let said = removed.chain(kept).collect();
    let text = String::from_utf8(reader.out).expect("whole characters became spaces");
    (text, said)
}

/// Reads a text line by line.
struct Reader<'a> {
    text: &'a str,
    /// The text as Markdown.
    out: Vec<u8>,
    /// What is left out: how often, and where first.
    found: BTreeMap<String, (usize, Range<usize>)>,
    /// The same of expressions that stay.
    kept: Option<(usize, Range<usize>)>,
    /// Elements that are read as links later on and are not yet closed.
    links: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn lines(&mut self) {
        let text = self.text;
        let mut at = body(text);
        let mut fence: Option<Fence> = None;
        let mut in_formula = false;
        let mut after_blank = true;
        while at < text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
            let line = &text[at..end];
            let own = line.trim();
            let mark = Fence::of(line, at);
            let is_module =
                after_blank && (own.starts_with("import ") || own.starts_with("export "));
            let mut next = end + 1;
            match (&fence, mark) {
                (Some(open), Some(mark)) if mark.closes(open) => {
                    open.align(&mark, &mut self.out);
                    fence = None;
                }
                (Some(_), _) => {}
                (None, Some(mark)) => fence = Some(mark),
                (None, None) if own == "$$" => in_formula = !in_formula,
                (None, None) if in_formula => {}
                (None, None) if is_module => {
                    let end = expression::end_of_module(text, at);
                    blank(&mut self.out, at..end);
                    next = end + 1;
                }
                (None, None) => {
                    let last = self.line(at, end);
                    // An element may go on over lines.
                    next = next.max(text[last..].find('\n').map_or(text.len(), |i| last + i) + 1);
                }
            }
            after_blank = own.is_empty();
            at = next;
        }
    }

    /// Leaves something out, and notes it under a name.
    fn leave_out(&mut self, name: String, place: Range<usize>) {
        blank(&mut self.out, place.clone());
        self.found.entry(name).or_insert((0, place)).0 += 1;
    }

    /// Reads what begins in a line, outside of code; where the last of it ends. Links stay, to be
    /// read later on.
    fn line(&mut self, start: usize, end: usize) -> usize {
        let text = self.text;
        let mut at = start;
        let mut in_code = false;
        while at < end {
            let rest = &text[at..];
            let c = rest.chars().next().unwrap_or(' ');
            let read = match c {
                '`' => {
                    in_code = !in_code;
                    None
                }
                '\\' => {
                    at += 1;
                    None
                }
                _ if in_code => None,
                '{' if rest.starts_with("{/*") => rest.find("*/}").map(|length| {
                    blank(&mut self.out, at..at + length + 3);
                    at + length + 3
                }),
                '{' => self.expression(at),
                '<' => self.tag(at, text[start..at].trim().is_empty()),
                _ => None,
            };
            at = match read {
                Some(end) => end,
                None => at + text[at..].chars().next().map_or(1, char::len_utf8),
            };
        }
        at.min(text.len())
    }

    /// Reads the expression at a place; where it ends.
    fn expression(&mut self, at: usize) -> Option<usize> {
        let (read, end) = expression::at(self.text, at)?;
        let place = at..end;
        match read {
            Expression::Text(own) => {
                blank(&mut self.out, place.clone());
                let shown = &self.text[own.clone()];
                let escaped = escaped(shown);
                match escaped.len() <= place.len() && !self.text[place].contains('\n') {
                    true => self.out[at..at + escaped.len()].copy_from_slice(escaped.as_bytes()),
                    false => self.out[own].copy_from_slice(shown.as_bytes()),
                }
            }
            Expression::Block => self.leave_out("{ … }".to_owned(), place),
            Expression::Inline => self.kept.get_or_insert((0, place)).0 += 1,
        }
        Some(end)
    }

    /// Reads the tag at a place, which may be the first of its line; where it ends.
    fn tag(&mut self, at: usize, is_first: bool) -> Option<usize> {
        let rest = &self.text[at..];
        let tag = rest.strip_prefix("</").or(rest.strip_prefix('<'))?;
        if tag.starts_with(|c: char| c.is_ascii_lowercase()) {
            let near = &rest[1..];
            let near = &near[..near.floor_char_boundary(FAR)];
            let near = near.split("\n\n").next().unwrap_or(near);
            let end = at + end_of_element(near)? + 2;
            let tag = &self.text[at..end];
            for name in expression::attributes(tag, &mut self.out[at..end]) {
                let name = format!("<{} {name}>", name_of_tag(tag));
                self.found.entry(name).or_insert((0, at..end)).0 += 1;
            }
            return Some(end);
        }
        if !tag.starts_with(|c: char| c.is_ascii_uppercase() || c == '>') {
            return None;
        }
        let end = at + end_of_element(&rest[1..])? + 2;
        let is_part = tag[name_of_tag(rest).len()..].starts_with('.');
        let is_known = is_element(name_of_tag(rest)) && !is_part;
        if is_known || is_link(self.text, at, &mut self.links) {
            return Some(end);
        }
        match rest.strip_prefix('<') {
            Some(tag) if !tag.starts_with(['/', '>']) => {
                let named = |c: char| c.is_alphanumeric() || c == '.';
                let name = &tag[..tag.find(|c| !named(c)).unwrap_or(tag.len())];
                self.leave_out(format!("<{name}>"), at..end);
                if is_first {
                    put_title(&self.text[at..end], &mut self.out[at..end]);
                }
            }
            _ => blank(&mut self.out, at..end),
        }
        Some(end)
    }
}

/// A text without what Markdown would read in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if "*_`[]<>{}\\|#&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
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

/// Puts what stands for nothing in the place of bytes, but for the ends of lines.
fn blank(out: &mut [u8], range: Range<usize>) {
    out[range]
        .iter_mut()
        .filter(|b| **b != b'\n')
        .for_each(|b| *b = GONE as u8);
}

/// What readers see of a component of which nothing else is known: its title, in the place of its
/// tag, if that has room for it.
fn put_title(tag: &str, out: &mut [u8]) {
    let Some((at, title)) = title(tag) else {
        return;
    };
    let mut shown = String::from("**");
    let has_code = title.matches('`').count().is_multiple_of(2);
    for c in title.trim().chars() {
        if "*_[]<>\\".contains(c) || c == '`' && !has_code {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown.push_str("**");
    // On the line where it is written.
    let start = if tag[..at].contains('\n') { at } else { 0 };
    let place = start..start + shown.len();
    if tag
        .get(place.clone())
        .is_some_and(|own| !own.contains('\n'))
    {
        let behind = out.get_mut(place.end).filter(|byte| **byte != b'\n');
        behind.into_iter().for_each(|byte| *byte = b' ');
        out[place].copy_from_slice(shown.as_bytes());
    }
}

/// Where a tag says the title of its component, and the title, if it is written as it is.
fn title(tag: &str) -> Option<(usize, &str)> {
    const NAMES: [&str; 4] = ["title=", "heading=", "label=", "name="];
    // The name of others says which they are, and not what they are called.
    let count = NAMES.len() - usize::from(!tag.starts_with("<FileTree."));
    let found = NAMES[..count].iter().find_map(|name| {
        let mut places = tag.match_indices(name);
        let (at, _) = places.find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?;
        Some((at, &tag[at + name.len()..]))
    });
    let (at, value) = found?;
    let value = value.strip_prefix('{').unwrap_or(value);
    let quote = value.chars().next().filter(|c| "\"'`".contains(*c))?;
    let (title, _) = value[1..].split_once(quote)?;
    let is_text = !title.contains(['\n', '{', '}', '&']) && !title.trim().is_empty();
    is_text.then_some((at, title))
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
            "--- title: <A> --- Text `<C>` end. <Go to=\"/x/\">**y** </Go> 1. One **t** ```jsx import Z from 'z' <D /> ``` an import is no module"
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
    fn titles_of_components_are_kept_where_there_is_nothing_else_of_them() {
        for (text, expected) in [
            ("<A title=\"b c\" d>", "**b c**"),
            (
                "  <A\n    b={1}\n    title={'c*'}\n  />",
                "\n\n    **c\\***\n",
            ),
            ("<A subtitle=\"b\" label='c' />", "**c**"),
            ("<A title=\"`b`\" />", "**`b`**"),
            ("<A name=\"b\" />", ""),
            ("<FileTree.File name=\"b\" />", "**b**"),
            ("a <A title=\"b\"/>", "a"),
            ("<A title={b} />", ""),
            ("<A title=\"[]<>[]<>[]\"/>", ""),
        ] {
            let (out, _) = markdown(text, FileId(0));
            assert_eq!(out.len(), text.len(), "{text}");
            let out = out.replace(GONE, " ");
            let lines: Vec<&str> = out.split('\n').map(str::trim_end).collect();
            assert_eq!(lines.join("\n"), expected, "{text}");
        }
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
            let (out, _) = markdown(text, FileId(0));
            assert_eq!(out.replace(GONE, " "), expected, "{text}");
        }
    }
}
