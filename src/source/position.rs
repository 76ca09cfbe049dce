//! Bytes of a text as lines and columns, and back.

/// A place in a text as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
}

/// The bytes with which the lines of a text begin.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(i, _)| i + 1))
        .collect()
}

/// Line and column of a byte offset; an offset past the end counts as the end.
pub(super) fn position_in(text: &str, lines: &[usize], byte: usize) -> Position {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let line = lines.partition_point(|&start| start <= byte);
    let start = lines[line.saturating_sub(1)];
    Position {
        line: line as u32,
        column: text[start..byte].chars().count() as u32 + 1,
    }
}

/// Byte offset of a line and column, both from 1; clamped to the text.
pub fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(i) => start += i + 1,
            None => return text.len(),
        }
    }
    text[start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(i, _)| start + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let text = "è\nab\n";
        for (offset, line, column) in [(0, 1, 1), (2, 1, 2), (4, 2, 2), (99, 3, 1)] {
            let found = position_in(text, &line_starts(text), offset);
            assert_eq!(found, Position { line, column }, "{offset}");
        }
        assert_eq!(offset_of(text, 2, 2), 4);
        assert_eq!(offset_of(text, 9, 1), text.len());
    }
}
