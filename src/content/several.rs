//! One text where a list is expected, which names several things: parted by signs that are none to
//! YAML, or with the signs that word processors put before items.

use super::builder::PageBuilder;
use crate::diagnostic::{FieldSlip, Problem};
use crate::schema::{Field, Kind};
use crate::source::Span;
use crate::yaml::{self, Node};
use std::collections::BTreeSet;

/// What stands before items where they are pasted.
const SIGNS: [char; 17] = [
    '•', '·', '▪', '●', '◦', '‣', '–', '—', '-', '+', '►', '➢', '✓', '→', '■', '○', '\u{f0b7}',
];

/// Reports what a list says twice: a value, or the file of an item.
pub(super) fn check_repeated(items: &[Node], field: &Field, page: &mut PageBuilder<'_>) {
    if page.schema.open {
        return;
    }
    let inner = match &field.kind {
        Kind::Group(fields) => fields
            .iter()
            .find(|f| matches!(f.kind, Kind::File | Kind::Image)),
        _ => None,
    };
    let value = |item: &Node| -> Option<(String, Span)> {
        let node = match (&field.kind, inner) {
            (Kind::Group(_), Some(file)) => item.get(&file.name)?,
            (Kind::Group(_), None) => return None,
            _ => item,
        };
        let text = node.as_text()?.trim();
        (!text.is_empty()).then(|| (text.to_owned(), node.span))
    };
    let mut before = BTreeSet::new();
    for (value, span) in items.iter().filter_map(value) {
        let is_new = before.insert(value.clone());
        if !is_new {
            let field = field.name.clone();
            page.report(
                Problem::FieldSlip(FieldSlip::Repeated { field, value }),
                span,
            );
        }
    }
}

/// Reports an item that is a sentence, where every item has a page of its own.
pub(super) fn check_sentence(text: &str, span: Span, field: &Field, page: &mut PageBuilder<'_>) {
    let is_sentence = text.chars().count() > 70 && text.split_whitespace().count() > 9;
    if field.taxonomy.is_some() && is_sentence && !page.schema.open {
        let field = field.name.clone();
        page.report(Problem::FieldSlip(FieldSlip::Sentence { field }), span);
    }
}

/// Reports items that end with the comma which was to stand behind them: `["uno,", "due"]`.
pub(super) fn check_commas(items: &[Node], field: &Field, page: &mut PageBuilder<'_>) {
    if page.schema.open || !matches!(field.kind, Kind::Text) {
        return;
    }
    for item in items {
        let text = item.as_text().unwrap_or("").trim();
        if text.len() > 1 && text.ends_with([',', ';']) {
            let (field, value) = (field.name.clone(), text.to_owned());
            let slip = FieldSlip::EndsInComma { field, value };
            page.report(Problem::FieldSlip(slip), item.span);
        }
    }
}

/// Whether a text that stands alone names several things: `webinar, appalti`.
pub(super) fn are(text: &str, node: &Node, field: &Field, source: &str) -> bool {
    is_named(field) && (are_parted(text) || are_pasted(node, source))
}

/// Whether an item of a list does. A comma may be part of it.
pub(super) fn are_in_item(text: &str, node: &Node, field: &Field, source: &str) -> bool {
    let inside = source.get(..node.span.start as usize).unwrap_or("");
    let line = inside.rsplit('\n').next().unwrap_or("");
    let plain = matches!(node.value, yaml::Value::Scalar { plain: true, .. });
    let in_brackets = plain && line.contains('[') && text.contains(';') && are_parted(text);
    is_named(field) && (in_brackets || are_pasted(node, source))
}

fn is_named(field: &Field) -> bool {
    matches!(field.kind, Kind::Text | Kind::Ref(_) | Kind::Choice(_))
}

fn are_parted(text: &str) -> bool {
    let is_name = |part: &str| {
        let part = part.trim();
        !part.is_empty() && part.len() <= 60 && part.split_whitespace().count() <= 5
    };
    let whole = text.trim().trim_end_matches([',', ';']);
    if whole.len() < text.trim().len() {
        return whole.split([',', ';']).all(is_name);
    }
    // Names of places in two languages have such a stroke, and capitals.
    let is_word =
        |part: &str| part.split_whitespace().count() <= 3 && part.starts_with(char::is_lowercase);
    let by_strokes = [" / ", " | "]
        .iter()
        .any(|stroke| text.contains(stroke) && text.split(stroke).all(is_word));
    // One stop may be that of a word cut short.
    let is_long =
        |part: &str| is_word(part) && part.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let by_stops = text.matches(". ").count() > 1 && text.split(". ").all(is_long);
    let by_strokes = by_strokes || by_stops;
    by_strokes || text.contains([',', ';']) && text.split([',', ';']).all(is_name)
}

/// Whether lines of a text without quotation marks begin as items do.
fn are_pasted(node: &Node, source: &str) -> bool {
    let range = node.span.start as usize..node.span.end as usize;
    let plain = matches!(node.value, yaml::Value::Scalar { plain: true, .. });
    let Some(written) = source.get(range).filter(|_| plain) else {
        return false;
    };
    let mut lines = written.lines().map(str::trim);
    let first = lines.next().unwrap_or("");
    let pasted = |line: &str| {
        line.strip_prefix(SIGNS)
            .is_some_and(|l| l.starts_with(char::is_whitespace))
    };
    let later: Vec<&str> = lines.collect();
    let all = |is: &dyn Fn(&str) -> bool| !later.is_empty() && later.iter().all(|line| is(line));
    let is_bullet = pasted(first) && !first.starts_with('-');
    is_bullet || all(&pasted) || is_numbered(first) && all(&is_numbered)
}

/// `1. uno`
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let sign = rest.strip_prefix(['.', ')']);
    rest.len() < line.len() && sign.is_some_and(|rest| rest.starts_with(' '))
}

/// The same things as a list has them.
pub(super) fn parted(text: &str) -> String {
    let bare = |part: &str| {
        let part = part.trim().trim_start_matches(SIGNS);
        let part = match is_numbered(part) {
            true => part.split_once(' ').map_or("", |(_, part)| part),
            false => part,
        };
        part.trim().to_owned()
    };
    let text = text.trim_matches(['[', ']', ' ']);
    let inside = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let text = inside.unwrap_or(text);
    let stops = !text.contains([',', ';', '/', '|']) && text.matches(". ").count() > 1;
    let mut parts = vec![String::new()];
    let words: Vec<&str> = text.split_whitespace().collect();
    for word in words {
        let is_sign =
            word.chars().count() == 1 && word.starts_with(SIGNS) || matches!(word, "/" | "|");
        let number = word.trim_end_matches(['.', ')']);
        let is_number = number.len() < word.len() && number.bytes().all(|b| b.is_ascii_digit());
        if is_sign || is_number {
            parts.push(String::new());
            continue;
        }
        let last = parts.last_mut().expect("it begins with one");
        *last += &format!(" {}", word.replace(';', ","));
        if word.ends_with([',', ';']) || stops && word.ends_with('.') {
            last.pop();
            parts.push(String::new());
        }
    }
    let parts = parts
        .iter()
        .map(|part| bare(part))
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn several_things_are_told_from_one() {
        for (text, expected) in [
            ("webinar, appalti", true),
            ("webinar,", true),
            ("webinar / appalti", true),
            ("webinar; appalti", true),
            ("Alto Adige / Südtirol", false),
            ("e/o", false),
            ("webinar", false),
            (
                "Legge 7 aprile 2014, n. 56 e sue successive modificazioni",
                false,
            ),
        ] {
            assert_eq!(are_parted(text), expected, "{text}");
        }
        for (source, expected) in [
            ("t:\n  • webinar\n  • appalti\n", true),
            ("t:\n  – webinar\n  – appalti\n", true),
            ("t:\n  1. webinar\n  2. appalti\n", true),
            ("t:\n  webinar\n  - appalti\n", true),
            ("t: • webinar\n", true),
            ("t: webinar\n  di aprile\n", false),
            ("t: un anno - due\n", false),
            ("t: -5\n", false),
            ("t: 1. fase\n", false),
            ("t: \"• webinar\"\n", false),
        ] {
            let node = yaml::parse(source, 0, source.len(), FileId(0)).unwrap();
            let found = are_pasted(node.get("t").unwrap(), source);
            assert_eq!(found, expected, "{source}");
        }
        for (text, expected) in [
            ("• webinar • appalti", "webinar, appalti"),
            ("1. webinar 2. appalti", "webinar, appalti"),
            ("webinar - appalti", "webinar, appalti"),
            ("webinar;appalti", "webinar,appalti"),
            ("webinar, gare e appalti", "webinar, gare e appalti"),
            ("webinar / appalti,", "webinar, appalti"),
        ] {
            assert_eq!(parted(text), expected);
        }
    }
}
