//! Tables: the cells of a row become one sentence. The only door to the library of CSV.

use crate::cause::Cause;
use crate::passages::Pieces;

/// The text of a CSV table, without its empty cells.
pub(crate) fn read(text: &str) -> Result<Pieces, Cause> {
    let mut pieces = Pieces::default();
    let header = text.lines().next().unwrap_or("");
    let count = |separator: &u8| header.bytes().filter(|byte| byte == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(count);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
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

/// Adds the cells of a row that say something.
pub(crate) fn row<'a>(
    cells: impl Iterator<Item = &'a str>,
    pieces: &mut Pieces,
) -> Result<(), Cause> {
    let mut between = "";
    for cell in cells {
        let cell = cell.replace('"', "");
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
