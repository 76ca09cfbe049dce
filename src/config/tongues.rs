//! Which language a text is in: by its letters where only one language has them, else by the small
//! words that every text is full of.

use search_core::LANGUAGES;
use search_core::tokens::{Analyser, Language, Part, Role};
use std::collections::BTreeMap;

/// Letters that say which language it is, each by the range that holds them, and how many of them
/// make a word.
const SCRIPTS: [(&str, char, char, usize); 25] = [
    ("ja", '\u{3041}', '\u{30ff}', 3),
    ("zh", '\u{4e00}', '\u{9fff}', 3),
    ("ko", '\u{ac00}', '\u{d7a3}', 3),
    ("vi", '\u{1ea0}', '\u{1ef9}', 2),
    ("ar", '\u{620}', '\u{6ff}', 5),
    ("he", '\u{5d0}', '\u{5ea}', 5),
    ("el", '\u{370}', '\u{3ff}', 5),
    ("th", '\u{e01}', '\u{e7f}', 5),
    ("lo", '\u{e80}', '\u{eff}', 5),
    ("km", '\u{1780}', '\u{17ff}', 5),
    ("my", '\u{1000}', '\u{109f}', 5),
    ("hi", '\u{900}', '\u{97f}', 5),
    ("bn", '\u{980}', '\u{9ff}', 5),
    ("pa", '\u{a00}', '\u{a7f}', 5),
    ("gu", '\u{a80}', '\u{aff}', 5),
    ("or", '\u{b00}', '\u{b7f}', 5),
    ("ta", '\u{b80}', '\u{bff}', 5),
    ("te", '\u{c00}', '\u{c7f}', 5),
    ("kn", '\u{c80}', '\u{cff}', 5),
    ("ml", '\u{d00}', '\u{d7f}', 5),
    ("si", '\u{d80}', '\u{dff}', 5),
    ("ka", '\u{10a0}', '\u{10ff}', 5),
    ("hy", '\u{530}', '\u{58f}', 5),
    ("am", '\u{1200}', '\u{137f}', 5),
    ("bo", '\u{f00}', '\u{fff}', 5),
];

/// Languages that have letters of their own among those of a script, by the range that holds it.
const OWN: [(&str, char, char, &str); 6] = [
    ("fa", '\u{620}', '\u{6ff}', "پچژگکی"),
    ("ur", '\u{620}', '\u{6ff}', "ٹڈڑںے"),
    ("sr", '\u{400}', '\u{4ff}', "ђћ"),
    ("mk", '\u{400}', '\u{4ff}', "ѓќѕ"),
    ("be", '\u{400}', '\u{4ff}', "ў"),
    ("kk", '\u{400}', '\u{4ff}', "қңғұ"),
];
/// In how many letters of the script there is one of these, at the least.
const RARE: usize = 150;

/// Small words of languages that the search has no list of.
const MORE: [(&str, &[&str]); 3] = [
    (
        "id",
        &[
            "adalah", "akan", "atau", "bahwa", "dan", "dari", "dengan", "di", "ini", "itu", "juga",
            "ke", "oleh", "pada", "sebagai", "tidak", "untuk", "yang",
        ],
    ),
    ("mr", &["आणि", "आहे", "आहेत", "या", "हे", "ही"]),
    ("ne", &["छ", "छन्", "गर्न", "भने", "पनि"]),
];

/// How many words have to speak for a language, of small ones different ones.
const ENOUGH: usize = 4;
/// For how many of all words one has to speak for it, at the least.
const ONE_OF: usize = 8;
/// How much more has to speak for a language than for the next.
const CLEARLY: f64 = 1.15;
/// How many different words are asked about: the most frequent say it.
const MOST_ASKED: usize = 400;

/// What a text is made of, counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    /// How often each word is there, as it is written but for capitals.
    words: BTreeMap<String, usize>,
    letters: BTreeMap<char, usize>,
}

impl Sample {
    /// Counts what is in the lines of a page; what stands in blocks of code and on top is of no language.
    pub(super) fn of(text: &str) -> Self {
        let mut sample = Self::default();
        for line in prose(text) {
            for word in line.split(|c: char| !c.is_alphabetic() && !is_mark(c)) {
                if word.is_empty() || is_name(word) {
                    continue;
                }
                for letter in word.chars().filter(|letter| !letter.is_ascii()) {
                    *sample.letters.entry(letter).or_default() += 1;
                }
                *sample.words.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        sample
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (word, count) in &other.words {
            *self.words.entry(word.clone()).or_default() += count;
        }
        for (letter, count) in &other.letters {
            *self.letters.entry(*letter).or_default() += count;
        }
    }

    /// How many words there are.
    pub(super) fn words(&self) -> usize {
        self.words.values().sum()
    }

    /// The language, if it can be told.
    pub(super) fn language(&self) -> Option<&'static str> {
        let by_words = self.by_words();
        let by_letters = self.by_letters();
        let count = |found: &Option<(&str, usize)>| found.map_or(0, |(_, count)| count);
        let (tag, _) = match count(&by_letters) > count(&by_words) {
            true => by_letters,
            false => by_words,
        }?;
        Some(tag)
    }

    /// How many letters there are of some.
    fn count(&self, is_one: impl Fn(char) -> bool) -> usize {
        let own = self.letters.iter().filter(|(letter, _)| is_one(**letter));
        own.map(|(_, count)| count).sum()
    }

    /// The language that has most letters of its own, and how many words they make.
    fn by_letters(&self) -> Option<(&'static str, usize)> {
        let of_range = |first, last| self.count(|letter| (first..=last).contains(&letter));
        let own = OWN.iter().map(|(tag, first, last, letters)| {
            let (all, own) = (
                of_range(*first, *last),
                self.count(|letter| letters.contains(letter)),
            );
            (*tag, if own * RARE > all { all / 5 } else { 0 })
        });
        let counts = SCRIPTS.iter();
        let counts = counts.map(|(tag, first, last, word)| (*tag, of_range(*first, *last) / word));
        let mut counts: Vec<(&str, usize)> = counts.chain(own).collect();
        // Chinese letters are Japanese ones too.
        if counts[0].1 * 4 > counts[1].1 {
            counts[0].1 += counts[1].1;
            counts[1].1 = 0;
        }
        // Of the same letters, who has some of their own comes behind.
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let (tag, count) = most.filter(|(_, count)| *count >= ENOUGH)?;
        let mut own = MORE.iter().filter(|_| tag == "hi");
        let other = own.rfind(|(_, words)| self.of_list(words) >= ENOUGH);
        Some((other.map_or(tag, |(other, _)| other), count))
    }

    fn of_list(&self, words: &[&str]) -> usize {
        words.iter().filter_map(|word| self.words.get(*word)).sum()
    }

    /// The language that has most small words, where they are clearly more than those of any other, and
    /// how many they are. A word counts the less the more languages have it.
    fn by_words(&self) -> Option<(&'static str, usize)> {
        let mut words: Vec<(&str, usize)> =
            self.words.iter().map(|(w, n)| (w.as_str(), *n)).collect();
        words.sort_unstable_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
        words.truncate(MOST_ASKED);
        let all: usize = words.iter().map(|(_, count)| count).sum();
        let tongues = LANGUAGES
            .split_ascii_whitespace()
            .map(|tag| (tag, small_words(tag, &words)));
        let more = MORE.iter().map(|(tag, own)| {
            (
                *tag,
                words.iter().map(|(word, _)| own.contains(word)).collect(),
            )
        });
        let tongues: Vec<(&str, Vec<bool>)> = tongues.chain(more).collect();
        let shared = |at: usize| tongues.iter().filter(|(_, is_small)| is_small[at]).count();
        let shared: Vec<usize> = (0..words.len()).map(shared).collect();
        let score = |tag, is_small: &[bool]| {
            let own = words.iter().zip(&shared).zip(is_small);
            let own = own.filter(|(_, is_small)| **is_small);
            let mut score = Score {
                tag,
                weight: 0.0,
                count: 0,
                different: 0,
            };
            for (((_, times), shared), _) in own {
                score.weight += *times as f64 / *shared as f64;
                score.count += times;
                score.different += 1;
            }
            score
        };
        let scores = tongues.iter().map(|(tag, is_small)| score(*tag, is_small));
        let mut scores: Vec<Score> = scores.collect();
        scores.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let [first, next, ..] = &scores[..] else {
            return None;
        };
        let is_sure = first.different >= ENOUGH
            && first.count * ONE_OF >= all
            && first.weight > next.weight * CLEARLY;
        is_sure.then_some((first.tag, first.count))
    }
}

/// What speaks for a language.
struct Score {
    tag: &'static str,
    /// Its small words, each counted the less the more languages have it.
    weight: f64,
    count: usize,
    different: usize,
}

/// Which of these words are small ones of a language.
fn small_words(tag: &str, words: &[(&str, usize)]) -> Vec<bool> {
    let mut analyser = Analyser::new(Language::of_tag(tag));
    let is_small = |(word, _): &(&str, usize)| {
        let mut is_small = false;
        analyser.tokens(word, Role::Text, |token| {
            is_small |= token.part == Part::Stop
        });
        is_small
    };
    words.iter().map(is_small).collect()
}

/// The lines of a page that somebody reads.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut lines = text.lines().peekable();
    let top = lines
        .next_if(|line| matches!(line.trim_end(), "---" | "+++"))
        .map(str::trim_end);
    let mut is_top = top.is_some();
    let mut fence = None;
    lines.filter(move |line| {
        let begin = line.trim();
        if is_top {
            is_top = top != Some(begin);
            return false;
        }
        let is_fence = ["```", "~~~"]
            .into_iter()
            .find(|sign| begin.starts_with(sign));
        match (fence, is_fence) {
            (Some(open), Some(sign)) if open == sign => fence = None,
            (None, Some(sign)) => fence = Some(sign),
            (open, _) => return open.is_none(),
        }
        false
    })
}

/// Whether a sign is part of words without being a letter by itself, as vowels of Devanagari.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}')
}

/// Whether a word is rather a name or part of one than one of a sentence.
fn is_name(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && !word.chars().any(char::is_lowercase)
        && word.chars().any(char::is_uppercase)
}
