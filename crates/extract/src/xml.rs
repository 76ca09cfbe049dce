//! The XML of documents as a stream of the three things that text is made of.

use crate::cause::Cause;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// What comes next in a document.
pub(crate) enum Token<'a> {
    /// An element begins; an empty one ends at once.
    Start(Element<'a>),
    /// An element ends. Its name, with the prefix that its format always has.
    End(String),
    /// Text.
    Text(String),
}

/// The beginning of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name, with the prefix that its format always has.
    pub(crate) fn name(&self) -> &str {
        std::str::from_utf8(self.0.name().into_inner()).expect("what is read is UTF-8")
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.0.try_get_attribute(name).ok()??;
        let value = std::str::from_utf8(&attribute.value).ok()?;
        Some(unescape(value).ok()?.into_owned())
    }
}

/// Tells every token of a document to `each`. Elements called one of `skipped` are left out with all
/// that is in them.
pub(crate) fn read(
    text: &str,
    skipped: &[&str],
    mut each: impl FnMut(Token<'_>) -> Result<(), Cause>,
) -> Result<(), Cause> {
    let damaged = |_| Cause::NotDocument;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open = 0usize;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(start) => {
                let element = Element(start);
                if skipped.contains(&element.name()) {
                    let end = element.0.to_end();
                    reader.read_to_end(end.name()).map_err(damaged)?;
                } else {
                    open += 1;
                    each(Token::Start(element))?;
                }
            }
            Event::End(end) => {
                open -= 1;
                let name = String::from_utf8_lossy(end.name().into_inner()).into_owned();
                each(Token::End(name))?;
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|_| Cause::NotDocument)?;
                each(Token::Text(text.into_owned()))?;
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|_| Cause::NotDocument)?;
                each(Token::Text(text.into_owned()))?;
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(damaged)?;
                let text = match character {
                    Some(character) => character.to_string(),
                    None => reference
                        .decode()
                        .ok()
                        .and_then(|name| resolve_predefined_entity(&name))
                        // Only a document type could say what it stands for.
                        .ok_or(Cause::NotDocument)?
                        .to_owned(),
                };
                each(Token::Text(text))?;
            }
            // It could make a short text long, or ask for other files.
            Event::DocType(_) => return Err(Cause::NotDocument),
            // What ends inside of an element was cut off.
            Event::Eof if open > 0 => return Err(Cause::NotDocument),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The name of an element without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
