//! HTML that the generator wrote, moved to another place: with other addresses, anchors and levels
//! of headings.

use std::borrow::Cow;

/// Attributes that hold an address.
const ADDRESSES: [&str; 3] = ["href", "src", "poster"];
/// Attributes that hold anchors, of itself or of others.
const ANCHORS: [&str; 8] = [
    "id",
    "name",
    "for",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
];
/// Elements in whose text nothing is markup.
const RAW: [&str; 2] = ["script", "style"];

/// What becomes of a text at another place.
pub struct Move<'a> {
    /// Another address instead of one, as it stands in an attribute.
    pub address: &'a dyn Fn(&str) -> Option<String>,
    /// What anchors begin with.
    pub anchors: &'a str,
    /// How many levels deeper the headings stand.
    pub deeper: usize,
    /// Whether pictures are there at once.
    pub at_once: bool,
}

impl Move<'_> {
    /// The text at its new place.
    pub fn html(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() + html.len() / 16);
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = tag_end(rest);
            let (tag, after) = rest.split_at(end);
            let name = super::name_of_tag(tag);
            rest = after;
            match (name, tag.as_bytes().get(1)) {
                ("", _) => out.push_str(tag),
                (name, Some(b'/')) => out.push_str(&format!("</{}>", self.name(name))),
                (name, _) => {
                    self.start(name, tag, &mut out);
                    if RAW.contains(&name) {
                        let text = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                        out.push_str(&rest[..text]);
                        rest = &rest[text..];
                    }
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// The name of an element there.
    fn name<'a>(&self, name: &'a str) -> Cow<'a, str> {
        let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
        match level {
            Some(level @ 1..=6) if self.deeper > 0 => {
                let level: usize = level;
                Cow::Owned(format!("h{}", (level + self.deeper).min(6)))
            }
            _ => Cow::Borrowed(name),
        }
    }

    /// Writes the tag with which an element begins.
    fn start(&self, name: &str, tag: &str, out: &mut String) {
        out.push('<');
        out.push_str(&self.name(name));
        let mut rest = &tag[1 + name.len()..];
        while let Some(equals) = rest.find("=\"") {
            let start = equals + 2;
            let Some(length) = rest[start..].find('"') else {
                break;
            };
            let (before, value) = (&rest[..equals], &rest[start..start + length]);
            let attribute = before.rsplit(char::is_whitespace).next().unwrap_or(before);
            let value = self.value(attribute, value);
            match value {
                Some(value) => out.push_str(&format!("{before}=\"{value}\"")),
                None => out.push_str(before[..before.len() - attribute.len()].trim_end()),
            }
            rest = &rest[start + length + 1..];
        }
        out.push_str(rest);
    }

    /// The value of an attribute there; nothing if it has no place.
    fn value<'a>(&self, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
        if self.at_once && attribute == "loading" {
            return None;
        }
        if ADDRESSES.contains(&attribute) {
            return Some((self.address)(value).map_or(Cow::Borrowed(value), Cow::Owned));
        }
        if attribute == "srcset" {
            let moved = |one: &str| {
                let one = one.trim();
                let (address, size) = one.split_once(' ').unwrap_or((one, ""));
                let address = (self.address)(address).unwrap_or_else(|| address.to_owned());
                format!("{address} {size}").trim_end().to_owned()
            };
            let all: Vec<String> = value.split(',').map(moved).collect();
            return Some(Cow::Owned(all.join(", ")));
        }
        if ANCHORS.contains(&attribute) && !self.anchors.is_empty() {
            let all = value.split_ascii_whitespace();
            let all: Vec<String> = all.map(|one| format!("{}{one}", self.anchors)).collect();
            return Some(Cow::Owned(all.join(" ")));
        }
        Some(Cow::Borrowed(value))
    }
}

/// The text as it can be read anywhere: with scheme and host in front of the addresses of a site,
/// and that of the page in front of its anchors.
pub fn anywhere(html: &str, origin: &str, page: &str) -> String {
    let address = |address: &str| match address.as_bytes() {
        [b'/', b'/', ..] => None,
        [b'/', ..] => Some(format!("{origin}{address}")),
        [b'#', ..] => Some(format!("{page}{address}")),
        _ => None,
    };
    let moved = Move {
        address: &address,
        anchors: "",
        deeper: 0,
        at_once: true,
    };
    moved.html(html)
}

/// Where a tag or a comment ends that a text begins with.
fn tag_end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_moved_with_their_anchors_and_levels() {
        let address = |address: &str| address.strip_prefix("/a/#").map(|to| format!("#p2-{to}"));
        let moved = Move {
            address: &address,
            anchors: "p1-",
            deeper: 2,
            at_once: true,
        };
        for (html, expected) in [
            (
                "<h2 id=\"x\">X &lt;</h2><h5>Y</h5>",
                "<h4 id=\"p1-x\">X &lt;</h4><h6>Y</h6>",
            ),
            (
                "<a class=\"c\" href=\"/a/#z\">a</a><hr><header>h</header>",
                "<a class=\"c\" href=\"#p2-z\">a</a><hr><header>h</header>",
            ),
            (
                "<img loading=\"lazy\" src=\"b.png\" alt=\"a > b\"><details name=\"t\" open>",
                "<img src=\"b.png\" alt=\"a > b\"><details name=\"p1-t\" open>",
            ),
            (
                "<!-- <h2 id=\"n\"> --><input id=\"i\" disabled><style>a>b<i</style>",
                "<!-- <h2 id=\"n\"> --><input id=\"p1-i\" disabled><style>a>b<i</style>",
            ),
            (
                "<td headers=\"a b\">1 < 2</td>",
                "<td headers=\"p1-a p1-b\">1 < 2</td>",
            ),
        ] {
            assert_eq!(moved.html(html), expected, "{html}");
        }
    }

    #[test]
    fn texts_can_be_read_anywhere() {
        let html = "<a href=\"/a/\">a</a><a href=\"#b\">b</a><a href=\"//c/\">c</a><img src=\"/i.png\" srcset=\"/i.png 1x, /j.png 2x\">";
        assert_eq!(
            anywhere(html, "https://x.org", "https://x.org/p/"),
            "<a href=\"https://x.org/a/\">a</a><a href=\"https://x.org/p/#b\">b</a><a href=\"//c/\">c</a><img src=\"https://x.org/i.png\" srcset=\"https://x.org/i.png 1x, https://x.org/j.png 2x\">"
        );
    }
}
