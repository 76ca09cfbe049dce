//! The one analyser: text to terms, for what is indexed and what is asked.
//!
//! In: text and its language. Out: [`Token`]s in order, each with the bytes
//! it came from, so that a matched word can be marked in the text. It knows
//! nothing of documents, fields or scores.
//!
//! A word is folded (lower case, no accents) *before* it is stemmed: readers
//! leave accents out, and `comunità` typed `comunita` must give one term. It
//! also keeps apart `comune` and `comunità`, which Snowball would join. So it is
//! in all languages: what a stemmer needs of an accent it is given by rule.

mod chars;
mod fold;
mod language;
mod parts;
mod scan;
mod stem;
mod term;
mod tied;
pub mod unicode;

pub use fold::fold;
pub(crate) use fold::keep;
pub use language::Language;
#[cfg(not(target_arch = "wasm32"))]
pub use language::known;
pub(crate) use stem::initials;
pub use stem::{is_low, stem};
pub use term::{MAX_TERM, STOP, TITLE_STOP, is_title_stop};

use std::ops::Range;

use chars::ends_in_apostrophe;
use scan::{Kind, Scanner, Word};
use stem::Told;
use tied::Tied;

use crate::text::lists;

/// One term of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What is indexed and looked up: folded and stemmed, or a stop word as it
    /// is after [`STOP`]; 1 to [`MAX_TERM`] bytes.
    pub term: &'a str,
    /// Bytes of the text the term stands for, on character boundaries. Parts
    /// of a compound such as `36/2023` share the range of the whole.
    pub start: usize,
    /// End of those bytes, exclusive.
    pub end: usize,
    /// Which word of the text it is, from 0, stop words included.
    pub position: u32,
    /// Which compound of the text it is of, from 0; a plain word is one.
    pub compound: u32,
    /// What it is in its compound.
    pub part: Part,
}

/// What a term is in its compound: all that a reader asks for is there where
/// each [`Part::Word`] and [`Part::Inner`] is, or one [`Part::Whole`] or
/// [`Part::Joined`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word that stands for itself.
    Word,
    /// All of a word that has parts.
    Whole,
    /// A part of a word (`element` of `getElementById`, `36` of `36/2023`).
    Inner,
    /// Several words written as one (`email` for `e-mail`).
    Joined,
    /// A word without its signs (`c` of `c++`), or one character of several.
    Less,
    /// A stop word.
    Stop,
}

impl Part {
    /// Whether its compound is there only where it is, unless the whole is.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Word | Self::Inner | Self::Stop)
    }

    /// Whether a phrase has to have it.
    pub fn is_literal(self) -> bool {
        matches!(self, Self::Word | Self::Whole | Self::Stop)
    }
}

impl Token<'_> {
    /// The bytes of the text the term stands for.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to find, in every way that it may be asked for.
    Text,
    /// Something to look for. A stop word that may be an acronym (`sua` for
    /// `SUA`) is one.
    Query,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// What is looked up.
    pub term: String,
    /// The word as it was typed.
    pub typed: String,
    /// The same, as [`surface`] has it.
    pub surface: String,
    /// Bytes of the query that it stands for.
    pub range: Range<usize>,
    /// Which compound of the query it is of.
    pub compound: u32,
    /// What it is in its compound.
    pub part: Part,
}

/// What two ways to write the same form of a word have in common: capitals,
/// accents, and the dots of acronyms do not count.
pub fn surface(text: &str) -> String {
    let mut surface = fold(text);
    keep(&mut surface, &|c| c != '.' && c != ' ');
    surface
}

/// The terms of a query, each once, in the order they were typed. Beside others
/// stop words are those of titles, and come last.
pub fn query_terms(text: &str, language: Language) -> Vec<QueryTerm> {
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut stop: Vec<QueryTerm> = Vec::new();
    Analyser::new(language).tokens(text, Role::Query, |token| {
        let terms = match token.part {
            Part::Stop => &mut stop,
            _ => &mut terms,
        };
        if !terms.iter().any(|known| known.term == token.term) {
            terms.push(QueryTerm::new(text, token));
        }
    });
    if terms.is_empty() {
        return stop;
    }
    for mut word in stop {
        word.part = Part::Less;
        let mut term = String::with_capacity(word.term.len());
        term.push(char::from(TITLE_STOP));
        term.push_str(&word.term[1..]);
        word.term = term;
        terms.push(word);
    }
    terms
}

/// The word that a query ends in and that may still be growing; a stop word may
/// be, but not one that only ends the word before it (`casper’s`).
pub fn growing_term(text: &str, language: Language) -> Option<QueryTerm> {
    let mut last = None;
    // A dot at the end may be that of an acronym or of thousands to come.
    let dot = matches!(text.as_bytes().last(), Some(b'.' | b','));
    let before_dot = text.len() - usize::from(dot);
    Analyser::new(language).tokens(text, Role::Query, |token| {
        let typed = &text.as_bytes()[token.range()];
        let goes_on = typed.contains(&b'.') || token.term.as_bytes()[0].is_ascii_digit();
        let is_end = token.end == text.len() || token.end == before_dot && goes_on;
        if is_end && token.part.is_literal() {
            last = Some(QueryTerm::new(text, token));
        }
    });
    let before = last.as_ref().map_or("", |last| &text[..last.range.start]);
    last.filter(|last| !ends_in_apostrophe(before) || !is_clitic(language, &last.surface))
}

/// Whether a folded word after an apostrophe is only the end of the word before
/// it (`casper’s`), and no beginning of another.
fn is_clitic(language: Language, word: &str) -> bool {
    !language.elides() && lists("s t d m ll re ve", word)
}

impl QueryTerm {
    fn new(text: &str, token: Token<'_>) -> Self {
        Self {
            term: token.term.to_owned(),
            typed: text[token.range()].to_owned(),
            surface: surface(&text[token.range()]),
            range: token.range(),
            compound: token.compound,
            part: token.part,
        }
    }
}

/// Analyses texts of one language, remembering the words that it met last:
/// few words make up most of any text.
pub struct Analyser {
    language: Language,
    /// Words met, each in the place that its hash gives.
    known: Vec<Known>,
}

/// What a word comes to.
#[derive(Default)]
struct Known {
    word: String,
    apostrophe: bool,
    term: String,
    /// Its term as a stop word; empty if it is none.
    stop: String,
    may_be_acronym: bool,
}

impl Analyser {
    /// An analyser for a query or a few pages.
    pub fn new(language: Language) -> Self {
        Self::remembering(1 << 10, language)
    }

    /// An analyser for a great deal of text, with some megabytes of memory.
    pub fn for_bulk(language: Language) -> Self {
        Self::remembering(1 << 16, language)
    }

    /// An analyser with this many places for words, a power of two.
    fn remembering(places: usize, language: Language) -> Self {
        let mut known = Vec::with_capacity(places);
        for _ in 0..places {
            known.push(Known::default());
        }
        Self { language, known }
    }

    /// Calls `each` with every token of `text`, in order.
    pub fn tokens(&mut self, text: &str, role: Role, mut each: impl FnMut(Token<'_>)) {
        self.pass(text, role, u32::MAX, &mut each);
    }

    /// Calls `each` with at least those tokens of a text whose terms may have
    /// one of these [`initials`], in order.
    pub(crate) fn look_for(&mut self, initials: u32, text: &str, each: &mut dyn FnMut(Token<'_>)) {
        self.pass(text, Role::Text, initials, each);
    }

    fn pass(&mut self, text: &str, role: Role, sought: u32, each: &mut dyn FnMut(Token<'_>)) {
        let mut scanner = Scanner::new(text, self.language);
        let mut word = Word::default();
        let mut tied = Tied::default();
        let sought = match self.language.keeps_initials() {
            true => sought,
            false => u32::MAX,
        };
        let mut out = Out {
            sought,
            position: 0,
            compound: 0,
            each,
        };
        let mut first = true;
        while scanner.next(&mut word) {
            if !first {
                out.position += 1;
                if !word.tied {
                    out.joined(self, &mut tied, role);
                    out.compound += 1;
                }
            }
            first = false;
            out.word(self, &word, role);
            tied.push(&word);
        }
        out.joined(self, &mut tied, role);
    }

    /// What a folded word comes to.
    fn known(&mut self, word: &str, apostrophe: bool) -> &Known {
        // Before an apostrophe a word may be a stop word that it is not
        // elsewhere: the same letters, but another word.
        let salt = u32::from(apostrophe);
        let place = place(word, salt) & (self.known.len() - 1);
        let is_it = |known: &Known| known.word == word && known.apostrophe == apostrophe;
        if !is_it(&self.known[place]) {
            // Of two that share their places, the one that was asked for last stays.
            self.known.swap(place, place ^ 1);
        }
        let known = &mut self.known[place];
        if !is_it(known) {
            known.word.clear();
            known.word.push_str(word);
            known.apostrophe = apostrophe;
            let told = Told::of(self.language, word);
            known.stop.clear();
            if told.is_stop(apostrophe) {
                known.stop.push(char::from(STOP));
                known.stop.push_str(word);
            }
            known.may_be_acronym = told.may_be_acronym();
            known.term = told.term;
        }
        known
    }
}

/// Where tokens go.
struct Out<'e> {
    /// The [`initials`] that are asked for.
    sought: u32,
    position: u32,
    compound: u32,
    each: &'e mut dyn FnMut(Token<'_>),
}

impl Out<'_> {
    fn give(&mut self, term: &str, range: Range<usize>, part: Part) {
        if !term.is_empty() && term.len() <= MAX_TERM {
            (self.each)(Token {
                term,
                start: range.start,
                end: range.end,
                position: self.position,
                compound: self.compound,
                part,
            });
        }
    }

    fn may_seek(&self, word: &str) -> bool {
        word.len() <= MAX_TERM && initials(word) & self.sought != 0
    }

    /// Gives a word that is no stop word.
    fn plain(&mut self, analyser: &mut Analyser, word: &str, range: &Range<usize>, part: Part) {
        if self.may_seek(word) {
            self.give(&analyser.known(word, false).term, range.clone(), part);
        }
    }

    fn word(&mut self, analyser: &mut Analyser, word: &Word, role: Role) {
        let range = word.start..word.end;
        let signed = !word.wider.is_empty();
        let mut part = if signed { Part::Less } else { Part::Word };
        match word.kind {
            Kind::Letters if self.may_seek(&word.text) => {
                let known = analyser.known(&word.text, word.apostrophe);
                let meant = word.acronym || role == Role::Query && known.may_be_acronym;
                if !meant && !known.stop.is_empty() {
                    self.give(&known.stop, range.clone(), Part::Stop);
                } else {
                    if part == Part::Word && !word.cuts.is_empty() {
                        part = Part::Whole;
                    }
                    self.give(&known.term, range.clone(), part);
                }
            }
            Kind::Letters => {}
            Kind::Character => {
                // The last of several is in what the one before gives.
                if role == Role::Text || !signed && !word.tied {
                    self.give(&word.text, range.clone(), part);
                }
                if signed {
                    self.give(&word.wider, range.start..word.wider_end, Part::Word);
                }
                return;
            }
            Kind::Number | Kind::Sign => {
                if part == Part::Word && !word.cuts.is_empty() {
                    part = Part::Whole;
                }
                self.give(&word.text, range.clone(), part);
            }
        }
        if signed {
            self.give(&word.wider, range.clone(), Part::Word);
        }
        self.inner(analyser, word, role);
        if role == Role::Text {
            self.short_year(word);
            if word.cuts.len() > 1 {
                self.some_parts(analyser, word);
            }
        }
        self.number(word, role);
    }

    /// Gives the parts of a word, but for those that are stop words.
    fn inner(&mut self, analyser: &mut Analyser, word: &Word, role: Role) {
        let (mut stop, mut others) = (0, 0);
        if role == Role::Query && word.kind == Kind::Letters {
            word.parts(
                &mut |text| match analyser.known(text, false).stop.is_empty() {
                    true => others += 1,
                    false => stop += 1,
                },
            );
        }
        // What is left of a name without its stop words is not it (`PA` of `MePA`).
        let part = match !word.wider.is_empty() || stop > 0 && others == 1 {
            true => Part::Less,
            false => Part::Inner,
        };
        word.parts(&mut |text| {
            if word.kind == Kind::Number || analyser.known(text, false).stop.is_empty() {
                self.plain(analyser, text, &(word.start..word.end), part);
            }
        });
    }

    /// Gives what a law or a school year is also known by (`241/90`).
    fn short_year(&mut self, word: &Word) {
        if let [at] = word.cuts[..]
            && let [b'/', century @ .., _, _] = &word.text.as_bytes()[at..]
            && matches!(century, b"19" | b"20")
        {
            let mut short = word.text[..=at].to_owned();
            short.push_str(&word.text[at + 3..]);
            self.give(&short, word.start..word.end, Part::Joined);
        }
    }

    /// Gives a number that is written in groups as it is written without what
    /// parts them; one with the code of a country, without that too.
    fn number(&mut self, word: &Word, role: Role) {
        let range = word.start..word.number_end.max(word.end);
        if word.number != word.text {
            self.give(&word.number, range.clone(), Part::Joined);
        }
        // What the code of a country may be.
        let (digits, codes) = match (role, word.number.is_empty()) {
            (_, false) if role == Role::Text || word.plus => {
                (&word.number, word.second..=word.second)
            }
            (Role::Query, true) if word.plus && word.cuts.is_empty() => (&word.text, 1..=3),
            _ => return,
        };
        for code in codes {
            let rest = digits.get(code..).unwrap_or_default();
            if rest.len() >= parts::FEWEST_DIGITS {
                self.give(rest, range.clone(), Part::Joined);
            }
        }
    }

    /// Gives what a name or a version of three parts or more is also known by.
    fn some_parts(&mut self, analyser: &mut Analyser, word: &Word) {
        let range = word.start..word.end;
        if word.kind == Kind::Number {
            word.ends(&mut |text| self.give(text, range.clone(), Part::Joined));
        } else {
            let mut parts = Vec::new();
            word.parts(&mut |part| parts.push(part.to_owned()));
            parts::joined(&parts, true, &mut |text| {
                if text.len() < word.text.len() {
                    self.plain(analyser, text, &range, Part::Joined);
                }
            });
        }
    }

    /// Gives the words of a compound as one, and begins another.
    fn joined(&mut self, analyser: &mut Analyser, tied: &mut Tied, role: Role) {
        let range = tied.start..tied.end;
        parts::joined(&tied.words[..tied.count], role == Role::Text, &mut |text| {
            self.plain(analyser, text, &range, Part::Joined);
        });
        tied.count = 0;
    }
}

/// FNV-1a, whose low bits choose a place.
fn place(word: &str, salt: u32) -> usize {
    let hash = word.bytes().fold(0x811c_9dc5_u32 ^ salt, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 15)) as usize
}
