//! What a page consists of: its fields and its headings.

use super::text::Lines;
use super::view::{View, bytes};
use crate::content::Heading;
use lsp_types::{DocumentSymbol, SymbolKind, Url};
use std::ops::Range;

/// The fields of a page, then its headings, each with those below it.
pub fn symbols(view: View<'_>, uri: &Url) -> Option<Vec<DocumentSymbol>> {
    let file = view.file(uri)?;
    let parsed = view.parsed(file)?;
    let text = view.text(file);
    let lines = Lines::of(text);
    let fields = &view.site().schema.types[parsed.content_type].fields;
    let own = parsed
        .fields
        .0
        .iter()
        .filter(|entry| entry.span.file == file);
    let mut found: Vec<DocumentSymbol> = own
        .map(|entry| {
            let field = fields.iter().find(|field| field.name == entry.name);
            let detail = field.map(|field| field.label.clone());
            let range = bytes(entry.span);
            symbol(
                &entry.name,
                detail,
                SymbolKind::FIELD,
                (&range, &range),
                &lines,
            )
        })
        .collect();
    found.sort_by_key(|symbol| symbol.range.start);
    found.extend(nested(&parsed.headings, text.len(), &lines));
    Some(found)
}

/// Headings down to the end of a text, as a tree.
fn nested(headings: &[Heading], end: usize, lines: &Lines<'_>) -> Vec<DocumentSymbol> {
    let mut found = Vec::new();
    let mut rest = headings;
    while let Some((heading, below)) = rest.split_first() {
        let inner = below.iter().take_while(|below| below.level > heading.level);
        let (inner, after) = below.split_at(inner.count());
        let ends = after.first().map_or(end, |next| next.span.start as usize);
        let own = bytes(heading.span);
        let whole = own.start..ends.max(own.end);
        // An empty heading is still a place, and editors refuse a symbol without a name.
        let name = if heading.title.is_empty() {
            "#"
        } else {
            &heading.title
        };
        let mut symbol = symbol(name, None, SymbolKind::STRING, (&whole, &own), lines);
        let inner = nested(inner, ends, lines);
        symbol.children = (!inner.is_empty()).then_some(inner);
        found.push(symbol);
        rest = after;
    }
    found
}

#[allow(
    deprecated,
    reason = "the protocol's structure has a field that it no longer uses"
)]
fn symbol(
    name: &str,
    detail: Option<String>,
    kind: SymbolKind,
    (whole, own): (&Range<usize>, &Range<usize>),
    lines: &Lines<'_>,
) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: lines.range(whole.clone()),
        selection_range: lines.range(own.clone()),
        children: None,
    }
}
