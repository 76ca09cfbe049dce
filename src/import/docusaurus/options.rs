//! What presets and plugins of Docusaurus are told.

use crate::import::data::text;
use crate::yaml::Node;

/// The options of a preset or a plugin, wherever they are given.
pub(super) fn options<'a>(config: &'a Node, part: &str) -> Option<&'a Node> {
    let all = ["presets", "plugins"].into_iter();
    let lists = all.filter_map(|key| config.get(key));
    let mut entries = lists.flat_map(Node::items);
    entries.find_map(|entry| entry.items().get(1)?.get(part))
}

/// The documents or the blogs that a site has: the name of each, if it is not the first, and what is
/// said of it.
pub(super) fn instances<'a>(
    config: &'a Node,
    kind: &str,
) -> Vec<(Option<&'a str>, Option<&'a Node>)> {
    let own = options(config, kind);
    let is_none = own.and_then(Node::as_bool) == Some(false);
    let first = (!is_none).then_some((None, own));
    let plugins = config.get("plugins").map_or(&[][..], Node::items).iter();
    let plugins = plugins.filter_map(|entry| {
        let name = entry.items().first()?.as_text()?;
        let said = entry.items().get(1)?;
        let is_it = name.ends_with(&format!("plugin-content-{kind}"));
        is_it.then(|| (text(said, &["id"]), Some(said)))
    });
    first.into_iter().chain(plugins).collect()
}
