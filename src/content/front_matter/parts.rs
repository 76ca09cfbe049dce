//! What a file with front matter consists of.

use crate::diagnostic::Problem;

/// The parts of a content file, as byte offsets.
#[derive(Debug, PartialEq)]
pub(super) struct Split {
    /// The front matter, without the lines around it.
    pub front: Option<Front>,
    /// First byte of the text.
    pub body: usize,
    /// What is wrong with its first or last line, and which line that is.
    pub trouble: Option<(Problem, (usize, usize))>,
}

/// Front matter and the language that it is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Front {
    pub form: Form,
    pub from: usize,
    pub to: usize,
}

/// What front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    Yaml,
    Toml,
    Json,
}
