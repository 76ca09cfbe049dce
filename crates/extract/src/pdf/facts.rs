//! What a PDF says of itself.

use super::strings::text;
use crate::facts::Facts;
use crate::xml::{self, Token};
use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Stream, String as PdfString};

/// Largest packet of metadata, in bytes.
const MAX_METADATA: usize = 1 << 20;

pub(super) fn of(pdf: &Pdf) -> Facts {
    let mut facts = Facts::default();
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id()).unwrap_or_default();
    if let Some(language) = root.get::<PdfString<'_>>("Lang") {
        facts.language(&text(language.as_bytes()));
    }
    let marks = root.get::<Dict<'_>>("MarkInfo");
    let is_marked = marks.and_then(|marks| marks.get::<bool>("Marked"));
    facts.tagged = Some(is_marked == Some(true) && root.contains_key("StructTreeRoot"));
    facts.encrypted = is_encrypted(pdf.data().as_ref());
    let metadata = pdf.metadata();
    if let Some(author) = &metadata.author {
        facts.person("Author (Info)", &text(author));
    }
    let packet = root.get::<Stream<'_>>("Metadata");
    if let Some(packet) = packet.and_then(|packet| packet.decoded().ok())
        && packet.len() <= MAX_METADATA
        && let Ok(packet) = std::str::from_utf8(&packet)
    {
        from_packet(packet, &mut facts);
    }
    if let Some(title) = &metadata.title {
        facts.title(&text(title));
    }
    let date = metadata.modification_date.or(metadata.creation_date);
    if let Some(DateTime {
        year, month, day, ..
    }) = date
    {
        facts.date(&format!("{year:04}-{month:02}-{day:02}"));
    }
    facts
}

/// Whether the file names a way to decrypt it: with the empty password, if it could be read.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    bytes
        .windows(KEY.len() + 1)
        .any(|window| window.starts_with(KEY) && !window[KEY.len()].is_ascii_alphabetic())
}

/// Title and authors from a packet of XMP; what is damaged in it is passed over.
fn from_packet(packet: &str, facts: &mut Facts) {
    let mut inside = None;
    let packet = packet.trim_start_matches('\u{feff}');
    let read = xml::read(packet, &[], |token| {
        match token {
            Token::Start(element) => {
                let name = element.name();
                if let "dc:title" | "dc:creator" = name {
                    inside = Some(name.to_owned());
                }
            }
            Token::Text(text) => match inside.as_deref() {
                Some("dc:title") if !text.trim().is_empty() => facts.title(&text),
                Some("dc:creator") => facts.person("dc:creator (XMP)", &text),
                _ => {}
            },
            Token::End(name) => {
                if inside.as_deref() == Some(&name) {
                    inside = None;
                }
            }
        }
        Ok(())
    });
    // What could be read of it holds.
    drop(read);
}
