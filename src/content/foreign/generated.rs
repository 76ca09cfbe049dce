//! Where mkdocstrings writes what it finds in code: `::: package.module`, with its options below.

use crate::content::prepared::{Edit, Prepared};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Span};
use std::ops::Range;

/// What such a line begins with.
const SIGN: &str = "::: ";
/// What its options are, one of which at least there is below a name that has one part.
const OPTIONS: [&str; 5] = [
    "options:",
    "handler:",
    "selection:",
    "rendering:",
    "inventories:",
];

/// Takes them out, and says once that only their program has what would stand there.
pub(super) fn read(prepared: &mut Prepared<'_>, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    if !prepared.has_any(&[SIGN]) {
        return;
    }
    let text = &*prepared.text;
    let (mut edits, mut first): (Vec<Edit>, Option<(String, Range<usize>)>) = (Vec::new(), None);
    let (mut at, mut end) = (0, 0);
    for line in text.split_inclusive('\n') {
        let (start, own) = (at, line.trim());
        at += line.len();
        if start < end || !own.starts_with(SIGN) {
            continue;
        }
        let Some(length) = below(&text[at..], own[SIGN.len()..].trim_start()) else {
            continue;
        };
        if prepared
            .structure()
            .is_opaque(start + line.len() - line.trim_start().len())
        {
            continue;
        }
        end = at + length;
        let place = start..start + line.trim_end().len();
        first.get_or_insert_with(|| (own.to_owned(), place));
        edits.push(Edit {
            range: start..end,
            text: "\n".to_owned(),
        });
    }
    diagnostics.extend(first.map(|(construct, place)| {
        let original = |at| prepared.original(at);
        let span = Span::new(file, original(place.start), original(place.end));
        let count = edits.len();
        Diagnostic::new(Problem::HtmlRemoved { construct, count }, span)
    }));
    prepared.edit(edits);
}

/// How long the options are that a text begins with, below the name of something in code; `None` if it
/// is none.
fn below(text: &str, name: &str) -> Option<usize> {
    let is_part = |part: &str| {
        let inner = |c: char| c.is_alphanumeric() || c == '_';
        part.starts_with(|c: char| c.is_alphabetic() || c == '_') && part.chars().all(inner)
    };
    if !name.split('.').all(is_part) {
        return None;
    }
    let mut length = 0;
    let mut at = 0;
    let mut has_options = false;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        if !line.starts_with(['\t']) && !line.starts_with("    ") {
            break;
        }
        let is_one = OPTIONS
            .iter()
            .any(|option| line.trim_start().starts_with(option));
        // The first thing below says whether anything there is.
        if length == 0 && !is_one {
            break;
        }
        has_options |= is_one;
        length = at;
    }
    (has_options || name.contains('.')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_code_goes_with_its_options() {
        for (text, expected, count) in [
            (
                "a\n\n::: b.c\n    options:\n      d: e\n\n      f: g\n\nh\n",
                "a\n\n\n\nh\n",
                1,
            ),
            ("::: b\n    handler: python\n::: c.d\n", "\n\n", 1),
            ("::: b\n\n    code\n", "::: b\n\n    code\n", 0),
            ("::: warning A.B\nb\n:::\n", "::: warning A.B\nb\n:::\n", 0),
            ("```\n::: a.b\n```\n", "```\n::: a.b\n```\n", 0),
        ] {
            let mut prepared = Prepared::of(text, 0);
            let mut diagnostics = Vec::new();
            read(&mut prepared, FileId(0), &mut diagnostics);
            assert_eq!(prepared.text, expected, "{text}");
            assert_eq!(diagnostics.len(), count, "{text}");
        }
    }
}
