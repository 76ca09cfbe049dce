//! The blocks of a text.

/// A block of a text: what stands by itself on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The anchor of a heading.
    pub id: Option<String>,
    /// What stands before an item, as `3.`; no part of what it says.
    pub marker: Option<String>,
    /// Its text; of a row the text of each cell, of all else one.
    pub cells: Vec<String>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The heading of a section, from 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, at a depth from 0.
    Item(u8),
    /// A row of header cells.
    Head,
    /// A row of a table.
    Row,
    /// A line of code, in which spaces count.
    Code,
}

impl Block {
    /// A block of one text. Spaces at its end do not count, and in all but code no more than one
    /// in a row does.
    pub fn new(kind: Kind, text: &str) -> Self {
        Self::row(kind, [text])
    }

    /// A row of cells.
    pub fn row<'a>(kind: Kind, cells: impl IntoIterator<Item = &'a str>) -> Self {
        let text = |text: &str| match kind {
            Kind::Code => text.trim_end().to_owned(),
            _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        Self {
            kind,
            id: None,
            marker: None,
            cells: cells.into_iter().map(text).collect(),
        }
    }

    /// Its text, cells side by side.
    pub fn text(&self) -> String {
        self.cells.join(" | ")
    }

    /// What only such a block can be another version of.
    pub(crate) fn class(&self) -> u8 {
        match self.kind {
            Kind::Heading(_) => 0,
            Kind::Paragraph | Kind::Item(_) => 1,
            Kind::Head => 2,
            Kind::Row => 3,
            Kind::Code => 4,
        }
    }
}
