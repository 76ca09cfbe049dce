//! Tables as the rows of places that both formats want.

use crate::text::plain;
use crate::{Block, Cell, Document, Inline, Row, Table};

/// How many columns a table has at most: what Word opens.
const MOST_COLUMNS: usize = 63;

/// What is at a place of a row.
pub(crate) enum Slot<'a> {
    /// A cell begins here, and takes so many columns and rows.
    Cell(&'a Cell, usize, usize),
    /// A cell that began in a row above goes on here, so many columns wide.
    Below(usize),
    /// The cell of this row that began before goes on here.
    Beside,
    /// There is nothing.
    Empty,
}

/// The rows of a table, all of the same number of places; how many of them name the columns.
pub(crate) struct Grid<'a> {
    pub rows: Vec<Vec<Slot<'a>>>,
    pub head: usize,
    pub columns: usize,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        let width = |row: &Row| {
            let widths = row.iter().map(wide);
            widths.fold(0_usize, usize::saturating_add)
        };
        let rows = || table.head.iter().chain(&table.rows);
        let columns = rows().map(width).max().unwrap_or(0);
        let columns = (columns + table_spans(table)).clamp(1, MOST_COLUMNS);
        let mut grid = Self {
            rows: Vec::new(),
            head: table.head.len(),
            columns,
        };
        grid.add(&table.head);
        grid.add(&table.rows);
        grid.cut();
        grid
    }

    /// Adds rows; no cell goes on below the last of them.
    fn add(&mut self, rows: &'a [Row]) {
        let first = self.rows.len();
        for _ in rows {
            let row = (0..self.columns).map(|_| Slot::Empty);
            self.rows.push(row.collect());
        }
        for (index, row) in rows.iter().enumerate() {
            let mut at = 0;
            for cell in row {
                let places = &self.rows[first + index];
                while at < self.columns && !matches!(places[at], Slot::Empty) {
                    at += 1;
                }
                let free = &places[at..];
                let free = free.iter().take_while(|slot| matches!(slot, Slot::Empty));
                let width = free.take(wide(cell)).count();
                if width == 0 {
                    break;
                }
                let height = (cell.rows.max(1) as usize).min(rows.len() - index);
                self.place(cell, first + index, at, width, height);
                at += width;
            }
        }
    }

    fn place(&mut self, cell: &'a Cell, row: usize, at: usize, width: usize, height: usize) {
        for (below, places) in self.rows[row..row + height].iter_mut().enumerate() {
            for (beside, slot) in places[at..at + width].iter_mut().enumerate() {
                *slot = match (below, beside) {
                    (0, 0) => Slot::Cell(cell, width, height),
                    (_, 0) => Slot::Below(width),
                    _ => Slot::Beside,
                };
            }
        }
    }

    /// Leaves out the columns in which nothing stands.
    fn cut(&mut self) {
        let used = |row: &Vec<Slot<'_>>| {
            let last = row.iter().rposition(|slot| !matches!(slot, Slot::Empty));
            last.map_or(0, |last| last + 1)
        };
        self.columns = self.rows.iter().map(used).max().unwrap_or(0).max(1);
        for row in &mut self.rows {
            row.truncate(self.columns);
        }
    }
}

fn wide(cell: &Cell) -> usize {
    (cell.columns.max(1) as usize).min(MOST_COLUMNS)
}

/// How many columns cells that go on below may push others to.
fn table_spans(table: &Table) -> usize {
    let rows = table.head.iter().chain(&table.rows);
    let tall = rows.flatten().filter(|cell| cell.rows > 1);
    tall.map(wide).fold(0, usize::saturating_add)
}

/// How wide the columns are, in thousandths of the table: by what they hold, but never so narrow
/// that an ordinary word breaks.
pub(crate) fn widths(grid: &Grid<'_>, document: &Document) -> Vec<u32> {
    let mut weights = vec![1.0_f64; grid.columns];
    for row in &grid.rows {
        for (at, slot) in row.iter().enumerate() {
            let Slot::Cell(cell, width, _) = slot else {
                continue;
            };
            let (length, word) = measure(&cell.blocks, document);
            let weight = (length as f64).sqrt().max(word.min(18) as f64 * 0.55);
            for column in &mut weights[at..at + width] {
                *column = column.max(weight / *width as f64);
            }
        }
    }
    let sum: f64 = weights.iter().sum();
    let mut widths: Vec<u32> = weights
        .iter()
        .map(|weight| (weight / sum * 1000.0) as u32)
        .collect();
    let given: u32 = widths.iter().sum();
    widths[0] += 1000 - given.min(1000);
    widths
}

/// How many letters blocks have, and their longest word.
fn measure(blocks: &[Block], document: &Document) -> (usize, usize) {
    let mut text = String::new();
    for block in blocks {
        let mut add = |inlines: &[Inline]| {
            text.push_str(&plain(inlines, document));
            text.push(' ');
        };
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => add(content),
            Block::List { items, .. } => {
                for block in items.iter().flat_map(|item| &item.blocks) {
                    if let Block::Paragraph(content) = block {
                        add(content);
                    }
                }
            }
            _ => {}
        }
    }
    let longest = text.split_whitespace().map(|word| word.chars().count());
    (text.chars().count(), longest.max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(columns: u32, rows: u32) -> Cell {
        Cell {
            columns,
            rows,
            ..Cell::default()
        }
    }

    fn shown(head: Vec<Row>, rows: Vec<Row>) -> Vec<String> {
        let table = Table {
            head,
            rows,
            ..Table::default()
        };
        let grid = Grid::new(&table);
        let row = |row: &Vec<Slot<'_>>| {
            let slot = |slot: &Slot<'_>| match slot {
                Slot::Cell(..) => 'c',
                Slot::Below(_) => 'v',
                Slot::Beside => '-',
                Slot::Empty => '.',
            };
            row.iter().map(slot).collect()
        };
        grid.rows.iter().map(row).collect()
    }

    #[test]
    fn cells_that_span_take_their_places() {
        let head = vec![vec![cell(2, 1), cell(1, 9)]];
        let rows = vec![
            vec![cell(1, 2), cell(1, 1), cell(1, 1)],
            vec![cell(1, 1)],
            vec![],
        ];
        assert_eq!(shown(head, rows), ["c-c", "ccc", "vc.", "..."]);
    }

    #[test]
    fn spans_of_any_size_end_with_the_table() {
        let rows = vec![vec![cell(u32::MAX, u32::MAX)], vec![cell(0, 0)]];
        assert_eq!(shown(vec![], rows)[0].len(), MOST_COLUMNS);
    }
}
