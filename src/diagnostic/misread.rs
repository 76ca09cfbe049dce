//! Signs that were meant as Markdown, or as a component, and that are read otherwise.

/// What was meant. The texts in the two languages are the documentation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the texts say what each one means")]
pub enum Misread {
    /// Signs behind backslashes; what they begin with.
    Escaped {
        sign: &'static str,
    },
    /// The name of a character whose `&` is written as one.
    EscapedEntity {
        name: String,
    },
    // Emphasis
    EmphasisGlued {
        mark: String,
    },
    Apostrophes {
        mark: String,
    },
    /// Stars between numbers, of which two make emphasis.
    Multiplied {
        written: String,
        meant: String,
    },
    /// What begins as an item, too far to the right for being one.
    TooDeep {
        mark: String,
    },
    /// A sentence right below a quotation.
    BelowQuotation,
    /// A heading that ends with the signs that begin one.
    HashesBehind,
    /// A term right below a definition.
    TermBelow {
        term: String,
    },
    /// What follows the address of a mail, and no program knows.
    MailField {
        name: String,
    },
    PasswordInAddress,
    /// An address of a site that only leads on.
    LeadsOn {
        host: String,
    },
    /// All of a text is a block of Markdown as code.
    WholeInFence,
    /// What stands between `<<` and `>>`.
    AngleQuotes {
        inside: String,
    },
    // Lists
    NestedSigns {
        mark: String,
    },
    ListRestarts,
    // Tables
    TableAttached,
    TableSpaces,
    TableSeparated {
        sign: char,
    },
    // Components and alerts
    ComponentInside {
        name: String,
    },
    ComponentEndInside {
        name: String,
    },
    EmptyComponent {
        name: String,
    },
    EmptyAttribute {
        field: String,
        label: String,
    },
    AlertOpen {
        kind: String,
    },
    AlertOutside {
        kind: String,
    },
    // Links, pictures, HTML
    OtherSite {
        text: String,
        host: String,
    },
    OtherNumber {
        text: String,
        number: String,
    },
    /// The component of the theme that shows videos, if it has one.
    VideoAsPicture {
        component: Option<String>,
    },
    OtherEnd {
        open: String,
        written: String,
    },
}

impl Misread {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Escaped { .. } | Self::EscapedEntity { .. } => "escaped-markup",
            Self::EmphasisGlued { .. } => "emphasis-glued",
            Self::Apostrophes { .. } => "foreign-syntax",
            Self::Multiplied { .. } => "stars-of-numbers",
            Self::TooDeep { .. } => "list-indent",
            Self::BelowQuotation => "text-in-quotation",
            Self::HashesBehind => "hashes-behind",
            Self::TermBelow { .. } => "term-attached",
            Self::MailField { .. } => "mail-field",
            Self::PasswordInAddress => "password-in-address",
            Self::LeadsOn { .. } => "address-leads-on",
            Self::WholeInFence => "text-as-code",
            Self::AngleQuotes { .. } => "angle-quotes",
            Self::NestedSigns { .. } => "list-indent",
            Self::ListRestarts => "list-number",
            Self::TableAttached => "table-attached",
            Self::TableSpaces | Self::TableSeparated { .. } => "table-tabs",
            Self::ComponentInside { .. } => "component-inside",
            Self::ComponentEndInside { .. } => "component-not-closed",
            Self::EmptyComponent { .. } => "empty-component",
            Self::EmptyAttribute { .. } => "empty-field",
            Self::AlertOpen { .. } | Self::AlertOutside { .. } => "unknown-alert",
            Self::OtherSite { .. } => "other-address",
            Self::OtherNumber { .. } => "other-number",
            Self::VideoAsPicture { .. } => "external-image",
            Self::OtherEnd { .. } => "stray-end",
        }
    }

    /// Whether the site is not published with it.
    pub(super) fn is_error(&self) -> bool {
        matches!(
            self,
            Self::ComponentInside { .. }
                | Self::ComponentEndInside { .. }
                | Self::EmptyAttribute { .. }
        )
    }
}
