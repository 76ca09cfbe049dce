//! Acronyms that the site's pages explain.

use super::ids::PageId;
use super::page::Page;
use crate::config::LanguageId;
use std::collections::HashMap;

/// Acronyms with what they stand for.
#[derive(Debug, Default)]
pub struct Glossary {
    /// By language, since the same letters may stand for something else.
    entries: HashMap<LanguageId, HashMap<String, (String, PageId)>>,
}

impl Glossary {
    /// Collects the pages that explain an acronym; of two the first counts.
    pub(super) fn new(pages: &[Page]) -> Self {
        let mut entries: HashMap<LanguageId, HashMap<String, (String, PageId)>> = HashMap::new();
        for (i, page) in pages.iter().enumerate() {
            if let Some((acronym, expansion)) = &page.meta.abbreviation {
                let expansion = expansion.as_ref().unwrap_or(&page.meta.title).clone();
                let entries = entries.entry(page.language).or_default();
                entries
                    .entry(acronym.clone())
                    .or_insert((expansion, PageId(i as u32)));
            }
        }
        Self { entries }
    }

    /// What an acronym stands for in a language, unless it is explained by `page` itself.
    pub fn expansion(&self, language: LanguageId, acronym: &str, page: PageId) -> Option<&str> {
        let (expansion, explained_by) = self.entries.get(&language)?.get(acronym)?;
        (*explained_by != page && expansion != acronym).then_some(expansion.as_str())
    }
}
