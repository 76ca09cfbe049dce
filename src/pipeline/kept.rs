//! What of an earlier build may be kept.

use super::build::{Build, Pages, Parsed};
use super::setup::Setup;
use crate::attachments::Texts;
use crate::content::{ParsedPage, page_path};
use crate::diagnostic::Diagnostic;
use crate::render::{Outputs, Renderer};
use crate::site::{Input, last_segment};
use crate::source::{FileId, Sources, Span};
use std::collections::HashSet;
use std::sync::Arc;

/// What there is of an earlier build.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    pub(super) pages: &'a Pages,
    /// The whole build, if it had the same options.
    pub(super) build: Option<&'a Build>,
}

/// What may be kept of it.
pub struct Kept<'a> {
    pub(super) before: Before<'a>,
    /// Files that have changed since.
    pub(super) changed: Vec<FileId>,
    /// Nothing but pages has changed.
    only_pages: bool,
}

/// What depends on all pages, with what is wrong with it.
pub(super) type Resolved = (Renderer, Arc<Outputs>, Arc<Texts>, Arc<Vec<Diagnostic>>);

impl<'a> Kept<'a> {
    pub(super) fn new(before: Before<'a>, sources: &Sources) -> Self {
        let mut changed = sources.changed_since(&before.pages.sources);
        let paths: HashSet<&String> = changed.iter().map(|id| &sources.get(*id).path).collect();
        let is_kept = |build: &Build| build.setup.config.keeps_language(sources);
        let only_pages =
            paths.iter().all(|path| page_path(path).is_some()) && before.build.is_none_or(is_kept);
        // What is asked for by its name alone may be anywhere.
        let is_named = |name: &str| {
            let mut paths = paths.iter();
            !name.contains('/') && paths.any(|path| last_segment(path) == name)
        };
        // A page is as its own file and those that it takes in.
        let pages = before.pages.list.iter().map(|page| &page.input.parsed);
        let takes = pages.filter(|page| {
            page.included
                .iter()
                .any(|included| paths.contains(&included.path) || is_named(&included.path))
        });
        let taking: Vec<FileId> = takes.map(|page| page.file).collect();
        changed.extend(taking);
        changed.sort();
        changed.dedup();
        Self {
            before,
            changed,
            only_pages,
        }
    }

    /// The build before, if all that is not in its pages is as it was.
    pub(super) fn build(&self) -> Option<&'a Build> {
        self.before.build.filter(|_| self.only_pages)
    }

    pub(super) fn setup(&self) -> Option<Arc<Setup>> {
        self.build().map(|build| Arc::clone(&build.setup))
    }

    /// What depends on all pages, if only texts have changed that no other page shows.
    pub(super) fn with_texts(
        &self,
        sources: &Arc<Sources>,
        pages: &[Arc<Parsed>],
    ) -> Option<Resolved> {
        let build = self.build()?;
        let is_changed = |file: FileId| self.changed.binary_search(&file).is_ok();
        let changed: Vec<Input> = pages
            .iter()
            .map(|page| &page.input)
            .filter(|input| is_changed(input.parsed.file))
            .cloned()
            .collect();
        if changed.len() != self.changed.len() {
            return None;
        }
        let site = build.renderer.site().with_texts(sources, &changed)?;
        let found = self.found_now(build, &changed)?;
        let renderer = build.renderer.with_texts(Arc::new(site));
        Some((
            renderer,
            Arc::clone(&build.outputs),
            Arc::clone(&build.attachments),
            found,
        ))
    }

    /// What the phases found that look at all pages, where it stands now: texts move their links,
    /// and nothing else that these phases look at. `None` if something stood elsewhere.
    fn found_now(&self, build: &Build, changed: &[Input]) -> Option<Arc<Vec<Diagnostic>>> {
        let file = |input: &Input| input.parsed.file;
        let pages: Vec<(&Input, &Input)> = changed
            .iter()
            .filter_map(|now| {
                let mut before = self.before.pages.list.iter().map(|page| &page.input);
                Some((before.find(|before| file(before) == file(now))?, now))
            })
            .collect();
        // The one page without a text is told of among all.
        let has_text = |input: &Input| input.parsed.has_text;
        if pages
            .iter()
            .any(|(before, now)| has_text(before) != has_text(now))
        {
            return None;
        }
        let is_changed = |span: &Span| self.changed.binary_search(&span.file).is_ok();
        let concerned = |d: &&Diagnostic| is_changed(&d.span) || d.other.iter().any(is_changed);
        if !build.found.iter().any(|d| concerned(&d)) {
            return Some(Arc::clone(&build.found));
        }
        let moved = |span: Span| {
            if !is_changed(&span) {
                return Some(span);
            }
            let (before, now) = pages.iter().find(|(_, now)| file(now) == span.file)?;
            new_place(&before.parsed, &now.parsed, span)
        };
        let found = build.found.iter().map(|diagnostic| {
            Some(Diagnostic {
                span: moved(diagnostic.span)?,
                other: match diagnostic.other {
                    Some(other) => Some(moved(other)?),
                    None => None,
                },
                ..diagnostic.clone()
            })
        });
        found.collect::<Option<Vec<_>>>().map(Arc::new)
    }
}

/// Where something of a page stands of which only the text has changed: a link or a file with the
/// same number, or what stands in the front matter, where nothing has moved.
pub(super) fn new_place(before: &ParsedPage, now: &ParsedPage, span: Span) -> Option<Span> {
    let links = before.links.iter().map(|link| link.span);
    let links = links.zip(now.links.iter().map(|link| link.span));
    let files = before.files.iter().map(|file| file.span);
    let files = files.zip(now.files.iter().map(|file| file.span));
    let mut moved = links.chain(files);
    let moved = moved.find(|(before, _)| *before == span);
    let stays = || {
        let entries = now.fields.0.iter().map(|entry| entry.span);
        let references = now.references.iter().map(|reference| reference.span);
        let whole = [now.span, Span::start_of(now.file)];
        let mut all = entries.chain(references).chain(whole);
        all.any(|place| place == span).then_some(span)
    };
    moved.map(|(_, now)| now).or_else(stays)
}
