//! What both formats need to know of a tree.

use crate::{Block, Document, Field, Inline};

/// The text of a line, with what fields show and without notes.
pub(crate) fn plain(inlines: &[Inline], document: &Document) -> String {
    let mut text = String::new();
    add_plain(inlines, document, &mut text);
    text
}

fn add_plain(inlines: &[Inline], document: &Document, text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. } => add_plain(content, document, text),
            Inline::Field(id) => text.push_str(&shown(document, id)),
            Inline::Break => text.push(' '),
            Inline::Picture(picture) => text.push_str(&picture.alternative),
            Inline::Footnote(_) => {}
        }
    }
}

/// A field with its number, if the document has it.
pub(crate) fn field<'a>(document: &'a Document, id: &str) -> Option<(usize, &'a Field)> {
    let mut fields = document.fields.iter().enumerate();
    fields.find(|(_, field)| field.id == id)
}

/// What shows of a field: its value, or its name in brackets.
pub(crate) fn shown(document: &Document, id: &str) -> String {
    match field(document, id) {
        Some((_, field)) => field.value.clone().unwrap_or_else(|| unfilled(field)),
        None => format!("[{id}]"),
    }
}

/// What a field shows that has no value.
pub(crate) fn unfilled(field: &Field) -> String {
    format!("[{}]", field.name)
}

/// The headings of a document, also those inside of other blocks: what its contents list, and
/// what links within lead to.
pub(crate) fn headings(blocks: &[Block]) -> Vec<(u8, Option<&str>, &[Inline])> {
    let mut found = Vec::new();
    add_headings(blocks, &mut found);
    found
}

fn add_headings<'a>(blocks: &'a [Block], found: &mut Vec<(u8, Option<&'a str>, &'a [Inline])>) {
    for block in blocks {
        match block {
            Block::Heading { level, id, content } => {
                found.push((clamp_level(*level), id.as_deref(), content));
            }
            Block::List { items, .. } => {
                for item in items {
                    add_headings(&item.blocks, found);
                }
            }
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.rows);
                for cell in rows.flatten() {
                    add_headings(&cell.blocks, found);
                }
            }
            Block::Quote(blocks) => add_headings(blocks, found),
            Block::Note(note) => add_headings(&note.blocks, found),
            Block::Definitions(entries) => {
                for blocks in entries.iter().flat_map(|(_, said)| said) {
                    add_headings(blocks, found);
                }
            }
            Block::Paragraph(_) | Block::Code(_) | Block::Picture(_) | Block::Rule => {}
        }
    }
}

/// The levels that formats have.
pub(crate) fn clamp_level(level: u8) -> u8 {
    level.clamp(1, 6)
}

/// How deep the table of contents goes.
pub(crate) const CONTENTS_DEPTH: u8 = 2;

/// An address that formats take: whole, and only of the characters that addresses have
/// (RFC 3986); none where it leads nowhere from a file.
pub(crate) fn uri(to: &str) -> Option<String> {
    let scheme = to.split_once(':').filter(|(scheme, rest)| {
        let known = ["http", "https", "mailto", "tel"];
        known.contains(scheme) && !rest.trim_start_matches('/').is_empty()
    });
    scheme?;
    let mut out = String::with_capacity(to.len());
    let bytes = to.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let escapes = byte == b'%'
            && bytes.len() > at + 2
            && bytes[at + 1..at + 3].iter().all(u8::is_ascii_hexdigit);
        if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte) || escapes {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(out)
}

/// A language with the country that office programs want beside it: `it` is `it-IT`.
pub(crate) fn locale(language: &str) -> (String, String) {
    let is_code = |code: &&str| !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut parts = language.split('-').filter(is_code);
    let first = parts.next().unwrap_or("und").to_ascii_lowercase();
    let country = parts.find(|part| part.len() == 2);
    let country = country.map_or_else(|| usual(&first).to_owned(), str::to_ascii_uppercase);
    (first, country)
}

fn usual(language: &str) -> &'static str {
    match language {
        "en" => "GB",
        "it" => "IT",
        "de" => "DE",
        "fr" => "FR",
        "es" => "ES",
        "sl" => "SI",
        _ => "none",
    }
}

/// A picture's size in thousandths of a millimetre: 96 pixels an inch, but no larger than the
/// text of a page.
pub(crate) fn size_of(picture: &crate::Picture) -> (u64, u64) {
    const WIDEST: u64 = 160_000;
    const HIGHEST: u64 = 220_000;
    let micrometres = |pixels: u32| u64::from(pixels.max(1)) * 25_400 / 96;
    let (mut width, mut height) = (micrometres(picture.width), micrometres(picture.height));
    if width > WIDEST {
        (width, height) = (WIDEST, height * WIDEST / width);
    }
    if height > HIGHEST {
        (width, height) = (width * HIGHEST / height, HIGHEST);
    }
    (width.max(1), height.max(1))
}

/// The end of a picture's name that tells its format.
pub(crate) fn extension(picture: &crate::Picture) -> &'static str {
    match picture.bytes.starts_with(b"\x89PNG") {
        true => "png",
        false => "jpeg",
    }
}

/// Version and day, as they stand below the text.
pub(crate) fn stamp(document: &Document) -> String {
    let version = document.version.as_ref();
    let version = version.map(|version| format!("{} {version}", document.words.version));
    let parts: Vec<String> = version.into_iter().chain(document.date.clone()).collect();
    parts.join(" · ")
}
