//! The language of each page of a folder, and the index of each language.

use std::collections::BTreeMap;

use search_index::Document;

/// What is the language of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Languages {
    /// That which they say; the others have this one, or else that of most pages.
    Said(Option<String>),
    /// This one, whatever they say.
    Forced(String),
}

/// The pages of one language, which get an index of their own.
#[derive(Debug)]
pub struct Group {
    /// The BCP 47 tag, as the first page writes it.
    pub language: String,
    /// The pages, in order of path.
    pub documents: Vec<Document>,
}

/// The folder of a language's index: its tag without what makes no difference, as `PT_br` and
/// `pt-BR` are one. None if it is no tag (RFC 5646) or one that names no language.
pub fn language_folder(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let primary = tag.split('-').next().unwrap_or(&tag);
    let is_language = matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(primary, "mul" | "und" | "zxx");
    (is_language && tag.split('-').all(is_subtag)).then_some(tag)
}

/// The language that comes most often, the first of them in the alphabet; `en` if there is none.
pub(crate) fn most_frequent<'a>(tags: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for tag in tags {
        if let Some(folder) = language_folder(tag) {
            counts.entry(folder).or_insert((0, tag)).0 += 1;
        }
    }
    let most = counts.into_values().rev().max_by_key(|(count, _)| *count);
    most.map_or("en", |(_, tag)| tag).to_owned()
}

/// Documents by their language: those of the main one first, or of that with most if none has it;
/// the others in order of their tags.
pub(crate) fn grouped(documents: Vec<Document>, main: &str) -> Vec<Group> {
    let mut groups: BTreeMap<Option<String>, Group> = BTreeMap::new();
    for document in documents {
        let group = groups.entry(language_folder(&document.lang));
        let group = group.or_insert_with(|| Group {
            language: document.lang.clone(),
            documents: Vec::new(),
        });
        group.documents.push(document);
    }
    let first = groups.remove_entry(&language_folder(main)).or_else(|| {
        let most = groups.iter().rev();
        let (most, _) = most.max_by_key(|(_, group)| group.documents.len())?;
        let most = most.clone();
        groups.remove_entry(&most)
    });
    first
        .into_iter()
        .chain(groups)
        .map(|(_, group)| group)
        .collect()
}
