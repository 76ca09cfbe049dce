//! Slips in the fields of a page, and of what says how pages are read.

mod site;

pub use site::SiteSlip;

/// A slip in a field. The texts in the two languages are the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the texts say what each one means")]
pub enum FieldSlip {
    /// Signs of Markdown or HTML in a text that is published as it is.
    Markup {
        field: String,
        sign: String,
    },
    Filler {
        field: String,
        text: String,
    },
    SameText {
        field: String,
        other: String,
    },
    Repeated {
        field: String,
        value: String,
    },
    Sentence {
        field: String,
    },
    Itself {
        field: String,
    },
    NotYet {
        field: String,
        day: String,
    },
    Url {
        field: String,
        form: UrlForm,
    },
    /// An item with the comma behind it that was to part it from the next.
    EndsInComma {
        field: String,
        value: String,
    },
    /// Several terms between one pair of quotation marks.
    Joined {
        field: String,
        value: String,
    },
    /// Several values, or a list of one, where there is room for one.
    OneValue {
        field: String,
        values: Vec<String>,
    },
    /// A slip in what says how the site is read.
    Site(SiteSlip),
    /// Not the items that a list of groups has, or not the fields of a group.
    Group {
        field: String,
        keys: Vec<String>,
        many: bool,
        in_toml: bool,
    },
    /// A field that there is not, which was to keep the page from being published.
    MeansDraft {
        field: String,
        instead: String,
    },
    /// A field that there is not, of what follows from where the file is.
    ByPlace {
        field: String,
        what: Named,
    },
    // Schema and configuration
    /// A state that is called a draft and is none.
    UnmarkedDraft {
        value: String,
    },
    MenuTwice {
        page: String,
    },
    /// A menu as other programs have it.
    MenuMap {
        key: String,
    },
    /// Entries below one of the last level of a menu.
    MenuLevels,
    /// Another page explains the acronym, otherwise.
    AcronymTwice {
        acronym: String,
        known: String,
        other: String,
    },
    /// A `{name}` in a string of a theme that stands for nothing there; those that do.
    Placeholder {
        name: String,
        written: String,
        known: Vec<String>,
    },
    /// Two types for all pages that have no other.
    DefaultTwice {
        other: String,
    },
    /// No field is the title of pages; one that is called so.
    NoTitle {
        field: String,
    },
    /// A cell of a table that is no number.
    Cell {
        field: String,
        value: String,
    },
    /// A type that no page can be of.
    TypeOfNothing {
        name: String,
    },
    // What stands in another place than it should
    Outside {
        field: String,
    },
    Commented {
        field: String,
    },
    NotIndented {
        field: String,
        parent: String,
    },
    MissingParent {
        parent: String,
        fields: Vec<String>,
    },
    Misplaced {
        field: String,
        inside: String,
        in_toml: bool,
    },
}

/// What follows from the name of a file and its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// The address of the page.
    Address,
    /// Its type.
    Type,
    /// Its language.
    Language,
}

/// What stands in the place of one address of the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlForm {
    /// A link as in a text, and the address in it.
    Link(String),
    /// Several; the first.
    Several(String),
    /// Spaces inside; the address without them.
    Broken(String),
    /// An address with other text behind it; the address.
    Followed(String),
    /// A page or a file of the site.
    OfSite,
    /// The address of a mailbox.
    Mail,
    /// The stop, or the bracket, of the sentence that it was copied from; the address without it.
    Closed(String),
    /// What is there only on the computer of whoever writes.
    Local(String),
}

impl FieldSlip {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Markup { .. } => "field-markup",
            Self::Filler { .. } => "filler-text",
            Self::SameText { .. } => "same-text",
            Self::Repeated { .. } => "repeated-value",
            Self::Sentence { .. } => "term-is-sentence",
            Self::Itself { .. } => "own-reference",
            Self::NotYet { .. } => "not-yet",
            Self::Url {
                form: UrlForm::Local(_),
                ..
            } => "local-address",
            Self::Url {
                form: UrlForm::Closed(_),
                ..
            } => "bad-address",
            Self::EndsInComma { .. } | Self::Joined { .. } => "several-in-one",
            Self::OneValue { values, .. } if values.len() > 1 => "several-in-one",
            Self::OneValue { .. } => "wrong-type",
            Self::Site(slip) => slip.code(),
            Self::Url { .. } | Self::Group { .. } | Self::Cell { .. } => "wrong-type",
            Self::NoTitle { .. } => "no-title",
            Self::MeansDraft { .. } | Self::ByPlace { .. } => "unknown-field",
            Self::Outside { .. } => "field-outside",
            Self::Commented { .. } | Self::TypeOfNothing { .. } => "missing-field",
            Self::UnmarkedDraft { .. } => "unmarked-draft",
            Self::MenuTwice { .. } | Self::AcronymTwice { .. } => "repeated-value",
            Self::Placeholder { .. } => "unknown-string",
            Self::MenuMap { .. } | Self::MenuLevels => "wrong-type",
            Self::DefaultTwice { .. } => "default-twice",
            Self::NotIndented { .. } => "field-misplaced",
            Self::MissingParent { .. } => "field-misplaced",
            Self::Misplaced { .. } => "field-misplaced",
        }
    }

    /// Whether all is well, and something is about to change.
    pub(super) fn is_note(&self) -> bool {
        matches!(self, Self::NotYet { .. })
    }

    /// Whether the site is published all the same.
    pub(super) fn is_warning(&self) -> bool {
        if let Self::Site(slip) = self {
            return slip.is_warning();
        }
        matches!(
            self,
            Self::Markup { .. }
                | Self::Filler { .. }
                | Self::SameText { .. }
                | Self::Repeated { .. }
                | Self::Sentence { .. }
                | Self::Itself { .. }
                | Self::UnmarkedDraft { .. }
                | Self::MenuTwice { .. }
                | Self::EndsInComma { .. }
                | Self::Joined { .. }
                | Self::Url {
                    form: UrlForm::Closed(_) | UrlForm::Local(_),
                    ..
                }
        )
    }
}

/// A text as YAML takes it for one value.
pub(super) fn in_quotes(value: &str) -> String {
    match value.contains('"') {
        true => format!("'{}'", value.replace('\'', "''")),
        false => format!("\"{value}\""),
    }
}
