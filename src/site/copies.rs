//! Pages that are another one once more: a file that was copied to begin from, or that a program
//! kept beside the new one.

use super::page::{Page, PageKind};
use crate::config::Config;
use crate::content::front_bounds;
use crate::diagnostic::{Diagnostic, SiteSlip};
use crate::schema::Schema;
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

/// Letters of a text that say by themselves that it is the same: shorter ones may be alike.
const TELLING: usize = 200;

/// Reports pages of one title with one text whose files are called alike, but for versions, which are
/// to be alike.
pub(super) fn check(
    pages: &[Page],
    (schema, config): (&Schema, &Config),
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if schema.open || !config.documentation.editions.is_empty() {
        return;
    }
    let mut titled: BTreeMap<(usize, &str), Vec<FileId>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.kind == PageKind::Page) {
        let key = (page.language, page.meta.title.as_str());
        titled.entry(key).or_default().push(page.parsed.file);
    }
    for mut files in titled.into_values().filter(|files| files.len() > 1) {
        // The name of a copy is that of the other and more.
        files.sort_by_key(|file| {
            let path = &sources.get(*file).path;
            (path.len(), path)
        });
        files.dedup();
        let mut known: Vec<(FileId, String)> = Vec::new();
        for file in files {
            let Some(text) = text(file, sources) else {
                continue;
            };
            let path = |file: FileId| sources.get(file).path.trim_end_matches(".md");
            let is_same = |(other, known): &&(FileId, String)| {
                *known == text && path(file).starts_with(path(*other))
            };
            match known.iter().find(is_same) {
                Some((other, _)) => {
                    let other = sources.get(*other).path.clone();
                    let problem = SiteSlip::CopyOf { other };
                    diagnostics.push(Diagnostic::new(problem.into(), Span::start_of(file)));
                }
                None => known.push((file, text)),
            }
        }
    }
}

/// The text of a page below its front matter, if it says enough.
fn text(file: FileId, sources: &Sources) -> Option<String> {
    let content = sources.get(file).read();
    let text = content.text();
    let body = front_bounds(text).map_or(text, |bounds| &text[bounds.end..]);
    let body = body.trim();
    (body.len() >= TELLING).then(|| body.to_owned())
}
