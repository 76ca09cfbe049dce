//! Pages as the documents of an index: what they were in the index before, or
//! what they are now.

use std::sync::Arc;

use rayon::prelude::*;

use crate::aliases::Aliases;
use crate::analyse::analyse;
use crate::document::{Analysed, Document, Page};
use crate::error::Error;
use crate::files::Left;
use crate::memory::{Known, KnownDocument, Memory, Packed};
use crate::patch::Form;
use crate::postings::Measures;
use crate::split::split;

/// A page beside what it was.
pub(crate) struct Current<'a, 'b> {
    pub(crate) page: Page<'b>,
    key: u64,
    pub(crate) state: State<'a>,
}

/// Whether a page is what it was.
pub(crate) enum State<'a> {
    /// It is, and this was its first document.
    Same { known: &'a Known, first: usize },
    /// It is not, or is new.
    Made(Vec<Made>),
}

/// A document of a page that is not what it was.
pub(crate) struct Made {
    pub(crate) document: Document,
    /// Its terms, until they are inverted.
    analysed: Arc<Analysed>,
    measures: Measures,
    packed: Option<Packed>,
}

impl Current<'_, '_> {
    /// How many documents the page takes.
    pub(crate) fn documents(&self) -> usize {
        match &self.state {
            State::Same { known, .. } => known.documents.len(),
            State::Made(made) => made.len(),
        }
    }

    /// What there is to know of the page for the next index; `units` are those
    /// of the slices of all documents from its first on.
    fn known(&mut self, units: &[u32]) -> Option<Known> {
        let made = match &mut self.state {
            State::Same { known, .. } => return Some((*known).clone()),
            State::Made(made) => made,
        };
        let documents = made.iter_mut().zip(units).map(|(made, &slice)| {
            Some(KnownDocument {
                slice,
                measures: made.measures.clone(),
                terms: made.packed.take()?,
            })
        });
        Some(Known {
            url: std::mem::take(&mut self.page.document.url),
            key: self.key,
            documents: documents.collect::<Option<_>>()?,
        })
    }
}

/// Pages in order of address beside what they were `before`; those that are not
/// what they were are read. `remember` packs their terms for the next index.
pub(crate) fn compare<'a, 'b>(
    before: &'a Memory,
    pages: Vec<Page<'b>>,
    aliases: &Aliases,
    remember: bool,
) -> Result<Vec<Current<'a, 'b>>, Error> {
    let mut first = 0;
    let firsts = before.pages.iter().map(|page| {
        let of = first;
        first += page.documents.len();
        of
    });
    let firsts: Vec<usize> = firsts.collect();
    let known = |url: &str| {
        let found = before
            .pages
            .binary_search_by(|page| page.url.as_str().cmp(url));
        let at = found.ok()?;
        Some((&before.pages[at], firsts[at]))
    };
    let pages = pages.into_par_iter().map(|mut page| {
        let key = page.key();
        let known = known(&page.document.url).filter(|(known, _)| known.key == key);
        let state = match known {
            Some((known, first)) => State::Same { known, first },
            None => {
                // What is left of another index may turn out to be of no use.
                let whole = match before.pages.is_empty() {
                    true => page.take(),
                    false => page.read(),
                };
                let parts = split(whole.map_err(Error::Unreadable)?).into_iter();
                State::Made(
                    parts
                        .map(|part| Made::new(part, aliases, remember))
                        .collect(),
                )
            }
        };
        Ok(Current { page, key, state })
    });
    pages.collect()
}

impl Made {
    fn new(document: Document, aliases: &Aliases, remember: bool) -> Self {
        let analysed = analyse(&document, aliases);
        Self {
            measures: Measures::new(&analysed, document.weight),
            packed: remember.then(|| Packed::new(&analysed)),
            analysed: Arc::new(analysed),
            document,
        }
    }
}

/// What the dictionary has of a document.
pub(crate) enum DocumentForm<'a> {
    /// It is what it was.
    Same(&'a KnownDocument),
    Made(Form),
}

/// What the dictionary has of each document, in order; those that were made are
/// no longer held by the pages.
pub(crate) fn forms<'a>(pages: &mut [Current<'a, '_>]) -> Vec<DocumentForm<'a>> {
    let mut forms = Vec::new();
    for page in pages {
        match &mut page.state {
            State::Same { known, .. } => {
                forms.extend(known.documents.iter().map(DocumentForm::Same));
            }
            State::Made(made) => forms.extend(made.iter_mut().map(|made| {
                DocumentForm::Made(Form {
                    analysed: std::mem::take(&mut made.analysed),
                    measures: made.measures.clone(),
                })
            })),
        }
    }
    forms
}

/// The same with the terms of all; those of which nothing is left are read anew.
pub(crate) fn whole(
    forms: Vec<DocumentForm<'_>>,
    pages: &[Current<'_, '_>],
    left: &dyn Left,
    aliases: &Aliases,
) -> Result<Vec<Form>, Error> {
    let forms = forms.into_par_iter().enumerate().map(|(id, form)| {
        let known = match form {
            DocumentForm::Made(form) => return Ok(form),
            DocumentForm::Same(known) => known,
        };
        let analysed = match known.terms.open(left) {
            Some(analysed) => analysed,
            None => analyse(&again(pages, id)?, aliases),
        };
        Ok(Form {
            analysed: Arc::new(analysed),
            measures: known.measures.clone(),
        })
    });
    forms.collect()
}

/// A document of the pages, by its place among all of them, read anew.
pub(crate) fn again(pages: &[Current<'_, '_>], id: usize) -> Result<Document, Error> {
    let mut part = id;
    for page in pages {
        if let Some(of_later) = part.checked_sub(page.documents()) {
            part = of_later;
            continue;
        }
        let read = page.page.read().map_err(Error::Unreadable)?;
        let mut parts = split(read);
        return Ok(parts.swap_remove(part.min(parts.len() - 1)));
    }
    Ok(Document::default())
}

/// All pages for the next index, whose documents' slices have so many units.
pub(crate) fn known(pages: &mut [Current<'_, '_>], units: &[u32]) -> Vec<Known> {
    let mut rest = units;
    let known = pages.iter_mut().filter_map(|page| {
        let (own, others) = rest.split_at(page.documents());
        rest = others;
        page.known(own)
    });
    known.collect()
}
