//! A file of content from its bytes to a [`ParsedPage`].

use super::body::{Body, push_unreserved};
use super::builder::PageBuilder;
use super::fields::{self, Owner};
use super::front_matter::{self, Split, Trouble};
use super::inline::first_words;
use super::page::{ParsedPage, TextSection};
use super::spill::{SpillFile, Spilled};
use super::values::{Fields, Value};
use crate::csv::Row;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint;
use crate::schema::{Field, Role, Schema, TypeId};
use crate::source::{FileId, Span};
use crate::yaml::{self, Key, Node};

/// Where to keep what is needed only when a page is rendered or searched.
#[derive(Clone, Copy)]
pub struct Keep<'a> {
    /// The file of bodies and texts.
    pub spill: &'a SpillFile,
    /// Whether pages will be searched; otherwise their texts are not kept.
    pub searchable: bool,
}

/// Parses one page. `row` gives fields that the front matter does not have.
///
/// It never fails: what cannot be read is reported and left out.
pub fn parse(
    text: &str,
    file: FileId,
    content_type: TypeId,
    schema: &Schema,
    row: Option<&Row>,
    keep: Keep<'_>,
) -> (ParsedPage, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let split = front_matter::split(text);
    let front = front_matter_of(text, &split, file, row, &mut diagnostics);
    let definition = &schema.types[content_type];
    let mut page = PageBuilder::new(text, file, schema, &definition.label, &mut diagnostics);
    let fields = match front.readable || row.is_some() {
        true => {
            let owner = Owner {
                name: &definition.label,
                open: schema.open,
                span: front.span,
            };
            fields::read(&front.entries, &definition.fields, &owner, &mut page)
        }
        // Without front matter every required field would be missing; one message is enough.
        false => Fields::default(),
    };
    let markdown = std::mem::take(&mut page.markdown);
    let title = definition.role(Role::Title);
    let titled = title.is_some_and(|field| fields.get(&field.name).is_some());
    let (body, heading) = fields::markdown_text(split.body, !titled, &mut page);
    add_field_texts(&fields, &definition.fields, &mut page);
    let texts = Texts {
        fields,
        markdown,
        body,
        front: fingerprint::of(&(&text[..split.body], &heading)),
        heading,
    };
    let parsed = finish(page, content_type, texts, front.span, keep);
    (parsed, diagnostics)
}

/// The front matter of a file, and what a row adds to it.
struct FrontMatter {
    entries: Vec<(Key, Node)>,
    /// Where to show what concerns all of it.
    span: Span,
    /// Whether it says all that its author wrote.
    readable: bool,
}

fn front_matter_of(
    text: &str,
    split: &Split,
    file: FileId,
    row: Option<&Row>,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let start = Span::start_of(file);
    let empty = text.trim_start_matches('\u{feff}').trim().is_empty();
    if empty && row.is_none() {
        diagnostics.push(Diagnostic::new(Problem::EmptyFile, start));
    }
    let trouble = split.trouble.as_ref().map(|trouble| match trouble {
        Trouble::NotClosed => Problem::FrontMatterNotClosed,
        Trouble::Toml => Problem::TomlSyntax {
            reason: "+++".to_owned(),
        },
    });
    let mut front = FrontMatter {
        entries: Vec::new(),
        span: row.map_or(start, |row| row.span),
        readable: trouble.is_none() && !empty,
    };
    diagnostics.extend(trouble.map(|problem| Diagnostic::new(problem, Span::new(file, 0, 3))));
    if let Some((from, to)) = split.yaml {
        front.span = Span::new(file, 0, text[..from].trim_end().len());
        check_spaces(&text[from..to], from, file, diagnostics);
        match yaml::parse(text, from, to, file).map(|node| (node.value, node.span)) {
            Ok((yaml::Value::Map(map), _)) => front.entries = map,
            Ok((yaml::Value::Null, _)) => {}
            Ok((_, span)) => {
                diagnostics.push(Diagnostic::new(Problem::FrontMatterNotMap, span));
                front.readable = false;
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                front.readable = false;
            }
        }
    }
    for (key, node) in row.map_or(&[][..], |row| &row.entries) {
        if !front.entries.iter().any(|(k, _)| k.text == key.text) {
            front.entries.push((key.clone(), node.clone()));
        }
    }
    front
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

/// Adds the texts of fields that have no role, so that a search finds them.
fn add_field_texts(values: &Fields, definitions: &[Field], page: &mut PageBuilder<'_>) {
    for entry in &values.0 {
        let Some(field) = definitions.iter().find(|f| f.name == entry.name) else {
            continue;
        };
        if field.role.is_some() {
            continue;
        }
        let mut text = String::new();
        collect_text(&entry.value, &mut text);
        if !text.is_empty() {
            page.text.push(TextSection {
                anchor: None,
                heading: field.label.clone(),
                text,
            });
        }
    }
}

/// What has been read of a page.
struct Texts {
    fields: Fields,
    markdown: Vec<Body>,
    body: Body,
    heading: Option<String>,
    /// Stands for front matter and heading.
    front: u64,
}

fn finish(
    page: PageBuilder<'_>,
    content_type: TypeId,
    texts: Texts,
    span: Span,
    keep: Keep<'_>,
) -> ParsedPage {
    let (mut headings, mut links, mut fields) = (page.headings, page.links, texts.fields);
    // These are held as long as the site.
    headings.shrink_to_fit();
    links.shrink_to_fit();
    fields.0.shrink_to_fit();
    let mut text: Vec<TextSection> = page.text;
    for section in &mut text {
        section.text.truncate(section.text.trim_end().len());
    }
    text.retain(|section| !section.text.is_empty() || section.anchor.is_some());
    let words = text
        .iter()
        .map(|s| s.text.split_ascii_whitespace().count() as u32)
        .sum();
    let first = text.iter().find(|section| !section.text.is_empty());
    let beginning = first.and_then(|section| first_words(&section.text));
    ParsedPage {
        file: page.file,
        content_type,
        fields,
        markdown: texts.markdown,
        body: Spilled::new(&texts.body, keep.spill),
        heading: texts.heading,
        headings,
        anchors: page.anchors,
        links,
        references: page.references,
        files: page.files,
        beginning,
        text: match keep.searchable {
            true => Spilled::new(&text, keep.spill),
            false => Spilled::default(),
        },
        words,
        front: Some(texts.front),
        span,
    }
}

/// The words of a value. Markdown has added its own while it was rendered.
fn collect_text(value: &Value, out: &mut String) {
    let mut add = |text: &str| {
        if !out.is_empty() {
            out.push_str(". ");
        }
        push_unreserved(text, out);
    };
    match value {
        Value::Text(text) if !text.starts_with("http") => add(text),
        Value::Choice { label, .. } => add(label),
        Value::Group(fields) => fields
            .0
            .iter()
            .for_each(|entry| collect_text(&entry.value, out)),
        Value::List(items) => items.iter().for_each(|item| collect_text(item, out)),
        _ => {}
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
