//! Where something is to be proposed.

use crate::lsp::view::View;
use crate::schema::Field;
use std::ops::Range;

/// A place at which something is to be proposed.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// What it is answered from.
    pub view: View<'a>,
    /// The path of the file below the root.
    pub path: &'a str,
    /// The text as it is.
    pub text: &'a str,
    /// Where in it.
    pub byte: usize,
}

impl<'a> At<'a> {
    /// The fields that the page may have.
    pub fn fields(self) -> Option<&'a [Field]> {
        let (content_type, _) = self.view.build.kind_of(self.path)?;
        Some(&self.view.site().schema.types[content_type].fields)
    }

    /// What is typed so far, of what is to be written.
    pub fn word(self, typed: &Range<usize>) -> &'a str {
        let typed = &self.text[typed.start..self.byte.max(typed.start)];
        typed.trim_matches(['"', '\'', '<', ' '])
    }

    /// The folder of the file below `content/`, with a slash behind it unless it is the top.
    pub fn folder(self) -> &'a str {
        let below = self.path.strip_prefix("content/").unwrap_or("");
        below.rfind('/').map_or("", |i| &below[..=i])
    }
}
