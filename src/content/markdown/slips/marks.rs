//! Signs within a line of text that only other programs know: attributes, marks, notes, formulas.

use super::foreign::Construct;
use crate::content::markdown::run::{Found, MASK, Written, near};
use crate::diagnostic::{Misread, Slip};
use std::ops::Range;

/// What stands between two of the same signs, and how that is shown.
const PAIRS: [(&str, &str); 4] = [
    ("==", "== … =="),
    ("++", "++ … ++"),
    ("||", "|| … ||"),
    ("%%", "%% … %%"),
];

/// Names by which chats have pictures of one letter.
const SHORTCODES: [&str; 24] = [
    "arrow_right",
    "bulb",
    "bug",
    "clap",
    "construction",
    "cry",
    "exclamation",
    "eyes",
    "fire",
    "grin",
    "heart",
    "information_source",
    "laughing",
    "memo",
    "point_right",
    "question",
    "rocket",
    "smile",
    "smiley",
    "star",
    "tada",
    "thumbsup",
    "warning",
    "white_check_mark",
];

/// The signs in a text; `own` is the text as it is written.
pub(super) fn find(text: &Written, own: &str, out: &mut Vec<Construct>) {
    let escapes = &text.escapes;
    let text = text.masked.as_str();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '=', '+', '|', '%', '^', '$', '\\']) {
        let start = at + found;
        let found = match text.as_bytes()[start] {
            b'{' => attributes(text, start),
            b'\\' => command(text, start),
            b'^' => note(text, start)
                .or_else(|| raised(text, start))
                .or_else(|| merged(text, start)),
            b'$' => formula(text, start),
            _ => pair(text, start),
        };
        at = match found {
            Some((kind, end)) => {
                out.push(construct(kind, own, start..end));
                end
            }
            None => start + 1,
        };
    }
    escaped_formulas(own, escapes, out);
}

/// What other programs have for links to pages and to terms: a role before code, or a line below it
/// behind an address; and what assistants leave of their sources.
pub(super) fn references(text: &str, own: &str, out: &mut Vec<Construct>) {
    for role in [":doc:`", ":ref:`", ":term:`", ":file:`", ":numref:`"] {
        let name = &role[..role.len() - 1];
        let found = own.find(role).filter(|at| text[*at..].starts_with(name));
        out.extend(found.map(|at| construct(name, own, at..at + name.len())));
    }
    let braced = [
        "{ref}`",
        "{doc}`",
        "{term}`",
        "{numref}`",
        "{eq}`",
        "{cite}`",
        "{download}`",
        "{file}`",
        "{guilabel}`",
        "{abbr}`",
        "{math}`",
        "{kbd}`",
        "{menuselection}`",
    ];
    for role in braced {
        let name = &role[..role.len() - 1];
        let found = own.find(role).filter(|at| text[*at..].starts_with(name));
        out.extend(found.map(|at| construct(name, own, at..at + name.len())));
    }
    if let Some(at) = own.find(">`_") {
        out.push(construct("`… <…>`_", own, at..at + 3));
    }
    if let Some(at) = text.find("\":http") {
        let begins = text[..at].rfind('"');
        let prose = begins.filter(|start| !text[*start..at].contains([',', '{', '\n']));
        out.extend(prose.map(|start| construct("\"…\":https://…", own, start..at + 6)));
    }
    let shortcode = text.match_indices(':').find_map(|(at, _)| {
        let is_first = at == 0 || text[..at].ends_with([' ', '\n']);
        let name = SHORTCODES.iter().filter(|_| is_first).find(|name| {
            let rest = text[at + 1..].strip_prefix(**name);
            rest.is_some_and(|rest| rest.starts_with(':'))
        })?;
        Some(at..at + 2 + name.len())
    });
    out.extend(shortcode.map(|range| Construct {
        kind: ":…:",
        shown: own[range.clone()].to_owned(),
        range,
    }));
    for sign in ["【", ":contentReference[", "{/*", "{::"] {
        let found = text.find(sign);
        out.extend(found.map(|at| construct(sign, own, at..at + sign.len())));
    }
}

fn construct(kind: &'static str, own: &str, range: Range<usize>) -> Construct {
    let is_short = range.len() <= 40;
    let shown = match kind {
        "{ … }" if is_short => own[range.clone()].to_owned(),
        kind => kind.to_owned(),
    };
    Construct { kind, shown, range }
}

/// `{.class}`, `{#id}`, `{width=50}` or `{: .class}`, behind something or alone on its line.
fn attributes(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let rest = near(&text[start + 1..]);
    let length = rest.find(['}', '\n'])?;
    let end = start + length + 2;
    let inside = rest[..length].trim_start_matches(':').trim();
    let first = inside.split_whitespace().next()?;
    let is_name = |name: &str| {
        let inner = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ':';
        name.starts_with(char::is_alphabetic) && name.chars().all(inner)
    };
    let read = match first.strip_prefix(['.', '#']) {
        Some(name) => is_name(name),
        None => first.split_once('=').is_some_and(|(key, _)| is_name(key)),
    };
    // At the end of a paragraph they are its own.
    let last = text[end..].trim().is_empty() && first.starts_with(['.', '#']);
    let behind = text[..start].ends_with([MASK, ']']) || last && text[..start].ends_with(' ');
    let ends = |text: &str| text.is_empty() || text.ends_with('\n');
    let begins = |text: &str| text.is_empty() || text.starts_with('\n');
    let is_alone = ends(text[..start].trim_end_matches([' ', '\t', '>']))
        && begins(text[end..].trim_start_matches([' ', '\t']));
    let closes = rest[length..].starts_with('}') && !rest[length..].starts_with("}}");
    (closes && read && (behind || is_alone)).then_some(("{ … }", end))
}

/// Two of the same signs close before a word and two close behind one.
fn pair(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let rest = &text[start..];
    let (sign, kind) = PAIRS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    // A comment may have spaces inside, and lines.
    let is_comment = *sign == "%%";
    let is_word = |c: char| c.is_alphanumeric();
    let inside = &rest[sign.len()..];
    let length = near(inside).find(sign)?;
    let (inside, after) = (&inside[..length], &inside[length + sign.len()..]);
    let begins = !text[..start].ends_with(|c: char| is_word(c) || sign.contains(c));
    let ends = !after.starts_with(|c: char| is_word(c) || sign.contains(c));
    let close = inside.starts_with(is_word)
        && !inside.ends_with([' ', '\n'])
        && !inside.contains(['\n', '|']);
    let meant = match is_comment {
        true => {
            let apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
            inside.contains(char::is_alphabetic)
                && apart(text[..start].chars().next_back())
                && apart(after.chars().next())
        }
        false => close,
    };
    (begins && ends && meant).then_some((*kind, start + length + 2 * sign.len()))
}

/// `^[a note]` behind a word.
fn note(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let inside = near(text[start..].strip_prefix("^[")?);
    let behind = !text[..start].is_empty() && !text[..start].ends_with(['\n', '(', '"', '\'']);
    let length = inside.find([']', '\n'])?;
    // `^[a-z]` is a pattern.
    let is_word =
        !inside[..length].contains(['-', '\\', '^', '[']) && !text[..start].ends_with(' ');
    let is_prose =
        inside.starts_with(char::is_alphabetic) && (inside[..length].contains(' ') || is_word);
    let closed = inside[length..].starts_with(']');
    (behind && is_prose && closed).then_some(("^[ … ]", start + length + 3))
}

/// `x^2^`.
fn raised(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let inside = near(&text[start + 1..]);
    let length = inside.find(|c: char| !c.is_alphanumeric() && c != '+' && c != '-')?;
    let behind = text[..start].ends_with(char::is_alphanumeric);
    let found = behind && (1..=12).contains(&length) && inside[length..].starts_with('^');
    found.then_some(("^ … ^", start + length + 2))
}

/// `$x^2$` or `$$…$$`.
fn formula(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let rest = &text[start..];
    let sign = if rest.starts_with("$$") { "$$" } else { "$" };
    let inside = &rest[sign.len()..];
    let length = near(inside).find(sign)?;
    let (inside, after) = (&inside[..length], &inside[length + sign.len()..]);
    let found = match sign {
        "$$" => !inside.trim().is_empty(),
        _ => {
            !inside.starts_with(char::is_whitespace)
                && !inside.ends_with(char::is_whitespace)
                && !after.starts_with(char::is_alphanumeric)
                && is_formula(inside)
        }
    };
    found.then_some(("$ … $", start + length + 2 * sign.len()))
}

/// `\(x\)` and `\[x\]`, of which Markdown publishes the brackets alone.
fn escaped_formulas(own: &str, escapes: &[usize], out: &mut Vec<Construct>) {
    let signs = [("\\(", "\\)", "\\( … \\)"), ("\\[", "\\]", "\\[ … \\]")];
    for (open, close, kind) in signs {
        let mut at = 0;
        while let Some(found) = own[at..].find(open) {
            let start = at + found;
            at = start + open.len();
            // What stands in code is none.
            if escapes.binary_search(&start).is_ok()
                && let Some(length) = near(&own[at..]).find(close)
                && is_formula(&own[at..at + length])
                && !is_note(&own[at..at + length])
            {
                at += length + close.len();
                out.push(construct(kind, own, start..at));
            }
        }
    }
}

/// Whether brackets hold the sign of a footnote.
fn is_note(inside: &str) -> bool {
    let label = inside.strip_prefix('^');
    label.is_some_and(|label| label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// Commands of LaTeX that stand within a text.
const COMMANDS: [&str; 11] = [
    "footnote",
    "textbf",
    "textit",
    "emph",
    "underline",
    "href",
    "url",
    "cite",
    "section",
    "ref",
    "eqref",
];

/// `\footnote{…}`
fn command(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let rest = near(&text[start + 1..]);
    let name = COMMANDS.iter().find(|name| rest.starts_with(**name))?;
    let inside = rest[name.len()..].strip_prefix('{')?;
    let length = inside.find('}')?;
    Some(("\\…{…}", start + 1 + name.len() + length + 2))
}

/// `^^` alone in a cell: the one above goes on.
fn merged(text: &str, start: usize) -> Option<(&'static str, usize)> {
    (text.trim() == "^^").then_some(("^^", start + 2))
}

/// `H~2~O`
pub(super) fn lowered(own: &str, masked: &str, out: &mut Vec<Construct>) {
    let found = own.match_indices('~').find_map(|(at, _)| {
        let inside = near(&own[at + 1..]);
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '-')?;
        let behind = own[..at].ends_with(char::is_alphabetic);
        let digits = inside[..length].contains(|c: char| c.is_ascii_digit());
        let end = at + length + 2;
        // In code and addresses all is understood, and not the signs alone.
        let is_text = masked.as_bytes()[at + 1] != 0;
        let found = behind && digits && length <= 4 && inside[length..].starts_with('~');
        (found && is_text && !own[end..].starts_with('~')).then_some(at..end)
    });
    out.extend(found.map(|range| construct("~ … ~", own, range)));
}

/// Apostrophes that a wiki has around a text in italic or bold, or that stand for quotation marks.
pub(super) fn apostrophes(own: &str) -> Option<Found> {
    own.match_indices("''").find_map(|(at, _)| {
        let length = own[at..].bytes().take_while(|byte| *byte == b'\'').count();
        let mark = &own[at..at + length];
        let inside = near(&own[at + length..]);
        let end = inside.find(mark)?;
        let (said, after) = (&inside[..end], &inside[end + length..]);
        let begins = own[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "(«“".contains(c));
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
        let is_text = said.starts_with(char::is_alphabetic)
            && !said.ends_with(char::is_whitespace)
            && !said.contains(['\n', '`', '=']);
        let mark = format!("{mark} … {mark}");
        let range = at..at + 2 * length + end;
        (matches!(length, 2 | 3 | 5) && begins && ends && is_text)
            .then_some((Slip::Misread(Misread::Apostrophes { mark }), range))
    })
}

/// Whether a text has what only formulas have: a power, an index, a command.
fn is_formula(text: &str) -> bool {
    let behind = |sign: char, wanted: fn(char) -> bool| {
        text.split(sign)
            .skip(1)
            .any(|rest| rest.starts_with(wanted))
    };
    text.contains('^')
        || behind('\\', |c| c.is_ascii_alphabetic())
        || behind('_', |c| c.is_ascii_digit() || c == '{')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::run::Run;

    #[test]
    fn signs_of_other_programs_are_told_from_text() {
        let cases = [
            ("![a](b.png){width=50}", Some("{ … }")),
            ("[a](https://x.it){target=_blank}", Some("{ … }")),
            ("testo\n{.avviso}", Some("{ … }")),
            ("{: .avviso }", Some("{ … }")),
            ("un insieme {a, b} e {.x} dentro", None),
            ("un testo ==importante== qui", Some("== … ==")),
            ("a == b e c == d", None),
            ("il C++ e il g++, i++,j++", None),
            ("un testo ++nuovo++", Some("++ … ++")),
            ("||nascosto||", Some("|| … ||")),
            ("a || b || c", None),
            ("un testo %% da togliere %% qui", Some("%% … %%")),
            ("il 50%% o il 60%%, un %% (cioè %%)", None),
            ("una nota^[Si veda la legge].", Some("^[ … ]")),
            ("una nota ^[Si veda la legge].", Some("^[ … ]")),
            ("il modello ^[a-z]+ e x^[0-9] o ^[abc]", None),
            ("10 m^2^ di spazio", Some("^ … ^")),
            ("2^10 e 3^2", None),
            ("$x^2 + y$", Some("$ … $")),
            ("$$\\sum_{i}$$", Some("$ … $")),
            ("da $5 a $10", None),
            ("\\(c_1 d\\)", Some("\\( … \\)")),
            ("Nota\\[^1\\] e \\[^nota\\]", None),
            ("Testo\\footnote{La nota.} dopo", Some("\\…{…}")),
            ("la formula \\eqref{eq:a}", Some("\\…{…}")),
            ("la cartella C:\\footnote e \\nota{x}", None),
            ("^^", Some("^^")),
            ("\\[sic\\] e \\(come sopra\\)", None),
        ];
        for (text, expected) in cases {
            let run = Run::of(text);
            let mut range = run.range.clone().unwrap_or(0..text.len());
            // Markdown takes the backslash away.
            range.start -= usize::from(text.starts_with('\\'));
            let mut found = Vec::new();
            if let Some(written) = Written::of(&run, &range, text) {
                find(&written, &text[range], &mut found);
            }
            let kinds: Vec<_> = found.iter().map(|c| c.kind).collect();
            let expected: Vec<_> = expected.into_iter().collect();
            assert_eq!(kinds, expected, "{text}");
        }
    }
}
