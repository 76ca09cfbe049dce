//! Acronyms that the site's pages explain.

use super::ids::PageId;
use super::page::Page;
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, FieldSlip, Problem};
use crate::schema::{Role, Schema};
use crate::source::Sources;
use std::collections::HashMap;

/// Acronyms with what they stand for.
#[derive(Debug, Default)]
pub struct Glossary {
    /// By language, since the same letters may stand for something else.
    entries: HashMap<LanguageId, HashMap<String, (String, PageId)>>,
}

impl Glossary {
    /// Collects the pages that explain an acronym; of two the first counts, and one that explains it
    /// otherwise is told.
    pub(super) fn new(
        pages: &[Page],
        (schema, sources): (&Schema, &Sources),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut entries: HashMap<LanguageId, HashMap<String, (String, PageId)>> = HashMap::new();
        for (i, page) in pages.iter().enumerate() {
            if let Some((acronym, expansion)) = &page.meta.abbreviation {
                let expansion = expansion.as_ref().unwrap_or(&page.meta.title).clone();
                let entries = entries.entry(page.language).or_default();
                let (known, by) = entries
                    .entry(acronym.clone())
                    .or_insert_with(|| (expansion.clone(), PageId(i as u32)));
                if *known != expansion {
                    let other = &pages[by.0 as usize].parsed;
                    let problem = Problem::FieldSlip(FieldSlip::AcronymTwice {
                        acronym: acronym.clone(),
                        known: known.clone(),
                        other: sources.get(other.file).path.clone(),
                    });
                    let span = page.span_of_role(schema, Role::Abbreviation);
                    diagnostics.push(Diagnostic::new(problem, span));
                }
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
