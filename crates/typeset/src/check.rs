//! What PDF/UA-1 and Typst would refuse, told before and in the terms of the document.

use crate::fault::Fault;
use crate::fonts::{is_seen, shows};
use crate::grid;
use crate::values::{language, spaced};
use documents::{Block, Document, Field, Inline, Picture, Table};
use std::collections::BTreeSet;

/// How deep parts may be inside of each other. Typst's own limits begin beyond that.
pub const DEPTH: usize = 12;

/// How many characters of a text are shown to say where something is.
const NEAR: usize = 60;

/// What keeps a document from being set. Costs little: nothing is set.
pub fn faults(document: &Document) -> Vec<Fault> {
    let mut check = Check {
        fields: document
            .fields
            .iter()
            .map(|field| field.id.as_str())
            .collect(),
        faults: Vec::new(),
        characters: BTreeSet::new(),
    };
    if !document.title.chars().any(is_seen) {
        check.faults.push(Fault::Title);
    }
    if language(&document.language).is_none() {
        let tag = document.language.clone();
        check.faults.push(Fault::Language(tag));
    }
    for text in around(document) {
        check.text(text);
    }
    check.blocks(&document.blocks, 0);
    check.faults
}

/// The texts of a document beside its blocks.
fn around(document: &Document) -> impl Iterator<Item = &str> {
    let words = &document.words;
    let always = [
        &document.title,
        &document.publisher,
        &document.address,
        &words.contents,
        &words.page,
        &words.of,
        &words.version,
        &words.fields,
    ];
    let perhaps = [
        &document.summary,
        &document.date,
        &document.version,
        &document.notice,
    ];
    let fields = document.fields.iter().flat_map(field_texts);
    let perhaps = perhaps.into_iter().flatten();
    always
        .into_iter()
        .chain(perhaps)
        .map(String::as_str)
        .chain(fields)
}

fn field_texts(field: &Field) -> impl Iterator<Item = &str> {
    let value = field.value.iter().map(String::as_str);
    let choices = field.choices.iter().map(String::as_str);
    let help = field.help.iter().map(String::as_str);
    std::iter::once(field.name.as_str())
        .chain(value)
        .chain(choices)
        .chain(help)
}

/// The pictures of a document.
pub fn pictures(blocks: &[Block]) -> Vec<&Picture> {
    let mut found = Vec::new();
    let mut parts: Vec<Part> = blocks.iter().map(Part::Block).collect();
    while let Some(part) = parts.pop() {
        match part {
            Part::Block(Block::Picture(picture)) | Part::Inline(Inline::Picture(picture)) => {
                found.push(picture);
            }
            _ => parts.extend(inside(part)),
        }
    }
    found
}

/// A part of a document.
#[derive(Clone, Copy)]
enum Part<'a> {
    Block(&'a Block),
    Inline(&'a Inline),
}

/// What is inside of a part, one level down.
fn inside(part: Part<'_>) -> Vec<Part<'_>> {
    let (mut blocks, mut inlines): (Vec<&Block>, Vec<&Inline>) = (Vec::new(), Vec::new());
    match part {
        Part::Block(block) => match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines.extend(content),
            Block::List { items, .. } => blocks.extend(items.iter().flat_map(|item| &item.blocks)),
            Block::Table(table) => {
                inlines.extend(&table.caption);
                let cells = table.head.iter().chain(&table.rows).flatten();
                blocks.extend(cells.flat_map(|cell| &cell.blocks));
            }
            Block::Quote(quoted) => blocks.extend(quoted),
            Block::Note(note) => blocks.extend(&note.blocks),
            Block::Definitions(items) => {
                inlines.extend(items.iter().flat_map(|(term, _)| term));
                blocks.extend(items.iter().flat_map(|(_, meanings)| meanings).flatten());
            }
            Block::Code(_) | Block::Picture(_) | Block::Rule => {}
        },
        Part::Inline(inline) => match inline {
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. } => inlines.extend(content),
            Inline::Footnote(noted) => blocks.extend(noted),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Field(_)
            | Inline::Break
            | Inline::Picture(_) => {}
        },
    }
    let inlines = inlines.into_iter().map(Part::Inline);
    inlines.chain(blocks.into_iter().map(Part::Block)).collect()
}

/// The beginning of the text of parts, to say where something is.
fn beginning<'a>(parts: impl IntoIterator<Item = Part<'a>>) -> String {
    let mut text = String::new();
    let mut parts: Vec<Part> = parts.into_iter().collect();
    parts.reverse();
    while let Some(part) = parts.pop() {
        match part {
            Part::Inline(Inline::Text(more) | Inline::Code(more)) => text.push_str(more),
            Part::Block(Block::Code(more)) => text.push_str(more),
            _ => parts.extend(inside(part).into_iter().rev()),
        }
        if text.chars().count() > NEAR {
            break;
        }
    }
    cut(text.trim(), 0)
}

/// Whether inline parts have text that is seen.
fn says_something(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.chars().any(is_seen),
        Inline::Field(_) => true,
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Strike(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content)
        | Inline::Link { content, .. } => says_something(content),
        Inline::Footnote(_) | Inline::Break | Inline::Picture(_) => false,
    })
}

/// What of a text stands around the character at a byte.
fn cut(text: &str, at: usize) -> String {
    let before = text[..at].char_indices().rev().nth(NEAR / 2);
    let start = before.map_or(0, |(start, _)| start);
    text[start..].chars().take(NEAR).map(spaced).collect()
}

struct Check<'a> {
    /// The ids of the fields that there are.
    fields: BTreeSet<&'a str>,
    faults: Vec<Fault>,
    /// Characters that have been told of.
    characters: BTreeSet<char>,
}

impl Check<'_> {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for (at, block) in blocks.iter().enumerate() {
            if let Block::Heading { content, .. } = block
                && !says_something(content)
            {
                let near = beginning(blocks[at..].iter().map(Part::Block));
                self.faults.push(Fault::Heading { near });
            }
            self.part(Part::Block(block), depth);
        }
    }

    fn part(&mut self, part: Part<'_>, depth: usize) {
        if depth == DEPTH {
            let near = beginning([part]);
            self.faults.push(Fault::TooDeep { near });
            return;
        }
        match part {
            Part::Block(Block::Code(text)) => self.text(text),
            Part::Inline(Inline::Text(text) | Inline::Code(text)) => {
                self.text(text);
                return;
            }
            Part::Block(Block::Table(table)) => self.table(table),
            Part::Block(Block::Note(note)) => {
                self.text(note.title.as_deref().unwrap_or_default());
            }
            Part::Inline(Inline::Field(id)) if !self.fields.contains(id.as_str()) => {
                self.faults.push(Fault::UnknownField { id: id.clone() });
            }
            _ => {}
        }
        for part in inside(part) {
            self.part(part, depth + 1);
        }
    }

    /// A character that cannot be shown, once.
    fn text(&mut self, text: &str) {
        for (at, character) in text.char_indices() {
            if !shows(spaced(character)) && self.characters.insert(character) {
                let near = cut(text, at);
                self.faults.push(Fault::Character { character, near });
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let near = || beginning([Part::Block(&Block::Table(table.clone()))]);
        let width = grid::width(table);
        let parts = [&table.head, &table.rows];
        if parts
            .iter()
            .any(|rows| grid::columns(rows, width).is_none())
        {
            self.faults.push(Fault::UnevenTable { near: near() });
        } else if table.head.is_empty() && !table.rows.iter().flatten().any(|cell| cell.header) {
            self.faults.push(Fault::TableWithoutHeader { near: near() });
        }
    }
}
