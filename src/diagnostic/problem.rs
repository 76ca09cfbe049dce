//! Everything that can be wrong, and its name.

use super::causes::{
    DateCause, DayCause, Expected, FieldDoubt, FieldsCause, FileCause, LeftOutCause, MapCause,
    PdfCause, PictureCause, SyntaxCause, TableCause, Unheard,
};
use super::{field_slip::FieldSlip, slip::Slip, wrong_kind::WrongKind};
use extract::Cause as AttachmentCause;

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
    NotUtf8,
    Unreadable {
        reason: String,
    },
    WrongKind(WrongKind),
    UnusableName {
        name: String,
    },
    OddName {
        name: String,
        wanted: String,
    },
    LeftOut {
        cause: LeftOutCause,
    },
    MergeConflict,
    ControlCharacter {
        code: u32,
    },
    EmptyFile,
    EmptyData,
    // YAML and front matter
    YamlSyntax {
        cause: SyntaxCause,
    },
    FrontMatterNotClosed {
        fence: &'static str,
    },
    FrontMatterNotMap,
    FrontMatterNotOpened {
        line: String,
    },
    FrontMatterSplit(&'static str),
    TomlSyntax {
        reason: String,
    },
    JsonSyntax {
        reason: String,
    },
    UnclearDraft {
        field: String,
        value: String,
    },
    FieldDoubt(FieldDoubt),
    FieldSlip(FieldSlip),
    NoEffect {
        field: String,
        wish: Unheard,
    },
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
    CsvSeparator {
        found: char,
    },
    Table {
        cause: TableCause,
    },
    DuplicateRow {
        name: String,
    },
    CsvRow {
        cells: u64,
        columns: u64,
    },
    Map(MapCause),
    Picture(PictureCause),
    Pdf(PdfCause),
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
        in_line: bool,
    },
    EmptyField {
        field: String,
        label: String,
        hint: Option<String>,
    },
    WrongType {
        field: String,
        expected: Expected,
    },
    BadDate {
        text: String,
        cause: DayCause,
        suggestion: Option<String>,
    },
    DateOrder {
        cause: DateCause,
    },
    Expired {
        day: String,
    },
    ExpiresSoon {
        day: String,
        links: usize,
    },
    Stale {
        field: String,
        day: String,
        months: u32,
        citing: usize,
    },
    CurlyQuotes {
        field: String,
    },
    SeveralInOne {
        field: String,
        value: String,
    },
    ThousandsPoint {
        value: String,
    },
    SimilarTerm {
        term: String,
        other: String,
        pages: usize,
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
    Fields(FieldsCause),
    // References, links, files
    MissingPage {
        name: String,
        places: usize,
        first: Vec<String>,
        moved: Option<String>,
        suggestion: Option<String>,
    },
    UnpublishedPage {
        name: String,
        places: usize,
        first: Vec<String>,
    },
    UnknownReference {
        field: String,
        value: String,
        types: Vec<String>,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    ReferenceForm {
        value: String,
        wanted: String,
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
    File(FileCause),
    UnsafeLink {
        scheme: String,
    },
    UnknownScheme(String),
    BadMail(String),
    BadAddress {
        target: String,
        suggestion: Option<String>,
    },
    ExternalImage {
        host: String,
    },
    PictureKind {
        target: String,
    },
    AddressTaken {
        address: String,
        other: String,
    },
    SupersededLink {
        target: String,
    },
    ReplacedInForce {
        target: String,
        status: String,
    },
    AttachmentNotRead {
        cause: AttachmentCause,
    },
    AttachmentScan,
    /// Where the names of persons stand in a file's metadata, and which.
    AttachmentPersons {
        found: String,
    },
    /// Where tracked changes stand in a file, and how many.
    AttachmentChanges {
        found: String,
    },
    /// Where comments stand in a file, and how many.
    AttachmentComments {
        found: String,
    },
    EndsBeforeBeginning {
        field: String,
    },
    // Markdown
    Slip {
        slip: Slip,
    },
    EmptyBody {
        owner: String,
    },
    HtmlTooDeep {
        most: usize,
    },
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
        count: usize,
    },
    UnknownComponent {
        name: String,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    ComponentNotClosed {
        name: String,
    },
    ComponentEnd {
        written: String,
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
    NoDefaultType {
        folder: String,
    },
    RoleTwice {
        role: String,
        other: String,
    },
    LanguageTag {
        value: String,
        suggestion: Option<String>,
    },
    UnknownString {
        name: String,
        suggestion: Option<String>,
    },
    UnknownType {
        name: String,
        suggestion: Option<String>,
        known: Vec<String>,
    },
    UnknownTheme {
        name: String,
        known: Vec<String>,
    },
    MissingConfig {
        theme: String,
    },
    MissingTheme {
        theme: String,
    },
    SectionTwice {
        section: String,
        other: String,
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
            Self::WrongKind(kind) => kind.code(),
            Self::UnusableName { .. } => "unusable-name",
            Self::OddName { .. } => "odd-name",
            Self::LeftOut { .. } => "left-out",
            Self::MergeConflict => "merge-conflict",
            Self::ControlCharacter { .. } => "control-character",
            Self::EmptyFile => "empty-file",
            Self::EmptyData => "empty-data",
            Self::YamlSyntax { .. } => "yaml-syntax",
            Self::FrontMatterNotClosed { .. } => "front-matter-not-closed",
            Self::FrontMatterNotMap => "front-matter-not-map",
            Self::FrontMatterNotOpened { .. } => "front-matter-not-opened",
            Self::FrontMatterSplit(_) => "front-matter-split",
            Self::TomlSyntax { .. } => "toml-syntax",
            Self::JsonSyntax { .. } => "json-syntax",
            Self::UnclearDraft { .. } => "unclear-draft",
            Self::FieldDoubt(doubt) => doubt.code(),
            Self::FieldSlip(slip) => slip.code(),
            Self::NoEffect { .. } => "field-without-effect",
            Self::NoBreakSpace => "no-break-space",
            Self::CommentEatsText { .. } => "comment-eats-text",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::CsvSyntax { .. } => "csv-syntax",
            Self::CsvSeparator { .. } => "csv-separator",
            Self::Table { cause } => cause.code(),
            Self::DuplicateRow { .. } => "duplicate-row",
            Self::CsvRow { .. } => "csv-row",
            Self::Map(_) => "map",
            Self::Picture(_) => "picture",
            Self::Pdf(_) => "pdf",
            Self::UnknownField { .. } => "unknown-field",
            Self::MissingField { .. } => "missing-field",
            Self::EmptyField { .. } => "empty-field",
            Self::WrongType { .. } => "wrong-type",
            Self::BadDate { .. } => "bad-date",
            Self::DateOrder { cause } => cause.code(),
            Self::Expired { .. } => "expired",
            Self::ExpiresSoon { .. } => "expires-soon",
            Self::Stale { .. } => "stale",
            Self::CurlyQuotes { .. } => "curly-quotes",
            Self::SeveralInOne { .. } => "several-in-one",
            Self::ThousandsPoint { .. } => "thousands-point",
            Self::SimilarTerm { .. } => "similar-term",
            Self::NotInList { .. } => "not-in-list",
            Self::TooLong { .. } => "too-long",
            Self::OutOfRange { .. } => "out-of-range",
            Self::PatternMismatch { .. } => "pattern-mismatch",
            Self::Fields(cause) => cause.code(),
            Self::MissingPage { .. } => "missing-page",
            Self::UnpublishedPage { .. } => "unpublished-page",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::ReferenceForm { .. } => "reference-form",
            Self::AmbiguousReference { .. } => "ambiguous-reference",
            Self::UnpublishedReference { .. } => "unpublished-reference",
            Self::ReferenceCycle { .. } => "reference-cycle",
            Self::BrokenLink { .. } => "broken-link",
            Self::UnpublishedLink { .. } => "unpublished-link",
            Self::BrokenAnchor { .. } => "broken-anchor",
            Self::MissingImage { .. } => "missing-image",
            Self::MissingFile { .. } => "missing-file",
            Self::File(cause) => cause.code(),
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::UnknownScheme(_) => "unknown-scheme",
            Self::BadMail(_) => "bad-mail",
            Self::BadAddress { .. } => "bad-address",
            Self::ExternalImage { .. } => "external-image",
            Self::PictureKind { .. } => "picture-kind",
            Self::AddressTaken { .. } => "address-taken",
            Self::SupersededLink { .. } => "superseded-link",
            Self::ReplacedInForce { .. } => "replaced-in-force",
            Self::AttachmentNotRead { .. } => "attachment-not-read",
            Self::AttachmentScan => "attachment-scan",
            Self::AttachmentPersons { .. } => "attachment-persons",
            Self::AttachmentChanges { .. } => "attachment-changes",
            Self::AttachmentComments { .. } => "attachment-comments",
            Self::EndsBeforeBeginning { .. } => "ends-before-beginning",
            Self::Slip { slip } => slip.code(),
            Self::EmptyBody { .. } => "empty-body",
            Self::HtmlTooDeep { .. } => "html-too-deep",
            Self::MissingAlt => "missing-alt",
            Self::SecondTitle => "second-title",
            Self::HeadingJump { .. } => "heading-jump",
            Self::VagueLink { .. } => "vague-link",
            Self::HtmlRemoved { .. } => "html-removed",
            Self::UnknownComponent { .. } => "unknown-component",
            Self::ComponentNotClosed { .. } | Self::ComponentEnd { .. } => "component-not-closed",
            Self::ComponentStrayEnd => "component-stray-end",
            Self::ComponentSyntax => "component-syntax",
            Self::ComponentTooDeep { .. } => "component-too-deep",
            Self::UnknownKind { .. } => "unknown-kind",
            Self::BadPattern { .. } => "bad-pattern",
            Self::NoTypes => "no-types",
            Self::NoDefaultType { .. } => "no-default-type",
            Self::RoleTwice { .. } => "role-twice",
            Self::LanguageTag { .. } => "language-tag",
            Self::UnknownString { .. } => "unknown-string",
            Self::UnknownType { .. } => "unknown-type",
            Self::UnknownTheme { .. } => "unknown-theme",
            Self::MissingConfig { .. } => "missing-config",
            Self::MissingTheme { .. } => "missing-theme",
            Self::SectionTwice { .. } => "section-twice",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::RepositoryAddress { .. } => "repository-address",
            Self::Template { .. } => "template",
            Self::MissingTemplate { .. } => "missing-template",
        }
    }
}
