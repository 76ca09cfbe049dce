//! What is wrong with a site, in order.

use super::data_places::locate;
use crate::config::{self, OrderFile};
use crate::diagnostic::{
    Diagnostic, Expected, FieldSlip, Problem, Severity, SiteSlip, Slip, WrongKind,
};
use crate::schema::FOLDER;
use crate::site::Site;
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeSet;

/// Of the problems of templates, which show on every page that uses one, the first of each place:
/// that of the value that a template could not use, where it is found.
pub fn say_once(mut diagnostics: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|d| (d.span, d.other));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.problem == b.problem);
    locate(&mut diagnostics, sources);
    diagnostics.sort_by_key(|d| (d.span, d.other));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.problem.code() == b.problem.code());
    diagnostics
}

/// A string that stands under another name is missing in templates: its name is the error.
pub(super) fn hide_lost_strings(diagnostics: &mut Vec<Diagnostic>) {
    let is_of =
        |message: &str, name: &str| message.starts_with(&format!("Field `{name}` is not defined"));
    let messages: Vec<String> = diagnostics
        .iter()
        .filter_map(|d| match &d.problem {
            Problem::Template { message } => Some(message.clone()),
            _ => None,
        })
        .collect();
    let mut lost: Vec<String> = Vec::new();
    for diagnostic in diagnostics.iter_mut() {
        if let Problem::UnknownString {
            suggestion: Some(name),
            ..
        } = &diagnostic.problem
            && messages.iter().any(|message| is_of(message, name))
        {
            lost.push(name.clone());
            diagnostic.severity = Severity::Error;
        }
    }
    let follows = |message: &str| lost.iter().any(|name| is_of(message, name));
    diagnostics
        .retain(|d| !matches!(&d.problem, Problem::Template { message } if follows(message)));
}

/// Whether any of these is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// Whether what else is wrong with a file may come of this.
pub(super) fn hides_others(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::NotUtf8
            | Problem::MergeConflict
            | Problem::Unreadable { .. }
            | Problem::WrongKind(WrongKind::Format(_))
    )
}

/// Of a file with such a problem, leaves only that.
pub(super) fn hide_others(diagnostics: &mut Vec<Diagnostic>) {
    let hiding = diagnostics.iter().filter(|d| hides_others(&d.problem));
    let files: BTreeSet<FileId> = hiding.map(|d| d.span.file).collect();
    if !files.is_empty() {
        diagnostics.retain(|d| hides_others(&d.problem) || !files.contains(&d.span.file));
    }
}

/// In a site without a schema, what is wrong is left out and the rest is published; how something is
/// written is the site's own affair. Without the configuration nothing is known of either.
pub(super) fn leave_out(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    diagnostics.retain(|d| !d.problem.is_style());
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|d| d.severity == Severity::Error && d.problem.can_be_left_out())
        .filter(|d| {
            let path = &sources.get(d.span.file).path;
            let is_data = path.starts_with("content/_data");
            let is_format = matches!(d.problem, Problem::WrongKind(WrongKind::Format(_)));
            let is_kind = matches!(d.problem, Problem::WrongKind(_)) && !is_data && !is_format;
            !(is_kind || config::is_configuration(path) && stops_all(d, path))
        })
    {
        diagnostic.severity = Severity::Warning;
    }
}

/// The contents of a book may name chapters that are not written yet: `[To come]()`.
pub(super) fn leave_out_chapters(diagnostics: &mut Vec<Diagnostic>, site: &Site) {
    let no_target = Problem::Slip {
        slip: Slip::NoTarget,
    };
    let is_contents = |file: FileId| {
        OrderFile::at(&site.sources.get(file).path) == Some(OrderFile::Summary)
            && site.pages.iter().all(|page| page.parsed.file != file)
    };
    diagnostics.retain(|d| d.problem != no_target || !is_contents(d.span.file));
}

/// Whether a file says how pages are to be read: what is found wrong with them may be wrong with it.
pub fn shapes_all(path: &str) -> bool {
    config::is_configuration(path) || path.starts_with(FOLDER) || path.ends_with("/theme.yaml")
}

/// Whether a problem keeps the configuration, the schema or the theme's description from being
/// read: what is found wrong with the pages then says nothing about them.
pub(super) fn stops_all(diagnostic: &Diagnostic, path: &str) -> bool {
    let shapes_all = shapes_all(path);
    match &diagnostic.problem {
        Problem::UnknownTheme { .. } | Problem::MissingConfig { .. } | Problem::NoTypes => true,
        Problem::WrongKind(WrongKind::Format(_)) => shapes_all,
        Problem::WrongKind(_) => diagnostic.severity == Severity::Error,
        // What has to be a map of what is read is none.
        Problem::WrongType { field, expected } => {
            let whole = path.ends_with(field) || path.ends_with(&format!("/{field}.yaml"));
            shapes_all && *expected == Expected::Map && (whole || field == "fields")
        }
        Problem::FieldSlip(FieldSlip::Site(SiteSlip::MapForm { field, .. })) => field == "fields",
        Problem::FieldSlip(FieldSlip::Site(SiteSlip::IgnoresSite { .. })) => true,
        problem => shapes_all && problem.stops_reading(),
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
