//! XML as a tree: the generator's door to quick-xml.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// How deep elements are read.
const DEEPEST: usize = 64;

/// An element.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Element {
    /// Its name, with its prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// All text directly in it.
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The first element in it with one of these names.
    pub(super) fn get(&self, names: &[&str]) -> Option<&Element> {
        self.children
            .iter()
            .find(|child| names.contains(&child.name.as_str()))
    }

    /// The text of the first element in it with one of these names, if it says something.
    pub(super) fn said(&self, names: &[&str]) -> Option<&str> {
        let text = self.get(names)?.text.trim();
        Some(text).filter(|text| !text.is_empty())
    }

    /// The elements in it with a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The outermost element of a document; `None` for what is no XML.
pub(super) fn parse(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            // What is in it is a text with marks, as between the marks of another.
            Event::Start(start) if is_xhtml(&start) => {
                let mut own = element(&start);
                own.text = reader
                    .read_text(start.name())
                    .ok()?
                    .decode()
                    .ok()?
                    .into_owned();
                open.last_mut()?.children.push(own);
            }
            Event::Start(start) if open.len() <= DEEPEST => open.push(element(&start)),
            Event::Start(_) => return None,
            Event::End(_) => {
                let ended = open.pop()?;
                open.last_mut()?.children.push(ended);
            }
            Event::Text(text) => open.last_mut()?.text.push_str(&text.decode().ok()?),
            Event::CData(data) => open.last_mut()?.text.push_str(&data.decode().ok()?),
            Event::GeneralRef(reference) => {
                let name = reference.decode().ok()?;
                let letter = reference.resolve_char_ref().ok().flatten();
                let named = resolve_predefined_entity(&name).map(str::to_owned);
                let text = letter.map(String::from).or(named);
                open.last_mut()?.text.push_str(&text.unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop()?.children.into_iter().next()
}

/// Whether an element holds XHTML, as texts of Atom may.
fn is_xhtml(start: &BytesStart<'_>) -> bool {
    let kind = start.try_get_attribute("type").ok().flatten();
    kind.is_some_and(|kind| &*kind.value == b"xhtml")
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = String::from_utf8_lossy(start.name().into_inner()).into_owned();
    let attributes = start.attributes().flatten().map(|attribute| {
        let key = String::from_utf8_lossy(attribute.key.into_inner()).into_owned();
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        (key, value.replace("&amp;", "&"))
    });
    Element {
        name,
        attributes: attributes.collect(),
        ..Element::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_trees() {
        let text = "<?xml version=\"1.0\"?><a x=\"1&amp;2\"><b>c &lt; &#233;</b><b/><c><![CDATA[<p>]]></c></a>";
        let root = parse(text).unwrap();
        assert_eq!(
            (root.name.as_str(), root.attribute("x")),
            ("a", Some("1&2"))
        );
        assert_eq!(root.said(&["b"]), Some("c < é"));
        assert_eq!(root.all("b").count(), 2);
        assert_eq!(root.said(&["z", "c"]), Some("<p>"));
        let xhtml = "<a><c type=\"xhtml\"><div>x <b>y</b></div></c><d>z</d></a>";
        let root = parse(xhtml).unwrap();
        assert_eq!(root.said(&["c"]), Some("<div>x <b>y</b></div>"));
        assert_eq!(root.said(&["d"]), Some("z"));
        assert_eq!(parse("<a><b></a>"), None);
        assert_eq!(parse("text"), None);
    }
}
