//! Columns of docfx: their text is indented between lines of colons, and means nothing by that.

use crate::content::prepared::{Edit, Prepared};
use std::ops::Range;

/// Takes off the indentation.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&[":::column"]) {
        return;
    }
    let mut edits = Vec::new();
    // The lines of the column that is open.
    let mut inside: Option<Vec<Range<usize>>> = None;
    let mut at = 0;
    for line in prepared.text.split_inclusive('\n') {
        let own = line.trim();
        if own.starts_with(":::column-end") || own.starts_with(":::row-end") {
            unindent(
                &prepared.text,
                &inside.take().unwrap_or_default(),
                &mut edits,
            );
        } else if own.starts_with(":::column") {
            inside = Some(Vec::new());
        } else if let Some(lines) = inside.as_mut().filter(|_| !own.is_empty()) {
            lines.push(at..at + line.len());
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        // The lines between colons themselves are indented too.
        if own.starts_with(":::") && indent > 0 {
            edits.push(Edit {
                range: at..at + indent,
                text: String::new(),
            });
        }
        at += line.len();
    }
    edits.sort_by_key(|edit| edit.range.start);
    prepared.edit(edits);
}

/// Takes off what all lines are indented.
fn unindent(text: &str, lines: &[Range<usize>], edits: &mut Vec<Edit>) {
    let indent = |range: &Range<usize>| {
        let line = &text[range.clone()];
        line.len() - line.trim_start_matches(' ').len()
    };
    let common = lines.iter().map(indent).min().unwrap_or(0);
    let lines = lines.iter().filter(|_| common > 0);
    edits.extend(lines.map(|range| Edit {
        range: range.start..range.start + common,
        text: String::new(),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_no_code() {
        let text = ":::row:::\n   :::column:::\n      A\n\n      - b\n        c\n   :::column-end:::\n:::row-end:::\n    d\n";
        let expected =
            ":::row:::\n:::column:::\nA\n\n- b\n  c\n:::column-end:::\n:::row-end:::\n    d\n";
        let mut prepared = Prepared::of(text, 0);
        read(&mut prepared);
        assert_eq!(prepared.text, expected);
    }
}
