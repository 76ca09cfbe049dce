//! Blocks that go on as long as they are indented, as MkDocs has them: `!!! note "Title"`, `???` and
//! `=== "Tab"`.

use super::block::{Block, kind};
use super::marks::without_icons;
use crate::content::component_line::Line;
use crate::content::prepared::{Edit, Prepared, line_mark};
use crate::source::{FileId, Span};

/// How far what is in a block is indented.
const INDENT: usize = 4;

/// What a text has in which there is one.
const SIGNS: [&str; 5] = ["!!!", "???", "=== \"", "===! \"", "===+ \""];

/// A block that is open.
struct Open {
    /// How far its first line is indented.
    indent: usize,
    /// It is a tab, and so its set is open too.
    is_tab: bool,
}

/// Reads the lines of a text.
struct Reader<'a, 'b> {
    prepared: &'a Prepared<'b>,
    file: FileId,
    lines: Vec<Line>,
    edits: Vec<Edit>,
    open: Vec<Open>,
    /// A set of tabs whose last tab has ended, with its indentation: another may follow.
    set: Option<usize>,
    /// Where the last line that says something ended.
    end: usize,
    /// The signs that close a block of code, and how far those that opened it are indented.
    fence: Option<(String, usize)>,
    /// Indentations of the list items around the line.
    items: Vec<usize>,
}

/// Puts the marks of components in the place of the lines that begin blocks, and takes the
/// indentation off what is in them.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    let mut reader = Reader {
        prepared,
        file,
        lines: Vec::new(),
        edits: Vec::new(),
        open: Vec::new(),
        set: None,
        end: 0,
        fence: None,
        items: Vec::new(),
    };
    let mut at = 0;
    for line in prepared.text.split_inclusive('\n') {
        reader.line(line, at);
        at += line.len();
    }
    reader.close_all();
    let Reader { lines, edits, .. } = reader;
    prepared.lines.extend(lines);
    prepared.edit(edits);
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &str, at: usize) {
        let content = line.trim_end();
        let own = content.trim_start_matches([' ', '\t']);
        if own.is_empty() {
            return;
        }
        let indent = width(&content[..content.len() - own.len()]);
        // What is outside of a block ends the code in it too.
        while self
            .open
            .last()
            .is_some_and(|open| indent < open.indent + INDENT)
        {
            self.fence = None;
            self.close();
        }
        let inner = indent - self.open.len() * INDENT;
        let may_begin = self.fence.is_none() && self.is_text(indent);
        let behind = at + line.len();
        let is_indented = || is_indented(&self.prepared.text[behind..], indent + INDENT);
        let begun = may_begin.then(|| begins(own, is_indented)).flatten();
        let is_tab = matches!(begun, Some((Block::Tab { .. }, _)));
        if let Some(indent_of_set) = self.set
            && !(is_tab && indent == indent_of_set && !matches!(begun, Some((_, true))))
        {
            self.set = None;
            self.end_mark(indent_of_set);
        }
        match begun {
            Some((block, _)) => self.begin(block, at, content, inner, indent),
            None => {
                self.follow(own, indent);
                self.unindent(at, indent);
            }
        }
        self.end = at + content.len();
    }

    /// Whether a line with this indentation is a text, and not a block of code.
    fn is_text(&self, indent: usize) -> bool {
        let base = self.open.last().map_or(0, |open| open.indent + INDENT);
        let items = self.items.iter().rev().find(|item| **item < indent);
        match items {
            Some(item) => indent < item + INDENT + 2,
            None => indent < base + INDENT,
        }
    }

    /// Keeps in mind what a line says of the following ones.
    fn follow(&mut self, own: &str, indent: usize) {
        let sign = own.as_bytes()[0];
        if let Some((fence, from)) = &self.fence {
            let closes = indent < from + INDENT
                && own.starts_with(fence.as_str())
                && own.bytes().all(|byte| byte == sign);
            if closes {
                self.fence = None;
            }
            return;
        }
        let length = own.bytes().take_while(|byte| *byte == sign).count();
        if matches!(sign, b'`' | b'~') && length >= 3 {
            self.fence = Some((own[..length].to_owned(), indent));
            return;
        }
        self.items.retain(|item| *item < indent);
        let number = own.bytes().take_while(u8::is_ascii_digit).count();
        let marker = &own[number..];
        let is_item = match number {
            0 => ["- ", "* ", "+ ", ": ", "[^"]
                .iter()
                .any(|sign| own.starts_with(sign)),
            _ => marker.starts_with(". ") || marker.starts_with(") "),
        };
        if is_item {
            self.items.push(indent);
        }
    }

    /// Takes off what stands for the blocks around a line.
    fn unindent(&mut self, at: usize, indent: usize) {
        let most = self.open.len() * INDENT;
        if most == 0 || indent < most {
            return;
        }
        let (mut gone, mut bytes) = (0, 0);
        for byte in self.prepared.text.as_bytes()[at..].iter() {
            if gone >= most {
                break;
            }
            gone += if *byte == b'\t' { INDENT } else { 1 };
            bytes += 1;
        }
        self.edits.push(Edit {
            range: at..at + bytes,
            text: String::new(),
        });
    }

    fn begin(&mut self, block: Block, at: usize, content: &str, inner: usize, indent: usize) {
        let start = at + content.len() - content.trim_start().len();
        let place = |offset| self.prepared.original(offset);
        let span = Span::new(self.file, place(start), place(at + content.len()));
        let is_tab = matches!(block, Block::Tab { .. });
        let mut text = String::new();
        let before = " ".repeat(inner);
        if is_tab && self.set.take().is_none() {
            let tabs = Block::Tabs { of_code: false };
            text = format!(
                "{before}{}\n\n",
                self.mark(Line::Block { block: tabs, span })
            );
        }
        text += &format!("{before}{}\n", self.mark(Line::Block { block, span }));
        self.edits.push(Edit {
            range: at..at + content.len(),
            text,
        });
        self.open.push(Open { indent, is_tab });
    }

    fn mark(&mut self, line: Line) -> String {
        self.lines.push(line);
        line_mark(self.prepared.lines.len() + self.lines.len() - 1)
    }

    /// Ends the innermost block, behind the last line in it.
    fn close(&mut self) {
        if let Some(indent) = self.set.take() {
            self.end_mark(indent);
        }
        let open = self.open.pop().expect("it is open");
        self.end_mark(open.indent);
        self.set = open.is_tab.then_some(open.indent);
    }

    /// Puts the mark of an end behind the last line.
    fn end_mark(&mut self, indent: usize) {
        let place = self.prepared.original(self.end);
        let span = Span::new(self.file, place, place);
        let mark = self.mark(Line::Close { span });
        let indent = " ".repeat(indent - self.open.len() * INDENT);
        let text = format!("\n{indent}{mark}");
        match self.edits.last_mut() {
            // Of two at one place the second is behind the first.
            Some(edit) if edit.range == (self.end..self.end) => edit.text += &text,
            // A block with nothing in it.
            Some(edit) if edit.range.end == self.end && !edit.text.is_empty() => {
                edit.text += &text;
            }
            _ => self.edits.push(Edit {
                range: self.end..self.end,
                text,
            }),
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        if let Some(indent) = self.set.take() {
            self.end_mark(indent);
        }
    }
}

/// How wide white space is.
fn width(space: &str) -> usize {
    space.bytes().fold(0, |width, byte| match byte {
        b'\t' => width + INDENT - width % INDENT,
        _ => width + 1,
    })
}

/// Whether the next line that says something is indented so far.
fn is_indented(text: &str, far: usize) -> bool {
    let next = text.lines().find(|line| !line.trim().is_empty());
    next.is_some_and(|line| width(&line[..line.len() - line.trim_start().len()]) >= far)
}

/// The block that a line begins, and whether it begins a set of its own. What sentences may begin with
/// too, a word with a capital or right behind the signs, needs something indented below it.
fn begins(line: &str, is_indented: impl FnOnce() -> bool) -> Option<(Block, bool)> {
    if let Some(rest) = line.strip_prefix("===") {
        let (sign, rest) = rest.split_once(' ')?;
        let title = quoted(rest)?;
        let known = sign.chars().all(|c| "!+".contains(c));
        return known.then_some((Block::Tab { title }, sign.contains('!')));
    }
    let (opens, rest) = match line.get(..3)? {
        "!!!" => (None, &line[3..]),
        "???" => {
            let rest = line[3..].strip_prefix('+');
            (Some(rest.is_some()), rest.unwrap_or(&line[3..]))
        }
        _ => return None,
    };
    let is_apart = rest.starts_with(' ');
    let rest = rest.trim();
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
    // Where it stands beside the text says nothing here.
    let words = &rest[name.len()..];
    let title = words.find('"').and_then(|at| quoted(&words[at..]));
    let before = words.split('"').next()?;
    if let (Some(open), Some(own)) = (opens, &title)
        && name.is_empty()
        && before.trim().is_empty()
    {
        let title = title.clone().filter(|_| !own.is_empty());
        return is_indented().then_some((Block::Details { title, open }, true));
    }
    let is_known = name.starts_with(char::is_alphabetic)
        && before.chars().all(|c| is_name(c) || c == ' ')
        && (is_apart && name.starts_with(char::is_lowercase) || is_indented());
    if !is_known {
        return None;
    }
    let known = kind(name);
    // A name of the site's own is what it is called.
    let title = title.or_else(|| known.is_none().then(|| capital(name)));
    let kind = known.or_else(|| kind("note"))?;
    let title = title.filter(|title| !title.is_empty() || opens.is_none());
    Some((Block::Callout { kind, title, opens }, true))
}

/// What is between quotation marks, which are all that there is.
fn quoted(text: &str) -> Option<String> {
    let inside = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(without_icons(inside))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
