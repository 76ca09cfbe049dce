//! The front matter of a file, whatever it is written in, as the entries of a map.

mod bounds;
mod drafts;
mod letters;
mod lines;
mod other_forms;
mod outside;
mod parts;
mod places;
mod split;
mod unheard;
mod unopened;
mod words;

pub use bounds::{front_bounds, front_node, in_normal_form};

use super::page::Hold;
use crate::csv::Row;
use crate::diagnostic::{Diagnostic, FieldSlip, Problem};
use crate::schema::{ContentType, Schema};
use crate::source::{FileId, Span};
use crate::yaml::{self, Key, Node};
use outside::outside;
use parts::{Form, Front, Split};
use split::{missing_end, split};
use unopened::Rules;

/// The front matter of a file, and what a row adds to it.
pub(super) struct FrontMatter {
    pub entries: Vec<(Key, Node)>,
    /// Where to show what concerns all of it.
    pub span: Span,
    /// Whether it says all that its author wrote.
    pub readable: bool,
    /// Where the text begins.
    pub body: usize,
    /// What keeps the page from being published.
    pub hold: Hold,
}

/// Reads the front matter of a page; what is wrong with it is reported.
pub(super) fn read(
    text: &str,
    file: FileId,
    definition: &ContentType,
    schema: &Schema,
    row: Option<&Row>,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let start = Span::start_of(file);
    let empty = is_empty(text, row, start, diagnostics);
    let is_field = |key: &str| {
        let named = |name: &str| name.eq_ignore_ascii_case(key);
        definition.fields.iter().any(|field| named(&field.name)) || schema.open && named("status")
    };
    let rules = Rules {
        is_field: &is_field,
        holds: &|key, value| drafts::holds(key, value, start),
        needs_fields: !schema.open,
    };
    let Split {
        front,
        body,
        trouble,
    } = split(text, rules);
    let mut found = FrontMatter {
        entries: Vec::new(),
        span: row.map_or(start, |row| row.span),
        readable: !empty,
        body,
        hold: Hold::default(),
    };
    let mut understood = trouble.is_none();
    found.readable &= understood;
    let trouble = trouble.map(|(what, (from, to))| (what, Span::new(file, from, to)));
    diagnostics.extend(trouble.map(|(problem, span)| Diagnostic::new(problem, span)));
    if let Some(front) = front {
        found.span = opening(text, front, file);
        match entries(text, front, file, diagnostics) {
            Ok(entries) => found.entries = entries,
            Err(problem) => {
                diagnostics.push(*problem);
                (found.readable, understood) = (false, false);
            }
        }
    }
    if understood && found.readable {
        let types = (definition, schema);
        take_misplaced(text, (file, front), types, &mut found, diagnostics);
    }
    let is_known = |key: &str| is_field(key) || schema.open && words::meaning(key).is_some();
    letters::clean(&mut found.entries, &is_known, diagnostics);
    if schema.open {
        found.hold = read_foreign(&mut found.entries, diagnostics);
        // What its author wrote of it may be what could not be read.
        found.hold.draft |= !understood;
    }
    found.hold.unread = !understood;
    add_row(&mut found.entries, row, definition);
    found
}

/// Fields that stand in another place than they should: below the front matter, or at the wrong
/// depth of it.
fn take_misplaced(
    text: &str,
    (file, front): (FileId, Option<Front>),
    (definition, schema): (&ContentType, &Schema),
    found: &mut FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) {
    take_outside(text, file, (definition, schema), found, diagnostics);
    if !schema.open && !definition.open {
        let in_toml = front.is_some_and(|front| matches!(front.form, Form::Toml));
        let fields = &definition.fields;
        places::mend(&mut found.entries, fields, (text, in_toml), diagnostics);
    }
}

/// Fields below a line that closes front matter too early. A site without schema is published with
/// them as they stand.
fn take_outside(
    text: &str,
    file: FileId,
    (definition, schema): (&ContentType, &Schema),
    found: &mut FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_new = |key: &str| {
        definition.field(key).is_some() && !found.entries.iter().any(|(own, _)| own.text == key)
    };
    let Some((from, to)) = outside(text, found.body, &is_new) else {
        return;
    };
    let Ok(node) = yaml::parse(text, from, to, file) else {
        return;
    };
    let Some((key, _)) = node.entries().first() else {
        return;
    };
    let slip = FieldSlip::Outside {
        field: key.text.clone(),
    };
    diagnostics.push(Diagnostic::new(Problem::FieldSlip(slip), key.span));
    if !schema.open {
        found.entries.extend(node.entries().iter().cloned());
        found.body = to;
    }
}

/// Whether a file says nothing, which is told unless a row speaks for it.
fn is_empty(text: &str, row: Option<&Row>, start: Span, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let empty = text.trim_start_matches('\u{feff}').trim().is_empty();
    if empty && row.is_none() {
        diagnostics.push(Diagnostic::new(Problem::EmptyFile, start));
    }
    empty
}

/// The line that opens front matter, or its brace.
fn opening(text: &str, front: Front, file: FileId) -> Span {
    match front.form {
        Form::Json => Span::new(file, front.from, front.from + 1),
        _ => Span::new(file, 0, text[..front.from].trim_end().len()),
    }
}

/// What other programs mean by fields, in a site without schema.
fn read_foreign(entries: &mut Vec<(Key, Node)>, diagnostics: &mut Vec<Diagnostic>) -> Hold {
    lift_taxonomies(entries);
    unheard::check(entries, diagnostics);
    Hold {
        below: drafts::below(entries),
        ..drafts::read(entries, diagnostics)
    }
}

/// Zola's table of taxonomies: its lists as fields of their own.
fn lift_taxonomies(entries: &mut Vec<(Key, Node)>) {
    let table = entries.iter().position(|(key, node)| {
        key.text == "taxonomies" && matches!(node.value, yaml::Value::Map(_))
    });
    if let Some(at) = table
        && let yaml::Value::Map(lists) = entries.remove(at).1.value
    {
        for (key, node) in lists {
            if !entries.iter().any(|(other, _)| other.text == key.text) {
                entries.push((key, node));
            }
        }
    }
}

/// Adds the cells of a row that the front matter does not have; of the empty ones those that may
/// not be, so that it is said where they stand.
fn add_row(entries: &mut Vec<(Key, Node)>, row: Option<&Row>, definition: &ContentType) {
    let Some(row) = row else {
        return;
    };
    let required = |key: &Key| definition.field(&key.text).is_some_and(|f| f.required);
    let empty = row.empty.iter().filter(|(key, _)| required(key));
    // Where several are empty, it is not the cells that are wrong.
    let empty = empty.clone().next().filter(|_| empty.clone().count() == 1);
    let empty = empty.map(|(key, at)| (key.clone(), Node::scalar("", *at)));
    for (key, node) in row.entries.iter().cloned().chain(empty) {
        if !entries.iter().any(|(k, _)| k.text == key.text) {
            entries.push((key, node));
        }
    }
}

fn entries(
    text: &str,
    front: Front,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<(Key, Node)>, Box<Diagnostic>> {
    let Front { form, from, to } = front;
    let node = match form {
        Form::Toml => yaml::parse_toml(text, from, to, file)?,
        Form::Json => yaml::parse_json(text, from, to, file)?,
        Form::Yaml => {
            check_spaces(&text[from..to], from, file, diagnostics);
            yaml::parse(text, from, to, file).map_err(|problem| {
                let end = missing_end(text, from, to);
                end.map_or(problem, |(from, to)| {
                    let problem = Problem::FrontMatterNotClosed { fence: "---" };
                    Box::new(Diagnostic::new(problem, Span::new(file, from, to)))
                })
            })?
        }
    };
    match node.value {
        yaml::Value::Map(entries) => Ok(entries),
        yaml::Value::Null => Ok(Vec::new()),
        _ => Err(Box::new(Diagnostic::new(
            Problem::FrontMatterNotMap,
            node.span,
        ))),
    }
}

/// Looks for no-break spaces where YAML wants spaces.
fn check_spaces(yaml: &str, from: usize, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    let mut at = from;
    for line in yaml.split_inclusive('\n') {
        let key = line.split_once(':').map_or(line, |(key, _)| key);
        let lead = line.len() - line.trim_start_matches([' ', '\u{a0}']).len();
        let after_colon = line.find(":\u{a0}").map(|i| i + 1);
        let in_lead = line[..lead].find('\u{a0}');
        if let Some(i) = in_lead.or(after_colon.filter(|&i| i <= key.len() + 1)) {
            let span = Span::new(file, at + i, at + i + '\u{a0}'.len_utf8());
            diagnostics.push(Diagnostic::new(Problem::NoBreakSpace, span));
        }
        at += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_break_spaces_are_found_where_yaml_wants_spaces() {
        let cases: [(&str, &[usize]); 8] = [
            ("a: 1\n", &[]),
            ("a:\u{a0}1\n", &[2]),
            ("è:\u{a0}1\n", &[3]),
            ("\u{a0}a: 1\n", &[0]),
            ("  \u{a0}a:\u{a0}1\n", &[2]),
            ("a: b\u{a0}c\n", &[]),
            ("a: b:\u{a0}c\n", &[]),
            ("a: 1\nb:\u{a0}2\n\u{a0}c: 3\n", &[7, 11]),
        ];
        for (yaml, expected) in cases {
            let mut diagnostics = Vec::new();
            check_spaces(yaml, 4, FileId(0), &mut diagnostics);
            let spans: Vec<Span> = diagnostics.iter().map(|d| d.span).collect();
            let span = |at: &usize| Span::new(FileId(0), 4 + at, 6 + at);
            let expected: Vec<Span> = expected.iter().map(span).collect();
            assert_eq!(spans, expected, "{yaml:?}");
        }
    }
}
