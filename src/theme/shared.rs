//! What all pages of a site share: made once, then only handed out.

use super::files::{Checksums, picture_sizes};
use super::pictures::Pictures;
use super::view::{TermView, TypeView};
use crate::attachments::Texts;
use crate::history::{Change, History};
use crate::site::{Page, Site, Taxonomy};
use crate::source::FileId;
use extract::Facts;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// How many cards are kept: those of larger sites take more memory than making each wherever it is
/// shown takes time.
const MOST_CARDS: usize = 50_000;

/// What templates and template functions share: made once, then only handed out.
#[derive(Clone)]
pub struct Shared {
    /// The site.
    pub site: Arc<Site>,
    /// The cards of pages by id, each made when first asked for; none where there are too many.
    pub(super) cards: Arc<Vec<OnceLock<Value>>>,
    /// The content types as cards show them, by number.
    pub(super) types: Arc<Vec<Value>>,
    /// The terms of each taxonomy as pages that have them show them.
    terms: Arc<Vec<Vec<Value>>>,
    /// Width and height of every picture that has them, by file.
    pub sizes: Arc<HashMap<FileId, (usize, usize)>>,
    /// Of the files that readers download.
    pub(super) checksums: Arc<Checksums>,
    /// What is in the files that pages offer.
    pub files: Arc<Texts>,
    history: Option<Arc<History>>,
    /// The pictures that are published in several sizes.
    pub pictures: Arc<Pictures>,
}

impl Shared {
    /// Prepares what pages of a site share.
    pub fn new(
        site: Arc<Site>,
        files: Arc<Texts>,
        history: Option<Arc<History>>,
        pictures: Arc<Pictures>,
    ) -> Self {
        let pages = site.pages.len();
        let kept = if pages <= MOST_CARDS { pages } else { 0 };
        Self {
            cards: Arc::new(vec![OnceLock::new(); kept]),
            types: Arc::new(types(&site)),
            terms: Arc::new(terms(&site)),
            files,
            history,
            sizes: Arc::new(picture_sizes(&site, &pictures)),
            checksums: Arc::new(Checksums::new(&site)),
            pictures,
            site,
        }
    }

    /// The same with other texts ([`Site::with_texts`]).
    pub fn with_texts(&self, site: Arc<Site>) -> Self {
        Self {
            site,
            ..self.clone()
        }
    }

    /// What a file that a page offers says of itself, if it could be read.
    pub fn facts(&self, file: FileId) -> Option<&Facts> {
        let found = self.files.get(&file)?.found.as_ref();
        found.ok().map(|found| &found.facts)
    }

    /// The last changes to a page's own file.
    pub fn changes_of(&self, page: &Page) -> &[Change] {
        let known = self.history.as_ref().zip(self.site.own_file(page));
        known.map_or(&[], |(history, file)| history.of(&file.path))
    }

    /// What git knows of the changes to the pages.
    pub fn history(&self) -> Option<&History> {
        self.history.as_deref()
    }

    /// The terms of a page.
    pub fn terms_of(&self, page: &Page) -> Vec<Value> {
        let terms = page.terms.iter();
        terms
            .map(|found| self.terms[found.taxonomy][found.term].clone())
            .collect()
    }
}

/// The content types as cards show them.
fn types(site: &Site) -> Vec<Value> {
    let types = site.schema.types.iter();
    types.map(|found| TypeView::from(found).into()).collect()
}

/// The terms of each taxonomy as pages that have them show them.
fn terms(site: &Site) -> Vec<Vec<Value>> {
    let views = |taxonomy: &Taxonomy| {
        let terms = taxonomy.terms.iter().map(|term| TermView {
            taxonomy: Some(taxonomy.name.clone()),
            title: term.label.clone(),
            url: site.url(&term.route),
            count: None,
        });
        terms.map(Value::from).collect()
    };
    site.taxonomies.iter().map(views).collect()
}
