//! The line on which a mistake was made, where the parser stops only on a later one.

use crate::diagnostic::{Layout, SyntaxCause};

/// A line of a document.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Its first byte.
    start: usize,
    /// Without its end.
    text: &'a str,
}

impl<'a> Line<'a> {
    fn indentation(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Its first byte that is no space.
    fn begin(self) -> usize {
        self.start + self.indentation()
    }

    fn is_blank(self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    /// What it says, without the hyphen of a list.
    fn entry(self) -> &'a str {
        let text = self.text.trim();
        text.strip_prefix("- ").unwrap_or(text).trim_start()
    }

    /// What is wrong with it where a field is expected.
    fn no_field(self) -> Option<SyntaxCause> {
        let entry = self.entry();
        let other =
            entry.is_empty() || entry.starts_with(['"', '\'', '[', '{', '#', '-', ']', '}']);
        if other || entry.contains(": ") || entry.contains(":\t") || entry.ends_with([':', ',']) {
            return None;
        }
        let name = entry.split(':').next().unwrap_or(entry);
        let is_name = !name.is_empty() && !name.contains([' ', '/']);
        let after = entry[name.len()..].chars().nth(1);
        Some(match is_name && name.len() < entry.len() {
            true if after.is_some_and(char::is_whitespace) => SyntaxCause::NoBreakSpace,
            true => SyntaxCause::NoSpaceAfterColon,
            false => SyntaxCause::NoColon,
        })
    }
}

fn lines(source: &str) -> impl DoubleEndedIterator<Item = Line<'_>> {
    // Offsets follow from where the pieces lie in the text.
    let begin = source.as_ptr() as usize;
    source.split('\n').map(move |text| Line {
        start: text.as_ptr() as usize - begin,
        text: text.trim_end_matches('\r'),
    })
}

/// Where the line of an offset begins.
pub(super) fn line_start(source: &str, offset: usize) -> usize {
    source[..offset].rfind('\n').map_or(0, |i| i + 1)
}

/// The line that was mistaken, if it is another than the parser's, or if more can be said of it.
pub(super) fn mistake(source: &str, offset: usize) -> Option<(SyntaxCause, usize)> {
    let end = source[offset..]
        .find('\n')
        .map_or(source.len(), |i| offset + i);
    let mut above = lines(&source[..end]).rev();
    let line = above.next()?;
    let is_item = |line: &Line<'_>| line.text.trim_start().starts_with("- ");
    let list = lines(&source[..line.start])
        .rev()
        .find(|line| !line.is_blank());
    if let Some(list) = list
        && is_item(&line)
        && is_item(&list)
        && list.indentation() != line.indentation()
    {
        return Some((SyntaxCause::Layout(Layout::ItemsApart), line.begin()));
    }
    if let Some(cause) = line.no_field() {
        return Some((cause, line.begin()));
    }
    let before = above.find(|line| !line.is_blank())?;
    if before.indentation() == line.indentation()
        && let Some(cause) = before.no_field()
    {
        return Some((cause, before.begin()));
    }
    odd_one(source, line, before)
}

/// A mistake in a list or in a text of several lines, which the parser takes for another.
pub(super) fn in_list_or_text(source: &str, offset: usize) -> Option<(SyntaxCause, usize)> {
    let end = source[offset..]
        .find('\n')
        .map_or(source.len(), |i| offset + i);
    let mut above = lines(&source[..end]).rev().filter(|line| !line.is_blank());
    let line = above.next()?;
    let text = line.text.trim();
    if let Some(mark) = ["* ", "• ", "– ", "— "]
        .iter()
        .find(|m| text.starts_with(**m))
    {
        let mark = mark.chars().next()?;
        return Some((SyntaxCause::ListMark(mark), line.begin()));
    }
    let before = above.next();
    let inside = line.text.find('[').filter(|_| !text.contains(['"', '\'']));
    let commas = inside.and_then(|from| {
        let rest = &line.text[from..];
        let pairs = rest.match_indices(',').map(|(i, _)| from + i + 1);
        let mut pairs = pairs.filter(|&i| line.text[i..].trim_start().starts_with(','));
        pairs.next()
    });
    if let Some(at) = commas {
        return Some((SyntaxCause::TwoCommas, line.start + at));
    }
    let before = before?;
    let opens_text = |line: Line<'_>| {
        let (_, value) = line.text.split_once(": ")?;
        matches!(value.trim(), "|" | ">" | "|-" | ">-" | "|+" | ">+").then_some(())
    };
    let at_level = line.indentation() <= before.indentation();
    if at_level && opens_text(before).is_some() && line.no_field().is_some() {
        return Some((SyntaxCause::TextNotIndented, line.begin()));
    }
    // `-` on a line of its own, and its item below it, not to its right.
    let is_alone = |line: Line<'_>| line.text.trim() == "-";
    let alone = std::iter::once(line).chain([before]).chain(above.take(1));
    let alone = alone.into_iter().find(|line| is_alone(*line))?;
    let below = lines(&source[alone.start..])
        .skip(1)
        .find(|line| !line.is_blank())?;
    let below_start = alone.start + below.start;
    (below.indentation() <= alone.indentation() && !below.text.trim().starts_with("- "))
        .then_some((SyntaxCause::Indentation, below_start + below.indentation()))
}

/// What a line with a colon that is not allowed continues: the name of a field without its colon,
/// an item of a list without its hyphen, or a text that goes over several lines.
pub(super) fn above_colon(source: &str, start: usize) -> Option<(SyntaxCause, usize)> {
    let end = source[start..]
        .find('\n')
        .map_or(source.len(), |i| start + i);
    let line = lines(&source[..end]).next_back()?;
    let above = lines(&source[..start.saturating_sub(1)]).rev();
    let mut above = above.filter(|line| !line.is_blank());
    let before = above.next()?;
    let is_item = |line: &Line<'_>| line.text.trim_start().starts_with("- ");
    let (name, value) = before.text.split_once(": ").unwrap_or(("", ""));
    let is_value = !value.trim().is_empty() && !value.trim().starts_with(['|', '>', '"', '\'']);
    if is_item(&line) && is_value && !is_item(&before) && before.indentation() < line.indentation()
    {
        let name = name.trim().to_owned();
        let cause = SyntaxCause::Layout(Layout::TextBeforeList(name));
        return Some((cause, before.begin()));
    }
    let is_text = |line: &Line<'_>| line.no_field() == Some(SyntaxCause::NoColon);
    if !is_text(&before) {
        return None;
    }
    let is_word = !before.text.trim().contains(' ');
    if is_word && before.indentation() < line.indentation() {
        return Some((SyntaxCause::NoColon, before.begin()));
    }
    if line.text.trim_start().starts_with("- ") && !before.text.trim_start().starts_with('-') {
        return Some((SyntaxCause::NoDash, before.begin()));
    }
    let parent = above.find(|line| !is_text(line))?;
    let opens = parent.text.trim_end().ends_with(':') && parent.indentation() < line.indentation();
    opens.then(|| (SyntaxCause::TextOverLines, parent.begin()))
}

/// Of lines that belong together and do not line up, the one that is apart from the rest.
fn odd_one(source: &str, line: Line<'_>, before: Line<'_>) -> Option<(SyntaxCause, usize)> {
    let depth = line.indentation();
    let deeper = before.indentation();
    if deeper <= depth {
        return None;
    }
    let above = lines(&source[..line.start])
        .rev()
        .filter(|line| !line.is_blank());
    let block: Vec<Line<'_>> = above
        .take_while(|line| line.indentation() > depth)
        .collect();
    let first = *block.last()?;
    // A field above that opens the block makes it a block of its own.
    let parent = lines(&source[..first.start])
        .rev()
        .find(|line| !line.is_blank());
    let opened = parent.is_some_and(|parent| {
        parent.indentation() == depth && parent.text.trim_end().ends_with(':')
    });
    if opened {
        return None;
    }
    let odd = block
        .iter()
        .filter(|l| l.indentation() == first.indentation());
    let below = lines(&source[line.start..]).filter(|line| !line.is_blank());
    let regular = below
        .take_while(|line| line.indentation() >= depth)
        .filter(|line| line.indentation() == depth);
    let at_margin = depth == 0 && parent.is_none();
    (at_margin || odd.count() <= regular.count()).then_some((SyntaxCause::SpaceBefore, first.start))
}

/// The bracket before `offset` that was opened last and is not closed.
pub(super) fn open_bracket(source: &str, offset: usize) -> Option<usize> {
    lines(&source[..offset])
        .rev()
        .take(MOST_LINES)
        .find_map(|line| {
            let mut open = Vec::new();
            let mut quote = None;
            for (i, c) in line.text.char_indices() {
                match (quote, c) {
                    (Some(mark), c) if mark == c => quote = None,
                    (Some(_), _) => {}
                    (None, '"') => quote = Some(c),
                    (None, '[' | '{') => open.push(line.start + i),
                    (None, ']' | '}') => drop(open.pop()),
                    _ => {}
                }
            }
            open.first().copied()
        })
}

/// How far up an open bracket is looked for.
const MOST_LINES: usize = 200;

/// In a text between double quotes that is closed, an escape of a character by its number that
/// has none: `C:\Users`.
pub(super) fn bad_number_of_escape(source: &str, quote: usize) -> Option<usize> {
    let line = source[quote..].lines().next()?;
    let inner = line.strip_prefix('"')?;
    let inner = &inner[..inner.find('"')?];
    inner.match_indices('\\').map(|(i, _)| i).find_map(|i| {
        let digits = match inner[i + 1..].chars().next()? {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return None,
        };
        let number = inner.get(i + 2..i + 2 + digits);
        let is_number = number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_hexdigit()));
        (!is_number).then_some(quote + 1 + i)
    })
}
