//! The passage of a document that answers a query best.
//!
//! In: texts and the terms looked for. Out: [`Marked`] text. Words match as
//! terms of the one analyser, never as substrings, so what is marked is what
//! was scored.

use std::ops::Range;

use crate::results::Marked;
use crate::tokens::{Analyser, initials};

/// Length of an excerpt in bytes that it comes near to but does not exceed,
/// ellipses apart.
const WINDOW: usize = 240;

/// A term looked for in texts.
pub(crate) struct Wanted<'a> {
    /// The term.
    pub(crate) term: &'a str,
    /// What was typed for it; empty if any form is as good.
    pub(crate) typed: &'a str,
    /// The same, folded.
    pub(crate) surface: &'a str,
    /// Which word of the query it stands for.
    pub(crate) word: usize,
    /// What finding it is worth, above 0.
    pub(crate) worth: f32,
    /// Whether it only begins as the word does.
    pub(crate) near: bool,
}

/// A word of a text that was looked for.
pub(crate) struct Match {
    range: Range<usize>,
    /// Which word of the text it is.
    pub(crate) position: u32,
    /// Whether it is only in another word.
    pub(crate) inside: bool,
    /// The first of the wanted terms that it is.
    wanted: usize,
}

impl Match {
    /// The term that it is.
    pub(crate) fn term<'a>(&self, wanted: &[Wanted<'a>]) -> &'a str {
        wanted[self.wanted].term
    }

    /// All that is wanted of its term: several words of a query may mean it.
    pub(crate) fn meanings<'a>(
        &self,
        wanted: &'a [Wanted<'a>],
    ) -> impl Iterator<Item = &'a Wanted<'a>> {
        let term = wanted[self.wanted].term;
        wanted[self.wanted..]
            .iter()
            .filter(move |wanted| wanted.term == term)
    }
}

/// A text with the words in it that were looked for, in order. It is analysed
/// once, which is most of what a search does, and all that a hit shows and
/// ranks by comes from this.
pub(crate) struct Text<'a> {
    text: &'a str,
    pub(crate) matches: Vec<Match>,
}

impl<'a> Text<'a> {
    /// Looks for the wanted terms in a text.
    pub(crate) fn read(text: &'a str, wanted: &[Wanted<'_>], analyser: &mut Analyser) -> Self {
        let mut matches = Vec::new();
        let mut sought = 0;
        for wanted in wanted {
            sought |= initials(wanted.term);
        }
        analyser.look_for(sought, text, &mut |token| {
            let wanted = wanted.iter().position(|wanted| wanted.term == token.term);
            if let Some(wanted) = wanted {
                matches.push(Match {
                    range: token.range(),
                    position: token.position,
                    inside: !token.part.is_literal(),
                    wanted,
                });
            }
        });
        Self { text, matches }
    }

    /// A word as it is written.
    pub(crate) fn written(&self, found: &Match) -> &'a str {
        &self.text[found.range.clone()]
    }

    /// The text in full, marked.
    pub(crate) fn marked(&self) -> Marked {
        Marked {
            text: self.text.to_owned(),
            marks: join(&self.matches, 0..self.text.len(), 0),
        }
    }

    /// The best window with what it is worth; nothing if no word was found.
    pub(crate) fn best(&self, wanted: &[Wanted<'_>]) -> Option<(f32, Marked)> {
        let (worth, window) = best_window(&self.matches, wanted)?;
        Some((worth, cut(self.text, window, &self.matches)))
    }

    /// What the words found in a short text are worth.
    pub(crate) fn worth(&self, wanted: &[Wanted<'_>]) -> f32 {
        best_window(&self.matches, wanted).map_or(0.0, |(worth, _)| worth)
    }
}

/// The beginning of `text`, unmarked.
pub(crate) fn beginning(text: &str) -> Marked {
    cut(text, 0..0, &[])
}

/// The matches within [`WINDOW`] bytes that are worth most: every term once in
/// full, and a little for each time it occurs again.
fn best_window(found: &[Match], wanted: &[Wanted<'_>]) -> Option<(f32, Range<usize>)> {
    const AGAIN: f32 = 0.05;
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut seen = vec![false; wanted.len()];
    for (first, from) in found.iter().enumerate() {
        let start = from.range.start;
        seen.fill(false);
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
    let start = end - text[start..end].trim_ascii_start().len();
    let end = start + text[start..end].trim_ascii_end().len();
    let mut cut = String::with_capacity(end - start + 8);
    if !is_blank(&text[..start]) {
        cut.push_str("… ");
    }
    let shift = cut.len();
    cut.push_str(&text[start..end]);
    if !is_blank(&text[end..]) {
        cut.push_str(" …");
    }
    Marked {
        text: cut,
        marks: join(found, start..end, shift),
    }
}

/// Where a passage that must include `core` and may begin at `earliest`
/// begins: after a sentence if one ends there, else at a word.
fn begin(text: &str, core: usize, earliest: usize) -> usize {
    if earliest == 0 {
        return 0;
    }
    let bytes = text.as_bytes();
    let mut word = core;
    for at in (earliest..core).rev() {
        if is_space(bytes, at) {
            word = at + 1;
        }
    }
    for at in earliest + 1..core {
        if is_space(bytes, at) && bytes[at - 1] == b'.' {
            return at + 1;
        }
    }
    word
}

/// Where a passage that must include all up to `core` and may end at `latest`
/// ends: before a space.
fn finish(text: &str, core: usize, latest: usize) -> usize {
    if latest >= text.len() {
        return text.len();
    }
    for at in (core..latest).rev() {
        if is_space(text.as_bytes(), at) {
            return at;
        }
    }
    core
}

/// Of all spaces the ASCII ones are enough: texts have been tidied.
fn is_space(text: &[u8], at: usize) -> bool {
    text[at].is_ascii_whitespace()
}

/// Whether there is nothing but spaces in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.as_bytes().trim_ascii().is_empty()
}

/// The ranges of what was found between two places, in order, those of
/// compounds and their parts once and overlapping ones as one, as they are
/// after `shift` bytes.
fn join(found: &[Match], inside: Range<usize>, shift: usize) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for Match { range, .. } in found {
        if range.start < inside.start || range.end > inside.end || range.end <= from {
            continue;
        }
        let end = range.end - inside.start + shift;
        match joined.last_mut() {
            // Characters of a script without spaces, each with the next.
            Some(last) if range.start < from => last.end = end,
            _ => joined.push(range.start - inside.start + shift..end),
        }
        from = range.end;
    }
    joined
}
