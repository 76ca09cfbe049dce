//! Signs within a text that other programs know: attribute lists, keys, icons, formulas and the links
//! of wikis.

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
/// How far the end of something is looked for, in bytes.
const FAR: usize = 2_000;

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
    let (mut edits, mut lines) = (Vec::new(), Vec::new());
    let mut icons: Option<(Range<usize>, usize)> = None;
    let mut at = 0;
    while let Some(found) = next_sign(&text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        let sign = text.as_bytes()[start];
        let Some(found) = sign_at(text, start, programs) else {
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
            Sign::Formula(range, tex, display) => {
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
    /// Where it stands, what it says, and whether on lines of its own.
    Formula(Range<usize>, String, bool),
}

/// Where the next byte is with which a sign may begin.
fn next_sign(text: &[u8]) -> Option<usize> {
    let begins = |byte: &u8| matches!(byte, b'{' | b'+' | b':' | b'$' | b'[' | b'\\' | b'!' | b'^');
    text.iter().position(begins)
}

/// What is understood of a sign wherever it stands.
fn sign_at(text: &str, start: usize, programs: Programs) -> Option<Sign> {
    let edit = match text.as_bytes()[start] {
        b'{' => attributes(text, start),
        b'+' => keys(text, start),
        b':' => icon(text, start),
        b'[' | b'!' => wiki::read(text, start, programs),
        b'^' => place(text, start),
        _ => {
            let (range, tex, display) = formula(text, start)?;
            return Some(Sign::Formula(range, tex, display));
        }
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
    let is_name = |name: &str| {
        let inner = |c: char| c.is_alphanumeric() || "-_:".contains(c);
        name.starts_with(char::is_alphabetic) && name.chars().all(inner)
    };
    let read = match first.strip_prefix(['.', '#']) {
        Some(name) => is_name(name),
        None => first.split_once('=').is_some_and(|(key, _)| is_name(key)),
    };
    if !read {
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

/// `$x^2$`, `$$…$$`, `\(…\)` and `\[…\]`.
fn formula(text: &str, start: usize) -> Option<(Range<usize>, String, bool)> {
    let rest = &text[start..];
    let signs = [
        ("$$", "$$", true),
        // Of GitHub and GitLab.
        ("$`", "`$", false),
        ("$", "$", false),
        // As MathJax has them in mdBook and Jekyll.
        ("\\\\(", "\\\\)", false),
        ("\\\\[", "\\\\]", true),
        ("\\(", "\\)", false),
        ("\\[", "\\]", true),
    ];
    let (open, close, display) = *signs.iter().find(|(open, _, _)| rest.starts_with(open))?;
    let inside = &rest[open.len()..];
    let near = &inside[..inside.floor_char_boundary(FAR)];
    let length = near.find(close)?;
    let own = &inside[..length];
    let after = &inside[length + close.len()..];
    if own.trim().is_empty() || own.contains("\n\n") || text[..start].ends_with('\\') {
        return None;
    }
    if is_in_address(&text[..start]) {
        return None;
    }
    let looks = own.contains(['\\', '^', '_', '=', '{', '+', '<', '>', '/']);
    let meant = match open {
        "$" => {
            let short = own.len() <= 3 && own.chars().all(char::is_alphabetic);
            let free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '$');
            let tight =
                !own.starts_with(char::is_whitespace) && !own.ends_with(char::is_whitespace);
            let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '$');
            free && tight && ends && (looks || short) && !own.contains('`')
        }
        "$$" => true,
        "$`" => !own.contains(['`', '\n']),
        // A letter between brackets in a sentence is one too; at the beginning of a line it counts.
        "\\(" if own.len() == 1 && own.chars().all(char::is_alphabetic) => {
            text[..start].ends_with(' ') && !text[..start].trim_end_matches(' ').ends_with('\n')
        }
        _ => own.contains(['\\', '^', '_', '=']),
    };
    let range = start..start + open.len() + length + close.len();
    let display = display && !(open == "$$" && is_in_a_sentence(text, &range));
    meant.then(|| (range, own.trim().to_owned(), display))
}

/// Whether the sentence goes on behind a formula: kramdown and remark have those in sentences between
/// the signs of those that stand alone. Behind one of these may be its number, its name or the end
/// of an element.
fn is_in_a_sentence(text: &str, formula: &Range<usize>) -> bool {
    let before = text[..formula.start].rsplit('\n').next().unwrap_or("");
    let behind = text[formula.end..].split('\n').next().unwrap_or("").trim();
    let is_alone = match before.trim().is_empty() {
        true => behind.starts_with(['{', '<', '(']),
        false => behind.starts_with(['{', '<']),
    };
    !behind.is_empty() && !is_alone && !text[formula.clone()].contains('\n')
}

/// Whether a text ends within the address of a link, where brackets may have signs before them.
fn is_in_address(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let address = word.rfind("](").map(|at| &word[at + 2..]);
    address.is_some_and(|address| !address.replace("\\)", "").contains(')'))
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
    fn a_formula_in_a_sentence_stands_in_its_line() {
        for (text, stands_alone) in [
            ("a $$x$$ b", false),
            ("a $$x$$.", false),
            ("- $$x$$ is b", false),
            ("| $$x$$ | b |", false),
            ("a $$x$$ (in b)", false),
            ("a $$x$$ {: .b}", true),
            ("$$x$$", true),
            ("a:\n$$x$$\nb", true),
            ("$$x$$ (1)", true),
            ("$$x$$ {#eq-a}", true),
            ("<p>$$x$$</p>", true),
            ("a $$\nx\n$$ b", true),
        ] {
            let (_, _, display) = formula(text, text.find('$').unwrap()).unwrap();
            assert_eq!(display, stands_alone, "{text}");
        }
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
