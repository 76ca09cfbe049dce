//! What of an earlier build may be kept.

use super::build::{Build, Pages, Parsed};
use super::setup::Setup;
use crate::attachments::Texts;
use crate::content::page_path;
use crate::diagnostic::Diagnostic;
use crate::render::{Outputs, Renderer};
use crate::site::Input;
use crate::source::{FileId, Sources};
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
        let changed = sources.changed_since(&before.pages.sources);
        let mut paths = changed.iter().map(|id| &sources.get(*id).path);
        let only_pages = paths.all(|path| page_path(path).is_some());
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
        let concerned = |d: &Diagnostic| {
            is_changed(d.span.file) || d.other.is_some_and(|other| is_changed(other.file))
        };
        if changed.len() != self.changed.len() || build.found.iter().any(concerned) {
            return None;
        }
        let site = build.renderer.site().with_texts(sources, &changed)?;
        let renderer = build.renderer.with_texts(Arc::new(site));
        Some((
            renderer,
            Arc::clone(&build.outputs),
            Arc::clone(&build.attachments),
            Arc::clone(&build.found),
        ))
    }
}
