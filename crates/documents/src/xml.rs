//! XML that is well-formed whatever its text holds.

use std::fmt::Write;

/// The line with which a file of XML begins.
pub(crate) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// XML that is being written.
#[derive(Default)]
pub(crate) struct Xml(String);

impl Xml {
    /// A file whose root element begins with `start`, which is markup.
    pub(crate) fn file(start: &str) -> Self {
        Self(format!("{DECLARATION}{start}"))
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// Ends it.
    pub(crate) fn close(&mut self, name: &str) {
        let _ = write!(self.0, "</{name}>");
    }

    /// An element without content.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.0, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"");
            self.text(value);
            self.0.push('"');
        }
    }

    /// An element that holds only text.
    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Text, without the characters that XML does not have.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => self.0.push(c),
                _ => {}
            }
        }
    }

    /// Markup that is XML by itself.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// How many bytes have been written.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// All of it.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// What has been written since it was taken last.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}
