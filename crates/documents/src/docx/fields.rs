//! What is to be filled in: content controls, and the part that holds their values.

use super::writer::{Look, NAMESPACES, Writer};
use crate::Document;
use crate::text::{field, unfilled};
use crate::xml::Xml;

/// The names of the part with the values; `themes/italia/static/js/model.js` knows them too.
pub(super) const VALUES: &str = "urn:casa:fields";

/// What content controls name that part by.
pub(super) const STORE: &str = "{6C1D7A52-2F0B-4E6B-9B39-5A7C1E0D4F14}";

/// What titles and tags of content controls have at most.
const MOST_LETTERS: usize = 64;

fn cut(text: &str) -> String {
    text.chars().take(MOST_LETTERS).collect()
}

impl Writer<'_> {
    /// One use of a field.
    pub(super) fn control(&mut self, id: &str, look: Look) {
        let document = self.document;
        let Some((index, field)) = field(document, id) else {
            self.run(&format!("[{id}]"), look);
            return;
        };
        self.control += 1;
        let number = self.control.to_string();
        let xml = self.xml();
        xml.raw("<w:sdt><w:sdtPr>");
        xml.raw(&look.markup());
        xml.leaf("w:alias", &[("w:val", &cut(&field.name))]);
        xml.leaf("w:tag", &[("w:val", &cut(&field.id))]);
        xml.leaf("w:id", &[("w:val", &number)]);
        xml.raw("<w:placeholder>");
        xml.leaf("w:docPart", &[("w:val", &format!("field{}", index + 1))]);
        xml.raw("</w:placeholder>");
        if field.value.is_none() {
            xml.raw("<w:showingPlcHdr/>");
        }
        let names = format!("xmlns:f=\"{VALUES}\"");
        let path = format!("/f:fields[1]/f:field[{}]", index + 1);
        xml.leaf(
            "w:dataBinding",
            &[
                ("w:prefixMappings", &names),
                ("w:xpath", &path),
                ("w:storeItemID", STORE),
            ],
        );
        if field.choices.is_empty() {
            xml.raw("<w:text/>");
        } else {
            xml.raw("<w:dropDownList>");
            for choice in &field.choices {
                xml.leaf(
                    "w:listItem",
                    &[("w:displayText", choice), ("w:value", choice)],
                );
            }
            xml.raw("</w:dropDownList>");
        }
        xml.raw("</w:sdtPr><w:sdtContent>");
        match &field.value {
            Some(value) => self.run(value, look),
            None => {
                let style = Some("PlaceholderText");
                self.run(&unfilled(field), Look { style, ..look });
            }
        }
        self.xml().raw("</w:sdtContent></w:sdt>");
    }
}

/// The values of the fields, empty where they have none.
pub(super) fn values(document: &Document) -> String {
    let mut xml = Xml::file("");
    xml.open("fields", &[("xmlns", VALUES)]);
    for field in &document.fields {
        let value = field.value.as_deref().unwrap_or_default();
        xml.element("field", &[("id", &field.id)], value);
    }
    xml.close("fields");
    xml.finish()
}

/// What shows of each field while it has no value, kept where Word looks for it once a value is
/// taken back.
pub(super) fn placeholders(document: &Document) -> String {
    let root = format!("<w:glossaryDocument {}><w:docParts>", NAMESPACES);
    let mut xml = Xml::file(&root);
    for (index, field) in document.fields.iter().enumerate() {
        let name = format!("field{}", index + 1);
        let guid = format!("{{6C1D7A52-2F0B-4E6B-9B39-{:012X}}}", index + 1);
        xml.raw("<w:docPart><w:docPartPr>");
        xml.leaf("w:name", &[("w:val", &name)]);
        xml.raw(r#"<w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types><w:behaviors><w:behavior w:val="content"/></w:behaviors>"#);
        xml.leaf("w:guid", &[("w:val", &guid)]);
        xml.raw(
            r#"</w:docPartPr><w:docPartBody><w:p><w:r><w:rPr><w:color w:val="455A64"/></w:rPr>"#,
        );
        xml.element("w:t", &[("xml:space", "preserve")], &unfilled(field));
        xml.raw("</w:r></w:p></w:docPartBody></w:docPart>");
    }
    xml.raw("</w:docParts></w:glossaryDocument>");
    xml.finish()
}
