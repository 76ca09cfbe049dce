//! Templates of other programs, in which there may be more than the looks of pages.

use super::front::Front;
use super::left::What;

/// What a template is to be told as: one that has a text of its own is more than its looks.
pub(super) fn of_template(text: &str) -> What {
    /// Fewer letters than these say nothing.
    const FEWEST: usize = 24;
    let body = &text[Front::of(text).body..];
    let mut letters = 0;
    let mut rest = body;
    while let Some(at) = rest.find(['{', '<']) {
        letters += letters_in(&rest[..at]);
        let tag = &rest[at..];
        let ends = [
            ("{{", "}}"),
            ("{%", "%}"),
            ("{#", "#}"),
            ("<style", "</style"),
            ("<script", "</script"),
            ("<", ">"),
        ];
        let end = ends.iter().find(|(begin, _)| tag.starts_with(begin));
        let length = end.and_then(|(_, end)| Some(tag.find(end)? + end.len()));
        rest = &tag[length.unwrap_or(1)..];
    }
    match letters + letters_in(rest) >= FEWEST {
        true => What::Template,
        false => What::Program,
    }
}

fn letters_in(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_with_a_text_is_more_than_looks() {
        let text = "---\ntitle: A title of more letters than that\n---\n<p class=\"a-very-long-name-of-a-class\">{{ content | safe | and | more }}</p><style>p { color: very-long-name }</style>\n";
        assert_eq!(of_template(text), What::Program);
        let text = format!("{text}Somebody has written this here.");
        assert_eq!(of_template(&text), What::Template);
    }
}
