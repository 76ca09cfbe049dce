//! Acronyms that the site's pages explain.

use super::page::{Page, PageId};
use crate::schema::{Role, Schema};
use std::collections::HashMap;

/// Acronyms with what they stand for.
#[derive(Debug, Default)]
pub struct Glossary {
    entries: HashMap<String, (String, PageId)>,
}

impl Glossary {
    /// Collects the pages that explain an acronym; of two the first counts.
    pub(super) fn new(pages: &[Page], schema: &Schema) -> Self {
        let mut entries = HashMap::new();
        if !schema
            .types
            .iter()
            .any(|t| t.role(Role::Abbreviation).is_some())
        {
            return Self::default();
        }
        for (i, page) in pages.iter().enumerate() {
            if let Some((acronym, expansion)) = &page.meta.abbreviation {
                let expansion = expansion.as_ref().unwrap_or(&page.meta.title).clone();
                entries
                    .entry(acronym.clone())
                    .or_insert((expansion, PageId(i as u32)));
            }
        }
        Self { entries }
    }

    /// What an acronym stands for, unless it is explained by `page` itself.
    pub fn expansion(&self, acronym: &str, page: PageId) -> Option<&str> {
        let (expansion, explained_by) = self.entries.get(acronym)?;
        (*explained_by != page && expansion != acronym).then_some(expansion.as_str())
    }
}
