//! A file of content from its bytes to a [`ParsedPage`].

use super::blanks::Blanks;
use super::body::{Body, push_unreserved};
use super::builder::PageBuilder;
use super::fields::{self, Owner};
use super::foreign::without_tags;
use super::front_matter;
use super::inline::first_words;
use super::markdown::{broken, is_shouted};
use super::page::{Hold, ParsedPage, TextSection};
use super::spill::{SpillFile, Spilled};
use super::values::{Entry, Fields, Value};
use crate::csv::Row;
use crate::diagnostic::{Diagnostic, FieldSlip, OtherFormat, Problem, Slip, WrongKind};
use crate::fingerprint;
use crate::schema::{ContentType, Field, Role, Schema, TypeId};
use crate::slug::fold;
use crate::source::{FileId, Sources, Span};

/// Where to keep what is needed only when a page is rendered or searched.
#[derive(Clone, Copy)]
pub struct Keep<'a> {
    /// The file of bodies and texts.
    pub spill: &'a SpillFile,
    /// The files of the site, where a text may take in others.
    pub sources: Option<&'a Sources>,
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
    let definition = &schema.types[content_type];
    diagnostics.extend(other_format(text, file).filter(|_| !schema.open));
    let front = front_matter::read(text, file, definition, schema, row, &mut diagnostics);
    let mut page = PageBuilder::new(text, file, schema, &definition.label, &mut diagnostics);
    page.sources = keep.sources;
    if let Some((slip, at)) = broken(&text[..front.body]) {
        page.broken_characters(slip, Span::new(file, at.start, at.end));
    }
    let fields = match front.readable || row.is_some() {
        true => {
            let owner = Owner {
                name: &definition.label,
                open: schema.open || definition.open,
                span: front.span,
                is_component: false,
            };
            fields::read(&front.entries, &definition.fields, &owner, &mut page)
        }
        // Without front matter every required field would be missing; one message is enough.
        false => Fields::default(),
    };
    let markdown = std::mem::take(&mut page.markdown);
    let title = definition.role(Role::Title);
    let titled = title.is_some_and(|field| fields.get(&field.name).is_some());
    check_title(&fields, title, &mut page);
    check_summary(&fields, definition, &mut page);
    page.has_formats = !definition.formats.is_empty();
    page.blanks = Blanks::described(&fields, definition);
    // Elsewhere the first `#` of a text is what readers see of a title.
    let (body, heading) = fields::markdown_text(front.body, (!titled, schema.open), &mut page);
    for (slip, span) in page.blanks.unused() {
        page.slip(slip, span);
    }
    add_field_texts(&fields, &definition.fields, &mut page);
    let texts = Texts {
        fields,
        markdown,
        body,
        front: fingerprint::of(&(&text[..front.body], &heading, &page.before_more)),
        hold: front.hold,
        has_text: !text[front.body..].trim().is_empty(),
        heading,
    };
    let parsed = finish(page, content_type, texts, front.span, keep);
    (parsed, diagnostics)
}

/// Tells of a title in capitals.
fn check_title(fields: &Fields, title: Option<&Field>, page: &mut PageBuilder<'_>) {
    let entry = title.and_then(|field| fields.entry(&field.name));
    if let Some(entry) = entry
        && let Value::Text(text) = &entry.value
        && is_shouted(text)
    {
        page.slip(Slip::ShoutedTitle, entry.span);
    }
}

/// A file that is no text in Markdown, by what it begins with.
fn other_format(text: &str, file: FileId) -> Option<Diagnostic> {
    let problem = Problem::WrongKind(WrongKind::Format(OtherFormat::of(text)?));
    Some(Diagnostic::new(problem, Span::start_of(file)))
}

/// How many words a text has.
fn words_of(text: &str) -> u32 {
    let is_space = |byte: u8| (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r');
    let Some((first, rest)) = text.as_bytes().split_first() else {
        return 0;
    };
    // Two slices side by side, as long as a byte can count, so that many are looked at in one step.
    const STEP: usize = u8::MAX as usize;
    let steps = text.as_bytes().chunks(STEP).zip(rest.chunks(STEP));
    let begun = steps.map(|(before, bytes)| {
        let pairs = before.iter().zip(bytes);
        let begins = pairs.map(|(before, byte)| u8::from(is_space(*before) & !is_space(*byte)));
        u32::from(begins.sum::<u8>())
    });
    begun.sum::<u32>() + u32::from(!is_space(*first))
}

/// Warns of a summary that says what the title says.
fn check_summary(fields: &Fields, definition: &ContentType, page: &mut PageBuilder<'_>) {
    let entry = |role| {
        let field = definition.role(role)?;
        fields.0.iter().find(|entry| entry.name == field.name)
    };
    let (Some(title), Some(summary)) = (entry(Role::Title), entry(Role::Summary)) else {
        return;
    };
    let words = |entry: &Entry| {
        let text = entry.value.as_text().unwrap_or_default();
        fold(text.trim_end_matches('.'))
    };
    if !page.schema.open && !words(title).is_empty() && words(title) == words(summary) {
        let slip = FieldSlip::SameText {
            field: summary.name.clone(),
            other: title.name.clone(),
        };
        page.report(Problem::FieldSlip(slip), summary.span);
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
    hold: Hold,
    has_text: bool,
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
    let words = text.iter().map(|section| words_of(&section.text)).sum();
    let first = text.iter().find(|section| !section.text.is_empty());
    let beginning = |text: &str| match page.schema.open {
        true => first_words(&without_tags(text)),
        false => first_words(text),
    };
    let cut = page.before_more.as_ref().or(page.lead.as_ref());
    // One that is nothing but tags says nothing.
    let beginning = cut
        .and_then(|text| beginning(text))
        .or_else(|| first.and_then(|section| beginning(&section.text)));
    ParsedPage {
        file: page.file,
        content_type,
        fields,
        markdown: texts.markdown,
        body: Spilled::new(&texts.body, keep.spill),
        heading: texts.heading,
        has_excerpt: page.before_more.is_some(),
        headings,
        anchors: page.anchors,
        included: page.included,
        links,
        references: page.references,
        files: page.files,
        blanks: page.blanks.found,
        beginning,
        text: match keep.searchable {
            true => Spilled::new(&text, keep.spill),
            false => Spilled::default(),
        },
        words,
        front: Some(texts.front),
        hold: texts.hold,
        has_text: texts.has_text,
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
