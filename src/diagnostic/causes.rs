//! Why something could not be read, in the terms of who wrote it.

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
    /// A colon with nothing between it and the value.
    NoSpaceAfterColon,
    /// Space before a field that lines up with no other.
    SpaceBefore,
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

/// Why a file of the site is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutCause {
    /// A page by what stands in it, but not by its name; the name that it should have.
    Page {
        /// What to call it.
        wanted: String,
    },
    /// A page whose name, or a folder's above it, begins with `_`.
    Underscore,
    /// Data or configuration under a name that is not read; the name that is.
    Name {
        /// What to call it.
        wanted: String,
    },
    /// What an editor or a file manager leaves behind.
    Leftover,
    /// A pipe, a socket or a device.
    Special,
    /// The same name as that of another, which is read.
    Twin {
        /// The other.
        other: String,
    },
    /// A document that no page links to.
    Unlinked,
}

/// Which dates do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateCause {
    /// A year that is hardly meant.
    Improbable {
        /// The date.
        date: String,
    },
    /// The last change comes before the publication.
    UpdatedBeforeDate,
    /// The last change is in the future.
    UpdatedInFuture,
    /// It expired before its last change, or on the day of its publication.
    ExpiredBeforeUpdate,
}

impl DateCause {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Improbable { .. } => "improbable-date",
            Self::UpdatedBeforeDate => "updated-before-date",
            Self::UpdatedInFuture => "updated-in-future",
            Self::ExpiredBeforeUpdate => "expired-before-update",
        }
    }
}
