//! What shortcodes of another program stand for.

use crate::diagnostic::Expected;
use crate::yaml::MapReader;
use std::collections::BTreeMap;

/// Reads a map from their names to those that are understood, or to components.
pub(super) fn shortcodes(reader: &mut MapReader<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if let Some(node) = reader.node("shortcodes") {
        for (key, value) in node.entries() {
            let text = value.as_text().map(str::to_owned);
            let text = reader.expect(&key.text, value, Expected::Text, text);
            found.extend(text.map(|text| (key.text.clone(), text)));
        }
    }
    found
}
