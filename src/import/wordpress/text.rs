//! Texts of WordPress as readers saw them.

use std::collections::BTreeMap;

/// A text in which pictures with captions are figures: `[caption id="a"]<img src="b"> Words[/caption]`.
pub(super) fn captioned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[caption") {
        let (before, tag) = rest.split_at(at);
        let inside = tag
            .split_once(']')
            .and_then(|(_, after)| after.split_once("[/caption]"));
        let Some((inside, after)) = inside else {
            break;
        };
        // The caption stands behind the picture and the link around it.
        let image = inside.find("<img").and_then(|from| {
            let end = from + inside[from..].find('>')? + 1;
            let link = inside[end..].trim_start().strip_prefix("</a>");
            Some(link.map_or(end, |rest| inside.len() - rest.len()))
        });
        let (picture, words) = inside.split_at(image.unwrap_or(0));
        let words = words.trim();
        out.push_str(&format!(
            "{before}\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n"
        ));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A text with those that it takes in (`<!-- wp:block {"ref":77} /-->`), and the numbers of those that
/// there are not.
pub(super) fn with_blocks(text: &str, blocks: &BTreeMap<&str, &str>) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut missing = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("<!-- wp:block ") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let length = tag.find("-->").map_or(tag.len(), |end| end + 3);
        let number = tag[..length]
            .split_once("\"ref\":")
            .map_or("", |(_, rest)| rest);
        let number: String = number.chars().take_while(char::is_ascii_digit).collect();
        match blocks.get(number.as_str()) {
            Some(block) => out.push_str(block),
            None => missing.push(number),
        }
        rest = &tag[length..];
    }
    out.push_str(rest);
    (out, missing)
}

/// A text whose links by number (`?p=10`) lead to the addresses that `of` knows.
pub(super) fn linked<'a>(text: &str, of: impl Fn(&str, &str) -> Option<&'a str>) -> String {
    const SIGN: &str = "href=\"";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(SIGN) {
        let (before, behind) = rest.split_at(at + SIGN.len());
        out.push_str(before);
        let address = behind.split('"').next().unwrap_or_default();
        let number = ["?p=", "?page_id="]
            .iter()
            .find_map(|sign| address.split_once(sign));
        let found = number.and_then(|(_, number)| of(address, number));
        out.push_str(found.unwrap_or(address));
        rest = &behind[address.len()..];
    }
    out + rest
}

/// Elements that stand in lines of their own.
const BLOCKS: [&str; 33] = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "hr",
    "form",
    "section",
    "dl",
    "dt",
    "dd",
    "iframe",
    "br",
    "details",
    "summary",
];

/// A text from before there were blocks, in which a line break is one for readers too.
pub(super) fn with_breaks(text: &str) -> String {
    if text.contains("<!-- wp:") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut is_kept = false;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let said = line.trim();
        for (name, keeps) in [("<pre", true), ("</pre", false)] {
            is_kept = if said.contains(name) { keeps } else { is_kept };
        }
        let next = lines.peek().map_or("", |next| next.trim());
        let is_one = !said.is_empty() && !next.is_empty();
        let stands_alone = |line: &str| line.starts_with('[') && line.ends_with(']');
        let ends = is_block(said.rfind('<').map_or("", |at| &said[at..])) && said.ends_with('>');
        let is_apart = ends || is_block(next) || stands_alone(said) || stands_alone(next);
        match is_one && !is_kept && !is_apart {
            true => out.push_str(&format!("{}<br>\n", line.trim_end())),
            false => out.push_str(line),
        }
    }
    out
}

/// Whether a text begins with the tag of an element in lines of its own, or with a comment.
fn is_block(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else {
        return false;
    };
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = &name[..end.unwrap_or(name.len())];
    tag.starts_with("!--") || BLOCKS.iter().any(|own| own.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_readers_saw_them() {
        let blocks = BTreeMap::from([("77", "<p>B</p>")]);
        let (text, missing) = with_blocks(
            "a <!-- wp:block {\"ref\":77} /--> <!-- wp:block {\"ref\":8} /-->",
            &blocks,
        );
        assert_eq!(
            (text.as_str(), missing.join(" ").as_str()),
            ("a <p>B</p> ", "8")
        );
        let link = |_: &str, id: &str| Some("/x/").filter(|_| id == "10");
        let found = linked("<a href=\"/?p=10\">a</a> <a href=\"?p=9\">b</a>", link);
        assert_eq!(found, "<a href=\"/x/\">a</a> <a href=\"?p=9\">b</a>");
        for (text, expected) in [
            ("a\nb\n\nc", "a<br>\nb\n\nc"),
            (
                "<p>a</p>\nb\n<ul>\n<li>c</li>",
                "<p>a</p>\nb\n<ul>\n<li>c</li>",
            ),
            ("<b>a</b>\nb", "<b>a</b><br>\nb"),
            ("[x]\nb", "[x]\nb"),
            ("<pre>a\nb</pre>\nc\nd", "<pre>a\nb</pre>\nc<br>\nd"),
            ("<!-- wp:paragraph -->a\nb", "<!-- wp:paragraph -->a\nb"),
        ] {
            assert_eq!(with_breaks(text), expected, "{text}");
        }
    }

    #[test]
    fn pictures_with_captions_are_figures() {
        for (text, expected) in [
            ("a [caption b", "a [caption b"),
            (
                "a[caption id=\"x\"]<a href=\"y\"><img src=\"b\"></a> Words[/caption]c",
                "a\n\n<figure><a href=\"y\"><img src=\"b\"></a><figcaption>Words</figcaption></figure>\n\nc",
            ),
        ] {
            assert_eq!(captioned(text), expected);
        }
    }
}
