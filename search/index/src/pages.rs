//! Pages as the documents of an index: what they were in the index before, or
//! what they are now.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::aliases::Aliases;
use crate::analyse::analyse;
use crate::document::{Analysed, Document, Page};
use crate::error::Error;
use crate::files::Left;
use crate::memory::{Known, KnownDocument, Memory, Packed};
use crate::partition::parts;
use crate::postings::{Form, Measures};
use crate::runs::{self, Run};
use crate::split::split;
use crate::texts::{self, Slice};

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
    /// Its text as it is published, until it is placed.
    slice: Vec<u8>,
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

/// Pages beside what they were.
pub(crate) struct Compared<'a, 'b> {
    pub(crate) pages: Vec<Current<'a, 'b>>,
    pub(crate) terms: Terms<'a>,
}

/// The terms of all documents, in order.
pub(crate) enum Terms<'a> {
    /// As each document has them.
    Forms(Vec<DocumentForm<'a>>),
    /// Inverted.
    Runs(Vec<Run>),
}

/// Pages in order of address beside what they were `before`; those that are not
/// what they were are read, and inverted right away where nothing was before.
/// `remember` packs their terms for the next index.
pub(crate) fn compare<'a, 'b>(
    before: &'a Memory,
    pages: Vec<Page<'b>>,
    aliases: &Aliases,
    remember: bool,
) -> Result<Compared<'a, 'b>, Error> {
    if before.pages.is_empty() {
        return first(pages, aliases, remember);
    }
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
    let pages = pages.into_par_iter().map(|page| {
        let key = page.key();
        let known = known(&page.document.url).filter(|(known, _)| known.key == key);
        let state = match known {
            Some((known, first)) => State::Same { known, first },
            // What is left of another index may turn out to be of no use, so that it is
            // read again.
            None => State::made(page.read(), aliases, remember)?,
        };
        Ok(Current { page, key, state })
    });
    let mut pages = pages.collect::<Result<Vec<_>, Error>>()?;
    let terms = Terms::Forms(forms(&mut pages));
    Ok(Compared { pages, terms })
}

/// The same where nothing was before: of what was read nothing stays but what is
/// published and, as few bytes, the terms.
fn first<'b>(
    pages: Vec<Page<'b>>,
    aliases: &Aliases,
    remember: bool,
) -> Result<Compared<'static, 'b>, Error> {
    let borders: Vec<usize> = (runs::PAGES..pages.len()).step_by(runs::PAGES).collect();
    let parts = parts(pages, &borders).into_par_iter().map(|pages| {
        let current = pages.into_iter().map(|mut page| {
            let key = page.key();
            let state = State::made(page.take(), aliases, remember)?;
            Ok(Current { page, key, state })
        });
        let mut current = current.collect::<Result<Vec<_>, Error>>()?;
        let forms = forms(&mut current).into_iter();
        let made = forms.filter_map(|form| match form {
            DocumentForm::Same(_) => None,
            DocumentForm::Made(form) => Some(form),
        });
        let run = Run::new(made.collect())?;
        Ok((current, run))
    });
    let parts = parts.collect::<Result<Vec<_>, Error>>()?;
    let (pages, runs): (Vec<Vec<Current<'_, '_>>>, Vec<Run>) = parts.into_iter().unzip();
    Ok(Compared {
        pages: pages.into_iter().flatten().collect(),
        terms: Terms::Runs(runs),
    })
}

impl State<'_> {
    fn made(read: io::Result<Document>, aliases: &Aliases, remember: bool) -> Result<Self, Error> {
        let parts = split(read.map_err(Error::Unreadable)?).into_iter();
        let made = parts.map(|part| Made::new(&part, aliases, remember));
        Ok(Self::Made(made.collect()))
    }
}

impl Made {
    fn new(document: &Document, aliases: &Aliases, remember: bool) -> Self {
        let analysed = analyse(document, aliases);
        Self {
            slice: texts::slice(document),
            measures: Measures::new(&analysed, document.weight),
            packed: remember.then(|| Packed::new(&analysed)),
            analysed: Arc::new(analysed),
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
fn forms<'a>(pages: &mut [Current<'a, '_>]) -> Vec<DocumentForm<'a>> {
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

/// The texts of all documents, in order; those that were made are no longer held by
/// the pages.
pub(crate) fn slices(pages: &mut [Current<'_, '_>]) -> Vec<Slice> {
    let mut slices = Vec::new();
    for page in pages {
        match &mut page.state {
            State::Same { first, known } => {
                let ids = *first..*first + known.documents.len();
                slices.extend(ids.map(Slice::Same));
            }
            State::Made(made) => slices.extend(
                made.iter_mut()
                    .map(|made| Slice::Made(std::mem::take(&mut made.slice))),
            ),
        }
    }
    slices
}

/// All documents inverted; those of whose terms nothing is left are read anew.
pub(crate) fn runs(
    forms: Vec<DocumentForm<'_>>,
    pages: &[Current<'_, '_>],
    left: &dyn Left,
    aliases: &Aliases,
) -> Result<Vec<Run>, Error> {
    let borders: Vec<usize> = (runs::PAGES..forms.len()).step_by(runs::PAGES).collect();
    let firsts = (0..).step_by(runs::PAGES);
    let parts: Vec<(usize, Vec<DocumentForm<'_>>)> = firsts.zip(parts(forms, &borders)).collect();
    let runs = parts.into_par_iter().map(|(first, forms)| {
        let forms = (first..).zip(forms).map(|(id, form)| {
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
        Ok(Run::new(forms.collect::<Result<_, Error>>()?)?)
    });
    runs.collect()
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
