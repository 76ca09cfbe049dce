//! Short texts with emphasis, code and links, for templates.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The HTML of a short text: emphasis, code and web links are kept, everything else is escaped.
pub fn inline_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.push_str(&escape(&text));
            }
            Event::Code(text) => out.push_str(&format!("<code>{}</code>", escape(&text))),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Emphasis) => out.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => out.push_str("</em>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => out.push_str("</strong>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let web = ["https://", "http://", "/"]
                    .iter()
                    .any(|start| dest_url.starts_with(start));
                let address = if web { &*dest_url } else { "#" };
                out.push_str(&format!("<a href=\"{}\">", escape(address)));
            }
            Event::End(TagEnd::Link) => out.push_str("</a>"),
            _ => {}
        }
    }
    out
}

/// Longest description of a page in characters, as search engines cut it.
const DESCRIPTION_LENGTH: usize = 160;

/// As many words of a text as a description takes; nothing of an empty one.
pub fn first_words(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if length + more > DESCRIPTION_LENGTH {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += more;
    }
    (!out.is_empty()).then_some(out)
}

/// Escapes text for HTML, attribute values included.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// Writes escaped text at the end of `out`.
pub(super) fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest
        .bytes()
        .position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"'))
    {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_html_gets_through() {
        assert_eq!(
            inline_html("a *b* <i>c</i>"),
            "a <em>b</em> &lt;i&gt;c&lt;/i&gt;"
        );
        assert_eq!(inline_html("[x](javascript:y)"), "<a href=\"#\">x</a>");
    }
}
