//! CSV tables: the cells of a row become one sentence.

use super::passages::Pieces;
use crate::diagnostic::AttachmentCause;

/// What stands between two rows.
const ROW: &str = ". ";

/// The text of a table, without its empty cells.
pub(super) fn read(text: &str) -> Result<Pieces, AttachmentCause> {
    let mut pieces = Pieces::default();
    let header = text.lines().next().unwrap_or("");
    let count = |c: &char| header.matches(*c).count();
    let separator = [',', ';', '\t'].into_iter().max_by_key(count);
    let mut quoted = false;
    let mut from = 0;
    // What stands between the last cell that says something and the next one.
    let mut between = "";
    let mut cell = |pieces: &mut Pieces, text: &str, next: &'static str| {
        let text = text.replace('"', "");
        if !text.trim().is_empty() {
            pieces.text(between)?;
            pieces.text(text.trim())?;
            between = next;
        } else if next == ROW && !between.is_empty() {
            between = ROW;
        }
        Ok(())
    };
    for (at, c) in text.char_indices() {
        let next = match c {
            '"' => {
                quoted = !quoted;
                continue;
            }
            '\n' if !quoted => ROW,
            c if !quoted && Some(c) == separator => ", ",
            _ => continue,
        };
        cell(&mut pieces, &text[from..at], next)?;
        from = at + c.len_utf8();
    }
    cell(&mut pieces, &text[from..], ROW)?;
    Ok(pieces)
}
