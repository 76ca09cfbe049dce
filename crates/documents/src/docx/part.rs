//! A part of a package that points to others.

use crate::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A part of text, and what it points to.
#[derive(Default)]
pub(super) struct Part {
    pub xml: Xml,
    pub relations: Xml,
    related: u32,
}

impl Part {
    /// Ties the part to something, and gives the name of the tie.
    pub(super) fn relate(&mut self, kind: &str, target: &str, external: bool) -> String {
        self.related += 1;
        // Below stand those of the parts that every document has.
        let id = format!("rId{}", self.related + 100);
        relation(&mut self.relations, &id, kind, target, external);
        id
    }
}

/// Writes a tie.
pub(super) fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str, external: bool) {
    let kind = format!("{OFFICE}{kind}");
    let mut attributes = vec![("Id", id), ("Type", kind.as_str()), ("Target", target)];
    if external {
        attributes.push(("TargetMode", "External"));
    }
    xml.leaf("Relationship", &attributes);
}
