//! Paragraphs, lists and what is made of them.

use super::writer::{Heading, OpenList, Place, Writer};
use crate::text::{clamp_level, plain};
use crate::{Align, Block, Inline, Item, Note, NoteKind};

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &'a Block, place: Place) {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id.as_deref(), content),
            Block::Paragraph(content) => self.paragraph(&place.style(), content),
            Block::List { start, items } => self.list(*start, items, place),
            // A list holds no tables, and would move the sides of a box: it ends before and goes on
            // behind.
            Block::Table(table) => {
                let lists = self.interrupt();
                self.table(table, place);
                self.resume(lists);
            }
            Block::Note(note) => {
                let lists = self.interrupt();
                self.note_box(note, place);
                self.resume(lists);
            }
            Block::Quote(blocks) => {
                let style = match place.style == Place::BODY.style {
                    true => "Quotations",
                    false => place.style,
                };
                self.blocks(blocks, Place { style, ..place });
            }
            Block::Definitions(entries) => self.definitions(entries, place),
            Block::Code(text) => {
                let style = match place.boxed {
                    true => place.style,
                    false => "Preformatted_20_Text",
                };
                self.xml.open("text:p", &[("text:style-name", style)]);
                self.code(text.trim_end_matches('\n'));
                self.xml.close("text:p");
            }
            Block::Picture(picture) => {
                let style = place.style();
                self.xml.open("text:p", &[("text:style-name", &style)]);
                self.picture(picture);
                self.xml.close("text:p");
            }
            Block::Rule => self.line("Horizontal_20_Line", ""),
        }
    }

    pub(super) fn paragraph(&mut self, style: &str, content: &'a [Inline]) {
        self.xml.open("text:p", &[("text:style-name", style)]);
        self.inlines(content);
        self.xml.close("text:p");
    }

    fn heading(&mut self, level: u8, id: Option<&'a str>, content: &'a [Inline]) {
        let level = clamp_level(level);
        self.bookmark += 1;
        let known = id.filter(|id| self.written.insert(id, ()).is_none());
        let known = known.and_then(|id| self.anchors.get(id).cloned());
        let bookmark = known.unwrap_or_else(|| format!("h{}", self.bookmark));
        let (style, depth) = (format!("Heading_20_{level}"), level.to_string());
        self.xml.open(
            "text:h",
            &[("text:style-name", &style), ("text:outline-level", &depth)],
        );
        let name = [("text:name", bookmark.as_str())];
        self.xml.leaf("text:bookmark-start", &name);
        self.inlines(content);
        self.xml.leaf("text:bookmark-end", &name);
        self.xml.close("text:h");
        if !self.in_note {
            let text = plain(content, self.document);
            self.headings.push(Heading {
                level,
                text,
                bookmark,
            });
        }
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Item], place: Place) {
        let boxes = start.is_none() && items.iter().all(|item| item.checked.is_some());
        let style = match (boxes, start.is_some(), place.boxed) {
            (true, _, false) => "Boxes",
            (true, _, true) => "Note_20_Boxes",
            (false, true, false) => "Numbers",
            (false, false, false) => "Bullets",
            (false, true, true) => "Note_20_Numbers",
            (false, false, true) => "Note_20_Bullets",
        };
        if items.is_empty() {
            return;
        }
        self.xml.open("text:list", &[("text:style-name", style)]);
        for (index, item) in items.iter().enumerate() {
            let first = start.filter(|_| index == 0).map(|start| start.to_string());
            match &first {
                Some(first) => {
                    let attributes = [("text:start-value", first.as_str())];
                    self.xml.open("text:list-item", &attributes);
                }
                None => self.xml.open("text:list-item", &[]),
            }
            self.lists.push(OpenList {
                style,
                item: "text:list-item",
            });
            self.item(item, place);
            // It may have been interrupted, and then ends differently.
            let open = self.lists.pop().map_or("text:list-item", |open| open.item);
            self.xml.close(open);
        }
        self.xml.close("text:list");
    }

    fn item(&mut self, item: &'a Item, place: Place) {
        let style = match place.style == Place::BODY.style {
            true => "List_20_Paragraph",
            false => place.style,
        };
        let inside = Place { style, ..place };
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(content), rest)) => (&content[..], rest),
            _ => (&[][..], &item.blocks[..]),
        };
        if item.checked.is_some() || !first.is_empty() || item.blocks.is_empty() {
            let style = inside.style();
            self.xml.open("text:p", &[("text:style-name", &style)]);
            if let Some(ticked) = item.checked {
                self.text(if ticked { "☒ " } else { "☐ " });
            }
            self.inlines(first);
            self.xml.close("text:p");
        }
        self.blocks(rest, inside);
    }

    /// Ends the lists that are open.
    fn interrupt(&mut self) -> Vec<OpenList> {
        for list in self.lists.iter().rev() {
            self.xml.close(list.item);
            self.xml.close("text:list");
        }
        std::mem::take(&mut self.lists)
    }

    /// Opens them again, without counting what is still the same item.
    fn resume(&mut self, lists: Vec<OpenList>) {
        for list in lists {
            let attributes = [
                ("text:style-name", list.style),
                ("text:continue-numbering", "true"),
            ];
            self.xml.open("text:list", &attributes);
            let item = "text:list-header";
            self.xml.open(item, &[]);
            self.lists.push(OpenList { item, ..list });
        }
    }

    fn note_box(&mut self, note: &'a Note, place: Place) {
        let style = match note.kind {
            NoteKind::Note => "Note",
            NoteKind::Tip => "Note_20_Tip",
            NoteKind::Warning => "Note_20_Warning",
            NoteKind::Important => "Note_20_Important",
        };
        // Where paragraphs are aligned they are in a table, whose styles have no boxes.
        let inside = Place {
            style,
            boxed: true,
            align: Align::Start,
        };
        if let Some(title) = &note.title {
            self.xml.open("text:p", &[("text:style-name", style)]);
            let strong = [("text:style-name", "Strong_20_Emphasis")];
            self.xml.open("text:span", &strong);
            self.text(title);
            self.xml.close("text:span");
            self.xml.close("text:p");
        }
        self.blocks(&note.blocks, inside);
        if !place.boxed {
            self.line("After", "");
        }
    }

    fn definitions(&mut self, entries: &'a [(Vec<Inline>, Vec<Vec<Block>>)], place: Place) {
        for (term, said) in entries {
            let style = place.style();
            self.xml.open("text:p", &[("text:style-name", &style)]);
            let strong = [("text:style-name", "Strong_20_Emphasis")];
            self.xml.open("text:span", &strong);
            self.inlines(term);
            self.xml.close("text:span");
            self.xml.close("text:p");
            let style = match place.style == Place::BODY.style {
                true => "Definition",
                false => place.style,
            };
            for blocks in said {
                self.blocks(blocks, Place { style, ..place });
            }
        }
    }
}
