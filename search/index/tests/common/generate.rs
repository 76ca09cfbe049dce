//! Italian-like documents from a seed: words of syllables with frequencies
//! after Zipf, elisions, capitals and law references where people put them.

use search_index::{Document, Section};

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Words by rank, the most frequent first.
pub struct Vocabulary(Vec<String>);

const LITTLE: [&str; 24] = [
    "di", "e", "la", "il", "che", "per", "in", "un", "del", "della", "a", "con", "i", "le", "da",
    "al", "dei", "nel", "è", "non", "si", "alla", "delle", "sono",
];
const STARTS: [&str; 24] = [
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "pr", "tr", "st", "gr", "sc",
    "ch", "br", "cr", "sp", "", "",
];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const MIDDLES: [&str; 14] = [
    "n", "r", "l", "t", "c", "s", "tt", "zz", "rt", "nt", "st", "ll", "gn", "v",
];
const ENDS: [&str; 16] = [
    "o", "i", "a", "e", "ione", "ioni", "mento", "menti", "ità", "are", "ato", "ati", "ante",
    "enza", "ale", "ico",
];

impl Vocabulary {
    pub fn new(size: usize, random: &mut Random) -> Self {
        let mut words: Vec<String> = LITTLE.iter().map(|&word| word.to_owned()).collect();
        while words.len() < size {
            let mut word = String::new();
            for _ in 0..1 + random.below(3) {
                word.push_str(STARTS[random.below(STARTS.len())]);
                word.push_str(VOWELS[random.below(VOWELS.len())]);
            }
            word.push_str(MIDDLES[random.below(MIDDLES.len())]);
            word.push_str(ENDS[random.below(ENDS.len())]);
            words.push(word);
        }
        Self(words)
    }

    pub fn word(&self, random: &mut Random) -> &str {
        // The inverse of Zipf's distribution with exponent 1, continuous.
        let rank = (self.0.len() as f64).powf(random.unit()) as usize - 1;
        &self.0[rank]
    }

    pub fn text(&self, words: usize, random: &mut Random) -> String {
        let mut text = String::with_capacity(words * 7);
        let mut left = 0;
        for _ in 0..words {
            let begins = left == 0;
            if begins {
                left = 8 + random.below(18);
                text.push_str(if text.is_empty() { "" } else { ". " });
            } else {
                text.push(' ');
            }
            left -= 1;
            let word = match random.below(60) {
                0 => format!("dell’{}", self.word(random)),
                1 => format!("l'{}", self.word(random)),
                2 => format!("{}/{}", 1 + random.below(300), 1990 + random.below(36)),
                3 => "D.Lgs.".to_owned(),
                _ => self.word(random).to_owned(),
            };
            if begins {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            } else {
                text.push_str(&word);
            }
        }
        text.push('.');
        text
    }
}

/// `count` documents of about `words` words.
pub fn documents(count: usize, words: usize, vocabulary: usize, seed: u64) -> Vec<Document> {
    let mut random = Random(seed);
    let vocabulary = Vocabulary::new(vocabulary, &mut random);
    let parts = (words / 150).max(1);
    (0..count)
        .map(|number| {
            let length = 2 + random.below(6);
            let title = vocabulary.text(length, &mut random);
            let sections = (0..parts).map(|part| {
                let heading = match part {
                    0 => String::new(),
                    _ => vocabulary.text(3, &mut random),
                };
                let length = (words / parts).max(2);
                let length = length / 2 + random.below(length);
                Section {
                    anchor: (part > 0).then(|| format!("parte-{part}")),
                    heading,
                    text: vocabulary.text(length, &mut random),
                    ..Section::default()
                }
            });
            let sections = sections.collect();
            let kinds = ["notizia", "pratica", "procedura", "provincia"];
            Document {
                url: format!("/pagine/{number:05}/"),
                title,
                summary: vocabulary.text(12, &mut random),
                lang: "it".to_owned(),
                sections,
                filters: [("tipo".to_owned(), vec![kinds[random.below(4)].to_owned()])].into(),
                ..Document::default()
            }
        })
        .collect()
}
