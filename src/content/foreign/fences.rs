//! What other programs write as blocks of code and is none: directives of MyST (```` ```{note} ````),
//! callouts of mdBook (```` ```admonish ````) and formulas (```` ```math ````); and the lines of code
//! that books do not show.

use super::block::Block;
use super::directive::{self, Directive, Means};
use super::hidden_lines::Hidden;
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, inline_mark, line_mark};
use crate::schema::Programs;
use crate::source::{FileId, Span};
use std::ops::Range;

/// What a text has in which there is something.
const SIGNS: [&str; 9] = [
    "```{",
    "~~~{",
    ":::{",
    "``` {",
    "```admonish",
    "```math",
    "``` math",
    "```rust",
    "hidelines=",
];

/// A block whose end is still to come.
struct Open {
    sign: u8,
    length: usize,
    /// It is a block of code, so that nothing in it is anything else.
    is_code: bool,
    hidden: Option<Hidden>,
}

/// A line that has the signs of a block.
struct Fence<'a> {
    sign: u8,
    length: usize,
    /// What stands behind the signs.
    info: &'a str,
}

struct Reader<'a, 'b> {
    prepared: &'a Prepared<'b>,
    file: FileId,
    programs: Programs,
    /// Whether what is written is read once more, so that a sign before another stays.
    keeps: bool,
    lines: Vec<Range<usize>>,
    marks: Vec<Line>,
    edits: Vec<Edit>,
    open: Vec<Open>,
}

/// Puts marks, or Markdown, in the place of what is understood.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId, (programs, keeps): (Programs, bool)) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    let mut at = 0;
    let lines = prepared.text.split_inclusive('\n').map(|line| {
        let range = at..at + line.trim_end().len();
        at += line.len();
        range
    });
    let mut reader = Reader {
        lines: lines.collect(),
        prepared,
        file,
        programs,
        keeps,
        marks: Vec::new(),
        edits: Vec::new(),
        open: Vec::new(),
    };
    let mut index = 0;
    while index < reader.lines.len() {
        index = reader.line(index).max(index) + 1;
    }
    let Reader { marks, edits, .. } = reader;
    prepared.lines.extend(marks);
    prepared.edit(edits);
}

impl<'a> Reader<'a, '_> {
    /// Reads a line; the last one that belongs to what it begins.
    fn line(&mut self, index: usize) -> usize {
        let (before, own) = self.parts(index);
        let start = self.lines[index].start + before.len();
        let fence = fence(own);
        if let Some(open) = self.open.last() {
            if fence.as_ref().is_some_and(|fence| open.is_closed_by(fence)) {
                if !open.is_code {
                    let place = self.prepared.original(start);
                    let span = Span::new(self.file, place, place + own.len());
                    let mark = self.mark(Line::Close { span });
                    self.replace(start..start + own.len(), mark);
                }
                self.open.pop();
                return index;
            }
            if open.is_code {
                let edit = open.hidden.as_ref().and_then(|hidden| hidden.edit(own));
                match edit {
                    // With its end, so that no empty line stays.
                    Some(text) if text.is_empty() => {
                        let end = self
                            .lines
                            .get(index + 1)
                            .map_or(start + own.len(), |l| l.start);
                        self.replace(self.lines[index].start..end, text);
                    }
                    Some(text) if !self.keeps => {
                        self.replace(start..start + own.len(), text);
                    }
                    Some(_) | None => {}
                }
                return index;
            }
        }
        match fence {
            Some(fence) if fence.sign == b':' => self.colons(index, start, &fence),
            Some(fence) if self.begins(start, before.len()) => self.begin(index, start, &fence),
            _ => index,
        }
    }

    /// Whether Markdown takes a line for the beginning of code; within what has been read nobody
    /// knows.
    fn begins(&self, start: usize, before: usize) -> bool {
        let structure = self.prepared.structure();
        !self.open.is_empty() || structure.begins_fence(start - before..=start)
    }

    fn begin(&mut self, index: usize, start: usize, fence: &Fence<'_>) -> usize {
        let end = (index + 1..self.lines.len()).find(|next| {
            let own = self.parts(*next).1;
            let closing = self::fence(own);
            closing.is_some_and(|closing| closing.closes(fence.sign, fence.length))
        });
        let directive = Directive::read(fence.info).zip(end);
        let Some((mut directive, end)) = directive else {
            self.open.push(Open {
                sign: fence.sign,
                length: fence.length,
                is_code: true,
                hidden: Hidden::of(fence.info, self.programs.book),
            });
            return index;
        };
        let first = index + 1;
        let options = (first..end).take_while(|at| directive.option(self.parts(*at).1));
        let last = options.last().unwrap_or(index);
        let inside: Vec<&str> = (last + 1..end).map(|at| self.parts(at).1).collect();
        let mut range = start..self.lines[last].end;
        let place = |at| self.prepared.original(at);
        let span = Span::new(self.file, place(range.start), place(self.lines[index].end));
        let mut open = Open {
            sign: fence.sign,
            length: fence.length,
            is_code: false,
            hidden: None,
        };
        let text = match directive.means(&inside) {
            Means::Block(block) => self.mark(Line::Block { block, span }),
            Means::Code(info) => {
                // An empty line parts the options from the code.
                let is_empty = last > index && last + 1 < end && inside[0].is_empty();
                range.end = self.lines[last + usize::from(is_empty)].end;
                open.is_code = true;
                let signs = char::from(fence.sign).to_string().repeat(fence.length);
                format!("{signs}{info}")
            }
            Means::Formula(tex) => {
                let mark = self.formula(tex, span);
                self.replace(start..self.lines[end].end, mark);
                return end;
            }
            Means::Picture(picture, caption) => {
                let text = self.figure(picture, caption, self.parts(index).0, span);
                self.replace(start..self.lines[end].end, text);
                return end;
            }
            Means::Unknown => {
                open.is_code = true;
                self.open.push(open);
                return last;
            }
        };
        self.replace(range, text);
        self.open.push(open);
        last
    }

    fn formula(&mut self, tex: String, span: Span) -> String {
        let display = true;
        self.marks.push(Line::Formula { tex, display, span });
        inline_mark(self.prepared.lines.len() + self.marks.len() - 1)
    }

    /// A picture with what is said of it, if anything is; `before` stands before each of its lines.
    fn figure(
        &mut self,
        picture: String,
        caption: Option<String>,
        before: &str,
        span: Span,
    ) -> String {
        let Some(caption) = caption else {
            return picture;
        };
        let block = Block::Figure { caption };
        let opened = self.mark(Line::Block { block, span });
        let closed = self.mark(Line::Close { span });
        let empty = before.trim_end();
        format!("{opened}\n{empty}\n{before}{picture}\n{empty}\n{before}{closed}")
    }

    /// A line between colons is one of a component; what it says further is on the lines below.
    fn colons(&mut self, index: usize, start: usize, fence: &Fence<'_>) -> usize {
        let directive = Directive::between_colons(fence.info);
        let is_code = || self.prepared.structure().is_opaque(start);
        let Some(mut directive) = directive.filter(|_| !is_code()) else {
            return index;
        };
        let rest = index + 1..self.lines.len();
        let options = rest.take_while(|at| directive.option(self.parts(*at).1));
        let last = options.last().unwrap_or(index);
        if let Some(name) = directive.callout() {
            let title = directive.title().unwrap_or_default();
            let signs = ":".repeat(fence.length);
            let text = format!("{signs}{name} {title}");
            self.replace(start..self.lines[last].end, text.trim_end().to_owned());
        } else if last > index {
            self.replace(self.lines[index].end..self.lines[last].end, String::new());
        }
        last
    }

    /// What stands before a line, and the line.
    fn parts(&self, index: usize) -> (&'a str, &'a str) {
        let line = &self.prepared.text[self.lines[index].clone()];
        let own = line.trim_start_matches([' ', '\t', '>']);
        line.split_at(line.len() - own.len())
    }

    fn mark(&mut self, line: Line) -> String {
        self.marks.push(line);
        line_mark(self.prepared.lines.len() + self.marks.len() - 1)
    }

    fn replace(&mut self, range: Range<usize>, text: String) {
        self.edits.push(Edit { range, text });
    }
}

impl Open {
    fn is_closed_by(&self, fence: &Fence<'_>) -> bool {
        fence.closes(self.sign, self.length)
    }
}

impl Fence<'_> {
    fn closes(&self, sign: u8, length: usize) -> bool {
        self.sign == sign && self.length >= length && self.info.is_empty()
    }
}

/// The signs of a block that a line begins with.
fn fence(own: &str) -> Option<Fence<'_>> {
    let sign = *own.as_bytes().first()?;
    if !matches!(sign, b'`' | b'~' | b':') {
        return None;
    }
    let length = own.bytes().take_while(|byte| *byte == sign).count();
    let info = own[length..].trim();
    let is_code_within = sign == b'`' && info.contains('`');
    (length >= 3 && !is_code_within).then_some(Fence { sign, length, info })
}

/// The directive that what stands behind the signs of a block of code names.
pub(in crate::content) fn directive(info: &str) -> Option<&'static str> {
    directive::name(info)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_code_that_are_none_are_read() {
        let book = Programs {
            book: true,
            ..Programs::default()
        };
        for (text, expected) in [
            ("```{note}\n“à”\n```\n├─ b", "<?0?>\n“à”\n<?1?>\n├─ b"),
            (
                "> ```{tip} A\n> :class: x\n>\n> b\n> ```\n",
                "> <?0?>\n>\n> b\n> <?1?>\n",
            ),
            (
                "````{tab-set}\n```{tab-item} A\n~~~\n```{note}\n~~~\n```\n````\n",
                "<?0?>\n<?1?>\n~~~\n```{note}\n~~~\n<?2?>\n<?3?>\n",
            ),
            ("```{toctree}\na\n```\n", "```{toctree}\na\n```\n"),
            ("```{note}\nnever closed", "```{note}\nnever closed"),
            (
                "```{r}\nx\n```\n```{.js}\n```\n",
                "```{r}\nx\n```\n```{.js}\n```\n",
            ),
            ("~~~\n```{note}\n```\n~~~\n", "~~~\n```{note}\n```\n~~~\n"),
            ("<!--\n```{note}\n```\n-->\n", "<!--\n```{note}\n```\n-->\n"),
            (
                "```{code-block} py\n:caption: a.py\n\nx\n```\n",
                "```py title=\"a.py\"\nx\n```\n",
            ),
            ("```{image} b.png\n:alt: c\n```\n", "![c](<b.png>)\n"),
            (
                "```{figure} b.png\n:alt: c\n\nd *e*\n```\n",
                "<?0?>\n\n![c](<b.png>)\n\n<?1?>\n",
            ),
            ("```math\nx^2\n```\n", "`0`\n"),
            ("- a\n\n  ```math\n  x\n  ```\n", "- a\n\n  `0`\n"),
            ("```admonish tip \"A\"\nb\n```\n", "<?0?>\nb\n<?1?>\n"),
            (
                ":::{admonition} A *b*\n:class: tip\n\nc\n:::\n",
                ":::tip A *b*\n\nc\n:::\n",
            ),
            (":::{note}\n:class: x\nc\n:::\n", ":::{note}\nc\n:::\n"),
            (
                "```rust,editable\n# fn a() {\n    # b\nc\n#\n## d\n#[e]\n```\n# F\n",
                "```rust,editable\nc\n# d\n#[e]\n```\n# F\n",
            ),
            (
                "```sh\n# a\n```\n```rust\nb\n```\n",
                "```sh\n# a\n```\n```rust\nb\n```\n",
            ),
            (
                "```python,hidelines=~\n~a\nb\n```\n",
                "```python,hidelines=~\nb\n```\n",
            ),
        ] {
            let found = Prepared::after(text, |prepared| read(prepared, FileId(0), (book, false)));
            assert_eq!(found, expected, "{text}");
        }
        let mut prepared = Prepared::of("```rust\n# a\n```\n", 0);
        read(&mut prepared, FileId(0), (Programs::default(), false));
        assert_eq!(prepared.text, "```rust\n# a\n```\n");
        let mut prepared = Prepared::of("```rust\n# a\n## b\n```\n", 0);
        read(&mut prepared, FileId(0), (book, true));
        assert_eq!(prepared.text, "```rust\n## b\n```\n");
    }
}
