//! Fields as a JSON Schema (draft 2020-12).

use super::{Field, Kind};
use serde_json::{Map, Value, json};

/// The schema of an object with these fields, as they are written and as they are published: a
/// choice is its value, a reference the path of a page, a file its name or address, Markdown text.
///
/// References are never required: one to a page that is not published is left out.
pub fn json_schema(fields: &[Field], open: bool) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| (field.name.clone(), property(field, open)))
        .collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.required && !matches!(field.kind, Kind::Ref(_)))
        .map(|field| field.name.as_str())
        .collect();
    let mut schema = json!({"type": "object", "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if !open {
        schema["additionalProperties"] = json!(false);
    }
    schema
}

fn property(field: &Field, open: bool) -> Value {
    let value = value(field, open);
    let mut property = match field.many {
        true => json!({"type": "array", "items": value}),
        false => value,
    };
    property["title"] = json!(field.label);
    if let Some(help) = &field.help {
        property["description"] = json!(help);
    }
    property
}

fn value(field: &Field, open: bool) -> Value {
    let mut schema = match &field.kind {
        Kind::Text | Kind::Markdown | Kind::Ref(_) | Kind::File | Kind::Image => {
            json!({"type": "string"})
        }
        Kind::Integer => json!({"type": "integer"}),
        Kind::Number => json!({"type": "number"}),
        Kind::Boolean => json!({"type": "boolean"}),
        Kind::Date => json!({"type": "string", "format": "date"}),
        Kind::Url => json!({"type": "string", "pattern": "^https?://\\S+$"}),
        Kind::Email => json!({"type": "string", "pattern": "^[^@ ]+@[^ ]+\\.[^ ]*$"}),
        Kind::Choice(choices) => {
            let values = choices
                .iter()
                .map(|choice| json!({"const": choice.value, "title": choice.label}));
            json!({"type": "string", "oneOf": values.collect::<Vec<Value>>()})
        }
        Kind::Group(fields) => json_schema(fields, open),
        Kind::Any => json!({}),
    };
    match field.kind {
        Kind::Integer | Kind::Number => {
            for (key, bound) in [("minimum", field.min), ("maximum", field.max)] {
                if let Some(bound) = bound {
                    schema[key] = json!(bound);
                }
            }
        }
        Kind::Text => {
            if let Some(max) = field.max {
                schema["maxLength"] = json!(max as u64);
            }
            if let Some(pattern) = &field.pattern {
                schema["pattern"] = json!(pattern.as_str());
            }
        }
        _ => {}
    }
    schema
}
