//! What is wrong, as editors show it.

use super::text::Lines;
use super::view::{View, bytes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report;
use crate::source::{FileId, Sources};
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams,
};
use std::collections::{BTreeMap, BTreeSet};

/// What editors have been told of each file.
#[derive(Default)]
pub struct Told {
    files: BTreeMap<FileId, Vec<Diagnostic>>,
    /// The page of which it was told before the site was built, and which version of it.
    early: Option<(FileId, i32)>,
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
            .filter(|file| {
                let early = |version| self.early == Some((*file, version));
                let is_old = changed.contains(file) && !view.version(*file).is_some_and(early);
                is_old || now.get(file) != self.files.get(file)
            })
            .filter_map(|file| {
                let found = now.get(&file).map_or(&[][..], Vec::as_slice);
                of_file(view, &view.site().sources, file, found)
            })
            .collect();
        self.files = now;
        news
    }

    /// The same of one open page as it is now, before the site is built again with it.
    pub fn early(
        &mut self,
        view: View<'_>,
        sources: &Sources,
        file: FileId,
    ) -> Option<PublishDiagnosticsParams> {
        let found = view.build.early(sources, file)?;
        let news = of_file(view, sources, file, &found)?;
        self.early = news.version.map(|version| (file, version));
        self.files.insert(file, found);
        Some(news)
    }
}

/// What is wrong with a file of these sources; `None` for one that no editor can open.
fn of_file(
    view: View<'_>,
    sources: &Sources,
    file: FileId,
    found: &[Diagnostic],
) -> Option<PublishDiagnosticsParams> {
    let source = sources.get(file);
    let lines = Lines::of(source.text());
    let found = found
        .iter()
        .map(|diagnostic| shown(view, sources, diagnostic, &lines));
    let document = view.documents.get(&source.path);
    let document = document.filter(|document| document.text == source.text());
    Some(PublishDiagnosticsParams {
        uri: view.documents.uri(&source.path)?,
        diagnostics: found.collect(),
        version: document.map(|document| document.version),
    })
}

/// A diagnostic of the file with these lines.
pub fn shown(
    view: View<'_>,
    sources: &Sources,
    diagnostic: &Diagnostic,
    lines: &Lines<'_>,
) -> lsp_types::Diagnostic {
    let said = report::in_words(diagnostic, sources, view.language);
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
