//! YAML in its normal form: the same values, in the same order, with the same comments.
//!
//! Two spaces a level, one behind a colon, items of a list below their key, at most one blank line.
//! What a text consists of, quotation marks and breaks of lines, stays as its author wrote it.

use super::{Node, Value, parse};
use crate::source::FileId;
use std::ops::Range;

/// The normal form of a map; `None` where there is none, or it would not say the same.
pub fn normal(text: &str) -> Option<String> {
    let file = FileId(0);
    let tree = parse(text, 0, text.len(), file).ok()?;
    let mut writer = Writer {
        text,
        out: String::with_capacity(text.len()),
        done: 0,
    };
    writer.map(&tree, 0, true)?;
    writer.between(text.len(), 0, false);
    let mut out = writer.out;
    if !out.ends_with('\n') {
        out.push('\n');
    }
    // Whoever reads it must not see a difference.
    let again = parse(&out, 0, out.len(), file).ok()?;
    let same = same(&tree, &again) && comments(text) == comments(&out);
    same.then_some(out)
}

/// Whether two trees say the same.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            let mut both = a.iter().zip(b);
            a.len() == b.len() && both.all(|((k, a), (l, b))| k.text == l.text && same(a, b))
        }
        (a, b) => a == b,
    }
}

/// Everything behind the first hash of each line, without spaces: comments, and whatever looks like
/// one in a text.
fn comments(text: &str) -> Vec<String> {
    let behind = |line: &str| Some(line[line.find('#')?..].split_whitespace().collect());
    text.lines().filter_map(behind).collect()
}

struct Writer<'a> {
    text: &'a str,
    out: String,
    /// How far the text is written.
    done: usize,
}

impl<'a> Writer<'a> {
    /// The first byte of the line of another.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |i| at + i)
    }

    /// What is left of the line that is being written.
    fn rest(&self) -> &'a str {
        self.text[self.done..self.line_end(self.done)].trim()
    }

    /// Begins a line of its own.
    fn begin_line(&mut self, indent: usize) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Writes the comments on lines of their own down to a byte, and a blank line where there are.
    fn between(&mut self, to: usize, indent: usize, blank_at_end: bool) {
        let mut at = self.done;
        if at > 0 && !self.text[..at].ends_with('\n') {
            at = (self.line_end(at) + 1).min(to.max(at));
        }
        let mut blank = false;
        while at < to {
            let end = self.line_end(at);
            let line = self.text[at..end].trim();
            match line.as_bytes().first() {
                None => blank = end < to,
                Some(b'#') => {
                    self.blank_line(blank);
                    blank = false;
                    self.begin_line(indent);
                    self.out.push_str(line);
                }
                Some(_) => break,
            }
            at = end + 1;
        }
        self.blank_line(blank && blank_at_end);
    }

    fn blank_line(&mut self, wanted: bool) {
        if wanted && !self.out.is_empty() {
            self.begin_line(0);
            self.out.push('\n');
        }
    }

    /// Writes the comment that ends a line, if one does and nothing else.
    fn end_line(&mut self) -> Option<()> {
        let rest = self.rest();
        if rest.starts_with('#') {
            self.out.push(' ');
            self.out.push_str(rest);
            self.done += self.text[self.done..].find('#')? + rest.len();
        }
        (rest.is_empty() || rest.starts_with('#')).then_some(())
    }

    /// A map on lines of its own; the first entry may stand on a line that has begun.
    fn map(&mut self, node: &Node, indent: usize, fresh: bool) -> Option<()> {
        let Value::Map(entries) = &node.value else {
            return None;
        };
        for (i, (key, value)) in entries.iter().enumerate() {
            let span = key.span.start as usize..key.span.end as usize;
            if fresh || i > 0 {
                self.between(span.start, indent, true);
                self.begin_line(indent);
            }
            let written = self.text.get(span.clone())?;
            self.out.push_str(written);
            self.done = span.end;
            let colon = self.text[self.done..].find(':')?;
            if !self.text[self.done..self.done + colon].trim().is_empty() {
                return None;
            }
            self.out.push(':');
            self.done += colon + 1;
            let column = span.start - self.line_start(span.start);
            self.value(value, indent, column)?;
        }
        Some(())
    }

    /// What stands behind a colon or a hyphen; `column` is where that line of the text begins.
    fn value(&mut self, node: &Node, indent: usize, column: usize) -> Option<()> {
        let rest = self.rest();
        match &node.value {
            _ if rest.starts_with(['|', '>']) => self.lines(indent + 2, column),
            Value::List(_) | Value::Map(_) if rest.starts_with(['[', '{']) => {
                self.out.push(' ');
                self.flow(node, indent + 2)?;
                self.end_line()
            }
            Value::List(items) => {
                self.end_line()?;
                self.list(items, indent + 2)
            }
            Value::Map(_) => {
                self.end_line()?;
                self.map(node, indent + 2, true)
            }
            Value::Null => {
                let word = rest.split('#').next().unwrap_or("").trim_end();
                if !word.is_empty() {
                    self.out.push(' ');
                    self.out.push_str(word);
                    self.done += self.text[self.done..].find(word)? + word.len();
                }
                self.end_line()
            }
            Value::Scalar { .. } => {
                self.out.push(' ');
                self.scalar(node, indent + 2)?;
                self.end_line()
            }
        }
    }

    /// The items of a list on lines of their own.
    fn list(&mut self, items: &[Node], indent: usize) -> Option<()> {
        for item in items {
            let hyphen = self.hyphen()?;
            self.between(hyphen, indent, true);
            self.begin_line(indent);
            self.out.push('-');
            self.done = hyphen + 1;
            let column = hyphen - self.line_start(hyphen);
            match &item.value {
                Value::Map(entries) if !self.rest().starts_with('{') => {
                    // Where the first field stands on a line of its own, a comment may be between.
                    let first = entries.first()?.0.span.start as usize;
                    if self.line_start(first) != self.line_start(hyphen) {
                        return None;
                    }
                    self.out.push(' ');
                    self.map(item, indent + 2, false)?;
                }
                // A list in a list is told by its hyphens alone.
                Value::List(_) if !self.rest().starts_with('[') => return None,
                _ => self.value(item, indent, column)?,
            }
        }
        Some(())
    }

    /// The hyphen of the next item.
    fn hyphen(&self) -> Option<usize> {
        let mut at = self.done;
        loop {
            let end = self.line_end(at);
            let line = &self.text[at..end];
            let content = line.trim_start();
            if content.starts_with('-') {
                return Some(at + line.len() - content.len());
            }
            if end == self.text.len() || !(content.is_empty() || content.starts_with('#')) {
                return None;
            }
            at = end + 1;
        }
    }

    /// A text as it is written; where it goes on, the lines stand below it.
    fn scalar(&mut self, node: &Node, indent: usize) -> Option<()> {
        let span = node.span.start as usize..node.span.end as usize;
        // What stands before it would be lost.
        if span.start < self.done || !self.text[self.done..span.start].trim().is_empty() {
            return None;
        }
        self.copy(span, indent)
    }

    fn copy(&mut self, span: Range<usize>, indent: usize) -> Option<()> {
        let written = self.text.get(span.clone())?;
        for (i, line) in written.split('\n').enumerate() {
            if i == 0 {
                self.out.push_str(line.trim_end());
                continue;
            }
            self.out.push('\n');
            if !line.trim().is_empty() {
                self.begin_line(indent);
                self.out.push_str(line.trim());
            }
        }
        self.done = span.end;
        Some(())
    }

    /// A list or a map in brackets; over several lines as it is written.
    fn flow(&mut self, node: &Node, indent: usize) -> Option<()> {
        let open = self.text[self.done..].find(['[', '{'])? + self.done;
        let end = self.closing(open)?;
        if self.text[open..end].contains(['\n', '#']) {
            return self.copy(open..end, indent);
        }
        let (open_mark, close_mark) = match &node.value {
            Value::List(_) => ('[', ']'),
            _ => ('{', '}'),
        };
        self.out.push(open_mark);
        self.done = open + 1;
        match &node.value {
            Value::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.separate(i)?;
                    self.inner(item, indent)?;
                }
            }
            Value::Map(entries) => {
                for (i, (key, value)) in entries.iter().enumerate() {
                    self.separate(i)?;
                    let span = key.span.start as usize..key.span.end as usize;
                    self.copy(span.clone(), indent)?;
                    let colon = self.text[span.end..end].find(':')?;
                    self.done = span.end + colon + 1;
                    self.out.push(':');
                    if value.value != Value::Null {
                        self.out.push(' ');
                    }
                    self.inner(value, indent)?;
                }
            }
            _ => return None,
        }
        self.out.push(close_mark);
        self.done = end;
        Some(())
    }

    fn separate(&mut self, number: usize) -> Option<()> {
        if number > 0 {
            self.out.push_str(", ");
            self.done += self.text[self.done..].find(',')? + 1;
        }
        Some(())
    }

    /// A value in brackets.
    fn inner(&mut self, node: &Node, indent: usize) -> Option<()> {
        match &node.value {
            Value::Null => Some(()),
            Value::Scalar { .. } => self.scalar(node, indent),
            _ => self.flow(node, indent),
        }
    }

    /// One past the bracket that closes one.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        let mut quote = None;
        let mut before = ' ';
        for (i, c) in self.text[open..].char_indices() {
            match (quote, c) {
                (Some('"'), '\\') if before == '\\' => {
                    before = ' ';
                    continue;
                }
                (Some(mark), c) if c == mark && !(mark == '"' && before == '\\') => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',' | ':' | '\n') => {
                    quote = Some(c);
                }
                (None, '[' | '{') => depth += 1,
                (None, ']' | '}') => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(open + i + 1);
                    }
                }
                _ => {}
            }
            before = c;
        }
        None
    }

    /// A text of several lines behind `|` or `>`, moved as a whole.
    fn lines(&mut self, indent: usize, column: usize) -> Option<()> {
        let head = self.rest();
        let mark = head.split([' ', '#']).next().unwrap_or(head);
        self.out.push(' ');
        self.out.push_str(mark);
        self.done += self.text[self.done..].find(mark)? + mark.len();
        self.end_line()?;
        let first = (self.line_end(self.done) + 1).min(self.text.len());
        let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let mut lines = Vec::new();
        let mut at = first;
        while at < self.text.len() {
            let end = self.line_end(at);
            let line = &self.text[at..end];
            if !line.trim().is_empty() && spaces(line) <= column {
                break;
            }
            lines.push((at, line));
            at = end + 1;
        }
        let keeps = mark.contains('+');
        while !keeps && lines.last().is_some_and(|(_, line)| line.trim().is_empty()) {
            lines.pop();
        }
        let written = lines.iter().map(|(_, line)| *line);
        let own = written
            .filter(|line| !line.trim().is_empty())
            .map(spaces)
            .min();
        let own = own.unwrap_or(indent);
        let counted = mark.contains(|c: char| c.is_ascii_digit());
        if counted && own != indent {
            return None;
        }
        for (at, line) in lines {
            self.out.push('\n');
            if line.len() > own {
                self.out.extend(std::iter::repeat_n(' ', indent));
                self.out.push_str(&line[own..]);
            }
            self.done = (at + line.len() + 1).min(self.text.len());
        }
        // With this mark an empty line at the end is part of the text.
        if self.out.ends_with('\n') {
            self.out.push('\n');
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_form_has_the_same_values_order_and_comments() {
        let cases = [
            ("a:   1\nb: x  \n", "a: 1\nb: x\n"),
            ("b: 1\na: 2", "b: 1\na: 2\n"),
            ("a: \"x\"\nb: 'y'\n", "a: \"x\"\nb: 'y'\n"),
            ("\n\na: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
            (
                "# uno\na: 1   # due\n  # tre\nb: 2\n# fine\n",
                "# uno\na: 1 # due\n# tre\nb: 2\n# fine\n",
            ),
            ("a: [x,y ,  z]\n", "a: [x, y, z]\n"),
            ("a: {b:  c,d: e}\n", "a: {b: c, d: e}\n"),
            (
                "a: [{b: c},{b: \"d, e\"}] # f\n",
                "a: [{b: c}, {b: \"d, e\"}] # f\n",
            ),
            ("a: []\nb: {}\n", "a: []\nb: {}\n"),
            ("a:\n- x\n-   y\nb: 1\n", "a:\n  - x\n  - y\nb: 1\n"),
            (
                "a:\n    - b: 1\n      c: 2\n    # d\n    - b: 3\n",
                "a:\n  - b: 1\n    c: 2\n  # d\n  - b: 3\n",
            ),
            (
                "a:\n    b:\n        c: 1\nd: 2\n",
                "a:\n  b:\n    c: 1\nd: 2\n",
            ),
            ("a:\nb: ~\nc: null # x\n", "a:\nb: ~\nc: null # x\n"),
            (
                "a: |\n    x\n      y\n\n    z\n\nb: 1\n",
                "a: |\n  x\n    y\n\n  z\n\nb: 1\n",
            ),
            ("a: |+\n    x\n\nb: 1\n", "a: |+\n  x\n\nb: 1\n"),
            ("a: |+\n    x\n\n\n", "a: |+\n  x\n\n\n"),
            ("a: >-\n  x\n  y\nb: 1\n", "a: >-\n  x\n  y\nb: 1\n"),
            ("a: uno\n      due\nb: 1\n", "a: uno\n  due\nb: 1\n"),
            ("a: \"uno\n      due\"\n", "a: \"uno\n  due\"\n"),
            ("a: [x,\n    y]\n", "a: [x,\n  y]\n"),
            ("a:\n  - |\n    x\n  - y\n", "a:\n  - |\n    x\n  - y\n"),
            ("è: \"#1\"\nb: c#d\n", "è: \"#1\"\nb: c#d\n"),
            ("a: \"b # c\"   # d\n", "a: \"b # c\" # d\n"),
            ("a: # nota\n  b: 1\n", "a: # nota\n  b: 1\n"),
            (
                "a: \"x\\\"] y\"\nb: [\"x\\\"] y\",z]\n",
                "a: \"x\\\"] y\"\nb: [\"x\\\"] y\", z]\n",
            ),
        ];
        for (text, expected) in cases {
            let found = normal(text);
            assert_eq!(found.as_deref(), Some(expected), "{text:?}");
            assert_eq!(
                normal(expected).as_deref(),
                Some(expected),
                "{text:?} again"
            );
        }
        for text in ["", "- a\n", "a: [\n", "a:\n  -\n    # x\n    b: 1\n", "x\n"] {
            assert_eq!(normal(text), None, "{text:?}");
        }
    }
}
