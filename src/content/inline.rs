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

/// Escapes text for HTML, attribute values included.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(text, &mut out);
    out
}

/// Writes escaped text at the end of `out`.
pub(super) fn escape_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
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
