//! Tables, whose header rows are repeated and named as such.

use super::writer::{Place, Writer};
use crate::grid::{Grid, Slot, widths};
use crate::text::plain;
use crate::{Align, Cell, Table};

/// How wide the text of a page is, in twentieths of a point.
const WIDTH: u32 = 9072;

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Table, place: Place) {
        let grid = Grid::new(table);
        if grid.rows.is_empty() {
            return;
        }
        let widths: Vec<u32> = widths(&grid, self.document)
            .iter()
            .map(|share| share * WIDTH / 1000)
            .collect();
        let caption = plain(&table.caption, self.document);
        if !table.caption.is_empty() {
            self.paragraph("Caption", "<w:keepNext/>", &table.caption);
        }
        let xml = self.xml();
        xml.raw(r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#);
        if !caption.is_empty() {
            xml.leaf("w:tblCaption", &[("w:val", &caption)]);
        }
        xml.raw("</w:tblPr><w:tblGrid>");
        for width in &widths {
            xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.raw("</w:tblGrid>");
        for (index, row) in grid.rows.iter().enumerate() {
            let is_head = index < grid.head;
            let xml = self.xml();
            xml.raw("<w:tr><w:trPr><w:cantSplit/>");
            xml.raw(if is_head { "<w:tblHeader/>" } else { "" });
            xml.raw("</w:trPr>");
            for (at, slot) in row.iter().enumerate() {
                let align = table.align.get(at).copied().unwrap_or_default();
                let width = |columns: usize| widths[at..at + columns].iter().sum();
                match slot {
                    Slot::Cell(cell, columns, rows) => {
                        let merge = (*rows > 1).then_some(r#"<w:vMerge w:val="restart"/>"#);
                        self.open_cell(width(*columns), *columns, merge, is_head || cell.header);
                        self.cell(cell, is_head || cell.header, align, place);
                    }
                    Slot::Below(columns) => {
                        self.open_cell(width(*columns), *columns, Some("<w:vMerge/>"), false);
                        self.xml().raw("<w:p/>");
                    }
                    Slot::Beside => continue,
                    Slot::Empty => {
                        self.open_cell(width(1), 1, None, is_head);
                        self.xml().raw("<w:p/>");
                    }
                }
                self.xml().close("w:tc");
            }
            self.xml().close("w:tr");
        }
        // Two tables without anything between them are one.
        self.xml()
            .raw(r#"</w:tbl><w:p><w:pPr><w:pStyle w:val="After"/></w:pPr></w:p>"#);
    }

    fn open_cell(&mut self, width: u32, columns: usize, merge: Option<&str>, header: bool) {
        let xml = self.xml();
        xml.raw("<w:tc><w:tcPr>");
        let width = width.to_string();
        xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
        if columns > 1 {
            xml.leaf("w:gridSpan", &[("w:val", &columns.to_string())]);
        }
        xml.raw(merge.unwrap_or_default());
        if header {
            xml.raw(r#"<w:shd w:val="clear" w:color="auto" w:fill="E8F1FA"/>"#);
        }
        xml.raw("</w:tcPr>");
    }

    fn cell(&mut self, cell: &'a Cell, header: bool, align: Align, place: Place) {
        let style = match header {
            true => "TableHeading",
            false => "TableText",
        };
        let align = match align {
            Align::Start => None,
            Align::Center => Some("center"),
            Align::End => Some("right"),
        };
        let depth = place.depth;
        let inside = Place {
            style,
            align,
            depth,
            ..Place::BODY
        };
        let before = self.xml().len();
        self.blocks(&cell.blocks, inside);
        // A cell ends with a paragraph.
        if self.xml().len() == before {
            self.paragraph(style, "", &[]);
        }
    }
}
