//! Slips of lists, quotation marks and comments, of which the parser sees only what follows.

use super::lines::line_start;
use crate::diagnostic::{Layout, SyntaxCause};

/// What is wrong near `offset`, if it is one of these; the parser says `cause`.
pub(super) fn slip(
    cause: &SyntaxCause,
    source: &str,
    offset: usize,
) -> Option<(SyntaxCause, usize)> {
    let start = line_start(source, offset);
    let line = source[start..].lines().next().unwrap_or("");
    let found = of_line(cause, line, offset - start);
    if let Some((layout, at)) = found {
        return Some((SyntaxCause::Layout(layout), start + at));
    }
    // What is opened may be noticed one line further down.
    let above = source[..start].trim_end();
    let above_start = line_start(source, above.len());
    if let Some(at) = one_too_many(&source[above_start..above.len()]) {
        return Some((SyntaxCause::Layout(Layout::ExtraBracket), above_start + at));
    }
    let closes = matches!(cause, SyntaxCause::TextAfterClose('"' | '\''));
    let opened = closes.then(|| opened_before(source, offset)).flatten()?;
    (line_start(source, opened) < start).then_some((SyntaxCause::OpenQuote, opened))
}

/// The same of one line; `at` is where the parser stopped.
fn of_line(cause: &SyntaxCause, line: &str, at: usize) -> Option<(Layout, usize)> {
    let text = line.trim_start();
    let begin = line.len() - text.len();
    let entry = text.strip_prefix("- ").unwrap_or(text);
    if text.starts_with("//") || text.starts_with("<!--") || text.starts_with("/*") {
        return Some((Layout::Comment, begin));
    }
    if let Some(name) = marked_name(entry) {
        return Some((Layout::MarkedName(name.to_owned()), begin));
    }
    if is_quoted_whole(text) {
        return Some((Layout::QuotedField, begin));
    }
    if let Some((key, value)) = line.split_once(": ")
        && value.trim_start().starts_with("- ")
        && !key.trim_start().starts_with(['-', '"'])
    {
        return Some((Layout::DashBehindColon, key.len() + 2));
    }
    if let Some(at) = one_too_many(line) {
        return Some((Layout::ExtraBracket, at));
    }
    if let Some(at) = colon_twice(line) {
        return Some((Layout::ColonTwice, at));
    }
    let after_close = matches!(cause, SyntaxCause::TextAfterClose(_));
    let rest = line.get(at..)?;
    if let Some(name) =
        field_name(rest.trim_start()).filter(|_| after_close && !line[..at].trim().is_empty())
    {
        return Some((Layout::TwoFields(name.to_owned()), at));
    }
    let is_open = line[..at].matches('[').count() > line[..at].matches(']').count();
    let quoted = rest.trim_start().starts_with(['"', '\'']);
    if is_open && (quoted || after_close) {
        return Some((Layout::NoComma, at));
    }
    if *cause == SyntaxCause::ColonInText {
        return second_name(line).map(|(name, at)| (Layout::MaybeTwoFields(name), at));
    }
    None
}

/// The name of a field between stars, as in `**name**: value`.
fn marked_name(entry: &str) -> Option<&str> {
    let rest = entry.trim_start_matches(['*', '_', '`']);
    let (name, after) = rest.split_once(['*', '_', '`'])?;
    let is_name = !name.is_empty() && name.chars().all(char::is_alphanumeric);
    let is_marked =
        rest.len() < entry.len() && after.trim_start_matches(['*', '_', '`']).starts_with(':');
    (is_name && is_marked).then_some(name)
}

/// Whether quotation marks stand around a name and its value together.
fn is_quoted_whole(text: &str) -> bool {
    let text = text.trim_end();
    let inside = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inside.is_some_and(|inside| !inside.contains('"') && field_name(inside).is_some())
}

/// The name that a text begins with as a field does.
fn field_name(text: &str) -> Option<&str> {
    let (name, _) = text.split_once(": ")?;
    let is_name = |c: char| c.is_lowercase() || c == '_' || c.is_ascii_digit();
    (name.len() > 1 && name.chars().all(is_name)).then_some(name)
}

/// A small word with a colon inside of a value, which may be the name of another field.
fn second_name(line: &str) -> Option<(String, usize)> {
    let colon = line.find(": ")?;
    let value = &line[colon + 2..];
    let next = value.find(": ")?;
    let word = value[..next].rfind(' ').map_or(0, |i| i + 1);
    let name = field_name(&value[word..])?;
    let is_name = name.chars().all(|c| c.is_lowercase() || c == '_');
    is_name.then(|| (name.to_owned(), colon + 2 + word))
}

/// In a group between braces, an entry with two colons: its second name or the text after it.
fn colon_twice(line: &str) -> Option<usize> {
    let open = line.find('{')?;
    let end = line.rfind('}')?;
    let (mut colons, mut quoted) = (0, false);
    for (i, c) in line.get(open..end)?.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            ',' | '{' | '}' | '[' | ']' => colons = 0,
            ':' if line[open + i + 1..].starts_with(' ') => {
                colons += 1;
                if colons == 2 {
                    let before = &line[..open + i];
                    return Some(before.rfind([' ', '{']).map_or(open + i, |at| at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

/// The bracket that closes a list once too often.
fn one_too_many(line: &str) -> Option<usize> {
    let (mut depth, mut quote, mut was_open) = (0, None, false);
    for (i, c) in line.char_indices() {
        match (quote, c) {
            (Some(mark), c) if mark == c => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(c),
            (None, '#') if line[..i].ends_with(' ') => return None,
            (None, '[') => (depth, was_open) = (depth + 1, true),
            (None, ']') => depth -= 1,
            _ => {}
        }
        if depth < 0 && was_open {
            return Some(i);
        }
    }
    None
}

/// The quotation mark that opens the text which ends right before `offset`.
fn opened_before(source: &str, offset: usize) -> Option<usize> {
    let mut open: Option<(char, usize)> = None;
    let mut last = None;
    let mut before = '\n';
    let mut skipped = false;
    for (i, c) in source[..offset].char_indices() {
        match open {
            Some(_) if skipped => skipped = false,
            Some(('"', _)) if c == '\\' => skipped = true,
            Some((mark, at)) if c == mark => (open, last) = (None, Some(at)),
            Some(_) => {}
            None if matches!(c, '"' | '\'')
                && matches!(before, '\n' | ':' | '-' | '[' | ',' | '{') =>
            {
                open = Some((c, i));
            }
            None => {}
        }
        if c != ' ' {
            before = c;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_a_line_are_told_apart() {
        use Layout::*;
        let after = SyntaxCause::TextAfterClose('"');
        let colon = SyntaxCause::ColonInText;
        let other = SyntaxCause::OpenBracket;
        for (cause, line, at, expected) in [
            (&other, "// nota", 0, Some(Comment)),
            (&other, "<!-- nota -->", 0, Some(Comment)),
            (&other, "**tipo**: a", 0, Some(MarkedName("tipo".into()))),
            (&other, "\"tipo: a\"", 0, Some(QuotedField)),
            (&other, "tag: - uno", 5, Some(DashBehindColon)),
            (&other, "tag: [uno]]", 10, Some(ExtraBracket)),
            (&after, "tag: [\"a\" \"b\"]", 10, Some(NoComma)),
            (
                &after,
                "- a: \"x\" autore: y",
                9,
                Some(TwoFields("autore".into())),
            ),
            (
                &colon,
                "titolo: Uno due: tre",
                15,
                Some(MaybeTwoFields("due".into())),
            ),
            (&colon, "titolo: Uno: tre", 11, None),
            (&other, "tag: [uno", 5, None),
            (&other, "nota: a]", 5, None),
            (&other, "a: {to: b many: c}", 12, Some(ColonTwice)),
            (&other, "a: {to: b, c: {d: e, f: \"g: h: i\"}}", 5, None),
        ] {
            let found = of_line(cause, line, at).map(|(layout, _)| layout);
            assert_eq!(found, expected, "{line}");
        }
        let source = "tag: [a, \"b]\nc: \"d\" e\n";
        let found = slip(&after, source, source.find('d').unwrap());
        assert_eq!(found, Some((SyntaxCause::OpenQuote, 9)));
    }
}
