//! Tables.

use super::Reader;
use super::dom::Element;
use documents::{Align, Cell, Row, Table};

impl Reader<'_> {
    pub(super) fn table(&self, element: &Element) -> Table {
        let mut table = Table::default();
        let mut ends = Vec::new();
        for child in element.elements() {
            match child.name.as_str() {
                "caption" => table.caption = self.line(child),
                "thead" => {
                    for row in rows(child) {
                        table.head.push(self.row(row, &mut ends));
                    }
                }
                "tr" => table.rows.push(self.row(child, &mut ends)),
                "tbody" | "tfoot" => {
                    for row in rows(child) {
                        table.rows.push(self.row(row, &mut ends));
                    }
                }
                _ => {}
            }
        }
        // A table without a head whose first row only names columns has one.
        if table.head.is_empty()
            && table.rows.len() > 1
            && table.rows[0].iter().all(|cell| cell.header)
        {
            table.head.push(table.rows.remove(0));
        }
        table.align = ends;
        table
    }

    /// A row; the alignment of a column is that of its first cell.
    fn row(&self, element: &Element, align: &mut Vec<Align>) -> Row {
        let cells = element
            .elements()
            .filter(|child| matches!(child.name.as_str(), "td" | "th"));
        let cells = cells.enumerate().map(|(column, cell)| {
            let number = |name: &str| cell.get(name).and_then(|span| span.parse().ok());
            if align.len() == column {
                align.push(align_of(cell));
            }
            Cell {
                header: cell.name == "th",
                columns: number("colspan").unwrap_or(1),
                rows: number("rowspan").unwrap_or(1),
                blocks: self.blocks(&cell.children),
            }
        });
        cells.collect()
    }
}

fn rows(element: &Element) -> impl Iterator<Item = &Element> {
    element.elements().filter(|child| child.name == "tr")
}

fn align_of(cell: &Element) -> Align {
    let said = |name: &str, align: &str| cell.has_class(name) || cell.get("align") == Some(align);
    if said("end", "right") || cell.has_class("num") {
        Align::End
    } else if said("center", "center") {
        Align::Center
    } else {
        Align::Start
    }
}
