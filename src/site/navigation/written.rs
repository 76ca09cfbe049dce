//! The order as files and the configuration write it down: trees of labels and targets.

use crate::source::Span;

/// An entry as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Item {
    /// What it says.
    pub label: Option<String>,
    /// What it leads to: a file, a folder, an address; nothing for a mere heading.
    pub target: Option<String>,
    /// Stands for all that is not named elsewhere.
    pub rest: bool,
    /// Where it stands.
    pub span: Option<Span>,
    /// Entries below it.
    pub items: Vec<Item>,
}

/// What is written of a folder.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The folder below `content/`, without a final slash.
    pub folder: String,
    /// Its name.
    pub label: Option<String>,
    /// Its place among others.
    pub order: Option<f64>,
    /// Its entries in order.
    pub items: Vec<Item>,
}
