//! Names of fields.

use super::at::At;
use super::matching::Proposal;
use crate::lsp::fields::{about, fields_in, kind};
use crate::schema::{Field, Kind, Role};
use lsp_types::{
    CompletionItem, CompletionItemKind, Documentation, InsertTextFormat, MarkupContent, MarkupKind,
};

/// The fields that are not there yet: those that have to be first.
pub fn keys(
    at: At<'_>,
    fields: &[Field],
    (path, beside): (&[&str], &[&str]),
    closed: bool,
) -> Option<Vec<Proposal>> {
    let fields = fields_in(fields, path)?.iter();
    let missing = fields.filter(|field| !beside.contains(&field.name.as_str()));
    let (required, others): (Vec<&Field>, Vec<&Field>) = missing.partition(|field| field.required);
    let all = required.into_iter().chain(others);
    Some(all.map(|field| key(at, field, closed)).collect())
}

fn key(at: At<'_>, field: &Field, closed: bool) -> Proposal {
    let item = described(at, field, CompletionItemKind::FIELD);
    let mut proposal = Proposal::of(&field.name, item);
    proposal.words.push(field.label.clone());
    if !closed {
        proposal.insert = match at.view.snippets {
            true => format!("{}:{}", field.name, to_fill_in(field, 1).0),
            false => format!("{}: ", field.name),
        };
        proposal.item.insert_text_format = at.view.snippets.then_some(InsertTextFormat::SNIPPET);
    }
    proposal
}

/// What stands behind the colon of a field, with the number of the next place to fill in.
fn to_fill_in(field: &Field, first: usize) -> (String, usize) {
    match &field.kind {
        Kind::Group(fields) => {
            let mut out = String::new();
            let mut next = first;
            let wanted = fields.iter().filter(|field| field.required);
            for (i, inner) in wanted.enumerate() {
                let lead = match (field.many, i) {
                    (true, 0) => "\n  - ",
                    (true, _) => "\n    ",
                    (false, _) => "\n  ",
                };
                let (value, after) = to_fill_in(inner, next);
                next = after;
                out += &format!("{lead}{}:{value}", inner.name);
            }
            (out, next)
        }
        _ if field.many => (format!(" [${{{first}}}]"), first + 1),
        Kind::Text if matches!(field.role, Some(Role::Title | Role::Summary)) => {
            (format!(" \"${{{first}}}\""), first + 1)
        }
        _ => (format!(" ${{{first}}}"), first + 1),
    }
}

/// What editors show of a field.
pub fn described(at: At<'_>, field: &Field, of: CompletionItemKind) -> CompletionItem {
    let language = at.view.language;
    CompletionItem {
        kind: Some(of),
        detail: Some(format!("{} · {}", field.label, kind(field, language))),
        documentation: Some(Documentation::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: about(field, language),
        })),
        ..CompletionItem::default()
    }
}
