//! Values of fields.

use super::at::At;
use super::matching::Proposal;
use super::pages;
use crate::content::Value;
use crate::schema::{Field, Kind};
use crate::yaml;
use lsp_types::{CompletionItem, CompletionItemKind};
use std::collections::BTreeMap;

/// The values that a field may have, as YAML.
pub fn values(at: At<'_>, field: &Field, typed: &str) -> Vec<Proposal> {
    let mut found = bare(at, field, typed);
    if !matches!(field.kind, Kind::Boolean | Kind::Date) {
        for proposal in &mut found {
            proposal.insert = yaml::written(&proposal.insert).into_owned();
        }
    }
    found
}

/// The values that a field may have.
pub fn bare(at: At<'_>, field: &Field, typed: &str) -> Vec<Proposal> {
    match &field.kind {
        Kind::Choice(choices) => {
            let choices = choices.iter().map(|choice| {
                let item = CompletionItem {
                    kind: Some(CompletionItemKind::ENUM_MEMBER),
                    detail: Some(choice.label.clone()),
                    ..CompletionItem::default()
                };
                let mut proposal = Proposal::of(&choice.value, item);
                proposal.words.push(choice.label.clone());
                proposal
            });
            choices.collect()
        }
        Kind::Boolean => ["true", "false"].map(value).into(),
        Kind::Date => vec![value(&at.view.build.today().to_string())],
        Kind::Ref(types) => pages::references(at, types, typed),
        Kind::File => pages::files(at, false),
        Kind::Image => pages::files(at, true),
        Kind::Text if field.taxonomy.is_some() || field.facet => words(at, field),
        _ => Vec::new(),
    }
}

fn value(text: &str) -> Proposal {
    let item = CompletionItem {
        kind: Some(CompletionItemKind::VALUE),
        ..CompletionItem::default()
    };
    Proposal::of(text, item)
}

/// The words that pages have in this field, the most frequent first.
fn words(at: At<'_>, field: &Field) -> Vec<Proposal> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &at.view.site().pages {
        let values = page.parsed.fields.get(&field.name);
        for text in values
            .into_iter()
            .flat_map(Value::items)
            .filter_map(Value::as_text)
        {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let proposal = |(text, count): (&str, usize)| {
        let mut proposal = value(text);
        proposal.item.detail = Some(count.to_string());
        proposal
    };
    counts.into_iter().map(proposal).collect()
}
