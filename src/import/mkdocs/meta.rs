//! What pages of MkDocs say of themselves without front matter, as MultiMarkdown has it: lines of a
//! key and a value at the beginning, up to an empty one.

use crate::import::front::{Field, Front, with_fields};

/// A text whose first lines say something of it, with front matter in their place; `None` where it has
/// none, or has front matter.
pub(super) fn with_front(text: &str) -> Option<String> {
    let front = Front::of(text);
    if front.node.is_some() || front.wrong.is_some() {
        return None;
    }
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let mut read = front.body;
    for line in text[front.body..].split_inclusive('\n') {
        let said = line.trim_end();
        match (pair(said), fields.last_mut()) {
            (Some((key, value)), _) => {
                fields.push((key.to_lowercase(), vec![value.to_owned()]));
            }
            // A value goes on in lines that are set in.
            (None, Some((_, values))) if said.starts_with("    ") => {
                values.push(said.trim().to_owned());
            }
            _ => break,
        }
        read += line.len();
    }
    let fields: Vec<(&str, Field)> = fields
        .iter()
        .map(|(key, lines)| field(key, lines))
        .collect();
    let body = text[read..].trim_start_matches(['\n', '\r']);
    (!fields.is_empty()).then(|| with_fields("", &Front::of(""), &fields) + "\n" + body)
}

/// A text without the lines in whose place the contents of the page stood, which the theme shows.
pub(super) fn without_contents(text: &str) -> String {
    let mut fence: Option<&str> = None;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        let begins = ["```", "~~~"]
            .into_iter()
            .find(|sign| said.starts_with(sign));
        match fence {
            Some(open) if begins == Some(open) => fence = None,
            None => fence = begins,
            Some(_) => {}
        }
        let is_contents = said.eq_ignore_ascii_case("[toc]") && !line.starts_with("    ");
        if fence.is_some() || !is_contents {
            out.push_str(line);
        }
    }
    out
}

/// The key and the value of a line.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_set_in = key.starts_with("    ");
    let key = key.trim_start();
    let is_inner = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    let is_key = !key.is_empty() && key.chars().all(is_inner) && !is_set_in;
    // What is an address is none.
    (is_key && !value.starts_with("//")).then(|| (key, value.trim()))
}

/// A field as front matter has it: lists have a line for each of theirs.
fn field<'a>(key: &'a str, lines: &[String]) -> (&'a str, Field) {
    let lines: Vec<String> = lines
        .iter()
        .filter(|line| !line.is_empty())
        .cloned()
        .collect();
    let value = match (lines.as_slice(), key) {
        ([date], "date" | "updated") => Field::Plain(date.clone()),
        ([one], "tags" | "categories" | "authors") => Field::List(vec![one.clone()]),
        (_, "tags" | "categories" | "authors") => Field::List(lines),
        _ => Field::Text(lines.join(" ")),
    };
    (key, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_no_text() {
        let text = "a\n\n[TOC]\n\n```\n[TOC]\n```\n    [TOC]\n";
        let expected = "a\n\n\n```\n[TOC]\n```\n    [TOC]\n";
        assert_eq!(without_contents(text), expected);
    }

    #[test]
    fn first_lines_are_front_matter() {
        for (text, expected) in [
            (
                "Title: A: b\nSummary: c\n    d\nTags: x\n    y\ndate: 2024-01-02\n\n# H\n",
                Some(
                    "---\ntitle: \"A: b\"\nsummary: c d\ntags:\n  - x\n  - y\ndate: 2024-01-02\n---\n\n# H\n",
                ),
            ),
            ("# H\n\nTitle: A\n", None),
            ("---\na: b\n---\nTitle: A\n", None),
            ("See also: that\n", None),
            ("https://a.example\n", None),
        ] {
            assert_eq!(with_front(text).as_deref(), expected, "{text}");
        }
    }
}
