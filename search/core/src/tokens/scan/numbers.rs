//! Numbers: where they end, what belongs to them, and the groups that they are
//! written in.

use super::super::chars::{digit, first, is_joint, is_unsegmented, is_word};
use super::super::fold::keep;
use super::super::language::Language;
use super::super::parts;
use super::{ORDINALS, Scanner, Word};
use crate::text::lists;

impl Scanner<'_> {
    /// Sees whether a number is written in groups, of which this is one.
    pub(super) fn groups(&mut self, gap: &str, word: &mut Word) {
        if self.at < self.groups_end {
            word.in_number = self.is_number;
            word.tied |= word.in_number;
            return;
        }
        let groups = parts::groups(&self.text[self.at..]);
        self.groups_end = self.at + groups.end;
        self.is_number = groups.is_number && !word.tied;
        if self.is_number {
            word.in_number = true;
            word.number_end = self.groups_end;
            word.second = groups.first;
            word.number = groups.digits;
        }
        word.plus = gap.as_bytes().last() == Some(&b'+');
    }

    pub(super) fn number(&mut self, word: &mut Word) {
        self.digits(&mut word.text);
        if self
            .peek()
            .is_some_and(|c| is_word(c) && !is_unsegmented(c))
        {
            let from = word.text.len();
            self.run(&mut word.text);
            if lists(ORDINALS, &word.text[from..]) {
                word.cuts.push(from);
            } else {
                parts::cuts(&self.text[word.start..self.at], &mut word.cuts);
            }
            return;
        }
        while let Some(&joint) = self.text.as_bytes().get(self.at)
            && is_joint(joint)
            && digit(first(&self.text[self.at + 1..])).is_some()
        {
            word.text.push_str(&self.text[self.at..=self.at]);
            self.at += 1;
            self.digits(&mut word.text);
        }
        amount(&mut word.text, self.language);
        for (at, &byte) in word.text.as_bytes().iter().enumerate() {
            if is_joint(byte) {
                word.cuts.push(at);
            }
        }
        if word.cuts.is_empty() {
            self.ordinal(word);
        }
    }

    /// Takes an ordinal that follows a number after a hyphen or a space.
    fn ordinal(&mut self, word: &mut Word) {
        let back = self.at;
        if !matches!(self.peek(), Some('-' | ' ' | '\u{a0}' | '‑')) {
            return;
        }
        self.at += self.peek().map_or(0, char::len_utf8);
        let mut suffix = String::new();
        self.run(&mut suffix);
        if lists(ORDINALS, &suffix) {
            word.cuts.push(word.text.len());
            word.text.push_str(&suffix);
        } else {
            self.at = back;
        }
    }

    fn digits(&mut self, text: &mut String) {
        self.at += parts::digits(&self.text[self.at..], text);
    }
}

/// Leaves out what parts the thousands of a number, and of an amount the cents if
/// there are none (`1.250,50`, `150.000,00`).
fn amount(text: &mut String, language: Language) {
    let mark = language.thousands().unwrap_or(b'0');
    let mut end = 0;
    while let Some(&byte) = text.as_bytes().get(end)
        && (byte.is_ascii_digit() || byte == mark)
    {
        end += 1;
    }
    let rest = text.split_off(end);
    if is_thousands(text, mark) {
        keep(text, &|c| c != char::from(mark));
    }
    if text.len() < 3 || *rest.as_bytes() != [language.decimals(), b'0', b'0'] {
        text.push_str(&rest);
    }
}

/// `1.000.000`, not `1.5` nor `01.09.2025`.
fn is_thousands(number: &str, mark: u8) -> bool {
    let (mut marks, mut length) = (0, 0);
    for byte in number.bytes() {
        if byte == mark {
            if length > 3 || length < if marks == 0 { 1 } else { 3 } {
                return false;
            }
            marks += 1;
            length = 0;
        } else if marks > 0 && !byte.is_ascii_digit() {
            return false;
        } else {
            length += 1;
        }
    }
    marks > 0 && length == 3
}
