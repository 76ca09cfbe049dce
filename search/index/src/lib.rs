//! Documents in, the files of a search index out.
//!
//! Pure: no disk, no clock; the same documents and options give the same
//! bytes, in whatever order the documents come. How the files are read again
//! is `search-core`'s business.

mod aliases;
mod analyse;
mod document;
mod postings;
mod shards;

pub use aliases::Aliases;
pub use analyse::analyse;
pub use document::{Analysed, Document, NEXT, SAME, Section};

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;
use search_core::format::{MAX_DOCUMENTS, Root};

use postings::Measures;
use shards::Files;

/// What holds for the whole index.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Facet or order name -> label for readers. Those that no document has
    /// are left out; one without a label is labelled with its name.
    pub labels: BTreeMap<String, String>,
    /// BCP 47 tag of the site's language: that of queries which name none.
    pub language: String,
    /// Groups of names that mean the same: a page that has one of them in its
    /// text is found by the others too.
    pub aliases: Vec<Vec<String>>,
}

/// An index as files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Path relative to the index's folder (`search/` in a site), with `/`,
    /// -> bytes as served. `index.casa` has to be asked for anew on each
    /// visit; what is under `shards/` never changes under its name.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The file that names all others, relative to the index's folder.
pub const ROOT: &str = "index.casa";

/// The file that lists all others with their sizes, for whoever wants to have them all.
pub const LIST: &str = "files.casa";

/// Why an index cannot be built.
#[derive(Debug)]
pub enum Error {
    /// Two documents have this address.
    DuplicateUrl(String),
    /// The weight of the document at this address is not a positive number.
    Weight(String),
    /// There are more documents than the format can number.
    TooMany(usize),
    /// The text of a document cannot be read.
    Unreadable(std::io::Error),
    /// tantivy refused; never seen, as it works in memory on what we analysed.
    Tantivy(tantivy::TantivyError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateUrl(url) => write!(f, "two documents have the address {url}"),
            Self::Weight(url) => write!(f, "the weight of {url} is not a positive number"),
            Self::TooMany(count) => {
                write!(
                    f,
                    "{count} documents are more than the {MAX_DOCUMENTS} an index can hold"
                )
            }
            Self::Unreadable(error) => write!(f, "the text of a document cannot be read: {error}"),
            Self::Tantivy(error) => write!(f, "the indexer failed: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            Self::Tantivy(error) => Some(error),
            _ => None,
        }
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Tantivy(error)
    }
}

/// What an index was made from: documents that have not changed keep their
/// terms in the next.
#[derive(Debug, Default)]
pub struct Memory {
    /// Stands for the aliases and the language.
    options: u64,
    /// By address, what the document was and its terms.
    analysed: HashMap<String, (u64, Arc<Analysed>)>,
}

/// Indexes `documents`, analysing them in parallel.
///
/// # Errors
///
/// Two documents have one address, a weight is no weight, or there are too
/// many documents.
pub fn build(documents: Vec<Document>, options: &Options) -> Result<Index, Error> {
    let aliases = Aliases::new(&options.aliases, &options.language);
    let analysed = documents.into_par_iter().map(|document| {
        let analysed = Arc::new(analyse(&document, &aliases));
        (document, analysed)
    });
    build_analysed(analysed.collect(), options)
}

/// The same after another index, with the memory for the next one.
///
/// # Errors
///
/// As [`build`].
pub fn build_after(
    before: &Memory,
    documents: Vec<Document>,
    options: &Options,
) -> Result<(Index, Memory), Error> {
    let same = document::digest(&(&options.aliases, &options.language));
    let known = |document: &Document, digest: u64| {
        let (then, analysed) = before.analysed.get(&document.url)?;
        (before.options == same && *then == digest).then(|| Arc::clone(analysed))
    };
    let aliases = Aliases::new(&options.aliases, &options.language);
    let analysed = documents.into_par_iter().map(|document| {
        let digest = document.digest();
        let analysed = known(&document, digest);
        let analysed = analysed.unwrap_or_else(|| Arc::new(analyse(&document, &aliases)));
        (digest, document, analysed)
    });
    let analysed: Vec<(u64, Document, Arc<Analysed>)> = analysed.collect();
    let kept = analysed.iter().map(|(digest, document, analysed)| {
        let kept = (*digest, Arc::clone(analysed));
        (document.url.clone(), kept)
    });
    let memory = Memory {
        options: same,
        analysed: kept.collect(),
    };
    let documents = analysed.into_iter();
    let documents = documents.map(|(_, document, analysed)| (document, analysed));
    Ok((build_analysed(documents.collect(), options)?, memory))
}

/// Indexes documents that [`analyse`] has been through already, with the
/// aliases of `options`.
///
/// Documents are numbered in order of address, so that neighbours on the site
/// share files and ties in the ranking fall the same way every time.
fn build_analysed(
    mut documents: Vec<(Document, Arc<Analysed>)>,
    options: &Options,
) -> Result<Index, Error> {
    documents.sort_by(|(a, _), (b, _)| a.url.cmp(&b.url));
    let (documents, analysed): (Vec<Document>, Vec<Arc<Analysed>>) = documents.into_iter().unzip();
    check(&documents)?;
    let count = documents.len() as u32;
    let weighed = analysed.iter().zip(&documents);
    let measures: Vec<Measures> = weighed
        .map(|(analysed, document)| Measures::new(analysed, document.weight))
        .collect();
    let (words, texts) = rayon::join(
        || {
            let mut files = Files::default();
            let inverted = postings::invert(analysed.into_iter(), &measures)?;
            let lexicon = shards::lexicon(&inverted, &mut files);
            let terms = shards::terms(inverted, count, &mut files);
            Ok::<_, Error>((terms, lexicon, files))
        },
        || {
            let mut files = Files::default();
            let texts = shards::texts(&documents, &mut files);
            let facets = shards::facets(&documents, &options.labels, &mut files);
            let orders = shards::orders(&documents, &options.labels, &mut files);
            (texts, facets, orders, files)
        },
    );
    let (terms, lexicon, mut files) = words?;
    let ((placed, places), facets, orders, others) = texts;
    // No kind of file is in both, so no name is.
    files.served.extend(others.served);
    files.root(&Root {
        language: shards::fit(&options.language).to_owned(),
        documents: count,
        terms,
        lexicon,
        placed,
        places,
        facets,
        orders,
    });
    let mut files = files.served;
    let lines = files
        .iter()
        .map(|(path, bytes)| format!("{} {path}\n", bytes.len()));
    let list: String = lines.collect();
    files.insert(LIST.to_owned(), list.into_bytes());
    Ok(Index { files })
}

/// Checks documents in order of address.
fn check(documents: &[Document]) -> Result<(), Error> {
    if documents.len() > MAX_DOCUMENTS as usize {
        return Err(Error::TooMany(documents.len()));
    }
    if let Some(pair) = documents.windows(2).find(|pair| pair[0].url == pair[1].url) {
        return Err(Error::DuplicateUrl(pair[0].url.clone()));
    }
    let unfit = |document: &&Document| !(document.weight.is_finite() && document.weight > 0.0);
    match documents.iter().find(unfit) {
        Some(document) => Err(Error::Weight(document.url.clone())),
        None => Ok(()),
    }
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
