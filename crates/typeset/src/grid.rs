//! Where the cells of a table stand.

use documents::{Row, Table};

/// The columns that the cells of each row begin in, for rows that are all as wide as `width`;
/// nothing if they are not, or if a cell reaches below the last row.
pub fn columns(rows: &[Row], width: usize) -> Option<Vec<Vec<usize>>> {
    // For each column, how many of the rows below the cell above it still takes.
    let mut taken = vec![0_usize; width];
    let mut all = Vec::new();
    for row in rows {
        let mut places = Vec::new();
        let mut free = taken.iter().enumerate().filter(|(_, rows)| **rows == 0);
        let mut next: Vec<usize> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in row {
            for place in 0..cell.columns {
                let (column, _) = free.next()?;
                if place == 0 {
                    places.push(column);
                } else if places.last()? + place as usize != column {
                    return None;
                }
                next[column] = (cell.rows as usize).checked_sub(1)?;
            }
            if cell.columns == 0 {
                return None;
            }
        }
        if free.next().is_some() {
            return None;
        }
        all.push(places);
        taken = next;
    }
    taken.iter().all(|rows| *rows == 0).then_some(all)
}

/// How many columns a table has.
pub fn width(table: &Table) -> usize {
    let first = table.head.first().or(table.rows.first());
    first.map_or(0, |row| row.iter().map(|cell| cell.columns as usize).sum())
}

#[cfg(test)]
mod tests {
    use super::columns;
    use documents::{Cell, Row};

    fn row(cells: &[(u32, u32)]) -> Row {
        let cells = cells.iter().map(|(columns, rows)| Cell {
            columns: *columns,
            rows: *rows,
            ..Cell::default()
        });
        cells.collect()
    }

    #[test]
    fn cells_take_what_is_free() {
        let rows = [row(&[(1, 2), (2, 1)]), row(&[(1, 1), (1, 1)])];
        assert_eq!(columns(&rows, 3), Some(vec![vec![0, 1], vec![1, 2]]));
    }

    #[test]
    fn rows_fill_the_width_and_nothing_more() {
        assert_eq!(columns(&[row(&[(1, 1)])], 2), None);
        assert_eq!(columns(&[row(&[(1, 1), (2, 1)])], 2), None);
        assert_eq!(columns(&[row(&[(1, 2), (1, 1)])], 2), None);
        assert_eq!(columns(&[row(&[(1, 0)])], 1), None);
        assert_eq!(columns(&[row(&[(0, 1), (1, 1)])], 1), None);
        // A cell of two columns where only two apart are free.
        let apart = [row(&[(1, 1), (1, 2), (1, 1)]), row(&[(2, 1)])];
        assert_eq!(columns(&apart, 3), None);
    }
}
