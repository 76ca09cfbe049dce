//! What the standard library has for texts too, in a fraction of the code: its
//! patterns search for anything, ours for one ASCII character.

/// What is before an ASCII character and what is after; nothing if it is not
/// there.
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    for (place, &byte) in text.as_bytes().iter().enumerate() {
        if byte == at {
            return Some((&text[..place], &text[place + 1..]));
        }
    }
    None
}

/// What is before an ASCII character, or all there is, taking it and the
/// character from `rest`.
pub fn take<'a>(rest: &mut &'a str, until: u8) -> &'a str {
    let (taken, after) = cut(rest, until).unwrap_or((rest, ""));
    *rest = after;
    taken
}

/// Whether a list with spaces between its words has this one.
pub fn lists(list: &str, word: &str) -> bool {
    let mut rest = list;
    while !rest.is_empty() {
        if take(&mut rest, b' ') == word {
            return true;
        }
    }
    false
}
