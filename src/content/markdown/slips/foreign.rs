//! What other generators have where this one has components.

use crate::content::markdown::run::{Found, MASK, Written, near, near_end};
use crate::diagnostic::Slip;
use std::ops::Range;

/// A construct of another generator: its kind, which is one message a page, and as it is shown.
pub(super) struct Construct {
    /// The same for all of its kind.
    pub kind: &'static str,
    /// With its name.
    pub shown: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Tags in braces: what opens them, what closes them, their kind.
const TAGS: [(&str, &str, &str); 6] = [
    ("{{<", ">}}", "{{< … >}}"),
    ("{{%", "%}}", "{{% … %}}"),
    ("{%", "%}", "{% … %}"),
    ("{!", "!}", "{! … !}"),
    ("<%", "%>", "<% … %>"),
    ("{{", "}}", "{{ … }}"),
];

/// The tags in braces of a text.
pub(super) fn tags(text: &str, out: &mut Vec<Construct>) {
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '<']) {
        let start = at + found;
        at = start + 1;
        let rest = &text[start..];
        if let Some(length) = office(rest) {
            out.push(Construct {
                kind: "<o:p>",
                shown: rest[..length].replace(MASK, "…"),
                range: start..start + length,
            });
            at = start + length;
            continue;
        }
        let Some((open, close, kind)) = TAGS.iter().find(|(open, _, _)| rest.starts_with(open))
        else {
            continue;
        };
        // `{%}` opens one and closes none.
        let behind = &rest[open.len()..];
        let Some(length) = near(behind).find(close) else {
            continue;
        };
        let end = open.len() + length;
        let inside = behind[..length].trim_start_matches(['-', '/', '#', '=', ' ', '\t', '\n']);
        let is_name = |c: &char| c.is_alphanumeric() || "_.$-/".contains(*c);
        let name: String = inside.chars().take_while(is_name).collect();
        // What looks like an element is read as one.
        let element = *open == "{{" && inside.starts_with(['<', MASK]);
        // Braces of formulas are none.
        let formula =
            text[..start].ends_with(|c: char| c.is_alphanumeric() || "\\^_{}$".contains(c));
        if name.is_empty() && !element || *open == "{{" && formula {
            continue;
        }
        let (kind, name) = match element {
            true => {
                let own = inside.trim_start_matches(['<', MASK, ' ']);
                let end = own.find(|c| !is_name(&c)).unwrap_or(own.len());
                let own = own[..end].trim_end_matches('-');
                ("{{< … >}}", if own.is_empty() { "…" } else { own })
            }
            false => (*kind, name.trim_end_matches('-')),
        };
        let shown = kind.replace('…', name);
        at = start + end + close.len();
        out.push(Construct {
            kind,
            shown,
            range: start..at,
        });
    }
}

/// The bytes of a tag of Word, which browsers and Markdown take for text.
fn office(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let is_office = ["o:", "st1:", "w:", "v:"]
        .iter()
        .any(|space| name.starts_with(space));
    let end = near(inside).find('>').filter(|_| is_office)?;
    Some(end + 2)
}

/// The tags in square brackets of a text, as forums and WordPress have them: what closes one that was
/// opened before, or stands on a line of its own.
pub(super) fn brackets(text: &str, out: &mut Vec<Construct>) {
    for (start, _) in text.match_indices("[http") {
        let line = near(&text[start..]).split('\n').next().unwrap_or("");
        let Some(end) = line.find(']') else {
            continue;
        };
        // MediaWiki has the text of a link behind its address.
        let said = line[..end].split_once(' ').map(|(_, said)| said.trim());
        let is_link = line.contains("://") && said.is_some_and(|said| !said.is_empty());
        if is_link && !line[end + 1..].starts_with(['(', '[', ':']) {
            out.push(Construct {
                kind: "[http",
                shown: "[https://… …]".to_owned(),
                range: start..start + end + 1,
            });
        }
    }
    for (start, _) in text.match_indices("[/") {
        let rest = &text[start + 2..];
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        let Some(after) = rest[name.len()..].strip_prefix(']') else {
            continue;
        };
        let opened = near_end(&text[..start])
            .rmatch_indices('[')
            .find_map(|(at, _)| {
                let at = at + start - near_end(&text[..start]).len();
                let inside = text[at + 1..start].strip_prefix(name);
                let is_it = inside.is_some_and(|inside| inside.starts_with(['=', ' ', ']']));
                is_it.then_some(at)
            });
        let alone = text[..start]
            .lines()
            .next_back()
            .is_none_or(|line| line.trim().is_empty() || text[..start].ends_with('\n'))
            && after
                .lines()
                .next()
                .is_none_or(|line| line.trim().is_empty());
        let is_link = after.starts_with(['(', '[', ':']);
        if name.is_empty() || is_link || !(opened.is_some() || alone) {
            continue;
        }
        out.push(Construct {
            kind: "[…]",
            shown: format!("[{name}]"),
            range: opened.map_or(start..start + name.len() + 3, |at| at..at + name.len() + 2),
        });
    }
}

/// Lines that begin something.
pub(super) fn lines(text: &Written, out: &mut Vec<Construct>) {
    for (line, range) in text.lines() {
        let word = |start: &str| {
            let rest = line.strip_prefix(start)?;
            let rest = rest.strip_prefix('+').unwrap_or(rest).strip_prefix(' ')?;
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '-')
                .collect();
            let named = name.starts_with(char::is_lowercase);
            named.then(|| format!("{start} {name}"))
        };
        let found = if let Some(shown) = word("!!!") {
            Some(("!!!", shown))
        } else if let Some(shown) = word("???") {
            Some(("???", shown))
        } else if let Some(sign) = command(line) {
            Some((sign, sign.to_owned()))
        } else if let Some(shown) = between_slashes(line) {
            Some(("///", shown))
        } else if line == "<--->" {
            Some(("<--->", line.to_owned()))
        } else if range.start == 0 && (line.starts_with("!> ") || line.starts_with("?> ")) {
            Some(("!>", line[..2].to_owned()))
        } else if line.starts_with("=== \"") {
            Some(("===", "=== \"…\"".to_owned()))
        } else if let Some(sign) = including(line) {
            Some((sign, sign.to_owned()))
        } else if is_grid(line) {
            Some(("+---+", "+---+".to_owned()))
        } else if line.starts_with("{|") && !line.ends_with('}') {
            Some(("{|", "{|".to_owned()))
        } else if line == "|===" {
            Some(("|===", "|===".to_owned()))
        } else if is_rule_of_columns(line) {
            Some(("==== ====", "==== ====".to_owned()))
        } else if is_drawn(line) {
            Some(("┌──┐", "┌──┐".to_owned()))
        } else if line
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("[[toc]]"))
        {
            Some(("[[toc]]", line[..7].to_owned()))
        } else if is_contents(line) {
            Some(("[[toc]]", line.replace(MASK, "_")))
        } else if line.starts_with("*[") && line.contains("]: ") {
            Some(("*[…]:", "*[…]:".to_owned()))
        } else if is_module(line) {
            let word = line.split(' ').next().unwrap_or(line);
            Some(("import", word.to_owned()))
        } else {
            None
        };
        out.extend(found.map(|(kind, shown)| Construct { kind, shown, range }));
    }
}

/// A line that is a command of a typesetter, or closes a quotation of code with other signs.
fn command(line: &str) -> Option<&'static str> {
    let signs = ["\\newpage", "\\pagebreak", "\\clearpage", "\'\'\'", "´´´"];
    signs.into_iter().find(|sign| {
        let rest = line.strip_prefix(sign);
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_alphanumeric()))
    })
}

/// The line that begins a block of MkDocs, by its name; `///` begins comments of code too.
fn between_slashes(line: &str) -> Option<String> {
    let rest = line.strip_prefix("/// ")?;
    let name = rest.split([' ', '|']).next()?;
    let known = [
        "admonition",
        "caption",
        "define",
        "details",
        "figure-caption",
        "html",
        "tab",
        "table-caption",
    ];
    let is_whole = rest.len() == name.len() || rest[name.len()..].trim_start().starts_with('|');
    (is_whole && known.contains(&name)).then(|| format!("/// {name}"))
}

/// Whether a line stands for a table of contents; Markdown has read what is between low lines.
fn is_contents(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    ["[toc]", "[[_toc_]]", "[[\0toc\0]]", "{:toc}"].contains(&&*lower)
}

/// The sign of a line that stands for another file, or for a block of another markup.
fn including(line: &str) -> Option<&'static str> {
    let directive = line
        .strip_prefix(".. ")
        .and_then(|rest| rest.split_once("::"));
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if directive.is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_name)) {
        return Some(".. …::");
    }
    let signs = ["--8<--", "@include ", "<<< @/"];
    let sign = signs.into_iter().find(|sign| line.starts_with(sign));
    sign.map(str::trim_end)
}

/// Whether a line is the border of a table that is drawn.
fn is_grid(line: &str) -> bool {
    let inner = line
        .strip_prefix('+')
        .and_then(|line| line.strip_suffix('+'));
    inner.is_some_and(|inner| inner.len() > 2 && inner.bytes().all(|byte| b"-=+:".contains(&byte)))
}

/// Whether a line is part of a table drawn with the signs that there are for it.
fn is_drawn(line: &str) -> bool {
    let is_row = line.starts_with('│') && line.matches('│').count() > 2;
    is_row || line.starts_with(['┌', '╔', '┏']) && line.contains(['─', '═', '━'])
}

/// Whether a line is the border of a table of reStructuredText.
fn is_rule_of_columns(line: &str) -> bool {
    let is_column = |group: &str| group.len() > 2 && group.bytes().all(|byte| byte == b'=');
    line.starts_with("===") && line.contains(' ') && line.split_whitespace().all(is_column)
}

/// Whether a line is code of a page of components (MDX).
fn is_module(line: &str) -> bool {
    let from = line.contains(" from '") || line.contains(" from \"");
    let imported = line
        .strip_prefix("import ")
        .is_some_and(|rest| from || rest.starts_with('\'') || rest.starts_with('"'));
    let exported = ["export const ", "export default ", "export function "];
    imported || exported.iter().any(|start| line.starts_with(start))
}

/// Components with two colons; lone ones, with a name.
pub(super) fn two_colons(text: &Written, out: &mut Vec<Found>) {
    for (line, range) in text.lines() {
        let wide = ["：：：", ";;;"]
            .iter()
            .find_map(|sign| line.strip_prefix(sign));
        let two = line
            .strip_prefix("::")
            .filter(|rest| !rest.starts_with(':'));
        let Some(rest) = two.or(wide) else {
            continue;
        };
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let begins = name.starts_with(char::is_alphabetic);
        if begins && (after.is_empty() || after.starts_with([' ', '{', '['])) {
            let name = name.to_owned();
            out.push((Slip::TwoColons { name }, range));
            return;
        }
    }
}
