//! Documents as ODT (OpenDocument 1.3, part 3).
//!
//! A field is an input field of a variable of the user (`text:user-field-input`): it prints, is
//! filled in where it stands, and all its uses change together. A field with choices is a list
//! (`text:drop-down`), each use on its own, since the format binds them to nothing.

mod blocks;
mod fields;
mod inlines;
mod opening;
mod pages;
mod styles;
mod table;
mod writer;

use crate::text::extension;
use crate::xml::Xml;
use crate::zip::Zip;
use crate::{Document, Picture};
use std::io;
use writer::{NAMESPACES, Place, Writer};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

/// Writes a document.
///
/// # Errors
///
/// It is larger than 4 GB.
pub fn write(document: &Document) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(document);
    writer.blocks(&document.blocks, Place::BODY);
    let body = writer.xml.take();
    writer.opening();
    let opening = writer.xml.take();
    let mut content = Xml::file(&format!("<office:document-content {NAMESPACES}>"));
    content.raw("<office:automatic-styles>");
    content.raw(styles::TABLES);
    content.raw(&writer.automatic.take());
    content.raw("</office:automatic-styles><office:body><office:text>");
    content.raw(&fields::declarations(document));
    content.raw(&opening);
    content.raw(&body);
    content.raw("</office:text></office:body></office:document-content>");
    let mut zip = Zip::default();
    // First and as it is, so that programs know the format by the archive's first bytes.
    zip.store("mimetype", MEDIA_TYPE.as_bytes())?;
    zip.pack("META-INF/manifest.xml", manifest(&writer.media).as_bytes())?;
    zip.pack("meta.xml", pages::meta(document).as_bytes())?;
    zip.pack("styles.xml", styles::part(document).as_bytes())?;
    zip.pack("content.xml", content.finish().as_bytes())?;
    for (name, picture) in &writer.media {
        zip.store(name, &picture.bytes)?;
    }
    zip.finish()
}

/// The list of the files.
fn manifest(media: &[(String, &Picture)]) -> String {
    let mut xml = Xml::file("");
    let root = [
        (
            "xmlns:manifest",
            "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        ),
        ("manifest:version", "1.3"),
    ];
    xml.open("manifest:manifest", &root);
    let mut entry = |name: &str, kind: &str| {
        let attributes = [("manifest:full-path", name), ("manifest:media-type", kind)];
        xml.leaf("manifest:file-entry", &attributes);
    };
    entry("/", MEDIA_TYPE);
    for name in ["content.xml", "styles.xml", "meta.xml"] {
        entry(name, "text/xml");
    }
    for (name, picture) in media {
        entry(name, &format!("image/{}", extension(picture)));
    }
    xml.close("manifest:manifest");
    xml.finish()
}
