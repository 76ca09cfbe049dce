//! What is wrong with one page, before the site has been built again.
//!
//! The page itself is looked at as always, and so is where it leads, among the other pages as they
//! were. What other pages make of it is for the build to say.

use super::build::Build;
use super::causes::keep_causes;
use super::kept::new_place;
use super::parse::parse_file;
use super::problems::{hide_others, leave_out, shapes_all, sort};
use crate::content::page_path;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site;
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeSet;

impl Build {
    /// What is wrong with the page of a file, which alone says something else in these sources than
    /// in those that were built; `None` where that cannot be said without the others.
    pub fn early(&self, sources: &Sources, file: FileId) -> Option<Vec<Diagnostic>> {
        let name = page_path(&sources.get(file).path)?;
        let stops = |d: &Diagnostic| {
            let path = &self.pages.sources.get(d.span.file).path;
            d.severity == Severity::Error && shapes_all(path)
        };
        if sources.changed_since(&self.pages.sources) != [file]
            || self.diagnostics.iter().any(stops)
        {
            return None;
        }
        let mut pages = self.pages.list.iter();
        let before = &pages.find(|page| page.input.parsed.file == file)?.input;
        let now = parse_file(sources, &self.setup, file, name).ok()?;
        let addresses = |route: &site::Route| self.outputs.found(route);
        let site = self.renderer.site();
        let leads = site::leads_of(site, sources, &addresses, &now.input)?;
        let is_own = |diagnostic: &&Diagnostic| diagnostic.span.file == file;
        let parsed = (&before.parsed, &now.input.parsed);
        let links = parsed.0.links.iter().map(|link| link.span);
        let references = parsed.0.references.iter().map(|reference| reference.span);
        let files = parsed.0.files.iter().map(|file| file.span);
        let leading: BTreeSet<Span> = links.chain(references).chain(files).collect();
        let others = self.found.iter().filter(is_own).filter_map(|diagnostic| {
            let lead = leading.contains(&diagnostic.span);
            let span = new_place(parsed.0, parsed.1, diagnostic.span).filter(|_| !lead)?;
            Some(Diagnostic {
                span,
                ..diagnostic.clone()
            })
        });
        let elsewhere = self.diagnostics.iter().filter(|d| !is_own(d)).cloned();
        let mut found: Vec<Diagnostic> = elsewhere.collect();
        found.extend(others);
        found.extend(now.diagnostics);
        found.extend(leads);
        hide_others(&mut found);
        if self.setup.schema.open {
            leave_out(&mut found, sources);
        }
        keep_causes(&mut found, sources, &self.setup, &self.pages.list);
        found.retain(|diagnostic| diagnostic.span.file == file);
        sort(&mut found, sources);
        Some(found)
    }
}
