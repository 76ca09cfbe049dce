//! The parts of a package and how they are tied together (ECMA-376 part 2).

use super::part::relation;
use super::writer::{NAMESPACES, Writer};
use super::{fields, lists, pages, styles};
use crate::xml::{DECLARATION, Xml};
use crate::zip::Zip;
use std::io;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A part that ties: those of `fixed`, as kind and target, and `more`.
fn relations(fixed: &[(&str, &str)], more: &str) -> String {
    let mut xml = Xml::file("");
    xml.open("Relationships", &[("xmlns", PACKAGE)]);
    for (index, (kind, target)) in fixed.iter().enumerate() {
        relation(&mut xml, &format!("rId{}", index + 1), kind, target, false);
    }
    xml.raw(more);
    xml.close("Relationships");
    xml.finish()
}

/// The parts that a program looks for first.
pub(super) fn frame(writer: &Writer<'_>, zip: &mut Zip) -> io::Result<()> {
    zip.pack("[Content_Types].xml", content_types().as_bytes())?;
    let core = format!(
        r#"<Relationship Id="rId2" Type="{PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/>"#
    );
    let root = relations(&[("officeDocument", "word/document.xml")], &core);
    zip.pack("_rels/.rels", root.as_bytes())?;
    zip.pack("docProps/core.xml", properties(writer).as_bytes())
}

fn content_types() -> String {
    let mut xml = Xml::file("");
    let names = "http://schemas.openxmlformats.org/package/2006/content-types";
    xml.open("Types", &[("xmlns", names)]);
    for (end, kind) in [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    ] {
        xml.leaf("Default", &[("Extension", end), ("ContentType", kind)]);
    }
    let text = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    for (name, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("fontTable", "fontTable"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
        ("settings", "settings"),
        ("header", "header"),
        ("footer", "footer"),
        ("glossary/document", "document.glossary"),
    ] {
        let (name, kind) = (format!("/word/{name}.xml"), format!("{text}.{kind}+xml"));
        xml.leaf("Override", &[("PartName", &name), ("ContentType", &kind)]);
    }
    for (name, kind) in [
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
        (
            "/customXml/itemProps1.xml",
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        ),
    ] {
        xml.leaf("Override", &[("PartName", name), ("ContentType", kind)]);
    }
    xml.close("Types");
    xml.finish()
}

/// Title, language and day, for programs that list files.
fn properties(writer: &Writer<'_>) -> String {
    let document = writer.document;
    let mut xml = Xml::file(
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
    );
    xml.element("dc:title", &[], &document.title);
    xml.element("dc:creator", &[], &document.publisher);
    if let Some(summary) = &document.summary {
        xml.element("dc:description", &[], summary);
    }
    xml.element("dc:language", &[], &document.language);
    if let Some(version) = &document.version {
        xml.element("cp:version", &[], version);
    }
    if let Some((year, month, day)) = document.modified {
        let at = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &at);
        }
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

/// The other parts.
pub(super) fn rest(writer: &mut Writer<'_>, zip: &mut Zip) -> io::Result<()> {
    let document = writer.document;
    let fixed = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("footnotes", "footnotes.xml"),
        ("settings", "settings.xml"),
        ("header", "header.xml"),
        ("footer", "footer.xml"),
        ("fontTable", "fontTable.xml"),
        ("glossaryDocument", "glossary/document.xml"),
        ("customXml", "../customXml/item1.xml"),
    ];
    let ties = relations(&fixed, &writer.body.relations.take());
    let note_ties = relations(&[], &writer.notes.relations.take());
    let store = format!(
        r#"{DECLARATION}<ds:datastoreItem ds:itemID="{}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{}"/></ds:schemaRefs></ds:datastoreItem>"#,
        fields::STORE,
        fields::VALUES
    );
    for (name, text) in [
        ("word/_rels/document.xml.rels", ties),
        ("word/styles.xml", styles::part(document)),
        ("word/fontTable.xml", styles::fonts()),
        ("word/numbering.xml", lists::part(writer)),
        ("word/footnotes.xml", footnotes(writer)),
        ("word/_rels/footnotes.xml.rels", note_ties),
        ("word/settings.xml", settings(writer)),
        ("word/header.xml", pages::header(document)),
        ("word/footer.xml", pages::footer(document)),
        ("word/glossary/document.xml", fields::placeholders(document)),
        ("customXml/item1.xml", fields::values(document)),
        (
            "customXml/_rels/item1.xml.rels",
            relations(&[("customXmlProps", "itemProps1.xml")], ""),
        ),
        ("customXml/itemProps1.xml", store),
    ] {
        zip.pack(name, text.as_bytes())?;
    }
    for (name, bytes) in &writer.media {
        zip.store(&format!("word/media/{name}"), bytes)?;
    }
    Ok(())
}

fn footnotes(writer: &mut Writer<'_>) -> String {
    let mut xml = Xml::file(&format!("<w:footnotes {NAMESPACES}>"));
    xml.raw(r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#);
    xml.raw(&writer.notes.xml.take());
    xml.close("w:footnotes");
    xml.finish()
}

fn settings(writer: &Writer<'_>) -> String {
    let mut xml = Xml::file(&format!("<w:settings {NAMESPACES}>"));
    xml.raw(r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#);
    xml.leaf(
        "w:themeFontLang",
        &[("w:val", &styles::language(writer.document))],
    );
    xml.close("w:settings");
    xml.finish()
}
