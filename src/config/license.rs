//! `license`: what others may do with the content.

use crate::diagnostic::Diagnostic;
use crate::yaml::{MapReader, Node};

/// A licence with its address.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its text.
    pub url: String,
}

/// Reads the section.
pub(super) fn license(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> License {
    let mut reader = MapReader::new(node, "license", diagnostics);
    let license = License {
        name: reader.required_text("name"),
        url: reader.required_text("url"),
    };
    reader.finish();
    license
}
