//! The search: a pure function of a query and the files at hand.
//!
//! It never waits. Where files are missing it names them all at once; the
//! caller fetches them together (a *round*) and asks again. From an empty
//! cache that is three rounds: the root; the words with the facets; the texts
//! of the hits.

mod clauses;
mod filters;
mod scores;

use crate::cache::{Cache, Error};
use crate::excerpt::{self, Wanted};
use crate::format::{DocumentShard, FileName, Root, StoredDocument, StoredSection, WeightFile};
use crate::query::Query;
use crate::results::{Hit, Marked, Results};
use crate::tokens::{Analyser, Language};

pub use clauses::BOOSTS;

use clauses::Clauses;
use filters::Filters;
use scores::Scores;

/// How far a search has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It needs these files, each once, none of which is in the cache.
    Need(Vec<FileName>),
    /// It is done.
    Done(Results),
}

/// Searches as far as the files in `cache` go.
///
/// # Errors
///
/// A file in the cache passed its checks and is malformed all the same, which
/// takes a writer that does not follow the format.
pub fn search(query: &Query, cache: &Cache) -> Result<Step, Error> {
    let Some(root) = cache.root() else {
        return Ok(Step::Need(vec![FileName::ROOT]));
    };
    let mut files = Files::new(cache);
    let clauses = Clauses::read(query, root, &mut files)?;
    let filters = Filters::read(query, root, &mut files)?;
    let weights = read_weights(root, &mut files)?;
    if let Some(missing) = files.missing() {
        return Ok(Step::Need(missing));
    }
    let mut scores = if query.text.trim().is_empty() {
        Scores::everything(root.documents)
    } else {
        clauses.score(root)
    };
    for (document, weight) in weights.weights {
        scores.multiply(document, weight);
    }
    let best = scores.best(query.offset, query.limit, |document| filters.pass(document));
    let stored = read_documents(&best, root, &mut files)?;
    if let Some(missing) = files.missing() {
        return Ok(Step::Need(missing));
    }
    let wanted = clauses.wanted(root);
    let mut analysers = Analysers::default();
    let hits = best
        .iter()
        .zip(stored)
        .map(|(&(document, score), stored)| hit(document, score, stored, &wanted, &mut analysers))
        .collect();
    Ok(Step::Done(Results {
        total: scores.count(|document| filters.pass(document)),
        hits,
        facets: filters.counts(query, &scores),
    }))
}

/// The cache, and what was looked for in it in vain.
struct Files<'a> {
    cache: &'a Cache,
    missing: Vec<FileName>,
}

impl<'a> Files<'a> {
    fn new(cache: &'a Cache) -> Self {
        Self {
            cache,
            missing: Vec::new(),
        }
    }

    /// Reads a file with `decode` if it is here, and notes it if it is not.
    fn read<T, E>(
        &mut self,
        name: FileName,
        decode: impl FnOnce(&'a [u8]) -> Result<T, E>,
    ) -> Result<Option<T>, Error> {
        let Some(payload) = self.cache.get(name) else {
            if !self.missing.contains(&name) {
                self.missing.push(name);
            }
            return Ok(None);
        };
        decode(payload).map(Some).map_err(|_| Error::Corrupt(name))
    }

    fn missing(&mut self) -> Option<Vec<FileName>> {
        let missing = std::mem::take(&mut self.missing);
        (!missing.is_empty()).then_some(missing)
    }
}

/// One analyser a language, made when a document needs it.
#[derive(Default)]
struct Analysers {
    known: Vec<(Language, Analyser)>,
}

impl Analysers {
    fn of(&mut self, language: Language) -> &mut Analyser {
        let at = self.known.iter().position(|(known, _)| *known == language);
        let at = at.unwrap_or_else(|| {
            self.known.push((language, Analyser::new(language)));
            self.known.len() - 1
        });
        &mut self.known[at].1
    }
}

fn read_weights(root: &Root, files: &mut Files<'_>) -> Result<WeightFile, Error> {
    let Some(name) = root.weights else {
        return Ok(WeightFile::default());
    };
    let weights = files.read(name, |payload| WeightFile::decode(payload, root.documents))?;
    Ok(weights.unwrap_or_default())
}

/// The texts of `best` in their order; of no use while files are missing.
fn read_documents(
    best: &[(u32, f32)],
    root: &Root,
    files: &mut Files<'_>,
) -> Result<Vec<StoredDocument>, Error> {
    let mut shards: Vec<(FileName, Option<DocumentShard>)> = Vec::new();
    let mut stored = Vec::with_capacity(best.len());
    for &(document, _) in best {
        let Some((name, at)) = place(document, root) else {
            continue;
        };
        let known = shards.iter().position(|&(known, _)| known == name);
        let shard = match known {
            Some(known) => &shards[known].1,
            None => {
                let shard = files.read(name, DocumentShard::decode)?;
                shards.push((name, shard));
                &shards[shards.len() - 1].1
            }
        };
        if let Some(shard) = shard {
            let found = shard.documents.get(at).ok_or(Error::Corrupt(name))?;
            stored.push(found.clone());
        }
    }
    Ok(stored)
}

/// The shard of a document and its place there.
fn place(document: u32, root: &Root) -> Option<(FileName, usize)> {
    let mut first = 0;
    for shard in &root.document_shards {
        if document - first < shard.documents {
            return Some((shard.file, (document - first) as usize));
        }
        first += shard.documents;
    }
    None
}

fn hit(
    document: u32,
    score: f32,
    stored: StoredDocument,
    wanted: &[Wanted],
    analysers: &mut Analysers,
) -> Hit {
    let analyser = analysers.of(Language::of_tag(&stored.language));
    let title = excerpt::mark(&stored.title, wanted, analyser);
    let passage = passage(&stored, wanted, analyser);
    Hit {
        document,
        url: stored.url,
        title,
        score,
        date: stored.date,
        filters: stored.filters,
        heading: passage.heading,
        anchor: passage.anchor,
        excerpt: passage.text,
    }
}

/// An excerpt and where on the page it stands.
struct Passage {
    heading: String,
    anchor: String,
    text: Marked,
}

/// The best passage of the text; where only a heading matches, what follows
/// it; where only the title does, the summary or else the beginning.
fn passage(stored: &StoredDocument, wanted: &[Wanted], analyser: &mut Analyser) -> Passage {
    let sections = stored.sections.iter();
    let texts: Vec<&str> = std::iter::once(stored.summary.as_str())
        .chain(sections.clone().map(|section| section.text.as_str()))
        .collect();
    if let Some((index, text)) = excerpt::best(&texts, wanted, analyser) {
        return Passage::of(index.checked_sub(1).map(|at| &stored.sections[at]), text);
    }
    let headings: Vec<&str> = sections.map(|section| section.heading.as_str()).collect();
    if let Some((index, _)) = excerpt::best(&headings, wanted, analyser) {
        let section = &stored.sections[index];
        return Passage::of(Some(section), excerpt::beginning(&section.text));
    }
    let first = texts.into_iter().find(|text| !text.trim().is_empty());
    Passage::of(None, excerpt::beginning(first.unwrap_or_default()))
}

impl Passage {
    /// `text` from a section, or from none for the summary.
    fn of(section: Option<&StoredSection>, text: Marked) -> Self {
        let (heading, anchor) = match section {
            Some(section) => (section.heading.clone(), section.anchor.clone()),
            None => Default::default(),
        };
        Self {
            heading,
            anchor,
            text,
        }
    }
}
