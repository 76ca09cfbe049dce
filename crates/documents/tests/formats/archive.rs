//! What is in a file of the writers, read without them.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::io::Read;

/// A file of an archive.
pub struct Part {
    pub name: String,
    pub packed: bool,
    bytes: Vec<u8>,
}

impl Part {
    pub fn is_xml(&self) -> bool {
        self.name.ends_with(".xml") || self.name.ends_with(".rels")
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }
}

/// All files, in order, by their local headers.
pub fn parts(archive: &[u8]) -> Vec<Part> {
    let short =
        |at: usize| usize::from(u16::from_le_bytes(archive[at..at + 2].try_into().unwrap()));
    let long = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap()) as usize;
    let mut parts = Vec::new();
    let mut at = 0;
    while archive[at..].starts_with(b"PK\x03\x04") {
        let (method, packed, name) = (short(at + 8), long(at + 18), short(at + 26));
        let data = at + 30 + name;
        let mut bytes = Vec::new();
        let packed_bytes = &archive[data..data + packed];
        match method {
            0 => bytes.extend(packed_bytes),
            _ => {
                let mut decoder = flate2::read::DeflateDecoder::new(packed_bytes);
                decoder.read_to_end(&mut bytes).unwrap();
            }
        }
        assert_eq!(bytes.len(), long(at + 22));
        parts.push(Part {
            name: String::from_utf8(archive[at + 30..data].to_vec()).unwrap(),
            packed: method != 0,
            bytes,
        });
        at = data + packed;
    }
    parts
}

/// Fails if a part is not well-formed.
pub fn check(part: &Part) {
    let text = part.text();
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                start.attributes().for_each(|found| drop(found.unwrap()));
            }
            Ok(Event::Empty(start)) => start.attributes().for_each(|found| drop(found.unwrap())),
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{}: {error}\n{text}", part.name),
        }
    }
    assert_eq!(depth, 0, "{}", part.name);
}

/// The text of all parts, without markup.
pub fn text_of(archive: &[u8]) -> String {
    let mut text = String::new();
    for part in parts(archive).iter().filter(|part| part.is_xml()) {
        let xml = part.text();
        for piece in xml.replace("<text:s ", " <").split('>').skip(1) {
            text += &unescape(piece.split('<').next().unwrap()).unwrap();
        }
        text.push('\n');
    }
    text
}
