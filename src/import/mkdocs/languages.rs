//! The languages of a site of MkDocs, by the plugin for translations.

use crate::import::data::{named, text};
use crate::import::plan::Plan;
use crate::yaml::Node;

/// The languages of the plugin for translations.
#[derive(Default)]
pub(super) struct Languages {
    /// The site's own.
    own: String,
    /// All that are published, with what the site is called in them.
    all: Vec<(String, Option<String>)>,
    /// Those that are not.
    hidden: Vec<String>,
    /// Whether each has a folder, and no ending of names.
    in_folders: bool,
    /// Whether pages without a translation stand in for it.
    pub(super) fall_back: bool,
}

/// Where a file of a language was and is to be.
pub(super) struct Placed {
    /// What its address begins with.
    pub(super) prefix: String,
    /// Its path as if there were no languages.
    pub(super) path: String,
    /// Its path below `content/`.
    pub(super) to: String,
}

impl Languages {
    pub(super) fn of(config: &Node) -> Self {
        let mut plugins = config
            .get("plugins")
            .map_or(&[][..], Node::items)
            .iter()
            .map(named);
        let Some((_, Some(node))) = plugins.find(|(name, _)| *name == "i18n") else {
            return Self::default();
        };
        let mut found = Self {
            in_folders: text(node, &["docs_structure"]) == Some("folder"),
            fall_back: text(node, &["fallback_to_default"]) != Some("false"),
            own: text(node, &["default_language"])
                .unwrap_or_default()
                .to_owned(),
            ..Self::default()
        };
        let languages = node.get("languages");
        // An older form of the plugin has a map from them to their names.
        let named = languages.map_or(&[][..], Node::entries).iter();
        found
            .all
            .extend(named.map(|(tag, _)| (tag.text.clone(), None)));
        for language in languages.map_or(&[][..], Node::items) {
            let Some(tag) = text(language, &["locale"]).map(str::to_owned) else {
                continue;
            };
            if text(language, &["default"]) == Some("true") {
                found.own = tag.clone();
            }
            match text(language, &["build"]) == Some("false") && found.own != tag {
                true => found.hidden.push(tag),
                false => found
                    .all
                    .push((tag, text(language, &["site_name"]).map(str::to_owned))),
            }
        }
        found
    }

    pub(super) fn settings(&self, plan: &mut Plan) {
        let settings = &mut plan.settings;
        if !self.own.is_empty() {
            settings.language = Some(self.own.clone());
        }
        let others = self.all.iter().filter(|(tag, _)| *tag != self.own);
        settings.languages.extend(others.cloned());
    }

    /// Where a file is; `None` if its language is not published.
    pub(super) fn place(&self, path: &str) -> Option<Placed> {
        let found = match self.in_folders {
            true => path
                .split_once('/')
                .map(|(tag, rest)| (tag, rest.to_owned())),
            false => path.rsplit_once('.').and_then(|(stem, end)| {
                let (stem, tag) = stem.rsplit_once('.')?;
                Some((tag, format!("{stem}.{end}")))
            }),
        };
        let is_known = |tag: &str| self.all.iter().any(|(own, _)| own == tag);
        let (tag, own) = match found {
            Some((tag, _)) if self.hidden.iter().any(|own| own == tag) => return None,
            Some((tag, own)) if is_known(tag) => (tag, own),
            _ => (self.own.as_str(), path.to_owned()),
        };
        let prefix = if tag == self.own { "" } else { tag };
        let to = match (self.in_folders, prefix) {
            (true, "") => own.clone(),
            _ => path.to_owned(),
        };
        Some(Placed {
            prefix: prefix.to_owned(),
            path: own,
            to,
        })
    }
}
