//! What a theme says in each language.

use super::layers::{OVERRIDES, layers};
use crate::config::{LanguageId, name_of_language};
use crate::diagnostic::{Diagnostic, FieldSlip, Problem, nearest};
use crate::site::Site;
use crate::source::Sources;
use crate::yaml;
use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};

/// The strings of a theme in the languages of a site.
pub struct Strings {
    by_language: Vec<BTreeMap<String, String>>,
}

impl Strings {
    /// Reads the strings of a site's theme.
    pub fn read(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let [folder, _] = layers(site);
        let templates = [&folder, OVERRIDES].map(|layer| format!("{layer}/templates/"));
        let words = LazyCell::new(|| Words::of(&site.sources, &templates));
        let is_used = |key: &str| is_asked_for(key) || words.have(key);
        let meant = |key: &str, known: &dyn Fn(&str) -> bool| words.meant(key, known);
        let use_of = (&is_used as IsUsed<'_>, &meant as Meant<'_>);
        let read = |language| {
            let tag = site.config.locale(language).language;
            read_strings(&site.sources, &folder, tag, use_of, diagnostics)
        };
        Self {
            by_language: (0..=site.config.languages.len()).map(read).collect(),
        }
    }

    /// A string in a language.
    pub fn get(&self, language: LanguageId, key: &str) -> Option<&str> {
        self.by_language[language].get(key).map(String::as_str)
    }

    /// All strings in a language.
    pub fn all(&self, language: LanguageId) -> impl Iterator<Item = (&str, &str)> {
        let strings = self.by_language[language].iter();
        strings.map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The last segment of the address of a catalogue on one page.
    pub fn view_all_segment(&self, language: LanguageId) -> &str {
        self.get(language, "view_all_segment").unwrap_or("all")
    }

    /// The last segment of the address of what differs between two versions of a page.
    pub fn differences_segment(&self, language: LanguageId) -> &str {
        let segment = self.get(language, "differences_segment");
        segment.unwrap_or("differences")
    }

    /// The last segment of the address of a section as one page.
    pub fn print_segment(&self, language: LanguageId) -> &str {
        self.get(language, "print_segment").unwrap_or("print")
    }

    /// The segment before the number in addresses of later pages of lists.
    pub fn page_segment(&self, language: LanguageId) -> &str {
        self.get(language, "page_segment").unwrap_or("page")
    }
}

/// Whether anything uses a string.
type IsUsed<'a> = &'a dyn Fn(&str) -> bool;
/// The string that one which nothing uses was meant to be, of those that are asked for and not known.
type Meant<'a> = &'a dyn Fn(&str, &dyn Fn(&str) -> bool) -> Option<String>;

/// The strings of a theme: English ones where the language lacks them, the site's on top.
fn read_strings(
    sources: &Sources,
    folder: &str,
    language: &str,
    (is_used, meant): (IsUsed<'_>, Meant<'_>),
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let (tag, language) = (language, language.split('-').next().unwrap_or(language));
    let mut strings: BTreeMap<String, String> = BTreeMap::new();
    let layers = [(folder, "en"), (folder, language), (OVERRIDES, language)];
    for (index, (layer, language)) in layers.into_iter().enumerate() {
        if index == 1 {
            speak_of(tag, &mut strings);
        }
        let Some(file) = sources.find(&format!("{layer}/strings/{language}.yaml")) else {
            continue;
        };
        if let Some(node) = yaml::parse_file(sources, file, diagnostics) {
            yaml::report_duplicates(node.entries(), diagnostics);
            for (key, value) in node.entries() {
                if value.is_empty() {
                    let problem = Problem::EmptyField {
                        field: key.text.clone(),
                        label: key.text.clone(),
                        hint: None,
                    };
                    diagnostics.push(Diagnostic::new(problem, key.span));
                }
                let known = strings.is_empty() || strings.contains_key(&key.text);
                if !known && !is_used(&key.text) {
                    let is_known =
                        |name: &str| strings.contains_key(name) || node.get(name).is_some();
                    let near = || nearest(&key.text, strings.keys().map(String::as_str));
                    let problem = Problem::UnknownString {
                        suggestion: meant(&key.text, &is_known).or_else(near),
                        name: key.text.clone(),
                    };
                    diagnostics.push(Diagnostic::new(problem, key.span));
                }
                if let Some(text) = value.as_text() {
                    let before = strings.get(&key.text);
                    let other = before.and_then(|before| other_place(before, text));
                    if let Some((written, known)) = other {
                        let name = key.text.clone();
                        let slip = FieldSlip::Placeholder {
                            name,
                            written,
                            known,
                        };
                        diagnostics.push(Diagnostic::new(Problem::FieldSlip(slip), value.span));
                    }
                    strings.insert(key.text.clone(), text.to_owned());
                }
            }
        }
    }
    strings
}

/// The first `{name}` of a string that there is not in the same one of the layer below, where each
/// stands for a value, and those that there are.
fn other_place(before: &str, text: &str) -> Option<(String, Vec<String>)> {
    let places = |text: &str| -> Vec<String> {
        let inner = text.split('{').skip(1);
        let inner = inner.filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
        let is_name = |name: &&str| {
            let mut signs = name.bytes();
            !name.is_empty() && signs.all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        inner
            .filter(is_name)
            .map(|name| format!("{{{name}}}"))
            .collect()
    };
    let known = places(before);
    let written = places(text)
        .into_iter()
        .find(|name| !known.contains(name))?;
    Some((written, known))
}

/// Names a language as it names itself, which the English strings of a theme do of English alone; one
/// whose name is not known by its tag.
fn speak_of(tag: &str, strings: &mut BTreeMap<String, String>) {
    if let Some(name) = strings.get_mut("language_name") {
        *name = name_of_language(tag).map_or_else(|| tag.to_owned(), str::to_owned);
    }
}

/// What templates may name strings by: their words, and what stands there in quotes.
struct Words<'a> {
    bare: HashSet<&'a str>,
    quoted: HashSet<&'a str>,
    /// What is written behind `t.`, and is a string if anything is.
    asked: HashSet<&'a str>,
}

impl<'a> Words<'a> {
    fn of(sources: &'a Sources, folders: &'a [String]) -> Self {
        let templates = || folders.iter().flat_map(|folder| sources.under(folder));
        let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
        let bare = templates().flat_map(|(_, file)| file.text().split(is_sign));
        let quoted = templates().flat_map(|(_, file)| file.text().split('"'));
        let asked = templates().flat_map(|(_, file)| {
            let behind = file.text().split("t.").skip(1);
            behind.map(move |rest| rest.split(is_sign).next().unwrap_or(rest))
        });
        Self {
            bare: bare.collect(),
            quoted: quoted.collect(),
            asked: asked.filter(|name| !name.is_empty()).collect(),
        }
    }

    /// The string most like one that nothing uses, of those that templates ask for and no file has.
    fn meant(&self, key: &str, is_known: &dyn Fn(&str) -> bool) -> Option<String> {
        let mut lost: Vec<&str> = self
            .asked
            .iter()
            .copied()
            .filter(|name| !is_known(name))
            .collect();
        lost.sort_unstable();
        nearest(key, lost)
    }

    /// Whether a template names a string, or how its name begins: `t | get(key="callout_" ~ kind)`.
    fn have(&self, key: &str) -> bool {
        let mut begins = key.match_indices('_').map(|(at, _)| &key[..=at]);
        self.bare.contains(key)
            || self.quoted.contains(key)
            || begins.any(|begin| self.quoted.contains(begin))
    }
}

/// Whether the generator itself asks a theme for a string.
fn is_asked_for(key: &str) -> bool {
    key.starts_with("alert_")
        || matches!(key, "details" | "diagram")
        || matches!(
            key,
            "view_all_segment"
                | "page_segment"
                | "not_found_title"
                | "diff_added"
                | "diff_removed"
                | "diff_end"
                | "differences_segment"
                | "differences_title"
                | "print_segment"
        )
        || key.starts_with("document_")
}
