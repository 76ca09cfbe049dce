//! From the sources of a site to everything it publishes: the table of contents of the program.
//!
//! Pure: no disk except the texts of pages and the bytes of assets, no clock, no environment.
//! `build`, `check`, `serve` and the tests all call [`build`].

mod build;
mod causes;
mod data_keys;
mod data_places;
mod early;
mod gone_components;
mod ignored;
mod kept;
mod lost_rows;
mod options;
mod other_folder;
mod parse;
mod problems;
mod repeated;
mod same_page;
mod setup;
mod shape;

pub use build::{Build, Pages, Parsed, WasMade};
pub use options::Options;
pub use problems::{has_errors, say_once, shapes_all};

use crate::attachments::{self, Known, Texts};
use crate::config::OrderFile;
use crate::diagnostic::Diagnostic;
use crate::load;
use crate::outputs;
use crate::render::{Layout, Renderer};
use crate::site::{self, Site};
use crate::source::{FileId, Sources};
use causes::keep_causes;
use kept::{Before, Kept, Resolved};
use parse::parse;
use problems::{hide_others, leave_out, leave_out_chapters, sort};
use setup::Setup;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Builds a site; `before` are the pages of an earlier build, of which is kept what has not changed.
/// `phase_ended` is told the name of each phase when it ends.
pub fn build(
    sources: Arc<Sources>,
    options: &Options,
    before: Option<&Pages>,
    phase_ended: impl FnMut(&'static str),
) -> Build {
    let before = before.map(|pages| Before { pages, build: None });
    assemble(sources, options, before, phase_ended)
}

impl Build {
    /// Builds the site again after changes to its sources, with the same options: what the changes
    /// do not touch is kept. The result is that of a fresh build.
    pub fn again(&self, sources: Arc<Sources>, phase_ended: impl FnMut(&'static str)) -> Self {
        let before = Before {
            pages: &self.pages,
            build: Some(self),
        };
        assemble(sources, &self.setup.options, Some(before), phase_ended)
    }
}

/// Whether a file is the contents of a book and no page, so that nobody reads its text.
fn is_contents(page: &Parsed, site: &Site) -> bool {
    let file = page.input.parsed.file;
    let is_named_so = OrderFile::at(&site.sources.get(file).path).is_some();
    is_named_so && !site.ids().any(|id| site.page(id).parsed.file == file)
}

/// The phases, in order.
fn assemble(
    sources: Arc<Sources>,
    options: &Options,
    before: Option<Before<'_>>,
    mut phase_ended: impl FnMut(&'static str),
) -> Build {
    let none = Known::new();
    let known = before.map_or(&none, |before| &before.pages.texts);
    let kept = before.map(|before| Kept::new(before, &sources));
    let setup = kept.as_ref().and_then(Kept::setup);
    let setup = setup.unwrap_or_else(|| Arc::new(Setup::read(&sources, options)));
    phase_ended("configure");

    let kept = kept.filter(|kept| kept.before.pages.setup == setup.digest);
    let (pages, unreadable) = parse(&sources, &setup, kept.as_ref());
    phase_ended("parse");

    let with_texts = kept.as_ref().and_then(|k| k.with_texts(&sources, &pages));
    let kept = (kept.as_ref(), known);
    let (resolved, attachments_read) = match with_texts {
        Some(resolved) => (resolved, 0),
        None => resolve(&sources, &setup, &pages, kept, &mut phase_ended),
    };
    let (renderer, outputs, attachments, found) = resolved;
    phase_ended("theme");

    let mut diagnostics = load::check(&sources);
    diagnostics.extend(attachments::check(&attachments));
    diagnostics.extend(unreadable);
    diagnostics.extend_from_slice(&setup.diagnostics);
    let texts = pages
        .iter()
        .filter(|page| !is_contents(page, renderer.site()));
    diagnostics.extend(texts.flat_map(|page| &page.diagnostics).cloned());
    diagnostics.extend_from_slice(&found);
    hide_others(&mut diagnostics);
    if setup.schema.open {
        leave_out(&mut diagnostics, &sources);
        leave_out_chapters(&mut diagnostics, renderer.site());
    }
    keep_causes(&mut diagnostics, &sources, &setup, &pages);
    sort(&mut diagnostics, &sources);
    Build {
        renderer,
        outputs,
        diagnostics,
        pages: Pages {
            sources,
            setup: setup.digest,
            list: pages,
            texts: attachments::known(&attachments),
        },
        attachments,
        attachments_read,
        index: OnceLock::new(),
        setup,
        found,
    }
}

/// What depends on all pages: the site, the plan of all that it publishes, where its links lead
/// among that, and the templates. Beside it: how many files that pages offer were read.
fn resolve(
    sources: &Arc<Sources>,
    setup: &Setup,
    pages: &[Arc<Parsed>],
    (kept, known): (Option<&Kept<'_>>, &Known),
    phase_ended: &mut impl FnMut(&'static str),
) -> (Resolved, usize) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let site = site::build(
        Arc::clone(sources),
        setup.config.clone(),
        Arc::clone(&setup.schema),
        pages.iter().map(|page| page.input.clone()).collect(),
        &setup.options.visibility,
        &mut found,
    );
    phase_ended("resolve");

    let layout = Layout::new(&site, &setup.manifest, &mut found);
    let outputs = outputs::plan(&site, &layout, &mut found);
    found.extend(data_places::check_texts(&site, &outputs));
    found.extend(data_keys::check(&site.sources));
    phase_ended("plan");

    let before = kept.and_then(Kept::build);
    let site = site::link(
        site,
        &|route| outputs.found(route),
        before.map(|build| build.renderer.site()),
        setup.options.suggestions || !setup.schema.open,
        &mut found,
    );
    phase_ended("link");

    let (attachments, read) = read_attachments(&site, setup, known);
    let attachments = Arc::new(attachments);
    phase_ended("attachments");

    let history = setup.options.history.clone();
    let files = Arc::clone(&attachments);
    let renderer = Renderer::new(Arc::new(site), Arc::new(layout), files, history, &mut found);
    let resolved = (renderer, Arc::new(outputs), attachments, Arc::new(found));
    (resolved, read)
}

/// What is in every file that a page offers; read is what no build before has read, and how many
/// that are stands beside.
fn read_attachments(site: &Site, setup: &Setup, known: &Known) -> (Texts, usize) {
    let files = site.ids().flat_map(|id| site.attachments(site.page(id)));
    let files: BTreeSet<FileId> = files.map(|found| found.file).collect();
    let files: Vec<FileId> = files.into_iter().collect();
    let extractor = setup.options.extractor.as_deref();
    attachments::read_all(&site.sources, &files, extractor, known)
}
