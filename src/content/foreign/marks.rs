//! Signs within a text that other programs know: attribute lists, keys, icons, formulas and the links
//! of wikis.

use super::formulas::{Formula, Formulas};
use super::sizes;
use super::wiki;
use crate::content::component_line::Line;
use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared, inline_mark};
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::Programs;
use crate::source::{FileId, Span};
use std::ops::Range;

/// What a text has in which there is something.
const SIGNS: [&str; 15] = [
    "{:",
    "{ ",
    "{.",
    "{#",
    "++",
    ":material-",
    ":octicons-",
    ":fontawesome-",
    ":simple-",
    "$",
    "[[",
    "\\(",
    "\\[",
    " ^",
    "\n^",
];
/// Puts Markdown, or marks, in the place of what is understood.
pub(super) fn read(
    prepared: &mut Prepared<'_>,
    file: FileId,
    programs: Programs,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    let text = &*prepared.text;
    let formulas = Formulas::of(prepared);
    let (mut edits, mut lines) = (Vec::new(), Vec::new());
    let mut icons: Option<(Range<usize>, usize)> = None;
    let mut at = 0;
    while let Some(found) = next_sign(&text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        let sign = text.as_bytes()[start];
        let formula = || formulas.at(start);
        let Some(found) = sign_at(text, start, programs, formula) else {
            if sign == b'\\' {
                at = (start + 2).min(text.len());
                at = text.ceil_char_boundary(at);
            }
            continue;
        };
        // Few texts have one, so that few are read by Markdown for it.
        if let Some(code) = prepared.structure().code_at(start) {
            at = code.end.max(at);
            continue;
        }
        let edit = match found {
            Sign::Formula((range, tex, display)) => {
                let place = |at| prepared.original(at);
                let span = Span::new(file, place(range.start), place(range.end));
                lines.push(Line::Formula { tex, display, span });
                let text = inline_mark(prepared.lines.len() + lines.len() - 1);
                Edit { range, text }
            }
            Sign::Edit(edit) => edit,
        };
        edits.extend(span_brackets(text, &edit));
        if sign == b':' {
            icons.get_or_insert((edit.range.clone(), 0)).1 += 1;
        }
        at = edit.range.end.max(at);
        edits.push(edit);
    }
    diagnostics.extend(icons.map(|(range, count)| {
        let place = |at| prepared.original(at);
        let span = Span::new(file, place(range.start), place(range.end));
        let construct = ":icon:".to_owned();
        Diagnostic::new(Problem::HtmlRemoved { construct, count }, span)
    }));
    prepared.lines.extend(lines);
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    // What was changed within a span already keeps its brackets out of the way.
    edits.dedup_by(|next, before| next.range.start < before.range.end);
    prepared.edit(edits);
}

/// What a sign is.
enum Sign {
    Edit(Edit),
    Formula(Formula),
}

/// Where the next byte is with which a sign may begin.
fn next_sign(text: &[u8]) -> Option<usize> {
    let begins = |byte: &u8| matches!(byte, b'{' | b'+' | b':' | b'$' | b'[' | b'\\' | b'!' | b'^');
    text.iter().position(begins)
}

/// What is understood of a sign wherever it stands.
fn sign_at(
    text: &str,
    start: usize,
    programs: Programs,
    formula: impl FnOnce() -> Option<Formula>,
) -> Option<Sign> {
    let edit = match text.as_bytes()[start] {
        b'{' => attributes(text, start),
        b'+' => keys(text, start),
        b':' => icon(text, start),
        b'[' | b'!' => wiki::read(text, start, programs),
        b'^' => place(text, start),
        _ => return formula().map(Sign::Formula),
    };
    edit.map(Sign::Edit)
}

/// `{: .class #id }` behind something or alone on its line: only the anchor stays.
fn attributes(text: &str, start: usize) -> Option<Edit> {
    let rest = &text[start + 1..];
    let length = rest.find(['}', '\n', '{'])?;
    let end = start + length + 2;
    if !rest[length..].starts_with('}') {
        return None;
    }
    let inside = rest[..length].strip_prefix(':').unwrap_or(&rest[..length]);
    let words = inside.trim();
    if words.eq_ignore_ascii_case("toc") {
        return contents(text, start, end);
    }
    let first = words.split_whitespace().next()?;
    if !is_list(first) {
        return None;
    }
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[from..start];
    // Those of a component are its own.
    if before
        .trim_start_matches([' ', '\t', '>'])
        .starts_with(":::")
    {
        return None;
    }
    // Markdown reads those of headings, without the colon.
    if before.trim_start().starts_with('#')
        && text[end..]
            .trim_start_matches(' ')
            .starts_with(['\n', '\r'])
    {
        return rest.starts_with(':').then(|| Edit {
            range: start + 1..start + 2,
            text: String::new(),
        });
    }
    let behind = before.ends_with([')', ']', '`', '*', ':', '>']);
    let after = text[end..].split('\n').next().unwrap_or("");
    let alone = before.trim_matches([' ', '\t', '>']).is_empty() && after.trim().is_empty();
    if !(behind || alone) {
        return None;
    }
    if let Some(edit) = sizes::read(text, start, end, words) {
        return Some(edit);
    }
    let mut names = words.split_whitespace();
    let id = names.find_map(|word| word.strip_prefix('#'));
    let text = id
        .filter(|id| is_name(id))
        .map(|id| format!("<a id=\"{id}\"></a>"));
    Some(Edit {
        range: start..end,
        text: text.unwrap_or_default(),
    })
}

fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "-_:".contains(c);
    name.starts_with(char::is_alphabetic) && name.chars().all(inner)
}

/// Whether a list of attributes begins with a word.
fn is_list(first: &str) -> bool {
    match first.strip_prefix(['.', '#']) {
        Some(name) => is_name(name),
        None => first.split_once('=').is_some_and(|(key, _)| is_name(key)),
    }
}

/// The brackets of `[text]{.class}`, which are nothing without what stands behind them.
fn span_brackets(text: &str, list: &Edit) -> Vec<Edit> {
    let is_list = text[list.range.clone()].starts_with('{');
    let line = text[..list.range.start]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let inside = line.strip_suffix(']').filter(|_| is_list);
    let open = inside.and_then(|inside| Some((inside.rfind('[')?, inside)));
    let Some((open, inside)) = open else {
        return Vec::new();
    };
    let own = &inside[open + 1..];
    let is_link = inside[..open].ends_with([']', '!', '\\', '['])
        || own.is_empty()
        || own.contains(']')
        || own.starts_with('^')
        || text.contains(&format!("[{own}]: "));
    let from = list.range.start - line.len();
    let signs = [from + open, list.range.start - 1];
    let signs = signs.into_iter().filter(|_| !is_link);
    let gone = signs.map(|at| Edit {
        range: at..at + 1,
        text: String::new(),
    });
    gone.collect()
}

/// `* TOC` and `{:toc}` on the line below: contents, which every page has beside it.
fn contents(text: &str, start: usize, end: usize) -> Option<Edit> {
    let line = text[..start].strip_suffix('\n')?;
    let from = line.rfind('\n').map_or(0, |at| at + 1);
    let is_item = line[from..].starts_with(['*', '-', '+', '1']);
    is_item.then(|| Edit {
        range: from..end,
        text: String::new(),
    })
}

/// `++ctrl+c++`.
fn keys(text: &str, start: usize) -> Option<Edit> {
    let inside = text[start..].strip_prefix("++")?;
    let free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '+');
    let length = near(inside).find("++").filter(|length| *length > 0)?;
    let own = &inside[..length];
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-_".contains(c);
    let after = &inside[length + 2..];
    if !free || !own.chars().all(is_key) || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let keys = own.split('+').map(|key| {
        let mut letters = key.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase().to_string());
        format!(
            "<kbd>{}{}</kbd>",
            first.unwrap_or_default(),
            letters.as_str()
        )
    });
    Some(Edit {
        range: start..start + length + 4,
        text: keys.collect::<Vec<_>>().join("+"),
    })
}

/// `:material-check:`, which is a drawing that nothing here has.
fn icon(text: &str, start: usize) -> Option<Edit> {
    let rest = &text[start + 1..];
    let sets = [
        "material-",
        "octicons-",
        "fontawesome-",
        "simple-",
        "lucide-",
    ];
    sets.iter().find(|set| rest.starts_with(*set))?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let length = rest.find(|c| !is_name(c))?;
    if !rest[length..].starts_with(':') {
        return None;
    }
    let mut end = start + length + 2;
    // What it looks like goes with it.
    let behind = text[end..].split('\n').next().unwrap_or("");
    if behind.starts_with('{')
        && let Some(list) = attributes(&format!("`{behind}"), 1)
    {
        end += list.range.end - 1;
    }
    // Spaces on both sides would indent what a list item begins with.
    if text[..start].ends_with([' ', '\n']) || start == 0 {
        end += text[end..].len() - text[end..].trim_start_matches(' ').len();
    }
    Some(Edit {
        range: start..end,
        text: String::new(),
    })
}

/// A title without icons.
pub(super) fn without_icons(title: &str) -> String {
    let mut out = title.to_owned();
    let mut at = 0;
    while let Some(found) = out[at..].find(':') {
        at += found;
        match icon(&out, at) {
            Some(edit) => out.replace_range(edit.range, ""),
            None => at += 1,
        }
    }
    out.trim().to_owned()
}

/// `^name` behind a block, by which links lead to it.
fn place(text: &str, start: usize) -> Option<Edit> {
    let rest = text[start + 1..].split('\n').next()?;
    let name = rest.trim_end();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let free = start == 0 || text[..start].ends_with([' ', '\n']);
    (free && name.len() > 2 && name.chars().all(is_name)).then(|| Edit {
        range: start..start + 1 + name.len(),
        text: format!("<a id=\"{name}\"></a>"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        Prepared::after(text, |prepared| {
            read(prepared, FileId(0), Programs::default(), &mut Vec::new());
        })
    }

    #[test]
    fn signs_become_markdown() {
        for (text, expected) in [
            ("[a](b){ .button } c", "[a](b) c"),
            ("a [b c]{.d} [e][f]{.g} ![h]{.i}", "a b c [e][f] ![h]"),
            ("[a]{.b}\n\n[a]: c", "[a]\n\n[a]: c"),
            (":::note[a]{.b #c}", ":::note[a]{.b #c}"),
            ("[a](b){: #x .y } c", "[a](b)<a id=\"x\"></a> c"),
            ("## A {: #b }\n", "## A { #b }\n"),
            ("text\n{: .lead }\n", "text\n\n"),
            ("a\n\n* TOC\n{:toc}\n\nb", "a\n\n\n\nb"),
            ("a\n{:toc}\n", "a\n{:toc}\n"),
            ("a { .b } c {.d}", "a { .b } c {.d}"),
            (
                "a ![b](c.png){: width=\"9\" .d} e",
                "a <img src=\"c.png\" alt=\"b\" width=\"9\"> e",
            ),
            (
                "++ctrl+c++ i++ and j++",
                "<kbd>Ctrl</kbd>+<kbd>C</kbd> i++ and j++",
            ),
            (":material-check:{ .ok } a :smile:", "a :smile:"),
            (
                "[[Page]] [[a/b#c|d]] ![[x.png|300]]",
                "[Page](<Page>) [d](<a/b#c>) ![x](<x.png>)",
            ),
            ("[[a = 1]] [[x]](y)", "[[a = 1]] [[x]](y)"),
            ("$x^2$ and $a$", "`0` and `1`"),
            ("$`a`$ and `$x^2$`", "`0` and `$x^2$`"),
            ("a \\\\(x_1\\\\) and \\(b\\)", "a `0` and `1`"),
            ("\\\\[ x_1 \\\\]", "`0`"),
            ("\\(a\\) first\n\\(b\\) next", "\\(a\\) first\n\\(b\\) next"),
            ("a ^abc1\n\nb ^2", "a <a id=\"abc1\"></a>\n\nb ^2"),
            ("$$\na\n$$", "`0`"),
            ("\\(x_1\\) \\(or not\\)", "`0` \\(or not\\)"),
            (
                "[a](b\\(v=1\\)) [a](b)\\(x_1\\)",
                "[a](b\\(v=1\\)) [a](b)`0`",
            ),
            (
                "$5 and $6, $5-$10, $HOME/$PATH, `$x^2$`",
                "$5 and $6, $5-$10, $HOME/$PATH, `$x^2$`",
            ),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }
}
