//! `sidebars.js`: the trees of Docusaurus's documents, one behind the other.

use super::written::{Item, Written};
use crate::config::{SidebarEntry, SidebarGoal, Sidebars, document_name};
use crate::diagnostic::{Diagnostic, Problem, Slip};
use crate::source::{FileId, Sources};
use std::collections::HashSet;

/// How much of what is computed is said, in characters.
const SHOWN: usize = 40;
/// Where documents lie, if not at the top.
const DOCUMENTS: &str = "docs";

/// The entries of a file; what is computed is reported.
pub(super) fn read(
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Written> {
    let content = sources.get(file).read();
    let text = content.text();
    let sidebars = Sidebars::read(text, file)?;
    for span in &sidebars.computed {
        let written = &text[span.start as usize..span.end as usize];
        let first = written.lines().next().unwrap_or_default();
        let construct: String = first.chars().take(SHOWN).collect();
        let slip = Slip::Computed { construct };
        diagnostics.push(Diagnostic::new(Problem::Slip { slip }, *span));
    }
    let entries: Vec<SidebarEntry> = sidebars
        .all
        .into_iter()
        .flat_map(|(_, entries)| entries)
        .collect();
    Some(Written {
        folder: folder(&entries, sources).to_owned(),
        items: entries.into_iter().map(item).collect(),
        ..Written::default()
    })
}

/// The folder of the documents: the one in which the first that is named lies.
fn folder(entries: &[SidebarEntry], sources: &Sources) -> &'static str {
    let Some(first) = first_document(entries) else {
        return "";
    };
    let pages = sources.under("content/").filter_map(|(_, file)| {
        let (stem, _) = file.path.rsplit_once('.')?;
        Some(document_name(stem.strip_prefix("content/")?))
    });
    let pages: HashSet<String> = pages.collect();
    let is_below = pages.contains(&format!("{DOCUMENTS}/{first}")) && !pages.contains(first);
    if is_below { DOCUMENTS } else { "" }
}

fn first_document(entries: &[SidebarEntry]) -> Option<&str> {
    entries.iter().find_map(|entry| match &entry.goal {
        Some(SidebarGoal::Document(name)) => Some(name.as_str()),
        _ => first_document(&entry.below),
    })
}

fn item(entry: SidebarEntry) -> Item {
    let (target, rest) = match entry.goal {
        Some(SidebarGoal::Folder(folder)) if folder.is_empty() => (None, true),
        Some(SidebarGoal::Document(to) | SidebarGoal::Address(to) | SidebarGoal::Folder(to)) => {
            (Some(to), false)
        }
        None => (None, false),
    };
    Item {
        label: entry.label,
        target,
        rest,
        span: Some(entry.span),
        items: entry.below.into_iter().map(item).collect(),
    }
}
