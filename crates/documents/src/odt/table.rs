//! Tables, whose header rows are repeated and named as such.

use super::writer::{Place, Writer};
use crate::Table;
use crate::grid::{Grid, Slot, widths};
use crate::text::plain;

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Table, place: Place) {
        let grid = Grid::new(table);
        if grid.rows.is_empty() {
            return;
        }
        self.tables += 1;
        let name = format!("Table{}", self.tables);
        let caption = plain(&table.caption, self.document);
        if !table.caption.is_empty() {
            self.paragraph("Table", &table.caption);
        }
        let attributes = [("table:name", name.as_str()), ("table:style-name", "T")];
        self.xml.open("table:table", &attributes);
        if !caption.is_empty() {
            self.xml.element("table:title", &[], &caption);
        }
        for (index, width) in widths(&grid, self.document).into_iter().enumerate() {
            let style = format!("{name}.{}", index + 1);
            let family = [
                ("style:name", style.as_str()),
                ("style:family", "table-column"),
            ];
            self.automatic.open("style:style", &family);
            let width = [("style:rel-column-width", format!("{width}*"))];
            let width = width
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            self.automatic.leaf("style:table-column-properties", &width);
            self.automatic.close("style:style");
            let attributes = [("table:style-name", style.as_str())];
            self.xml.leaf("table:table-column", &attributes);
        }
        for (index, row) in grid.rows.iter().enumerate() {
            let is_head = index < grid.head;
            if is_head && index == 0 {
                self.xml.raw("<table:table-header-rows>");
            }
            self.row(row, is_head, table);
            if is_head && index + 1 == grid.head {
                self.xml.raw("</table:table-header-rows>");
            }
        }
        self.xml.close("table:table");
        if !place.boxed {
            self.line("After", "");
        }
    }

    fn row(&mut self, row: &[Slot<'a>], is_head: bool, table: &Table) {
        self.xml
            .open("table:table-row", &[("table:style-name", "TR")]);
        for (at, slot) in row.iter().enumerate() {
            let align = table.align.get(at).copied().unwrap_or_default();
            match slot {
                Slot::Cell(cell, columns, rows) => {
                    let header = is_head || cell.header;
                    let (columns, rows) = (columns.to_string(), rows.to_string());
                    let mut attributes = vec![
                        ("table:style-name", if header { "TH" } else { "TD" }),
                        ("office:value-type", "string"),
                    ];
                    for (name, span) in [
                        ("table:number-columns-spanned", &columns),
                        ("table:number-rows-spanned", &rows),
                    ] {
                        if span != "1" {
                            attributes.push((name, span));
                        }
                    }
                    self.xml.open("table:table-cell", &attributes);
                    let style = match header {
                        true => "Table_20_Heading",
                        false => "Table_20_Contents",
                    };
                    let inside = Place {
                        style,
                        boxed: false,
                        align,
                    };
                    let before = self.xml.len();
                    self.blocks(&cell.blocks, inside);
                    if self.xml.len() == before {
                        self.line(style, "");
                    }
                    self.xml.close("table:table-cell");
                }
                Slot::Below(_) | Slot::Beside => {
                    self.xml.leaf("table:covered-table-cell", &[]);
                }
                Slot::Empty => {
                    let style = [("table:style-name", if is_head { "TH" } else { "TD" })];
                    self.xml.open("table:table-cell", &style);
                    self.line("Table_20_Contents", "");
                    self.xml.close("table:table-cell");
                }
            }
        }
        self.xml.close("table:table-row");
    }
}
