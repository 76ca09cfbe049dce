//! Fields below the line that closes front matter, where it stands too early.

use super::lines::{key_of, lines};

/// The first lines of a text, if all of them are fields that are not `known` yet and nothing but a
/// blank line or the end follows: where they begin and end.
pub(super) fn outside(
    text: &str,
    body: usize,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    for (at, line) in lines(text, body) {
        if line.trim().is_empty() {
            match found {
                Some(_) => break,
                None => continue,
            }
        }
        let has_value = line
            .split_once(": ")
            .is_some_and(|(_, value)| !value.trim().is_empty());
        let opens = line.trim_end().ends_with(':');
        let is_item = line.starts_with(['-', ' ']) && found.is_some();
        match key_of(line) {
            Some(key) if is_field(key) && (has_value || opens) => {}
            _ if is_item => {}
            _ => return None,
        }
        let begin = found.map_or(at, |(begin, _)| begin);
        found = Some((begin, at + line.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_below_the_front_matter_are_told_from_text() {
        let is_field = |key: &str| matches!(key, "data" | "tag");
        let found = |text: &str| outside(text, 0, &is_field).map(|(a, b)| text[a..b].to_owned());
        for (text, expected) in [
            ("data: 2022\n\nTesto.", Some("data: 2022\n")),
            ("\ndata: 2022\ntag: [a]\n", Some("data: 2022\ntag: [a]\n")),
            ("tag:\n  - a\n- b\n\nx", Some("tag:\n  - a\n- b\n")),
            ("data: 2022\nTesto.", None),
            ("Data: 2022\n", None),
            ("Testo.\n\ndata: 2022\n", None),
            ("nota: 2022\n", None),
            ("- data: 2022\n", None),
            ("", None),
        ] {
            assert_eq!(found(text).as_deref(), expected, "{text:?}");
        }
    }
}
