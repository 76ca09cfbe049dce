//! What is wrong with a site, in order.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// Of the problems of templates, which show on every page that uses one, the first of each place.
pub fn say_once(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|d| (d.span, d.other));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.problem.code() == b.problem.code());
    diagnostics
}

/// Whether any of these is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// In a site without a schema, what is wrong is left out and the rest is published.
pub(super) fn leave_out(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|d| d.problem.can_be_left_out())
    {
        diagnostic.severity = Severity::Warning;
    }
}

/// By file, place and kind; the same one only once.
pub(super) fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let key = |span: Span| (sources.get(span.file).path.as_str(), span.start, span.end);
    diagnostics.sort_by(|a, b| {
        key(a.span)
            .cmp(&key(b.span))
            .then_with(|| a.problem.code().cmp(b.problem.code()))
    });
    diagnostics.dedup();
}
