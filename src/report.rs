//! Diagnostics for people and for machines.

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::{Position, Sources, Span};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

/// Whether people's output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With colours, for terminals.
    Coloured,
    /// Plain text.
    Plain,
}

/// Every diagnostic with the lines it speaks of and a caret, then a line that counts them; empty
/// if there is none.
pub fn human(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    style: Style,
) -> String {
    let renderer = match style {
        Style::Coloured => Renderer::styled(),
        Style::Plain => Renderer::plain(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&snippet(diagnostic, sources, language, &renderer));
        out.push_str("\n\n");
    }
    if !diagnostics.is_empty() {
        out.push_str(&summary(diagnostics, language));
        out.push('\n');
    }
    out
}

/// One diagnostic as JSON.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: Severity,
    code: &'a str,
    message: String,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    help: Option<String>,
}

/// All diagnostics as a JSON array; lines and columns count from 1, columns in characters.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let list: Vec<JsonDiagnostic<'_>> = diagnostics
        .iter()
        .map(|diagnostic| {
            let text = diagnostic.problem.text(language);
            let (start, end) = positions(diagnostic.span, sources);
            JsonDiagnostic {
                severity: diagnostic.severity,
                code: diagnostic.problem.code(),
                message: text.message,
                file: &sources.get(diagnostic.span.file).path,
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                help: text.help,
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

fn positions(span: Span, sources: &Sources) -> (Position, Position) {
    (
        sources.position(span.file, span.start),
        sources.position(span.file, span.end),
    )
}

fn snippet(
    diagnostic: &Diagnostic,
    sources: &Sources,
    language: Language,
    renderer: &Renderer,
) -> String {
    let text = diagnostic.problem.text(language);
    let words = Words::of(language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
    };
    let file = sources.get(diagnostic.span.file);
    let title = level
        .primary_title(text.message)
        .id(diagnostic.problem.code());
    let mut main = Snippet::source(file.text()).path(&file.path).fold(true);
    let range = shown(file.text(), diagnostic.span);
    main = main.annotation(AnnotationKind::Primary.span(range));
    let mut elsewhere = None;
    if let Some(other) = diagnostic.other {
        let kind = AnnotationKind::Context;
        if other.file == diagnostic.span.file {
            main = main.annotation(kind.span(shown(file.text(), other)).label(words.first));
        } else {
            let file = sources.get(other.file);
            let snippet = Snippet::source(file.text()).path(&file.path).fold(true);
            elsewhere = Some(snippet.annotation(kind.span(shown(file.text(), other))));
        }
    }
    let mut group = title.element(main);
    if let Some(elsewhere) = elsewhere {
        group = group.element(elsewhere);
    }
    if let Some(help) = text.help {
        group = group.element(Level::HELP.with_name(words.help).message(help));
    }
    renderer.render(&[group])
}

/// The bytes to underline: at least one character, and no more than the first line of a long
/// stretch, so that a whole block is not printed.
fn shown(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = (span.start as usize).min(text.len());
    let end = (span.end as usize).clamp(start, text.len());
    let first_line = text[start..end].find('\n').map_or(end, |i| start + i);
    if first_line > start {
        return start..first_line;
    }
    match text[start..].chars().next() {
        Some(c) if c != '\n' => start..start + c.len_utf8(),
        _ => start..start,
    }
}

/// "2 errori e 1 avviso in 2 file".
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let files: std::collections::BTreeSet<_> = diagnostics.iter().map(|d| d.span.file).collect();
    let plural =
        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match language {
        Language::Italian => format!(
            "{} e {} in {} file",
            plural(errors, "errore", "errori"),
            plural(warnings, "avviso", "avvisi"),
            files.len()
        ),
        Language::English => format!(
            "{} and {} in {}",
            plural(errors, "error", "errors"),
            plural(warnings, "warning", "warnings"),
            plural(files.len(), "file", "files")
        ),
    }
}

/// Words around a message.
struct Words {
    error: &'static str,
    warning: &'static str,
    help: &'static str,
    first: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::Italian => Self {
                error: "errore",
                warning: "avviso",
                help: "aiuto",
                first: "prima qui",
            },
            Language::English => Self {
                error: "error",
                warning: "warning",
                help: "help",
                first: "first here",
            },
        }
    }
}
