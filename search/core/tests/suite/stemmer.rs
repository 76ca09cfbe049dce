//! Our stemmers against Snowball's: its own vectors, all 35,495 of them, and
//! the stemmers that it generates.

use frostem::{Algorithm, Stemmer};
use search_core::tokens::{Language, fold, stem};

/// Words that we stem otherwise on purpose, at most.
const EXCEPTIONS: usize = 40;

fn vectors() -> Vec<(String, String)> {
    let deflated = include_bytes!("../snowball-it/vectors.tsv.deflate");
    let bytes = miniz_oxide::inflate::decompress_to_vec(deflated).expect("raw deflate");
    let vectors = String::from_utf8(bytes).expect("UTF-8");
    let pair = |line: &str| {
        let (word, stem) = line.split_once('\t').expect("two columns");
        (word.to_owned(), stem.to_owned())
    };
    vectors.lines().map(pair).collect()
}

/// How many of `words` we stem otherwise than Snowball, each once.
fn differences(
    language: Language,
    stemmer: &Stemmer,
    words: impl Iterator<Item = String>,
) -> usize {
    let mut others: Vec<String> = words
        .map(|word| fold(&word))
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
        .filter(|word| stem(language, word) != stemmer.stem(word))
        .collect();
    others.sort();
    others.dedup();
    println!("{others:?}");
    others.len()
}

#[test]
fn every_vector_is_snowballs() {
    let stemmer = Stemmer::new(Algorithm::Italian);
    let vectors = vectors();
    for (word, stem) in &vectors {
        assert_eq!(stemmer.stem(word), *stem, "{word}");
    }
    assert_eq!(vectors.len(), 35_495);
}

#[test]
fn every_vector_is_ours() {
    let stemmer = Stemmer::new(Algorithm::Italian);
    let words = vectors().into_iter().map(|(word, _)| word);
    assert!(differences(Language::Italian, &stemmer, words) <= EXCEPTIONS);
}

#[test]
fn what_is_made_of_any_letters_is_ours() {
    let mut state = 1_u64;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    let endings = [
        "", "amente", "azione", "ing", "ed", "ies", "ously", "ational", "ivo", "abili", "erebbero",
        "logia", "ness", "fulli", "uzioni", "enza", "ici", "eed", "ied", "y",
    ];
    let mut words = Vec::new();
    for _ in 0..60_000 {
        let length = 1 + random(7);
        let mut word: String = (0..length)
            .map(|_| char::from(b"aeiouaeioubcdfglmnprstvzqhyjwkx"[random(31) as usize]))
            .collect();
        word.push_str(endings[random(endings.len() as u64) as usize]);
        words.push(word);
    }
    for (language, algorithm) in [
        (Language::Italian, Algorithm::Italian),
        (Language::English, Algorithm::English),
    ] {
        let stemmer = Stemmer::new(algorithm);
        assert!(differences(language, &stemmer, words.iter().cloned()) <= EXCEPTIONS);
    }
}
