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
    /// Two commas of a list with nothing between them.
    TwoCommas,
    /// An item of a list that begins with another mark than a hyphen.
    ListMark(char),
    /// A text below `|` or `>` that is not indented.
    TextNotIndented,
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
    /// A space that is none after the colon.
    NoBreakSpace,
    /// An item of a list without its hyphen.
    NoDash,
    /// A text over several lines, with a colon in it, that nothing marks as one.
    TextOverLines,
    /// A line that does not line up with the ones above.
    Indentation,
    /// Slips of lists, quotation marks and comments.
    Layout(Layout),
    /// `---` inside the document.
    TwoDocuments,
    /// Too deep, or too many values.
    TooLarge,
    /// Anything else, in the parser's words.
    Other(String),
}

/// A slip of a list, of quotation marks or of a comment, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A comment as other languages have it.
    Comment,
    /// Signs around the name of a field.
    MarkedName(String),
    /// Quotation marks around a name and its value.
    QuotedField,
    /// The first item of a list behind the colon.
    DashBehindColon,
    /// A bracket that closes nothing.
    ExtraBracket,
    /// Two items of a list with no comma between them.
    NoComma,
    /// Two fields on a line; the second.
    TwoFields(String),
    /// The same, if the word before the colon is a field.
    MaybeTwoFields(String),
    /// A value behind the name of a list, which follows; the name.
    TextBeforeList(String),
    /// An entry between braces with two colons.
    ColonTwice,
    /// Items of a list in different columns.
    ItemsApart,
}

/// What a field is taken to mean that is not written as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldDoubt {
    /// It may keep the page from being published.
    HeldBack {
        /// Its name.
        field: String,
        /// What it says.
        value: String,
        /// The name of which its own is a slip.
        meant: Option<String>,
    },
    /// Its name has a letter that is not seen, or that looks like another.
    OddLetter {
        /// The name without it.
        field: String,
        /// The letter.
        letter: char,
    },
}

impl FieldDoubt {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::HeldBack { .. } => "held-back",
            Self::OddLetter { .. } => "odd-letter",
        }
    }
}

/// Why the rows of a table are not read, or one of them is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableCause {
    /// There are no rows.
    Empty,
    /// The column that names the pages is not there.
    MissingColumn {
        /// It.
        column: String,
        /// The column that may be meant to be it.
        found: Option<String>,
        /// Some of those that there may be.
        known: Vec<String>,
    },
    /// Two columns have the same name.
    RepeatedColumn {
        /// It.
        column: String,
    },
    /// A column with cells has no name.
    NamelessColumn,
    /// All rows have as many cells, and the header another number.
    Header {
        /// How many cells rows have.
        cells: u64,
        /// How many the header has.
        columns: u64,
    },
    /// A row has no name for its page.
    EmptyCell {
        /// The column that has it.
        column: String,
        /// The type whose pages need the value; none if it is their name.
        owner: Option<String>,
    },
}

impl TableCause {
    /// A name that never changes.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Empty => "csv-empty",
            Self::EmptyCell { .. } => "csv-cell",
            _ => "csv-column",
        }
    }
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
    /// A private key.
    Secret,
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

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCause {
    /// It has another form.
    Form,
    /// It has the form of one, and there is no such day.
    NoSuchDay,
    /// The day is one, and the time of day behind it cannot be read.
    Time,
    /// There are two days.
    Period,
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
    /// The last time that it was checked is.
    VerifiedInFuture,
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
            Self::VerifiedInFuture => "verified-in-future",
            Self::ExpiredBeforeUpdate => "expired-before-update",
        }
    }
}

/// What another program would make of a field that means nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unheard {
    /// It keeps the page from being found.
    Hiding,
    /// It says the page's address.
    Address,
    /// It says which page stands instead.
    Redirect,
}

/// What is wrong with several fields at once, or with one on many pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldsCause {
    /// Many pages have a field that their type has not.
    Renamed {
        /// The field.
        field: String,
        /// The type's label.
        owner: String,
        /// How many pages have it.
        pages: usize,
        /// What the type lacks in them, if it is always the same.
        wanted: Option<String>,
    },
    /// Most pages break what the schema asks of a field.
    Refused {
        /// The field.
        field: String,
        /// How many pages break it.
        pages: usize,
        /// Of how many.
        of: usize,
        /// Where the first of them do.
        first: Vec<String>,
        /// Whether they lack the field.
        is_missing: bool,
    },
    /// Several fields that have to be there are missing in one place.
    Missing {
        /// The fields.
        fields: Vec<String>,
        /// Label of the type, or name of the group.
        owner: String,
        /// What lacks them.
        place: Lacking,
    },
    /// A page has the fields of another type, in whose folder it is not.
    OtherFolder {
        /// The label of its type.
        owner: String,
        /// That of the other.
        meant: String,
        /// The folder of the other, from the root.
        folder: String,
        /// The fields that it has and its type has not, and those that its type wants.
        fields: Box<(Vec<String>, Vec<String>)>,
    },
    /// The fields of one item are an item each.
    Scattered {
        /// The list.
        field: String,
        /// The fields, as they are written.
        keys: Vec<String>,
    },
}

/// What lacks fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// A page without front matter.
    Page,
    /// A row of a table.
    Row,
    /// The row that a page is to have: no row of the table has its name; one that nearly has.
    NoRow {
        /// The name of the page's file, without its ending.
        page: String,
        /// The table.
        table: String,
        /// The name that the file would have.
        near: Option<String>,
    },
    /// A map.
    Map,
}

impl FieldsCause {
    /// The code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Renamed { .. } => "renamed-field",
            Self::Refused { .. } => "refused-values",
            Self::Missing { .. } => "missing-field",
            Self::OtherFolder { .. } => "other-folder",
            Self::Scattered { .. } => "scattered-item",
        }
    }
}

/// Why a file that a page names is of no use to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileCause {
    /// Its path leads out of what is published.
    Outside {
        /// The path.
        target: String,
    },
    /// It is in another site, and a page takes in files of its own alone.
    Elsewhere {
        /// The address.
        target: String,
    },
    /// It is there, and the part of it that is asked for is not.
    NoPart {
        /// The path.
        target: String,
        /// The part, as it is written.
        part: String,
        /// The name of the part that was meant.
        suggestion: Option<String>,
    },
    /// It is being taken in already.
    Itself {
        /// The path.
        target: String,
    },
    /// With it a page would take in more than it may.
    TooMuch {
        /// The path.
        target: String,
        /// How much a page takes in at most, in bytes.
        most: usize,
    },
}

impl FileCause {
    /// The code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Outside { .. } | Self::Elsewhere { .. } => "outside-content",
            Self::NoPart { .. } => "missing-part",
            Self::Itself { .. } => "includes-itself",
            Self::TooMuch { .. } => "too-much-included",
        }
    }
}

/// Why a page's document cannot be published as PDF that everybody can read (PDF/UA-1). `near` is
/// the text where it is, cut short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfCause {
    /// The fonts lack a character.
    Character {
        /// The character.
        character: char,
        /// The text that it stands in.
        near: String,
    },
    /// A heading has no text.
    Heading {
        /// What follows it.
        near: String,
    },
    /// A table has neither a row nor a column of headers.
    TableWithoutHeader {
        /// Its caption or first words.
        near: String,
    },
    /// The rows of a table are not equally wide.
    UnevenTable {
        /// Its caption or first words.
        near: String,
    },
    /// A picture cannot be read.
    Picture {
        /// The name of its file.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// Parts are inside of parts too often.
    TooDeep {
        /// The part where it gets too deep.
        near: String,
    },
    /// Anything else that the library refuses, in its words.
    Refused(String),
}

/// Whether a field says that a page is published, and not that it waits.
pub(super) fn publishes(field: &str) -> bool {
    let name = field.to_lowercase();
    name.starts_with("publi") || name.starts_with("pubbli")
}
