//! The passage of a document that answers a query best.
//!
//! In: texts and the terms looked for. Out: [`Marked`] text. Words match as
//! terms of the one analyser, never as substrings, so what is marked is what
//! was scored.

use std::ops::Range;

use crate::results::Marked;
use crate::tokens::{Analyser, Role};

/// Length of an excerpt in bytes that it comes near to but does not exceed,
/// ellipses apart.
const WINDOW: usize = 240;

/// A term looked for in texts.
pub(crate) struct Wanted {
    /// The term.
    pub(crate) term: String,
    /// The folded word that was typed for it; empty if any form is as good.
    pub(crate) surface: String,
    /// Which word of the query it stands for.
    pub(crate) word: usize,
    /// What finding it is worth, above 0.
    pub(crate) worth: f32,
    /// Whether it only begins as the word does.
    pub(crate) near: bool,
}

/// A word of a text that was looked for.
struct Match {
    range: Range<usize>,
    /// Which of the wanted terms it is.
    wanted: usize,
}

/// `text` in full, marked.
pub(crate) fn mark(text: &str, wanted: &[Wanted], analyser: &mut Analyser) -> Marked {
    Marked {
        text: text.to_owned(),
        marks: join(
            matches(text, wanted, analyser)
                .into_iter()
                .map(|found| found.range),
        ),
    }
}

/// The best window of `text` with what it is worth; nothing if no word was
/// found.
pub(crate) fn best(
    text: &str,
    wanted: &[Wanted],
    analyser: &mut Analyser,
) -> Option<(f32, Marked)> {
    let found = matches(text, wanted, analyser);
    let (worth, window) = best_window(&found, wanted)?;
    Some((worth, cut(text, window, &found)))
}

/// What the words found in a short text are worth.
pub(crate) fn worth(text: &str, wanted: &[Wanted], analyser: &mut Analyser) -> f32 {
    let found = matches(text, wanted, analyser);
    best_window(&found, wanted).map_or(0.0, |(worth, _)| worth)
}

/// The beginning of `text`, unmarked.
pub(crate) fn beginning(text: &str) -> Marked {
    cut(text, 0..0, &[])
}

fn matches(text: &str, wanted: &[Wanted], analyser: &mut Analyser) -> Vec<Match> {
    let mut found = Vec::new();
    analyser.tokens(text, Role::Text, |token| {
        let wanted = wanted.iter().position(|wanted| wanted.term == token.term);
        if let Some(wanted) = wanted {
            let range = token.range();
            found.push(Match { range, wanted });
        }
    });
    found
}

/// The matches within [`WINDOW`] bytes that are worth most: every term once in
/// full, and a little for each time it occurs again.
fn best_window(found: &[Match], wanted: &[Wanted]) -> Option<(f32, Range<usize>)> {
    const AGAIN: f32 = 0.05;
    let mut best: Option<(f32, Range<usize>)> = None;
    for (first, from) in found.iter().enumerate() {
        let start = from.range.start;
        let mut seen = vec![false; wanted.len()];
        let mut worth = 0.0;
        let mut end = from.range.end;
        for found in &found[first..] {
            if found.range.end - start > WINDOW && found.range.start != start {
                break;
            }
            let again = std::mem::replace(&mut seen[found.wanted], true);
            worth += wanted[found.wanted].worth * if again { AGAIN } else { 1.0 };
            end = found.range.end;
        }
        if best.as_ref().is_none_or(|&(most, _)| worth > most) {
            best = Some((worth, start..end));
        }
    }
    best
}

/// Widens `core` to whole words and sentences as far as [`WINDOW`] goes.
fn cut(text: &str, core: Range<usize>, found: &[Match]) -> Marked {
    let spare = WINDOW.saturating_sub(core.len());
    let start = begin(text, core.start, core.start.saturating_sub(spare / 3));
    let end = finish(text, core.end, start.saturating_add(WINDOW));
    let (start, end) = if end == text.len() {
        // Room was left at the end: it goes to the beginning.
        (begin(text, core.start, end.saturating_sub(WINDOW)), end)
    } else {
        (start, end)
    };
    let body = text[start..end].trim();
    let start = start + (text[start..end].len() - text[start..end].trim_start().len());
    let end = start + body.len();
    let mut cut = String::with_capacity(body.len() + 8);
    if start > 0 && !text[..start].trim().is_empty() {
        cut.push_str("… ");
    }
    let shift = cut.len();
    cut.push_str(body);
    if !text[end..].trim().is_empty() {
        cut.push_str(" …");
    }
    let inside = found.iter().map(|found| &found.range);
    let inside = inside.filter(|range| range.start >= start && range.end <= end);
    Marked {
        marks: join(inside.map(|range| range.start - start + shift..range.end - start + shift)),
        text: cut,
    }
}

/// Where a passage that must include `core` and may begin at `earliest`
/// begins: after a sentence if one ends there, else at a word.
fn begin(text: &str, core: usize, earliest: usize) -> usize {
    if earliest == 0 {
        return 0;
    }
    let earliest = ceil(text, earliest).min(core);
    let before = &text[earliest..core];
    let sentence = before.as_bytes().windows(2).position(|pair| pair == b". ");
    let sentence = sentence.map(|at| at + 2);
    let word = before.find(char::is_whitespace).map(|at| at + 1);
    match sentence.or(word) {
        Some(at) => ceil(text, earliest + at).min(core),
        None => core,
    }
}

/// Where a passage that must include all up to `core` and may end at `latest`
/// ends: before a space.
fn finish(text: &str, core: usize, latest: usize) -> usize {
    if latest >= text.len() {
        return text.len();
    }
    let latest = floor(text, latest).max(core);
    match text[core..latest].rfind(char::is_whitespace) {
        Some(at) => core + at,
        None => core,
    }
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Ranges in order, those of compounds and their parts once.
fn join(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        if joined.last().is_none_or(|last| range.start >= last.end) {
            joined.push(range);
        }
    }
    joined
}
