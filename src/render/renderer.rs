//! A site ready to be rendered: what every output is made with.

use super::fingerprints;
use super::layout::Layout;
use crate::diagnostic::Diagnostic;
use crate::history::History;
use crate::site::{PageId, Site};
use crate::source::FileId;
use crate::theme::{Shared, Templates};
use rayon::prelude::*;
use std::sync::{Arc, OnceLock};

/// Renders the outputs of one site.
pub struct Renderer {
    pub(crate) shared: Shared,
    pub(crate) layout: Arc<Layout>,
    pub(crate) templates: Arc<Templates>,
    card_fingerprints: OnceLock<Vec<u64>>,
}

impl Renderer {
    /// Prepares the templates and everything that pages share; problems of templates are reported.
    pub fn new(
        site: Arc<Site>,
        layout: Arc<Layout>,
        history: Option<Arc<History>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let shared = Shared::new(site, history, Arc::clone(&layout.pictures));
        let templates = Templates::new(&shared, layout.ingredients(), diagnostics);
        Self {
            shared,
            layout,
            templates: Arc::new(templates),
            card_fingerprints: OnceLock::new(),
        }
    }

    /// A renderer of the same site with other texts ([`Site::with_texts`]): what pages share, and
    /// so what template functions know of the site, stays as it is.
    pub fn with_texts(&self, site: Arc<Site>) -> Self {
        Self {
            shared: self.shared.with_texts(site),
            layout: Arc::clone(&self.layout),
            templates: Arc::clone(&self.templates),
            card_fingerprints: OnceLock::new(),
        }
    }

    /// The site that is rendered.
    pub fn site(&self) -> &Site {
        &self.shared.site
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
}
