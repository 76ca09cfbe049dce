//! Two texts by their words.

use crate::runs::{Run, runs};
use std::collections::HashMap;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Whose it is.
    pub kind: Edited,
    /// As it stands there, with its spaces.
    pub text: String,
}

/// Which text has a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Both.
    Same,
    /// Only the old one.
    Removed,
    /// Only the new one.
    Added,
}

/// Stretches, in the order of both texts: what is removed stands before what takes its place.
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (a, b) = (tokens(old), tokens(new));
    let mut numbers = HashMap::new();
    let (x, y) = (numbered(&a, &mut numbers), numbered(&b, &mut numbers));
    let mut edits = Vec::new();
    for run in tidy(runs(&x, &y), &a, &b) {
        let (old, new) = (a[run.old].concat(), b[run.new].concat());
        match run.same {
            true => push(&mut edits, Edited::Same, new),
            false => {
                push(&mut edits, Edited::Removed, old);
                push(&mut edits, Edited::Added, new);
            }
        }
    }
    edits
}

/// A text that is in one version only, or the same in both.
pub(crate) fn whole(text: &str, kind: Edited) -> Vec<Edit> {
    let mut edits = Vec::new();
    push(&mut edits, kind, text.to_owned());
    edits
}

fn push(edits: &mut Vec<Edit>, kind: Edited, text: String) {
    if !text.is_empty() {
        edits.push(Edit { kind, text });
    }
}

/// Words, signs, and the spaces between them.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (token, after) = rest.split_at(token_end(rest));
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Where the word ends that a text begins with, or the space; a sign is a word of its own.
fn token_end(text: &str) -> usize {
    if text.starts_with(char::is_whitespace) {
        let word = text.find(|c: char| !c.is_whitespace());
        return word.unwrap_or(text.len());
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = matches!(c, '.' | ',' | '/' | ':') && is_digit(before) && is_digit(next);
        if !is_letter(c) && !joins {
            let ends_word = matches!(c, '\'' | '’') && before.is_some();
            return if ends_word || before.is_none() {
                at + c.len_utf8()
            } else {
                end
            };
        }
        // Scripts without spaces between words are compared by their signs.
        if c >= '\u{2E80}' {
            return if before.is_some() {
                end
            } else {
                at + c.len_utf8()
            };
        }
        end = at + c.len_utf8();
        before = Some(c);
    }
    end
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// A letter or digit, or what stands over one.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Numbers for tokens, the same for the same ones.
fn numbered<'a>(tokens: &[&'a str], known: &mut HashMap<&'a str, u32>) -> Vec<u32> {
    let number = |token: &&'a str| {
        let next = known.len() as u32;
        *known.entry(*token).or_insert(next)
    };
    tokens.iter().map(number).collect()
}

/// Takes into a change what is the same by chance between two longer ones: a reader would see
/// crumbs.
fn tidy(runs: Vec<Run>, old: &[&str], new: &[&str]) -> Vec<Run> {
    let letters = |tokens: &[&str]| -> usize {
        let letters = tokens.iter().flat_map(|token| token.chars());
        letters.filter(|c| is_letter(*c)).count()
    };
    let size = |run: &Run| letters(&old[run.old.clone()]).max(letters(&new[run.new.clone()]));
    let mut tidied: Vec<(Run, usize)> = Vec::new();
    for run in runs {
        let length = size(&run);
        tidied.push((run, length));
        while let [.., (before, x), (same, common), (after, y)] = &tidied[..]
            && same.same
            && *common <= *x.min(y)
        {
            let whole = Run {
                old: before.old.start..after.old.end,
                new: before.new.start..after.new.end,
                same: false,
            };
            let length = x + common + y;
            tidied.truncate(tidied.len() - 3);
            tidied.push((whole, length));
        }
    }
    tidied.into_iter().map(|(run, _)| run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `git diff --word-diff` writes it.
    fn shown(old: &str, new: &str) -> String {
        let edits = edits(old, new);
        let shown = edits.iter().map(|edit| match edit.kind {
            Edited::Same => edit.text.clone(),
            Edited::Removed => format!("[-{}-]", edit.text),
            Edited::Added => format!("{{+{}+}}", edit.text),
        });
        shown.collect()
    }

    #[test]
    fn words_are_what_readers_take_for_words() {
        let cases = [
            ("uno due", "uno| |due"),
            ("art. 50, c. 1", "art|.| |50|,| |c|.| |1"),
            ("€ 140.000,50 (36/2023)", "€| |140.000,50| |(|36/2023|)"),
            ("dell'ente l’«ente»", "dell'|ente| |l’|«|ente|»"),
            ("  uno", "  |uno"),
            ("perche\u{301}…", "perche\u{301}|…"),
            ("法律 a法", "法|律| |a|法"),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text).join("|"), expected);
        }
    }

    #[test]
    fn changes_are_whole_words() {
        let cases = [
            (
                "Entro 30 giorni.",
                "Entro 60 giorni.",
                "Entro [-30-]{+60+} giorni.",
            ),
            ("Entro", "Entro oggi", "Entro{+ oggi+}"),
            ("Entro oggi", "Entro", "Entro[- oggi-]"),
            ("", "uno", "{+uno+}"),
            ("uno", "uno", "uno"),
            (
                "La convenzione dura due anni.",
                "La convenzione dura due anni e si rinnova.",
                "La convenzione dura due anni{+ e si rinnova+}.",
            ),
            // What is common by chance is no help.
            (
                "Il Comune di Rovigo paga la quota ogni anno intero",
                "Il socio versa la somma prevista subito",
                "Il [-Comune di Rovigo paga la quota ogni anno intero-]\
                 {+socio versa la somma prevista subito+}",
            ),
        ];
        for (old, new, expected) in cases {
            assert_eq!(shown(old, new), expected);
        }
    }
}
