//! What the configuration of Hugo says.

use crate::import::data::Data;
use crate::import::patterns::Patterns;
use crate::yaml::Node;

/// What its configuration says.
pub(super) struct Site {
    pub main: Data,
    /// Sections that have a file of their own.
    pub parts: Vec<(String, Data)>,
    /// Its languages, its own first, with the folder of each that has one.
    pub languages: Vec<(String, Option<String>)>,
    pub in_subfolder: bool,
    pub folder: String,
    /// The pages that it keeps from being published: all of them, or those of patterns.
    pub hidden: Vec<Option<Patterns>>,
}

/// The value of a key, whatever the case of its letters.
pub(super) fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let mut entries = node.entries().iter();
    let found = entries.find(|(own, _)| own.text.eq_ignore_ascii_case(key));
    found.map(|(_, value)| value)
}

impl Site {
    pub(super) fn new(main: Data, parts: Vec<(String, Data)>) -> Self {
        let mut site = Self {
            main,
            parts,
            languages: Vec::new(),
            in_subfolder: false,
            folder: String::new(),
            hidden: Vec::new(),
        };
        let said = |key: &str| site.value(key).and_then(Node::as_text).map(str::to_owned);
        let folder = said("contentDir").unwrap_or_else(|| "content".to_owned());
        let in_subfolder = said("defaultContentLanguageInSubdir").as_deref() == Some("true");
        let first = said("defaultContentLanguage").unwrap_or_else(|| "en".to_owned());
        let languages = site.value("languages").map_or(&[][..], Node::entries);
        let mut languages: Vec<(String, Option<String>)> = languages
            .iter()
            .map(|(tag, node)| {
                let folder = get(node, "contentDir").and_then(Node::as_text);
                (tag.text.clone(), folder.map(str::to_owned))
            })
            .collect();
        languages.sort_by_key(|(tag, _)| *tag != first);
        (site.languages, site.in_subfolder, site.folder) = (languages, in_subfolder, folder);
        site.hidden = site.value("cascade").map_or(Vec::new(), hidden);
        site
    }

    /// A setting, from the file of its own if it has one.
    pub(super) fn value(&self, key: &str) -> Option<&Node> {
        let mut parts = self.parts.iter();
        let part = parts.find(|(name, _)| name.eq_ignore_ascii_case(key));
        let own = part.map(|(_, data)| &data.node);
        own.or_else(|| get(&self.main.node, key))
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.value(key).and_then(Node::as_bool) == Some(true)
    }

    /// The folders that the configuration puts among the pages, and where; that of the pages is none of
    /// them.
    pub(super) fn mounts(&self) -> Vec<(&str, &str)> {
        let mounts = self
            .value("module")
            .and_then(|module| get(module, "mounts"));
        let mounts = mounts.map_or(&[][..], Node::items).iter();
        let pairs = mounts.filter_map(|mount| {
            let source = get(mount, "source")?.as_text()?.trim_matches('/');
            let target = get(mount, "target")?.as_text()?.trim_matches('/');
            let below = target.strip_prefix("content")?;
            let is_below = below.is_empty() || below.starts_with('/');
            (is_below && source != self.folder).then(|| (source, below.trim_matches('/')))
        });
        pairs.collect()
    }

    /// Whether the configuration keeps the page at a path from being published.
    pub(super) fn hides(&self, name: &str) -> bool {
        let path = format!("/{}", name.to_lowercase());
        let mut hidden = self.hidden.iter();
        hidden.any(|wanted| wanted.as_ref().is_none_or(|wanted| wanted.has(&path)))
    }
}

/// What a `cascade` of the whole site, a map or a list of maps, keeps from being published.
fn hidden(cascade: &Node) -> Vec<Option<Patterns>> {
    let maps = match cascade.entries() {
        [] => cascade.items(),
        _ => std::slice::from_ref(cascade),
    };
    let hide = maps.iter().filter(|map| {
        let is_draft = map.get("draft").and_then(Node::as_bool) == Some(true);
        is_hidden(Some(map)) || is_draft
    });
    let wanted = hide.map(|map| {
        let target = map.get("target").or_else(|| map.get("_target"))?;
        let path = target.get("path")?.as_text()?;
        Some(Patterns::new([path.to_lowercase()]))
    });
    wanted.collect()
}

/// Whether a page says that it is not published by itself.
pub(super) fn is_hidden(node: Option<&Node>) -> bool {
    let build = node.and_then(|node| node.get("build").or_else(|| node.get("_build")));
    let render = build.and_then(|build| build.get("render")?.as_text());
    matches!(render, Some("never" | "link" | "false"))
}
