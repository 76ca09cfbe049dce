//! What the configuration of Jekyll says.

use crate::import::data::{Data, text};
use crate::yaml::Node;

/// What its configuration says.
pub(super) struct Site {
    pub config: Data,
    /// Collections that are published, with the pattern of their addresses.
    pub collections: Vec<(String, Option<String>)>,
}

impl Site {
    pub(super) fn new(config: Data) -> Self {
        let declared = config.node.get("collections");
        let mut collections = Vec::new();
        for (name, node) in declared.map_or(&[][..], Node::entries) {
            if node.get("output").and_then(Node::as_bool) == Some(true) && name.text != "posts" {
                let shape = text(node, &["permalink"]).map(str::to_owned);
                collections.push((name.text.clone(), shape));
            }
        }
        Self {
            config,
            collections,
        }
    }

    pub(super) fn said(&self, keys: &[&str]) -> Option<String> {
        text(&self.config.node, keys).map(str::to_owned)
    }
}
