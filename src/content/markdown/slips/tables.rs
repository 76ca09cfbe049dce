//! Tables that are none, and cells that are lost.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::Slip;
use std::ops::Range;

/// A paragraph whose lines are rows.
pub(super) fn find(text: &Written, out: &mut Vec<Found>) {
    let lines: Vec<(&str, Range<usize>)> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let rows = lines[at..]
            .iter()
            .take_while(|(line, _)| is_row(line))
            .count();
        if rows >= 2 {
            out.extend(table(&lines[at..at + rows]));
            return;
        }
        at += rows.max(1);
    }
}

/// What is wrong with lines that look like the rows of a table.
fn table(rows: &[(&str, Range<usize>)]) -> Option<Found> {
    if is_delimiter(rows[0].0) {
        return Some((Slip::TableSplit, rows[0].1.clone()));
    }
    let columns = cells(rows[0].0).len();
    let delimiter = rows.iter().take(3).find(|(row, _)| is_delimiter(row));
    match delimiter {
        Some((row, range)) => {
            let cells = cells(row).len();
            let slip = Slip::TableDelimiter { cells, columns };
            (cells != columns).then(|| (slip, range.clone()))
        }
        None => {
            let bordered = |row: &str| row.starts_with('|') && columns > 1;
            let alike = rows.iter().all(|(row, _)| cells(row).len() == columns);
            let is_table =
                rows.iter().all(|(row, _)| bordered(row)) || alike && rows.len() > 2 && columns > 1;
            is_table.then(|| (Slip::TableWithoutDelimiter, rows[0].1.clone()))
        }
    }
}

fn is_row(line: &str) -> bool {
    line.contains(" | ") || line.starts_with('|') && line[1..].contains('|') || is_delimiter(line)
}

fn is_delimiter(line: &str) -> bool {
    let signs = line.bytes().all(|byte| b"|-: \t".contains(&byte));
    signs && line.contains('|') && line.contains("--")
}

/// The cells of a row, as Markdown divides it.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = match row.strip_suffix('|') {
        Some(shorter) if !shorter.ends_with('\\') => shorter,
        _ => row,
    };
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(row[from..at].trim());
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells.push(row[from..].trim());
    cells
}

/// Whether a row of a table says more than it has columns.
pub(in crate::content::markdown) fn extra_cells(row: &str, columns: usize) -> Option<Slip> {
    let bars = row.bytes().filter(|byte| *byte == b'|').count();
    if bars < columns {
        return None;
    }
    let found = cells(row);
    let lost = found.get(columns..)?;
    let cells = found.len();
    let says = lost.iter().any(|cell| !cell.is_empty());
    says.then_some(Slip::TableExtraCells { cells, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cells_that_say_something_are_lost() {
        let cases = [
            ("| a | b |", 2, None),
            ("| a | b | |", 2, None),
            ("| a | b | c |", 2, Some(3)),
            ("a | b | c", 2, Some(3)),
            ("| a \\| b | c |", 2, None),
            ("| a |", 2, None),
        ];
        for (row, columns, expected) in cases {
            let expected = expected.map(|cells| Slip::TableExtraCells { cells, columns });
            assert_eq!(extra_cells(row, columns), expected, "{row}");
        }
    }
}
