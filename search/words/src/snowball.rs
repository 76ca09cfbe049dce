//! Snowball's stemmers for Italian and English, for words of `a` to `z`.
//!
//! In: a folded word. Out: its stem, the same as that of the stemmers which
//! Snowball 3.1.1 generates from `italian.sbl` and `english.sbl` (Copyright
//! (c) 2001, Dr Martin Porter and others, BSD-3-Clause: see `LICENSE-SNOWBALL`),
//! which the tests compare. Folded words have neither accents nor apostrophes,
//! and what is left is a fifth of the generated code, which matters in a
//! browser.
//!
//! A table of suffixes is a text of entries: the suffix, one byte that says
//! when and how it goes, and what takes its place. Of all the suffixes that a
//! word ends in only the longest counts, even if it then stays.

use crate::text::take;

/// A word under way. Vowels that count as consonants are in upper case.
struct Word {
    letters: Vec<u8>,
    is_vowel: fn(u8) -> bool,
    /// Where the regions R1 and R2 begin.
    r1: usize,
    r2: usize,
}

/// A suffix found: where it begins, its entry's byte and replacement. The byte
/// is 0 and the place the word's end where none is.
struct Found {
    at: usize,
    code: u8,
    replacement: &'static [u8],
}

impl Word {
    fn new(word: &str, is_vowel: fn(u8) -> bool) -> Self {
        Self {
            letters: word.as_bytes().to_vec(),
            is_vowel,
            r1: 0,
            r2: 0,
        }
    }

    fn letter(&self, at: usize) -> u8 {
        self.letters.get(at).copied().unwrap_or(0)
    }

    fn vowel(&self, at: usize) -> bool {
        (self.is_vowel)(self.letter(at))
    }

    /// The place after the first vowel, or other letter, at `from` or after;
    /// the word's end if there is none.
    fn after(&self, from: usize, vowel: bool) -> usize {
        let mut at = from;
        while at < self.letters.len() {
            at += 1;
            if self.vowel(at - 1) == vowel {
                break;
            }
        }
        at.min(self.letters.len())
    }

    /// Sets R2, given R1.
    fn regions(&mut self, r1: usize) {
        self.r1 = r1;
        self.r2 = self.after(self.after(r1, true), false);
    }

    /// The longest suffix of the table that the letters up to `end` end in and
    /// that begins at `from` or after.
    fn find(&self, table: &'static str, from: usize, end: usize) -> Found {
        let mut found = Found {
            at: end,
            code: 0,
            replacement: &[],
        };
        let letters = &self.letters[from.min(end)..end];
        let table = table.as_bytes();
        let (mut start, mut at) = (0, 0);
        while start < table.len() {
            while table[at].is_ascii_lowercase() {
                at += 1;
            }
            let (suffix, rest) = (&table[start..at], at);
            while at < table.len() && table[at] != b' ' {
                at += 1;
            }
            if letters.last() == suffix.last()
                && letters.ends_with(suffix)
                && end - suffix.len() < found.at
                && let [code, replacement @ ..] = &table[rest..at]
            {
                found = Found {
                    at: end - suffix.len(),
                    code: *code,
                    replacement,
                };
            }
            at += 1;
            start = at;
        }
        found
    }

    /// Whether the letters before `end` end in `suffix`.
    fn ends(&self, end: usize, suffix: &[u8]) -> bool {
        self.letters[..end].ends_with(suffix)
    }

    /// Puts `replacement` in place of all from `at`.
    fn replace(&mut self, at: usize, replacement: &[u8]) {
        self.letters.truncate(at);
        self.letters.extend_from_slice(replacement);
    }

    /// Takes off `suffix` if the word ends in it and it begins in `region`.
    fn cut(&mut self, suffix: &[u8], region: usize) -> bool {
        let at = self.letters.len().wrapping_sub(suffix.len());
        let cut = self.letters.ends_with(suffix) && at >= region;
        if cut {
            self.letters.truncate(at);
        }
        cut
    }

    fn finish(mut self) -> Vec<u8> {
        self.letters.make_ascii_lowercase();
        self.letters
    }
}

/// Pronouns at the end of an infinitive or gerund.
const PRONOUNS: &str = "la- cela- gliela- mela- tela- vela- le- cele- gliele- mele- tele- vele- \
ne- cene- gliene- mene- sene- tene- vene- ci- li- celi- glieli- meli- teli- veli- gli- mi- si- \
ti- vi- lo- celo- glielo- melo- telo- velo-";

/// What comes before them: with `-` they go, with `e` it gets an `e`.
const BEFORE_PRONOUNS: &str = "ando- endo- ar-e er-e ir-e";

/// The byte is the region: `2`, `V`; `1`, `Z` and `I` take off more.
const ITALIAN: &str = "ica2 logia2log osa2 ista2 ivaI anza2 enza2ente ice2 atrice2 iche2 \
logie2log abile2 ibile2 usione2u azioneZ uzione2u atoreZ ose2 ante2 mente2 amente1 iste2 iveI \
anze2 enze2ente ici2 atrici2 ichi2 abili2 ibili2 ismi2 usioni2u azioniZ uzioni2u atoriZ osi2 \
anti2 amentiV imentiV isti2 iviI ico2 ismo2 oso2 amentoV imentoV ivoI";

/// Endings of verbs, which go where they are in RV.
const VERBS: &str = "isca- enda- ata- ita- uta- ava- eva- iva- erebbe- irebbe- isce- ende- are- \
ere- ire- asse- ate- avate- evate- ivate- ete- erete- irete- ite- ereste- ireste- ute- erai- \
irai- isci- endi- erei- irei- assi- ati- iti- eresti- iresti- uti- avi- evi- ivi- isco- ando- \
endo- iamo- avamo- evamo- ivamo- eremo- iremo- assimo- ammo- emmo- eremmo- iremmo- immo- ano- \
iscano- avano- evano- ivano- eranno- iranno- ono- iscono- arono- erono- irono- erebbero- \
irebbero- assero- essero- issero- ato- ito- uto- avo- evo- ivo- ar- ir-";

/// The stem of an Italian word.
#[cfg(feature = "it")]
pub(crate) fn italian(word: &str) -> Vec<u8> {
    let mut word = Word::new(word, |letter| among(b"aeiou", letter));
    for at in 1..word.letters.len() {
        let letter = word.letter(at);
        let before = word.letter(at - 1);
        let between = word.vowel(at - 1) && word.vowel(at + 1);
        if letter == b'u' && before == b'q' || among(b"ui", letter) && between {
            word.letters[at] = letter.to_ascii_uppercase();
        }
    }
    let end = word.letters.len();
    let rv = match (word.vowel(0), word.vowel(1)) {
        _ if word.letters.starts_with(b"divan") => 5,
        (_, false) => word.after(2, true),
        (true, true) => word.after(2, false),
        (false, true) => 3,
    };
    let rv = rv.min(end);
    word.regions(word.after(word.after(0, true), false));
    endings(&mut word, rv);

    let last = word.letters.last().copied().unwrap_or(0);
    if among(b"aeio", last) && word.cut(&[last], rv) {
        word.cut(b"i", rv);
    }
    if word.cut(b"ch", rv) {
        word.letters.push(b'c');
    } else if word.cut(b"gh", rv) {
        word.letters.push(b'g');
    }
    word.finish()
}

/// Italian steps 0 to 2: attached pronouns, then suffixes or else the endings
/// of verbs.
fn endings(word: &mut Word, rv: usize) {
    let end = word.letters.len();
    let pronoun = word.find(PRONOUNS, 0, end);
    let before = word.find(BEFORE_PRONOUNS, 0, pronoun.at);
    if pronoun.code != 0 && before.code != 0 && before.at >= rv {
        word.replace(pronoun.at, before.replacement);
    }

    let end = word.letters.len();
    let found = word.find(ITALIAN, 0, end);
    let region = match found.code {
        b'1' => word.r1,
        b'V' => rv,
        _ => word.r2,
    };
    if found.code != 0 && found.at >= region {
        let r2 = word.r2;
        word.replace(found.at, found.replacement);
        match found.code {
            b'Z' => {
                word.cut(b"ic", r2);
            }
            b'I' => {
                let _ = word.cut(b"at", r2) && word.cut(b"ic", r2);
            }
            b'1' => {
                if word.cut(b"iv", r2) {
                    word.cut(b"at", r2);
                } else {
                    let _ = word.cut(b"abil", r2) || word.cut(b"ic", r2) || word.cut(b"os", r2);
                }
            }
            _ => {}
        }
    } else {
        let verb = word.find(VERBS, rv, end);
        word.letters.truncate(verb.at);
    }
}

/// Words with stems of their own.
const WORDS: &str = "andes-andes atlas-atlas bias-bias cosmos-cosmos early-earli gently-gentl \
howe-howe idly-idl news-news only-onli singly-singl skies-sky skis-ski sky-sky ugly-ugli";

/// Beginnings after which R1 begins.
const BEGINNINGS: &str = "arsen commun emerg gener inter later organ past univers";

const PLURALS: &str = "ied2 s3 ies2 sses1 ss- us-";
const PAST: &str = "ed2 eed1 ing3 edly2 eedly1 ingly2";
const DOUBLES: &str = "bb2 dd2 ff2 gg2 bl1 mm2 nn2 pp2 rr2 at1 tt2 iz1";
const WORDS_IN_ING: &str = "even cann inn earr herr out";

/// The byte is what has to come before: `-` anything.
const SECOND: &str = "anci-ance enci-ence ogiLog li? bli-ble abli-able alli-al fulli-ful \
lessli-less ousli-ous entli-ent aliti-al biliti-ble iviti-ive tional-tion ational-ate alism-al \
ation-ate ization-ize izer-ize ator-ate iveness-ive fulness-ful ousness-ous ogist-og";

/// `2` has to be in R2.
const THIRD: &str = "icate-ic ative2 alize-al iciti-ic ical-ic tional-tion ational-ate ful- ness-";

/// `S` has to come after `s` or `t`.
const FOURTH: &str = "ic- ance- ence- able- ible- ate- ive- ize- iti- al- ism- ionS er- ous- \
ant- ent- ment- ement-";

/// The stem of an English word.
#[cfg(feature = "en")]
pub(crate) fn english(word: &str) -> Vec<u8> {
    let mut word = Word::new(word, |letter| among(b"aeiouy", letter));
    let end = word.letters.len();
    let exception = word.find(WORDS, 0, end);
    if exception.code != 0 && exception.at == 0 {
        return exception.replacement.to_vec();
    }
    if end < 3 {
        return word.letters;
    }
    for at in 0..end {
        if word.letter(at) == b'y' && (at == 0 || word.vowel(at - 1)) {
            word.letters[at] = b'Y';
        }
    }
    let mut r1 = word.after(word.after(0, true), false);
    let mut beginnings = BEGINNINGS;
    while !beginnings.is_empty() {
        let beginning = take(&mut beginnings, b' ').as_bytes();
        if word.letters.starts_with(beginning) {
            r1 = beginning.len();
        }
    }
    word.regions(r1);

    let plural = word.find(PLURALS, 0, end);
    match plural.code {
        b'1' => word.replace(plural.at, b"ss"),
        b'2' => word.replace(plural.at, if plural.at > 1 { b"i" } else { b"ie" }),
        b'3' if has_vowel(&word, plural.at.saturating_sub(1)) => word.letters.truncate(plural.at),
        _ => {}
    }
    past(&mut word);

    let end = word.letters.len();
    if end > 2 && matches!(word.letter(end - 1), b'y' | b'Y') && !word.vowel(end - 2) {
        word.replace(end - 1, b"i");
    }

    suffixes(&mut word);

    let at = word.letters.len().saturating_sub(1);
    match word.letter(at) {
        b'e' if at >= word.r2 || at >= word.r1 && !is_short(&word, at) => word.letters.truncate(at),
        b'l' if at >= word.r2 && word.ends(at, b"l") => word.letters.truncate(at),
        _ => {}
    }
    word.finish()
}

/// English steps 2 to 4.
fn suffixes(word: &mut Word) {
    let found = word.find(SECOND, 0, word.letters.len());
    let before = word.letter(found.at.wrapping_sub(1));
    let fits = match found.code {
        b'L' => before == b'l',
        b'?' => among(b"cdeghkmnrt", before),
        code => code != 0,
    };
    if fits && found.at >= word.r1 {
        word.replace(found.at, found.replacement);
    }

    let found = word.find(THIRD, 0, word.letters.len());
    if found.at >= (if found.code == b'2' { word.r2 } else { word.r1 }) {
        word.replace(found.at, found.replacement);
    }

    let found = word.find(FOURTH, 0, word.letters.len());
    let before = word.letter(found.at.wrapping_sub(1));
    if found.at >= word.r2 && (found.code != b'S' || among(b"st", before)) {
        word.letters.truncate(found.at);
    }
}

/// English step 1b: `-ed`, `-ing`.
fn past(word: &mut Word) {
    let found = word.find(PAST, 0, word.letters.len());
    let before = &word.letters[..found.at];
    let is = |list: &str| {
        list.as_bytes()
            .split(|&b| b == b' ')
            .any(|word| word == before)
    };
    match found.code {
        0 => return,
        b'1' => {
            if found.at >= word.r1 && !is("succ proc exc") {
                word.replace(found.at, b"ee");
            }
            return;
        }
        b'3' => {
            if is(WORDS_IN_ING) {
                return;
            }
            if found.at == 2 && word.letter(1) == b'y' && !word.vowel(0) {
                word.replace(1, b"ie");
                return;
            }
        }
        _ => {}
    }
    if !has_vowel(word, found.at) {
        return;
    }
    word.letters.truncate(found.at);
    let end = found.at;
    let double = word.find(DOUBLES, 0, end);
    let add = match double.code {
        b'1' => true,
        b'2' => {
            if !(double.at == 1 && among(b"aeo", word.letter(0))) {
                word.letters.truncate(end - 1);
            }
            false
        }
        _ => end == word.r1 && is_short(word, end),
    };
    if add {
        word.letters.push(b'e');
    }
}

/// Not what the standard library has, which is made for long lists.
fn among(letters: &[u8], sought: u8) -> bool {
    let mut found = false;
    for &letter in letters {
        found |= letter == sought;
    }
    found
}

fn has_vowel(word: &Word, end: usize) -> bool {
    (0..end).any(|at| word.vowel(at))
}

/// Whether the letters before `end` end in a short syllable.
fn is_short(word: &Word, end: usize) -> bool {
    let last = word.letter(end.wrapping_sub(1));
    let closed = end >= 2 && word.vowel(end - 2) && !word.vowel(end - 1);
    closed && (end == 2 || !word.vowel(end - 3) && !among(b"wxY", last)) || word.ends(end, b"past")
}

#[cfg(test)]
mod tests {
    use frostem::{Algorithm, Stemmer};

    use super::{english, italian};
    use search_core::tokens::fold;

    fn check(word: &str, ours: fn(&str) -> Vec<u8>, theirs: &Stemmer) {
        let stem = ours(word);
        assert_eq!(String::from_utf8_lossy(&stem), theirs.stem(word), "{word}");
    }

    /// Snowball's own vectors for Italian, folded as our words are; the
    /// stemmer that we compare with gives what they say.
    #[test]
    fn every_vector_is_snowballs() {
        let deflated = include_bytes!("../../core/tests/snowball-it/vectors.tsv.deflate");
        let vectors = miniz_oxide::inflate::decompress_to_vec(deflated).expect("raw deflate");
        let vectors = String::from_utf8(vectors).expect("UTF-8");
        assert_eq!(vectors.lines().count(), 35_495);
        let theirs = Stemmer::new(Algorithm::Italian);
        for line in vectors.lines() {
            let (word, stem) = line.split_once('\t').expect("two columns");
            assert_eq!(theirs.stem(word), stem, "{word}");
            let folded = fold(word);
            if folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
                check(&folded, italian, &theirs);
            }
        }
    }

    /// Words put together of what the stemmers look for, and of any letters.
    fn words() -> impl Iterator<Item = String> {
        let tables = concat!(
            include_str!("snowball.rs"),
            " qu qui guai a e i o u y b c d f g h l m n p r s t v z x w j k ch gh st"
        );
        let pieces: Vec<&str> = tables
            .split(|c: char| !c.is_ascii_lowercase())
            .filter(|piece| (1..9).contains(&piece.len()))
            .collect();
        let mut state = 1_u64;
        (0..40_000).map(move |_| {
            let mut draw = |below: usize| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % below
            };
            let mut word = String::new();
            for _ in 0..draw(8) {
                let letters = b"aeiouaeioubcdfglmnprstvzqhyjwkx";
                word.push(char::from(letters[draw(letters.len())]));
            }
            for _ in 0..=draw(3) {
                word.push_str(pieces[draw(pieces.len())]);
            }
            word
        })
    }

    #[test]
    fn any_word_has_snowballs_stem() {
        for (ours, theirs) in [
            (italian as fn(&str) -> Vec<u8>, Algorithm::Italian),
            (english, Algorithm::English),
        ] {
            let theirs = Stemmer::new(theirs);
            for word in words() {
                check(&word, ours, &theirs);
            }
        }
    }
}
