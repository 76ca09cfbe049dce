//! What the configuration of Hugo says.

use crate::import::data::Data;
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
}
