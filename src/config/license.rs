//! `license`: what others may do with the content.

use super::addresses::BaseUrl;
use crate::diagnostic::{Diagnostic, Expected, Problem};
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
    if let Some(node) = reader.node("url")
        && BaseUrl::parse(license.url.split(['?', '#']).next().unwrap_or("")).is_none()
    {
        let problem = Problem::WrongType {
            field: "url".to_owned(),
            expected: Expected::Url,
        };
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, node.span));
    }
    reader.finish();
    license
}
