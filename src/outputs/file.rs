//! Files that are published as they are: those of the theme, and those beside the pages.

use super::redirect::REDIRECTS;
use crate::diagnostic::{Diagnostic, LeftOutCause, Problem};
use crate::fingerprint;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer, Subject};
use crate::site::{Route, Site, route_of_asset};
use crate::source::{FileId, Span};
use crate::theme::root_files;
use images::Format;
use std::collections::HashSet;

/// A file published as it is.
#[derive(Debug)]
struct File(FileId);

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    let (site, layout) = (plan.site, plan.layout);
    let statics = layout.statics.iter().map(|(_, route, id)| (route, id));
    // Old addresses are added to those of the site's own file.
    let is_own = |route: &Route| *route != Route::file(REDIRECTS);
    for (route, id) in statics
        .chain(root_files(site))
        .filter(|(route, _)| is_own(route))
    {
        plan.add(route, Span::start_of(id), File(id));
    }
    let unlinked = site.unlinked_files();
    for document in unlinked.iter().filter(|document| !document.waits) {
        let cause = LeftOutCause::Unlinked;
        plan.report(Diagnostic::of_file(
            Problem::LeftOut { cause },
            document.file,
        ));
    }
    let unlinked: HashSet<FileId> = unlinked.iter().map(|document| document.file).collect();
    let assets = site.sources.under("content/");
    for (id, file) in assets.filter(|(id, file)| file.is_asset() && !unlinked.contains(id)) {
        if let Some(route) = route_of_asset(&file.path).filter(is_own)
            && !file.path.starts_with("content/_theme/")
        {
            plan.add(route, Span::start_of(id), File(id));
        }
    }
}

impl Output for File {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let file = renderer.site().sources.get(self.0);
        let read = file.append_to(out);
        read.map_err(|error| Box::new(Diagnostic::unreadable(self.0, &error)))
    }

    fn key(&self, keys: &Keys<'_>) -> Option<Key> {
        let file = keys.renderer.site().sources.get(self.0);
        Some(Key::of_files(fingerprint::of(&file.digest())))
    }

    fn owner(&self, site: &Site) -> String {
        site.sources.get(self.0).path.clone()
    }

    fn subject(&self, site: &Site, _: &Route) -> Option<Subject> {
        let path = &site.sources.get(self.0).path;
        // Pictures are shown in a page rather than taken.
        let is_offered = path.starts_with("content/") && Format::of_path(path).is_none();
        is_offered.then_some(Subject::File)
    }

    fn shows_problems(&self) -> bool {
        false
    }
}
