//! Signs of Material for MkDocs whose meaning is in its looks: notes in code (`# (1)!`), pictures for
//! light and dark (`#only-light`), the language of code in a sentence (`#!python x`), and `;--8<--`, which
//! shows what else takes in a file.

use crate::content::prepared::{Edit, Prepared};
use std::ops::Range;

/// What shows a line that would take in a file.
const SHOWN: &str = ";--8<--";
/// What the address of a picture ends with that is seen where it is light, and where it is dark; also as
/// GitHub has it.
const LIGHT: [&str; 2] = ["#only-light", "#gh-light-mode-only"];
const DARK: [&str; 2] = ["#only-dark", "#gh-dark-mode-only"];
/// What begins the comments of languages.
const COMMENTS: [&str; 7] = ["#", "//", "--", "<!--", "/*", ";", "%"];

/// Writes them as they are shown, or takes them out.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if prepared.has_any(&[SHOWN]) {
        shown(prepared);
    }
    if prepared.has_any(&[")!"]) {
        notes(prepared);
    }
    if prepared.has_any(&["`#!"]) {
        languages(prepared);
    }
    if prepared.has_any(&LIGHT) {
        pictures(prepared);
    }
}

fn gone(range: Range<usize>) -> Edit {
    let text = String::new();
    Edit { range, text }
}

/// A line behind `;` is a text: in code as it is, elsewhere so that nobody takes it for what it shows.
fn shown(prepared: &mut Prepared<'_>) {
    let (text, structure) = (&*prepared.text, prepared.structure());
    let begins = |at: &usize| {
        let line = text[..*at].rsplit('\n').next().unwrap_or_default();
        line.trim_matches([' ', '\t', '>']).is_empty()
    };
    let places = text.match_indices(SHOWN).map(|(at, _)| at).filter(begins);
    let edits = places.map(|at| match structure.is_opaque(at) {
        true => gone(at..at + 1),
        false => Edit {
            range: at..at + 2,
            text: "&#45;".to_owned(),
        },
    });
    prepared.edit(edits.collect());
}

/// The number of a note stays in the comment that it is, without the sign that makes it one.
fn notes(prepared: &mut Prepared<'_>) {
    let (text, structure) = (&*prepared.text, prepared.structure());
    let edits = text.match_indices(")!").filter_map(|(at, _)| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let is_number = before.len() < at;
        let before = before.strip_suffix('(')?.trim_end_matches([' ', ')', '!']);
        let is_first = || COMMENTS.iter().any(|sign| before.ends_with(sign));
        // Of several in one comment the first is behind its sign.
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_next = || {
            COMMENTS
                .iter()
                .any(|sign| line.contains(&format!("{sign} (")))
        };
        let is_note = is_number && (is_first() || is_next()) && structure.is_opaque(at);
        is_note.then(|| gone(at + 1..at + 2))
    });
    let edits = edits.collect();
    prepared.edit(edits);
}

/// The language of code in a sentence says how it is coloured.
fn languages(prepared: &mut Prepared<'_>) {
    let (text, structure) = (&*prepared.text, prepared.structure());
    let edits = text.match_indices("`#!").filter_map(|(at, _)| {
        let rest = &text[at + 3..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || "+-_".contains(c);
        let length = rest.find(|c| !is_name(c)).filter(|length| *length > 0)?;
        let behind = rest[length..].strip_prefix(' ')?;
        let is_code = !behind.starts_with(['`', ' ']) && !structure.is_opaque(at);
        let begins = structure.code_at(at).is_some_and(|code| code.start == at);
        (is_code && begins).then(|| gone(at + 1..at + 4 + length))
    });
    let edits = edits.collect();
    prepared.edit(edits);
}

/// Of a picture for the light and one for the dark the one for the light is shown.
fn pictures(prepared: &mut Prepared<'_>) {
    let ends = |text: &str| text.starts_with([')', '"', '\'', ' ', '>']);
    prepared.edit_outside_code(&['#'], |text, start| {
        let rest = &text[start..];
        let sign = |signs: [&'static str; 2]| {
            let mut signs = signs.into_iter();
            signs.find(|sign| rest.strip_prefix(*sign).is_some_and(ends))
        };
        if let Some(sign) = sign(LIGHT) {
            let end = start + sign.len();
            return Some((vec![gone(start..end)], end));
        }
        let end = start + sign(DARK)?.len();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line..start];
        let (open, close) = match before.rfind("![") > before.rfind("<img") {
            true => (before.rfind("![")?, ')'),
            false => (before.rfind("<img")?, '>'),
        };
        let close = end + text[end..].split('\n').next()?.find(close)? + 1;
        // Its looks go with it.
        let list = text[close..].starts_with('{');
        let list = text[close..].split('\n').next()?.find('}').filter(|_| list);
        let close = list.map_or(close, |at| close + at + 1);
        Some((vec![gone(line + open..close)], close))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_its_looks_are_not_published() {
        for (text, expected) in [
            (
                "```\na # (1)!\nb // (12)! (13)!\n```\n",
                "```\na # (1)\nb // (12) (13)\n```\n",
            ),
            ("```\nf(1)!\n```\n\n# (1)!\n", "```\nf(1)!\n```\n\n# (1)!\n"),
            ("`#!python x = 1` `#!/bin/sh`", "`x = 1` `#!/bin/sh`"),
            (
                "![a](b#only-light){x}![a](c#only-dark){ .y }\n",
                "![a](b){x}\n",
            ),
            (
                "<img src=\"a#only-dark\"> <img src=\"b#only-light\">",
                " <img src=\"b\">",
            ),
            ("![a](c#only-dark)", "![a](c#only-dark)"),
            (
                "```\n;--8<-- \"a\"\n```\n;--8<-- \"b\"\n",
                "```\n--8<-- \"a\"\n```\n&#45;-8<-- \"b\"\n",
            ),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
