//! Paragraphs and what is made of them.

use super::writer::{Heading, Look, Place, STEP, Writer};
use crate::text::{CONTENTS_DEPTH, clamp_level, plain};
use crate::{Block, Inline, Note, NoteKind, Picture};

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &'a Block, place: Place) {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id.as_deref(), content),
            Block::Paragraph(content) => {
                self.paragraph(place.style, &place.properties(), content);
            }
            Block::List { start, items } => self.list(*start, items, place),
            Block::Table(table) => self.table(table, place),
            Block::Quote(blocks) => {
                let style = match place.style.is_empty() {
                    true => "Quote",
                    false => place.style,
                };
                self.blocks(blocks, Place { style, ..place });
            }
            Block::Note(note) => self.note_box(note, place),
            Block::Definitions(entries) => {
                for (term, said) in entries {
                    self.open_paragraph(place.style, &place.properties());
                    self.bold(term);
                    self.xml().close("w:p");
                    let indent = match place.boxed {
                        true => place.indent,
                        false => place.indent + STEP,
                    };
                    for blocks in said {
                        self.blocks(blocks, Place { indent, ..place });
                    }
                }
            }
            Block::Code(text) => self.code(text, place),
            Block::Picture(picture) => self.picture_block(picture, place),
            Block::Rule => {
                self.open_paragraph("Rule", "");
                self.xml().close("w:p");
            }
        }
    }

    /// Begins a paragraph: its style, and more properties as markup, in the order of the schema.
    pub(super) fn open_paragraph(&mut self, style: &str, properties: &str) {
        let mark = std::mem::take(&mut self.note_mark);
        let xml = self.xml();
        xml.raw("<w:p>");
        if !style.is_empty() || !properties.is_empty() {
            xml.raw("<w:pPr>");
            if !style.is_empty() {
                xml.leaf("w:pStyle", &[("w:val", style)]);
            }
            xml.raw(properties);
            xml.raw("</w:pPr>");
        }
        if mark {
            xml.raw(r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>"#);
        }
    }

    pub(super) fn paragraph(&mut self, style: &str, properties: &str, content: &'a [Inline]) {
        self.open_paragraph(style, properties);
        self.inlines(content);
        self.xml().close("w:p");
    }

    fn heading(&mut self, level: u8, id: Option<&'a str>, content: &'a [Inline]) {
        let level = clamp_level(level);
        if self.in_note {
            self.open_paragraph("FootnoteText", "");
            self.bold(content);
            self.xml().close("w:p");
            return;
        }
        self.bookmark += 1;
        let number = self.bookmark.to_string();
        let known = id.filter(|id| self.written.insert(id, ()).is_none());
        let known = known.and_then(|id| self.anchors.get(id).cloned());
        let bookmark = known.unwrap_or_else(|| format!("_Toc{number}"));
        self.open_paragraph(&format!("Heading{level}"), "");
        let name = ("w:name", bookmark.as_str());
        let xml = self.xml();
        xml.leaf("w:bookmarkStart", &[("w:id", &number), name]);
        self.inlines(content);
        let xml = self.xml();
        xml.leaf("w:bookmarkEnd", &[("w:id", &number)]);
        xml.close("w:p");
        let text = plain(content, self.document);
        self.headings.push(Heading {
            level,
            text,
            bookmark,
        });
    }

    fn note_box(&mut self, note: &'a Note, place: Place) {
        let style = match note.kind {
            NoteKind::Note => "Note",
            NoteKind::Tip => "NoteTip",
            NoteKind::Warning => "NoteWarning",
            NoteKind::Important => "NoteImportant",
        };
        // Paragraphs are in one box as long as they stand equally far to the right.
        let inside = Place {
            style,
            indent: place.indent + 113,
            boxed: true,
            ..place
        };
        if let Some(title) = &note.title {
            let properties = format!("<w:keepNext/>{}", inside.properties());
            self.open_paragraph(style, &properties);
            self.run(title, Look::BOLD);
            self.xml().close("w:p");
        }
        self.blocks(&note.blocks, inside);
        self.xml()
            .raw(r#"<w:p><w:pPr><w:pStyle w:val="After"/></w:pPr></w:p>"#);
    }

    fn code(&mut self, text: &str, place: Place) {
        let style = match place.boxed {
            true => place.style,
            false => "Code",
        };
        self.open_paragraph(style, &place.properties());
        for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.xml().raw("<w:r><w:br/></w:r>");
            }
            self.run(line, Look::CODE);
        }
        self.xml().close("w:p");
    }

    fn picture_block(&mut self, picture: &'a Picture, place: Place) {
        self.open_paragraph(place.style, &place.properties());
        self.picture(picture);
        self.xml().close("w:p");
    }

    /// What stands above the text: title, summary, notice, contents.
    pub(super) fn opening(&mut self) {
        let document = self.document;
        let mut line = |style: &str, text: &str| {
            self.open_paragraph(style, "");
            self.run(text, Look::PLAIN);
            self.xml().close("w:p");
        };
        line("Title", &document.title);
        if let Some(summary) = &document.summary {
            line("Subtitle", summary);
        }
        if let Some(notice) = &document.notice {
            line("Notice", notice);
        }
        if document.contents {
            self.contents();
        }
    }

    /// The table of contents, with its entries, so that they are there before a program makes it
    /// anew.
    fn contents(&mut self) {
        let listed = std::mem::take(&mut self.headings);
        let listed: Vec<Heading> = listed
            .into_iter()
            .filter(|heading| heading.level <= CONTENTS_DEPTH)
            .collect();
        if listed.is_empty() {
            return;
        }
        let words = &self.document.words;
        let xml = self.xml();
        xml.raw(r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="ContentsHeading"/></w:pPr><w:r>"#);
        xml.element("w:t", &[], &words.contents);
        xml.raw("</w:r></w:p>");
        let last = listed.len() - 1;
        for (index, heading) in listed.iter().enumerate() {
            let style = format!("TOC{}", heading.level);
            xml.raw("<w:p><w:pPr>");
            xml.leaf("w:pStyle", &[("w:val", &style)]);
            xml.raw("</w:pPr>");
            if index == 0 {
                xml.raw(&super::pages::begin(&format!(
                    r#"TOC \o "1-{CONTENTS_DEPTH}" \h \z \u"#
                )));
            }
            xml.open("w:hyperlink", &[("w:anchor", &heading.bookmark)]);
            xml.raw("<w:r>");
            xml.element("w:t", &[("xml:space", "preserve")], &heading.text);
            xml.raw("</w:r><w:r><w:tab/></w:r>");
            // Without a number until a program counts: a wrong one would be worse.
            let page = format!(r"PAGEREF {} \h", heading.bookmark);
            xml.raw(&super::pages::field(&page, ""));
            xml.close("w:hyperlink");
            if index == last {
                xml.raw(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            xml.close("w:p");
        }
        xml.raw(r#"</w:sdtContent></w:sdt><w:p><w:pPr><w:pStyle w:val="After"/></w:pPr></w:p>"#);
    }
}
