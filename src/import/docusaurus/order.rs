//! The order of documents, as the sidebars of Docusaurus say it.

use super::part::Part;
use crate::config::{SidebarEntry, SidebarGoal, Sidebars, document_name};
use crate::import::data::{at, line_of, text};
use crate::import::front::Front;
use crate::import::left::{Left, What};
use crate::import::plan::{Moved, Plan, page_name};
use crate::import::settings::Entry;
use crate::yaml::Node;
use std::collections::HashMap;

/// How much of what is computed is said, in characters.
const SHOWN: usize = 40;

/// The documents of an instance of the plugin, as they are named.
pub(super) struct Order {
    /// What the instance is called, if it is not the only one.
    id: Option<String>,
    /// What their version is called, if it is not the current one.
    edition: Option<String>,
    /// The name of its folder, which stood before the names of documents once.
    version: String,
    /// Their folder below `content/`.
    to: String,
    /// By name, their files below `content/`.
    documents: HashMap<String, String>,
    /// By name, the folders that they are in.
    folders: HashMap<String, String>,
}

/// What is read, for what is left of it.
struct Source<'a> {
    config: &'a Node,
    name: &'a str,
    script: &'a str,
}

impl Order {
    /// The documents of a version.
    pub(super) fn new(part: &Part, plan: &Plan) -> Self {
        let other = part.edition.clone().filter(|(_, is_current)| !is_current);
        let mut order = Self {
            id: part.id.clone(),
            edition: other.map(|(label, _)| label),
            version: part
                .folder
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned(),
            to: part.to.clone(),
            documents: HashMap::new(),
            folders: HashMap::new(),
        };
        for page in &plan.pages {
            let inside = page.from.strip_prefix(&part.folder);
            let path = inside.and_then(|path| path.strip_prefix('/'));
            if let Some(name) = path.and_then(|path| page_name(path, &["md", "mdx"])) {
                order.add(name, &page.to, &Front::of(&page.text));
            }
        }
        order
    }

    /// Adds a document by its path without ending.
    fn add(&mut self, path: &str, to: &str, front: &Front) {
        let own = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let parents = std::iter::successors(Some(own), |folder| Some(folder.rsplit_once('/')?.0));
        for folder in parents.filter(|folder| !folder.is_empty()) {
            let to = format!("{}/{folder}", self.to);
            let to = to.trim_start_matches('/').to_owned();
            self.folders.insert(document_name(folder), to);
        }
        let mut name = document_name(path);
        if let Some(id) = front.text("id") {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            name = format!("{folder}/{id}").trim_start_matches('/').to_owned();
        }
        self.documents.insert(name, to.to_owned());
    }

    /// Makes the order of the site of sidebars, each below its name in the menu, and those of another
    /// version below the name of that; what is computed is left. `firsts` gets the old address of the
    /// first page of each.
    pub(super) fn read(
        &self,
        sidebars: Sidebars,
        (config, name, script): (&Node, &str, &str),
        firsts: &mut HashMap<String, String>,
        plan: &mut Plan,
    ) {
        let source = Source {
            config,
            name,
            script,
        };
        for span in &sidebars.computed {
            let (start, end) = (span.start as usize, span.end as usize);
            let written = script[start..end].lines().next().unwrap_or_default();
            let what = What::Computed(written.chars().take(SHOWN).collect());
            plan.left
                .push(Left::new(what, name, Some(line_of(script, start))));
        }
        let is_one = sidebars.all.len() == 1;
        let mut all = Vec::new();
        for (key, entries) in sidebars.all {
            // Nothing is said of the order.
            let says = |entry: &SidebarEntry| {
                entry.goal != Some(SidebarGoal::Folder(String::new())) || !entry.below.is_empty()
            };
            let is_said = entries.iter().any(says);
            let below = self.entries(entries, &source, &mut plan.left);
            if let Some(first) = first(&below, plan) {
                firsts.entry(self.own(&key).to_owned()).or_insert(first);
            }
            if !is_said {
                continue;
            }
            if is_one && (self.to.is_empty() || self.edition.is_some()) {
                all.extend(below);
                continue;
            }
            all.push(Entry {
                label: Some(self.label(self.own(&key), is_one, &source)),
                target: None,
                below,
            });
        }
        match &self.edition {
            Some(label) if !all.is_empty() => plan.settings.nav.push(Entry {
                label: Some(label.clone()),
                target: None,
                below: all,
            }),
            _ => plan.settings.nav.extend(all),
        }
    }

    /// What a sidebar is called.
    fn label(&self, key: &str, is_one: bool, source: &Source<'_>) -> String {
        let items = at(source.config, &["themeConfig", "navbar", "items"]);
        let mut items = items.map_or(&[][..], Node::items).iter();
        let own = items.find(|item| text(item, &["sidebarId"]) == Some(key));
        if let Some(label) = own.and_then(|item| text(item, &["label"])) {
            return label.to_owned();
        }
        let name = match (&self.id, is_one) {
            (Some(id), true) => id,
            (None, true) => "docs",
            _ => key.strip_suffix("Sidebar").unwrap_or(key),
        };
        let mut letters = name.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }

    /// A name of a document or of a sidebar without that of the version.
    fn own<'a>(&self, name: &'a str) -> &'a str {
        let inside = name.strip_prefix(&self.version);
        let own = inside.and_then(|name| name.strip_prefix('/'));
        own.unwrap_or(name)
    }

    fn entries(
        &self,
        entries: Vec<SidebarEntry>,
        source: &Source<'_>,
        left: &mut Vec<Left>,
    ) -> Vec<Entry> {
        let mut all = Vec::new();
        for entry in entries {
            let below = self.entries(entry.below, source, left);
            let target = match &entry.goal {
                None => None,
                Some(SidebarGoal::Address(address)) => Some(address.clone()),
                Some(SidebarGoal::Folder(name)) if name.is_empty() && self.to.is_empty() => {
                    Some("...".to_owned())
                }
                Some(SidebarGoal::Folder(name)) if name.is_empty() => Some(self.to.clone()),
                Some(SidebarGoal::Folder(name)) => self.folders.get(name).cloned(),
                Some(SidebarGoal::Document(name)) => self.documents.get(self.own(name)).cloned(),
            };
            if target.is_none()
                && let Some(SidebarGoal::Folder(name) | SidebarGoal::Document(name)) = entry.goal
            {
                let line = line_of(source.script, entry.span.start as usize);
                let what = What::MenuEntry(name);
                left.push(Left::new(what, source.name, Some(line)));
            }
            if target.is_some() || !below.is_empty() {
                all.push(Entry {
                    label: entry.label,
                    target,
                    below,
                });
            }
        }
        all
    }
}

/// The old address of the first page among entries of an order.
fn first(entries: &[Entry], plan: &Plan) -> Option<String> {
    entries.iter().find_map(|entry| {
        let target = entry.target.as_deref();
        let own = target.and_then(|target| {
            let page = plan.pages.iter().find(|page| page.to == target);
            let page = page.or_else(|| first_in(target, plan))?;
            page.old.first().cloned()
        });
        own.or_else(|| first(&entry.below, plan))
    })
}

/// The first page in a folder below `content/`, by what pages and the names of files and folders say.
fn first_in<'a>(folder: &str, plan: &'a Plan) -> Option<&'a Moved> {
    let place = |path: &str, page: &Moved| {
        let name = path.split('/').next().unwrap_or_default();
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        let front = Front::of(&page.text);
        let said = front
            .text("sidebar_position")
            .filter(|_| !path.contains('/'));
        let place: Option<f64> = said.unwrap_or(&name[..digits]).parse().ok();
        place.unwrap_or(f64::INFINITY)
    };
    let inside = plan.pages.iter().filter_map(|page| {
        let path = page.to.strip_prefix(folder)?.strip_prefix('/')?;
        Some((place(path, page), path, page))
    });
    let first = inside.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    first.map(|(_, _, page)| page)
}
