//! CSV, read and written (RFC 4180).
//!
//! In: the text of a table. Out: its rows as maps with places, or its cells alone; and the other way
//! about.

use crate::diagnostic::{Diagnostic, Problem, TableCause};
use crate::source::{FileId, Span};
use crate::yaml::{Key, Node};
use std::borrow::Cow;
use std::ops::Range;

/// What spreadsheets need at the beginning of a table to read it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One row: cells by the names of their columns, apart from the empty ones.
#[derive(Clone, Debug)]
pub struct Row {
    /// Cells as the entries of a map; the keys stand in the header.
    pub entries: Vec<(Key, Node)>,
    /// The columns whose cells are empty, and the places of these.
    pub empty: Vec<(Key, Span)>,
    /// The whole row.
    pub span: Span,
}

impl Row {
    /// The text of a cell.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.entries
            .iter()
            .find(|(key, _)| key.text == column)
            .and_then(|(_, node)| node.as_text())
    }
}

/// Reads a CSV file with a header line. Rows of another length than the header are reported and
/// left out.
pub fn read_rows(text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Vec<Row> {
    let from = first_row(text);
    let mut reader = csv::ReaderBuilder::new().from_reader(&text.as_bytes()[from..]);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            let problem = Problem::CsvSyntax {
                reason: error.to_string(),
            };
            diagnostics.push(Diagnostic::of_file(problem, file));
            return Vec::new();
        }
    };
    let columns = columns(&header, text, from, file);
    let whole = columns.first().zip(columns.last());
    let whole = whole.map_or(Span::start_of(file), |(first, last)| {
        Span::new(file, first.span.start as usize, last.span.end as usize)
    });
    if let Some(problem) = problem_of_header(&columns, &text[from..]) {
        diagnostics.push(Diagnostic::new(problem, whole));
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let start = line_start(text, from, record.position());
                rows.push(row(&columns, &record, text, start, file));
            }
            Err(error) => {
                let at = line_start(text, from, error.position());
                let end = at + text[at..].lines().next().unwrap_or("").len();
                wrong.push(Diagnostic::new(problem(&error), Span::new(file, at, end)));
            }
        }
    }
    // Where all rows are wrong in the same way, it is the header that is.
    if let [Diagnostic { problem, .. }, second, ..] = wrong.as_slice()
        && let Problem::CsvRow { cells, columns } = *problem
        && rows.is_empty()
        && wrong.iter().all(|other| other.problem == second.problem)
        && *problem == second.problem
    {
        let cause = TableCause::Header { cells, columns };
        diagnostics.push(Diagnostic::new(Problem::Table { cause }, whole));
        return rows;
    }
    diagnostics.append(&mut wrong);
    let mut keys = rows.iter().flat_map(|row| &row.entries);
    if keys.any(|(key, _)| key.text.trim().is_empty()) {
        let cause = TableCause::NamelessColumn;
        diagnostics.push(Diagnostic::new(Problem::Table { cause }, whole));
        rows.clear();
    }
    rows
}

/// Where the table begins: spreadsheets may say first what separates the cells (`sep=,`).
fn first_row(text: &str) -> usize {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let line = text[start..].split_inclusive('\n').next().unwrap_or("");
    let plain = line.trim_end().to_ascii_lowercase();
    match plain.strip_prefix("sep=") {
        Some(separator) if separator.chars().count() == 1 => start + line.len(),
        _ => 0,
    }
}

/// What is wrong with the names of the columns, so that no row can be read.
fn problem_of_header(columns: &[Key], text: &str) -> Option<Problem> {
    if let Some(found) = other_separator(text) {
        return Some(Problem::CsvSeparator { found });
    }
    let repeated = columns.iter().enumerate().find(|(i, key)| {
        let mut before = columns[..*i].iter();
        !key.text.is_empty() && before.any(|other| other.text == key.text)
    });
    let (_, key) = repeated?;
    let cause = TableCause::RepeatedColumn {
        column: key.text.clone(),
    };
    Some(Problem::Table { cause })
}

/// What separates the cells in the header, if that is no comma: spreadsheets choose by country.
fn other_separator(text: &str) -> Option<char> {
    let header = text.trim_start_matches(['\u{feff}', '\r', '\n']);
    let header = header.lines().next().unwrap_or("");
    let count = |c: char| header.matches(c).count();
    [';', '\t', '|']
        .into_iter()
        .find(|&separator| count(separator) > count(','))
}

/// Writes a row and the end of its line.
pub fn push_row<C: AsRef<str>>(text: &mut String, cells: impl IntoIterator<Item = C>) {
    for (i, written) in cells.into_iter().enumerate() {
        if i > 0 {
            text.push(',');
        }
        text.push_str(&cell(written.as_ref()));
    }
    text.push_str("\r\n");
}

/// A cell as it is written: in quotation marks where it has to be.
pub fn cell(text: &str) -> Cow<'_, str> {
    match text.contains([',', '"', '\r', '\n']) {
        true => Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))),
        false => Cow::Borrowed(text),
    }
}

/// Where a row begins: the reader counts the line ends before it as part of it.
fn line_start(text: &str, from: usize, position: Option<&csv::Position>) -> usize {
    let at = from + position.map_or(0, |p| p.byte() as usize);
    let at = at.min(text.len());
    let rest = &text[at..];
    at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// What is wrong with a row.
fn problem(error: &csv::Error) -> Problem {
    match *error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Problem::CsvRow {
            cells: len,
            columns: expected_len,
        },
        _ => Problem::CsvSyntax {
            reason: error.to_string(),
        },
    }
}

/// The names of the columns and where they stand; a quoted header counts as one place.
fn columns(header: &csv::StringRecord, text: &str, from: usize, file: FileId) -> Vec<Key> {
    let rest = text[from..].trim_start_matches(['\u{feff}', '\r', '\n']);
    let start = text.len() - rest.len();
    let line = text[start..].lines().next().unwrap_or("");
    let whole = Span::new(file, start, start + line.len());
    let counted = !line.contains('"');
    let mut at = start;
    let mut keys = Vec::with_capacity(header.len());
    for name in header {
        let span = match counted {
            true => Span::new(file, at, at + name.len()),
            false => whole,
        };
        at += name.len() + 1;
        keys.push(Key {
            // A space before the comma is no part of a name.
            text: name.trim().to_owned(),
            span,
        });
    }
    keys
}

fn row(columns: &[Key], record: &csv::StringRecord, text: &str, start: usize, file: FileId) -> Row {
    let line = text[start..].lines().next().unwrap_or("");
    let whole = Span::new(file, start, start + line.len());
    let places = cells_of(line).filter(|places| places.len() == record.len());
    let (mut entries, mut empty) = (Vec::new(), Vec::new());
    for (i, (key, cell)) in columns.iter().zip(record).enumerate() {
        let place = places.as_ref().map(|places| &places[i]);
        let span = place.map_or(whole, |place| {
            Span::new(file, start + place.start, start + place.end)
        });
        match cell.is_empty() {
            true => empty.push((key.clone(), span)),
            false => entries.push((key.clone(), Node::scalar(cell, span))),
        }
    }
    Row {
        entries,
        empty,
        span: whole,
    }
}

/// Where the cells of a line stand, without their quotation marks; `None` if the last one goes on
/// in the next line.
fn cells_of(line: &str) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::new();
    let (mut from, mut quoted) = (0, false);
    for (at, byte) in line.bytes().chain([b',']).enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                let inside = line[from..at]
                    .strip_prefix('"')
                    .and_then(|cell| cell.strip_suffix('"'));
                places.push(match inside {
                    Some(_) => from + 1..at - 1,
                    None => from..at,
                });
                from = at + 1;
            }
            _ => {}
        }
    }
    (!quoted).then_some(places)
}

/// A cell that spreadsheets would take for a formula, so that it does not begin like one.
pub fn without_formula(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_where_they_stand() {
        let text = "nome,sigla\nPavia,PV\n\"A, B\",\nx\n";
        let mut diagnostics = Vec::new();
        let rows = read_rows(text, FileId(0), &mut diagnostics);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].text("sigla"), Some("PV"));
        assert_eq!(rows[0].entries[1].1.span, Span::new(FileId(0), 17, 19));
        assert_eq!(rows[1].text("nome"), Some("A, B"));
        assert_eq!(rows[1].entries[0].1.span, Span::new(FileId(0), 21, 25));
        assert_eq!(rows[1].text("sigla"), None);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].span, Span::new(FileId(0), 28, 29));
    }

    #[test]
    fn a_table_with_another_separator_is_told_once() {
        for (text, separator) in [
            ("nome;sede\nUno;Forlì\nDue;Asti\n", ';'),
            ("nome\tsede\n", '\t'),
        ] {
            let mut diagnostics = Vec::new();
            assert!(read_rows(text, FileId(0), &mut diagnostics).is_empty());
            let problem = Problem::CsvSeparator { found: separator };
            assert_eq!(
                diagnostics,
                [Diagnostic::new(problem, Span::new(FileId(0), 0, 9))]
            );
        }
        let mut diagnostics = Vec::new();
        assert_eq!(
            read_rows("nome,note (a; b)\n", FileId(0), &mut diagnostics).len(),
            0
        );
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn what_is_wrong_with_the_header_is_told_once() {
        let found = |text: &str| {
            let mut diagnostics = Vec::new();
            let rows = read_rows(text, FileId(0), &mut diagnostics).len();
            let problem = diagnostics.pop().map(|d| d.problem);
            assert_eq!(diagnostics, []);
            (rows, problem)
        };
        let table = |cause: TableCause| Some(Problem::Table { cause });
        let column = "a".to_owned();
        let header = |cells, columns| TableCause::Header { cells, columns };
        for (text, expected) in [
            ("a,a\n1,2\n", table(TableCause::RepeatedColumn { column })),
            ("a,\n1,2\n", table(TableCause::NamelessColumn)),
            ("a,b\n1,2,3\n1,2,3\n", table(header(3, 2))),
            (
                "sep=;\na;b\n1;2\n",
                Some(Problem::CsvSeparator { found: ';' }),
            ),
        ] {
            assert_eq!(found(text), (0, expected), "{text}");
        }
        for text in [
            "sep=,\na,b\n1,2\n",
            "\u{feff}SEP=,\r\na,b\r\n1,2\r\n",
            "a,b,\n1,2,\n",
        ] {
            assert_eq!(found(text), (1, None), "{text}");
        }
        let mut none = Vec::new();
        let text = "sep=,\na,b\n1,2\n";
        let rows = read_rows(text, FileId(0), &mut none);
        let place = rows[0].entries[1].1.span;
        assert_eq!(&text[place.start as usize..place.end as usize], "2");
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let mut text = String::new();
        push_row(&mut text, ["a", "b, c", "d\"e", "f\ng", ""]);
        assert_eq!(text, "a,\"b, c\",\"d\"\"e\",\"f\ng\",\r\n");
    }

    #[test]
    fn windows_line_ends_and_blank_lines_move_no_cell() {
        let text = "nome,sede\r\n\r\nUno,Forlì\r\n\r\nDue,Forlì\r\n";
        let mut diagnostics = Vec::new();
        let rows = read_rows(text, FileId(0), &mut diagnostics);
        let cells: Vec<&str> = rows
            .iter()
            .flat_map(|row| &row.entries)
            .map(|(_, node)| &text[node.span.start as usize..node.span.end as usize])
            .collect();
        assert_eq!(cells, ["Uno", "Forlì", "Due", "Forlì"]);
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn no_cell_begins_like_a_formula() {
        assert_eq!(without_formula("=1+1"), "'=1+1");
        assert_eq!(without_formula("1-1"), "1-1");
    }
}
