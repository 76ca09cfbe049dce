//! Diagnostics for people and for programs.

mod causes;
mod services;
mod words;

pub use services::{github, github_warning, gitlab, sarif};
pub use words::{counted, words_of};

use crate::diagnostic::{self, Language, Severity};
use crate::source::{FileId, Position, Sources, Span};
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use words::{Words, in_brief};

/// Whether people's output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With colours, for terminals.
    Coloured,
    /// Plain text.
    Plain,
}

/// How much is told to people of what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Each by itself.
    All,
    /// Each of one code by itself.
    Of(String),
    /// Each by itself, but of a cause that is there very often the first: who reads these knows
    /// what to do with the others.
    Editing,
    /// Errors by themselves, and the others if they are few; else a line for each cause: what was
    /// written for another program has the same mistake everywhere.
    Moving,
}

impl Detail {
    /// How many diagnostics of a cause are shown in full.
    fn in_full(&self, severity: Severity) -> usize {
        match self {
            Self::Moving if severity != Severity::Error => 0,
            Self::Editing | Self::Moving => 50,
            Self::All | Self::Of(_) => usize::MAX,
        }
    }
}

/// Diagnostics with the lines they speak of and a caret, then lines for causes that are there often,
/// then a line that counts all; empty if there is none.
pub fn human(
    diagnostics: &[diagnostic::Diagnostic],
    sources: &Sources,
    (language, style): (Language, Style),
    detail: &Detail,
) -> String {
    let renderer = match style {
        Style::Coloured => Renderer::styled(),
        Style::Plain => Renderer::plain(),
    };
    let is_asked = |d: &&diagnostic::Diagnostic| match detail {
        Detail::Of(code) => d.problem.code() == code,
        _ => true,
    };
    let few = diagnostics.len() <= diagnostic::FEW;
    let mut in_full = HashSet::new();
    let mut often = Vec::new();
    for mut cause in causes::causes(diagnostics.iter().filter(is_asked)) {
        let most = match few {
            true => diagnostic::FEW,
            false => detail.in_full(cause.diagnostics[0].severity),
        };
        let first = most.min(cause.diagnostics.len());
        in_full.extend(cause.diagnostics.drain(..first).map(std::ptr::from_ref));
        if !cause.diagnostics.is_empty() {
            often.push((cause, first > 0));
        }
    }
    let mut out = String::new();
    for diagnostic in diagnostics {
        if in_full.contains(&std::ptr::from_ref(diagnostic)) {
            out.push_str(&snippet(diagnostic, sources, language, &renderer));
            out.push_str("\n\n");
        }
    }
    if !often.is_empty() {
        out.push_str(&causes::lines(&often, sources, language));
    }
    if !diagnostics.is_empty() {
        out.push_str(&summary(diagnostics, language));
        out.push('\n');
    }
    out
}

/// One thing that is wrong with a site, in words, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Which problem it is: the same in every language and version.
    pub code: &'static str,
    /// What is wrong, in one line, without a final stop.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// A second place that explains the first: the other of two duplicates.
    #[serde(skip)]
    pub other: Option<Place>,
    /// What to write instead, or where to look.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    /// `content/index.md:3:7: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place {
            file, line, column, ..
        } = &self.place;
        write!(f, "{file}:{line}:{column}: {}", self.message)
    }
}

/// A stretch of a file of the site. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The path of the file below the root of the site, with `/`.
    pub file: String,
    /// Where it begins; the first character of a file stands for the file as a whole.
    pub line: u32,
    /// The column of its first character.
    pub column: u32,
    /// Where it ends.
    pub end_line: u32,
    /// The column behind its last character.
    pub end_column: u32,
}

/// Every diagnostic in words.
pub fn list(
    diagnostics: &[diagnostic::Diagnostic],
    sources: &Sources,
    language: Language,
) -> Vec<Diagnostic> {
    let list = diagnostics.iter();
    list.map(|diagnostic| in_words(diagnostic, sources, language))
        .collect()
}

/// A diagnostic in words.
pub fn in_words(
    diagnostic: &diagnostic::Diagnostic,
    sources: &Sources,
    language: Language,
) -> Diagnostic {
    let text = in_brief(diagnostic.problem.text(language));
    Diagnostic {
        severity: diagnostic.severity,
        code: diagnostic.problem.code(),
        message: text.message,
        place: place(diagnostic.span, sources),
        other: diagnostic.other.map(|other| place(other, sources)),
        help: text.help,
    }
}

/// The line of a text where something begins.
pub fn line_at(text: &str, span: Span) -> &str {
    let at = text.floor_char_boundary(span.start as usize);
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    text[start..end].trim_end_matches('\r')
}

/// What to say at the second place of a diagnostic.
pub fn other_place(language: Language) -> &'static str {
    Words::of(language).first
}

/// All diagnostics as a JSON array.
pub fn json(
    diagnostics: &[diagnostic::Diagnostic],
    sources: &Sources,
    language: Language,
) -> String {
    let list = list(diagnostics, sources, language);
    let mut text =
        serde_json::to_string_pretty(&list).expect("lists of texts and numbers are JSON");
    text.push('\n');
    text
}

fn place(span: Span, sources: &Sources) -> Place {
    let Position { line, column } = sources.position(span.file, span.start);
    let end = sources.position(span.file, span.end);
    Place {
        file: sources.get(span.file).path.clone(),
        line,
        column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn snippet(
    diagnostic: &diagnostic::Diagnostic,
    sources: &Sources,
    language: Language,
    renderer: &Renderer,
) -> String {
    let text = in_brief(diagnostic.problem.text(language));
    let words = Words::of(language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let [name, _] = words_of(diagnostic.severity, language);
    let level = level.with_name(name);
    let file = sources.get(diagnostic.span.file);
    let title = level
        .primary_title(text.message)
        .id(diagnostic.problem.code());
    let range = shown(file.text(), diagnostic.span);
    let kind = AnnotationKind::Context;
    let (near, far) = match diagnostic.other {
        Some(other) if other.file == diagnostic.span.file => (Some(other), None),
        far => (None, far),
    };
    let near = near.map(|other| shown(file.text(), other));
    let id = diagnostic.span.file;
    let lines = Lines::around(sources, id, near.iter().chain([&range]));
    if lines.text.len() > LONG {
        let Position { line, column } = sources.position(id, range.start as u32);
        let place = format!("{}:{line}:{column}", file.path);
        let mut group = title.element(Origin::path(place));
        if let Some(help) = text.help {
            group = group.element(Level::HELP.with_name(words.help).message(help));
        }
        return renderer.render(&[group]);
    }
    let mut main = lines.snippet(&file.path);
    main = main.annotation(AnnotationKind::Primary.span(lines.within(range)));
    if let Some(near) = near {
        main = main.annotation(kind.span(lines.within(near)).label(words.first));
    }
    let elsewhere = far.map(|other| {
        let file = sources.get(other.file);
        let range = shown(file.text(), other);
        let lines = Lines::around(sources, other.file, [&range]);
        let snippet = lines.snippet(&file.path);
        snippet.annotation(kind.span(lines.within(range)))
    });
    let mut group = title.element(main);
    if let Some(elsewhere) = elsewhere {
        group = group.element(elsewhere);
    }
    if let Some(help) = text.help {
        group = group.element(Level::HELP.with_name(words.help).message(help));
    }
    renderer.render(&[group])
}

/// The most bytes of a file that are shown with a message: of longer lines there is only the place,
/// since all messages of a line would show all of it.
const LONG: usize = 20_000;

/// The lines of a file that a message speaks of: the renderer looks at all that it is given, and
/// a file can have many problems.
struct Lines<'a> {
    text: &'a str,
    /// Offset in the file of the first byte.
    start: usize,
    /// Number of the first line, from 1.
    first: usize,
}

impl<'a> Lines<'a> {
    /// The lines from the first to the last of some ranges of a file.
    fn around<'r>(
        sources: &'a Sources,
        file: FileId,
        ranges: impl IntoIterator<Item = &'r Range<usize>>,
    ) -> Self {
        let text = sources.get(file).text();
        let (mut start, mut end) = (text.len(), 0);
        for range in ranges {
            start = start.min(range.start);
            end = end.max(range.end);
        }
        let start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let end = end.max(start);
        let end = text[end..].find('\n').map_or(text.len(), |i| end + i);
        let first = sources.position(file, start as u32).line as usize;
        Self {
            text: &text[start..end],
            start,
            first,
        }
    }

    fn snippet<T: Clone>(&self, path: &'a str) -> Snippet<'a, T> {
        Snippet::source(self.text)
            .line_start(self.first)
            .path(path)
            .fold(true)
    }

    /// A range of the file in these lines.
    fn within(&self, range: Range<usize>) -> Range<usize> {
        range.start - self.start..range.end - self.start
    }
}

/// The bytes to underline: at least one character, and no more than the first line of a long
/// stretch, so that a whole block is not printed.
fn shown(text: &str, span: Span) -> Range<usize> {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize).max(start);
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
pub fn summary(diagnostics: &[diagnostic::Diagnostic], language: Language) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let of_it = |severity| counted(count(severity), severity, language);
    let (errors, warnings) = (of_it(Severity::Error), of_it(Severity::Warning));
    let and = match language {
        Language::Italian => "e",
        Language::English => "and",
    };
    // Notes are no alarm: they are named only where there are some.
    let parts = match count(Severity::Note) {
        0 => format!("{errors} {and} {warnings}"),
        _ => format!("{errors}, {warnings} {and} {}", of_it(Severity::Note)),
    };
    let files: std::collections::BTreeSet<_> = diagnostics.iter().map(|d| d.span.file).collect();
    let file = match (language, files.len()) {
        (Language::English, n) if n != 1 => "files",
        _ => "file",
    };
    format!("{parts} in {} {file}", files.len())
}
