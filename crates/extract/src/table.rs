//! Tables: the cells of a row become one sentence. The only door to the library of CSV.

use crate::cause::Cause;
use crate::passages::Pieces;

/// What may divide cells.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// How many lines are looked at for what divides them.
const LOOKED_AT: usize = 30;

/// The text of a CSV table, without its empty cells.
pub(crate) fn read(text: &str) -> Result<Pieces, Cause> {
    let mut pieces = Pieces::default();
    let (separator, text) = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .expect("text in memory, with rows of any length, is always read")
    {
        row(record.iter(), &mut pieces)?;
    }
    Ok(pieces)
}

/// What divides the cells: as the first line says to Excel, or what divides most lines into equally
/// many; and the table.
fn separator(text: &str) -> (u8, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(&[separator]) = first.trim().strip_prefix("sep=").map(str::as_bytes) {
        return (separator, rest);
    }
    let score = |separator: &u8| {
        let mut counts = [0_usize; LOOKED_AT];
        let mut in_quotes = false;
        for (line, count) in text.lines().zip(&mut counts) {
            for byte in line.bytes() {
                in_quotes ^= byte == b'"';
                *count += usize::from(!in_quotes && byte == *separator);
            }
        }
        let alike = |count: usize| counts.iter().filter(|other| **other == count).count();
        let often = counts.iter().filter(|count| **count > 0);
        often
            .map(|&count| (alike(count), count))
            .max()
            .unwrap_or_default()
    };
    // Of two that divide alike, the first.
    let best = SEPARATORS.into_iter().rev().max_by_key(score);
    (best.expect("there are several"), text)
}

/// Adds the cells of a row that say something.
pub(crate) fn row<'a>(
    cells: impl Iterator<Item = &'a str>,
    pieces: &mut Pieces,
) -> Result<(), Cause> {
    let mut between = "";
    for cell in cells {
        if !cell.trim().is_empty() {
            pieces.text(between)?;
            pieces.text(cell.trim())?;
            between = ", ";
        }
    }
    if !between.is_empty() {
        pieces.text(".")?;
    }
    pieces.end();
    Ok(())
}
