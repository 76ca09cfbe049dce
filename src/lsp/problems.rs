//! What is wrong, as editors show it.

use super::text::Lines;
use super::view::{View, bytes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report;
use crate::source::FileId;
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams,
};
use std::collections::{BTreeMap, BTreeSet};

/// What editors have been told of each file.
#[derive(Default)]
pub struct Told {
    files: BTreeMap<FileId, Vec<Diagnostic>>,
}

impl Told {
    /// What editors have to be told now: of the files of which something else is wrong than before,
    /// and of those that are open and have changed, whose places may be others.
    pub fn news(&mut self, view: View<'_>, changed: &[FileId]) -> Vec<PublishDiagnosticsParams> {
        let mut now: BTreeMap<FileId, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in &view.build.diagnostics {
            let file = diagnostic.span.file;
            now.entry(file).or_default().push(diagnostic.clone());
        }
        let files: BTreeSet<FileId> = now.keys().chain(self.files.keys()).copied().collect();
        let news = files
            .into_iter()
            .filter(|file| changed.contains(file) || now.get(file) != self.files.get(file))
            .filter_map(|file| of_file(view, file, now.get(&file).map_or(&[], Vec::as_slice)))
            .collect();
        self.files = now;
        news
    }
}

/// What is wrong with a file; `None` for one that no editor can open.
fn of_file(view: View<'_>, file: FileId, found: &[Diagnostic]) -> Option<PublishDiagnosticsParams> {
    let path = &view.site().sources.get(file).path;
    let lines = Lines::of(view.text(file));
    let found = found
        .iter()
        .map(|diagnostic| shown(view, diagnostic, &lines));
    Some(PublishDiagnosticsParams {
        uri: view.documents.uri(path)?,
        diagnostics: found.collect(),
        version: view.version(file),
    })
}

/// A diagnostic of the file with these lines.
pub fn shown(view: View<'_>, diagnostic: &Diagnostic, lines: &Lines<'_>) -> lsp_types::Diagnostic {
    let said = report::in_words(diagnostic, &view.site().sources, view.language);
    let message = match said.help {
        Some(help) => format!("{}\n{help}", said.message),
        None => said.message,
    };
    let other = diagnostic.other.and_then(|other| {
        Some(vec![DiagnosticRelatedInformation {
            location: view.location(other.file, bytes(other))?,
            message: report::other_place(view.language).to_owned(),
        }])
    });
    lsp_types::Diagnostic {
        range: lines.range(bytes(diagnostic.span)),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(said.code.to_owned())),
        source: Some("casa".to_owned()),
        message,
        related_information: other,
        ..lsp_types::Diagnostic::default()
    }
}
