//! Text to words: where they begin and end, folded, nothing left out yet.
//!
//! A word is a run of letters and digits. Four things of Italian public
//! writing are more than that: the apostrophe splits and is remembered
//! (`dell’appalto`), dotted acronyms are one word (`P.N.R.R.`, `D. Lgs.`),
//! numbers keep their references (`36/2023`, `1.000`) and their ordinals
//! (`5-bis`).

use super::fold::{fold_but, fold_char};
use crate::text::lists;

/// What may follow a number in a law's article, `5-bis`.
const ORDINALS: &str = "bis ter quater quinquies sexies septies octies novies decies";

/// The longer last parts of dotted acronyms: `D.Lgs.`, `d.lvo`.
const LONG_PARTS: &str = "lgs lvo leg";

/// Longest run in capitals that may be an acronym, in bytes.
const LONGEST_ACRONYM: usize = 6;

/// One word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// The word folded, without the dots of an acronym and the hyphen of an
    /// ordinal.
    pub(super) text: String,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends, exclusive.
    pub(super) end: usize,
    /// It begins with a digit.
    pub(super) number: bool,
    /// It is spelt with dots, or alone in capitals among words that are not.
    pub(super) acronym: bool,
    /// An apostrophe follows at once.
    pub(super) apostrophe: bool,
    /// It ends in one of [`ORDINALS`].
    ordinal: bool,
}

impl Word {
    /// Calls `give` with the parts of a compound number, none of a plain one.
    pub(super) fn parts(&self, give: &mut dyn FnMut(&str)) {
        let mut from = 0;
        for (at, c) in self.text.char_indices() {
            if is_joint(c) {
                give(&self.text[from..at]);
                from = at + 1;
            }
        }
        if from > 0 {
            give(&self.text[from..]);
        } else if self.ordinal {
            let mut digits = self.text.as_str();
            while digits.as_bytes().last().is_some_and(u8::is_ascii_lowercase) {
                digits = &digits[..digits.len() - 1];
            }
            give(digits);
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.number = false;
        self.acronym = false;
        self.apostrophe = false;
        self.ordinal = false;
    }
}

/// Walks a text word by word.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    after_capitals: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            after_capitals: false,
        }
    }

    /// Reads the next word into `word`; false at the end of the text.
    pub(super) fn next(&mut self, word: &mut Word) -> bool {
        self.at = self.skip(self.at, false);
        if self.at == self.text.len() {
            return false;
        }
        word.clear();
        word.start = self.at;
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            word.number = true;
            self.number(word);
            self.after_capitals = false;
        } else {
            self.letters(word);
        }
        word.end = self.at;
        true
    }

    fn letters(&mut self, word: &mut Word) {
        let run = self.run(&mut word.text);
        if is_single_letter(run) && self.dotted(word) {
            word.acronym = true;
            self.after_capitals = false;
            return;
        }
        word.apostrophe = self.peek().is_some_and(is_apostrophe);
        let capitals = is_capitals(run);
        word.acronym = capitals
            && run.len() <= LONGEST_ACRONYM
            && !self.after_capitals
            && !self.before_capitals();
        self.after_capitals = capitals;
    }

    /// Takes the rest of a dotted acronym whose first letter was just read.
    fn dotted(&mut self, word: &mut Word) -> bool {
        let back = self.at;
        let mut parts = 1;
        let mut part = String::new();
        while self.peek() == Some('.') {
            let dot = self.at;
            self.at += 1;
            // "D. Lgs." is written with a space as often as without.
            if parts == 1 && word.text == "d" && self.peek() == Some(' ') {
                self.at += 1;
            }
            let spaced = self.at > dot + 1;
            part.clear();
            let run = self.run(&mut part);
            let short = is_single_letter(run) && !spaced;
            let long = parts == 1 && lists(LONG_PARTS, &part);
            if !short && !long {
                self.at = dot;
                break;
            }
            word.text.push_str(&part);
            parts += 1;
            if long {
                break;
            }
        }
        if parts == 1 {
            self.at = back;
            return false;
        }
        true
    }

    fn number(&mut self, word: &mut Word) {
        self.digits(&mut word.text);
        if self.peek().is_some_and(is_word) {
            let from = word.text.len();
            self.run(&mut word.text);
            word.ordinal = lists(ORDINALS, &word.text[from..]);
            return;
        }
        while self.peek().is_some_and(is_joint) && self.digit_follows() {
            word.text.push_str(&self.text[self.at..=self.at]);
            self.at += 1;
            self.digits(&mut word.text);
        }
        if is_thousands(&word.text) {
            word.text = fold_but(&word.text, |c| c == '.');
        }
        if !word.text.chars().any(is_joint) {
            self.ordinal(word);
        }
    }

    /// Takes an ordinal that follows a number after a hyphen or a space.
    fn ordinal(&mut self, word: &mut Word) {
        let back = self.at;
        if !matches!(self.peek(), Some('-' | ' ' | '\u{a0}' | '‑')) {
            return;
        }
        self.bump();
        let mut suffix = String::new();
        self.run(&mut suffix);
        if lists(ORDINALS, &suffix) {
            word.text.push_str(&suffix);
            word.ordinal = true;
        } else {
            self.at = back;
        }
    }

    /// Takes a run of word characters, appending it folded.
    fn run(&mut self, folded: &mut String) -> &'a str {
        let start = self.at;
        loop {
            // Nearly all of it is ASCII, which needs no decoding.
            let ascii = self.text.as_bytes()[self.at..].iter();
            for letter in ascii.take_while(|byte| byte.is_ascii_alphanumeric()) {
                folded.push(char::from(letter.to_ascii_lowercase()));
                self.at += 1;
            }
            let Some(c) = self.peek().filter(|&c| is_word(c) || is_inside(c)) else {
                break;
            };
            if !is_invisible(c) {
                fold_char(c, folded);
            }
            self.at += c.len_utf8();
        }
        &self.text[start..self.at]
    }

    fn digits(&mut self, text: &mut String) {
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            text.push(c);
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn digit_follows(&self) -> bool {
        let mut following = self.text[self.at..].chars().skip(1);
        following.next().is_some_and(|c| c.is_ascii_digit())
    }

    fn before_capitals(&self) -> bool {
        let start = self.skip(self.at, false);
        is_capitals(&self.text[start..self.skip(start, true)])
    }

    /// The place after all the word's characters, or all others, from a place
    /// on.
    fn skip(&self, mut from: usize, words: bool) -> usize {
        for c in self.text[from..].chars() {
            if is_word(c) != words {
                break;
            }
            from += c.len_utf8();
        }
        from
    }
}

/// Letters and digits: beyond ASCII, all but the blocks of signs. Unicode's
/// tables would be a tenth of the client and tell apart what is not text.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !matches!(
        c,
        // Latin-1's signs, ª and º ("1º" is "1") among them; × and ÷.
        '\u{80}'..='\u{bf}' | '\u{d7}' | '\u{f7}'
        // Modifiers (an apostrophe is one) and combining marks.
        | '\u{2b0}'..='\u{36f}'
        // Stops of the Armenian, Hebrew, Arabic and Indian scripts.
        | '\u{589}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{60c}' | '\u{61b}' | '\u{61f}'
        | '\u{6d4}' | '\u{964}' | '\u{965}'
        // Punctuation, currencies, arrows, mathematics, boxes, symbols.
        | '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}' | '\u{30fb}' | '\u{fe00}'..='\u{fe6f}' | '\u{feff}'
        | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}'
        // Private use, pictograms, tags.
        | '\u{e000}'..='\u{f8ff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{10ffff}'
    )
}

/// Characters that continue a word without showing in it.
fn is_inside(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Whether people type it for an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '‛' | '′' | '`' | '´' | '＇')
}

fn is_joint(c: char) -> bool {
    matches!(c, '/' | '.' | ',')
}

fn is_single_letter(run: &str) -> bool {
    let mut chars = run.chars();
    chars.next().is_some_and(|c| !c.is_ascii_digit()) && chars.next().is_none()
}

/// Two capitals or more and no other letter. ASCII is enough: acronyms are.
fn is_capitals(run: &str) -> bool {
    run.len() >= 2
        && run
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && !run.bytes().all(|b| b.is_ascii_digit())
}

/// `1.000.000`, not `1.5` nor `01.09.2025`.
fn is_thousands(number: &str) -> bool {
    let (mut dots, mut length) = (0, 0);
    for byte in number.bytes() {
        if byte == b'.' {
            if length > 3 || length < if dots == 0 { 1 } else { 3 } {
                return false;
            }
            dots += 1;
            length = 0;
        } else if dots > 0 && !byte.is_ascii_digit() {
            return false;
        } else {
            length += 1;
        }
    }
    dots > 0 && length == 3
}
