//! What a syntax error means to someone who writes the document, and where to show it.
//!
//! In: the parser's words and place. Out: a [`SyntaxCause`] and the byte to point at. The parser
//! speaks of its grammar and points where it gave up; editors need to hear what they typed.

use super::lines::line_start;
use super::{lines, signs};
use crate::diagnostic::SyntaxCause;

/// Characters that mean something else than themselves at the beginning of a value.
const RESERVED: &str = "%@`?-,>|&*!#]}:";

/// Explains an error that the parser reports with `message` at byte `offset` of `source`, which is
/// a character boundary.
pub(super) fn explain(message: &str, source: &str, offset: usize) -> (SyntaxCause, usize) {
    let (cause, offset) = cause_of(message, source, offset);
    if let Some(found) = signs::slip(&cause, source, offset) {
        return found;
    }
    if let Some(found) = lines::in_list_or_text(source, offset) {
        return found;
    }
    match cause {
        // A list goes on where a bracket is open.
        SyntaxCause::Other(message) if message.contains("only valid inside a block") => {
            let open = lines::open_bracket(source, offset);
            open.map_or((SyntaxCause::Other(message), offset), |open| {
                (SyntaxCause::OpenBracket, open)
            })
        }
        SyntaxCause::Indentation | SyntaxCause::NoColon | SyntaxCause::Other(_) => {
            lines::mistake(source, offset).unwrap_or((cause, offset))
        }
        // What follows a bracket stands on a line of its own: that line is what is wrong.
        SyntaxCause::TextAfterClose(']' | '}')
            if source[line_start(source, offset)..offset].trim().is_empty() =>
        {
            let aligned = (SyntaxCause::Indentation, offset);
            lines::mistake(source, offset).unwrap_or(aligned)
        }
        SyntaxCause::OpenBracket => (cause, lines::open_bracket(source, offset).unwrap_or(offset)),
        SyntaxCause::OpenQuote => match lines::bad_number_of_escape(source, offset) {
            Some(offset) => (SyntaxCause::Escape, offset),
            None => (cause, offset),
        },
        cause => (cause, offset),
    }
}

/// What the parser's words say, and the byte where it stopped or began.
fn cause_of(message: &str, source: &str, offset: usize) -> (SyntaxCause, usize) {
    let has = |part: &str| message.contains(part);
    let at = source[offset..].chars().next();
    // A hyphen at the beginning of a line is an item of a list, at the wrong depth.
    let item = at == Some('-') && source[line_start(source, offset)..offset].trim().is_empty();
    let reserved = at
        .filter(|&c| RESERVED.contains(c))
        .map(SyntaxCause::ReservedCharacter);
    if has("anchor") || has("alias") || has("Anchor") || has("Alias") {
        (SyntaxCause::Anchor, anchor_before(source, offset))
    } else if has("budget") || has("recursion limit") || has("nesting") {
        (SyntaxCause::TooLarge, offset)
    } else if has("trailing content after double") {
        (SyntaxCause::TextAfterClose('"'), offset)
    } else if has("trailing content after single") {
        (SyntaxCause::TextAfterClose('\''), offset)
    } else if has("tab") {
        (SyntaxCause::Tab, tab_after(source, offset))
    } else if has("escape") {
        (SyntaxCause::Escape, bad_escape_after(source, offset))
    } else if has("multiple YAML documents") {
        (SyntaxCause::TwoDocuments, offset)
    } else if has("quoted scalar") || has("end of stream in") {
        (SyntaxCause::OpenQuote, quote_before(source, offset))
    } else if has("did not find expected key") && source[..offset].trim_end().ends_with([']', '}'])
    {
        let close = source[..offset]
            .trim_end()
            .chars()
            .next_back()
            .unwrap_or(']');
        (SyntaxCause::TextAfterClose(close), offset)
    } else if has("bracket") || has("flow") || has("illegal placement of ':'") {
        (SyntaxCause::OpenBracket, offset)
    } else if has("mapping values are not allowed") {
        let start = line_start(source, offset);
        let line = source[start..].lines().next().unwrap_or("");
        let text = line.trim_start();
        if let Some(found) = lines::above_colon(source, start) {
            return found;
        }
        match text.split_once(": ") {
            Some((_, value)) if value.contains(": ") || value.trim_end().ends_with(':') => {
                (SyntaxCause::ColonInText, offset)
            }
            _ => (SyntaxCause::Indentation, start + line.len() - text.len()),
        }
    } else if has("expected ':'") {
        (SyntaxCause::NoColon, offset)
    } else if let Some(cause) = reserved.filter(|_| !item && begins_value(source, offset)) {
        (cause, offset)
    } else if has("indent") || has("did not find expected") {
        (SyntaxCause::Indentation, offset)
    } else {
        let plain = message.split(" at line").next().unwrap_or(message);
        (SyntaxCause::Other(plain.to_owned()), offset)
    }
}

/// Whether a value may begin at `offset`: after a colon, a hyphen or a bracket, or on a new line.
fn begins_value(source: &str, offset: usize) -> bool {
    let before = source[line_start(source, offset)..offset].trim_end_matches(' ');
    before.is_empty() || before.ends_with([':', '-', '[', '{', ','])
}

/// The `&` or `*` that the parser has read past, if there is one on the line.
fn anchor_before(source: &str, offset: usize) -> usize {
    let start = line_start(source, offset);
    let end = source[offset..]
        .chars()
        .next()
        .map_or(offset, |c| offset + c.len_utf8());
    let found = source[start..end]
        .char_indices()
        .rev()
        .find(|&(i, c)| matches!(c, '&' | '*') && begins_value(source, start + i));
    found.map_or(offset, |(i, _)| start + i)
}

/// The first tab in an indentation from the line of `offset` on.
fn tab_after(source: &str, offset: usize) -> usize {
    let start = line_start(source, offset);
    let mut at = start;
    for line in source[start..].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(i) = line[..indentation].find('\t') {
            return at + i;
        }
        at += line.len();
    }
    source[offset..].find('\t').map_or(offset, |i| offset + i)
}

/// The first backslash from `offset` on that YAML 1.2 (5.7) gives no meaning.
fn bad_escape_after(source: &str, offset: usize) -> usize {
    let mut characters = source[offset..].char_indices();
    while let Some((i, c)) = characters.next() {
        if c == '\\' {
            match characters.next() {
                Some((_, next)) if "0abt\tnvfre \"/\\N_LPxuU\r\n".contains(next) => {}
                _ => return offset + i,
            }
        }
    }
    offset
}

/// The last quotation mark before `offset` that begins a value.
fn quote_before(source: &str, offset: usize) -> usize {
    let found = source[..offset]
        .char_indices()
        .rev()
        .find(|&(i, c)| matches!(c, '"' | '\'') && begins_value(source, i));
    found.map_or(offset, |(i, _)| i)
}
