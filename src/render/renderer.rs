//! A site ready to be rendered: what every output is made with.

use super::fingerprints;
use super::layout::Layout;
use crate::attachments::Texts;
use crate::diagnostic::Diagnostic;
use crate::history::History;
use crate::schema::Format;
use crate::site::{Page, PageId, Route, Site};
use crate::source::FileId;
use crate::theme::{Shared, Templates, Trees};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Files of documents that were made to know their size: that, and the bytes until they are
/// published, or for good if kits hold them.
pub(super) type MadeDocuments = HashMap<(PageId, Format), (u64, Option<Arc<[u8]>>)>;

/// Renders the outputs of one site.
pub struct Renderer {
    pub(crate) shared: Shared,
    pub(crate) layout: Arc<Layout>,
    pub(crate) templates: Arc<Templates>,
    trees: Arc<Trees>,
    card_fingerprints: OnceLock<Vec<u64>>,
    made: Mutex<MadeDocuments>,
    pub(super) written: AtomicUsize,
    faults: Mutex<Vec<Diagnostic>>,
    /// The pages whose documents are in kits.
    pub(super) held: OnceLock<HashSet<PageId>>,
}

impl Renderer {
    /// Prepares the templates and everything that pages share; problems of templates are reported.
    pub fn new(
        site: Arc<Site>,
        layout: Arc<Layout>,
        files: Arc<Texts>,
        history: Option<Arc<History>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let shared = Shared::new(site, files, history, Arc::clone(&layout.pictures));
        let templates = Templates::new(&shared, layout.ingredients(), diagnostics);
        let trees = Trees::new(&shared.site, &templates);
        Self {
            shared,
            layout,
            templates: Arc::new(templates),
            trees: Arc::new(trees),
            card_fingerprints: OnceLock::new(),
            made: Mutex::default(),
            written: AtomicUsize::default(),
            faults: Mutex::default(),
            held: OnceLock::new(),
        }
    }

    /// A renderer of the same site with other texts ([`Site::with_texts`]): what pages share, and
    /// so what template functions know of the site, stays as it is.
    pub fn with_texts(&self, site: Arc<Site>) -> Self {
        Self {
            shared: self.shared.with_texts(site),
            layout: Arc::clone(&self.layout),
            templates: Arc::clone(&self.templates),
            trees: Arc::clone(&self.trees),
            card_fingerprints: OnceLock::new(),
            made: Mutex::default(),
            written: AtomicUsize::default(),
            faults: Mutex::default(),
            held: OnceLock::new(),
        }
    }

    /// The site that is rendered.
    pub fn site(&self) -> &Site {
        &self.shared.site
    }

    /// How many files of documents were written so far.
    pub fn documents_written(&self) -> usize {
        self.written.load(Ordering::Relaxed)
    }

    /// The tree beside a page, as HTML, if it has one.
    pub(crate) fn tree(&self, id: PageId) -> Result<Option<String>, Box<Diagnostic>> {
        self.trees.of_page(self.site(), &self.templates, id)
    }

    /// What is wrong with outputs besides what their rendering said, since it was last asked for.
    pub fn more_faults(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.faults())
    }

    pub(super) fn faults(&self) -> MutexGuard<'_, Vec<Diagnostic>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the picture of a page is in a size that costs little, if it has one.
    pub fn thumbnail(&self, page: &Page) -> Option<Route> {
        let image = page.image.as_ref()?;
        self.layout.pictures.thumbnail(self.site(), image.file)
    }

    /// What other pages show of each page, as a fingerprint, by its file.
    pub fn cards(&self) -> Vec<(FileId, u64)> {
        let ids = self.site().ids();
        let files = ids.map(|id| self.site().page(id).parsed.file);
        files
            .zip(self.card_fingerprints().iter().copied())
            .collect()
    }

    /// What other pages show of each page, as a fingerprint, by its number.
    pub(crate) fn card_fingerprints(&self) -> &[u64] {
        self.card_fingerprints.get_or_init(|| {
            let ids: Vec<PageId> = self.site().ids().collect();
            ids.par_iter()
                .map(|id| fingerprints::card(self.site(), *id))
                .collect()
        })
    }

    /// The files of documents that were made, with their sizes.
    pub(super) fn made_documents(&self) -> MutexGuard<'_, MadeDocuments> {
        // What is in it is whole, whoever panicked.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
