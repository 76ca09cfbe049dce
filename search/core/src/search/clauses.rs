//! The words of a query, their postings, and the scores these give.

use crate::bm25::{self, Weight};
use crate::cache::Error;
use crate::excerpt::Wanted;
use crate::format::{FIELDS, FileName, Root, TermEntry, TermShard};
use crate::query::{LastWord, Query};
use crate::tokens::{Language, fold, query_terms};

use super::Files;
use super::scores::Scores;

/// What a match in each field counts for: title, headings, body.
pub const BOOSTS: [f32; FIELDS] = [2.5, 1.5, 1.0];

/// A growing word shorter than this, in bytes, is only looked up as it is.
const SHORTEST_BEGINNING: usize = 2;

/// A beginning that more shards than this would have to be fetched for is not
/// expanded; one more letter narrows it.
const MOST_SHARDS: usize = 3;

/// Most terms that a beginning is expanded to, those of most documents first.
const MOST_ENDINGS: usize = 24;

/// A query's words with their postings.
pub(super) struct Clauses {
    /// Each word's entry in the dictionary, if it has one; in order typed.
    words: Vec<(String, Option<TermEntry>)>,
    /// The growing word's beginning and the terms that it may become.
    growing: Option<(String, Vec<TermEntry>)>,
}

impl Clauses {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(
        query: &Query,
        root: &Root,
        files: &mut Files<'_>,
    ) -> Result<Self, Error> {
        let tag = if query.language.is_empty() {
            &root.language
        } else {
            &query.language
        };
        let mut words = Vec::new();
        for term in query_terms(&query.text, Language::of_tag(tag)) {
            let mut entry = None;
            if let Some(name) = shard_of(&term, root) {
                let found = entries(name, root, files, &|known| known == term)?;
                entry = found.into_iter().next();
            }
            words.push((term, entry));
        }
        Ok(Self {
            growing: match query.last_word {
                LastWord::Whole => None,
                LastWord::Growing => grow(&query.text, &words, root, files)?,
            },
            words,
        })
    }

    /// Scores all documents that have any of the words.
    pub(super) fn score(&self, root: &Root) -> Scores {
        let mut scores = Scores::none(root.documents);
        // Term by term and field by field, as tantivy adds up a boolean query:
        // the sum of floats depends on the order.
        for (_, entry) in &self.words {
            if let Some(entry) = entry {
                add(entry, root, &mut scores);
            }
        }
        if let Some((_, endings)) = &self.growing {
            self.add_endings(endings, root, &mut scores);
        }
        scores
    }

    /// Of all the words the last one may become, each document gets what the
    /// best one gives: they are one word of the query.
    fn add_endings(&self, endings: &[TermEntry], root: &Root, scores: &mut Scores) {
        let mut most = vec![0.0_f32; root.documents as usize];
        for entry in endings {
            let mut alone = Scores::none(root.documents);
            add(entry, root, &mut alone);
            for (most, score) in most.iter_mut().zip(alone.all()) {
                *most = most.max(score);
            }
        }
        for (document, &score) in (0..).zip(&most) {
            if score > 0.0 {
                scores.add(document, score);
            }
        }
    }

    /// The words to mark.
    pub(super) fn wanted(&self, root: &Root) -> Vec<Wanted> {
        let whole = self.words.iter().filter_map(|(term, entry)| {
            let having = entry.as_ref()?.fields.iter().map(Vec::len).max()?;
            Some(Wanted {
                term: term.clone(),
                prefix: false,
                worth: bm25::idf(having as u32, root.documents),
            })
        });
        let growing = self.growing.iter().map(|(beginning, _)| Wanted {
            term: beginning.clone(),
            prefix: true,
            worth: 1.0,
        });
        whole.chain(growing).collect()
    }
}

fn add(entry: &TermEntry, root: &Root, scores: &mut Scores) {
    for (field, postings) in entry.fields.iter().enumerate() {
        if postings.is_empty() {
            continue;
        }
        let weight = Weight::new(
            postings.len() as u32,
            root.documents,
            root.lengths[field],
            BOOSTS[field],
        );
        for posting in postings {
            let score = weight.score(posting.frequency, posting.length_id);
            scores.add(posting.document, score);
        }
    }
}

/// The beginning that the end of `text` is, and the terms it may become.
fn grow(
    text: &str,
    words: &[(String, Option<TermEntry>)],
    root: &Root,
    files: &mut Files<'_>,
) -> Result<Option<(String, Vec<TermEntry>)>, Error> {
    let last = text.rsplit(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '’').next();
    let beginning = fold(last.unwrap_or_default());
    if beginning.len() < SHORTEST_BEGINNING {
        return Ok(None);
    }
    let shards = shards_of_beginning(&beginning, root);
    if shards.len() > MOST_SHARDS {
        return Ok(None);
    }
    let mut endings = Vec::new();
    for name in shards {
        // A word that is in the query as it stands counts there.
        endings.extend(entries(name, root, files, &|term| {
            term.starts_with(&beginning) && words.iter().all(|(word, _)| word != term)
        })?);
    }
    Ok(Some((beginning, most_frequent(endings))))
}

fn entries(
    name: FileName,
    root: &Root,
    files: &mut Files<'_>,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<TermEntry>, Error> {
    let found = files.read(name, |payload| {
        TermShard::open(payload)?.entries(root.documents, wanted)
    })?;
    Ok(found.unwrap_or_default())
}

/// The [`MOST_ENDINGS`] entries of most documents, equals in order of term.
fn most_frequent(entries: Vec<TermEntry>) -> Vec<TermEntry> {
    let having = |entry: &TermEntry| entry.fields.iter().map(Vec::len).max();
    let mut most: Vec<TermEntry> = Vec::new();
    for entry in entries {
        let at = most.partition_point(|kept| having(kept) >= having(&entry));
        most.insert(at, entry);
        most.truncate(MOST_ENDINGS);
    }
    most
}

/// The shard where a term is if it is anywhere.
fn shard_of(term: &str, root: &Root) -> Option<FileName> {
    let after = root.terms.partition_point(|shard| shard.first.as_str() <= term);
    Some(root.terms[after.checked_sub(1)?].file)
}

/// The shards where terms that begin so may be.
fn shards_of_beginning(beginning: &str, root: &Root) -> Vec<FileName> {
    let from = root.terms.partition_point(|shard| shard.first.as_str() <= beginning);
    let shards = root.terms[from.saturating_sub(1)..].iter();
    shards
        .take_while(|shard| {
            shard.first.as_str() <= beginning || shard.first.starts_with(beginning)
        })
        .map(|shard| shard.file)
        .collect()
}
