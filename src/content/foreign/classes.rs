//! Callouts that are written as the class of a block: `{: .note }` above or below a block in Jekyll's
//! themes, `<div class="warning">` of mdBook.

use super::block::{Block, Kind, kind};
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};
use std::ops::Range;

/// What a text has in which there is one.
const SIGNS: [&str; 3] = ["{: .", "{:.", "<div class=\""];
/// What the themes write before the name of a kind.
const PREFIXES: [&str; 7] = [
    "notice--",
    "prompt-",
    "alert-",
    "callout-",
    "admonition-",
    "block-",
    "bd-callout-",
];

/// Puts marks around such blocks.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    let mut reader = Reader {
        prepared,
        file,
        lines: lines(&prepared.text),
        marks: Vec::new(),
        edits: Vec::new(),
    };
    let mut index = 0;
    while index < reader.lines.len() {
        index = reader.line(index).unwrap_or(index).max(index) + 1;
    }
    let Reader { marks, edits, .. } = reader;
    prepared.lines.extend(marks);
    prepared.edit(edits);
}

/// Where the lines of a text stand, without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let range = at..at + line.trim_end().len();
        at += line.len();
        range
    });
    lines.collect()
}

struct Reader<'a, 'b> {
    prepared: &'a Prepared<'b>,
    file: FileId,
    lines: Vec<Range<usize>>,
    marks: Vec<Line>,
    edits: Vec<Edit>,
}

impl<'a> Reader<'a, '_> {
    /// Reads a line; the last one that belongs to a block that it begins.
    fn line(&mut self, index: usize) -> Option<usize> {
        let text = self.text(index);
        let own = text.trim_start();
        let is_element = own.starts_with("<div ");
        if !is_element && !own.starts_with("{:") {
            return None;
        }
        let start = self.lines[index].start + text.len() - own.len();
        if self.prepared.structure().is_opaque(start) {
            return None;
        }
        match is_element {
            true => self.element(index, own),
            false => self.list(index, own),
        }
    }

    fn text(&self, index: usize) -> &'a str {
        &self.prepared.text[self.lines[index].clone()]
    }

    fn is_empty(&self, index: usize) -> bool {
        self.text(index).trim().is_empty()
    }

    /// `<div class="warning">` alone on its line, up to its end.
    fn element(&mut self, index: usize, own: &str) -> Option<usize> {
        let inside = own.strip_prefix("<div ")?.strip_suffix('>')?;
        let (_, class) = inside.split_once("class=\"")?;
        let classes = class.split('"').next()?;
        let (kind, _) = class_kind(classes.split_whitespace())?;
        let mut open = 1_usize;
        let end = (index + 1..self.lines.len()).find(|next| {
            let line = self.text(*next);
            open += line.matches("<div").count();
            open = open.saturating_sub(line.matches("</div>").count());
            open == 0
        })?;
        if self.text(end).trim() != "</div>" {
            return None;
        }
        let (range, closing) = (self.lines[index].clone(), self.lines[end].clone());
        let indent = " ".repeat(range.len() - own.len());
        let title = None;
        let opened = self.callout(kind, title, &range);
        let closed = self.close(&closing);
        self.edits.push(Edit {
            range,
            text: format!("{indent}{opened}"),
        });
        self.edits.push(Edit {
            range: closing,
            text: format!("\n{indent}{closed}"),
        });
        Some(end)
    }

    /// `{: .note }` below or above a block.
    fn list(&mut self, index: usize, own: &str) -> Option<usize> {
        let inside = own.strip_prefix("{:")?.strip_suffix('}')?;
        if inside.contains(['{', '}']) {
            return None;
        }
        let words = inside.split_whitespace();
        let (kind, titled) = class_kind(words.filter_map(|word| word.strip_prefix('.')))?;
        let has_above = index > 0 && !self.is_empty(index - 1);
        let block = match has_above {
            true => self.from(index)..index,
            false => index + 1..self.to(index + 1),
        };
        let is_free = |edit: &Edit| edit.range.end <= self.lines[block.start].start;
        if block.is_empty() || !self.edits.last().is_none_or(is_free) {
            return None;
        }
        let range = self.lines[index].clone();
        let prefix = " ".repeat(range.len() - own.len());
        let gone = Edit {
            range: range.clone(),
            text: String::new(),
        };
        if has_above {
            self.block(block, (kind, titled), &prefix, &range);
            self.edits.push(gone);
            return Some(index);
        }
        let last = block.end - 1;
        self.edits.push(gone);
        self.block(block, (kind, titled), &prefix, &range);
        Some(last)
    }

    /// The first line of the block that ends above a line.
    fn from(&self, index: usize) -> usize {
        (0..index)
            .rev()
            .find(|line| self.is_empty(*line))
            .map_or(0, |line| line + 1)
    }

    /// The line behind the block that begins with a line.
    fn to(&self, index: usize) -> usize {
        let mut rest = index..self.lines.len();
        rest.find(|line| self.is_empty(*line))
            .unwrap_or(self.lines.len().max(index))
    }

    /// Puts marks around the lines of a block, which loses the sign of a quotation.
    fn block(
        &mut self,
        block: Range<usize>,
        (kind, titled): (Kind, bool),
        prefix: &str,
        place: &Range<usize>,
    ) {
        let own = |line: usize| self.text(line).trim_start();
        let is_quote = block.clone().all(|line| own(line).starts_with('>'));
        let content = |line: usize| match is_quote {
            true => own(line)[1..].trim_start_matches(' '),
            false => own(line),
        };
        let title = titled.then(|| content(block.start).to_owned());
        let opened = self.callout(kind, title, place);
        let closed = self.close(place);
        let (first, last) = (block.start, block.end - 1);
        for line in block {
            let range = self.lines[line].clone();
            let text = self.text(line);
            let indent = text.len() - text.trim_start().len();
            let mut from = range.start + indent;
            let mut new = String::new();
            if line == first {
                from = range.start;
                new = format!("{prefix}{opened}\n{}", &text[..indent]);
            }
            let to = match (line == first && titled, is_quote) {
                (true, _) => range.end,
                (false, true) => {
                    let own = &text[indent + 1..];
                    range.start + indent + 1 + usize::from(own.starts_with(' '))
                }
                (false, false) => range.start + indent,
            };
            if line != last {
                self.edits.push(Edit {
                    range: from..to,
                    text: new,
                });
                continue;
            }
            let rest = &self.prepared.text[to..range.end];
            let text = format!("{new}{rest}\n\n{prefix}{closed}");
            let range = from..range.end;
            self.edits.push(Edit { range, text });
        }
    }

    fn callout(&mut self, kind: Kind, title: Option<String>, place: &Range<usize>) -> String {
        let block = Block::Callout {
            kind,
            title,
            opens: None,
        };
        let span = self.span(place);
        self.mark(Line::Block { block, span })
    }

    fn close(&mut self, place: &Range<usize>) -> String {
        let span = self.span(place);
        self.mark(Line::Close { span })
    }

    fn span(&self, range: &Range<usize>) -> Span {
        let place = |at| self.prepared.original(at);
        Span::new(self.file, place(range.start), place(range.end))
    }

    fn mark(&mut self, line: Line) -> String {
        self.marks.push(line);
        line_mark(self.prepared.lines.len() + self.marks.len() - 1)
    }
}

/// The callout that classes stand for, and whether the first line of it is its title.
fn class_kind<'a>(classes: impl Iterator<Item = &'a str>) -> Option<(Kind, bool)> {
    let found = classes.filter_map(|class| {
        let own = class.strip_suffix("-title");
        let name = own.unwrap_or(class);
        let prefixed = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
        // Words that themes give other things too are none.
        let plain = [
            "primary",
            "secondary",
            "summary",
            "quote",
            "cite",
            "check",
            "help",
        ];
        let name = prefixed.unwrap_or(name);
        let known = prefixed.is_some() || !plain.contains(&name);
        Some((kind(name).filter(|_| known)?, own.is_some()))
    });
    found.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_callouts_make_blocks() {
        for (text, expected) in [
            ("{: .note }\na\nb\n\nc\n", "\n<?0?>\na\nb\n\n<?1?>\n\nc\n"),
            ("a\n{: .notice--info}\nb", "<?0?>\na\n\n<?1?>\n\nb"),
            (
                "> a\n>\n> b\n{: .prompt-tip }\n",
                "<?0?>\na\n\nb\n\n<?1?>\n\n",
            ),
            (
                "{: .warning-title }\n> T\n>\n> a\n",
                "\n<?0?>\n\n\na\n\n<?1?>\n",
            ),
            (
                "<div class=\"warning\">\n\na\n\n</div>\n",
                "<?0?>\n\na\n\n\n<?1?>\n",
            ),
            ("a\n{: .lead }\n", "a\n{: .lead }\n"),
            ("```\n{: .note }\na\n```\n", "```\n{: .note }\na\n```\n"),
            (
                "<div class=\"x\">\na\n</div>\n",
                "<div class=\"x\">\na\n</div>\n",
            ),
        ] {
            let found = Prepared::after(text, |prepared| read(prepared, FileId(0)));
            assert_eq!(found, expected, "{text}");
        }
    }
}
