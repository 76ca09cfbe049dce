//! Reading published HTML: enough of it for pages that the generator writes itself.

/// A start tag.
#[derive(Debug)]
pub struct Element {
    /// In small letters.
    pub name: String,
    /// Names and decoded values, in order.
    pub attributes: Vec<(String, String)>,
    /// What follows up to the next tag, decoded; the whole inside for `title`.
    pub text: String,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page, in order.
pub fn elements(html: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut element, after) = element(rest);
        rest = after;
        if matches!(
            element.name.as_str(),
            "script" | "style" | "title" | "textarea"
        ) {
            let close = format!("</{}", element.name);
            let end = rest.find(&close).unwrap_or(rest.len());
            element.text = decode(&rest[..end]);
            rest = &rest[end..];
        } else {
            element.text = decode(&rest[..rest.find('<').unwrap_or(rest.len())]);
        }
        elements.push(element);
    }
    elements
}

/// Reads a tag from its name on; also what follows it.
fn element(text: &str) -> (Element, &str) {
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        let attribute = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((attribute, String::new()));
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value
                    .find(|c: char| c.is_ascii_whitespace() || c == '>')
                    .unwrap_or(value.len());
                value.split_at(end)
            }
        };
        attributes.push((attribute, decode(value)));
        rest = after;
    }
    (
        Element {
            name,
            attributes,
            text: String::new(),
        },
        rest,
    )
}

/// Decodes the character references that the generator and its themes write.
pub fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&#x3D;", "=")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// Decodes `%20` and the like.
pub fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex
            .filter(|_| first == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[test]
fn tags_are_read_with_their_attributes() {
    let found =
        elements("<!-- <a> --><p class='x y' hidden>a &amp; b<img src=a.png/></p><title>c</title>");
    let names: Vec<&str> = found.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["p", "img", "title"]);
    assert_eq!(found[0].get("class"), Some("x y"));
    assert_eq!(found[0].get("hidden"), Some(""));
    assert_eq!(found[0].text, "a & b");
    assert_eq!(found[2].text, "c");
    assert_eq!(percent_decode("/citt%C3%A0%20x"), "/città x");
}
