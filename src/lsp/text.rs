//! Places of a text as editors count them: lines from 0, columns in units of UTF-16.

use lsp_types::{Position, Range};
use std::ops;

/// A text and where its lines begin.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text; they end with a line feed, a carriage return, or both.
    pub fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(i, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(i, _)| i + 1)).collect();
        Self { text, starts }
    }

    /// The place of a byte; one inside a character counts as its beginning, one behind the end as
    /// the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let before = &self.text[self.starts[line]..byte];
        let column = before.chars().map(char::len_utf16).sum::<usize>();
        Position::new(line as u32, column as u32)
    }

    /// The place of a range of bytes.
    pub fn range(&self, bytes: ops::Range<usize>) -> Range {
        Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The byte of a place; one behind the end of its line counts as that end, one inside a
    /// character as its beginning.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else {
            return self.text.len();
        };
        let end = self.starts.get(line + 1).copied();
        let line = &self.text[start..end.unwrap_or(self.text.len())];
        let line = line.trim_end_matches(['\r', '\n']);
        let mut left = position.character as usize;
        for (i, c) in line.char_indices() {
            if left < c.len_utf16() {
                return start + i;
            }
            left -= c.len_utf16();
        }
        start + line.len()
    }

    /// The bytes of a range of places.
    pub fn bytes(&self, range: Range) -> ops::Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_units_of_utf_16() {
        let text = "è😀x\r\nab\rc\n";
        let lines = Lines::of(text);
        let cases = [
            (0, 0, 0),
            (2, 0, 1),
            (6, 0, 3),
            (7, 0, 4),
            (9, 1, 0),
            (11, 1, 2),
            (12, 2, 0),
            (14, 3, 0),
        ];
        for (byte, line, column) in cases {
            let place = Position::new(line, column);
            assert_eq!(lines.position(byte), place, "{byte}");
            assert_eq!(lines.offset(place), byte, "{byte}");
        }
        assert_eq!(lines.position(4), Position::new(0, 1));
        assert_eq!(lines.offset(Position::new(0, 2)), 2);
        assert_eq!(lines.offset(Position::new(0, 99)), 7);
        assert_eq!(lines.offset(Position::new(9, 0)), text.len());
        assert_eq!(lines.position(99), Position::new(3, 0));
    }
}
