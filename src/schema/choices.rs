//! What a field may be, of those that one chooses from: a list, or a map with labels.

use super::Choice;
use crate::diagnostic::{Diagnostic, Expected, FieldSlip, Problem, SiteSlip};
use crate::yaml::{MapReader, Node, Value, report_duplicates};
use std::collections::BTreeSet;

/// Values of a closed list: a list of texts, or a map from value to label or to its properties.
pub(super) fn read_choices(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Choice> {
    let plain = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        ..Choice::default()
    };
    match &node.value {
        Value::List(items) => {
            check_items(items, diagnostics);
            let texts = items.iter().filter_map(Node::as_text);
            texts.map(|text| plain(text, text)).collect()
        }
        Value::Map(entries) => {
            report_duplicates(entries, diagnostics);
            entries
                .iter()
                .map(|(key, value)| match value.as_text() {
                    Some(label) => plain(&key.text, label),
                    None if value.is_empty() => {
                        let problem = Problem::EmptyField {
                            field: key.text.clone(),
                            label: "label".to_owned(),
                            hint: None,
                        };
                        diagnostics.push(Diagnostic::new(problem, key.span));
                        plain(&key.text, &key.text)
                    }
                    None => {
                        let mut reader = MapReader::new(value, &key.text, diagnostics);
                        let choice = Choice {
                            value: key.text.clone(),
                            label: reader.text("label").unwrap_or_else(|| key.text.clone()),
                            draft: reader.boolean("draft", false),
                            superseded: reader.boolean("superseded", false),
                            json_ld: reader.text("json_ld"),
                        };
                        reader.finish();
                        choice
                    }
                })
                .collect()
        }
        _ => {
            let problem = Problem::WrongType {
                field: "values".to_owned(),
                expected: Expected::List,
            };
            diagnostics.push(Diagnostic::new(problem, node.span));
            Vec::new()
        }
    }
}

/// Reports values of a list that are written twice, and those that are no text.
fn check_items(items: &[Node], diagnostics: &mut Vec<Diagnostic>) {
    let mut before = BTreeSet::new();
    for item in items {
        let problem = match item.as_text() {
            Some(text) if before.insert(text) => continue,
            Some(text) => Problem::FieldSlip(FieldSlip::Repeated {
                field: "values".to_owned(),
                value: text.to_owned(),
            }),
            None => {
                // As other programs have it: `{value: a, label: A}`, or `{a: A}`.
                let entries = item.entries();
                let named = |names: [&str; 3]| {
                    let entry = entries.iter().find(|(key, _)| names.contains(&&*key.text));
                    entry.and_then(|(_, node)| node.as_text())
                };
                let value = named(["value", "valore", "id"]);
                let label = named(["label", "etichetta", "name"]);
                let only = entries.first().and_then(|(key, node)| {
                    let label = node.as_text()?;
                    Some((&*key.text, label))
                });
                let (value, label) = match (value, label) {
                    (Some(value), label) => (value, label.unwrap_or(value)),
                    _ => only.unwrap_or(("valore", "Etichetta")),
                };
                let (value, label) = (value.to_owned(), label.to_owned());
                SiteSlip::ChoiceForm { value, label }.into()
            }
        };
        diagnostics.push(Diagnostic::new(problem, item.span));
        if item.as_text().is_none() {
            // All are written so.
            return;
        }
    }
}
