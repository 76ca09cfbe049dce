//! What a document is, whatever it is written as.

use std::sync::Arc;

/// A document as its readers get it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What stands large on its first page, and in its metadata.
    pub title: String,
    /// The language of its text (BCP 47), as `it` or `it-IT`.
    pub language: String,
    /// What it is about, in a sentence or two.
    pub summary: Option<String>,
    /// Who publishes it: above each page, beside the title.
    pub publisher: String,
    /// Where its page is, whole where the site knows its own address.
    pub address: String,
    /// Its day as readers see it: `29 novembre 2026`.
    pub date: Option<String>,
    /// Its version as readers see it, without the word: `2.0`.
    pub version: Option<String>,
    /// The day of its last change (year, month 1–12, day 1–31): the only time in metadata, so that
    /// the bytes are the same each time.
    pub modified: Option<(i32, u8, u8)>,
    /// What it is not, in a sentence, below the title: `Schema di lavoro, non testo ufficiale.`
    pub notice: Option<String>,
    /// Whether it has a table of contents.
    pub contents: bool,
    /// The words that formats add to it.
    pub words: Words,
    /// Its text.
    pub blocks: Vec<Block>,
    /// What is to be filled in, each once, in the order of the text.
    pub fields: Vec<Field>,
}

/// Words that formats add, in the document's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Above the table of contents: `Indice`.
    pub contents: String,
    /// Before the number of a page: `pagina`.
    pub page: String,
    /// Between the number of a page and that of all pages: `di`.
    pub of: String,
    /// Before the version: `Versione`.
    pub version: String,
    /// Above what is to be written in the fields, where a format cannot say it beside them:
    /// `Campi da compilare`.
    pub fields: String,
    /// Before a picture's alternative text, where a format has only text: `Figura`.
    pub picture: String,
}

impl Default for Words {
    /// The words in English.
    fn default() -> Self {
        Self {
            contents: "Contents".into(),
            page: "page".into(),
            of: "of".into(),
            version: "Version".into(),
            fields: "Fields to fill in".into(),
            picture: "Figure".into(),
        }
    }
}

/// What is to be filled in: one value, shown wherever the text names it ([`Inline::Field`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// What tells it from the others: `a-z`, `0-9` and `-`, beginning with a letter.
    pub id: String,
    /// Its name as the author writes it; unfilled it shows in brackets.
    pub name: String,
    /// What to write here.
    pub help: Option<String>,
    /// What it holds at first.
    pub value: Option<String>,
    /// What can be chosen; empty: any text.
    pub choices: Vec<String>,
}

/// A part of the text that stands on its own lines.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1, which is below the title, to 5; none is skipped.
        level: u8,
        /// What links within the document name, without `#`.
        id: Option<String>,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The number of its first item; none: bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A table.
    Table(Table),
    /// What others said.
    Quote(Vec<Block>),
    /// A box beside the text.
    Note(Note),
    /// Terms, each with what is said of it.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// Text of which every space and line counts.
    Code(String),
    /// A picture of its own.
    Picture(Picture),
    /// A line across.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// Whether its box is ticked, if it has one.
    pub checked: Option<bool>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A table. Every row is as wide as the others, what its cells span counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: Vec<Inline>,
    /// The rows that name the columns, repeated on every page.
    pub head: Vec<Row>,
    /// The others.
    pub rows: Vec<Row>,
    /// How the columns are aligned; those without an entry at the start.
    pub align: Vec<Align>,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Whether it names its row or column.
    pub header: bool,
    /// How many columns it takes, at least 1.
    pub columns: u32,
    /// How many rows it takes, at least 1: the rows below lack a cell there.
    pub rows: u32,
    /// What it holds.
    pub blocks: Vec<Block>,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            header: false,
            columns: 1,
            rows: 1,
            blocks: Vec::new(),
        }
    }
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Where lines begin.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where lines end.
    End,
}

/// A box beside the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// How much it matters.
    pub kind: NoteKind,
    /// Its title; the box is only text without one.
    pub title: Option<String>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// How much a box beside the text matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NoteKind {
    /// Good to know.
    #[default]
    Note,
    /// How it is done well.
    Tip,
    /// What can go wrong.
    Warning,
    /// What nobody should miss.
    Important,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain text, spaces as they are shown.
    Text(String),
    /// What is strong.
    Strong(Vec<Inline>),
    /// What is stressed.
    Emphasis(Vec<Inline>),
    /// What no longer holds.
    Strike(Vec<Inline>),
    /// Text for machines.
    Code(String),
    /// Raised.
    Superscript(Vec<Inline>),
    /// Lowered.
    Subscript(Vec<Inline>),
    /// A link.
    Link {
        /// A whole address, or `#` and the id of a heading.
        to: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A note at the foot of the page.
    Footnote(Vec<Block>),
    /// What is to be filled in: the id of one of [`Document::fields`].
    Field(String),
    /// The end of a line within a paragraph.
    Break,
    /// A picture in the line.
    Picture(Picture),
}

/// A picture: PNG or JPEG.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// A name for its file, with `png`, `jpg` or `jpeg` at the end.
    pub name: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Its width on screen, in CSS pixels (96 an inch).
    pub width: u32,
    /// Its height on screen, likewise.
    pub height: u32,
    /// What it shows, for those who do not see it; empty: it only decorates.
    pub alternative: String,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("name", &self.name)
            .field("bytes", &self.bytes.len())
            .field("alternative", &self.alternative)
            .finish_non_exhaustive()
    }
}
