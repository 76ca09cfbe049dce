//! CSV tables: the cells of a row become one sentence.

use super::passages::Pieces;
use crate::diagnostic::AttachmentCause;

/// The text of a table.
pub(super) fn read(text: &str) -> Result<Pieces, AttachmentCause> {
    let mut pieces = Pieces::default();
    let header = text.lines().next().unwrap_or_default();
    let count = |c: &char| header.matches(*c).count();
    let separator = [',', ';', '\t'].into_iter().max_by_key(count);
    let mut quoted = false;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let between = match c {
            '"' => {
                quoted = !quoted;
                ""
            }
            '\r' => "",
            '\n' if !quoted => ". ",
            c if !quoted && Some(c) == separator => ", ",
            _ => continue,
        };
        pieces.text(&text[from..at])?;
        pieces.text(between)?;
        from = at + c.len_utf8();
    }
    pieces.text(&text[from..])?;
    Ok(pieces)
}
