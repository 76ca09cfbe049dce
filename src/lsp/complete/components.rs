//! Components and their attributes.

use super::at::At;
use super::fields::described;
use super::matching::Proposal;
use lsp_types::{CompletionItem, CompletionItemKind, InsertTextFormat};

/// The components of the theme, each with what it requires and the line that closes it.
pub fn names(at: At<'_>, colons: usize) -> Vec<Proposal> {
    let components = &at.view.site().schema.components;
    let line = at.text[at.byte..].lines().next().unwrap_or("");
    let fresh = line.trim().is_empty();
    let close = ":".repeat(colons);
    let proposal = |name: &String, fields: &[crate::schema::Field]| {
        let item = CompletionItem {
            kind: Some(CompletionItemKind::CLASS),
            ..CompletionItem::default()
        };
        let mut proposal = Proposal::of(name, item);
        if at.view.snippets && fresh {
            let required = fields.iter().filter(|field| field.required);
            let attributes: String = required
                .enumerate()
                .map(|(i, field)| format!(" {}=\"${{{}}}\"", field.name, i + 1))
                .collect();
            proposal.insert = format!("{name}{attributes}\n$0\n{close}");
            proposal.item.insert_text_format = Some(InsertTextFormat::SNIPPET);
        }
        proposal
    };
    let all = components.iter();
    all.map(|(name, fields)| proposal(name, fields)).collect()
}

/// The attributes of a component that are not there yet.
pub fn attributes(at: At<'_>, component: &str, beside: &[&str]) -> Option<Vec<Proposal>> {
    let fields = at.view.site().schema.components.get(component)?.iter();
    let missing = fields.filter(|field| !beside.contains(&field.name.as_str()));
    let has_value = at.text[at.byte..].starts_with('=');
    let all = missing.map(|field| {
        let item = described(at, field, CompletionItemKind::PROPERTY);
        let mut proposal = Proposal::of(&field.name, item);
        if at.view.snippets && !has_value {
            proposal.insert = format!("{}=\"$1\"", field.name);
            proposal.item.insert_text_format = Some(InsertTextFormat::SNIPPET);
        }
        proposal
    });
    Some(all.collect())
}
