//! What was meant as markup and would be published as text, and other slips of the pen in a text.

/// A slip in the text of a page. The texts in the two languages are the documentation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the texts say what each one means")]
pub enum Slip {
    // Headings
    HashWithoutSpace { level: usize },
    TooManyHashes,
    BoldHeading,
    DashesMakeHeading,
    ShoutedTitle,
    EmptySection,
    EmptyHeading,
    // Tables
    TableWithoutDelimiter,
    TableSplit,
    TableDelimiter { cells: usize, columns: usize },
    TableExtraCells { cells: usize, columns: usize },
    TableEmptyHead,
    // Lists
    PastedList { mark: char },
    ListWithoutSpace { mark: char },
    ListInParagraph,
    // Emphasis
    OpenEmphasis { mark: String },
    EmphasisSpaces { mark: String },
    // Components, and what other generators have in their place
    TwoColons { name: String },
    UnquotedAttribute { value: String },
    ForeignSyntax { construct: String, count: usize },
    UnknownAlert { kind: String },
    AlertTitle { kind: String },
    HtmlForMarkdown { tag: String },
    // Footnotes
    UndefinedFootnote { label: String },
    UnusedFootnote { label: String },
    RepeatedFootnote { label: String },
    // Links and pictures
    ReversedLink,
    OpenLink,
    LinkBrackets,
    NoTarget,
    SpaceBeforeTarget,
    SpaceInTarget { target: String },
    WikiLink { target: String },
    UndefinedLink { label: String },
    EmptyLink,
    AddressAsText,
    AltIsFileName { alt: String },
    AltBegins { words: String },
    // What swallows the rest of a text
    OpenFence { mark: String },
    OpenComment,
    CommentAsText,
    // Text
    Filler { words: String },
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
            Self::UnknownAlert { .. } => "unknown-alert",
            Self::AlertTitle { .. } => "alert-title",
            Self::HtmlForMarkdown { .. } => "html-for-markdown",
            Self::UndefinedFootnote { .. } => "undefined-footnote",
            Self::UnusedFootnote { .. } => "unused-footnote",
            Self::RepeatedFootnote { .. } => "repeated-footnote",
            Self::ReversedLink => "reversed-link",
            Self::OpenLink => "open-link",
            Self::LinkBrackets => "link-brackets",
            Self::NoTarget => "no-target",
            Self::SpaceBeforeTarget => "space-before-target",
            Self::SpaceInTarget { .. } => "space-in-target",
            Self::WikiLink { .. } => "wiki-link",
            Self::UndefinedLink { .. } => "undefined-link",
            Self::EmptyLink => "empty-link",
            Self::AddressAsText => "address-as-text",
            Self::AltIsFileName { .. } => "alt-is-file-name",
            Self::AltBegins { .. } => "alt-begins",
            Self::OpenFence { .. } => "open-fence",
            Self::OpenComment => "open-comment",
            Self::CommentAsText => "comment-as-text",
            Self::Filler { .. } => "filler-text",
        }
    }

    /// Whether it concerns only how something is written, which is a site's own affair where it has
    /// no schema.
    pub(crate) fn is_style(&self) -> bool {
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
        )
    }

    /// Whether something that was written is lost, or nothing leads on.
    pub(super) fn is_error(&self) -> bool {
        matches!(
            self,
            Self::EmptyLink | Self::OpenFence { .. } | Self::OpenComment
        )
    }
}
