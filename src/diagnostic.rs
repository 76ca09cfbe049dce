//! What can be wrong with a site, and where.
//!
//! In: facts noticed by any phase. Out: values that [`report`](crate::report) shows to people and
//! machines. Every [`Problem`] has a stable code and a text in each [`Language`]; the texts of one
//! language stand together in one file.

mod english;
mod italian;

use crate::source::{FileId, Span};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, and somebody should look.
    Warning,
}

/// The language in which messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Italian.
    Italian,
    /// English.
    English,
}

impl Language {
    /// The language of a tag such as `it-IT`; English where there are no messages.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("it") {
            Self::Italian
        } else {
            Self::English
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Problem,
    /// Where; an empty span at the start of a file means the file as a whole.
    pub span: Span,
    /// A second place that explains the first: the other of two duplicates.
    pub other: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic with the severity that its problem has by itself.
    pub fn new(problem: Problem, span: Span) -> Self {
        Self {
            severity: problem.severity(),
            problem,
            span,
            other: None,
        }
    }

    /// The same, with the second place.
    pub fn with_other(self, other: Span) -> Self {
        Self {
            other: Some(other),
            ..self
        }
    }

    /// The same for a whole file.
    pub fn of_file(problem: Problem, file: FileId) -> Self {
        Self::new(problem, Span::start_of(file))
    }

    /// A file that cannot be read.
    pub fn unreadable(file: FileId, error: &std::io::Error) -> Self {
        let reason = error.to_string();
        Self::of_file(Problem::Unreadable { reason }, file)
    }
}

/// What a value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A calendar date.
    Date,
    /// A list.
    List,
    /// A map of keys and values.
    Map,
    /// An http or https address.
    Url,
    /// An e-mail address.
    Email,
}

/// Why a YAML document could not be read, in the terms of someone who writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxCause {
    /// A tab where indentation is expected.
    Tab,
    /// A `: ` inside an unquoted text.
    ColonInText,
    /// A quotation mark that is never closed.
    OpenQuote,
    /// A bracket that is never closed.
    OpenBracket,
    /// More text after the quotation mark or bracket that closes a value.
    TextAfterClose(char),
    /// A line without a `: ` where a field is expected.
    NoColon,
    /// An unquoted text that begins with a character that YAML keeps for itself.
    ReservedCharacter(char),
    /// `*name` or `&name`.
    Anchor,
    /// An unknown `\x` in a text between double quotes.
    Escape,
    /// A line that does not line up with the ones above.
    Indentation,
    /// `---` inside the document.
    TwoDocuments,
    /// Too deep, or too many values.
    TooLarge,
    /// Anything else, in the parser's words.
    Other(String),
}

/// Why a picture is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureCause {
    /// It is no JPEG or PNG, or broken; in the decoder's words.
    Broken {
        /// What the decoder says.
        reason: String,
    },
    /// It ends before its end.
    Truncated,
    /// It has more pixels than are read.
    TooLarge {
        /// How many, in millions.
        megapixels: u64,
        /// How many there may be.
        most: u64,
    },
    /// It is read, but says where it was taken.
    Place,
}

/// Why a map cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapCause {
    /// It is not JSON, or not that of a topology; in the reader's words.
    Syntax {
        /// What the reader says.
        reason: String,
    },
    /// An area refers to an arc that is not there.
    MissingArc {
        /// As the area writes it.
        arc: i64,
    },
    /// A point that is no longitude and latitude in degrees.
    Position {
        /// The number of its arc.
        arc: usize,
    },
    /// There is no area, or it has no extent.
    Empty,
    /// Its areas have too many points.
    TooLarge {
        /// How many there may be.
        most: usize,
    },
}

/// Why readers cannot search the text inside a file that they download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentCause {
    /// It is not what its name says, or it is damaged.
    NotDocument,
    /// It is larger, or unpacks to more, than any document.
    TooLarge,
    /// It needs a password.
    Encrypted,
    /// Its text has another encoding than UTF-8.
    NotUtf8,
    /// It could not be read; the reason as the system gives it.
    Unreadable(String),
}

/// A text shown for a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What is wrong, in one line, without a final stop.
    pub message: String,
    /// What to write instead, or where to look.
    pub help: Option<String>,
}

/// Everything that can be wrong. Field names say what was found; the texts say what it means.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    missing_docs,
    reason = "the texts in the two languages are the documentation"
)]
pub enum Problem {
    // Files
    NotUtf8,
    Unreadable {
        reason: String,
    },
    Symlink,
    UnusableName {
        name: String,
    },
    EmptyFile,
    // YAML and front matter
    YamlSyntax {
        cause: SyntaxCause,
    },
    FrontMatterNotClosed,
    FrontMatterNotMap,
    TomlFrontMatter,
    NoBreakSpace,
    CommentEatsText {
        lost: String,
    },
    DuplicateKey {
        key: String,
    },
    CsvSyntax {
        reason: String,
    },
    CsvRow {
        cells: u64,
        columns: u64,
    },
    Map {
        cause: MapCause,
    },
    Picture {
        cause: PictureCause,
    },
    // Fields
    UnknownField {
        field: String,
        owner: String,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    MissingField {
        field: String,
        label: String,
        owner: String,
        hint: Option<String>,
    },
    WrongType {
        field: String,
        expected: Expected,
    },
    BadDate {
        text: String,
        suggestion: Option<String>,
    },
    NotInList {
        field: String,
        value: String,
        suggestion: Option<String>,
        allowed: Vec<String>,
    },
    TooLong {
        field: String,
        length: usize,
        max: usize,
    },
    OutOfRange {
        field: String,
        min: Option<f64>,
        max: Option<f64>,
    },
    PatternMismatch {
        field: String,
        value: String,
        hint: Option<String>,
    },
    // References, links, files
    UnknownReference {
        field: String,
        value: String,
        types: Vec<String>,
        suggestion: Option<String>,
    },
    AmbiguousReference {
        field: String,
        value: String,
        candidates: Vec<String>,
    },
    UnpublishedReference {
        field: String,
        value: String,
    },
    ReferenceCycle {
        field: String,
        path: Vec<String>,
    },
    BrokenLink {
        target: String,
        suggestion: Option<String>,
    },
    UnpublishedLink {
        target: String,
    },
    BrokenAnchor {
        target: String,
        anchor: String,
        suggestion: Option<String>,
    },
    MissingImage {
        target: String,
        suggestion: Option<String>,
    },
    MissingFile {
        target: String,
        suggestion: Option<String>,
    },
    UnsafeLink {
        scheme: String,
    },
    AddressTaken {
        address: String,
        other: String,
    },
    SupersededLink {
        target: String,
    },
    AttachmentNotRead {
        cause: AttachmentCause,
    },
    EndsBeforeBeginning {
        field: String,
    },
    // Markdown
    MissingAlt,
    SecondTitle,
    HeadingJump {
        from: u8,
        to: u8,
    },
    VagueLink {
        text: String,
    },
    HtmlRemoved {
        construct: String,
    },
    UnknownComponent {
        name: String,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    ComponentNotClosed {
        name: String,
    },
    ComponentStrayEnd,
    ComponentSyntax,
    ComponentTooDeep {
        name: String,
    },
    // Schema, configuration, theme
    UnknownKind {
        value: String,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    BadPattern {
        reason: String,
    },
    NoTypes,
    UnknownType {
        name: String,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    UnknownTheme {
        name: String,
        known: Vec<String>,
    },
    UnknownLanguage {
        language: String,
        known: Vec<String>,
    },
    RepositoryAddress {
        value: String,
    },
    Template {
        message: String,
    },
    MissingTemplate {
        name: String,
        suggestion: Option<String>,
    },
}

impl Problem {
    /// A name that never changes, for links, filters and searches.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "not-utf8",
            Self::Unreadable { .. } => "unreadable",
            Self::Symlink => "symlink",
            Self::UnusableName { .. } => "unusable-name",
            Self::EmptyFile => "empty-file",
            Self::YamlSyntax { .. } => "yaml-syntax",
            Self::FrontMatterNotClosed => "front-matter-not-closed",
            Self::FrontMatterNotMap => "front-matter-not-map",
            Self::TomlFrontMatter => "toml-front-matter",
            Self::NoBreakSpace => "no-break-space",
            Self::CommentEatsText { .. } => "comment-eats-text",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::CsvSyntax { .. } => "csv-syntax",
            Self::CsvRow { .. } => "csv-row",
            Self::Map { .. } => "map",
            Self::Picture { .. } => "picture",
            Self::UnknownField { .. } => "unknown-field",
            Self::MissingField { .. } => "missing-field",
            Self::WrongType { .. } => "wrong-type",
            Self::BadDate { .. } => "bad-date",
            Self::NotInList { .. } => "not-in-list",
            Self::TooLong { .. } => "too-long",
            Self::OutOfRange { .. } => "out-of-range",
            Self::PatternMismatch { .. } => "pattern-mismatch",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::AmbiguousReference { .. } => "ambiguous-reference",
            Self::UnpublishedReference { .. } => "unpublished-reference",
            Self::ReferenceCycle { .. } => "reference-cycle",
            Self::BrokenLink { .. } => "broken-link",
            Self::UnpublishedLink { .. } => "unpublished-link",
            Self::BrokenAnchor { .. } => "broken-anchor",
            Self::MissingImage { .. } => "missing-image",
            Self::MissingFile { .. } => "missing-file",
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::AddressTaken { .. } => "address-taken",
            Self::SupersededLink { .. } => "superseded-link",
            Self::AttachmentNotRead { .. } => "attachment-not-read",
            Self::EndsBeforeBeginning { .. } => "ends-before-beginning",
            Self::MissingAlt => "missing-alt",
            Self::SecondTitle => "second-title",
            Self::HeadingJump { .. } => "heading-jump",
            Self::VagueLink { .. } => "vague-link",
            Self::HtmlRemoved { .. } => "html-removed",
            Self::UnknownComponent { .. } => "unknown-component",
            Self::ComponentNotClosed { .. } => "component-not-closed",
            Self::ComponentStrayEnd => "component-stray-end",
            Self::ComponentSyntax => "component-syntax",
            Self::ComponentTooDeep { .. } => "component-too-deep",
            Self::UnknownKind { .. } => "unknown-kind",
            Self::BadPattern { .. } => "bad-pattern",
            Self::NoTypes => "no-types",
            Self::UnknownType { .. } => "unknown-type",
            Self::UnknownTheme { .. } => "unknown-theme",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::RepositoryAddress { .. } => "repository-address",
            Self::Template { .. } => "template",
            Self::MissingTemplate { .. } => "missing-template",
        }
    }

    /// Errors keep the site from being published; warnings do not.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Symlink
            | Self::UnknownLanguage { .. }
            | Self::NoBreakSpace
            | Self::CommentEatsText { .. }
            | Self::SupersededLink { .. }
            | Self::AttachmentNotRead { .. }
            | Self::Picture { .. }
            | Self::UnpublishedReference { .. }
            | Self::SecondTitle
            | Self::HeadingJump { .. }
            | Self::VagueLink { .. }
            | Self::HtmlRemoved { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether the site can be built all the same by leaving out what is wrong. In a site without
    /// a schema such errors count as warnings, so that any folder can be tried.
    pub fn can_be_left_out(&self) -> bool {
        !matches!(
            self,
            Self::NotUtf8
                | Self::UnknownKind { .. }
                | Self::BadPattern { .. }
                | Self::NoTypes
                | Self::UnknownType { .. }
                | Self::UnknownTheme { .. }
                | Self::RepositoryAddress { .. }
                | Self::Template { .. }
                | Self::MissingTemplate { .. }
        )
    }

    /// The problem in words.
    pub fn text(&self, language: Language) -> Text {
        match language {
            Language::Italian => italian::text(self),
            Language::English => english::text(self),
        }
    }
}

/// The candidate nearest to `word`, if it is near enough to be what was meant: at most a third of
/// the letters differ (optimal string alignment distance, Damerau 1964).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    Words::new(candidates).nearest(word).map(str::to_owned)
}

/// Candidates that are asked for the [`nearest`] many times.
pub struct Words<'a> {
    candidates: Vec<(&'a str, Letters)>,
    /// What was answered: the same mistake is often made on many pages.
    answers: Mutex<HashMap<String, Option<&'a str>>>,
}

/// The letters of a word, in small ones.
struct Letters {
    letters: Vec<char>,
    /// A bit for each that there is: a letter that only one of two words has costs an edit.
    set: u64,
}

impl<'a> Words<'a> {
    /// Prepares candidates.
    pub fn new(candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates = candidates.into_iter();
        Self {
            candidates: candidates.map(|word| (word, Letters::of(word))).collect(),
            answers: Mutex::default(),
        }
    }

    /// The candidate nearest to `word`, if it is near enough.
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let answers = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = answers().get(word) {
            return *answer;
        }
        let answer = self.look_for(&Letters::of(word));
        answers().insert(word.to_owned(), answer);
        answer
    }

    fn look_for(&self, word: &Letters) -> Option<&'a str> {
        let limit = (word.letters.len() / 3).clamp(1, 4);
        self.candidates
            .iter()
            .filter(|(_, letters)| word.least_distance(letters) <= limit)
            .map(|(candidate, letters)| {
                let distance = edit_distance(&word.letters, &letters.letters, limit);
                (distance, *candidate)
            })
            .filter(|&(distance, _)| distance <= limit)
            .min_by_key(|&(distance, candidate)| (distance, candidate.len()))
            .map(|(_, candidate)| candidate)
    }
}

impl Letters {
    fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let set = letters.iter().fold(0, |set, c| set | 1 << (*c as u32 % 64));
        Self { letters, set }
    }

    /// What the distance to another word is at least.
    fn least_distance(&self, other: &Self) -> usize {
        let missing = (self.set & !other.set).count_ones();
        let added = (other.set & !self.set).count_ones();
        let length = self.letters.len().abs_diff(other.letters.len());
        length.max(missing.max(added) as usize)
    }
}

/// Edits between two words, counting a transposition as one; anything over `limit` may be given
/// as `limit + 1`.
fn edit_distance(a: &[char], b: &[char], limit: usize) -> usize {
    let width = b.len() + 1;
    // Distances of the beginnings of `a` to those of `b`, for this beginning and the two before.
    let mut before = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..width {
            let substitution = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = substitution.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
        }
        // The least of a row never falls again.
        if row.iter().all(|distance| *distance > limit) {
            return limit + 1;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_or_none_is() {
        let words = ["titolo", "sommario", "pilastri"];
        assert_eq!(nearest("titlo", words).as_deref(), Some("titolo"));
        assert_eq!(nearest("Pilastir", words).as_deref(), Some("pilastri"));
        assert_eq!(nearest("contatto", words), None);
    }
}
