//! A text ready for the Markdown parser: changed, with the way back to the file.

use super::body::{is_reserved, sentinel};
use super::component_line::Line;
use super::page::Included;
use super::signs::Bytes;
use super::structure::Structure;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Text ready for the Markdown parser.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    /// The text with what Markdown does not know replaced.
    pub text: Cow<'a, str>,
    /// The lines that open or close something, by the index that stands in their place.
    pub lines: Vec<Line>,
    /// The files that it takes in, whether they are there or not.
    pub included: Vec<Included>,
    /// The text of the file as it is.
    file: &'a str,
    /// In order of place.
    map: Vec<Stretch>,
    /// All that the text has, and some that it had.
    bytes: Bytes,
    /// What Markdown makes of the text as it is now, once somebody has asked.
    structure: OnceCell<Structure>,
}

/// Where a stretch of the text comes from.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Where it begins.
    new: usize,
    /// Where that is in the file.
    old: usize,
    /// How far it goes on there as here; behind that all of it is at one place.
    most: usize,
}

/// What stands in the place of a range of the text.
#[derive(Debug)]
pub(super) struct Edit {
    /// Of the text as it was.
    pub range: Range<usize>,
    /// What stands there now.
    pub text: String,
}

impl<'a> Prepared<'a> {
    /// A file's text from a place on, as it is.
    pub(super) fn of(text: &'a str, start: usize) -> Self {
        let most = text.len() - start;
        Self {
            text: Cow::Borrowed(&text[start..]),
            lines: Vec::new(),
            included: Vec::new(),
            file: text,
            map: vec![Stretch {
                new: 0,
                old: start,
                most,
            }],
            bytes: Bytes::of(&text[start..]),
            structure: OnceCell::new(),
        }
    }

    /// What something that reads a text makes of it, without the signs that stand around marks.
    #[cfg(test)]
    pub(super) fn after(text: &str, read: impl FnOnce(&mut Prepared)) -> String {
        let mut prepared = Prepared::of(text, 0);
        read(&mut prepared);
        prepared.text.replace(['\u{e000}', '\u{e001}'], "")
    }

    /// Whether the text has one of some signs, none of which is empty.
    pub(super) fn has_any(&self, signs: &[&str]) -> bool {
        self.bytes.has_any(&self.text, signs)
    }

    /// What Markdown makes of the text.
    pub(super) fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::of(&self.text))
    }

    /// The offset in the file of an offset in the prepared text, where a character begins: what
    /// stands for something else is not as long.
    pub(super) fn original(&self, offset: usize) -> usize {
        let stretch = self.stretch(offset);
        let offset = stretch.old + (offset - stretch.new).min(stretch.most);
        self.file.floor_char_boundary(offset)
    }

    /// What stands in the file at a place, as far as its line.
    pub(super) fn written(&self, place: Range<usize>) -> &'a str {
        let text = self.file.get(place).unwrap_or_default();
        text.lines().next().unwrap_or_default().trim()
    }

    fn stretch(&self, offset: usize) -> Stretch {
        let next = self.map.partition_point(|stretch| stretch.new <= offset);
        self.map[next.saturating_sub(1)]
    }

    /// The same with edits, which are in order.
    pub(super) fn edit(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let mut out = String::with_capacity(self.text.len());
        let mut map = Vec::with_capacity(self.map.len() + 2 * edits.len());
        let mut at = 0;
        for edit in edits {
            // Of two that meet, such as the ends of what two beginnings opened, the first holds.
            if edit.range.start < at {
                continue;
            }
            self.keep(at..edit.range.start, &mut out, &mut map);
            map.push(Stretch {
                new: out.len(),
                old: self.original(edit.range.start),
                most: match edit.text.is_empty() {
                    true => 0,
                    false => self.original(edit.range.end) - self.original(edit.range.start),
                },
            });
            out.push_str(&edit.text);
            self.bytes.add(&edit.text);
            at = edit.range.end;
        }
        self.keep(at..self.text.len(), &mut out, &mut map);
        self.text = Cow::Owned(out);
        self.map = map;
        self.structure = OnceCell::new();
    }

    /// The same with what `read` makes of the places outside of code where one of some signs stands:
    /// edits, and where what it has read ends; from there on it is asked again.
    pub(super) fn edit_outside_code(
        &mut self,
        signs: &[char],
        read: impl Fn(&str, usize) -> Option<(Vec<Edit>, usize)>,
    ) {
        let (text, structure) = (&*self.text, self.structure());
        let mut edits = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find(signs) {
            let start = at + found;
            at = start + 1;
            if let Some(code) = structure.code_at(start) {
                at = code.end.max(at);
            } else if let Some((own, end)) = read(text, start) {
                edits.extend(own);
                at = end.max(at);
            }
        }
        edits.sort_by_key(|edit| edit.range.start);
        self.edit(edits);
    }

    /// Takes over a range as it is.
    fn keep(&self, range: Range<usize>, out: &mut String, map: &mut Vec<Stretch>) {
        let first = self.stretch(range.start);
        let gone = range.start - first.new;
        map.push(Stretch {
            new: out.len(),
            old: first.old + gone.min(first.most),
            most: first.most.saturating_sub(gone),
        });
        let next = self.map.partition_point(|s| s.new <= range.start);
        let rest = self.map[next..].iter().take_while(|s| s.new < range.end);
        map.extend(rest.map(|stretch| Stretch {
            new: out.len() + stretch.new - range.start,
            ..*stretch
        }));
        out.push_str(&self.text[range]);
    }
}

/// What stands in the place of the line with an index.
pub(super) fn line_mark(index: usize) -> String {
    format!("<?{}?>", sentinel(index))
}

/// What stands in the place of something within a line: code, which no line begins as a block.
pub(super) fn inline_mark(index: usize) -> String {
    format!("`{}`", sentinel(index))
}

/// The index that code carries, if it stands for something else.
pub(super) fn inline_index(code: &str) -> Option<usize> {
    let index = code.strip_prefix(is_reserved)?.strip_suffix(is_reserved)?;
    index.parse().ok()
}

/// The index that a replaced line carries, if `html` is one.
pub(super) fn line_index(html: &str) -> Option<usize> {
    let marked = html.trim().strip_prefix("<?")?.strip_suffix("?>")?;
    let index = marked
        .strip_prefix(is_reserved)?
        .strip_suffix(is_reserved)?;
    index.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_through_all_edits() {
        let file = "--uno due tre quattro";
        let mut prepared = Prepared::of(file, 2);
        let edit = |from: &str, text: &str, prepared: &Prepared<'_>| {
            let start = prepared.text.find(from).unwrap();
            vec![Edit {
                range: start..start + from.len(),
                text: text.to_owned(),
            }]
        };
        for (from, text) in [("due", "a longer text"), ("uno ", ""), ("longer", "x")] {
            let edits = edit(from, text, &prepared);
            prepared.edit(edits);
        }
        assert_eq!(prepared.text, "a x text tre quattro");
        for word in ["tre", "quattro"] {
            let at = prepared.text.find(word).unwrap();
            assert_eq!(prepared.original(at), file.find(word).unwrap(), "{word}");
        }
        // All of what stands in the place of a word is there.
        let due = file.find("due").unwrap();
        for at in 0..8 {
            assert!((due..=due + 3).contains(&prepared.original(at)), "{at}");
        }
    }

    #[test]
    fn a_place_is_where_a_character_begins() {
        let mut prepared = Prepared::of("èè", 0);
        prepared.edit(vec![Edit {
            range: 0..4,
            text: "abc".to_owned(),
        }]);
        let places: Vec<usize> = (0..3).map(|at| prepared.original(at)).collect();
        assert_eq!(places, [0, 0, 2]);
    }
}
