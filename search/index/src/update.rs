//! The index of pages after another one: what has not changed is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use search_core::format::{Directory, MAX_DOCUMENTS, Root};

use crate::aliases::Aliases;
use crate::before::Before;
use crate::dictionary::{self, Term};
use crate::document::{Page, digest};
use crate::error::Error;
use crate::facets::{self, Numbered, fit};
use crate::files::{File, Files, LIST, Left, Nothing};
use crate::lexicon::lexicon;
use crate::memory::{Known, KnownDocument, KnownTerms, KnownTexts, KnownWords, Memory, TermList};
use crate::options::Options;
use crate::pages::{self, Compared, Current, DocumentForm, Terms, compare};
use crate::patch::{Changed, patch};
use crate::postings::{Form, is_telling};
use crate::runs::{Run, Runs};
use crate::texts::{self, Placed, Slice, TextsBefore};

/// Of how many documents one may have changed for the dictionary to be patched.
const MOST_CHANGED: usize = 8;

/// The files of an index, and what it leaves.
pub(crate) struct Updated {
    pub(crate) files: BTreeMap<String, File>,
    pub(crate) memory: Memory,
}

/// The index of pages after another one, of which there is what is `left`;
/// `remember` makes the memory for the next one.
pub(crate) fn update(
    before: &Memory,
    left: &dyn Left,
    mut pages: Vec<Page<'_>>,
    options: &Options,
    remember: bool,
) -> Result<Updated, Error> {
    pages.sort_by(|a, b| a.document.url.cmp(&b.document.url));
    check(&pages)?;
    let stands_for = digest(&(&options.aliases, &options.language));
    let nothing = Memory::default();
    let before = match before.options == stands_for {
        true => before,
        false => &nothing,
    };
    let aliases = Aliases::new(&options.aliases, &options.language);
    let Compared { mut pages, terms } = compare(before, pages, &aliases, remember)?;
    let documents: usize = pages.iter().map(Current::documents).sum();
    if documents > MAX_DOCUMENTS as usize {
        return Err(Error::TooMany(documents));
    }
    let parts = Parts {
        before,
        left,
        options,
        documents: documents as u32,
    };
    let made = parts.make(&mut pages, terms, &aliases)?;
    let mut files = made.files.served.values();
    if made.files.collided && files.any(|file| matches!(file, File::Kept(_))) {
        let pages = pages.into_iter().map(|current| current.page).collect();
        return update(&nothing, &Nothing, pages, options, remember);
    }
    let mut memory = Memory::default();
    if remember && !made.files.collided {
        memory = Memory {
            options: stands_for,
            pages: pages::known(&mut pages, &made.units),
            terms: made.words.list,
            dictionary: made.words.dictionary,
            lexicon: made.words.lexicon,
            texts: made.texts,
        };
    }
    Ok(Updated {
        files: made.files.served,
        memory,
    })
}

/// Checks pages in order of address.
fn check(pages: &[Page<'_>]) -> Result<(), Error> {
    if pages.len() > MAX_DOCUMENTS as usize {
        return Err(Error::TooMany(pages.len()));
    }
    let url = |page: &Page<'_>| page.document.url.clone();
    let mut pairs = pages.windows(2);
    if let Some(pair) = pairs.find(|pair| pair[0].document.url == pair[1].document.url) {
        return Err(Error::DuplicateUrl(url(&pair[0])));
    }
    let unfit = |weight: f32| !(weight.is_finite() && weight > 0.0);
    match pages.iter().find(|page| unfit(page.document.weight)) {
        Some(page) => Err(Error::Weight(url(page))),
        None => Ok(()),
    }
}

/// What the parts of an index are made with.
#[derive(Clone, Copy)]
struct Parts<'a> {
    before: &'a Memory,
    left: &'a dyn Left,
    options: &'a Options,
    documents: u32,
}

/// An index, and what there is to know of it for the next one.
struct Made<'a> {
    files: Files<'a>,
    words: Words,
    units: Vec<u32>,
    texts: Vec<KnownTexts>,
}

/// What is known of the dictionary.
struct Words {
    terms: Directory,
    backwards: Directory,
    list: TermList,
    dictionary: Vec<KnownTerms>,
    lexicon: Vec<KnownWords>,
}

impl<'a> Parts<'a> {
    fn make(
        self,
        pages: &mut [Current<'a, '_>],
        terms: Terms<'a>,
        aliases: &Aliases,
    ) -> Result<Made<'a>, Error> {
        let slices = pages::slices(pages);
        let pages = &*pages;
        let numbered = numbered(pages);
        let (words, texts) = rayon::join(
            || match terms {
                Terms::Runs(runs) => self.inverted(runs, &Before::new(self.before, self.left)),
                Terms::Forms(forms) => self.words(forms, pages, aliases),
            },
            || {
                let mut files = Files::new(self.left);
                let texts = self.texts(slices, pages, &mut files)?;
                let facets = facets::facets(&numbered, self.documents, self.options, &mut files);
                let labels = &self.options.labels;
                let orders = facets::orders(&numbered, self.documents, labels, &mut files);
                Ok::<_, Error>((texts, facets, orders, files))
            },
        );
        let (words, mut files) = words?;
        let (texts, facets, orders, others) = texts?;
        // No kind of file is in both, so no name is.
        files.served.extend(others.served);
        files.collided |= others.collided;
        files.root(&Root {
            language: fit(&self.options.language).to_owned(),
            documents: self.documents,
            split: facets::splits(&numbered),
            terms: words.terms.clone(),
            lexicon: words.backwards.clone(),
            placed: texts.placed,
            places: texts.places,
            facets,
            orders,
        });
        let lines = files.served.iter();
        let lines = lines.map(|(path, file)| format!("{} {path}\n", file.length()));
        let list: String = lines.collect();
        let list = File::Made(list.into_bytes());
        files.served.insert(LIST.to_owned(), list);
        Ok(Made {
            files,
            words,
            units: texts.units,
            texts: texts.known,
        })
    }

    /// The dictionary, forwards and backwards: patched if that will do.
    fn words(
        self,
        forms: Vec<DocumentForm<'a>>,
        pages: &[Current<'a, '_>],
        aliases: &Aliases,
    ) -> Result<(Words, Files<'a>), Error> {
        let before = Before::new(self.before, self.left);
        if let Some(changed) = self.changed(&forms, pages)
            && let Some(terms) = patch(&before, changed)?
            && let Some(words) = self.place(terms, &before)
        {
            return Ok(words);
        }
        let runs = pages::runs(forms, pages, self.left, aliases)?;
        self.inverted(runs, &before)
    }

    /// The dictionary of documents inverted in runs.
    fn inverted(self, runs: Vec<Run>, before: &Before<'_>) -> Result<(Words, Files<'a>), Error> {
        let runs = Runs::new(runs);
        let terms = runs.terms();
        let telling = terms.filter(|term| is_telling(term.text(), term.count(), self.documents));
        let words = self.place(telling.map(Term::Inverted).collect(), before);
        Ok(words.expect("nothing is read of an index before"))
    }

    /// The documents that have changed, if they are few and all others are
    /// where they were.
    fn changed(
        self,
        forms: &[DocumentForm<'_>],
        pages: &[Current<'_, '_>],
    ) -> Option<Vec<Changed>> {
        let known = &self.before.pages;
        let same = |(page, known): (&Current<'_, '_>, &Known)| {
            page.page.document.url == known.url && page.documents() == known.documents.len()
        };
        if known.len() != pages.len() || !pages.iter().zip(known).all(same) {
            return None;
        }
        let old = known.iter().flat_map(|page| &page.documents);
        let changed = (0..).zip(forms.iter().zip(old));
        let changed = changed.filter_map(|(id, (form, old))| match form {
            DocumentForm::Same(_) => None,
            DocumentForm::Made(new) => Some((id, old, new.clone())),
        });
        let changed: Vec<(u32, &KnownDocument, Form)> = changed.collect();
        if forms.is_empty() || changed.len() > forms.len().div_ceil(MOST_CHANGED) {
            return None;
        }
        let changed = changed.into_iter().map(|(id, old, new)| {
            let old = Form {
                analysed: Arc::new(old.terms.open(self.left)?),
                measures: old.measures.clone(),
            };
            Some(Changed { id, old, new })
        });
        changed.collect()
    }

    fn place(self, terms: Vec<Term<'_>>, before: &Before<'_>) -> Option<(Words, Files<'a>)> {
        let mut files = Files::new(self.left);
        let list = dictionary::list(&terms);
        let (backwards, lexicon) = lexicon(&terms, &self.before.lexicon, &mut files);
        let (terms, dictionary) = dictionary::terms(terms, self.documents, before, &mut files)?;
        let words = Words {
            terms,
            backwards,
            list,
            dictionary,
            lexicon,
        };
        Some((words, files))
    }

    fn texts(
        self,
        slices: Vec<Slice>,
        pages: &[Current<'_, '_>],
        files: &mut Files<'a>,
    ) -> Result<Placed, Error> {
        let urls = pages.iter().flat_map(|page| {
            let url = page.page.document.url.as_str();
            std::iter::repeat_n(url, page.documents())
        });
        let slices = urls.zip(slices).collect();
        let before = TextsBefore::new(self.before, self.left);
        let again = |id| Ok(texts::slice(&pages::again(pages, id)?));
        texts::texts(slices, &before, files, &again)
    }
}

/// The pages with the first of the documents that they are in.
fn numbered<'p>(pages: &'p [Current<'_, '_>]) -> Vec<Numbered<'p>> {
    let mut next = 0;
    let numbered = pages.iter().map(|page| {
        let first = next;
        next += page.documents() as u32;
        Numbered {
            page: &page.page.document,
            first,
            more: next - first - 1,
        }
    });
    numbered.collect()
}
