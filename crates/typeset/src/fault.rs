//! Why a document cannot be set.

/// What stands in the way of an accessible PDF (PDF/UA-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The document has no title.
    Title,
    /// Its language is none that readers' programs know: two or three letters, and perhaps a
    /// region.
    Language(String),
    /// No font of ours has this character.
    Character {
        /// The character.
        character: char,
        /// The text that it stands in, cut short.
        near: String,
    },
    /// A heading has no text.
    Heading {
        /// The text that follows it, cut short.
        near: String,
    },
    /// A table has neither a row nor a column of headers.
    TableWithoutHeader {
        /// Its caption or its first words.
        near: String,
    },
    /// The rows of a table are not equally wide, or a cell reaches out of it.
    UnevenTable {
        /// Its caption or its first words.
        near: String,
    },
    /// A picture is no PNG or JPEG that can be read.
    Picture {
        /// The name of its file.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// Parts are inside of parts, more than [`crate::DEPTH`] deep.
    TooDeep {
        /// The text of the part where it gets too deep, cut short.
        near: String,
    },
    /// A field that the document does not list.
    UnknownField {
        /// Its id.
        id: String,
    },
    /// What Typst refused beyond that, in its words.
    Refused(String),
}
