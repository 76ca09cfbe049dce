//! Files that are the same page under two names: what they have in common is the cause.

use super::setup::Setup;
use crate::diagnostic::{Diagnostic, FieldSlip, FieldsCause, Problem, SiteSlip};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeSet;

/// Says of two files with one address why they have it, where their names show that.
pub(super) fn name_same_pages(diagnostics: &mut Vec<Diagnostic>, sources: &Sources, setup: &Setup) {
    let own = format!("content/{}/", setup.config.language);
    let is_own_folder = |d: &Diagnostic| {
        let problem = &d.problem;
        matches!(
            problem,
            Problem::FieldSlip(FieldSlip::Site(SiteSlip::OwnFolder { .. }))
        )
    };
    let mut notes: BTreeSet<FileId> = BTreeSet::new();
    if diagnostics.iter().any(is_own_folder) {
        // In another folder they have another type.
        notes.extend(sources.under(&own).map(|(file, _)| file));
    }
    for diagnostic in diagnostics.iter_mut() {
        let Problem::AddressTaken { other, .. } = &diagnostic.problem else {
            continue;
        };
        let own = &sources.get(diagnostic.span.file).path;
        let Some((file, slip)) = tagged(own, other, &setup.config.language)
            .or_else(|| tagged(other, own, &setup.config.language))
            .or_else(|| note(own, other))
            .or_else(|| note(other, own))
        else {
            continue;
        };
        let Some(file) = sources.find(&file) else {
            continue;
        };
        if matches!(slip, SiteSlip::NoteIsPage { .. }) {
            notes.insert(file);
        }
        *diagnostic = Diagnostic::new(slip.into(), Span::start_of(file));
    }
    // What is no page needs no fields, and what is not in its folder others.
    diagnostics.retain(|d| {
        let lacks = matches!(
            d.problem,
            Problem::MissingField { .. }
                | Problem::UnknownField { .. }
                | Problem::Fields(FieldsCause::Missing { .. })
        );
        !lacks || !notes.contains(&d.span.file)
    });
}

/// A file whose name ends with the site's own language, beside the one that is called without it.
fn tagged(path: &str, other: &str, language: &str) -> Option<(String, SiteSlip)> {
    let plain = path.strip_suffix(".md")?;
    let plain = plain.strip_suffix(language)?.strip_suffix('.')?;
    let is_same = other.strip_suffix(".md") == Some(plain);
    let slip = SiteSlip::OwnTag {
        language: language.to_owned(),
        other: other.to_owned(),
    };
    is_same.then(|| (path.to_owned(), slip))
}

/// What those who write are told of a folder, beside the page of the folder.
fn note(path: &str, other: &str) -> Option<(String, SiteSlip)> {
    let (folder, name) = path.rsplit_once('/')?;
    let (other_folder, page) = other.rsplit_once('/')?;
    let is_note = name.eq_ignore_ascii_case("readme.md");
    let is_page = matches!(page, "_index.md" | "index.md");
    let slip = SiteSlip::NoteIsPage {
        page: other.to_owned(),
        pattern: path.trim_start_matches("content").to_owned(),
    };
    (is_note && is_page && folder == other_folder).then(|| (path.to_owned(), slip))
}
