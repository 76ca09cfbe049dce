//! Slips in what says how a site is read: configuration, schema, tables, theme.

/// Such a slip. The texts in the two languages are the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the texts say what each one means")]
pub enum SiteSlip {
    // Configuration
    /// A pattern of `ignore` that no file has; the one that was meant.
    UnusedPattern {
        pattern: String,
        meant: String,
    },
    /// A table that is to be published as something else than a file of values.
    TableFile {
        file: String,
        meant: String,
    },
    /// A pattern of `ignore` that leaves out what there is no site without, such as this file.
    IgnoresSite {
        pattern: String,
        path: String,
    },
    /// A pattern of `ignore` that leaves out what pages lead to; where the first do.
    IgnoredPages {
        pattern: String,
        places: usize,
        first: Vec<String>,
    },
    /// The address of a page where that of the site belongs.
    PageOfSite {
        value: String,
        meant: String,
    },
    /// The site's address, which is only there on the computer of whoever writes.
    LocalSite {
        value: String,
    },
    /// The site's own language among those of its translations.
    OwnLanguage {
        language: String,
    },
    /// A folder of the site's own language.
    OwnFolder {
        language: String,
    },
    /// A file whose name ends with the site's own language; the one that is called without it.
    OwnTag {
        language: String,
        other: String,
    },
    /// A note beside the page of its folder, which it would be too.
    NoteIsPage {
        page: String,
        pattern: String,
    },
    CatalogueTwice {
        page: String,
    },
    /// A page with the title and the text of another.
    CopyOf {
        other: String,
    },
    /// The address of a page of the site in a menu, where its path belongs.
    MenuAddress {
        address: String,
        page: String,
    },
    /// A count of none.
    NoCount {
        key: String,
    },
    /// The day after which what readers are told no longer holds.
    Past {
        key: String,
        day: String,
    },
    // Schema
    /// A truth value where the name of something belongs.
    NotAName {
        key: String,
        meant: String,
    },
    /// A key that has no effect on a field of this kind, and the kinds that it is for.
    KeyOfOthers {
        key: String,
        field: String,
        kind: String,
        kinds: &'static str,
    },
    /// A list as a kind, which is a property of all kinds.
    ListKind {
        word: String,
    },
    /// A value of a choice in the form of other programs.
    ChoiceForm {
        value: String,
        label: String,
    },
    /// A text or a list where keys belong; what to write.
    MapForm {
        field: String,
        example: String,
    },
    // Theme
    /// Components that pages use and the description of the theme has not; the description that
    /// has them, and that this one takes the place of.
    ComponentsGone {
        names: Vec<String>,
        places: usize,
        first: Vec<String>,
        below: Option<String>,
    },
}

impl SiteSlip {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::UnusedPattern { .. } | Self::IgnoresSite { .. } => "bad-pattern",
            Self::TableFile { .. } => "unusable-name",
            Self::IgnoredPages { .. } => "missing-page",
            Self::LocalSite { .. } => "local-address",
            Self::OwnFolder { .. } => "unknown-language",
            Self::OwnTag { .. } | Self::NoteIsPage { .. } => "address-taken",
            Self::OwnLanguage { .. } | Self::CatalogueTwice { .. } => "duplicate-key",
            Self::CopyOf { .. } => "page-copied",
            Self::NoCount { .. } => "out-of-range",
            Self::Past { .. } => "stale",
            Self::KeyOfOthers { .. } => "field-without-effect",
            Self::ListKind { .. } => "unknown-kind",
            Self::ComponentsGone { .. } => "unknown-component",
            Self::PageOfSite { .. }
            | Self::MenuAddress { .. }
            | Self::NotAName { .. }
            | Self::ChoiceForm { .. }
            | Self::MapForm { .. } => "wrong-type",
        }
    }

    /// Whether the site is published all the same.
    pub(super) fn is_warning(&self) -> bool {
        // Without these, values are other things than was meant.
        if let Self::KeyOfOthers { key, .. } = self {
            return !matches!(key.as_str(), "values" | "to" | "fields");
        }
        matches!(
            self,
            Self::UnusedPattern { .. }
                | Self::CopyOf { .. }
                | Self::LocalSite { .. }
                | Self::OwnFolder { .. }
                | Self::Past { .. }
        )
    }
}
