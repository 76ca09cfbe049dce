//! Front matter checked against the schema.
//!
//! In: a YAML map and the fields it may have. Out: typed values in the order of the schema. Every
//! problem is reported; a value that cannot be used is left out, so that the rest can be built.

use super::body::{Body, push_unreserved};
use super::parse::PageBuilder;
use super::{Date, fold};
use crate::diagnostic::{Diagnostic, Expected, Problem, nearest};
use crate::schema::{Choice, Field, Kind};
use crate::source::Span;
use crate::yaml::{self, Key, Node, report_duplicates};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Values in the order of the schema, then unknown ones as they came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields(pub Vec<Entry>);

/// One field that is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the field.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Where the value stands.
    pub span: Span,
}

/// A value with its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A text, also of addresses and e-mail addresses.
    Text(String),
    /// Markdown.
    Markdown(Body),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date.
    Date(Date),
    /// The value of a closed list, as written and as shown.
    Choice {
        /// As written.
        value: String,
        /// As shown.
        label: String,
    },
    /// Index in [`ParsedPage::references`](super::ParsedPage::references).
    Reference(u32),
    /// Index in [`ParsedPage::files`](super::ParsedPage::files).
    File(u32),
    /// Fields of its own.
    Group(Fields),
    /// Several values.
    List(Vec<Value>),
}

impl Fields {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| &entry.value)
    }

    /// The text of a text field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }
}

impl Value {
    /// The text of a text, or the value of a choice.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Choice { value: text, .. } => Some(text),
            _ => None,
        }
    }

    /// The values of a list, or the value itself.
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            single => std::slice::from_ref(single),
        }
    }
}

/// Who owns a set of fields, for messages.
pub(super) struct Owner<'a> {
    /// Name of the type, group or component.
    pub name: &'a str,
    /// Whether unknown fields are kept.
    pub open: bool,
    /// Where to show that a field is missing.
    pub span: Span,
}

/// Checks the entries of a map against the fields it may have.
pub(super) fn read(
    entries: &[(Key, Node)],
    fields: &[Field],
    owner: &Owner<'_>,
    page: &mut PageBuilder<'_>,
) -> Fields {
    report_duplicates(entries, page.diagnostics);
    let mut values = Vec::new();
    for field in fields {
        // Of two values for one key the first counts; the second has been reported.
        let node = entries
            .iter()
            .find(|(key, _)| key.text == field.name)
            .map(|(_, node)| node);
        match node {
            Some(node) if node.value != yaml::Value::Null => {
                // References know the field of the page that they stand in, however deep.
                let outermost = page.field.is_none();
                if outermost {
                    page.field = Some(field.name.clone());
                }
                if let Some(value) = read_field(node, field, page) {
                    values.push(Entry {
                        name: field.name.clone(),
                        value,
                        span: node.span,
                    });
                }
                if outermost {
                    page.field = None;
                }
            }
            other if field.required => {
                let span = other.map_or(owner.span, |node| node.span);
                let problem = Problem::MissingField {
                    field: field.name.clone(),
                    label: field.label.clone(),
                    owner: owner.name.to_owned(),
                    hint: field.help.clone(),
                };
                page.diagnostics.push(Diagnostic::new(problem, span));
            }
            _ => {}
        }
    }
    let mut seen: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    for (key, node) in entries {
        // Known, or reported as repeated.
        if !seen.insert(&key.text) {
            continue;
        }
        if owner.open {
            if let Some(value) = any(node) {
                values.push(Entry {
                    name: key.text.clone(),
                    value,
                    span: node.span,
                });
            }
            continue;
        }
        let known: Vec<String> = fields.iter().map(|f| f.name.clone()).collect();
        let problem = Problem::UnknownField {
            field: key.text.clone(),
            owner: owner.name.to_owned(),
            suggestion: nearest(&key.text, known.iter().map(String::as_str)),
            known,
        };
        page.diagnostics.push(Diagnostic::new(problem, key.span));
    }
    Fields(values)
}

/// A value of a field that no schema knows.
fn any(node: &Node) -> Option<Value> {
    match &node.value {
        yaml::Value::Null => None,
        yaml::Value::Scalar { text, .. } => Some(text_value(text)),
        yaml::Value::List(items) => Some(Value::List(items.iter().filter_map(any).collect())),
        yaml::Value::Map(entries) => Some(Value::Group(Fields(
            entries
                .iter()
                .filter_map(|(key, node)| {
                    let value = any(node)?;
                    Some(Entry {
                        name: key.text.clone(),
                        value,
                        span: node.span,
                    })
                })
                .collect(),
        ))),
    }
}

fn read_field(node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    if !field.many {
        return read_value(node, field, page);
    }
    match &node.value {
        yaml::Value::List(items) => {
            let values: Vec<Value> = items
                .iter()
                .filter(|item| item.value != yaml::Value::Null)
                .filter_map(|item| read_value(item, field, page))
                .collect();
            (!values.is_empty()).then_some(Value::List(values))
        }
        // One text where a list is expected is meant as a list of one.
        yaml::Value::Scalar { .. } if !matches!(field.kind, Kind::Group(_)) => {
            read_value(node, field, page).map(|value| Value::List(vec![value]))
        }
        _ => wrong_type(node, field, Expected::List, page),
    }
}

fn read_value(node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    if let Kind::Group(fields) = &field.kind {
        let yaml::Value::Map(entries) = &node.value else {
            return wrong_type(node, field, Expected::Map, page);
        };
        let owner = Owner {
            name: &field.name,
            open: false,
            span: node.span,
        };
        return Some(Value::Group(read(entries, fields, &owner, page)));
    }
    if matches!(field.kind, Kind::Any) {
        return any(node);
    }
    let Some(text) = node.as_text() else {
        let expected = match field.kind {
            Kind::Integer => Expected::Integer,
            Kind::Number => Expected::Number,
            Kind::Boolean => Expected::Boolean,
            Kind::Date => Expected::Date,
            Kind::Url => Expected::Url,
            Kind::Email => Expected::Email,
            _ => Expected::Text,
        };
        return wrong_type(node, field, expected, page);
    };
    match &field.kind {
        Kind::Text => read_text(text, node, field, page),
        Kind::Markdown => Some(Value::Markdown(page.markdown_field(
            text,
            node.span,
            &field.label,
        ))),
        Kind::Integer => match text.parse::<i64>() {
            Ok(number) => {
                in_range(number as f64, node, field, page).then_some(Value::Integer(number))
            }
            Err(_) => wrong_type(node, field, Expected::Integer, page),
        },
        Kind::Number => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                in_range(number, node, field, page).then_some(Value::Number(number))
            }
            _ => wrong_type(node, field, Expected::Number, page),
        },
        Kind::Boolean => match node.as_bool() {
            Some(value) => Some(Value::Boolean(value)),
            None => wrong_type(node, field, Expected::Boolean, page),
        },
        Kind::Date => read_date(text, node, page),
        Kind::Choice(choices) => read_choice(text, node, field, choices, page),
        Kind::Ref(types) => Some(Value::Reference(
            page.reference(text, types, field, node.span),
        )),
        Kind::File => Some(Value::File(page.file(text, false, node.span))),
        Kind::Image => Some(Value::File(page.file(text, true, node.span))),
        Kind::Url => {
            let web = text.starts_with("https://") || text.starts_with("http://");
            if web && !text.contains(char::is_whitespace) {
                Some(text_value(text))
            } else {
                wrong_type(node, field, Expected::Url, page)
            }
        }
        Kind::Email => match text.split_once('@') {
            Some((user, host)) if !user.is_empty() && host.contains('.') && !text.contains(' ') => {
                Some(text_value(text))
            }
            _ => wrong_type(node, field, Expected::Email, page),
        },
        Kind::Group(_) | Kind::Any => None,
    }
}

fn wrong_type(
    node: &Node,
    field: &Field,
    expected: Expected,
    page: &mut PageBuilder<'_>,
) -> Option<Value> {
    let problem = Problem::WrongType {
        field: field.name.clone(),
        expected,
    };
    page.diagnostics.push(Diagnostic::new(problem, node.span));
    None
}

fn read_text(text: &str, node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    let text = text.trim();
    let length = text.chars().count();
    if let Some(max) = field
        .max
        .map(|max| max as usize)
        .filter(|&max| length > max)
    {
        let problem = Problem::TooLong {
            field: field.name.clone(),
            length,
            max,
        };
        page.diagnostics.push(Diagnostic::new(problem, node.span));
    }
    if field.required && text.is_empty() {
        let problem = Problem::MissingField {
            field: field.name.clone(),
            label: field.label.clone(),
            owner: page.owner.to_owned(),
            hint: field.help.clone(),
        };
        page.diagnostics.push(Diagnostic::new(problem, node.span));
        return None;
    }
    if field
        .pattern
        .as_ref()
        .is_some_and(|pattern| !pattern.is_match(text))
    {
        let problem = Problem::PatternMismatch {
            field: field.name.clone(),
            value: text.to_owned(),
            hint: field.help.clone(),
        };
        page.diagnostics.push(Diagnostic::new(problem, node.span));
        return None;
    }
    page.check_lost_comment(node);
    Some(text_value(text))
}

/// A text as a value, without characters that are kept for marks.
fn text_value(text: &str) -> Value {
    let mut clean = String::new();
    push_unreserved(text, &mut clean);
    Value::Text(clean)
}

fn in_range(number: f64, node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> bool {
    let inside =
        field.min.is_none_or(|min| number >= min) && field.max.is_none_or(|max| number <= max);
    if !inside {
        let problem = Problem::OutOfRange {
            field: field.name.clone(),
            min: field.min,
            max: field.max,
        };
        page.diagnostics.push(Diagnostic::new(problem, node.span));
    }
    inside
}

fn read_choice(
    text: &str,
    node: &Node,
    field: &Field,
    choices: &[Choice],
    page: &mut PageBuilder<'_>,
) -> Option<Value> {
    if let Some(choice) = choices.iter().find(|choice| choice.value == text) {
        let (value, label) = (choice.value.clone(), choice.label.clone());
        return Some(Value::Choice { value, label });
    }
    // Someone who writes the label means the value.
    let by_label = choices
        .iter()
        .find(|choice| fold(&choice.label) == fold(text));
    let suggestion = by_label
        .map(|choice| choice.value.clone())
        .or_else(|| nearest(text, choices.iter().map(|choice| choice.value.as_str())));
    let problem = Problem::NotInList {
        field: field.name.clone(),
        value: text.to_owned(),
        suggestion,
        allowed: choices.iter().map(|choice| choice.value.clone()).collect(),
    };
    page.diagnostics.push(Diagnostic::new(problem, node.span));
    None
}

fn read_date(text: &str, node: &Node, page: &mut PageBuilder<'_>) -> Option<Value> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return Some(Value::Date(date));
    }
    let guess = guess_date(text);
    if page.schema.open
        && let Some(date) = guess
    {
        return Some(Value::Date(date));
    }
    let suggestion = guess.map(|date| date.to_string());
    let problem = Problem::BadDate {
        text: text.to_owned(),
        suggestion,
    };
    page.diagnostics.push(Diagnostic::new(problem, node.span));
    None
}

/// The date meant by a text in a form that other programs and people use: a date with a time, one
/// with slashes or dots and the day first, or one with the month in words.
fn guess_date(text: &str) -> Option<Date> {
    const FORMS: [&str; 9] = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%d %B %Y",
        "%B %d, %Y",
        "%a, %d %b %Y",
    ];
    let text = text.trim();
    let date_only = match text.find(['T', ' ']) {
        Some(end) if text.starts_with(|c: char| c.is_ascii_digit()) && end >= 8 => &text[..end],
        _ => text,
    };
    let parse = |text: &str| {
        FORMS
            .iter()
            .find_map(|form| Date::parse_from_str(text, form).ok())
    };
    parse(date_only)
        .or_else(|| parse(&with_english_month(text)))
        .filter(|date| (1000..=9999).contains(&chrono::Datelike::year(date)))
}

/// "14 aprile 2022" as "14 April 2022".
fn with_english_month(text: &str) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("gennaio", "January"),
        ("febbraio", "February"),
        ("marzo", "March"),
        ("aprile", "April"),
        ("maggio", "May"),
        ("giugno", "June"),
        ("luglio", "July"),
        ("agosto", "August"),
        ("settembre", "September"),
        ("ottobre", "October"),
        ("novembre", "November"),
        ("dicembre", "December"),
    ];
    // "1º maggio": the first of the month is an ordinal.
    let lower = text.to_lowercase().replace(['º', '°'], "");
    MONTHS
        .iter()
        .find(|(italian, _)| lower.contains(italian))
        .map_or(lower.clone(), |(italian, english)| {
            lower.replace(italian, english)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_other_forms_are_recognised() {
        let expected = Date::from_ymd_opt(2022, 4, 14);
        for text in [
            "14/04/2022",
            "14.4.2022",
            "2022/04/14",
            "2022-04-14T10:00:00Z",
            "2022-04-14 10:00",
            "14 aprile 2022",
            "April 14, 2022",
            "14 Aprile 2022",
        ] {
            assert_eq!(guess_date(text), expected, "{text}");
        }
        assert_eq!(guess_date("primavera"), None);
        assert_eq!(guess_date("31/02/2022"), None);
    }
}
