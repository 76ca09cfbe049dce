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

/// A stem shorter than this, in bytes, says too little of a longer word.
const SHORTEST_STEM: usize = 4;

/// What a suffix that the stemmer takes off measures at most, in bytes.
const LONGEST_SUFFIX: usize = 6;

/// A beginning that more shards than this would have to be fetched for is not
/// expanded; one more letter narrows it.
const MOST_SHARDS: usize = 3;

/// Most terms that a beginning is expanded to, those of most documents first.
const MOST_ENDINGS: usize = 24;

/// A query's words with their postings.
pub(super) struct Clauses {
    /// Each word's entry in the dictionary, if it has one; in order typed.
    words: Vec<(String, Option<TermEntry>)>,
    /// The terms that a growing last word may become.
    endings: Vec<TermEntry>,
}

impl Clauses {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(query: &Query, root: &Root, files: &mut Files<'_>) -> Result<Self, Error> {
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
            endings: match query.last_word {
                LastWord::Whole => Vec::new(),
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
        if !self.endings.is_empty() {
            self.add_endings(root, &mut scores);
        }
        scores
    }

    /// Of all the words the last one may become, each document gets what the
    /// best one gives: they are one word of the query.
    fn add_endings(&self, root: &Root, scores: &mut Scores) {
        let mut most = vec![0.0_f32; root.documents as usize];
        for entry in &self.endings {
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
        let found = self.words.iter().filter_map(|(_, entry)| entry.as_ref());
        found
            .chain(&self.endings)
            .map(|entry| Wanted {
                term: entry.term.clone(),
                worth: bm25::idf(having(entry) as u32, root.documents),
            })
            .collect()
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

/// The terms that the end of `text` may be the beginning of.
///
/// Terms are stems: beside those that begin as the typed letters do
/// (`appal`, `appalt`), a stem that the letters have outgrown without being a
/// word yet is one (`qualificaz`, `qualific`).
fn grow(
    text: &str,
    words: &[(String, Option<TermEntry>)],
    root: &Root,
    files: &mut Files<'_>,
) -> Result<Vec<TermEntry>, Error> {
    let mut typed =
        text.rsplit(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '’');
    let beginning = fold(typed.next().unwrap_or_default());
    let mut endings = Vec::new();
    if beginning.len() < SHORTEST_BEGINNING {
        return Ok(endings);
    }
    let shards = shards_of_beginning(&beginning, root);
    if shards.len() <= MOST_SHARDS {
        for name in shards {
            // A word that is in the query as it stands counts there.
            endings.extend(entries(name, root, files, &|term| {
                term.starts_with(&beginning) && words.iter().all(|(word, _)| word != term)
            })?);
        }
    }
    if endings.is_empty() && words.last().is_none_or(|(_, entry)| entry.is_none()) {
        endings.extend(outgrown(&beginning, root, files)?);
    }
    Ok(most_frequent(endings))
}

/// The longest term that `beginning` begins with, if it is not much shorter.
fn outgrown(
    beginning: &str,
    root: &Root,
    files: &mut Files<'_>,
) -> Result<Option<TermEntry>, Error> {
    let shortest = SHORTEST_STEM.max(beginning.len().saturating_sub(LONGEST_SUFFIX));
    for end in (shortest..beginning.len()).rev() {
        let Some(stem) = beginning.get(..end) else {
            continue;
        };
        if let Some(name) = shard_of(stem, root) {
            let found = entries(name, root, files, &|term| term == stem)?;
            if let Some(found) = found.into_iter().next() {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
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
    let mut most: Vec<TermEntry> = Vec::new();
    for entry in entries {
        let at = most.partition_point(|kept| having(kept) >= having(&entry));
        most.insert(at, entry);
        most.truncate(MOST_ENDINGS);
    }
    most
}

/// About how many documents have a term: those of the field with most.
fn having(entry: &TermEntry) -> usize {
    entry.fields.iter().map(Vec::len).max().unwrap_or(0)
}

/// The shard where a term is if it is anywhere.
fn shard_of(term: &str, root: &Root) -> Option<FileName> {
    let after = root
        .terms
        .partition_point(|shard| shard.first.as_str() <= term);
    Some(root.terms[after.checked_sub(1)?].file)
}

/// The shards where terms that begin so may be.
fn shards_of_beginning(beginning: &str, root: &Root) -> Vec<FileName> {
    let from = root
        .terms
        .partition_point(|shard| shard.first.as_str() <= beginning);
    let shards = root.terms[from.saturating_sub(1)..].iter();
    shards
        .take_while(|shard| shard.first.as_str() <= beginning || shard.first.starts_with(beginning))
        .map(|shard| shard.file)
        .collect()
}
