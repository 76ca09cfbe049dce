//! The words among the terms, spelt backwards, to files.

use rayon::prelude::*;
use search_core::format::{
    Directory, DirectoryEntry, FileName, Kind, LexiconShard, SHORTEST_IN_LEXICON,
};

use crate::dictionary::Term;
use crate::document::digest;
use crate::files::Files;
use crate::memory::KnownWords;
use crate::partition::{borders, parts, separators};

/// About how many terms a lexicon shard has, at least and at most, and how many
/// such shards an index has before they grow.
const LEXICON_SHARD: (usize, usize) = (1_500, 6_000);
const MOST_LEXICON_SHARDS: usize = 60;

/// The words as files, of which those are kept that there were `before`.
pub(crate) fn lexicon(
    terms: &[Term<'_>],
    before: &[KnownWords],
    files: &mut Files<'_>,
) -> (Directory, Vec<KnownWords>) {
    let words = terms.iter().map(|term| term.text().as_bytes());
    let words = words.filter(|word| {
        word.len() >= SHORTEST_IN_LEXICON && word.iter().all(u8::is_ascii_lowercase)
    });
    let mut words: Vec<Vec<u8>> = words
        .map(|word| word.iter().rev().copied().collect())
        .collect();
    words.par_sort_unstable();
    let size = (words.len() / MOST_LEXICON_SHARDS).clamp(LEXICON_SHARD.0, LEXICON_SHARD.1);
    let borders = borders(&words, |word| word, |_| 1, size);
    let separators = separators(&words, &borders, |word| word);
    let mut entries = Vec::with_capacity(separators.len());
    let mut known = Vec::with_capacity(separators.len());
    for (reversed, first) in parts(words, &borders).into_iter().zip(separators) {
        let key = digest(&reversed);
        let words = match before.iter().find(|words| words.key == key) {
            Some(same) if files.has(name(same)) => {
                files.keep(name(same), same.length);
                same.clone()
            }
            _ => {
                let file = files.place(Kind::Lexicon, LexiconShard { reversed }.encode());
                KnownWords {
                    key,
                    number: file.number(),
                    length: files.length(file),
                }
            }
        };
        entries.push(vec![DirectoryEntry::whole(first, name(&words))]);
        known.push(words);
    }
    (files.list(entries), known)
}

fn name(words: &KnownWords) -> FileName {
    FileName::new(Kind::Lexicon, words.number)
}
