//! Single values of fields, checked against what the schema says of them.

use super::Date;
use super::body::unreserved;
use super::builder::PageBuilder;
use super::dates::{Time, bad_date, guess_date, has_unread_time};
use super::foreign;
use super::plain_text;
use super::several;
use super::values::Value;
use super::web_address;
use crate::diagnostic::{Expected, FieldSlip, Problem};
use crate::schema::{Choice, Field, Kind, Role, choice_meant};
use crate::source::Span;
use crate::yaml::{self, Key, Node};
use std::borrow::Cow;

/// Reads a value that is neither Markdown nor has fields of its own; `None` if it cannot be used,
/// which is reported.
pub(super) fn read(
    text: &str,
    node: &Node,
    field: &Field,
    page: &mut PageBuilder<'_>,
) -> Option<Value> {
    let read = match &field.kind {
        Kind::Integer => match text.parse::<i64>() {
            Ok(number) => {
                let value = Value::Integer(number);
                return in_range(number as f64, node, field, page).then_some(value);
            }
            Err(_) => None,
        },
        Kind::Number => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                check_thousands(text, node, page);
                let value = Value::Number(number);
                return in_range(number, node, field, page).then_some(value);
            }
            _ => None,
        },
        Kind::Date => return read_date(text, node, page),
        Kind::Choice(choices) => return read_choice(text, node, field, choices, page),
        Kind::Ref(types) => Some(Value::Reference(
            page.reference(text, types, field, node.span),
        )),
        Kind::File => Some(Value::File(page.file(text, false, node.span))),
        Kind::Image => Some(Value::File(page.file(text, true, node.span))),
        Kind::Boolean => node.as_bool().map(Value::Boolean),
        Kind::Url => {
            if let Some(problem) = web_address::wrong(text, &field.name) {
                page.report(problem, node.span);
                return None;
            }
            if let Some(problem) = web_address::doubtful(text, &field.name)
                && !page.schema.open
            {
                page.report(problem, node.span);
            }
            is_web_address(text).then(|| text_value(text))
        }
        Kind::Email => is_email(text).then(|| text_value(text)),
        Kind::Text | Kind::Markdown | Kind::Group(_) | Kind::Any => {
            return read_text(text, node, field, page);
        }
    };
    read.or_else(|| wrong_type(node, field, expected(&field.kind), page))
}

/// What a value of a kind should be.
pub(super) fn expected(kind: &Kind) -> Expected {
    match kind {
        Kind::Integer => Expected::Integer,
        Kind::Number => Expected::Number,
        Kind::Boolean => Expected::Boolean,
        Kind::Date => Expected::Date,
        Kind::Url => Expected::Url,
        Kind::Email => Expected::Email,
        _ => Expected::Text,
    }
}

fn is_web_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && !text.contains(char::is_whitespace)
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !text.contains(' '))
}

/// Reports that a value is of another kind than it should be.
pub(super) fn wrong_type(
    node: &Node,
    field: &Field,
    expected: Expected,
    page: &mut PageBuilder<'_>,
) -> Option<Value> {
    let problem = match &field.kind {
        Kind::Group(fields) if !page.schema.open => Problem::FieldSlip(FieldSlip::Group {
            field: field.name.clone(),
            keys: fields.iter().map(|field| field.name.clone()).collect(),
            many: field.many,
            in_toml: page.source.trim_start().starts_with("+++"),
        }),
        // A cell, which stands in another file.
        Kind::Integer | Kind::Number if node.span.file != page.file => {
            Problem::FieldSlip(FieldSlip::Cell {
                field: field.name.clone(),
                value: node.as_text().unwrap_or_default().to_owned(),
            })
        }
        _ => match (one_value(node), field.many || page.schema.open) {
            (Some(values), false) => Problem::FieldSlip(FieldSlip::OneValue {
                field: field.name.clone(),
                values,
            }),
            _ => Problem::WrongType {
                field: field.name.clone(),
                expected,
            },
        },
    };
    page.report(problem, node.span);
    None
}

/// The texts of a list.
fn one_value(node: &Node) -> Option<Vec<String>> {
    let yaml::Value::List(items) = &node.value else {
        return None;
    };
    let texts = items.iter().map(|item| item.as_text().map(str::to_owned));
    let texts: Option<Vec<String>> = texts.collect();
    texts.filter(|texts| !texts.is_empty() && texts.iter().all(|text| !text.trim().is_empty()))
}

fn read_text(text: &str, node: &Node, field: &Field, page: &mut PageBuilder<'_>) -> Option<Value> {
    let text: &str = &match page.schema.open {
        true => foreign::without_signs(text.trim()),
        false => Cow::Borrowed(text.trim()),
    };
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
        page.report(problem, node.span);
    }
    if field.required && text.is_empty() {
        let problem = Problem::MissingField {
            field: field.name.clone(),
            label: field.label.clone(),
            owner: page.owner.to_owned(),
            hint: field.help.clone(),
            in_line: false,
        };
        page.report(problem, node.span);
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
        page.report(problem, node.span);
        return None;
    }
    if field
        .pattern
        .as_ref()
        .is_some_and(|pattern| is_impossible_day(text, &|t| pattern.is_match(t)))
    {
        page.report(bad_date(text), node.span);
        return None;
    }
    check_lost_comment(node, page);
    check_quotes(text, node, field, page);
    plain_text::check(text, node.span, field, page);
    several::check_sentence(text, node.span, field, page);
    Some(text_value(text))
}

/// Whether a text in the form of a day or a month names none that there is; `accepts` is the form
/// of its field, which is that of days if it takes days, or years and months.
fn is_impossible_day(text: &str, accepts: &dyn Fn(&str) -> bool) -> bool {
    let day = match text.len() {
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return false,
    };
    let mark = |i| matches!(i, 4 | 7);
    let formed = day.bytes().enumerate().all(|(i, b)| match mark(i) {
        true => b == b'-',
        false => b.is_ascii_digit(),
    });
    let of_days = || accepts("2021-11-28") || accepts("2021") && accepts("2021-11");
    formed && day.parse::<Date>().is_err() && of_days()
}

/// Warns of a value that stands in the quotation marks of a word processor, which mean nothing to
/// YAML and are published.
fn check_quotes(text: &str, node: &Node, field: &Field, page: &mut PageBuilder<'_>) {
    const MARKS: [char; 6] = ['“', '”', '„', '‟', '‘', '’'];
    let inside = text
        .strip_prefix(['“', '”', '„', '‘', '’'])
        .and_then(|text| text.strip_suffix(['”', '“', '‟', '’']));
    let whole = inside.is_some_and(|inside| !inside.is_empty() && !inside.contains(&MARKS[..4]));
    if whole && !page.schema.open && matches!(node.value, yaml::Value::Scalar { plain: true, .. }) {
        let field = field.name.clone();
        page.report(Problem::CurlyQuotes { field }, node.span);
    }
}

/// Warns of a number that means thousands where a point parts them: `1.053`.
fn check_thousands(text: &str, node: &Node, page: &mut PageBuilder<'_>) {
    let thousands = text.split_once('.').is_some_and(|(whole, rest)| {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        (1..=3).contains(&whole.len())
            && rest.len() == 3
            && digits(whole)
            && digits(rest)
            && !whole.starts_with('0')
    });
    if thousands && page.schema.points_part_thousands {
        let value = text.to_owned();
        page.report(Problem::ThousandsPoint { value }, node.span);
    }
}

/// A text as a value, without characters that are kept for sentinels.
pub(super) fn text_value(text: &str) -> Value {
    Value::Text(unreserved(text))
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
        page.report(problem, node.span);
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
    if let Some(values) = choices_in(text, choices) {
        let field = field.name.clone();
        let slip = FieldSlip::OneValue { field, values };
        page.report(Problem::FieldSlip(slip), node.span);
        return None;
    }
    let suggestion = choice_meant(text, choices, field.role == Some(Role::Status));
    let problem = Problem::NotInList {
        field: field.name.clone(),
        value: text.to_owned(),
        suggestion,
        allowed: choices.iter().map(|choice| choice.value.clone()).collect(),
    };
    page.report(problem, node.span);
    None
}

/// The values that a text names, if they are several.
fn choices_in(text: &str, choices: &[Choice]) -> Option<Vec<String>> {
    let parts = text
        .split([',', ';', '/'])
        .flat_map(|part| part.split(" e "));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let choice = |part: &str| {
        let mut choices = choices.iter();
        let found = choices.find(|choice| choice.value == part || choice.label == part);
        found.map(|choice| choice.value.clone())
    };
    let values: Option<Vec<String>> = parts.map(choice).collect();
    values.filter(|values| values.len() > 1)
}

fn read_date(text: &str, node: &Node, page: &mut PageBuilder<'_>) -> Option<Value> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return Some(Value::Date(date, None));
    }
    let time = Time::after_date(text);
    if time.is_some()
        && let Some(date) = text.get(..10).and_then(|date| date.parse::<Date>().ok())
    {
        return Some(Value::Date(date, time));
    }
    let guess = guess_date(text);
    if page.schema.open
        && let Some(date) = guess
    {
        if has_unread_time(text) {
            page.report(bad_date(text), node.span);
        }
        return Some(Value::Date(date, time));
    }
    page.report(bad_date(text), node.span);
    None
}

/// Warns of text that a `#` has turned into a comment: `titolo: Legge #5`.
fn check_lost_comment(node: &Node, page: &mut PageBuilder<'_>) {
    if matches!(node.value, yaml::Value::Scalar { plain: true, .. }) {
        check_comment_behind(node.span, page);
    }
}

/// Warns of all of a value that is a comment: `tag: #appalti`.
pub(super) fn check_lost_value(key: &Key, node: &Node, page: &mut PageBuilder<'_>) {
    if node.value == yaml::Value::Null {
        let behind = key.span.end + 1;
        let colon = Span {
            start: behind,
            end: behind,
            ..key.span
        };
        check_comment_behind(colon, page);
    }
}

fn check_comment_behind(span: Span, page: &mut PageBuilder<'_>) {
    // Cells of a row are not YAML, and stand in another text.
    if span.file != page.file {
        return;
    }
    if let Some(at) = yaml::lost_behind(page.source, span.end as usize) {
        let lost = page.source[at.clone()].to_owned();
        let span = Span::new(page.file, at.start, at.end);
        page.report(Problem::CommentEatsText { lost }, span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_numbers_of_their_form() {
        let days = |text: &str| matches!(text.len(), 4 | 7 | 10);
        let school_years = |text: &str| text.len() == 7;
        for (text, expected) in [
            ("2015-13", true),
            ("2015-00", true),
            ("2015-02-30", true),
            ("2015-12", false),
            ("2015-02-28", false),
            ("2015", false),
            ("abcd-ef", false),
        ] {
            assert_eq!(is_impossible_day(text, &days), expected, "{text}");
        }
        assert!(!is_impossible_day("2023-24", &school_years));
    }

    #[test]
    fn addresses_are_told_from_other_text() {
        let emails = [
            ("a@b.it", true),
            ("ufficio.gare@provincia.tv.it", true),
            ("@b.it", false),
            ("a@b", false),
            ("a@b.it c", false),
            ("a b@c.it", false),
            ("a b@c", false),
            ("a.b", false),
        ];
        for (text, expected) in emails {
            assert_eq!(is_email(text), expected, "{text}");
        }
        let addresses = [
            ("https://b.it", true),
            ("http://b.it/c?d#e", true),
            ("https://b.it/c d", false),
            ("https://b.it/c\td", false),
            ("ftp://b.it", false),
            ("b.it", false),
            ("/c", false),
        ];
        for (text, expected) in addresses {
            assert_eq!(is_web_address(text), expected, "{text}");
        }
    }
}
