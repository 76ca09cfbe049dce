//! What was meant as markup and would be published as text, and other slips of the pen in a text.

use super::misread::Misread;

/// A slip in the text of a page. The texts in the two languages are the documentation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the texts say what each one means")]
pub enum Slip {
    // Headings
    HashWithoutSpace {
        level: usize,
    },
    TooManyHashes,
    BoldHeading,
    DashesMakeHeading,
    ShoutedTitle,
    EmptySection,
    EmptyHeading,
    EscapedHeading,
    HeadingBraces {
        written: String,
        instead: String,
    },
    ForeignHeading {
        sign: String,
    },
    HashInside,
    // Tables
    TableWithoutDelimiter,
    TableSplit,
    TableDelimiter {
        cells: usize,
        columns: usize,
    },
    TableExtraCells {
        cells: usize,
        columns: usize,
    },
    TableEmptyHead,
    TableTorn,
    TableRowBroken,
    TableTabs,
    TableDashes,
    TableSecondDelimiter,
    TextInTable,
    // Lists
    /// Its first sign as it is written.
    PastedList {
        mark: String,
    },
    ListWithoutSpace {
        mark: char,
    },
    ListInParagraph,
    ListNumber {
        written: u64,
        published: u64,
    },
    YearList {
        number: u64,
    },
    ListIndent {
        spaces: usize,
    },
    ListOnOneLine,
    TextInList,
    TaskBox,
    InvisibleSpace {
        mark: String,
    },
    // Emphasis
    OpenEmphasis {
        mark: String,
    },
    EmphasisSpaces {
        mark: String,
    },
    // Components, and what other generators have in their place
    TwoColons {
        name: String,
    },
    UnquotedAttribute {
        value: String,
    },
    ForeignSyntax {
        construct: String,
        count: usize,
    },
    /// The command that is not known, if that is what is wrong with it.
    UnreadFormula {
        command: Option<String>,
    },
    Computed {
        construct: String,
    },
    /// A line in the contents of a book.
    NoEntry,
    UnknownAlert {
        kind: String,
    },
    AlertTitle {
        kind: String,
    },
    HtmlForMarkdown {
        tag: String,
    },
    // Footnotes
    UndefinedFootnote {
        label: String,
    },
    UnusedFootnote {
        label: String,
    },
    RepeatedFootnote {
        label: String,
    },
    EmptyFootnote {
        label: String,
    },
    TextInFootnote,
    FootnoteReference {
        label: String,
        written: String,
    },
    FootnoteSign {
        label: String,
        written: String,
    },
    // Links and pictures
    ReversedLink,
    OpenLink,
    LinkBrackets,
    NoTarget,
    SpaceBeforeTarget,
    SpaceInTarget {
        target: String,
        instead: String,
    },
    LinkTitle {
        address: String,
    },
    NestedLink,
    PictureSpace,
    PictureWithoutAddress,
    LocalAddress {
        target: String,
    },
    WikiLink {
        target: String,
        embeds: bool,
    },
    UndefinedLink {
        label: String,
    },
    TextAsDefinition {
        label: String,
    },
    UnusedDefinition {
        label: String,
    },
    RepeatedDefinition {
        label: String,
    },
    BrokenAddress {
        written: String,
        instead: String,
    },
    SpacedAddress {
        written: String,
        instead: String,
    },
    PathAsText {
        path: String,
    },
    EmptyLink,
    AddressAsText,
    AnchorTaken {
        id: String,
    },
    AltIsFileName {
        alt: String,
    },
    AltBegins {
        words: String,
    },
    // What swallows the rest of a text
    OpenFence {
        mark: String,
    },
    OpenComment,
    OpenElement {
        tag: String,
    },
    StrayEnd {
        tag: String,
    },
    OpenTag {
        tag: String,
    },
    MarkdownInHtml,
    IndentedCode,
    CommentAsText,
    CommentSigns,
    // Documents
    OpenBlank,
    SimilarBlanks {
        name: String,
        other: String,
    },
    UnusedBlank {
        name: String,
        suggestion: Option<String>,
    },
    // Text
    Filler {
        words: String,
    },
    OpenEntity {
        name: String,
    },
    UnknownEntity {
        name: String,
    },
    BrokenWord {
        word: String,
    },
    BrokenCharacters {
        shown: String,
    },
    // What was meant as Markdown or as a component, and is read otherwise
    Misread(Misread),
}

impl Slip {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::HashWithoutSpace { .. } => "heading-without-space",
            Self::TooManyHashes => "too-many-hashes",
            Self::BoldHeading => "bold-as-heading",
            Self::DashesMakeHeading => "heading-by-dashes",
            Self::ShoutedTitle => "shouted-title",
            Self::EmptySection => "empty-section",
            Self::EmptyHeading => "empty-heading",
            Self::TableWithoutDelimiter => "table-without-delimiter",
            Self::TableSplit => "table-split",
            Self::TableDelimiter { .. } => "table-delimiter",
            Self::TableExtraCells { .. } => "table-extra-cells",
            Self::TableEmptyHead => "table-empty-head",
            Self::PastedList { .. } => "pasted-list",
            Self::ListWithoutSpace { .. } => "list-without-space",
            Self::ListInParagraph => "list-in-paragraph",
            Self::OpenEmphasis { .. } => "open-emphasis",
            Self::EmphasisSpaces { .. } => "emphasis-spaces",
            Self::TwoColons { .. } => "component-two-colons",
            Self::UnquotedAttribute { .. } => "unquoted-attribute",
            Self::ForeignSyntax { .. } => "foreign-syntax",
            Self::UnreadFormula { .. } => "unread-formula",
            Self::Computed { .. } => "computed",
            Self::NoEntry => "no-entry",
            Self::UnknownAlert { .. } => "unknown-alert",
            Self::AlertTitle { .. } => "alert-title",
            Self::HtmlForMarkdown { .. } => "html-for-markdown",
            Self::UndefinedFootnote { .. } => "undefined-footnote",
            Self::UnusedFootnote { .. } => "unused-footnote",
            Self::RepeatedFootnote { .. } => "repeated-footnote",
            Self::EmptyFootnote { .. } => "empty-footnote",
            Self::TextInFootnote => "text-in-footnote",
            Self::ListIndent { .. } => "list-indent",
            Self::PictureWithoutAddress => "picture-without-address",
            Self::UnusedDefinition { .. } => "unused-definition",
            Self::RepeatedDefinition { .. } => "repeated-definition",
            Self::BrokenAddress { .. } => "broken-address",
            Self::ReversedLink => "reversed-link",
            Self::OpenLink => "open-link",
            Self::LinkBrackets => "link-brackets",
            Self::NoTarget => "no-target",
            Self::SpaceBeforeTarget => "space-before-target",
            Self::SpaceInTarget { .. } => "space-in-target",
            Self::WikiLink { .. } => "wiki-link",
            Self::UndefinedLink { .. } => "undefined-link",
            Self::TextInTable => "text-in-table",
            Self::ListNumber { .. } => "list-number",
            Self::AnchorTaken { .. } => "anchor-taken",
            Self::TextAsDefinition { .. } => "text-as-definition",
            Self::EmptyLink => "empty-link",
            Self::AddressAsText => "address-as-text",
            Self::AltIsFileName { .. } => "alt-is-file-name",
            Self::AltBegins { .. } => "alt-begins",
            Self::OpenFence { .. } => "open-fence",
            Self::OpenElement { .. } => "open-element",
            Self::OpenComment => "open-comment",
            Self::CommentAsText => "comment-as-text",
            Self::Filler { .. } => "filler-text",
            Self::EscapedHeading => "escaped-heading",
            Self::HeadingBraces { .. } => "heading-braces",
            Self::ForeignHeading { .. } => "foreign-heading",
            Self::HashInside => "hash-inside",
            Self::TableDashes => "table-dashes",
            Self::TableSecondDelimiter => "table-second-delimiter",
            Self::ListOnOneLine => "list-on-one-line",
            Self::TextInList => "text-in-list",
            Self::SpacedAddress { .. } => "spaced-address",
            Self::PathAsText { .. } => "path-as-text",
            Self::OpenTag { .. } => "open-tag",
            Self::UnknownEntity { .. } => "unknown-entity",
            Self::BrokenWord { .. } => "broken-word",
            Self::TableTorn => "table-torn",
            Self::TableRowBroken => "table-row-broken",
            Self::TableTabs => "table-tabs",
            Self::YearList { .. } => "year-list",
            Self::TaskBox => "task-box",
            Self::InvisibleSpace { .. } => "invisible-space",
            Self::FootnoteSign { .. } | Self::FootnoteReference { .. } => "footnote-sign",
            Self::LinkTitle { .. } => "link-title",
            Self::NestedLink => "nested-link",
            Self::PictureSpace => "picture-space",
            Self::LocalAddress { .. } => "local-address",
            Self::StrayEnd { .. } => "stray-end",
            Self::MarkdownInHtml => "markdown-in-html",
            Self::IndentedCode => "indented-code",
            Self::CommentSigns => "comment-signs",
            Self::OpenBlank => "open-blank",
            Self::SimilarBlanks { .. } => "similar-blanks",
            Self::UnusedBlank { .. } => "unused-blank",
            Self::OpenEntity { .. } => "open-entity",
            Self::BrokenCharacters { .. } => "broken-characters",
            Self::Misread(misread) => misread.code(),
        }
    }

    /// Whether it concerns only how something is written.
    pub(super) fn is_style(&self) -> bool {
        matches!(
            self,
            Self::BoldHeading
                | Self::DashesMakeHeading
                | Self::ShoutedTitle
                | Self::EmptySection
                | Self::TableEmptyHead
                | Self::UnquotedAttribute { .. }
                | Self::HtmlForMarkdown { .. }
                | Self::AddressAsText
                | Self::AltBegins { .. }
                | Self::Filler { .. }
                | Self::EscapedHeading
                | Self::IndentedCode
        )
    }

    /// Whether something that was written is lost, or nothing leads on.
    pub(super) fn is_error(&self) -> bool {
        match self {
            Self::Misread(misread) => misread.is_error(),
            Self::EmptyLink | Self::OpenFence { .. } | Self::OpenComment => true,
            _ => false,
        }
    }
}

/// The file that is meant by the name of a page, or of another file.
pub(super) fn file_of(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    match last.contains('.') {
        true => name.to_owned(),
        false => format!("{name}.md"),
    }
}

/// How the items of a list are told apart that was pasted from elsewhere.
pub(super) enum Numbering {
    /// By a sign that says nothing else.
    None,
    /// By numbers, which Markdown has too.
    Markdown,
    /// By letters, or by numbers in a form that Markdown does not have.
    Other,
}

/// How the items are told apart of which the first begins with a mark.
pub(super) fn numbering(mark: &str) -> Numbering {
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (Some('#' | '①'..='⑳'), _) => Numbering::Markdown,
        (Some('0'..='9'), _) => Numbering::Markdown,
        (Some(first), Some(_)) if first == '(' || first.is_alphabetic() => Numbering::Other,
        _ => Numbering::None,
    }
}
