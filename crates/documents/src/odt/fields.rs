//! What is to be filled in: variables of the user, and lists of choices.

use super::writer::Writer;
use crate::text::{field, shown, unfilled};
use crate::xml::Xml;
use crate::{Document, Field};

impl Writer<'_> {
    /// One use of a field.
    pub(super) fn field(&mut self, id: &str) {
        let document = self.document;
        let Some((_, field)) = field(document, id) else {
            self.text(&format!("[{id}]"));
            return;
        };
        self.open_span("Placeholder");
        match field.choices.is_empty() {
            true => {
                let help = field.help.as_ref().unwrap_or(&field.name);
                let attributes = [("text:name", id), ("text:description", help)];
                self.xml.open("text:user-field-input", &attributes);
                self.text(&shown(document, id));
                self.xml.close("text:user-field-input");
            }
            false => self.choice(field),
        }
        self.xml.close("text:span");
    }

    fn choice(&mut self, field: &Field) {
        self.xml
            .open("text:drop-down", &[("text:name", &field.name)]);
        let now = field.value.clone().unwrap_or_else(|| unfilled(field));
        let listed = field.choices.contains(&now);
        let more = (!listed).then_some(&now);
        for choice in more.into_iter().chain(&field.choices) {
            let mut attributes = vec![("text:value", choice.as_str())];
            if *choice == now {
                attributes.push(("text:current-selected", "true"));
            }
            self.xml.leaf("text:label", &attributes);
        }
        self.xml.text(&now);
        self.xml.close("text:drop-down");
    }
}

/// The variables: what all uses of a field show.
pub(super) fn declarations(document: &Document) -> String {
    let mut xml = Xml::default();
    let mut fields = document.fields.iter();
    let Some(first) = fields.find(|field| field.choices.is_empty()) else {
        return String::new();
    };
    xml.raw("<text:user-field-decls>");
    let others = fields.filter(|field| field.choices.is_empty());
    for field in [first].into_iter().chain(others) {
        xml.leaf(
            "text:user-field-decl",
            &[
                ("office:value-type", "string"),
                ("office:string-value", &shown(document, &field.id)),
                ("text:name", &field.id),
            ],
        );
    }
    xml.raw("</text:user-field-decls>");
    xml.finish()
}
