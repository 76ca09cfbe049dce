//! A document as values that the style reads. Text stays text: a string is never read as markup.

use crate::grid;
use crate::levels::Levels;
use documents::{
    Align, Block, Cell, Document, Field, Inline, Item, Note, NoteKind, Picture, Row, Table,
};
use std::collections::BTreeSet;
use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value, dict};

/// CSS pixels in a centimetre.
const PIXELS: f64 = 96.0 / 2.54;

/// The document, for `sys.inputs.document`.
pub fn document(document: &Document) -> Dict {
    let (language, region) = language(&document.language).unwrap_or_default();
    let mut tree = Tree::new(&document.blocks);
    let blocks = tree.blocks(&document.blocks);
    let fields = document.fields.iter();
    let fields: Dict = fields
        .map(|field| (Str::from(field.id.as_str()), field_values(field)))
        .collect();
    let words = &document.words;
    dict! {
        "title" => plain(&document.title),
        "language" => language,
        "region" => region,
        "summary" => optional(document.summary.as_deref()),
        "publisher" => plain(&document.publisher),
        "address" => plain(&document.address),
        "date" => optional(document.date.as_deref()),
        "version" => optional(document.version.as_deref()),
        "modified" => modified(document.modified),
        "notice" => optional(document.notice.as_deref()),
        "contents" => document.contents,
        "words" => dict! {
            "contents" => plain(&words.contents),
            "page" => plain(&words.page),
            "of" => plain(&words.of),
            "version" => plain(&words.version),
            "fields" => plain(&words.fields),
        },
        "help" => help(&document.fields),
        "fields" => fields,
        "blocks" => blocks,
    }
}

/// The parts of a language tag that Typst knows: `it-IT` → `it`, `it`.
pub fn language(tag: &str) -> Option<(String, Option<String>)> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    if !letters(language) || !matches!(language.len(), 2..=3) {
        return None;
    }
    let region = parts.find(|part| part.len() == 2 && letters(part));
    let region = region.map(str::to_ascii_uppercase);
    Some((language.to_ascii_lowercase(), region))
}

/// Text as it is set: a line end or another control that stands for a space is one.
fn plain(text: &str) -> Str {
    text.chars().map(spaced).collect::<String>().into()
}

/// A character as it is set in a line.
pub fn spaced(character: char) -> char {
    match character {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        // PDF knows it as a mark of bytes only; Unicode has another for the same.
        '\u{FEFF}' => '\u{2060}',
        other => other,
    }
}

fn optional(text: Option<&str>) -> Option<Str> {
    text.filter(|text| !text.trim().is_empty()).map(plain)
}

fn modified(date: Option<(i32, u8, u8)>) -> Option<Array> {
    let (year, month, day) = date?;
    let parts = [i64::from(year), i64::from(month), i64::from(day)];
    Some(parts.into_iter().map(Value::Int).collect())
}

/// What is to be written in the fields that say so, in their order.
fn help(fields: &[Field]) -> Array {
    let said = fields.iter().filter_map(|field| {
        let help = optional(field.help.as_deref())?;
        Some(dict! { "name" => plain(&field.name), "help" => help }.into_value())
    });
    said.collect()
}

fn field_values(field: &Field) -> Value {
    dict! {
        "name" => plain(&field.name),
        "value" => optional(field.value.as_deref()),
        "choices" => field.choices.iter().map(|choice| plain(choice).into_value()).collect::<Array>(),
    }
    .into_value()
}

/// What of the whole tree its parts depend on.
struct Tree {
    levels: Levels,
    /// Ids of headings that no heading before has had: what links can lead to.
    places: BTreeSet<String>,
    /// Those of them that have come up.
    placed: BTreeSet<String>,
    /// The fields that have come up.
    filled: BTreeSet<String>,
}

impl Tree {
    fn new(blocks: &[Block]) -> Self {
        let mut places = BTreeSet::new();
        collect_places(blocks, &mut places);
        Self {
            levels: Levels::default(),
            places,
            placed: BTreeSet::new(),
            filled: BTreeSet::new(),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Array {
        let nodes = blocks.iter().map(|block| self.block(block).into_value());
        nodes.collect()
    }

    fn block(&mut self, block: &Block) -> Dict {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id.as_deref(), content),
            Block::Paragraph(content) => node("paragraph", "content", self.inlines(content)),
            Block::List { start, items } => self.list(*start, items),
            Block::Table(table) => self.table(table),
            Block::Quote(blocks) => node("quote", "blocks", self.blocks(blocks)),
            Block::Note(note) => self.note(note),
            Block::Definitions(items) => self.definitions(items),
            Block::Code(text) => node("code-block", "text", lines(text)),
            Block::Picture(picture) => self::picture("picture-block", picture),
            Block::Rule => dict! { "kind" => "rule" },
        }
    }

    fn heading(&mut self, level: u8, id: Option<&str>, content: &[Inline]) -> Dict {
        let id = id.filter(|id| self.places.contains(*id) && self.placed.insert((*id).to_owned()));
        dict! {
            "kind" => "heading",
            "level" => self.levels.next(level) as i64,
            "label" => id.map(label),
            "content" => self.inlines(content),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) -> Dict {
        let tight = items.iter().all(|item| {
            let mut rest = item.blocks.iter().skip(1);
            rest.all(|block| matches!(block, Block::List { .. }))
        });
        let items = items.iter().map(|item| {
            dict! { "box" => item.checked, "blocks" => self.within(&item.blocks) }.into_value()
        });
        dict! {
            "kind" => "list",
            // Typst counts no further than its numbers go.
            "start" => start.map(|start| i64::try_from(start).unwrap_or(i64::MAX)),
            "tight" => tight,
            "items" => items.collect::<Array>(),
        }
    }

    /// Blocks inside of an item or a cell, where a paragraph that comes first is just its text.
    fn within(&mut self, blocks: &[Block]) -> Array {
        let Some((Block::Paragraph(first), rest)) = blocks.split_first() else {
            return self.blocks(blocks);
        };
        let mut nodes = self.inlines(first);
        if rest.is_empty() || rest.iter().all(|block| matches!(block, Block::List { .. })) {
            nodes += self.blocks(rest);
            return nodes;
        }
        self.blocks(blocks)
    }

    fn table(&mut self, table: &Table) -> Dict {
        let columns = grid::width(table);
        let head = grid::columns(&table.head, columns).unwrap_or_default();
        let rows = grid::columns(&table.rows, columns).unwrap_or_default();
        let mut body = table.rows.iter().zip(&rows);
        let names_rows = body.any(|(row, places)| {
            let mut cells = row.iter().zip(places);
            cells.any(|(cell, place)| cell.header && *place == 0)
        });
        let head_scope = |place: usize| {
            Some(if place == 0 && names_rows {
                "both"
            } else {
                "column"
            })
        };
        let head = self.rows(&table.head, &head, |_, place| head_scope(place));
        let rows = self.rows(&table.rows, &rows, |cell, _| cell.header.then_some("row"));
        let align = (0..columns).map(|column| {
            let align = table.align.get(column).copied().unwrap_or_default();
            let side = match align {
                Align::Start => "start",
                Align::Center => "center",
                Align::End => "end",
            };
            side.into_value()
        });
        dict! {
            "kind" => "table",
            "columns" => columns as i64,
            "align" => align.collect::<Array>(),
            "caption" => self.inlines(&table.caption),
            "head" => head,
            "rows" => rows,
        }
    }

    fn rows(
        &mut self,
        rows: &[Row],
        places: &[Vec<usize>],
        scope: impl Fn(&Cell, usize) -> Option<&'static str>,
    ) -> Array {
        let cells = rows.iter().flatten().zip(places.iter().flatten());
        let cells = cells.map(|(cell, place)| {
            dict! {
                "scope" => scope(cell, *place),
                "columns" => i64::from(cell.columns),
                "rows" => i64::from(cell.rows),
                "blocks" => self.within(&cell.blocks),
            }
            .into_value()
        });
        cells.collect()
    }

    fn note(&mut self, note: &Note) -> Dict {
        let role = match note.kind {
            NoteKind::Note => "note",
            NoteKind::Tip => "tip",
            NoteKind::Warning => "warning",
            NoteKind::Important => "important",
        };
        dict! {
            "kind" => "note",
            "role" => role,
            "title" => optional(note.title.as_deref()),
            "blocks" => self.blocks(&note.blocks),
        }
    }

    fn definitions(&mut self, items: &[(Vec<Inline>, Vec<Vec<Block>>)]) -> Dict {
        let items = items.iter().map(|(term, meanings)| {
            let term = self.inlines(term).into_value();
            let meanings = meanings
                .iter()
                .map(|blocks| self.within(blocks).into_value());
            let meanings = meanings.collect::<Array>().into_value();
            [term, meanings].into_iter().collect::<Array>().into_value()
        });
        node("definitions", "items", items.collect::<Array>())
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Array {
        let nodes = inlines
            .iter()
            .map(|inline| self.inline(inline).into_value());
        nodes.collect()
    }

    fn inline(&mut self, inline: &Inline) -> Dict {
        match inline {
            Inline::Text(text) => node("text", "text", plain(text)),
            Inline::Strong(content) => node("strong", "content", self.inlines(content)),
            Inline::Emphasis(content) => node("emphasis", "content", self.inlines(content)),
            Inline::Strike(content) => node("strike", "content", self.inlines(content)),
            Inline::Code(text) => node("code", "text", plain(text)),
            Inline::Superscript(content) => node("superscript", "content", self.inlines(content)),
            Inline::Subscript(content) => node("subscript", "content", self.inlines(content)),
            Inline::Link { to, content } => self.link(to, content),
            Inline::Footnote(blocks) => node("footnote", "blocks", self.within(blocks)),
            Inline::Field(id) => {
                let first = self.filled.insert(id.clone());
                dict! { "kind" => "field", "id" => Str::from(id.as_str()), "first" => first }
            }
            Inline::Break => dict! { "kind" => "break" },
            Inline::Picture(picture) => self::picture("picture", picture),
        }
    }

    /// A link to a place that the document does not have is only its text: the page may have it.
    fn link(&mut self, to: &str, content: &[Inline]) -> Dict {
        let content = self.inlines(content);
        let (to, inside) = match to.strip_prefix('#') {
            Some(id) if self.places.contains(id) => (label(id), true),
            Some(_) => return node("span", "content", content),
            None if to.trim().is_empty() => return node("span", "content", content),
            None => (to.into(), false),
        };
        dict! { "kind" => "link", "to" => to, "inside" => inside, "content" => content }
    }
}

/// A part of a document with one thing in it.
fn node(kind: &str, key: &str, value: impl IntoValue) -> Dict {
    dict! { "kind" => kind, key => value }
}

/// The name of a heading's place among Typst's labels.
fn label(id: &str) -> Str {
    format!("place-{id}").into()
}

/// Code, whose line ends count.
fn lines(text: &str) -> Str {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.chars().map(spaced).collect())
        .collect();
    lines.join("\n").into()
}

fn picture(kind: &str, picture: &Picture) -> Dict {
    let png = picture.bytes.starts_with(b"\x89PNG");
    dict! {
        "kind" => kind,
        "bytes" => Bytes::new(picture.bytes.clone()),
        "format" => if png { "png" } else { "jpg" },
        "width" => f64::from(picture.width) / PIXELS,
        "height" => f64::from(picture.height) / PIXELS,
        "alternative" => plain(&picture.alternative),
    }
}

fn collect_places(blocks: &[Block], places: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { id: Some(id), .. } => {
                places.insert(id.clone());
            }
            Block::List { items, .. } => {
                for item in items {
                    collect_places(&item.blocks, places);
                }
            }
            Block::Quote(blocks) => collect_places(blocks, places),
            Block::Note(note) => collect_places(&note.blocks, places),
            _ => {}
        }
    }
}
