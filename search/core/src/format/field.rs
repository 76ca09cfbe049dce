//! The fields of a document that terms are weighed by.

/// How many fields a document has.
pub const FIELDS: usize = 3;

/// A field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Title and synonyms.
    Title = 0,
    /// Headings.
    Headings = 1,
    /// Summary and text.
    Body = 2,
}

impl Field {
    /// All fields, in order of number.
    pub const ALL: [Self; FIELDS] = [Self::Title, Self::Headings, Self::Body];
}
