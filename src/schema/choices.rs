//! What a field may be, of those that one chooses from: a list, or a map with labels.

use super::Choice;
use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::yaml::{MapReader, Node, Value, report_duplicates};

/// Values of a closed list: a list of texts, or a map from value to label or to its properties.
pub(super) fn read_choices(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Choice> {
    let plain = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        ..Choice::default()
    };
    match &node.value {
        Value::List(items) => items
            .iter()
            .filter_map(Node::as_text)
            .map(|text| plain(text, text))
            .collect(),
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
