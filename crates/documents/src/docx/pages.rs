//! Pages: their size, what stands above and below the text, and the fields that count them.

use super::writer::NAMESPACES;
use crate::Document;
use crate::xml::Xml;

/// The part of the text, whose blocks are `body`.
pub(super) fn document(body: &str) -> String {
    let mut xml = Xml::file(&format!("<w:document {NAMESPACES}><w:body>"));
    xml.raw(body);
    xml.raw(r#"<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1417" w:bottom="1588" w:left="1417" w:header="709" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#);
    xml.finish()
}

/// The beginning of a field that a program fills, up to what it shows.
pub(super) fn begin(instruction: &str) -> String {
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#
    )
}

/// A field that a program fills; until then it shows `text`.
pub(super) fn field(instruction: &str, text: &str) -> String {
    format!(
        r#"{}<w:r><w:t>{text}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        begin(instruction)
    )
}

/// What stands above the text: who publishes, and what.
pub(super) fn header(document: &Document) -> String {
    let mut xml = Xml::file(&format!("<w:hdr {NAMESPACES}><w:p>"));
    xml.raw(r#"<w:pPr><w:pStyle w:val="Header"/></w:pPr>"#);
    run(&mut xml, &document.publisher);
    xml.raw("<w:r><w:tab/></w:r>");
    run(&mut xml, &document.title);
    xml.raw("</w:p></w:hdr>");
    xml.finish()
}

/// What stands below the text: version, day, address, and which page it is.
pub(super) fn footer(document: &Document) -> String {
    let words = &document.words;
    let mut xml = Xml::file(&format!("<w:ftr {NAMESPACES}>"));
    xml.raw(r#"<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>"#);
    run(&mut xml, &crate::text::stamp(document));
    xml.raw("<w:r><w:tab/></w:r>");
    run(&mut xml, &format!("{} ", words.page));
    xml.raw(&field("PAGE", "1"));
    run(&mut xml, &format!(" {} ", words.of));
    xml.raw(&field("NUMPAGES", "1"));
    xml.raw(r#"</w:p><w:p><w:pPr><w:pStyle w:val="FooterAddress"/></w:pPr>"#);
    run(&mut xml, &document.address);
    xml.raw("</w:p></w:ftr>");
    xml.finish()
}

fn run(xml: &mut Xml, text: &str) {
    xml.raw("<w:r>");
    xml.element("w:t", &[("xml:space", "preserve")], text);
    xml.raw("</w:r>");
}
