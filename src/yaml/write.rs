//! Texts as YAML.

use std::borrow::Cow;

/// A text as a value on one line, of a list or a map on one line too: as it is where it can stand
/// so, else between quotation marks.
pub fn written(text: &str) -> Cow<'_, str> {
    match is_plain(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(quoted(text)),
    }
}

/// Whether every reader of YAML takes a text without quotation marks for that text.
fn is_plain(text: &str) -> bool {
    // Read as nothing or as truth values by some, in whatever letters.
    const WORDS: [&str; 7] = ["null", "true", "false", "yes", "no", "on", "off"];
    let inner = |c: char| c.is_alphanumeric() || " -_./'()+&%€°’–«»".contains(c);
    let first = text.chars().next().is_some_and(char::is_alphabetic);
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    first && !text.ends_with(' ') && text.chars().all(inner) && !is_word
}

/// A text between double quotation marks.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml::{Value, parse};

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let texts = [
            "uno",
            "città d'arte",
            "a: b",
            "a #b",
            "- a",
            "[a]",
            "a, b",
            "1",
            "2022-04-14",
            "no",
            "Null",
            "",
            " a",
            "a ",
            "\"a\" \\ b",
            "a\nb",
            "{a",
            "è",
            "*a",
            "@a",
            "a:",
            "?",
            "C++",
            "art. 30",
        ];
        for text in texts {
            for yaml in [written(text).into_owned(), quoted(text)] {
                let document = format!("[{yaml}]");
                let node = parse(&document, 0, document.len(), FileId(0)).unwrap();
                let Value::List(items) = &node.value else {
                    panic!("{document}")
                };
                assert_eq!(items.len(), 1, "{document}");
                assert_eq!(items[0].as_text(), Some(text), "{document}");
            }
        }
        assert_eq!(written("art. 30"), "art. 30");
        assert_eq!(written("no"), "\"no\"");
    }
}
