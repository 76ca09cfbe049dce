//! Text to words: where they begin and end, folded, nothing left out yet.
//!
//! A word is a run of letters and digits, a character of a script without
//! spaces, or a sign that people look for. Some things of Italian public
//! writing are more than that: the apostrophe splits and is remembered
//! (`dell’appalto`), dotted acronyms are one word (`P.N.R.R.`, `D. Lgs.`),
//! numbers keep their references (`36/2023`, `1.000`) and their ordinals
//! (`5-bis`).

mod numbers;

use super::chars::{
    digit, ends_in_apostrophe, is_apostrophe, is_invisible, is_joint, is_operator, is_sign,
    is_unsegmented, is_word, ties,
};
use super::fold::{fold_onto, is_mark, keep};
use super::language::Language;
use super::parts;
use super::term::TITLE_STOP;
use crate::text::lists;

/// What may follow a number in a law's article, `5-bis`.
const ORDINALS: &str = "bis ter quater quinquies sexies septies octies novies decies";

/// The longer last parts of dotted acronyms: `D.Lgs.`, `d.lvo`.
const LONG_PARTS: &str = "lgs lvo leg";

/// Bytes between `l` and the number of a law at most.
const LONGEST_BEFORE_LAW: usize = 8;

/// Longest run in capitals that may be an acronym, in bytes.
const LONGEST_ACRONYM: usize = 6;

/// One word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// The word folded, without the dots of an acronym and the hyphen of an
    /// ordinal.
    pub(super) text: String,
    /// The word with the signs at its beginning or end (`c++`, `.net`, `-n`),
    /// or the character with the one after it; empty if there is neither.
    pub(super) wider: String,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends, exclusive.
    pub(super) end: usize,
    /// Where what is wider ends.
    pub(super) wider_end: usize,
    /// The digits of the number that begins with it and is written in several
    /// [groups](parts::Groups), and where the second of them begins; empty if none
    /// does.
    pub(super) number: String,
    pub(super) second: usize,
    pub(super) number_end: usize,
    /// Whether it is in such a number.
    pub(super) in_number: bool,
    /// Whether it is a number after a plus, which may be a country's code.
    pub(super) plus: bool,
    pub(super) kind: Kind,
    /// It is spelt with dots, or alone in capitals among words that are not.
    pub(super) acronym: bool,
    /// An apostrophe follows at once.
    pub(super) apostrophe: bool,
    /// An apostrophe precedes it at once.
    pub(super) after_apostrophe: bool,
    /// Only a sign that [`ties`], or nothing, parts it from the word before.
    pub(super) tied: bool,
    /// Where in `text` its parts end, but for the last: `get|element|by|id`.
    pub(super) cuts: Vec<usize>,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and digits.
    #[default]
    Letters,
    /// It begins with a digit.
    Number,
    /// A character of a script without spaces.
    Character,
    /// A sign or an operator.
    Sign,
}

impl Word {
    /// Calls `give` with the parts of a compound, none of a plain word.
    pub(super) fn parts(&self, give: &mut dyn FnMut(&str)) {
        let mut from = 0;
        for &at in &self.cuts {
            give(&self.text[from..at]);
            from = at + usize::from(is_joint(self.text.as_bytes()[at]));
        }
        if from > 0 && from < self.text.len() && !lists(ORDINALS, &self.text[from..]) {
            give(&self.text[from..]);
        }
    }

    /// Calls `give` with the beginnings and ends of a number of three parts or
    /// more (`1.2` and `2.3` of `1.2.3`).
    pub(super) fn ends(&self, give: &mut dyn FnMut(&str)) {
        for &at in &self.cuts[1..] {
            give(&self.text[..at]);
        }
        for &at in &self.cuts[..self.cuts.len() - 1] {
            give(&self.text[at + usize::from(is_joint(self.text.as_bytes()[at]))..]);
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.wider.clear();
        self.number.clear();
        self.number_end = 0;
        self.in_number = false;
        self.plus = false;
        self.cuts.clear();
        self.kind = Kind::Letters;
        self.acronym = false;
        self.apostrophe = false;
        self.tied = false;
    }
}

/// Walks a text word by word.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    language: Language,
    after_capitals: bool,
    /// Where the last groups of digits end, and whether they are one number.
    groups_end: usize,
    is_number: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, language: Language) -> Self {
        Self {
            text,
            at: 0,
            language,
            after_capitals: false,
            groups_end: 0,
            is_number: false,
        }
    }

    /// Reads the next word into `word`; false at the end of the text.
    pub(super) fn next(&mut self, word: &mut Word) -> bool {
        let before = self.at;
        let was = word.kind;
        let c = loop {
            let Some(c) = self.peek() else {
                return false;
            };
            if is_word(c) || is_sign(c) || self.operator(before) > 0 {
                break c;
            }
            self.at += c.len_utf8();
        };
        let gap = &self.text[before..self.at];
        word.clear();
        word.start = self.at;
        word.after_apostrophe = ends_in_apostrophe(gap);
        if !is_word(c) {
            self.at += self.operator(before).max(c.len_utf8());
            word.kind = Kind::Sign;
            word.text.push_str(&self.text[word.start..self.at]);
        } else if is_unsegmented(c) {
            word.tied = gap.is_empty() && was == Kind::Character;
            self.character(c, word);
        } else {
            let mut signs = gap.chars();
            let sign = signs.next().filter(|_| signs.next().is_none());
            let is_number = digit(c).is_some();
            let letters = was == Kind::Letters && !is_number;
            word.tied = before > 0
                && matches!(was, Kind::Letters | Kind::Number)
                && sign.is_some_and(|sign| ties(sign) && (sign != '.' || letters));
            if is_number {
                word.kind = Kind::Number;
                self.groups(gap, word);
                self.number(word);
                self.after_capitals = false;
            } else {
                self.letters(word);
            }
            self.signs(gap, word);
            word.wider_end = self.at;
        }
        word.end = self.at;
        true
    }

    /// Takes a character of a script without spaces.
    fn character(&mut self, c: char, word: &mut Word) {
        word.kind = Kind::Character;
        self.one_character(c);
        fold_onto(&self.text[word.start..self.at], &mut word.text);
        if let Some(next) = self.peek().filter(|&next| is_unsegmented(next)) {
            let end = self.at;
            self.one_character(next);
            fold_onto(&self.text[word.start..self.at], &mut word.wider);
            word.wider_end = self.at;
            self.at = end;
        }
    }

    /// Goes beyond a character and the sign of its voice, which katakana of half
    /// the width have behind them.
    fn one_character(&mut self, c: char) {
        self.at += c.len_utf8();
        while let Some(sign @ ('\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')) = self.peek() {
            self.at += sign.len_utf8();
        }
    }

    fn letters(&mut self, word: &mut Word) {
        let run = self.run(&mut word.text);
        if self.language == Language::ITALIAN && word.text == "l" && self.before_law() {
            word.text.clear();
            word.text.push_str("legge");
            return;
        }
        if is_single_letter(run) && self.dotted(word) {
            word.acronym = true;
            self.after_capitals = false;
            return;
        }
        parts::cuts(run, &mut word.cuts);
        word.apostrophe = self.peek().is_some_and(is_apostrophe);
        let capitals = is_capitals(run);
        word.acronym = capitals
            && run.len() <= LONGEST_ACRONYM
            && !self.after_capitals
            && !self.before_capitals();
        self.after_capitals = capitals;
    }

    /// Whether the number of a law follows, whose `l.` this is (`L. n. 241/1990`).
    fn before_law(&self) -> bool {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        if bytes.get(at) != Some(&b'.') {
            return false;
        }
        // `n.`, `n°` and spaces may be between.
        while let Some(byte) = bytes.get(at)
            && at < self.at + LONGEST_BEFORE_LAW
            && (matches!(byte, b'.' | b' ' | b'n' | b'N') || !byte.is_ascii())
        {
            at += 1;
        }
        bytes.get(at).is_some_and(u8::is_ascii_digit)
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
            // While it is being typed, its beginning.
            let begun = self.at == self.text.len() && lists("lg lv le", &part);
            let long = parts == 1 && (begun || lists(LONG_PARTS, &part));
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

    /// Takes the signs that belong to a word: those after it (`C++`, `F#`,
    /// `100%`) or the last of the gap before it (`.NET`, `-n`, `--all`).
    fn signs(&mut self, gap: &str, word: &mut Word) {
        let rest = &self.text[self.at..];
        let signs = match rest.as_bytes() {
            [b'+', b'+', ..] => 2,
            [b'#' | b'+', ..] if word.kind == Kind::Letters => 1,
            [b'%', ..] if word.kind == Kind::Number => 1,
            _ => 0,
        };
        if signs > 0
            && !rest[signs..]
                .chars()
                .next()
                // Not of the year of a standard (`C++17`).
                .is_some_and(|c| is_word(c) && !(signs == 2 && c.is_ascii_digit()) || c == '+')
        {
            word.wider.push_str(&word.text);
            word.wider.push_str(&rest[..signs]);
            self.at += signs;
            return;
        }
        let signs = match gap.as_bytes() {
            [.., b'-', b'-'] => 2,
            [.., b'-' | b'.'] => 1,
            _ => return,
        };
        let (before, signs) = gap.split_at(gap.len() - signs);
        let apart = match before.as_bytes().last() {
            Some(c) => c.is_ascii_whitespace() || matches!(c, b'(' | b'[' | b'"' | b'`'),
            None => word.start == signs.len(),
        };
        if apart && (word.kind == Kind::Letters || signs != ".") {
            word.wider.push_str(signs);
            word.wider.push_str(&word.text);
        }
    }

    /// Length of the operator that begins here, between spaces, brackets or signs
    /// beyond ASCII, which other spaces are, or before the end of a sentence; 0 if
    /// none does. `before` is where the last
    /// word ended.
    fn operator(&self, before: usize) -> usize {
        let (gap, bytes) = self.text.as_bytes()[before..].split_at(self.at - before);
        let apart = match gap.last() {
            Some(byte) => byte.is_ascii_whitespace() || !byte.is_ascii() || *byte == b'(',
            None => self.at == 0,
        };
        if !apart {
            return 0;
        }
        let mut length = 0;
        while bytes.get(length).is_some_and(|&byte| is_operator(byte)) {
            length += 1;
        }
        let next = self.text[self.at + length..].chars().next();
        let ends = next.is_none_or(|c| match c.is_ascii() {
            true => c.is_ascii_whitespace() || matches!(c, '.' | ',' | ';' | ')'),
            false => !is_word(c),
        });
        // Dashes and rules are none.
        let rule = bytes[..length].iter().all(|&byte| byte == bytes[0])
            && (length > 2 || bytes[0] == b'-');
        // Terms that begin so are those of stop words.
        let is_free = bytes.first() != Some(&TITLE_STOP);
        if ends && (2..=3).contains(&length) && !rule && is_free {
            length
        } else {
            0
        }
    }

    /// Takes a run of word characters, appending it folded.
    fn run(&mut self, folded: &mut String) -> &'a str {
        let start = self.at;
        let bytes = self.text.as_bytes();
        // Nearly all of it is ASCII, which needs no decoding.
        while bytes.get(self.at).is_some_and(u8::is_ascii_alphanumeric) {
            self.at += 1;
        }
        let from = folded.len();
        folded.push_str(&self.text[start..self.at]);
        folded[from..].make_ascii_lowercase();
        let mut invisible = false;
        while let Some(c) = self.peek()
            && (is_word(c) && !is_unsegmented(c) || is_mark(c) || is_invisible(c))
        {
            invisible |= is_invisible(c);
            self.at += c.len_utf8();
        }
        let run = &self.text[start..self.at];
        if run.len() > folded.len() - from {
            folded.truncate(from);
            if invisible {
                let seen: String = run.chars().filter(|&c| !is_invisible(c)).collect();
                fold_onto(&seen, folded);
            } else {
                fold_onto(run, folded);
            }
            // A letter may stand for several, with spaces.
            keep(folded, &|c| c > ' ');
        }
        run
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn before_capitals(&self) -> bool {
        let mut start = self.at;
        for c in self.text[start..].chars() {
            if is_word(c) {
                break;
            }
            start += c.len_utf8();
        }
        let mut end = start;
        for c in self.text[start..].chars() {
            if !is_word(c) {
                break;
            }
            end += c.len_utf8();
        }
        is_capitals(&self.text[start..end])
    }
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
