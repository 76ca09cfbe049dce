//! The configuration of the new site.

use crate::config::BaseUrl;
use crate::yaml::written;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is known of the site as a whole.
#[derive(Default)]
pub(super) struct Settings {
    pub title: Option<String>,
    pub tagline: Option<String>,
    pub description: Option<String>,
    pub base_url: Option<String>,
    pub language: Option<String>,
    /// The other languages and what the site is called in them.
    pub languages: Vec<(String, Option<String>)>,
    pub owner: Option<String>,
    pub email: Option<String>,
    pub repository: Option<String>,
    /// Fields by which pages are sorted, besides tags and categories, and what they are called.
    pub taxonomies: Vec<(String, String)>,
    /// Folders of versions, the newest first, their labels, and which is the current one.
    pub versions: Vec<(String, String, bool)>,
    /// Entries of the menu, by old address.
    pub menu: Vec<Entry>,
    /// Entries at the foot of pages, by old address.
    pub footer: Vec<Entry>,
    /// Entries of the menus of the other languages, by old address.
    pub menus: BTreeMap<String, Vec<Entry>>,
    /// The order of the pages, by file below `content/` or by address elsewhere.
    pub nav: Vec<Entry>,
}

/// An entry of a menu or of the order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub label: Option<String>,
    pub target: Option<String>,
    pub below: Vec<Entry>,
}

impl Settings {
    /// As `casa.yaml`; `folder` is the title where there is none.
    pub(super) fn written(&self, folder: &str) -> String {
        let mut out = String::new();
        let title = self.title.as_deref().unwrap_or(folder);
        line(&mut out, "title", Some(title));
        line(&mut out, "tagline", self.tagline.as_deref());
        line(&mut out, "description", self.description.as_deref());
        line(&mut out, "language", self.language.as_deref());
        line(&mut out, "base_url", self.base_url());
        line(&mut out, "owner", self.owner.as_deref());
        line(&mut out, "email", self.email.as_deref());
        line(&mut out, "repository", self.repository.as_deref());
        if !self.languages.is_empty() {
            out.push_str("languages:\n");
            for (tag, title) in &self.languages {
                self.write_language(&mut out, tag, title.as_deref());
            }
        }
        if !self.taxonomies.is_empty() {
            out.push_str("taxonomies:\n");
            for (field, name) in &self.taxonomies {
                let _ = writeln!(out, "  {}: {}", written(field), written(name));
            }
        }
        if !self.versions.is_empty() {
            out.push_str("versions:\n");
        }
        for (folder, label, current) in &self.versions {
            let current = if *current { ", current: true" } else { "" };
            let (folder, label) = (written(folder), written(label));
            let _ = writeln!(out, "  - {{folder: {folder}, label: {label}{current}}}");
        }
        menu(&mut out, "menu", &self.menu, "");
        menu(&mut out, "footer", &self.footer, "");
        if !self.nav.is_empty() {
            out.push_str("nav:\n");
            nav(&mut out, &self.nav, 1);
        }
        out
    }

    fn write_language(&self, out: &mut String, tag: &str, title: Option<&str>) {
        let entries = self.menus.get(tag).map_or(&[][..], Vec::as_slice);
        if title.is_none() && entries.is_empty() {
            let _ = writeln!(out, "  {tag}: {{}}");
            return;
        }
        let _ = writeln!(out, "  {tag}:");
        line(out, "    title", title);
        menu(out, "menu", entries, "    ");
    }

    /// Adds a field by which pages are sorted; tags and categories are known.
    pub(super) fn taxonomy(&mut self, field: &str, name: &str) {
        let is_known = |known: &str| known == field;
        let known = self.taxonomies.iter().map(|(field, _)| field.as_str());
        if !known.chain(["tags", "categories"]).any(is_known) {
            self.taxonomies.push((field.to_owned(), name.to_owned()));
        }
    }

    /// Where the site is published, if that is an address.
    pub(super) fn base_url(&self) -> Option<&str> {
        let url = self.base_url.as_deref()?;
        BaseUrl::parse(url).map(|_| url)
    }
}

fn line(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{key}: {}", written(value));
    }
}

fn menu(out: &mut String, key: &str, entries: &[Entry], indent: &str) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "{indent}{key}:");
    for entry in entries {
        let _ = writeln!(out, "{indent}  - {}", flow(entry));
    }
}

/// Whether an entry leads to another site, or to a person.
pub(super) fn is_elsewhere(target: &str) -> bool {
    let begins = ["https://", "http://", "mailto:"];
    begins.iter().any(|begin| target.starts_with(begin))
}

/// An entry of a menu with those below it, in one line.
fn flow(entry: &Entry) -> String {
    let target = entry.target.as_deref().unwrap_or_default();
    let key = if is_elsewhere(target) { "url" } else { "page" };
    let target = written(target);
    let label = entry.label.as_deref().map(written);
    let label = label.map_or_else(String::new, |label| format!("label: {label}, "));
    if !entry.below.is_empty() {
        let below: Vec<String> = entry.below.iter().map(flow).collect();
        let below = below.join(", ");
        return format!("{{{label}{key}: {target}, children: [{below}]}}");
    }
    match label.is_empty() {
        true => target.into_owned(),
        false => format!("{{{label}{key}: {target}}}"),
    }
}

fn nav(out: &mut String, entries: &[Entry], depth: usize) {
    let indent = "  ".repeat(depth);
    for entry in entries {
        let target = entry.target.as_deref();
        let _ = match (&entry.label, target, entry.below.is_empty()) {
            (None, Some(target), _) => writeln!(out, "{indent}- {}", written(target)),
            (Some(label), Some(target), true) => {
                writeln!(out, "{indent}- {}: {}", written(label), written(target))
            }
            (Some(label), Some(target), false) => {
                let _ = writeln!(out, "{indent}- label: {}", written(label));
                let _ = writeln!(out, "{indent}  page: {}", written(target));
                let result = writeln!(out, "{indent}  items:");
                nav(out, &entry.below, depth + 2);
                result
            }
            (label, None, _) => {
                let label = label.as_deref().unwrap_or("…");
                let result = writeln!(out, "{indent}- {}:", written(label));
                nav(out, &entry.below, depth + 2);
                result
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_a_configuration() {
        let entry = |label: Option<&str>, target: Option<&str>, below| Entry {
            label: label.map(str::to_owned),
            target: target.map(str::to_owned),
            below,
        };
        let settings = Settings {
            title: Some("A: b".to_owned()),
            base_url: Some("/".to_owned()),
            languages: vec![("it".to_owned(), Some("C".to_owned()))],
            menu: vec![
                entry(Some("D"), Some("d"), Vec::new()),
                entry(
                    Some("G"),
                    Some("g"),
                    vec![entry(Some("H"), Some("h"), Vec::new())],
                ),
                entry(Some("I"), Some("https://i.example"), Vec::new()),
            ],
            nav: vec![
                entry(None, Some("index.md"), Vec::new()),
                entry(
                    Some("E"),
                    None,
                    vec![entry(Some("F"), Some("f.md"), vec![])],
                ),
            ],
            ..Settings::default()
        };
        let expected = "title: \"A: b\"\nlanguages:\n  it:\n    title: C\nmenu:\n  - {label: D, page: d}\n  - {label: G, page: g, children: [{label: H, page: h}]}\n  - {label: I, url: \"https://i.example\"}\nnav:\n  - index.md\n  - E:\n      - F: f.md\n";
        assert_eq!(settings.written("x"), expected);
    }
}
