//! What an author wrote and YAML takes for a comment: `titolo: Legge #5`.

use super::{Node, Value};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::Span;
use std::ops::Range;

/// What is lost behind the end of a value on its line. "# a remark" is a remark; "#5" is none.
pub fn lost_behind(text: &str, end: usize) -> Option<Range<usize>> {
    let behind = text.get(end..)?;
    let lost = behind.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    // Before the line is read to its end, which one of many values would be for each of them.
    let after = lost.strip_prefix('#')?.lines().next().unwrap_or("");
    let is_remark = after.starts_with([' ', '#']) || after.is_empty();
    let start = end + (behind.len() - lost.len());
    (!is_remark).then(|| start..start + 1 + after.trim_end().len())
}

/// Warns of the values of a tree that end in such a comment, or are one.
pub(super) fn check(node: &Node, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Scalar { plain: true, .. } => tell(node.span, node.span.end, text, diagnostics),
        Value::Map(entries) => {
            for (key, value) in entries {
                match value.value {
                    Value::Null => tell(key.span, key.span.end + 1, text, diagnostics),
                    _ => check(value, text, diagnostics),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| check(item, text, diagnostics)),
        _ => {}
    }
}

fn tell(like: Span, end: u32, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(at) = lost_behind(text, end as usize) {
        let lost = text[at.clone()].to_owned();
        let span = Span::new(like.file, at.start, at.end);
        diagnostics.push(Diagnostic::new(Problem::CommentEatsText { lost }, span));
    }
}
