//! Pages without a text among others that have one.

use super::page::{Page, page_span};
use crate::content::page_path;
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::Schema;
use crate::source::Sources;

/// How many pages of a type with a text show that its pages have one.
const ENOUGH: usize = 3;

/// Reports the one page of a type that has no text, if all others do.
pub(super) fn check(
    pages: &[Page],
    schema: &Schema,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if schema.open {
        return;
    }
    let mut with_text = vec![0; schema.types.len()];
    let mut without: Vec<Vec<&Page>> = vec![Vec::new(); schema.types.len()];
    let is_read = |page: &&Page| {
        let has_file =
            page.parsed.front.is_some() && page_path(&sources.get(page.parsed.file).path).is_some();
        has_file && !page.parsed.hold.unread
    };
    for page in pages.iter().filter(is_read) {
        match page.parsed.has_text {
            true => with_text[page.content_type()] += 1,
            false => without[page.content_type()].push(page),
        }
    }
    for ((content_type, with_text), without) in schema.types.iter().zip(with_text).zip(without) {
        if let ([page], true) = (&without[..], with_text >= ENOUGH) {
            let owner = content_type.label.clone();
            let problem = Problem::EmptyBody { owner };
            diagnostics.push(Diagnostic::new(problem, page_span(page)));
        }
    }
}
