//! What a build gives.

use super::problems::{has_errors, hide_lost_strings, say_once, sort};
use super::setup::Setup;
use crate::attachments::{Known, Texts};
use crate::content::{Date, page_path};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Digest;
use crate::render::{Key, Keys, Output, Outputs, Renderer};
use crate::schema::TypeId;
use crate::search;
use crate::site::{Input, Page, Route, Site};
use crate::source::Sources;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A site ready to be published, and what is wrong with it.
pub struct Build {
    /// Renders the outputs.
    pub renderer: Renderer,
    /// What there is to publish.
    pub outputs: Arc<Outputs>,
    /// Problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Its pages as they were parsed.
    pub pages: Pages,
    /// What is in the files that pages offer.
    pub attachments: Arc<Texts>,
    /// How many of these were read, since no build before had read them.
    pub attachments_read: usize,
    pub(super) index: OnceLock<Result<search::Index, search::Error>>,
    pub(super) setup: Arc<Setup>,
    /// What the phases found that look at all pages.
    pub(super) found: Arc<Vec<Diagnostic>>,
}

/// Whether an output was made without any problem of what stands for all that it reads.
pub type WasMade<'a> = dyn Fn(&Route, Key) -> bool + Sync + 'a;

/// The pages of a build as they were parsed: what a later one may keep.
pub struct Pages {
    /// What they were read from.
    pub sources: Arc<Sources>,
    /// What stands for all that they depend on but their own files: schema, data, components.
    pub setup: Digest,
    /// Each page, with what is wrong with it.
    pub list: Vec<Arc<Parsed>>,
    /// What is in the files that they offer.
    pub texts: Known,
}

impl Pages {
    /// Whether a page has a file of its own, and is not only a row of a table.
    pub fn is_of_file(&self, page: &Parsed) -> bool {
        page_path(&self.sources.get(page.input.parsed.file).path).is_some()
    }
}

/// What a page says, and what is wrong with it.
pub struct Parsed {
    /// What it says.
    pub input: Input,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Build {
    /// Whether something keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// Whether the site has no schema, as one that was written for another program.
    pub fn is_without_schema(&self) -> bool {
        self.setup.schema.open
    }

    /// The type of the page that is, or would be, in the file at a path, and whether it has a row.
    pub fn kind_of(&self, path: &str) -> Option<(TypeId, bool)> {
        let path = self.setup.config.localised(page_path(path)?);
        let (content_type, row) = self.setup.kind_of(&path);
        Some((content_type, row.is_some()))
    }

    /// The day that it is for.
    pub fn today(&self) -> Date {
        self.setup.options.visibility.today
    }

    /// The files of the search index, built when first asked for.
    ///
    /// # Errors
    /// If the indexer refuses the documents.
    pub fn index(&self) -> Result<&search::Index, &search::Error> {
        self.index
            .get_or_init(|| self.with_material(search::index))
            .as_ref()
    }

    /// The files of the search index after that of an earlier version, of which there is what is
    /// `left`; with the memory for the next one.
    ///
    /// # Errors
    /// If the indexer refuses the documents.
    pub fn index_after(
        &self,
        before: &search::Memory,
        left: &dyn search::Left,
    ) -> Result<(BTreeMap<String, search::File>, search::Memory), search::Error> {
        self.with_material(|site, material| search::index_after(before, left, site, material))
    }

    /// Makes something of what the search index is made from.
    fn with_material<T>(&self, make: impl FnOnce(&Site, search::Material<'_>) -> T) -> T {
        let thumbnail = |page: &Page| self.renderer.thumbnail(page);
        let material = search::Material {
            attachments: &self.attachments,
            thumbnail: &thumbnail,
        };
        make(self.renderer.site(), material)
    }

    /// Renders everything and throws it away, for the problems that only rendering shows; not
    /// what was made without any before, as `was_made` says of what it is made from.
    pub fn check_rendering(&mut self, was_made: Option<&WasMade<'_>>) {
        let keys = was_made.map(|was_made| (was_made, Keys::new(&self.renderer)));
        let is_known = |route: &Route, output: &dyn Output| {
            let keys = keys.as_ref();
            keys.is_some_and(|(was_made, keys)| {
                let key = output.key(keys);
                key.is_some_and(|key| was_made(route, key))
            })
        };
        let outputs: Vec<_> = self
            .outputs
            .iter()
            .par_bridge()
            .filter(|(_, output)| output.shows_problems())
            .filter(|(route, output)| !is_known(route, *output))
            .map(|(_, output)| output)
            .collect();
        let mut found: Vec<Diagnostic> = outputs
            .into_par_iter()
            .map_init(Vec::new, |buffer, output| {
                buffer.clear();
                output.render(&self.renderer, buffer).err()
            })
            .flatten()
            .map(|problem| *problem)
            .collect();
        found.extend(self.renderer.more_faults());
        let sources = &self.renderer.site().sources;
        self.diagnostics.append(&mut say_once(found, sources));
        hide_lost_strings(&mut self.diagnostics);
        sort(&mut self.diagnostics, &self.renderer.site().sources);
    }
}
