//! Elements in elements, as deep as they are written.

use crate::html::{self, Token};

/// Deepest element that is kept as one; what is inside deeper ones stands in it.
const DEEPEST: usize = 100;

/// An element, or a text.
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element.
#[derive(Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        let classes = self.get("class").unwrap_or("");
        classes.split_ascii_whitespace().any(|own| own == class)
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element, of all inside, that is wanted.
    pub(super) fn find(&self, wanted: &dyn Fn(&Element) -> bool) -> Option<&Element> {
        self.elements().find_map(|element| match wanted(element) {
            true => Some(element),
            false => element.find(wanted),
        })
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn add_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.add_text(out),
            }
        }
    }
}

/// The elements of a piece of HTML, in one that has no name.
pub(super) fn read(html: &str) -> Element {
    let mut open: Vec<Element> = vec![Element::default()];
    // Elements that are too deep to be kept.
    let mut too_deep = 0;
    for token in html::tokens(html) {
        match token {
            Token::Start(tag) if html::is_void(&tag.name) => {
                let element = element(tag);
                add(&mut open, Node::Element(element));
            }
            Token::Start(_) if open.len() > DEEPEST => too_deep += 1,
            Token::Start(tag) => open.push(element(tag)),
            Token::End(_) if too_deep > 0 => too_deep -= 1,
            Token::End(name) => {
                // An end without a beginning ends nothing.
                if open.iter().skip(1).any(|element| element.name == name) {
                    while close(&mut open).is_some_and(|closed| closed != name) {}
                }
            }
            Token::Text(text) => add(&mut open, Node::Text(text)),
            Token::OpenComment { .. } => {}
        }
    }
    while close(&mut open).is_some() {}
    open.swap_remove(0)
}

fn element(tag: html::Tag) -> Element {
    Element {
        name: tag.name,
        attributes: tag.attributes,
        children: Vec::new(),
    }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

/// Ends the innermost element, unless it is the one that holds all; its name.
fn close(open: &mut Vec<Element>) -> Option<String> {
    if open.len() < 2 {
        return None;
    }
    let element = open.pop()?;
    let name = element.name.clone();
    add(open, Node::Element(element));
    Some(name)
}
