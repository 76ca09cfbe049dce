//! A seeded corpus of Italian-looking documents, of any size:
//!
//!     rustc -O corpus.rs && ./corpus html 0 2007 FOLDER && ./corpus ndjson 1000000 >million.ndjson
//!
//! `html` writes pages of about 2.3 KB, `FOLDER/p0000000/index.html` and so on; `ndjson` writes
//! a line `{"url","title","text"}` of about 850 bytes of text a document. Document `i` depends on
//! nothing but `i`, so a smaller corpus is the beginning of a larger one.
//!
//! The word of rank r has the frequency 1 / (r + 2.7) down to rank 7,873, and falls with r^-1.77
//! from there on, without end (Gerlach and Altmann, 2013): the vocabulary grows with the text to
//! the power of 1 / 1.77 (Heaps' law). The first 100 ranks are function words. One content word
//! in five repeats an earlier one of its document, one token in a hundred is a number. There are
//! no topics: nothing helps whoever packs related documents together.

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};

const FUNCTION_WORDS: &str = "di e il la che in un per una con non da del si i le al della dei come \
    più o alla a nel gli anche questo lo se ma delle dal ad è sono ha su dalla loro degli tra nella \
    questa dopo era fino quando alle cui nei molto essere suoi essi ed agli quale ai sua suo dai \
    nelle dalle ogni stata essa quello hanno fu uno dove quanto altri altro queste questi chi ne \
    negli sui sulla sul già poi così mentre fra sia né perché però quindi oppure senza verso secondo \
    tutti tutto solo stessa presso";
const ONSETS: &[&str] = &[
    "", "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr", "pr",
    "gl",
];
const RHYMES: &[&str] = &["a", "e", "i", "o", "u", "an", "er", "in", "or", "al", "es"];
const ENDINGS: &[&str] = &[
    "zione", "zioni", "mento", "menti", "tà", "tore", "tori", "trice", "bile", "bili", "ismo",
    "ista", "aggio", "anza", "enza", "oso", "osa", "ale", "ali", "ario", "aria", "ivo", "iva",
    "ando", "endo", "ato", "ata", "ati", "uto", "ito", "ico", "ica", "ura", "ezza", "are", "ere",
    "ire", "ano", "to", "ta", "co", "na", "lo", "re", "no", "sa", "ri", "de",
];
const KINDS: &[&str] = &[
    "notizia",
    "procedura",
    "bando",
    "documento",
    "evento",
    "progetto",
    "domanda",
    "contatto",
];
const PLACES: usize = 76;

/// Ranks before the tail, the tail's exponent, and the offset of the head.
const HEAD: usize = 7873;
const TAIL: f64 = 1.77;
const OFFSET: f64 = 2.7;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// In [0, 1).
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.unit() * bound as f64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

pub struct Corpus {
    function_words: Vec<&'static str>,
    /// Weights of the ranks of the head, added up; then with the whole tail.
    cumulative: Vec<f64>,
    total: f64,
}

impl Corpus {
    pub fn new() -> Corpus {
        let mut sum = 0.0;
        let cumulative: Vec<f64> = (1..=HEAD)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + OFFSET);
                sum
            })
            .collect();
        Corpus {
            function_words: FUNCTION_WORDS.split_whitespace().collect(),
            cumulative,
            total: sum + 1.0 / (TAIL - 1.0),
        }
    }

    /// A rank, from 0.
    fn rank(&self, random: &mut Random) -> usize {
        let at = random.unit() * self.total;
        let head = self.cumulative.partition_point(|&sum| sum <= at);
        if head < HEAD {
            return head;
        }
        let rest = 1.0 - random.unit();
        (HEAD as f64 * rest.powf(-1.0 / (TAIL - 1.0))) as usize
    }

    /// The word of a rank: two to four syllables, the more frequent the shorter.
    fn word(&self, rank: usize) -> String {
        if let Some(word) = self.function_words.get(rank) {
            return (*word).to_owned();
        }
        let syllables = ONSETS.len() * RHYMES.len();
        let mut index = rank - self.function_words.len();
        let mut before = 1;
        let mut class = syllables * ENDINGS.len();
        while index >= class && before < 4 {
            index -= class;
            class *= syllables;
            before += 1;
        }
        // Neighbours in rank are no neighbours in the alphabet.
        let mut index = (index as u128 * 1_000_003 % class as u128) as usize;
        let ending = ENDINGS[index % ENDINGS.len()];
        index /= ENDINGS.len();
        let mut word = String::new();
        for _ in 0..before {
            word += ONSETS[index % syllables / RHYMES.len()];
            word += RHYMES[index % syllables % RHYMES.len()];
            index /= syllables;
        }
        word + ending
    }

    fn content_word(&self, random: &mut Random) -> String {
        loop {
            let rank = self.rank(random);
            if rank >= self.function_words.len() {
                return self.word(rank);
            }
        }
    }

    fn title(&self, random: &mut Random) -> String {
        let words: Vec<String> = (0..3 + random.below(3))
            .map(|_| self.content_word(random))
            .collect();
        capitalised(&words.join(" "))
    }

    /// Sentences of at least `bytes` in all. `used` are the content words so far.
    fn text(&self, random: &mut Random, bytes: usize, used: &mut Vec<String>) -> String {
        let mut text = String::with_capacity(bytes + 200);
        while text.len() < bytes {
            let mut sentence = String::new();
            let length = 8 + random.below(20);
            for place in 0..length {
                let word = if random.one_in(100) {
                    format!("{}/{}", 1 + random.below(300), 1990 + random.below(37))
                } else {
                    let rank = self.rank(random);
                    if rank < self.function_words.len() {
                        self.word(rank)
                    } else if !used.is_empty() && random.one_in(5) {
                        used[random.below(used.len())].clone()
                    } else {
                        used.push(self.word(rank));
                        used[used.len() - 1].clone()
                    }
                };
                let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
                if vowel
                    && word.len() > 3
                    && (sentence.ends_with("la ") || sentence.ends_with("lo "))
                {
                    // la + amministrazione = l'amministrazione, with either apostrophe.
                    sentence.truncate(sentence.len() - 2);
                    sentence += if random.one_in(2) { "'" } else { "’" };
                }
                sentence += &word;
                sentence += if place + 1 == length {
                    ". "
                } else if random.one_in(12) {
                    ", "
                } else {
                    " "
                };
            }
            text += &capitalised(&sentence);
        }
        text.pop();
        text
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A document's own randomness: a length between half and one and a half times the mean.
fn start(document: usize, mean: usize) -> (Random, usize) {
    let mut random = Random(document as u64 ^ 0x5EED_0CA5_A000_0000);
    let bytes = mean / 2 + (mean as f64 * (random.unit() + random.unit()) / 2.0) as usize;
    (random, bytes)
}

/// A line of the large corpus. The alphabet needs no escapes in JSON.
pub fn ndjson(corpus: &Corpus, document: usize) -> String {
    let (mut random, bytes) = start(document, 780);
    let title = corpus.title(&mut random);
    let text = corpus.text(&mut random, bytes, &mut Vec::new());
    format!("{{\"url\":\"/p{document:07}/\",\"title\":\"{title}\",\"text\":\"{text}\"}}")
}

/// A page with a kind, a place and a date to filter and sort by, and two sections.
pub fn html(corpus: &Corpus, document: usize) -> String {
    let (mut random, bytes) = start(document, 1520);
    let mut used = Vec::new();
    let title = corpus.title(&mut random);
    let kind = KINDS[random.below(KINDS.len()).min(random.below(KINDS.len()))];
    let place = format!("provincia {}", corpus.word(9000 + random.below(PLACES)));
    let date = format!(
        "{}-{:02}-{:02}",
        2010 + random.below(16),
        1 + random.below(12),
        1 + random.below(28)
    );
    let mut page = format!(
        "<!doctype html>\n<html lang=\"it\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
         <main data-pagefind-body>\n<h1>{title}</h1>\n\
         <p><span data-pagefind-filter=\"tipo\">{kind}</span> <span data-pagefind-filter=\"provincia\">{place}</span> \
         <time datetime=\"{date}\" data-pagefind-sort=\"date[datetime]\" data-pagefind-meta=\"date[datetime]\">{date}</time></p>\n"
    );
    for section in 0..3 {
        if section > 0 {
            let heading = corpus.title(&mut random);
            writeln!(page, "<h2 id=\"s{section}\">{heading}</h2>").expect("into memory");
        }
        let text = corpus.text(&mut random, bytes / 3, &mut used);
        writeln!(page, "<p>{text}</p>").expect("into memory");
    }
    page + "</main>\n</body>\n</html>\n"
}

fn number(argument: &str) -> usize {
    argument.parse().expect("a number of documents")
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let corpus = Corpus::new();
    match arguments[..] {
        ["html", first, end, folder] => {
            for document in number(first)..number(end) {
                let page = std::path::Path::new(folder).join(format!("p{document:07}"));
                std::fs::create_dir_all(&page)?;
                std::fs::write(page.join("index.html"), html(&corpus, document))?;
            }
        }
        ["ndjson", count] => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            for document in 0..number(count) {
                writeln!(out, "{}", ndjson(&corpus, document))?;
            }
            out.flush()?;
        }
        _ => {
            eprintln!("usage: corpus html FIRST END FOLDER | corpus ndjson N");
            std::process::exit(2);
        }
    }
    Ok(())
}
