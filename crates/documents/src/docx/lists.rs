//! Lists, each with its own count.

use super::writer::{NAMESPACES, Place, STEP, Writer};
use crate::{Block, Item};

/// How deep lists can be numbered (`w:ilvl` is 0 to 8).
const LEVELS: u8 = 9;

/// What stands before the first line of an item.
#[derive(Clone, Copy)]
enum Marker {
    /// The next number or the bullet of a list.
    Counted { list: u32, level: u8 },
    /// A box.
    Box(bool),
}

impl<'a> Writer<'a> {
    pub(super) fn list(&mut self, start: Option<u64>, items: &'a [Item], place: Place) {
        let level = place.depth.min(LEVELS - 1);
        let list = self.new_list(start, level, place.boxed);
        let indent = match place.boxed {
            true => place.indent,
            false => place.indent + STEP,
        };
        let inside = Place {
            indent,
            depth: place.depth.saturating_add(1),
            ..place
        };
        for item in items {
            let marker = match item.checked {
                Some(ticked) if start.is_none() => Marker::Box(ticked),
                _ => Marker::Counted { list, level },
            };
            self.open_item(marker, inside);
            if let (Some(ticked), Some(_)) = (item.checked, start) {
                self.checkbox(ticked);
            }
            let mut rest = &item.blocks[..];
            if let Some((Block::Paragraph(content), others)) = rest.split_first() {
                self.inlines(content);
                rest = others;
            }
            self.xml().close("w:p");
            self.blocks(rest, inside);
        }
    }

    /// Adds a list to those that count, and gives its number.
    fn new_list(&mut self, start: Option<u64>, level: u8, boxed: bool) -> u32 {
        self.lists += 1;
        let (number, level) = (self.lists.to_string(), level.to_string());
        let xml = &mut self.numbering;
        xml.open("w:num", &[("w:numId", &number)]);
        let kind = u8::from(start.is_some()) + 2 * u8::from(boxed);
        xml.leaf("w:abstractNumId", &[("w:val", &kind.to_string())]);
        if let Some(start) = start {
            // What Word counts to.
            let start = start.min(32_767).to_string();
            xml.open("w:lvlOverride", &[("w:ilvl", &level)]);
            xml.leaf("w:startOverride", &[("w:val", &start)]);
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
        self.lists
    }

    fn open_item(&mut self, marker: Marker, place: Place) {
        let mut properties = String::new();
        if let Marker::Counted { list, level } = marker {
            properties += &format!(
                r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#
            );
        }
        properties += &match place.boxed {
            true => format!(r#"<w:ind w:left="{}" w:firstLine="0"/>"#, place.indent),
            false => format!(
                r#"<w:ind w:left="{}" w:hanging="{STEP}"/>"#,
                place.indent.max(STEP)
            ),
        };
        properties += &place.alignment();
        let style = match place.style.is_empty() {
            true => "ListParagraph",
            false => place.style,
        };
        self.open_paragraph(style, &properties);
        if let Marker::Box(ticked) = marker {
            self.checkbox(ticked);
        }
    }

    /// A box that can be ticked.
    fn checkbox(&mut self, ticked: bool) {
        self.control += 1;
        let (id, state) = (self.control.to_string(), u8::from(ticked).to_string());
        let xml = self.xml();
        xml.raw("<w:sdt><w:sdtPr>");
        xml.leaf("w:id", &[("w:val", &id)]);
        xml.raw("<w14:checkbox>");
        xml.leaf("w14:checked", &[("w14:val", &state)]);
        xml.raw(r#"<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>"#);
        xml.raw(if ticked { "☒" } else { "☐" });
        xml.raw(r#"</w:t></w:r></w:sdtContent></w:sdt><w:r><w:tab/></w:r>"#);
    }
}

/// The part that says how lists are numbered: bullets, and numbers; the same in boxes, where they
/// do not hang.
pub(super) fn part(writer: &mut Writer<'_>) -> String {
    let mut xml = crate::xml::Xml::file(&format!("<w:numbering {}>", NAMESPACES));
    for kind in 0..4 {
        let (numbered, boxed) = (kind % 2 == 1, kind > 1);
        xml.open("w:abstractNum", &[("w:abstractNumId", &kind.to_string())]);
        xml.raw(r#"<w:multiLevelType w:val="multilevel"/>"#);
        for level in 0..LEVELS {
            let (format, text) = match numbered {
                false => ("bullet", if level % 2 == 0 { "•" } else { "–" }.to_owned()),
                true => ("decimal", format!("%{}.", level + 1)),
            };
            let (number, left) = (level.to_string(), (STEP * u32::from(level + 1)).to_string());
            xml.open("w:lvl", &[("w:ilvl", &number)]);
            xml.leaf("w:start", &[("w:val", "1")]);
            xml.leaf("w:numFmt", &[("w:val", format)]);
            xml.raw(if boxed {
                r#"<w:suff w:val="space"/>"#
            } else {
                ""
            });
            xml.leaf("w:lvlText", &[("w:val", &text)]);
            xml.raw(r#"<w:lvlJc w:val="left"/><w:pPr>"#);
            let hanging = STEP.to_string();
            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
            xml.raw("</w:pPr></w:lvl>");
        }
        xml.close("w:abstractNum");
    }
    xml.raw(&writer.numbering.take());
    xml.close("w:numbering");
    xml.finish()
}
