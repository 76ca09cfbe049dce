//! The schema of sites that have none.

use super::{Field, OPEN_FIELDS, Schema};
use crate::diagnostic::{Diagnostic, Expected};
use crate::source::{FileId, Sources};
use crate::yaml::{self, MapReader, Node};

/// The section of the configuration that names further taxonomies.
pub const TAXONOMIES: &str = "taxonomies";

/// The embedded file.
pub(super) fn embedded(ignored: &mut Vec<Diagnostic>) -> Option<Node> {
    let sources = Sources::from_texts([("open.yaml", OPEN_FIELDS)]);
    yaml::parse_file(&sources, FileId(0), ignored)
}

impl Schema {
    /// Calls what the site did not name itself as its language does; English where nothing is said
    /// in that.
    pub fn speak(&mut self, language: &str) {
        let embedded = embedded(&mut Vec::new());
        let labels = embedded
            .as_ref()
            .and_then(|node| node.get("labels")?.get(language));
        let Some(labels) = labels else {
            return;
        };
        let said = |name: &str| labels.get(name)?.as_text().map(str::to_owned);
        for own in self.types.iter_mut().filter(|own| own.open) {
            own.label = said(&own.name).unwrap_or_else(|| own.label.clone());
            own.plural = said(&format!("{}s", own.name)).unwrap_or_else(|| own.plural.clone());
            for field in &mut own.fields {
                field.label = said(&field.name).unwrap_or_else(|| field.label.clone());
            }
        }
    }

    /// Adds the taxonomies that a configuration names: a map from the field of each to what it is
    /// called.
    pub fn read_taxonomies(&mut self, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
        let mut reader = MapReader::new(node, TAXONOMIES, diagnostics);
        for (key, value) in node.entries() {
            let label = value.as_text().map(str::to_owned);
            if let Some(label) = reader.expect(&key.text, value, Expected::Text, label) {
                self.add_taxonomy(&key.text, label);
            }
        }
    }

    /// Adds a field like that of the tags.
    fn add_taxonomy(&mut self, name: &str, label: String) {
        for own in self.types.iter_mut().filter(|own| own.open) {
            let tags = own.fields.iter().find(|field| field.taxonomy.is_some());
            let field = tags.map(|tags| Field {
                name: name.to_owned(),
                taxonomy: Some(name.to_owned()),
                label: label.clone(),
                ..tags.clone()
            });
            own.fields.retain(|field| field.name != name);
            own.fields.extend(field);
        }
    }
}
