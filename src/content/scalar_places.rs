//! Where the text of a YAML scalar stands in its file, although YAML may have taken its indentation
//! and its line breaks away.

use crate::source::Span;

/// The places of one text.
pub(super) struct ScalarPlaces {
    /// All of it.
    span: Span,
    /// Where stretches begin that stand in the file as in the text: offset in the text, in the file.
    /// Empty if the file has other characters, such as those behind a backslash.
    map: Vec<(usize, usize)>,
}

impl ScalarPlaces {
    pub(super) fn of(text: &str, span: Span, source: &str) -> Self {
        let map = words(text, span.start as usize, source).unwrap_or_default();
        Self { span, map }
    }

    /// Where a range of the text stands.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        match (self.offset(start), self.offset(end.max(start + 1) - 1)) {
            (Some(from), Some(last)) => Span::new(self.span.file, from, last.max(from) + 1),
            _ => self.span,
        }
    }

    fn offset(&self, offset: usize) -> Option<usize> {
        let next = self.map.partition_point(|(text, _)| *text <= offset);
        let (text, file) = self.map.get(next.checked_sub(1)?)?;
        Some(file + (offset - text))
    }
}

/// Finds the words of a text, one after the other, in the source from a place on.
fn words(text: &str, start: usize, source: &str) -> Option<Vec<(usize, usize)>> {
    let own = source.get(start..)?;
    let mut at = match own.chars().next()? {
        '"' | '\'' => 1,
        '|' | '>' => own.find('\n')?,
        _ => 0,
    };
    let mut map: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let place = from;
        from += word.len();
        let word = word.trim_ascii_end();
        if word.is_empty() {
            continue;
        }
        let rest = own[at..].trim_ascii_start();
        at = own.len() - rest.len();
        if !rest.starts_with(word) {
            return None;
        }
        let moved = start + at;
        let last = map.last().map(|(text, file)| file + (place - text));
        if last != Some(moved) {
            map.push((place, moved));
        }
        at += word.len();
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn words_are_found_where_they_stand() {
        let cases = [
            ("m: uno due\n", 3, "uno due", "due", 7),
            ("m: |\n  uno\n\n  - due\n", 3, "uno\n\n- due\n", "due", 16),
            ("m: |\n  uno\n\n  - due\n", 7, "uno\n\n- due\n", "due", 16),
            ("m: >-\n  uno\n  due\n", 3, "uno due", "due", 14),
            ("m: 'uno\n  due'\n", 3, "uno due", "due", 10),
            ("m: \"\\u0041 due\"\n", 3, "A due", "due", 3),
        ];
        for (source, start, text, word, expected) in cases {
            let span = Span::new(FileId(0), start, source.len());
            let places = ScalarPlaces::of(text, span, source);
            let at = text.find(word).unwrap();
            let found = places.span(at, at + word.len());
            assert_eq!(found.start as usize, expected, "{source}");
        }
    }
}
