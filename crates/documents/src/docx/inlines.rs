//! Runs of text, links, notes and pictures.

use super::writer::{Look, Place, Writer};
use crate::text::{extension, plain, size_of, uri};
use crate::{Block, Inline, Picture};

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        self.styled(inlines, Look::PLAIN);
    }

    pub(super) fn bold(&mut self, inlines: &'a [Inline]) {
        self.styled(inlines, Look::BOLD);
    }

    fn styled(&mut self, inlines: &'a [Inline], look: Look) {
        for inline in inlines {
            self.inline(inline, look);
        }
    }

    fn inline(&mut self, inline: &'a Inline, look: Look) {
        match inline {
            Inline::Text(text) => self.run(text, look),
            Inline::Code(text) => self.run(text, Look { code: true, ..look }),
            Inline::Strong(content) => self.styled(content, Look { bold: true, ..look }),
            Inline::Emphasis(content) => {
                let italic = true;
                self.styled(content, Look { italic, ..look });
            }
            Inline::Strike(content) => {
                let strike = true;
                self.styled(content, Look { strike, ..look });
            }
            Inline::Superscript(content) => {
                let raised = Some("superscript");
                self.styled(content, Look { raised, ..look });
            }
            Inline::Subscript(content) => {
                let raised = Some("subscript");
                self.styled(content, Look { raised, ..look });
            }
            Inline::Link { to, content } => self.link(to, content, look),
            Inline::Footnote(blocks) => self.footnote(blocks, look),
            Inline::Field(id) => self.control(id, look),
            Inline::Break => self.xml().raw("<w:r><w:br/></w:r>"),
            Inline::Picture(picture) => self.picture(picture),
        }
    }

    /// A run of text.
    pub(super) fn run(&mut self, text: &str, look: Look) {
        let xml = self.xml();
        xml.raw("<w:r>");
        xml.raw(&look.markup());
        xml.element("w:t", &[("xml:space", "preserve")], text);
        xml.raw("</w:r>");
    }

    fn link(&mut self, to: &str, content: &'a [Inline], look: Look) {
        let inside = to.strip_prefix('#');
        let anchor = inside.and_then(|id| self.anchors.get(id).cloned());
        let linked = Look {
            style: Some("Hyperlink"),
            ..look
        };
        if look.style.is_some() {
            // A link in a link leads nowhere of its own.
            self.styled(content, look);
        } else if let Some(anchor) = anchor {
            self.xml().open("w:hyperlink", &[("w:anchor", &anchor)]);
            self.styled(content, linked);
            self.xml().close("w:hyperlink");
        } else if let Some(target) = uri(to) {
            let id = self.part().relate("hyperlink", &target, true);
            let attributes = [("r:id", id.as_str()), ("w:history", "1")];
            self.xml().open("w:hyperlink", &attributes);
            self.styled(content, linked);
            self.xml().close("w:hyperlink");
        } else {
            self.styled(content, look);
        }
    }

    fn footnote(&mut self, blocks: &'a [Block], look: Look) {
        if self.in_note {
            // Notes of notes are nowhere to be put.
            for block in blocks {
                if let Block::Paragraph(content) = block {
                    self.run(&format!(" ({})", plain(content, self.document)), look);
                }
            }
            return;
        }
        self.note += 1;
        let number = self.note.to_string();
        let xml = self.xml();
        xml.raw(r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>"#);
        xml.leaf("w:footnoteReference", &[("w:id", &number)]);
        xml.raw("</w:r>");
        (self.in_note, self.note_mark) = (true, true);
        self.xml().open("w:footnote", &[("w:id", &number)]);
        let style = "FootnoteText";
        self.blocks(
            blocks,
            Place {
                style,
                ..Place::BODY
            },
        );
        if self.note_mark {
            self.paragraph(style, "", &[]);
        }
        self.xml().close("w:footnote");
        (self.in_note, self.note_mark) = (false, false);
    }

    /// A picture, in a run of its own.
    pub(super) fn picture(&mut self, picture: &'a Picture) {
        let number = self.media.len() + 1;
        let name = format!("image{number}.{}", extension(picture));
        let target = format!("media/{name}");
        let id = self.part().relate("image", &target, false);
        self.media.push((name, &picture.bytes));
        let (width, height) = size_of(picture);
        // 360 English metric units are a thousandth of a centimetre.
        let (width, height) = ((width * 36).to_string(), (height * 36).to_string());
        let number = number.to_string();
        let title = format!("{} {number}", self.document.words.picture);
        let described: &[(&str, &str)] = &[
            ("id", &number),
            ("name", &title),
            ("descr", &picture.alternative),
        ];
        let xml = self.xml();
        xml.raw(r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">"#);
        xml.leaf("wp:extent", &[("cx", &width), ("cy", &height)]);
        xml.open("wp:docPr", described);
        if picture.alternative.is_empty() {
            xml.raw(r#"<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>"#);
        }
        xml.close("wp:docPr");
        xml.raw(r#"<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>"#);
        xml.leaf("pic:cNvPr", described);
        xml.raw("<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>");
        xml.leaf("a:blip", &[("r:embed", &id)]);
        xml.raw(r#"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>"#);
        xml.leaf("a:ext", &[("cx", &width), ("cy", &height)]);
        xml.raw(r#"</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#);
    }
}
