//! Short texts with emphasis, code and links, for templates.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The HTML of a short text: emphasis, code and web links are kept, everything else is escaped.
pub fn inline_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut is_link = false;
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
                // Where any other leads depends on the page, which is not known here.
                is_link = ["https://", "http://", "/"]
                    .iter()
                    .any(|start| dest_url.starts_with(start));
                if is_link {
                    out.push_str(&format!("<a href=\"{}\">", escape(&dest_url)));
                }
            }
            Event::End(TagEnd::Link) if is_link => out.push_str("</a>"),
            _ => {}
        }
    }
    out
}

/// A line of HTML with the HTML of what Markdown there is between its tags, which stay as they are.
pub(super) fn inline_markdown(line: &str) -> String {
    // So that no block begins with it.
    const BEFORE: &str = ". ";
    let line = format!("{BEFORE}{line}");
    let mut out = String::with_capacity(line.len() + 16);
    let mut in_picture = false;
    for (event, range) in Parser::new(&line).into_offset_iter() {
        match event {
            Event::Text(text) => match in_picture || line[..range.start].ends_with('\\') {
                true => escape_into(&text, &mut out),
                false => out.push_str(&line[range]),
            },
            Event::InlineHtml(html) => out.push_str(&html),
            Event::Code(text) => out.push_str(&format!("<code>{}</code>", escape(&text))),
            Event::Start(Tag::Emphasis) => out.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => out.push_str("</em>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => out.push_str("</strong>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.push_str(&format!("<a href=\"{}\">", escape(&dest_url)));
            }
            Event::End(TagEnd::Link) => out.push_str("</a>"),
            Event::Start(Tag::Image { dest_url, .. }) => {
                in_picture = true;
                out.push_str(&format!("<img src=\"{}\" alt=\"", escape(&dest_url)));
            }
            Event::End(TagEnd::Image) => {
                in_picture = false;
                out.push_str("\">");
            }
            _ => {}
        }
    }
    out.split_off(BEFORE.len().min(out.len()))
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

/// Which bytes are written otherwise in HTML.
const IS_ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    escaped[b'&' as usize] = true;
    escaped[b'<' as usize] = true;
    escaped[b'>' as usize] = true;
    escaped[b'"' as usize] = true;
    escaped
};

/// Writes escaped text at the end of `out`.
pub(super) fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| IS_ESCAPED[usize::from(byte)]) {
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
        assert_eq!(inline_html("[x](javascript:y)"), "x");
    }
}
