//! Documents as DOCX (ECMA-376, Office Open XML, transitional).
//!
//! Fields are content controls bound to a part of custom XML, so that all uses of one change
//! together (ECMA-376 part 1, 17.5.2.6).

mod blocks;
mod fields;
mod inlines;
mod lists;
mod pages;
mod part;
mod parts;
mod styles;
mod table;
mod writer;

use crate::Document;
use crate::zip::Zip;
use std::io;
use writer::{Place, Writer};

/// Writes a document.
///
/// # Errors
///
/// It is larger than 4 GB.
pub fn write(document: &Document) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(document);
    writer.blocks(&document.blocks, Place::BODY);
    let text = writer.body.xml.take();
    writer.opening();
    writer.body.xml.raw(&text);
    let text = writer.body.xml.take();
    let mut zip = Zip::default();
    parts::frame(&writer, &mut zip)?;
    let text = pages::document(&text);
    zip.pack("word/document.xml", text.as_bytes())?;
    parts::rest(&mut writer, &mut zip)?;
    zip.finish()
}
