//! An export as a whole: what its items name by number, and addresses below that of the site.

use crate::import::address::normal;
use crate::import::feed::origin;
use crate::import::xml::Element;
use std::collections::BTreeMap;

/// An export, and what of it is known by number or name.
pub(super) struct Export<'a> {
    pub path: &'a str,
    pub base: &'a str,
    pub channel: &'a Element,
    /// The addresses of pages and files by number.
    pub links: BTreeMap<&'a str, &'a str>,
    /// Texts that are put into others, by number.
    pub blocks: BTreeMap<&'a str, &'a str>,
    /// What authors are called.
    pub authors: BTreeMap<&'a str, &'a str>,
}

impl<'a> Export<'a> {
    pub(super) fn new(path: &'a str, base: &'a str, channel: &'a Element) -> Self {
        let mut export = Self {
            path,
            base,
            channel,
            links: BTreeMap::new(),
            blocks: BTreeMap::new(),
            authors: BTreeMap::new(),
        };
        for item in channel.all("item") {
            let Some(id) = item.said(&["wp:post_id"]) else {
                continue;
            };
            let file = item.said(&["wp:attachment_url"]);
            if item.said(&["wp:post_type"]) == Some("wp_block") {
                let text = item.said(&["content:encoded"]).unwrap_or_default();
                export.blocks.insert(id, text);
            } else if let Some(link) = file.or_else(|| item.said(&["link"])) {
                export.links.insert(id, link);
            }
        }
        for author in channel.all("wp:author") {
            let said = |name: &str| author.said(&[name]);
            let named = said("wp:author_login").zip(said("wp:author_display_name"));
            export.authors.extend(named);
        }
        export
    }

    /// An address as it is below that of the site.
    pub(super) fn below(&self, address: &str) -> String {
        let prefix = self
            .base
            .strip_prefix(&origin(self.base))
            .unwrap_or_default();
        let path = normal(address);
        path.strip_prefix(prefix.trim_end_matches('/'))
            .unwrap_or(&path)
            .to_owned()
    }

    /// Whether an address is that of another host.
    pub(super) fn is_elsewhere(&self, address: &str) -> bool {
        let host = |address: &str| {
            let (_, rest) = address.split_once("://")?;
            rest.split('/').next().map(str::to_owned)
        };
        host(address).is_some_and(|other| Some(other) != host(self.base))
    }
}

/// A value that extensions have added.
pub(super) fn meta<'a>(item: &'a Element, key: &str) -> Option<&'a str> {
    let mut metas = item.all("wp:postmeta");
    let found = metas.find(|meta| meta.said(&["wp:meta_key"]) == Some(key));
    found.and_then(|meta| meta.said(&["wp:meta_value"]))
}
