//! Names of fields with letters that nobody sees, or that look like others: what is copied from word
//! processors and chats brings them. The field is read as it was meant, and its author is told.

use crate::diagnostic::{Diagnostic, FieldDoubt, Problem};
use crate::yaml::{Key, Node, Value};

/// Letters of other alphabets that look like these, and signs that are put around words.
const ALIKE: [(&str, &str); 3] = [
    (
        "аеорсухіѕјԁһӏԛԝүАВЕКМНОРСТХУІЅЈ",
        "aeopcyxisjdhlqwyABEKMHOPCTXYISJ",
    ),
    ("οανικυρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavikupABEZHIKMNOPTYX"),
    (
        "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
        "abcdefghijklmnopqrstuvwxyz",
    ),
];
/// Quotation marks that mean nothing to YAML.
const QUOTES: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];

/// Cleans the names of all fields; `is_known` knows those that there are.
pub(super) fn clean(
    entries: &mut [(Key, Node)],
    is_known: &dyn Fn(&str) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, node) in entries {
        if !key.text.is_ascii() {
            clean_one(key, is_known, diagnostics);
        }
        match &mut node.value {
            Value::Map(inside) => clean(inside, is_known, diagnostics),
            Value::List(items) => {
                for item in items {
                    if let Value::Map(inside) = &mut item.value {
                        clean(inside, is_known, diagnostics);
                    }
                }
            }
            _ => {}
        }
    }
}

fn clean_one(key: &mut Key, is_known: &dyn Fn(&str) -> bool, diagnostics: &mut Vec<Diagnostic>) {
    let seen: String = key.text.chars().filter(|c| !is_invisible(*c)).collect();
    let seen = seen.trim();
    let odd = |written: &str| {
        written
            .chars()
            .find(|c| is_invisible(*c) || c.is_whitespace())
    };
    let (name, letter) = if seen != key.text {
        // A space before the name has been reported as one.
        let behind = key.text.trim_start_matches('\u{a0}');
        (seen.to_owned(), odd(behind).filter(|_| behind != seen))
    } else {
        let bare = seen.trim_matches(QUOTES);
        let meant: String = bare.chars().map(alike).collect();
        if meant == seen || !is_known(&meant) {
            return;
        }
        let mut pairs = seen
            .chars()
            .filter(|c| QUOTES.contains(c) || alike(*c) != *c);
        (meant, pairs.next())
    };
    name.clone_into(&mut key.text);
    if let Some(letter) = letter {
        let field = name;
        let problem = Problem::FieldDoubt(FieldDoubt::OddLetter { field, letter });
        diagnostics.push(Diagnostic::new(problem, key.span));
    }
}

/// Letters without width, marks of direction and hyphens that only show at the end of a line.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The letter that one of another alphabet looks like.
fn alike(c: char) -> char {
    let found = ALIKE.iter().find_map(|(theirs, ours)| {
        let at = theirs.chars().position(|other| other == c)?;
        ours.chars().nth(at)
    });
    found.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    #[test]
    fn names_are_read_as_they_were_meant() {
        for (text, name, letter) in [
            ("stato\u{a0}: a", "stato", Some('\u{a0}')),
            ("\u{200b}stato: a", "stato", Some('\u{200b}')),
            ("\u{a0}stato: a", "stato", None),
            ("st\u{430}to: a", "stato", Some('\u{430}')),
            ("“stato”: a", "stato", Some('“')),
            ("perché: a", "perché", None),
            ("дата: a", "дата", None),
            ("numero\u{a0}di gara: a", "numero\u{a0}di gara", None),
        ] {
            let node = yaml::parse(text, 0, text.len(), FileId(0)).unwrap();
            let mut entries = node.entries().to_vec();
            let mut diagnostics = Vec::new();
            clean(&mut entries, &|key| key == "stato", &mut diagnostics);
            assert_eq!(entries[0].0.text, name, "{text}");
            let told: Vec<Problem> = diagnostics.into_iter().map(|d| d.problem).collect();
            let field = name.to_owned();
            let odd = |letter| Problem::FieldDoubt(FieldDoubt::OddLetter { field, letter });
            let expected = letter.map(odd);
            assert_eq!(told, Vec::from_iter(expected), "{text}");
        }
        for (theirs, ours) in ALIKE {
            assert_eq!(theirs.chars().count(), ours.chars().count(), "{ours}");
        }
    }
}
