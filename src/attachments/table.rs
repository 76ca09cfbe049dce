//! CSV tables: the cells of a row become one sentence.

use super::passages::Pieces;
use crate::csv;
use crate::diagnostic::AttachmentCause;

/// The text of a table, without its empty cells.
pub(super) fn read(text: &str) -> Result<Pieces, AttachmentCause> {
    let mut pieces = Pieces::default();
    let header = text.lines().next().unwrap_or("");
    let count = |separator: &u8| header.bytes().filter(|byte| byte == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(count);
    // What stands before the next cell that says something.
    let mut between = "";
    csv::each_row(text, separator.unwrap_or(b','), |cells| {
        for cell in cells {
            let cell = cell.replace('"', "");
            if !cell.trim().is_empty() {
                pieces.text(between)?;
                pieces.text(cell.trim())?;
                between = ", ";
            }
        }
        if !between.is_empty() {
            between = ". ";
        }
        Ok(())
    })?;
    Ok(pieces)
}
