//! Pages, what stands above and below the text, and what lists of files show.

use super::writer::NAMESPACES;
use crate::Document;
use crate::xml::Xml;

/// The page: A4, with its header and footer.
pub(super) fn masters(document: &Document) -> String {
    let words = &document.words;
    let mut xml = Xml::default();
    xml.raw(r#"<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin-top="1.25cm" fo:margin-bottom="1cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.7cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.6cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header><text:p text:style-name="Header">"#);
    xml.text(&document.publisher);
    xml.raw("<text:tab/>");
    xml.text(&document.title);
    xml.raw(r#"</text:p></style:header><style:footer><text:p text:style-name="Footer">"#);
    xml.text(&crate::text::stamp(document));
    xml.raw("<text:tab/>");
    xml.text(&words.page);
    xml.raw(r#" <text:page-number text:select-page="current">1</text:page-number> "#);
    xml.text(&words.of);
    xml.raw(r#" <text:page-count>1</text:page-count></text:p><text:p text:style-name="Footer_20_Address">"#);
    xml.text(&document.address);
    xml.raw("</text:p></style:footer></style:master-page></office:master-styles>");
    xml.finish()
}

/// Title, language and day, for programs that list files.
pub(super) fn meta(document: &Document) -> String {
    let root = format!("<office:document-meta {NAMESPACES}><office:meta>");
    let mut xml = Xml::file(&root);
    xml.element("dc:title", &[], &document.title);
    if let Some(summary) = &document.summary {
        xml.element("dc:description", &[], summary);
    }
    xml.element("meta:initial-creator", &[], &document.publisher);
    xml.element("dc:creator", &[], &document.publisher);
    xml.element("dc:language", &[], &document.language);
    if let Some((year, month, day)) = document.modified {
        let at = format!("{year:04}-{month:02}-{day:02}T00:00:00");
        xml.element("meta:creation-date", &[], &at);
        xml.element("dc:date", &[], &at);
    }
    if let Some(version) = &document.version {
        let name = [("meta:name", document.words.version.as_str())];
        xml.element("meta:user-defined", &name, version);
    }
    xml.raw("</office:meta></office:document-meta>");
    xml.finish()
}
