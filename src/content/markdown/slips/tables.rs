//! Tables that are none, and cells that are lost.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::{Misread, Slip};
use std::ops::Range;

/// A paragraph whose lines are rows; whether it stands right below a table, and whether it stands in
/// a list or a quotation.
pub(super) fn find(text: &Written, below: bool, inside: bool, out: &mut Vec<Found>) {
    let lines: Vec<(&str, Range<usize>)> = text.lines().collect();
    let is_bordered = |line: &str| line.starts_with('|') && line[1..].contains('|');
    if below && lines.first().is_some_and(|(line, _)| is_bordered(line)) {
        let is_head = lines.get(1).is_some_and(|(line, _)| is_delimiter(line));
        if !is_head {
            out.push((Slip::TableTorn, lines[0].1.clone()));
            return;
        }
    }
    // The border of AsciiDoc, which is told as that.
    if lines.iter().any(|(line, _)| *line == "|===") {
        return;
    }
    out.extend(tabs(&lines));
    let mut at = 0;
    while at < lines.len() {
        let rows = lines[at..]
            .iter()
            .take_while(|(line, _)| is_row(line))
            .count();
        // Other programs put two bars at either end.
        let doubled = |line: &str| line.starts_with("||") && line.matches("||").count() > 2;
        if rows >= 2 || doubled(lines[at].0) && rows == 1 {
            let rows = &lines[at..at + rows];
            let attached = inside && at > 0 && is_whole(rows);
            let slip = Slip::Misread(Misread::TableAttached);
            out.extend(match attached {
                true => Some((slip, rows[0].1.clone())),
                false => table(rows),
            });
            return;
        }
        at += rows.max(1);
    }
}

/// Whether rows are a table, which Markdown would have read elsewhere.
fn is_whole(rows: &[(&str, Range<usize>)]) -> bool {
    let columns = cells(rows[0].0).len();
    let second = rows.get(1).map(|(row, _)| *row);
    second.is_some_and(|row| is_delimiter(row) && cells(row).len() == columns)
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
            let dashes = rows.get(1).filter(|(row, _)| is_nearly_delimiter(row));
            if let Some((_, range)) = dashes {
                return Some((Slip::TableDashes, range.clone()));
            }
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

/// Whether a row was meant as the one below the head: of dashes that are no hyphens, or are apart.
fn is_nearly_delimiter(line: &str) -> bool {
    let signs = line.chars().all(|c| "|-–—―=+: \t".contains(c));
    let dashes = line.chars().filter(|c| "-–—―=".contains(*c)).count();
    let bars = line.chars().filter(|c| "|+".contains(*c)).count();
    signs && dashes > 0 && bars > 1
}

/// Whether a row of a table is one more line of hyphens.
pub(in crate::content::markdown) fn is_second_delimiter(row: &str) -> bool {
    is_delimiter(row) && row.contains("---")
}

/// Lines with as many tabs each, as cells that are pasted have them.
fn tabs(lines: &[(&str, Range<usize>)]) -> Option<Found> {
    let cells = |line: &str| {
        let cells = line.split('\t').filter(|cell| !cell.trim().is_empty());
        cells.count()
    };
    let (first, range) = lines.first()?;
    let columns = cells(first);
    let begins = first.starts_with(char::is_alphanumeric);
    let is_item = |line: &str| line.find('\t').is_some_and(|at| at < 4);
    let alike = lines
        .iter()
        .all(|(line, _)| cells(line) == columns && !is_item(line));
    (lines.len() > 1 && columns > 1 && begins && alike).then(|| (Slip::TableTabs, range.clone()))
}

/// Lines with as many semicolons or commas each, as a table has them that is pasted from a file: no
/// sentence has one without a space behind it. The same with spaces between cells.
pub(super) fn pasted(own: &str) -> Option<Found> {
    let first = own.lines().next()?;
    own.lines().nth(2)?;
    let separated = |sign: char| {
        let count = first.matches(sign).count();
        let is_row = |line: &str| is_row_of(line, sign) && line.matches(sign).count() == count;
        count > 0 && own.lines().all(is_row)
    };
    let misread = if let Some(sign) = [';', ','].into_iter().find(|sign| separated(*sign)) {
        Misread::TableSeparated { sign }
    } else if is_aligned(own) {
        Misread::TableSpaces
    } else {
        return None;
    };
    Some((Slip::Misread(misread), 0..first.trim_end().len()))
}

/// Whether all of these signs in a line stand between two cells.
fn is_row_of(line: &str, sign: char) -> bool {
    let line = line.trim();
    let mut signs = line.match_indices(sign);
    let glued = signs.all(|(at, _)| {
        let (before, after) = (
            line[..at].chars().next_back(),
            line[at + 1..].chars().next(),
        );
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_number = sign == ',' && digit(before) && digit(after);
        after.is_some_and(|c| c.is_alphanumeric() || c == '"') && !is_number
    });
    glued && !line.contains(['`', '&', '{', '(']) && !line.ends_with(['.', ':', ',', ';'])
}

/// Whether all lines have as many cells, with several spaces between them.
fn is_aligned(own: &str) -> bool {
    let cells = |line: &str| {
        let parts = line.trim().split("  ");
        parts.filter(|part| !part.trim().is_empty()).count()
    };
    let mut counts = own.lines().map(cells);
    let first = counts.next().unwrap_or(0);
    let broken = own.lines().rev().skip(1).any(|line| line.ends_with("  "));
    // What other signs divide is told as that.
    if own.contains(['|', '\t', '│', '`']) || own.starts_with("===") {
        return false;
    }
    first > 1 && counts.all(|count| count == first) && own.contains("   ") && !broken
}

/// Where the head of a table stands whose columns are told apart by spaces, by the rule that Markdown
/// has made of the line below it, and the text above that.
pub(in crate::content::markdown) fn spaced_head(rule: &str, above: &str) -> Option<Range<usize>> {
    let is_column = |group: &str| group.len() > 2 && group.bytes().all(|byte| byte == b'-');
    let mut groups = rule.split_whitespace();
    let columns = groups.clone().count();
    let above = above.strip_suffix('\n')?;
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let head = above[start..].trim_end();
    let cells = head.split("  ").filter(|cell| !cell.trim().is_empty());
    let found = columns > 1 && groups.all(is_column) && cells.count() == columns;
    found.then_some(start..start + head.len())
}

/// Whether a row goes on in the next line: it is not closed, where its table closes rows, and the
/// next does not begin with a bar.
pub(in crate::content::markdown) fn is_broken(row: &str, head: &str, next: &str) -> bool {
    let bordered = |line: &str| {
        let line = line.trim();
        line.starts_with('|') && line.ends_with('|')
    };
    let next = next.trim();
    bordered(head.lines().next().unwrap_or(""))
        && row.starts_with('|')
        && !row.ends_with('|')
        && next.ends_with('|')
        && !next.starts_with('|')
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

/// Whether a row of a table is a line of text that follows it.
pub(in crate::content::markdown) fn is_text(row: &str, head: &str) -> bool {
    !row.contains('|') && head.contains('|') && row.contains(char::is_alphabetic)
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
    fn rows_go_on_where_they_are_not_closed() {
        let head = "| a | b |\n|---|---|\n";
        let cases = [
            ("| a e", "b | c |", head, true),
            ("| a | b", "| c | d |", head, false),
            ("| a e", "b | c", "| a | b\n", false),
            ("| a", "", head, false),
        ];
        for (row, next, head, expected) in cases {
            assert_eq!(is_broken(row, head, next), expected, "{row} {next}");
        }
    }

    #[test]
    fn tables_of_other_programs_are_told_from_text() {
        let cases = [
            ("Voce;Valore\nComuni;89\nEnti;16", true),
            ("Voce;Valore\nComuni;89", false),
            ("uno; due\ntre; quattro\ncinque; sei", false),
            ("uno;due\ntre;quattro\ncinque", false),
            ("uno;due\ntre;quattro\ncinque;sei.", false),
            ("Voce,Valore\nComuni,89\nEnti,16", true),
            ("uno,due\ntre, quattro\ncinque,sei", false),
            ("1,5\n2,5\n3,5", false),
            ("Voce    Valore\nComuni  89\nEnti    16", true),
            ("uno  due\ntre  quattro\ncinque  sei", false),
            ("uno   \ndue   \ntre", false),
            ("uno   due  \ntre   quattro  \ncinque   sei", false),
            ("a&nbsp;b\nc&nbsp;d\ne&nbsp;f", false),
        ];
        for (text, expected) in cases {
            assert_eq!(pasted(text).is_some(), expected, "{text}");
        }
        let cases = [
            ("------  ------", "Voce    Valore\n", Some(0..14)),
            ("--- ---", "x\n\nVoce  Il valore\n", Some(3..18)),
            ("--- ---", "Voce e valore\n", None),
            ("--- ---", "Voce  Valore\n\n", None),
            ("- - -", "a  b  c\n", None),
            ("---", "a\n", None),
        ];
        for (rule, above, expected) in cases {
            assert_eq!(spaced_head(rule, above), expected, "{rule} {above}");
        }
    }

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
