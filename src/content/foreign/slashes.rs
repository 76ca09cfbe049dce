//! Blocks between slashes, as MkDocs has them: `/// note | Title` up to `///`.

use super::block::{Block, kind};
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};

/// What begins and ends one.
const SIGN: &str = "///";

/// A block that is open: how many slashes it has, and whether it is one of those that are read.
struct Open {
    slashes: usize,
    is_read: bool,
}

/// Puts marks in the place of the lines around blocks that are read.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId) {
    if !prepared.has_any(&["/// "]) {
        return;
    }
    let text = &*prepared.text;
    let structure = prepared.structure();
    let (mut edits, mut marks) = (Vec::new(), Vec::new());
    let mut open: Vec<Open> = Vec::new();
    // Where the options of the block begin that the line above has opened.
    let mut options: Option<(usize, Head)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let own = content.trim_start_matches([' ', '\t', '>']);
        let (line_start, start) = (at, at + content.len() - own.len());
        let end = at + content.len();
        at += line.len();
        let head = options.as_mut().map(|(_, head)| head);
        if head.is_some_and(|head| head.option(content)) {
            edits.push(gone(line_start, at));
            continue;
        }
        let mut mark = |line| {
            marks.push(line);
            line_mark(prepared.lines.len() + marks.len() - 1)
        };
        if let Some((place, head)) = options.take() {
            let span = span(prepared, file, place..place + head.length);
            let block = head.block();
            open.push(Open {
                slashes: head.slashes,
                is_read: block.is_some(),
            });
            if let Some(block) = block {
                let text = mark(Line::Block { block, span });
                let range = place..place + head.length;
                edits.push(Edit { range, text });
            }
        }
        if !own.starts_with(SIGN) || structure.is_opaque(start) {
            continue;
        }
        let rest = own.trim_start_matches('/');
        let slashes = own.len() - rest.len();
        if rest.is_empty() && open.last().is_some_and(|open| open.slashes == slashes) {
            if open.pop().is_some_and(|open| open.is_read) {
                let span = span(prepared, file, start..end);
                let text = mark(Line::Close { span });
                let range = start..end;
                edits.push(Edit { range, text });
            }
        } else if is_closed(&text[at..], slashes) {
            options = Head::read(rest, slashes, own.len()).map(|head| (start, head));
        }
    }
    edits.sort_by_key(|edit: &Edit| edit.range.start);
    prepared.lines.extend(marks);
    prepared.edit(edits);
}

fn gone(start: usize, end: usize) -> Edit {
    Edit {
        range: start..end,
        text: String::new(),
    }
}

fn span(prepared: &Prepared<'_>, file: FileId, range: std::ops::Range<usize>) -> Span {
    let place = |at| prepared.original(at);
    Span::new(file, place(range.start), place(range.end))
}

/// Whether a line of as many slashes, and nothing else, follows.
fn is_closed(text: &str, slashes: usize) -> bool {
    let is_end = |line: &str| line.len() == slashes && line.bytes().all(|byte| byte == b'/');
    text.lines()
        .any(|line| is_end(line.trim_matches([' ', '\t', '>', '\r'])))
}

/// The line that opens a block, and the options below it.
struct Head {
    name: String,
    title: Option<String>,
    slashes: usize,
    /// How long the line is.
    length: usize,
    kind: Option<String>,
    is_open: bool,
}

impl Head {
    fn read(rest: &str, slashes: usize, length: usize) -> Option<Self> {
        let rest = rest.strip_prefix(' ')?;
        let (name, title) = match rest.split_once('|') {
            Some((name, title)) => (name, Some(title.trim().to_owned())),
            None => (rest, None),
        };
        let name = name.trim();
        let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
        let is_one = !name.is_empty() && name.chars().all(is_name);
        is_one.then(|| Self {
            name: name.to_owned(),
            title: title.filter(|title| !title.is_empty()),
            slashes,
            length,
            kind: None,
            is_open: false,
        })
    }

    /// Reads an indented line, `type: warning`, below one that is read; whether it is one.
    fn option(&mut self, line: &str) -> bool {
        let own = line.trim_start_matches([' ', '\t']);
        let is_indented = line.len() >= own.len() + 4 || line.starts_with('\t');
        let Some((key, value)) = own.split_once(':').filter(|_| is_indented) else {
            return false;
        };
        if self.block().is_none() || !matches!(key, "type" | "open" | "attrs" | "new" | "select") {
            return false;
        }
        match key {
            "type" => self.kind = Some(value.trim().to_owned()),
            "open" => self.is_open = matches!(value.trim(), "true" | "True"),
            _ => {}
        }
        true
    }

    fn block(&self) -> Option<Block> {
        let title = self.title.clone();
        let kind_of_it = self.kind.as_deref().and_then(kind);
        match self.name.as_str() {
            "details" => Some(match kind_of_it {
                Some(kind) => Block::Callout {
                    kind,
                    title,
                    opens: Some(self.is_open),
                },
                None => Block::Details {
                    title,
                    open: self.is_open,
                },
            }),
            "admonition" => {
                let kind = kind_of_it.or_else(|| kind("note"))?;
                let opens = None;
                Some(Block::Callout { kind, title, opens })
            }
            name => Block::callout(name, title),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_between_slashes_are_read() {
        for (text, expected) in [
            ("/// details | A\nb\n///\nc", "<?0?>\nb\n<?1?>\nc"),
            (
                "//// note | A\n    type: x\n\n/// tip\nb\n///\n////\n",
                "<?0?>\n\n<?1?>\nb\n<?2?>\n<?3?>\n",
            ),
            (
                "- a\n\n    /// tip\n    b\n    ///\n",
                "- a\n\n    <?0?>\n    b\n    <?1?>\n",
            ),
            ("/// caption\nb\n///\n", "/// caption\nb\n///\n"),
            (
                "/// note | never closed\nb\n",
                "/// note | never closed\nb\n",
            ),
            (
                "```\n/// note\nb\n///\n```\n",
                "```\n/// note\nb\n///\n```\n",
            ),
            (
                "a\n/// A comment of Rust.\n///\n",
                "a\n/// A comment of Rust.\n///\n",
            ),
        ] {
            let found = Prepared::after(text, |prepared| read(prepared, FileId(0)));
            assert_eq!(found, expected, "{text}");
        }
    }
}
