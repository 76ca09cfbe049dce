//! Component lines: `:::name key="value"` opens one and `:::` closes it.
//!
//! Markdown does not know them. Before parsing, each such line is replaced by a processing
//! instruction, which CommonMark takes as a block of its own wherever it stands; it carries the
//! index of the line here. An offset map leads from the changed text back to the file.

use super::body::{has_reserved, is_reserved};
use super::component_line::{Line, read_line};
use super::foreign::{self, Foreign, GONE};
use super::prepared::{Edit, Prepared, line_mark};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// Makes `text[start..]` ready; offsets are those of the whole file.
pub(super) fn prepare<'a>(
    text: &'a str,
    start: usize,
    file: FileId,
    foreign: Option<&Foreign<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Prepared<'a> {
    let mut prepared = Prepared::of(text, start);
    clean(&mut prepared, foreign.is_some_and(|foreign| foreign.is_mdx));
    if let Some(foreign) = foreign {
        foreign::read(foreign, &mut prepared, file, diagnostics);
    }
    keep_signs(&mut prepared);
    find_components(&mut prepared, file, foreign, diagnostics);
    prepared
}

/// Takes out the characters that are kept for sentinels; in MDX, what stands for what was left out stays
/// for whoever reads its lines.
pub(super) fn clean(prepared: &mut Prepared<'_>, is_mdx: bool) {
    if !has_reserved(&prepared.text) {
        return;
    }
    let is_one = |c: char| is_reserved(c) && !(is_mdx && c == GONE);
    let reserved = prepared.text.match_indices(is_one);
    let edits = reserved.map(|(at, found)| Edit {
        range: at..at + found.len(),
        text: String::new(),
    });
    let edits = edits.collect();
    prepared.edit(edits);
}

/// Keeps what begins a line and is written between colons (`:smile:`) from being a definition.
fn keep_signs(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&["\n:"]) {
        return;
    }
    let text = &*prepared.text;
    let is_sign = |rest: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || "_-+".contains(c);
        let length = rest.find(|c| !inner(c)).unwrap_or(0);
        length > 0 && rest[length..].starts_with(':')
    };
    let found = text.match_indices("\n:").map(|(at, _)| at + 1);
    let found: Vec<usize> = found.filter(|at| is_sign(&text[at + 1..])).collect();
    if found.is_empty() {
        return;
    }
    let structure = prepared.structure();
    let edits = found.into_iter().filter(|at| !structure.is_opaque(*at));
    let edits = edits.map(|at| Edit {
        range: at..at,
        text: "\\".to_owned(),
    });
    prepared.edit(edits.collect());
}

/// Finds the component lines.
fn find_components(
    prepared: &mut Prepared<'_>,
    file: FileId,
    foreign: Option<&Foreign<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !prepared.has_any(&[":::"]) {
        return;
    }
    let structure = prepared.structure();
    let (mut edits, mut lines) = (Vec::new(), Vec::new());
    // What stands before each open component: its close goes to the same depth of lists and
    // quotations, however it is indented.
    let mut open: Vec<(&str, String)> = Vec::new();
    let mut ahead = Ahead::of(&prepared.text);
    let mut at = 0;
    // Whether the line above opens a component.
    let mut was_first = false;
    for line in prepared.text.split_inclusive('\n') {
        let content = line.trim_end();
        let trimmed = content.trim_start_matches([' ', '\t', '>']);
        let before = content.len() - trimmed.len();
        let range = at..at + content.len();
        let place = |offset: usize| prepared.original(range.start + before + offset);
        let own = &content[..before];
        let mut is_first = false;
        ahead.pass(line);
        if trimmed.starts_with(":::") && structure.may_begin_block(at, before) {
            if let Some(text) = foreign.and_then(|_| foreign::colons(trimmed)) {
                let text = format!("{own}{text}");
                edits.push(Edit { range, text });
            } else {
                let (trimmed, id) = looks(trimmed, foreign);
                let lead = Lead {
                    own,
                    ahead: &ahead,
                    place: &place,
                    file,
                };
                let (prefix, component) =
                    component(&trimmed, lead, &mut open, foreign, diagnostics);
                is_first = matches!(component, Line::Open { .. });
                let index = prepared.lines.len() + lines.len();
                let anchor = id.map_or_else(String::new, |id| anchor(own, &id));
                let text = format!("{anchor}{prefix}{}", line_mark(index));
                edits.push(Edit { range, text });
                lines.push(component);
            }
        } else if was_first && is_attributes(trimmed) {
            let span = Span::new(file, place(0), place(trimmed.len()));
            diagnostics.push(Diagnostic::new(Problem::ComponentSyntax, span));
        }
        was_first = is_first;
        at += line.len();
    }
    prepared.lines.append(&mut lines);
    prepared.edit(edits);
}

/// The lines of an anchor before a component, behind what stands before that.
fn anchor(own: &str, id: &str) -> String {
    format!("{own}<a id=\"{id}\"></a>\n{}\n", own.trim_end())
}

/// A line between colons without what other programs say there of looks, and the anchor that it says.
fn looks<'a>(line: &'a str, foreign: Option<&Foreign<'_>>) -> (Cow<'a, str>, Option<String>) {
    let Some(foreign) = foreign else {
        return (Cow::Borrowed(line), None);
    };
    let name = word_of(line);
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '-');
    let fields = foreign.components.get(&name[..end.unwrap_or(name.len())]);
    let has = |key: &str| fields.is_some_and(|fields| fields.iter().any(|field| field.name == key));
    foreign::without_looks(line, has)
}

/// What is around a line.
struct Lead<'a, 'b> {
    /// What stands before it.
    own: &'a str,
    /// The lines below.
    ahead: &'b Ahead,
    /// Where in the file an offset of it is.
    place: &'b dyn Fn(usize) -> usize,
    file: FileId,
}

/// A component line, and what it stands behind: its close what its beginning did.
fn component<'a>(
    line: &str,
    lead: Lead<'a, '_>,
    open: &mut Vec<(&'a str, String)>,
    foreign: Option<&Foreign<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (&'a str, Line) {
    let Lead {
        own,
        ahead,
        place,
        file,
    } = lead;
    let span = Span::new(file, place(0), place(line.len()));
    let innermost = open.last().map(|(_, name)| name);
    let component = match innermost.filter(|name| is_end(line, name, open.len(), ahead)) {
        Some(name) => {
            let (written, name) = (line.to_owned(), name.clone());
            diagnostics.push(Diagnostic::new(
                Problem::ComponentEnd { written, name },
                span,
            ));
            Line::Close { span }
        }
        None => read_line(line, place, file, diagnostics),
    };
    let name = match &component {
        Line::Open { name, .. } => name.clone(),
        _ => String::new(),
    };
    let component = match foreign {
        Some(foreign) => foreign::block(foreign, component),
        None => component,
    };
    let prefix = match &component {
        Line::Close { .. } => open.pop().map_or(own, |(before, _)| before),
        _ => {
            open.push((own, name));
            own
        }
    };
    (prefix, component)
}

/// Whether a line has nothing but attributes, which belong to the line above.
fn is_attributes(line: &str) -> bool {
    let attribute = |text: &str| {
        let (key, value) = text.split_once('=').unwrap_or((text, ""));
        let named = key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        named && !key.is_empty() && value.len() > 1 && value.starts_with('"')
    };
    attribute(line) && line.ends_with('"') && line.matches('"').count().is_multiple_of(2)
}

/// Whether a line was meant to close the innermost of the components that are open: by a word that
/// says so, or by its name again where what follows has no other line for it.
fn is_end(line: &str, name: &str, open: usize, ahead: &Ahead) -> bool {
    let written = word_of(line);
    let of_it = written.strip_suffix(&name.to_lowercase());
    let ending = of_it.map_or(&*written, |start| start.trim_end_matches([' ', '-', '_']));
    if written.starts_with('/') || ["end", "fine", "chiudi", "close"].contains(&ending) {
        return true;
    }
    !written.is_empty()
        && written == name.to_lowercase()
        && ahead.closing() < open + ahead.opening_others(&written)
}

/// What a component line says besides its colons, without capitals.
fn word_of(line: &str) -> String {
    line.trim_matches(':').trim().to_lowercase()
}

/// How many of the component lines still to come say what: counted once, whatever a text holds.
struct Ahead {
    by_word: HashMap<String, usize>,
    all: usize,
}

impl Ahead {
    fn of(text: &str) -> Self {
        let mut ahead = Self {
            by_word: HashMap::new(),
            all: 0,
        };
        for line in text.lines().map(str::trim) {
            if line.starts_with(":::") {
                *ahead.by_word.entry(word_of(line)).or_default() += 1;
                ahead.all += 1;
            }
        }
        ahead
    }

    /// A line that is no longer to come.
    fn pass(&mut self, line: &str) {
        let line = line.trim();
        if line.starts_with(":::") {
            let count = self.by_word.get_mut(&word_of(line));
            *count.expect("all lines have been counted") -= 1;
            self.all -= 1;
        }
    }

    fn saying(&self, word: &str) -> usize {
        self.by_word.get(word).copied().unwrap_or(0)
    }

    fn closing(&self) -> usize {
        self.saying("")
    }

    /// Those that open something and say something else.
    fn opening_others(&self, word: &str) -> usize {
        self.all - self.closing() - self.saying(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_replaced_and_offsets_lead_back() {
        let text = "a\n:::callout tipo=\"nota\" n=1\nb\n:::\n```\n:::x\n```\n";
        let mut diagnostics = Vec::new();
        let prepared = prepare(text, 0, FileId(0), None, &mut diagnostics);
        assert_eq!(diagnostics, []);
        assert_eq!(prepared.lines.len(), 2);
        let b = prepared.text.find("b\n").unwrap();
        assert_eq!(prepared.original(b), text.find("b\n").unwrap());
        assert!(prepared.text.contains(":::x"));
        let Line::Open {
            name, attributes, ..
        } = &prepared.lines[0]
        else {
            panic!()
        };
        assert_eq!(name, "callout");
        assert_eq!(attributes.get("tipo").unwrap().as_text(), Some("nota"));
        assert_eq!(attributes.get("n").unwrap().as_text(), Some("1"));
    }

    #[test]
    fn broken_attributes_are_reported_where_they_stand() {
        let mut diagnostics = Vec::new();
        prepare(
            ":::callout tipo=\"nota\n",
            0,
            FileId(0),
            None,
            &mut diagnostics,
        );
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].span, Span::new(FileId(0), 11, 21));
    }

    /// What a line is read as, with the text of the file that each span names.
    fn shown(line: &Line, text: &str) -> String {
        let at = |span: &Span| &text[span.start as usize..span.end as usize];
        match line {
            Line::Close { span } => format!("close {}", at(span)),
            Line::Block { .. } | Line::Formula { .. } => {
                unreachable!("without other programs' forms there is none")
            }
            Line::Open {
                name,
                span,
                attributes,
                ..
            } => {
                let entries = attributes.entries().iter().map(|(key, value)| {
                    let read = value.as_text().unwrap();
                    format!(" {}|{}={}|{read}", at(&key.span), key.text, at(&value.span))
                });
                format!("open {}|{name}{}", at(span), entries.collect::<String>())
            }
        }
    }

    #[test]
    fn parts_of_lines_are_where_they_stand() {
        let cases = [
            (":::", "close :::"),
            ("::::  ", "close ::::"),
            (":::nota", "open nota|nota"),
            ("::::  nota", "open nota|nota"),
            (":::a-b_c d=1", "open a-b_c|a-b_c d|d=1|1"),
            (
                ":::  a  b=\"c d\"   e='f'  g=h",
                "open a|a b|b=c d|c d e|e=f|f g|g=h|h",
            ),
            (":::a b=\"\"", "open a|a b|b=|"),
            (":::è ò=\"ù\" à=ì", "open è|è ò|ò=ù|ù à|à=ì|ì"),
            ("> :::a b=c", "open a|a b|b=c|c"),
        ];
        for (line, expected) in cases {
            for before in ["", "---\nè: 1\n---\n"] {
                let text = format!("{before}uno\n\n{line}\n");
                let mut diagnostics = Vec::new();
                let prepared = prepare(&text, before.len(), FileId(0), None, &mut diagnostics);
                assert_eq!(diagnostics, [], "{line}");
                let lines: Vec<String> = prepared.lines.iter().map(|l| shown(l, &text)).collect();
                assert_eq!(lines, [expected], "{line}");
            }
        }
    }

    #[test]
    fn attributes_that_are_none_are_reported_to_the_end_of_the_line() {
        let cases = [
            (":::a b=", 5),
            (":::a =b", 5),
            (":::a b=c d", 9),
            (":::a b='c", 5),
            (":::a b!=c", 5),
            (":::a!b=c", 4),
        ];
        for (line, from) in cases {
            let text = format!("uno\n\n{line}  \n");
            let mut diagnostics = Vec::new();
            prepare(&text, 0, FileId(0), None, &mut diagnostics);
            let spans: Vec<Span> = diagnostics.iter().map(|d| d.span).collect();
            let expected = Span::new(FileId(0), 5 + from, 5 + line.len());
            assert_eq!(spans, [expected], "{line}");
        }
    }

    #[test]
    fn titles_stand_behind_names() {
        let cases = [
            (":::tip Il titolo", "tip|Il titolo"),
            ("::: warning", "warning|"),
            (":::tip[Il titolo]", "tip|Il titolo"),
            (":::note[Il titolo]{a=\"b\"}", "note|Il titolo|a=b"),
            (":::{note} Il titolo", "note|Il titolo"),
            (":::{.callout-note a=\"b\"}", "callout-note||a=b"),
            (":::tip Il titolo :::", "tip|Il titolo"),
        ];
        for (text, expected) in cases {
            let mut diagnostics = Vec::new();
            let prepared = prepare(text, 0, FileId(0), None, &mut diagnostics);
            let Some(Line::Open {
                name,
                attributes,
                title,
                ..
            }) = prepared.lines.first()
            else {
                panic!("{text}");
            };
            let title = title.as_ref().map_or("", |title| &title.text);
            let mut found = format!("{name}|{title}");
            for (key, value) in attributes.entries() {
                found += &format!("|{}={}", key.text, value.as_text().unwrap());
            }
            assert_eq!(found, expected, "{text}");
            assert_eq!(diagnostics, [], "{text}");
        }
    }

    #[test]
    fn offsets_lead_back_from_everywhere() {
        let before = "---\nè: 1\n---\n";
        let body = "uno\n\n:::a b=c\n\ndue\n\n:::\n\n\u{e000}tre\u{e001} quattro\n\n::: b\n";
        let (text, start) = (format!("{before}{body}"), before.len());
        let prepared = prepare(&text, start, FileId(0), None, &mut Vec::new());
        for word in ["uno", "due", "tre", "quattro"] {
            let offset = prepared.text.find(word).unwrap();
            assert_eq!(
                prepared.original(offset),
                text.find(word).unwrap(),
                "{word}"
            );
        }
        // Without components nothing moves but the beginning.
        let prepared = prepare("---\n---\nuno", 8, FileId(0), None, &mut Vec::new());
        assert_eq!([0, 2].map(|i| prepared.original(i)), [8, 10]);
    }

    #[test]
    fn components_stand_where_a_block_may_begin() {
        let cases = [
            (":::a\n", 1),
            ("   :::a\n", 1),
            ("    :::a\n", 0),
            ("> :::a\n", 1),
            ("- uno\n\n    :::a\n", 1),
            ("- uno\n\ndue\n\n    :::a\n", 0),
            ("```\n:::a\n```\n", 0),
            ("```\n:::a\n```\n:::b\n", 1),
            (":::a\n```\n:::b\n```\n", 1),
            ("<!-- uno\n:::a\n-->\n\n:::b\n", 1),
            ("<pre>\n:::a\n</pre>\n", 0),
            ("<div>\n:::a\n</div>\n", 1),
            ("[^1]: uno\n\n    :::a\n", 1),
            ("uno :::a\n", 0),
            ("::a\n", 0),
        ];
        for (text, expected) in cases {
            let prepared = prepare(text, 0, FileId(0), None, &mut Vec::new());
            assert_eq!(prepared.lines.len(), expected, "{text:?}");
        }
    }
}
